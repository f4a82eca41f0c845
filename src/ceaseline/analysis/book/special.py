"""Responses of mechanisms that take arrays or a whole world, as functions of numbers."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ceaseline.analysis.median import median_world
from ceaseline.analysis.validation.battles import CASE_N, iwo_jima
from ceaseline.case import load
from ceaseline.model.air import leak_share, patrol_cover
from ceaseline.model.attrition import square_law_campaign
from ceaseline.model.cascade import greatest_fixed_point, least_fixed_point
from ceaseline.model.decision import best_choice, nested_choice, softmax
from ceaseline.model.fighting import land_campaign
from ceaseline.model.patrol import covered_share
from ceaseline.model.posen import NATO_SUPPLY, PACT_SUPPLY, posen_campaign
from ceaseline.model.shots import layered_leak
from ceaseline.study.worlds import draw_worlds

#: The case whose median world stands behind these pictures.
CASE = "ukraine-2025"
#: Worlds over which the land engine is averaged.
WORLDS = 64


@lru_cache(maxsize=1)
def _world() -> Any:
    case = load(CASE)
    return median_world(case, case.package("none"))[1]


@lru_cache(maxsize=1)
def _worlds() -> Any:
    return draw_worlds(load(CASE), 0, WORLDS, (0.0, 0.0, 0.0, 0.0)).view(np.recarray)


def _crowd(shift: float, step: float) -> tuple[Any, Any, Any]:
    return np.ones(100), shift + step * np.arange(100.0), np.empty(100, dtype=np.bool_)


def least_crowd(shift: float, step: float) -> float:
    """Return how many of a hundred join who need 0, 1, 2 … others, times `step` and `shift` more.

    Examples
    --------
    >>> least_crowd(0.0, 1.0), least_crowd(1.0, 1.0)
    (100.0, 0.0)
    """
    return least_fixed_point(*_crowd(shift, step))


def greatest_crowd(shift: float, step: float) -> float:
    """Return how many of the same hundred stay in when all trust each other."""
    return greatest_fixed_point(*_crowd(shift, step))


def orbits_cover(orbits: float) -> float:
    """Return the share of site weight under a number of orbits in the median world."""
    return covered_share(np.asarray(_world()["cover"], dtype=np.float64), orbits)


def patrol_cover_in(aircraft: float) -> float:
    """Return the share of site weight that a fleet keeps under patrol in the median world."""
    return patrol_cover(aircraft, _world())


def leak_in(
    shield_aircraft: float, batteries: float, radar: float, links: float, rule: float, stocks: float
) -> float:
    """Return the share of weapons that gets through in the median world."""
    return leak_share(shield_aircraft, 0.0, batteries, radar, links, rule, stocks, _world())


def two_layers(first: float, second: float) -> float:
    """Return what comes through two layers."""
    return layered_leak(np.array([first, second]))


def _third(fill: Any, utility: float, *arguments: Any) -> float:
    out = np.empty(3)
    fill(np.array([0.0, 0.0, utility]), *arguments, out)
    return float(out[2])


def one_of_three(utility: float, precision: float) -> float:
    """Return the chance of one option beside two of utility zero.

    Examples
    --------
    >>> round(one_of_three(0.0, 8.0), 3)
    0.333
    """
    return _third(softmax, utility, precision)


def one_nested(utility: float, dissimilarity: float, precision: float) -> float:
    """Return the same when the two others are much alike."""
    return _third(nested_choice, utility, np.array([0, 0, 1]), dissimilarity, precision)


def best_of_three(utility: float) -> float:
    """Return the same for the best reply."""
    return _third(best_choice, utility)


def land_in(
    reserve_attacker: float,
    reserve_defender: float,
    arrival: float,
    brigades: float,
    follow_on: float,
    aircraft: float,
    quality: float,
    stock: float,
) -> float:
    """Return the share of worlds in which the engine breaks the line, before friction.

    Examples
    --------
    >>> land_in(60.0, 4.0, 3.0, 0.0, 0.0, 0.0, 1.0, 60.0) > land_in(20.0, 30.0, 3.0, 4.0, 0.0, 0.0, 1.0, 60.0)
    True
    """
    worlds = _worlds()
    broken = 0
    for world in worlds:
        broken += land_campaign(
            reserve_attacker,
            float(world.sectors * world.sector_width / world.assault_spacing),
            world.sectors,
            reserve_defender,
            arrival,
            brigades,
            follow_on,
            aircraft,
            quality,
            stock,
            world.campaign_days,
            world.break_share * reserve_attacker,
            world,
        )[0]
    return broken / len(worlds)


def square_law_in(
    reserve_attacker: float,
    reserve_defender: float,
    arrival: float,
    brigades: float,
    follow_on: float,
    aircraft: float,
    quality: float,
    stock: float,
) -> float:
    """Return the share of worlds in which the second land engine wins, before friction.

    Examples
    --------
    >>> forces = (60.0, 4.0, 3.0, 0.0, 0.0, 0.0, 1.0, 60.0), (20.0, 30.0, 3.0, 4.0, 0.0, 0.0, 1.0, 60.0)
    >>> square_law_in(*forces[0]) > square_law_in(*forces[1])
    True
    """
    worlds = _worlds()
    broken = 0
    for world in worlds:
        broken += square_law_campaign(
            reserve_attacker,
            reserve_defender,
            arrival,
            brigades,
            follow_on,
            aircraft,
            quality,
            stock,
            world.campaign_days,
            world.break_share * reserve_attacker,
            world,
        )[0]
    return broken / len(worlds)


def posen_needs(
    assault_spacing: float, line_spacing: float, assault_loss: float, advance: float, exchange: float
) -> tuple[float, float]:
    """Return what attacker and defender need on day 90 of Posen's campaign, in divisions."""
    inputs = CASE_N._replace(
        assault_spacing=assault_spacing,
        line_spacing=line_spacing,
        assault_loss=assault_loss,
        advance=advance,
        exchange=exchange,
    )
    result = posen_campaign(inputs, PACT_SUPPLY, NATO_SUPPLY)
    return result.attacker_need, result.defender_need


@lru_cache(maxsize=1)
def _path() -> Any:
    return iwo_jima()


def iwo_jima_day(day: float) -> tuple[float, float]:
    """Return strengths on Iwo Jima on a day."""
    american, japanese = _path()[round(day)]
    return float(american), float(japanese)
