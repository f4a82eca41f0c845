"""Posen's campaign model of a breakthrough battle, exactly as published: attrition and front expansion.

Posen, *Inadvertent Escalation* (1991), chapter 3 and appendix 3, after the replication by Tecott and
Halterman, *International Security* 45(4), 2021, 44-83 (github.com/ahalterman/campaign_analysis_calculators).
Forces needed are compared with forces available day by day; the attacker pauses when short, the defender who
is short is broken through. Strengths are in armoured division equivalents (ADE). The model is stylised and of
its time; it is kept as published so that the program can be held against a known answer.

Day convention, as in the published code: days count from 1. From the first attack day on the attacker
attacks on a day if its supply of that day exceeds what it needed the day before; aircraft act, and are lost,
on attack days only; a shortfall is looked for from the first attack day on, after that day's losses.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceaseline.kernel import STREAM_FIT, mechanism, uniforms

#: Whose draws these are: a key of its own keeps them apart from other fits.
_ACTOR = 0x504F5345


def _supply(*stretches: tuple[float, float, int]) -> NDArray[np.float64]:
    """Join linear stretches (first, last, days) into a read-only curve by day."""
    curve = np.concatenate([np.linspace(first, last, days) for first, last, days in stretches])
    curve.setflags(write=False)
    return curve


#: Attacker's supply, ADE on days 1 to 90: Posen's figure 3.4 as read by Tecott and Halterman.
PACT_SUPPLY = _supply(
    (28, 37, 10),
    (38, 40, 10),
    (40, 40, 10),
    (40, 50, 5),
    (50, 50, 22),
    (50, 55, 7),
    (55, 70, 6),
    (70, 82, 8),
    (82, 82, 12),
)

#: Defender's supply, ADE on days 1 to 90: Posen's figure 3.6 as read by Tecott and Halterman.
NATO_SUPPLY = _supply(
    (22, 22, 7),
    (23, 28, 6),
    (30, 30, 1),
    (32, 32, 1),
    (33, 33, 2),
    (34, 34, 2),
    (35, 35, 1),
    *((ade, ade, 2) for ade in range(36, 41)),
    (41, 41, 3),
    (42, 42, 4),
    (43, 43, 7),
    (44, 44, 14),
    (45, 45, 4),
    (46, 46, 4),
    (47, 47, 3),
    (48, 48, 15),
    (49, 49, 4),
    (50, 50, 2),
)


class PosenInputs(NamedTuple):
    """What the campaign depends on, in Posen's units.

    Attributes
    ----------
    front, width : float
        Length of the front and width of a breakthrough sector, km, > 0.
    sectors : float
        Breakthrough sectors.
    assault_spacing : float
        Width of sector for each attacking ADE, km, > 0.
    flank_spacing, line_spacing : float
        Front that one ADE of the attacker covers on flanks and quiet front, and one of the defender
        everywhere, km, > 0.
    assault_loss : float
        Share of the assault force lost on a day of attack, in [0, 1].
    advance : float
        Advance on a day of attack, km, >= 0.
    exchange : float
        Attacker's losses on the ground for each loss of the defender, > 0.
    quality : float
        Multiplier on the defender's supply, > 0.
    attacker_aircraft, defender_aircraft : float
        Ground-attack aircraft at first, >= 0.
    attacker_air_loss, defender_air_loss : float
        Share of aircraft lost in a sortie, in [0, 1].
    attacker_air_kill, defender_air_kill : float
        Vehicles killed in a sortie that comes through, >= 0.
    attacker_sorties, defender_sorties : int
        Sorties a day for each aircraft.
    first_day : int
        First day on which the attacker may attack, >= 2.
    vehicles : float
        Vehicles in one ADE, > 0.
    """

    front: float
    width: float
    sectors: float
    assault_spacing: float
    flank_spacing: float
    line_spacing: float
    assault_loss: float
    advance: float
    exchange: float
    quality: float
    attacker_aircraft: float
    attacker_air_loss: float
    attacker_air_kill: float
    attacker_sorties: int
    defender_aircraft: float
    defender_air_loss: float
    defender_air_kill: float
    defender_sorties: int
    first_day: int
    vehicles: float


class PosenResult(NamedTuple):
    """What came of a campaign.

    Attributes
    ----------
    shortfall_day : int
        First day on which the defender is short, 0 if none.
    attack_days : int
        Days of attack.
    attacker_need, defender_need : float
        ADE needed on the last day, losses made good included.
    """

    shortfall_day: int
    attack_days: int
    attacker_need: float
    defender_need: float


#: Ends of the published ranges; front, sectors, sorties and first day are fixed.
PUBLISHED_LOW = PosenInputs(
    750.0,
    50.0,
    3.0,
    10.0,
    22.0,
    25.0,
    0.012,
    2.0,
    1.5,
    1.0,
    1200.0,
    0.04,
    0.20,
    1,
    1600.0,
    0.04,
    0.35,
    2,
    14,
    1200.0,
)
PUBLISHED_HIGH = PosenInputs(
    750.0,
    50.0,
    3.0,
    25.0,
    33.0,
    50.0,
    0.075,
    5.0,
    2.0,
    1.5,
    1250.0,
    0.06,
    0.50,
    1,
    1660.0,
    0.06,
    0.65,
    2,
    14,
    1200.0,
)


@mechanism
def sorties_survived(loss: float, sorties: int) -> float:
    """Return the sorties of a day that come through, for each aircraft at its start.

    ``G = Σ_{i=1..s} (1 - q)^i``.

    Parameters
    ----------
    loss : float
        Share q of aircraft lost in a sortie, in [0, 1].
    sorties : int
        Sorties s a day, >= 0.

    Returns
    -------
    float
        In [0, s].

    Examples
    --------
    >>> round(sorties_survived(0.05, 2), 4)
    1.8525
    """
    through = 0.0
    left = 1.0
    for _ in range(sorties):
        left *= 1.0 - loss
        through += left
    return through


@mechanism
def posen_campaign(
    inputs: PosenInputs, attacker_supply: NDArray[np.float64], defender_supply: NDArray[np.float64]
) -> PosenResult:
    """Run the campaign for as many days as there is supply.

    The attacker needs ``(L - b n) / f`` ADE to cover the quiet front, ``b n / o`` for the assault, and for
    each day of attack ``2 n v / f`` for the flanks; the defender ``L / d`` and ``2 n v / d``. On a day of
    attack the attacker loses the larger of its ground loss ``α b n / o`` and the defender's air kills
    ``N k G / vehicles``; what the air did not cause, divided by the exchange ratio, is the defender's loss on
    the ground, beside the attacker's air kills. The defender is short when its need exceeds its supply times
    its quality.

    Parameters
    ----------
    inputs : PosenInputs
        Front, forces and rates.
    attacker_supply, defender_supply : array of float, shape (days,)
        ADE available on days 1, 2 …

    Returns
    -------
    PosenResult

    Examples
    --------
    >>> fair = PUBLISHED_LOW._replace(assault_spacing=12.5, flank_spacing=25.0, assault_loss=0.05)
    >>> posen_campaign(fair, PACT_SUPPLY, NATO_SUPPLY).shortfall_day
    14
    """
    cover = (inputs.front - inputs.width * inputs.sectors) / inputs.flank_spacing
    assault = inputs.width * inputs.sectors / inputs.assault_spacing
    line = inputs.front / inputs.line_spacing
    flanks = 2.0 * inputs.sectors * inputs.advance
    ground = assault * inputs.assault_loss
    through_a = sorties_survived(inputs.attacker_air_loss, inputs.attacker_sorties)
    through_d = sorties_survived(inputs.defender_air_loss, inputs.defender_sorties)
    air_a = inputs.attacker_aircraft * inputs.attacker_air_kill * through_a / inputs.vehicles
    air_d = inputs.defender_aircraft * inputs.defender_air_kill * through_d / inputs.vehicles
    kept_a = (1.0 - inputs.attacker_air_loss) ** inputs.attacker_sorties
    kept_d = (1.0 - inputs.defender_air_loss) ** inputs.defender_sorties
    need_a = cover + assault
    need_d = line
    shortfall_day = 0
    attack_days = 0
    for day in range(inputs.first_day, attacker_supply.size + 1):
        if attacker_supply[day - 1] > need_a:
            attack_days += 1
            loss = max(ground, air_d)
            need_a += flanks / inputs.flank_spacing + loss
            need_d += flanks / inputs.line_spacing + (loss - air_d) / inputs.exchange + air_a
            air_a *= kept_a
            air_d *= kept_d
        if shortfall_day == 0 and need_d > inputs.quality * defender_supply[day - 1]:
            shortfall_day = day
    return PosenResult(shortfall_day, attack_days, need_a, need_d)


@mechanism
def posen_inputs(seed: int, draw: int) -> PosenInputs:
    """Return one draw of the inputs, uniform and independent over the published ranges.

    Aircraft are whole numbers, as in the published code.

    Parameters
    ----------
    seed : int
        Seed, in [0, 2**32).
    draw : int
        Number of the draw, in [0, 2**32).

    Returns
    -------
    PosenInputs

    Examples
    --------
    >>> PUBLISHED_LOW <= posen_inputs(1, 0) <= PUBLISHED_HIGH
    True
    """
    low = PUBLISHED_LOW
    high = PUBLISHED_HIGH
    u0, u1, u2, u3 = uniforms(seed, STREAM_FIT, 0, draw, 0, _ACTOR, 0)
    u4, u5, u6, u7 = uniforms(seed, STREAM_FIT, 0, draw, 0, _ACTOR, 1)
    u8, u9, u10, u11 = uniforms(seed, STREAM_FIT, 0, draw, 0, _ACTOR, 2)
    u12, _, _, _ = uniforms(seed, STREAM_FIT, 0, draw, 0, _ACTOR, 3)
    return PosenInputs(
        low.front,
        low.width,
        low.sectors,
        _between(low.assault_spacing, high.assault_spacing, u0),
        _between(low.flank_spacing, high.flank_spacing, u1),
        _between(low.line_spacing, high.line_spacing, u2),
        _between(low.assault_loss, high.assault_loss, u3),
        _between(low.advance, high.advance, u4),
        _between(low.exchange, high.exchange, u5),
        _between(low.quality, high.quality, u6),
        math.floor(_between(low.attacker_aircraft, high.attacker_aircraft, u7) + 0.5),
        _between(low.attacker_air_loss, high.attacker_air_loss, u8),
        _between(low.attacker_air_kill, high.attacker_air_kill, u9),
        low.attacker_sorties,
        math.floor(_between(low.defender_aircraft, high.defender_aircraft, u10) + 0.5),
        _between(low.defender_air_loss, high.defender_air_loss, u11),
        _between(low.defender_air_kill, high.defender_air_kill, u12),
        low.defender_sorties,
        low.first_day,
        low.vehicles,
    )


@mechanism
def _between(low: float, high: float, u: float) -> float:
    """Return the number that stands at a share of the way from low to high."""
    return low + (high - low) * u


@mechanism
def posen_draws(draws: int, seed: int, first: int = 0) -> NDArray[np.int64]:
    """Return the first day of shortfall in each of many draws over the published ranges.

    The share of draws with a shortfall is what Tecott and Halterman print: by day 90 it "approaches 25
    percent". Draws are addressed, so halves computed apart join to the same answer.

    Parameters
    ----------
    draws : int
        Draws, >= 0.
    seed : int
        Seed, in [0, 2**32).
    first : int
        Number of the first draw.

    Returns
    -------
    array of int, shape (draws,)
        Day in [14, 90], or 0 where the defender is never short.

    Examples
    --------
    >>> days = posen_draws(2000, 1)
    >>> 0.2 < float((days > 0).mean()) < 0.3
    True
    """
    days = np.zeros(draws, dtype=np.int64)
    for i in range(draws):
        days[i] = posen_campaign(posen_inputs(seed, first + i), PACT_SUPPLY, NATO_SUPPLY).shortfall_day
    return days
