"""Phase 9 in the month: what each option is worth to the challenger, as it believes."""

from __future__ import annotations

import math
from typing import Any

from ceaseline.kernel import mechanism
from ceaseline.model.challenge import ABSENT, aim_value, attack_value, believed_odds
from ceaseline.model.engines import value_of_places
from ceaseline.model.fighting import reserve_with_warning
from ceaseline.model.learning import believed
from ceaseline.model.month_response import expected_help
from ceaseline.model.month_watch import leak_now
from ceaseline.model.response import arrival_days
from ceaseline.model.watch import acted_on


@mechanism
def reserves(warning: float, world: Any, state: Any) -> tuple[float, float]:
    """Return both sides' reserves, the defender's after warning."""
    attacker = state.a * world.challenger_reserve
    defender = reserve_with_warning(state.d, world.protected_reserve, warning, world.warning_gain)
    return attacker, defender


@mechanism
def value_of_aim(world: Any, state: Any) -> float:
    """Return the value of the full aim to this challenger now."""
    return aim_value(
        state.dissatisfaction,
        state.troops,
        world.provocation_force,
        state.power,
        world.provocation_us,
        state.settlement,
        world.claims_relief,
    )


@mechanism
def expected_warning(world: Any, state: Any) -> float:
    """Return the warning that the challenger expects the other side to have: the mean over detection."""
    decide = arrival_days(0.0, world.decide_days, state.links, world.links_speed, 0.0)
    left = world.buildup_days - decide
    if left <= 0.0:
        return 0.0
    blind = world.common_cause
    clear = mean_warning(left, state.detect)
    dim = mean_warning(left, state.detect * world.common_cause_left)
    return float(((1.0 - blind) * clear + blind * dim) * share_acted_on(world, state))


@mechanism
def mean_warning(left: float, rate: float) -> float:
    """Return the mean of ``max(0, left - T)`` for an exponential T: ``left - (1 - exp(-r left)) / r``.

    Examples
    --------
    >>> mean_warning(10.0, 0.0)
    0.0
    """
    if rate * left < 1e-9:
        return 0.0
    return left - (1.0 - math.exp(-rate * left)) / rate


@mechanism
def share_acted_on(world: Any, state: Any) -> float:
    """Return the part of warnings that is acted on now."""
    detection = 1.0 - math.exp(-state.detect * world.buildup_days)
    prior = 1.0 - math.exp(-world.opening_rate / 12.0)
    sharper = 1.0 + (world.fusion_gain - 1.0) * state.links
    return acted_on(detection, world.false_alarm_rate / sharper, prior, world.alarm_tolerance)


@mechanism
def grab_value(
    extra_hit: float,
    on_the_spot: float,
    warning: float,
    aim: float,
    fights: float,
    window: float,
    world: Any,
    state: Any,
) -> float:
    """Return the believed value of a limited grab at one kind of place.

    Parameters
    ----------
    extra_hit : float
        Chance of hitting troops added where outside troops stand on the spot.
    on_the_spot : float
        Part of a guarantor's brigade that fights at once there.
    warning, aim, fights, window : float
        Days of warning; value of the full aim; believed chance of being resisted; gain of the window.
    world, state : records
        Assumptions and state.

    Returns
    -------
    float
        Value over holding.
    """
    imposed, brigades, _ = expected_help(min(1.0, world.hit_in_grab + extra_hit), warning, world, state)
    local = (
        reserve_with_warning(state.d, world.protected_reserve, warning, world.warning_gain) / world.sectors
    )
    level = world.odds_level + world.grab_advantage - world.zone_depth_gain * state.zone / 20.0
    odds = believed_odds(
        level,
        world.fit_ratio,
        world.grab_brigades / local,
        world.fit_brigades,
        brigades + on_the_spot,
        world.fit_aircraft,
        0.0,
        world.fit_warning,
        0.0,
        state.error,
    )
    success = 1.0 - fights * (1.0 - odds)
    return attack_value(
        success, world.gain_grab, aim, world.cost_grab * (1.0 + fights), imposed * world.gain_grab, window
    )


@mechanism
def attack_values(warning: float, aim: float, world: Any, state: Any) -> tuple[float, float]:
    """Return the believed values of a grab (at the best place) and of an offensive."""
    attacker, defender = reserves(warning, world, state)
    fights = believed(state.fights, state.yields)
    window = world.window * (1.0 - state.complete) if state.target > 0.0 else 0.0
    imposed, brigades, aircraft = expected_help(world.hit_in_offensive, warning, world, state)
    odds = believed_odds(
        world.odds_level,
        world.fit_ratio,
        attacker / defender,
        world.fit_brigades,
        brigades,
        world.fit_aircraft,
        aircraft,
        world.fit_warning,
        warning,
        state.error,
    )
    offensive = attack_value(odds, 1.0, aim, world.cost_offensive, imposed, window)
    free = grab_value(0.0, 0.0, warning, aim, fights, window, world, state)
    line = state.troops_line[1] + state.troops_line[2] + state.troops_line[3]
    share = min(0.99, line / world.guarantor_brigade * world.sector_width / world.front_km)
    if share <= 0.0:
        return free, offensive
    guarded = grab_value(
        world.hit_in_grab, world.guarantor_combat, warning, aim, fights, window, world, state
    )
    return value_of_places(free, guarded, share, world), offensive


@mechanism
def values_below_attack(
    aim: float, strikes: int, at_sea: int, world: Any, state: Any
) -> tuple[float, float, float, float]:
    """Return the believed values of a probe, interference at sea, strikes, and strikes on troops."""
    fights = believed(state.fights, state.yields)
    probe = world.gain_probe * aim - world.cost_probe * (0.5 + fights)
    sea = world.gain_sea * aim * state.left_at_sea - world.cost_sea if at_sea == 1 else ABSENT
    strike = ABSENT
    hit = ABSENT
    if strikes == 1:
        imposed, _, _ = expected_help(0.0, 0.0, world, state)
        strike = (
            world.gain_strike * aim * leak_now(world, state) - world.cost_strike - imposed * world.gain_strike
        )
        if state.troops > 0.0:
            answered, _, _ = expected_help(1.0, 0.0, world, state)
            through = 1.0 - state.cover_force
            window = world.window * (1.0 - state.complete)
            hit = world.gain_hit * aim * world.leave_if_hit * through - world.cost_hit - answered + window
    return probe, sea, strike, hit
