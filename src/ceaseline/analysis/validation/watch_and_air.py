"""Fixtures of search, warning, air defence and patrols (S and A)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ceaseline.analysis.validation.row import Row, fixture
from ceaseline.model.patrol import aircraft_per_orbit, fleet, patrol_cycle, sorties_per_day, units_with_spares
from ceaseline.model.search import alarm_posterior, barrier_patrol, random_search
from ceaseline.model.shots import binomial_sd, kill_chance, layered_leak, salvo_exchange, stop_all


def watch_fixtures() -> Iterator[Row]:
    """Yield S1 to S3."""
    yield fixture(
        "S1",
        "Random search at coverage .5, 1 and 2",
        (0.3935, 0.6321, 0.8647),
        [random_search(c) for c in (0.5, 1.0, 2.0)],
        5.1e-5,
        "Koopman, Search and Screening",
    )
    yield fixture(
        "S2",
        "Barrier patrol: sweep 20 km, line 100 km, speeds 40 and 10",
        0.8246,
        barrier_patrol(20.0, 100.0, 40.0, 10.0),
        5.1e-5,
        "formula, Washburn, Search and Detection",
    )
    yield fixture(
        "S3",
        "Chance that an alarm is real at a false-alarm rate of .10 and of .01",
        (0.155, 0.647),
        [alarm_posterior(0.9, false, 0.02) for false in (0.10, 0.01)],
        5.1e-4,
        "Bayes' rule",
    )


def air_fixtures() -> Iterator[Row]:
    """Yield A1 to A6."""
    yield fixture(
        "A1",
        "Four interceptors of .56 each; the same with a common-mode failure of .2",
        (0.9625, 0.770),
        [kill_chance(0.56, 4.0, common) for common in (0.0, 0.2)],
        1e-4,
        "algebra",
    )
    yield fixture(
        "A2",
        "Every one of ten warheads stopped, with 1 to 5 shots of .7 at each",
        (0.0282, 0.3894, 0.7606, 0.9219, 0.9760),
        [stop_all(0.7, float(shots), 10.0) for shots in range(1, 6)],
        5.1e-5,
        "formula, Wilkening 1999",
    )
    leak = layered_leak(np.array([0.6, 0.5, 0.4]))
    yield fixture(
        "A3",
        "Three layers of .6, .5, .4 and a raid of 100: mean and spread of what comes through",
        (12.0, 3.25),
        (100.0 * leak, binomial_sd(100.0, leak)),
        5.1e-3,
        "binomial, Operations Research 30(3) 595",
    )
    even = salvo_exchange(3.0, 3.0, 4.0, 4.0, 3.0, 3.0, 2.0, 2.0)
    uneven = salvo_exchange(2.0, 3.0, 4.0, 4.0, 3.0, 3.0, 2.0, 2.0)
    yield fixture(
        "A4",
        "Salvoes of 3 against 3, then 2 against 3: losses of both",
        (1.5, 1.5, 2.0, 0.0),
        (*even, *uneven),
        1e-9,
        "algebra, Hughes",
    )
    cycle = patrol_cycle(400.0, 900.0, 2.0, 3.0)
    ready = aircraft_per_orbit(2.0, cycle, 2.0)
    yield fixture(
        "A5",
        "A pair on patrol 400 km out: cycle in hours, aircraft an orbit, fleet, sorties a day",
        (5.889, 5.89, 9.81, 24.0),
        (cycle, ready, fleet(ready, 0.6), sorties_per_day(2.0, 2.0)),
        5.1e-3,
        "algebra",
    )
    yield fixture(
        "A6",
        "Units that keep ten active when recovery takes 3.39 times as long",
        50.0,
        float(units_with_spares(10, 3.39)),
        0.0,
        "arXiv 2604.15890",
    )
