"""The first day of a future: who the challenger is, who is willing, which promises are in force."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ceaseline.kernel import STREAM_FUTURE, gamma_variate, mechanism, normal_quantile, uniforms
from ceaseline.model.agreement import acceptance
from ceaseline.model.build_up import ramp_share
from ceaseline.model.coalition import greatest_in_force, least_in_force, lowest_bit
from ceaseline.model.records import ITEM_CODES
from ceaseline.model.regrouping import monthly_step
from ceaseline.model.slots import (
    BLOCK_BIND,
    BLOCK_BLOC,
    BLOCK_ELECTION,
    BLOCK_LEVER,
    BLOCK_PAIR,
    BLOCK_PARTY,
    BLOCK_TREND,
    BLOCK_TYPE,
    BLOCK_VOTE,
)
from ceaseline.model.will import binding_factor, month_of_loss, withdrawal_clock

_GROUND = ITEM_CODES["ground_troops"]
_ANSWER = ITEM_CODES["intervention_if_attacked"]
_SPENDING = ITEM_CODES["spending_target"]
_TERRITORY = ITEM_CODES["territory"]

#: Items that are words: all of one is there once it is in force.
IS_WORD = np.zeros(len(ITEM_CODES), dtype=np.bool_)
for _word in (
    "intervention_if_attacked",
    "demilitarised_zone",
    "territory",
    "regrouping_limits",
    "no_fly_zone",
    "protected_force",
):
    IS_WORD[ITEM_CODES[_word]] = True

#: Items on which the watch, the sea and the calm along the line rest (`ceaseline.model.month_watch`).
IS_WATCHED = np.zeros(len(ITEM_CODES), dtype=np.bool_)
for _word in (
    "surveillance_border_monitoring",
    "intelligence",
    "command_and_control",
    "black_sea_patrols",
    "air_defence",
    "no_fly_zone",
    "demilitarised_zone",
    "dmz_peacekeepers",
):
    IS_WATCHED[ITEM_CODES[_word]] = True


@mechanism
def draw_pair(seed: int, w: int, f: int, world: Any, state: Any) -> float:
    """Draw type, misperception, frailty and trends; return the draw for coordination. A new future begins."""
    state.drawn = 0
    u_satisfied, u_revisionist, u_misled, u_error = uniforms(seed, STREAM_FUTURE, w, f, 0, 0, BLOCK_TYPE)
    if u_satisfied < world.share_satisfied:
        state.type = 0
        state.dissatisfaction = world.dissatisfaction_satisfied
    elif u_revisionist < world.share_revisionist:
        state.type = 2
        state.dissatisfaction = world.dissatisfaction_revisionist
    else:
        state.type = 1
        state.dissatisfaction = world.dissatisfaction_opportunist
    state.misled = 1 if u_misled < world.share_misled else 0
    state.error = world.belief_noise * normal_quantile(u_error) + world.misled_shift * state.misled
    g0, g1, u_coordination, u_quality = uniforms(seed, STREAM_FUTURE, w, f, 0, 0, BLOCK_PAIR)
    state.frailty = gamma_variate(g0, g1, world.frailty_shape)
    state.quality = math.exp(world.quality_spread * normal_quantile(u_quality))
    t1, t2, t3, _ = uniforms(seed, STREAM_FUTURE, w, f, 0, 0, BLOCK_TREND)
    spread = world.will_trend_sd / 12.0
    state.growth[0] = 1.0
    state.growth[1] = math.exp(spread * normal_quantile(t1))
    state.growth[2] = math.exp(spread * normal_quantile(t2))
    state.growth[3] = math.exp(spread * normal_quantile(t3))
    return u_coordination


@mechanism
def begin_will(state: Any) -> None:
    """Set what guarantors' will has gone through to nothing."""
    for b in range(4):
        state.trend[b] = 1.0
        state.exposure[b] = 0.0


@mechanism
def bloc_rate(bloc: int, world: Any) -> float:
    """Return the withdrawal rate of a bloc, per month."""
    if bloc == 1:
        return float(world.withdrawal_europe)
    if bloc == 2:
        return float(world.withdrawal_us)
    if bloc == 3:
        return float(world.withdrawal_third)
    return 0.0


@mechanism
def promise_end(seed: int, w: int, f: int, lever: Any, party: Any, binding: float, world: Any) -> float:
    """Return the month in which a vote or an election ends a promise; infinite if none does."""
    end = math.inf
    if lever.vote_month >= 0:
        u_vote, _, _, _ = uniforms(seed, STREAM_FUTURE, w, f, 0, lever.key, BLOCK_VOTE)
        if u_vote >= lever.vote_chance:
            end = float(lever.vote_month)
    if lever.revocable == 1:
        for e in range(party.elections):
            month = party.election_month[e]
            u_dropped, _, _, _ = uniforms(seed, STREAM_FUTURE, w, f, month, party.key, BLOCK_ELECTION)
            if u_dropped < world.election_risk * binding:
                end = min(end, float(month))
                break
    return end


@mechanism
def draw_promises(
    seed: int,
    w: int,
    f: int,
    world: Any,
    prelude: Any,
    levers: Any,
    thresholds: Any,
    parties: Any,
    clock: Any,
    end: Any,
    state: Any,
) -> None:
    """Draw who is willing and when each promise would be withdrawn.

    Willingness is correlated within a bloc (one-factor Gaussian copula): lever i is willing when
    ``sqrt(rho) Z_bloc + sqrt(1 - rho) Z_i`` falls below the normal quantile of its chance.
    """
    b0, b1, b2, b3 = uniforms(seed, STREAM_FUTURE, w, f, 0, 0, BLOCK_BLOC)
    common = math.sqrt(world.will_correlation)
    alone = math.sqrt(1.0 - world.will_correlation)
    z0, z1, z2, z3 = normal_quantile(b0), normal_quantile(b1), normal_quantile(b2), normal_quantile(b3)
    willing = 0
    for i in range(levers.shape[0]):
        lever = levers[i]
        clock[i] = math.inf
        end[i] = math.inf
        if lever.promised == 0:
            continue
        u_will, u_own, u_consent, u_loss = uniforms(seed, STREAM_FUTURE, w, f, 0, lever.key, BLOCK_LEVER)
        bloc = lever.bloc
        z = z0 if bloc == 0 else (z1 if bloc == 1 else (z2 if bloc == 2 else z3))
        if thresholds[i] < math.inf and common * z + alone * normal_quantile(u_will) >= thresholds[i]:
            continue
        if lever.needs_consent == 1 and u_consent >= lever.consent:
            continue
        willing |= 1 << i
        binding = prelude.binding[lever.form]
        party = parties[lever.party]
        u_party, _, _, _ = uniforms(seed, STREAM_FUTURE, w, f, 0, party.key, BLOCK_PARTY)
        clock[i] = withdrawal_clock(
            u_own, u_party, bloc_rate(bloc, world), world.withdrawal_joint, binding * lever.revocable
        )
        end[i] = promise_end(seed, w, f, lever, party, binding, world)
        if lever.needs_consent == 1:
            end[i] = min(end[i], month_of_loss(u_loss, lever.consent_loss))
    state.willing = willing


@mechanism
def draw_binding(seed: int, w: int, f: int, conditions: Any, binds: Any) -> None:
    """Draw which conditions are really meant in this future."""
    for c in range(conditions.shape[0]):
        if conditions[c].chance >= 1.0:
            binds[c] = 1
        elif conditions[c].chance <= 0.0:
            binds[c] = 0
        else:
            u_binds, _, _, _ = uniforms(seed, STREAM_FUTURE, w, f, 0, conditions[c].key, BLOCK_BIND)
            binds[c] = 1 if u_binds < conditions[c].chance else 0


@mechanism
def promised(levers: Any) -> int:
    """Return the levers that a package holds, as a bit mask."""
    held = 0
    for i in range(levers.shape[0]):
        if levers[i].promised == 1:
            held |= 1 << i
    return held


@mechanism
def agreement_terms(levers: Any, held: int) -> tuple[float, float, float, float]:
    """Return what promises show the challenger before any ceasefire.

    Parameters
    ----------
    levers : array of LEVER, shape (n_levers,)
    held : int
        Bit mask of the promises on the table.

    Returns
    -------
    troops : float
        Foreign troops promised, each times the chance that it is meant.
    power : float
        Chance that at least one promise of the leading outside power is meant.
    early : float
        Share of those troops that would enter before the ceasefire.
    settlement : float
        Settlement of territorial claims on offer, in [0, 1].
    """
    troops = 0.0
    refuses = 1.0
    early = 0.0
    settlement = 0.0
    for i in range(levers.shape[0]):
        lever = levers[i]
        if not (held >> i) & 1:
            continue
        if lever.what == _GROUND and lever.siting != 0:
            troops += lever.amount * lever.will
            if lever.early > 0.0:
                early += lever.amount * lever.will
        if lever.what == _TERRITORY:
            settlement = max(settlement, lever.amount * lever.will)
        if lever.bloc == 2 and lever.amount > 0.0:
            refuses *= 1.0 - lever.will
    return troops, 1.0 - refuses, early / troops if troops > 0.0 else 0.0, settlement


@mechanism
def chance_of_agreement(world: Any, levers: Any, held: int, kind: int) -> float:
    """Return the chance that a challenger of a type accepts a ceasefire with these promises."""
    troops, power, early, settlement = agreement_terms(levers, held)
    return acceptance(
        world.agreement_base,
        kind,
        world.agreement_type,
        troops,
        world.agreement_force,
        power,
        world.agreement_us,
        early,
        world.agreement_early,
        settlement,
        world.agreement_territory,
    )


@mechanism
def prepare_world(world: Any, levers: Any, prelude: Any) -> None:
    """Work out once what every future of a world needs: steps of decay, factors by form, acceptance."""
    prelude.challenger_step = monthly_step(world.challenger_regroup)
    prelude.protected_step = monthly_step(world.protected_regroup)
    prelude.incident_step = math.exp(-1.0 / (12.0 * world.incident_decay))
    prelude.opening_step = math.exp(-1.0 / (12.0 * world.opening_decay))
    prelude.violations_step = math.exp(-1.0 / (12.0 * world.violations_decay))
    prelude.recommitment_step = math.exp(-1.0 / world.recommitment_memory)
    for level in range(4):
        prelude.binding[level] = binding_factor(world.form_binding, level)
    held = promised(levers)
    for kind in range(3):
        prelude.acceptance[kind] = chance_of_agreement(world, levers, held, kind)
    prelude.held = held
    prelude.spenders = 0
    prelude.costly = 0
    prelude.powers = 0
    prelude.watched = 0
    for b in range(4):
        prelude.pledges[b] = 0
    for k in range(prelude.of_item.shape[0]):
        prelude.of_item[k] = 0
    for t in range(prelude.laid_out.shape[0]):
        prelude.laid_out[t] = 0
    for i in range(levers.shape[0]):
        sort_lever(i, levers[i], prelude)
        prepare_lever(i, world, levers[i], prelude)


@mechanism
def sort_lever(i: int, lever: Any, prelude: Any) -> None:
    """Put a lever into the sets that it belongs to."""
    bit = 1 << i
    item = lever.what
    prelude.of_item[item] |= bit
    if item == _SPENDING:
        prelude.spenders |= bit
    if item in (_GROUND, _ANSWER):
        prelude.pledges[lever.bloc] |= bit
    if lever.bloc == 2 and item != _ANSWER:
        prelude.powers |= bit
    if IS_WATCHED[item]:
        prelude.watched |= bit
    if lever.cost != 0.0:
        prelude.costly |= bit


@mechanism
def prepare_lever(i: int, world: Any, lever: Any, prelude: Any) -> None:
    """Work out when a lever begins to arrive and is complete, and how much of it arrives in the end."""
    prelude.what[i] = lever.what
    prelude.bloc[i] = lever.bloc
    prelude.form[i] = lever.form
    prelude.siting[i] = lever.siting
    prelude.littoral[i] = lever.littoral
    prelude.amount[i] = lever.amount
    prelude.cost[i] = lever.cost
    prelude.pool[i] = lever.pool
    prelude.delay[i] = lever.delay
    prelude.ramp[i] = lever.ramp
    share = world.delivered_troops if lever.what == _GROUND else world.delivered_equipment
    prelude.begins[i] = starts(lever)
    prelude.complete[i] = prelude.begins[i] + lever.ramp
    prelude.whole[i] = lever.amount * (1.0 if IS_WORD[lever.what] else share)


@mechanism
def next_losses(clock: Any, end: Any, levers: Any, state: Any) -> None:
    """Find the next exposure and month at which any promise still in question is lost."""
    for b in range(4):
        state.next_clock[b] = math.inf
    next_end = math.inf
    rest = state.willing
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        b = levers[i].bloc
        if clock[i] < state.next_clock[b]:
            state.next_clock[b] = clock[i]
        if end[i] < next_end:
            next_end = end[i]
    state.next_end = next_end


@mechanism
def open_promises(
    u_coordination: float, world: Any, levers: Any, conditions: Any, binds: Any, state: Any
) -> int:
    """Set the promises in force on the first day; return 1 if the greatest fixed point is reached."""
    state.least = least_in_force(state.willing, levers, conditions, binds)
    state.greatest = greatest_in_force(state.willing, levers, conditions, binds)
    reached = 1 if u_coordination < world.coordination else 0
    state.force = state.greatest if reached == 1 else state.least
    return reached


@mechanism
def starts(lever: Any) -> float:
    """Return the month in which a lever begins to arrive; no vote is overtaken, some of it may come early."""
    return float(max(lever.delay, float(lever.vote_month)) - lever.early)


@mechanism
def arrived(lever: Any, month: int, delivered: float) -> float:
    """Return how much of a lever in force stands in place in a month, before rotation and lift."""
    return float(lever.amount * delivered * ramp_share(float(month), starts(lever), lever.ramp))
