"""Which engine decides and which one fights: the only place where the two part.

A world carries the codes of its engines beside its assumptions (`records.WORLD`). Engines take the same
draws, so changing one changes no luck.
"""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import mechanism
from ceaseline.model.attrition import square_law_campaign
from ceaseline.model.challenge import executed, opened, place_value, preparation_value
from ceaseline.model.fighting import land_campaign
from ceaseline.model.threshold import (
    threshold_execution,
    threshold_opening,
    threshold_place,
    threshold_preparation,
)

#: Codes of the decision rule: quantal response, threshold.
QUANTAL, THRESHOLD = 0, 1
#: Codes of the land engine: front expansion after Posen, Lanchester's square law with reinforcement.
POSEN, LANCHESTER = 0, 1


@mechanism
def value_of_places(free: float, guarded: float, guarded_share: float, world: Any) -> float:
    """Return the value of a grab over the places it may be made at, by the world's decision rule.

    See `challenge.place_value` and `threshold.threshold_place`.
    """
    if world.decision == THRESHOLD:
        return threshold_place(free, guarded)
    return place_value(free, guarded, guarded_share, world.precision, world.nest_dissimilarity)


@mechanism
def value_of_preparing(grab: float, offensive: float, world: Any) -> float:
    """Return the value of preparing an attack, by the world's decision rule.

    See `challenge.preparation_value` and `threshold.threshold_preparation`.
    """
    if world.decision == THRESHOLD:
        return threshold_preparation(grab, offensive, world.cost_prepare)
    return preparation_value(grab, offensive, world.cost_prepare, world.precision)


@mechanism
def opening_used(
    draw: float, probe: float, sea: float, strike: float, hit: float, prepare: float, world: Any
) -> int:
    """Return what an opening is used for, by the world's decision rule; the threshold rule needs no draw.

    See `challenge.opened` and `threshold.threshold_opening`.
    """
    if world.decision == THRESHOLD:
        return threshold_opening(probe, sea, strike, hit, prepare)
    return opened(draw, probe, sea, strike, hit, prepare, world.precision, world.nest_dissimilarity)


@mechanism
def preparation_used(draw: float, grab: float, offensive: float, world: Any) -> int:
    """Return what a preparation ends in, by the world's decision rule; the threshold rule needs no draw.

    See `challenge.executed` and `threshold.threshold_execution`.
    """
    if world.decision == THRESHOLD:
        return threshold_execution(grab, offensive)
    return executed(draw, grab, offensive, world.precision)


@mechanism
def fight(
    reserve_attacker: float,
    assault: float,
    sectors: float,
    reserve_defender: float,
    arrival: float,
    brigades: float,
    follow_on: float,
    aircraft: float,
    quality: float,
    stock: float,
    days: float,
    most_losses: float,
    world: Any,
) -> tuple[int, int, float, float, float]:
    """Fight an attack by the world's land engine.

    See `fighting.land_campaign`, whose arguments and results these are, and
    `attrition.square_law_campaign`, to which `assault` and `sectors` mean nothing.
    """
    if world.land == LANCHESTER:
        return square_law_campaign(
            reserve_attacker,
            reserve_defender,
            arrival,
            brigades,
            follow_on,
            aircraft,
            quality,
            stock,
            days,
            most_losses,
            world,
        )
    return land_campaign(
        reserve_attacker,
        assault,
        sectors,
        reserve_defender,
        arrival,
        brigades,
        follow_on,
        aircraft,
        quality,
        stock,
        days,
        most_losses,
        world,
    )
