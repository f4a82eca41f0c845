"""Phases 1 to 4 of a month: will, promises in force, build-up, regrouping."""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.kernel import mechanism
from ceaseline.model.build_up import held, lifted, ramp_share, sustainable
from ceaseline.model.coalition import count_bits, left_in_force, lowest_bit
from ceaseline.model.records import ITEM_CODES
from ceaseline.model.regrouping import approach, challenger_target, protected_target, stocked
from ceaseline.model.start import arrived, next_losses
from ceaseline.model.state import EVENT, note

_GROUND = ITEM_CODES["ground_troops"]
_DEFENCE = ITEM_CODES["air_defence"]
_INTELLIGENCE = ITEM_CODES["intelligence"]
_WATCH = ITEM_CODES["surveillance_border_monitoring"]
_COMMAND = ITEM_CODES["command_and_control"]
_ANSWER = ITEM_CODES["intervention_if_attacked"]
_FLANK = ITEM_CODES["aircraft_eastern_flank"]
_SHIELD = ITEM_CODES["air_policing"]
_RADAR = ITEM_CODES["radar"]
_RULE = ITEM_CODES["no_fly_zone"]
_PATROL = ITEM_CODES["black_sea_patrols"]
_CLEARANCE = ITEM_CODES["mine_clearance"]
_TRAINING = ITEM_CODES["training"]
_DELIVERIES = ITEM_CODES["equipment_deliveries"]
_ARMY = ITEM_CODES["protected_force"]
_ZONE = ITEM_CODES["demilitarised_zone"]
_PEACEKEEPERS = ITEM_CODES["dmz_peacekeepers"]
_STOCKS = ITEM_CODES["equipment_stocks"]
_SPENDING = ITEM_CODES["spending_target"]
_LOGISTICS = ITEM_CODES["logistics"]
_LIMITS = ITEM_CODES["regrouping_limits"]
_TERRITORY = ITEM_CODES["territory"]

#: Items of which the largest promise counts, not the sum.
_COUNTS_ONCE = np.zeros(len(ITEM_CODES), dtype=np.bool_)
_COUNTS_ONCE[[_ARMY, _ZONE, _STOCKS, _LIMITS, _TERRITORY]] = True

_WITHDRAWN = EVENT["withdrawn"]
_COMPLETE = EVENT["build-up complete"]

#: Spending to which `pool_growth` refers: the pledge of five per cent of GDP.
PLEDGED_SPENDING = 0.05
#: Months between readings of slow build-up once everything has arrived.
SLOW = 6
#: Month from which slow readings are enough when nothing changes.
SETTLED = 24


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
def clear_place(state: Any) -> None:
    """Set everything in place to nothing before it is added up anew."""
    for b in range(4):
        state.troops_rear[b] = 0.0
        state.troops_line[b] = 0.0
        state.troops_outside[b] = 0.0
        state.flank_of[b] = 0.0
        state.answer[b] = 0.0
        state.form[b] = 0.0
    for k in range(state.place.shape[0]):
        state.place[k] = 0.0
    state.littoral_ships = 0.0
    state.outside_ships = 0.0
    state.outside_states = 0
    state.power = 0.0
    state.own_cost = 0.0
    state.target = 0.0


@mechanism
def add_troops(lever: Any, t: int, amount: float, whole: float, world: Any, state: Any) -> None:
    """Add a contributor's troops, as far as its pool can rotate them.

    Troops that stand outside the country are no part of the force in it; they can follow in a fight.
    """
    kept = amount
    if float(t) - lever.delay > world.first_rotation:
        growth = world.pool_growth * state.spending / PLEDGED_SPENDING
        limit = sustainable(lever.pool, world.rotation_ratio, growth, float(t))
        kept = held(amount, limit, float(t) - lever.delay, world.first_rotation)
    if lever.siting == 0:
        state.troops_outside[lever.bloc] += kept
        return
    if lever.siting == 2:
        state.troops_line[lever.bloc] += kept
    else:
        state.troops_rear[lever.bloc] += kept
    state.target += whole


@mechanism
def add_ships(lever: Any, amount: float, state: Any) -> None:
    """Add patrol ships, by whether their state lies on the sea."""
    if lever.littoral == 1:
        state.littoral_ships += amount
    else:
        state.outside_ships += amount
        state.outside_states += 1


@mechanism
def name_place(state: Any) -> None:
    """Give what stands in place its names; shares of a full effort are capped at one."""
    place = state.place
    state.flank = place[_FLANK]
    state.shield = place[_SHIELD]
    state.batteries = place[_DEFENCE]
    state.radar = min(1.0, place[_RADAR])
    state.links = min(1.0, place[_COMMAND])
    state.effort = min(1.0, place[_INTELLIGENCE])
    state.watched = min(1.0, place[_WATCH])
    state.rule = min(1.0, place[_RULE])
    state.hunters = place[_CLEARANCE]
    state.training = place[_TRAINING]
    state.deliveries = place[_DELIVERIES]
    state.army = place[_ARMY]
    state.zone = place[_ZONE]
    state.monitors = place[_PEACEKEEPERS]
    state.stocks = place[_STOCKS]
    state.lift = place[_LOGISTICS]
    state.limits = place[_LIMITS]
    state.settlement = place[_TERRITORY]


@mechanism
def add_lever(i: int, lever: Any, t: int, world: Any, prelude: Any, state: Any) -> None:
    """Add what one promise in force has brought by a month, as `arrived` has it."""
    month = float(t)
    amount = prelude.whole[i]
    if month < prelude.complete[i]:
        amount *= ramp_share(month, prelude.begins[i], lever.ramp)
    if amount <= 0.0:
        return
    item = lever.what
    bloc = lever.bloc
    if item in (_GROUND, _ANSWER):
        state.form[bloc] = max(state.form[bloc], float(lever.form))
    if item == _ANSWER:
        state.answer[bloc] = max(state.answer[bloc], amount)
        return
    if bloc == 2:
        state.power = 1.0
    if item == _GROUND:
        add_troops(lever, t, amount, prelude.whole[i], world, state)
    elif item == _PATROL:
        add_ships(lever, amount, state)
    elif _COUNTS_ONCE[item]:
        state.place[item] = max(state.place[item], amount)
    else:
        state.place[item] += amount
        if item == _FLANK:
            state.flank_of[bloc] += amount


@mechanism
def month_of_build_up(t: int, world: Any, prelude: Any, levers: Any, state: Any) -> None:
    """Phase 3: add up what stands in place this month."""
    clear_place(state)
    state.spending = 0.0
    rest = state.force & prelude.spenders
    while rest != 0:
        state.spending = max(state.spending, arrived(levers[lowest_bit(rest)], t, 1.0))
        rest &= rest - 1
    rest = state.force & prelude.costly
    while rest != 0:
        state.own_cost += levers[lowest_bit(rest)].cost
        rest &= rest - 1
    rest = state.force
    while rest != 0:
        i = lowest_bit(rest)
        add_lever(i, levers[i], t, world, prelude, state)
        rest &= rest - 1
    name_place(state)
    enter_country(t, world, state)


@mechanism
def enter_country(t: int, world: Any, state: Any) -> None:
    """Limit the troops in place by lift, and say how complete the build-up is."""
    ready = 0.0
    for b in range(4):
        ready += state.troops_rear[b] + state.troops_line[b]
    state.troops = lifted(ready, state.troops, world.lift_rate + state.lift)
    if ready > 0.0:
        share = state.troops / ready
        for b in range(4):
            state.troops_rear[b] *= share
            state.troops_line[b] *= share
    was = state.complete
    state.complete = min(1.0, state.troops / state.target) if state.target > 0.0 else 0.0
    if state.complete >= 1.0 and was < 1.0:
        note(state, t, _COMPLETE, state.troops, 0.0)
        if state.credited == 0:
            state.credited = 1
            state.kept[1] += world.learn_delivery
    if state.troops == ready and t >= SETTLED:
        state.dirty = 0


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
