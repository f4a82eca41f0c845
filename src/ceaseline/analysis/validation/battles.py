"""Fixtures of attrition and campaigns (L): Lanchester, Iwo Jima, Posen, and what CDB90 itself says."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from ceaseline.analysis.statistics import Floats
from ceaseline.analysis.validation.fits import logistic_at, logistic_fit, qjm_losses
from ceaseline.analysis.validation.records import CDB90, engagements
from ceaseline.analysis.validation.row import Row, fixture
from ceaseline.model.attrition import square_law_campaign
from ceaseline.model.lanchester import square_law_days, square_law_left, square_law_run
from ceaseline.model.posen import (
    NATO_SUPPLY,
    PACT_SUPPLY,
    PUBLISHED_LOW,
    PosenInputs,
    posen_campaign,
    posen_draws,
)
from ceaseline.model.records import WORLD

ENGEL = "Engel 1954, Operations Research 2; parameters and reference solution as published"
_POSEN = "published code of Tecott and Halterman, International Security 45(4) 2021"
#: Bounds of the classes of force ratio in tables of CDB90.
RATIO_BOUNDS = (0.0, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 100.0)
POSEN_DRAWS = 20_000

_CORNER = PUBLISHED_LOW._replace(
    assault_spacing=12.5,
    flank_spacing=25.0,
    attacker_aircraft=1225.0,
    attacker_air_loss=0.05,
    attacker_air_kill=0.25,
    defender_aircraft=1630.0,
    defender_air_loss=0.05,
    defender_air_kill=0.5,
)
#: Corners of the published ranges that favour the attacker and the defender.
CASE_P = _CORNER._replace(line_spacing=25.0, assault_loss=0.075, advance=5.0, exchange=1.5, quality=1.0)
CASE_N = _CORNER._replace(line_spacing=37.8, assault_loss=0.017, advance=2.0, exchange=2.0, quality=1.5)


def iwo_jima() -> Floats:
    """Return strengths on Iwo Jima at the end of each day, American and Japanese, from day 0.

    Landings of 54 000 on the first day, 6 000 on the third and 13 000 on the sixth; 21 500 Japanese.

    Examples
    --------
    >>> iwo_jima().shape
    (37, 2)
    """
    landed = np.zeros(36)
    landed[[0, 2, 5]] = 54_000.0, 6_000.0, 13_000.0
    path = np.empty((37, 2))
    square_law_run(0.0, 21_500.0, 0.0106, 0.0544, landed, np.zeros(36), 100, path)
    return path


def land_fixtures() -> Iterator[Row]:
    """Yield L1 to L7."""
    yield fixture(
        "L1",
        "A hundred against eighty of the same quality: left, and days",
        (60.0, 109.861),
        (square_law_left(100.0, 80.0, 0.01, 0.01)[0], square_law_days(100.0, 80.0, 0.01, 0.01)),
        5.1e-4,
        "algebra, Lanchester's square law",
    )
    yield fixture(
        "L1.campaign",
        "The same in the second land engine, reserves of 100 and 80, then of 100 and 60 with 20 more on the "
        "first day: lost by the attacker, and days",
        (40.0, 110.0, 40.0, 110.0),
        (*_even_campaign(80.0, 0.0), *_even_campaign(60.0, 20.0)),
        1e-9,
        "algebra, Lanchester's square law",
    )
    path = iwo_jima()
    yield fixture(
        "L2",
        "Iwo Jima: American and Japanese strength at the end of days 1, 3, 6, 10, 20, 28, 36",
        (
            *(52835.5, 21220.0, 56587.4, 20092.1, 66453.7, 18274.3, 62777.8, 15536.7),
            *(56063.1, 9268.3, 53042.4, 4656.4, 51985.2, 216.8),
        ),
        [float(v) for day in (1, 3, 6, 10, 20, 28, 36) for v in path[day]],
        {"relative": 0.001},
        ENGEL,
    )
    yield from _posen_fixtures()
    yield from _cdb90_fixtures()
    yield fixture(
        "L7",
        "Dupuy's QJM, all factors 1: casualties a day of 10 000 attackers and 10 000 defenders",
        (280.0, 150.0),
        (qjm_losses(10_000.0, True), qjm_losses(10_000.0, False)),
        1e-9,
        "Dupuy Institute, War by Numbers",
    )


def _even_campaign(reserve: float, brigades: float) -> tuple[float, float]:
    """Return what 100 lose in the second land engine, each side losing a hundredth of the other a day."""
    world = np.zeros(1, dtype=WORLD).view(np.recarray)[0]
    world.assault_loss, world.exchange_ratio, world.followon_days = 0.01, 1.0, 1.0
    _, days, lost, _, _ = square_law_campaign(
        100.0, reserve, 1.0, brigades, 0.0, 0.0, 1.0, math.inf, 400.0, math.inf, world
    )
    return lost, days


def _posen(inputs: PosenInputs) -> list[float]:
    result = posen_campaign(inputs, PACT_SUPPLY, NATO_SUPPLY)
    return [result.shortfall_day, result.attack_days, result.attacker_need, result.defender_need]


def _posen_fixtures() -> Iterator[Row]:
    yield fixture(
        "L3",
        "Posen, cases P and N: day of shortfall, days of attack, needs of attacker and defender on day 90",
        (14.0, 22.0, 82.943, 65.673, 0.0, 43.0, 72.608, 39.417),
        _posen(CASE_P) + _posen(CASE_N),
        5.1e-4,
        _POSEN,
    )
    days = posen_draws(POSEN_DRAWS, 1)
    yield fixture(
        "L4",
        f"Posen, {POSEN_DRAWS} draws over the published ranges: share with a shortfall by day 90",
        0.250,
        float((days > 0).mean()),
        {"low": 0.235, "high": 0.265},
        f"{_POSEN}; the paper says that it approaches 25 per cent",
    )


def _cdb90_fixtures() -> Iterator[Row]:
    record = engagements()
    fitted, _ = logistic_fit(record.log_ratio, record.won)
    yield fixture(
        "L5",
        "Attacker's win in 621 engagements by force ratio: level and slope; chance at 1, 2, 3, 5 to 1",
        (0.309, 0.172, 0.577, 0.606, 0.622, 0.643),
        [*fitted, *(logistic_at(fitted, math.log(ratio)) for ratio in (1.0, 2.0, 3.0, 5.0))],
        5.1e-4,
        CDB90,
    )
    modern = record.during(1914)
    places = [
        (np.exp(modern.log_ratio) > low) & (np.exp(modern.log_ratio) <= high)
        for low, high in pairwise(RATIO_BOUNDS)
    ]
    yield fixture(
        "L6",
        "CDB90 from 1914: engagements by class of force ratio (.5, .75, 1, 1.5, 2, 3, 5, above)",
        (11.0, 24.0, 43.0, 71.0, 58.0, 71.0, 59.0, 30.0),
        [float(place.sum()) for place in places],
        0.0,
        CDB90,
    )
    yield fixture(
        "L6.wins",
        "The same: share of attackers who won",
        (0.36, 0.58, 0.56, 0.54, 0.62, 0.66, 0.59, 0.80),
        [float(modern.won[place].mean()) for place in places],
        5.1e-3,
        CDB90,
    )
    slopes = [logistic_fit(part.log_ratio, part.won)[0][1] for part in (modern, record.during(1939, 1945))]
    yield fixture(
        "L6.slopes",
        "The same: slope of the log-odds in the logarithm of the ratio, from 1914 and in 1939-45",
        (0.37, 0.84),
        slopes,
        5.1e-3,
        CDB90,
    )
