"""Phases 1, 2 and 4 of a month: will, promises in force, regrouping."""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import mechanism
from ceaseline.model.coalition import count_bits, left_in_force, lowest_bit
from ceaseline.model.records import ITEM_CODES
from ceaseline.model.regrouping import approach, challenger_target, protected_target, stocked
from ceaseline.model.start import next_losses
from ceaseline.model.state import EVENT, note

_GROUND = ITEM_CODES["ground_troops"]
_ANSWER = ITEM_CODES["intervention_if_attacked"]

_WITHDRAWN = EVENT["withdrawn"]


@mechanism
def month_of_will(t: int, world: Any, state: Any) -> bool:
    """Phase 1: let will drift; return whether a promise is due to be withdrawn this month."""
    lost = state.leaving == 1 or t >= state.next_end
    slower = world.will_delivery if state.complete >= 1.0 else 1.0
    for b in range(1, 4):
        state.exposure[b] += state.trend[b] * slower
        state.trend[b] *= state.growth[b]
        if state.exposure[b] >= state.next_clock[b]:
            lost = True
    return bool(lost)


@mechanism
def withdraw(
    t: int,
    world: Any,
    prelude: Any,
    levers: Any,
    conditions: Any,
    binds: Any,
    clock: Any,
    end: Any,
    state: Any,
) -> int:
    """Phases 1 and 2: withdraw what is due, and cut what hung on it.

    The map is iterated down from the present set; nobody rejoins. Returns the number of promises that left
    the set in force.
    """
    leaving = 0
    rest = state.willing
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        if (
            clock[i] <= state.exposure[levers[i].bloc]
            or end[i] <= t
            or (state.leaving == 1 and levers[i].what == _GROUND)
        ):
            leaving |= 1 << i
    before = state.force
    state.leaving = 0
    state.willing &= ~leaving
    state.force = left_in_force(before, leaving, levers, conditions, binds)
    least = state.least
    greatest = state.greatest
    state.least = state.force if least == before else left_in_force(least, leaving, levers, conditions, binds)
    state.greatest = (
        state.force if greatest == before else left_in_force(greatest, leaving, levers, conditions, binds)
    )
    next_losses(clock, end, levers, state)
    gone = before & ~state.force
    if gone != 0:
        learn_withdrawals(before, gone, prelude, levers, world, state)
        rest = gone
        while rest != 0:
            i = lowest_bit(rest)
            rest &= rest - 1
            if levers[i].amount > 0.0 or levers[i].cost > 0.0:
                state.dirty = 1
            note(state, t, _WITHDRAWN, float(i), 0.0 if (leaving >> i) & 1 else 1.0)
    return count_bits(gone)


@mechanism
def learn_withdrawals(before: int, gone: int, prelude: Any, levers: Any, world: Any, state: Any) -> None:
    """Let the challenger count withdrawals as broken cases.

    What counts for its belief that a bloc would fight is the part of the bloc's promised troops, or of its
    promised answer, that left, whichever is more.
    """
    for b in range(1, 3):
        troops = 0.0
        troops_gone = 0.0
        answer = 0.0
        answer_gone = 0.0
        rest = before & prelude.pledges[b]
        if gone & rest == 0:
            continue
        while rest != 0:
            i = lowest_bit(rest)
            rest &= rest - 1
            lost = float((gone >> i) & 1)
            if levers[i].what == _GROUND:
                troops += levers[i].amount
                troops_gone += levers[i].amount * lost
            elif levers[i].what == _ANSWER:
                answer += levers[i].amount
                answer_gone += levers[i].amount * lost
        share = troops_gone / troops if troops > 0.0 else 0.0
        if answer > 0.0:
            share = max(share, answer_gone / answer)
        state.broken[b] += world.learn_withdrawal * share


@mechanism
def month_of_regrouping(world: Any, state: Any, step_a: float, step_d: float) -> None:
    """Phase 4: move both sides' combat power, training and stocks on by a month."""
    target_a = challenger_target(
        world.challenger_brigades, world.challenger_growth, state.limits, world.regroup_limit
    )
    target_d = protected_target(
        world.protected_brigades,
        world.protected_growth,
        state.deliveries,
        world.deliveries_gain,
        state.throughput - state.first_throughput,
        world.port_gain,
        state.army / world.protected_brigade,
    )
    state.a = approach(state.a, target_a, step_a)
    state.d = approach(state.d, target_d, step_d)
    state.trained += state.training / 12.0
    state.stock = stocked(state.stock, world.stock_rate, state.deliveries, world.stock_deliveries)
