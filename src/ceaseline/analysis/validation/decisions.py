"""Fixtures of decision, credibility, cascades and durability (D, C and H)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.special import betaincinv

from ceaseline.analysis.durability import weibull_survival
from ceaseline.analysis.outside_view import kaplan_meier
from ceaseline.analysis.validation.records import relapse
from ceaseline.analysis.validation.row import Row, fixture
from ceaseline.model.cascade import crowd_equilibrium, greatest_fixed_point, least_fixed_point
from ceaseline.model.challenge import ABSENT
from ceaseline.model.credibility import record_mean, record_update, tied_hands
from ceaseline.model.decision import deterrence_threshold, quantal_response
from ceaseline.model.records import RUNGS
from ceaseline.model.threshold import threshold_execution

_COW = (
    "Correlates of War Inter-State Wars v4.0 and Gibler-Miller-Little disputes; own statistics (the "
    "data are not shipped, so shares beyond year 5 cannot be recomputed here)"
)
#: Rounding that must not decide a tie: who is indifferent holds.
_TIE = 1e-12
YEARS = (1, 2, 5, 10, 20)
#: Wars within 1, 2 and 5 years among 53 spells; none was censored before the fifth.
_FAILED, _SPELLS = (3, 5, 7), 53


def decision_fixtures() -> Iterator[Row]:
    """Yield D1 to D4."""
    yield fixture(
        "D1",
        "Tied hands: chance of fighting at audience costs 0, .15, .30",
        (0.50, 0.75, 1.00),
        [tied_hands(cost, 0.6, 0.3) for cost in (0.0, 0.15, 0.3)],
        1e-9,
        "algebra, reduction of Fearon 1997",
    )
    yield fixture(
        "D2",
        "Perfect deterrence: credibility that just deters at a status quo of .4 and of .7",
        (0.40, 0.20),
        [deterrence_threshold(1.0, quo, -0.5) for quo in (0.4, 0.7)],
        1e-9,
        "algebra, Zagare and Kilgour 2000",
    )
    yield fixture(
        "D2.rule",
        "Threshold rule: least belief, in steps of .01, at which it holds in the same two games",
        (0.40, 0.20),
        [_held_from(quo) for quo in (0.4, 0.7)],
        1e-9,
        "algebra, Zagare and Kilgour 2000",
    )
    rows = [quantal_response(0.2, 0.0, -0.5, 1.0, 0.0, precision) for precision in (0.0, 1.0, 5.0, 20.0)]
    yield fixture(
        "D3",
        "Quantal response: resistance and attack at precision 0, 1, 5, 20",
        (0.5, 0.5, 0.5498, 0.5437, 0.7311, 0.3816, 0.9820, 0.0001),
        [chance for row in rows for chance in row],
        5.1e-5,
        "computed from the formula, Signorino 1999",
    )
    a, b = record_update(0.5, 0.5, 3.0, 1.0)
    yield fixture(
        "D4",
        "Three promises of four kept, from the Jeffreys prior: mean and 90 % interval",
        (0.700, 0.349, 0.954),
        (record_mean(a, b), float(betaincinv(a, b, 0.05)), float(betaincinv(a, b, 0.95))),
        5.1e-4,
        "computed, Beta distribution",
    )


def _held_from(status_quo: float) -> float:
    """Return the least chance of being fought at which the threshold rule holds: gain 1, conflict -.5."""
    return next(
        chance / 100.0
        for chance in range(101)
        if threshold_execution(ABSENT, (100 - chance) / 100.0 - 0.5 * chance / 100.0 - status_quo - _TIE) == 0
    )


def cascade_fixtures() -> Iterator[Row]:
    """Yield C1 to C3."""
    crowd = np.arange(100.0)
    members = np.empty(100, dtype=np.bool_)
    all_join = least_fixed_point(np.ones(100), crowd, members)
    crowd[1] = 2.0
    yield fixture(
        "C1",
        "A hundred with thresholds 0 to 99; then the one with 1 needs 2",
        (100.0, 1.0),
        (all_join, least_fixed_point(np.ones(100), crowd, members)),
        0.0,
        "Granovetter 1978, American Journal of Sociology 83",
    )
    yield fixture(
        "C2",
        "Normal thresholds with mean 25: the crowd from nobody at a spread of 11, 12 and 12.6",
        (1.71, 4.02, 100.0),
        [crowd_equilibrium(25.0, sd, 100.0, 0.0) for sd in (11.0, 12.0, 12.6)],
        0.02,
        "computed from the continuous map, Granovetter 1978",
    )
    trio, needs = np.empty(3, dtype=np.bool_), np.full(3, 2.0)
    yield fixture(
        "C3",
        "Three that each need both others: least and greatest fixed point",
        (0.0, 3.0),
        (least_fixed_point(np.ones(3), needs, trio), greatest_fixed_point(np.ones(3), needs, trio)),
        0.0,
        "algebra",
    )


def durability_fixtures() -> Iterator[Row]:
    """Yield H1 to H3."""
    yield fixture(
        "H1",
        "Weibull survival at 1, 5, 10 years with k .4884 and s 41.28; the same with a hazard ratio of .5",
        (0.850, 0.700, 0.606, 0.922, 0.837, 0.779),
        [weibull_survival(t, 0.4884, 41.28, ratio) for ratio in (1.0, 0.5) for t in (1.0, 5.0, 10.0)],
        5.1e-4,
        "computed from the formula",
    )
    war = [relapse()["contiguous", "war", year] for year in YEARS]
    yield fixture(
        "H2",
        "War again among neighbours since 1946, within 1, 2, 5, 10, 20 years, as shipped",
        (0.057, 0.094, 0.132, 0.248, 0.351),
        war,
        5e-4,
        _COW,
    )
    yield fixture(
        "H2.counts",
        "The same from the published counts, within 1, 2 and 5 years: Kaplan-Meier on 3, 5, 7 of 53",
        (0.057, 0.094, 0.132),
        _from_counts(),
        5.1e-4,
        _COW,
    )
    yield fixture(
        "H2.weibull",
        "The same from the published Weibull fit (k .623, s 102.7), within 1, 2, 5, 10 years",
        (0.054, 0.083, 0.141, 0.209),
        [1.0 - weibull_survival(float(t), 0.623, 102.7) for t in (1, 2, 5, 10)],
        1.1e-3,  # shape and scale are printed to three and four digits
        _COW,
    )
    yield fixture(
        "H3",
        "Ladder order, neighbours after a war: steps up a rung, at any of five horizons, where the share "
        "does not fall",
        0.0,
        float(sum(fall <= 0.0 for fall in _falls("contiguous", YEARS))),
        0.0,
        _COW,
    )
    yield fixture(
        "H3.no-winner",
        "The same after wars without a winner (16 spells, so ties are allowed): steps where the share rises",
        0.0,
        float(sum(fall < 0.0 for fall in _falls("no-winner", YEARS[:4]))),
        0.0,
        _COW,
    )


def _falls(name: str, years: tuple[int, ...]) -> list[float]:
    shares = relapse()
    return [
        shares[name, rung, year] - shares[name, graver, year]
        for year in years
        for rung, graver in pairwise(RUNGS)
    ]


def _from_counts() -> list[float]:
    first, second, fifth = _FAILED
    durations = np.array([1.0] * first + [2.0] * (second - first) + [5.0] * (fifth - second))
    held = np.full(_SPELLS - fifth, 6.0)
    events = np.concatenate([np.ones(fifth), np.zeros(held.size)])
    return [float(share) for share in kaplan_meier(np.concatenate([durations, held]), events, (1, 2, 5))]
