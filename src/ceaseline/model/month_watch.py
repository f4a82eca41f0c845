"""Phases 5 to 8 of a month: watch, air, sea, incidents."""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import STREAM_FUTURE, mechanism, uniforms
from ceaseline.model.air import force_cover, leak_share, patrol_cover
from ceaseline.model.incidents import (
    clash_deaths,
    climb,
    dampening,
    declining,
    emboldened,
    recommitted,
    strikes_within,
)
from ceaseline.model.records import NEVER
from ceaseline.model.regrouping import trained_quality
from ceaseline.model.response import arrival_days
from ceaseline.model.sea import clear_mines, interference_left, port_throughput, ships_on_station
from ceaseline.model.slots import BLOCK_FIGHT, BLOCK_WATCH
from ceaseline.model.state import EVENT, note
from ceaseline.model.watch import attribution_days, fused_rate, line_seen, warning_days

_INCIDENT = EVENT["incident"]


@mechanism
def mark(out: Any, rung: int, t: int) -> None:
    """Record a breach: every rung up to the one reached, in the month it is first reached."""
    for r in range(rung + 1):
        if out.first[r] == NEVER:
            out.first[r] = t


@mechanism
def month_of_watch(world: Any, state: Any) -> None:
    """Phase 5, and the parts of 6 to 8 that change only with what stands in place, troops apart."""
    state.seen = line_seen(state.monitors, world.front_km, world.observer_sight, state.watched)
    state.detect = fused_rate(
        world.detect_own,
        world.detect_observers,
        state.seen,
        world.detect_us,
        state.effort,
        world.fusion_gain,
        state.links,
    )
    state.attribute = fused_rate(
        world.attribution_rate,
        world.attribution_observers,
        state.seen,
        world.attribution_us,
        state.effort,
        world.fusion_gain,
        state.links,
    )
    state.ships = ships_on_station(
        state.littoral_ships,
        state.outside_ships,
        world.ship_tonnage,
        world.ship_availability,
        state.outside_states,
        world.return_gap,
    )
    state.left_at_sea = interference_left(state.ships, world.patrol_effect)
    state.calm = dampening(
        state.zone,
        world.zone_incidents,
        state.seen,
        world.observer_incidents,
        state.rule,
        world.no_fly_incidents,
        world.sea_incidents,
        state.left_at_sea,
    )
    state.cover_force = force_cover(
        state.batteries, world.force_cover, world.force_cover_us, world.battery_sites, world.site_count
    )


@mechanism
def month_of_daring(world: Any, state: Any) -> None:
    """Phase 8: let the answers promised, and troops in place behind them, make the protected side bolder."""
    bold = world.embolden * state.complete * max(state.answer[1], state.answer[2])
    state.damp = emboldened(state.calm, bold)


@mechanism
def leak_now(world: Any, state: Any) -> float:
    """Phase 6: the share of a strike campaign that would get through now."""
    return leak_share(
        state.shield, state.flank, state.batteries, state.radar, state.links, state.rule, state.stocks, world
    )


@mechanism
def month_at_sea(world: Any, state: Any) -> None:
    """Phase 7: clear mines, let interference pass, set port throughput."""
    state.mines = clear_mines(state.mines, state.hunters, world.mine_clearance)
    hindered = world.interference_loss * state.left_at_sea * min(1.0, state.interference)
    state.interference = max(0.0, state.interference - 1.0)
    state.throughput = port_throughput(world.port_open, state.mines, world.mine_loss, hindered)


@mechanism
def month_of_incidents(u_incident: float, recommitment_step: float, world: Any, state: Any) -> bool:
    """Phase 8: count violations apart; return whether a dispute arises by itself this month."""
    state.held_down = recommitted(
        state.held_down, world.recommitment_rate, world.recommitment_cut, recommitment_step
    )
    first = declining(world.violations_start, world.violations_floor, state.violation_decay)
    state.violations += 365.0 * first * state.damp * (1.0 - state.held_down)
    rate = declining(world.incident_rate, world.incident_floor, state.incident_decay)
    return strikes_within(u_incident, state.frailty * state.damp * rate)


@mechanism
def incident(t: int, seed: int, w: int, f: int, u_climb: float, world: Any, state: Any, out: Any) -> int:
    """Let a dispute climb as far as it does, and book it; return the rung it reaches."""
    rung = climb(u_climb, world.chance_force, world.chance_death, world.chance_serious, world.chance_war)
    _, _, _, u_deaths = uniforms(seed, STREAM_FUTURE, w, f, t, 1, BLOCK_FIGHT)
    deaths = clash_deaths(rung, u_deaths)
    out.dead += deaths
    mark(out, rung, t)
    note(state, t, _INCIDENT, float(rung), deaths)
    return rung


@mechanism
def read_capability(t: int, row: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Write down what stands in place in a month that is reported."""
    u_detect, u_common, _, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_WATCH)
    rate = state.detect * (world.common_cause_left if u_common < world.common_cause else 1.0)
    decide = arrival_days(0.0, world.decide_days, state.links, world.links_speed, 0.0)
    reading = out.capability[row]
    reading[0] = state.troops
    reading[1] = warning_days(world.buildup_days, u_detect, rate, decide)
    reading[2] = attribution_days(world.attribution_prior, world.attribution_threshold, state.attribute)
    reading[3] = leak_now(world, state)
    reading[4] = state.ships
    reading[5] = state.cover_force
    reading[6] = sites_covered(world, state)
    reading[7] = state.a
    reading[8] = state.d
    reading[9] = state.throughput
    reading[10] = state.monitors
    reading[11] = trained_quality(world.training_gain, state.trained, world.training_full)


@mechanism
def sites_covered(world: Any, state: Any) -> float:
    """Return the weight of sites under patrol now."""
    from_flank = world.flank_patrol * state.flank
    return patrol_cover(state.shield + from_flank, world)
