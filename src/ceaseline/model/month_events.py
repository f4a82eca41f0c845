"""Phases 10 to 12 in the month: what follows when the challenger acts."""

from __future__ import annotations

import math
from typing import Any

from ceaseline.kernel import STREAM_FUTURE, mechanism, normal_quantile, uniforms
from ceaseline.model.air import raid_leak
from ceaseline.model.engines import fight
from ceaseline.model.fighting import behind_zone, exploitation, outcome_with_friction
from ceaseline.model.incidents import clash_deaths, rung_of_deaths
from ceaseline.model.month_response import (
    drawn_help,
    guarantor_losses,
    length_with_answers,
    troops_hit,
)
from ceaseline.model.month_values import reserves
from ceaseline.model.month_watch import leak_now, mark
from ceaseline.model.regrouping import trained_quality
from ceaseline.model.slots import BLOCK_ANSWER, BLOCK_FIGHT, BLOCK_RAID
from ceaseline.model.state import EVENT, note

_PROBE = EVENT["probe"]
_STRIKE = EVENT["strike campaign"]
_SEA = EVENT["interference at sea"]
_HIT = EVENT["strike on outside troops"]
_GRAB = EVENT["limited grab"]
_OFFENSIVE = EVENT["offensive"]
_AIM = EVENT["aim reached"]
_LEAVE = EVENT["outside troops leave"]


@mechanism
def do_probe(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Book a probe: force is used; it may cost lives, and may grow."""
    _, u_deaths, u_far, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_RAID)
    rung = 1
    if u_far < world.probe_serious * world.chance_death:
        rung = 3
    elif u_far < world.chance_death:
        rung = 2
    out.challenges[1] += 1
    out.dead += clash_deaths(rung, u_deaths)
    mark(out, rung, t)
    note(state, t, _PROBE, float(rung), 0.0)


@mechanism
def do_strikes(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Fight a strike campaign; guarantors who answer cut it short in proportion to their time."""
    z_leak, _, _, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_RAID)
    u_europe, u_power, _, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    leak = raid_leak(leak_now(world, state), world.raid_spread, normal_quantile(z_leak))
    months = world.strike_months * length_with_answers(t, u_europe, u_power, 0, world, state, out)
    launched = world.raid_drones + world.raid_cruise + world.raid_ballistic
    hits = leak * launched * months
    deaths = hits * world.hit_deaths
    out.challenges[2] += 1
    out.hits_on_sites += hits
    out.dead += deaths
    reach = rung_of_deaths(deaths)
    mark(out, reach, t)
    if reach == 4:
        out.road = 3
    note(state, t, _STRIKE, hits, deaths)


@mechanism
def do_interference(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Book interference at sea: trade is cut for months, patrols blunt it, force may be used."""
    _, _, _, u_force = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_RAID)
    state.interference = world.interference_months
    out.challenges[3] += 1
    mark(out, 1 if u_force < world.chance_force else 0, t)
    note(state, t, _SEA, state.interference, 0.0)


@mechanism
def do_hit(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Strike outside troops: they may be answered for, or leave."""
    u_europe, u_power, _, u_leave = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    through = 1.0 - state.cover_force
    share = 1.0 - math.exp(-state.troops / world.guarantor_brigade)
    deaths = world.hit_weapons * through * world.hit_deaths * share
    out.challenges[4] += 1
    out.guarantor_dead += deaths
    out.dead += deaths
    reach = rung_of_deaths(deaths)
    mark(out, reach, t)
    if reach == 4:
        out.road = 3
    note(state, t, _HIT, deaths, through)
    arrival, _, _, _ = drawn_help(t, u_europe, u_power, 1, 0.0, world, state, out)
    if arrival < math.inf:
        return
    if u_leave < world.leave_if_hit:
        note(state, t, _LEAVE, state.troops, 0.0)
        state.leaving = 1


@mechanism
def do_grab(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Fight a limited grab. It does not end the future unless it becomes a war."""
    u_friction, u_win, u_defend, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_FIGHT)
    u_europe, u_power, u_hit, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    out.challenges[5] += 1
    resisted = 1 if u_defend < world.defend_grab else 0
    if resisted == 1:
        state.fights += 1.0
    else:
        state.yields += 1.0
    hit = (
        1
        if u_hit
        < max(troops_hit(world.hit_in_grab, 1, world, state), troops_hit(world.hit_in_grab, 2, world, state))
        else 0
    )
    arrival, brigades, _, _ = drawn_help(t, u_europe, u_power, hit, state.warned, world, state, out)
    assault = world.sector_width / world.assault_spacing
    _, defender = reserves(state.warned, world, state)
    broke, days, loss_a, loss_d, loss_g = fight(
        world.grab_brigades + assault,
        assault,
        1.0,
        defender / world.sectors,
        arrival,
        brigades,
        0.0,
        0.0,
        state.quality * trained_quality(world.training_gain, state.trained, world.training_full),
        state.stock,
        world.grab_days,
        world.break_share * (world.grab_brigades + assault),
        world,
    )
    chance = behind_zone(world.friction_win, state.zone, world.zone_depth_gain)
    taken = 1 if resisted == 0 else outcome_with_friction(broke, world.friction, chance, u_friction, u_win)
    fought = resisted * (loss_a + loss_d)
    deaths = fought * world.brigade_casualties * world.dead_share
    guarantor = resisted * loss_g * world.brigade_casualties * world.dead_share
    out.dead += deaths + guarantor
    out.guarantor_dead += guarantor
    if taken == 1:
        depth = world.advance_rate * days if resisted == 1 else world.advance_rate * world.grab_days
        out.territory_lost += world.sector_width * depth
    reach = rung_of_deaths(deaths + guarantor)
    mark(out, reach, t)
    if reach == 4:
        out.road = 2
    note(state, t, _GRAB, float(taken), deaths)


@mechanism
def do_offensive(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Fight an offensive day by day."""
    u_friction, u_win, _, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_FIGHT)
    u_europe, u_power, u_hit, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    out.challenges[6] += 1
    chance_hit = max(
        troops_hit(world.hit_in_offensive, 1, world, state),
        troops_hit(world.hit_in_offensive, 2, world, state),
    )
    hit = 1 if u_hit < chance_hit else 0
    arrival, brigades, follows, aircraft = drawn_help(
        t, u_europe, u_power, hit, state.warned, world, state, out
    )
    attacker, defender = reserves(state.warned, world, state)
    assault = world.sectors * world.sector_width / world.assault_spacing
    broke, days, loss_a, loss_d, loss_g = fight(
        attacker,
        assault,
        world.sectors,
        defender,
        arrival,
        brigades,
        follows,
        aircraft,
        state.quality * trained_quality(world.training_gain, state.trained, world.training_full),
        state.stock,
        world.campaign_days,
        world.break_share * attacker,
        world,
    )
    won = outcome_with_friction(broke, world.friction, world.friction_win, u_friction, u_win)
    depth = world.advance_rate * days
    if won == 1:
        blocking = brigades if arrival < math.inf else 0.0
        depth += exploitation(world.exploit_km, assault, blocking)
    if won == 1 and depth >= world.aim_depth:
        out.aim_reached = 1
        note(state, t, _AIM, depth, float(days))
    deaths = (loss_a + loss_d) * world.brigade_casualties * world.dead_share
    guarantor = loss_g * world.brigade_casualties * world.dead_share + hit * guarantor_losses(world, state)
    out.dead += deaths + guarantor
    out.guarantor_dead += guarantor
    out.territory_lost += world.sectors * world.sector_width * depth
    reach = rung_of_deaths(deaths + guarantor)
    mark(out, reach, t)
    if reach == 4:
        out.road = 1
    note(state, t, _OFFENSIVE, depth, deaths)
