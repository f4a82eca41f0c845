"""Phases 1 to 4 of a month: will, promises in force, build-up, regrouping."""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import mechanism
from ceaseline.model.build_up import held, lifted, sustainable
from ceaseline.model.coalition import left_in_force
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

_WITHDRAWN = EVENT["withdrawn"]
_COMPLETE = EVENT["build-up complete"]

#: Spending to which `pool_growth` refers: the pledge of five per cent of GDP.
PLEDGED_SPENDING = 0.05
#: Months between readings of slow build-up once everything has arrived.
SLOW = 6
#: Month from which slow readings are enough when nothing changes.
SETTLED = 24


@mechanism
def count_bits(mask: int) -> int:
    """Return how many levers a set holds.

    Examples
    --------
    >>> count_bits(0b1011)
    3
    """
    count = 0
    while mask != 0:
        mask &= mask - 1
        count += 1
    return count


@mechanism
def month_of_will(
    t: int, world: Any, levers: Any, conditions: Any, binds: Any, clock: Any, end: Any, state: Any, log: Any
) -> int:
    """Phases 1 and 2: let will drift, withdraw what is withdrawn, cut what hung on it.

    After a withdrawal the map is iterated down from the present set; nobody rejoins. Returns the
    number of promises that left the set in force this month.
    """
    lost = False
    slower = world.will_delivery if state.complete >= 1.0 else 1.0
    for b in range(1, 4):
        state.exposure[b] += state.trend[b] * slower
        state.trend[b] *= state.growth[b]
        if state.exposure[b] >= state.next_clock[b]:
            lost = True
    if not lost and t < state.next_end and state.leaving == 0:
        return 0
    leaving = 0
    for i in range(levers.shape[0]):
        if (state.willing >> i) & 1 and (
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
        state.dirty = 1
        learn_withdrawals(before, gone, levers, world, state)
        for i in range(levers.shape[0]):
            if (gone >> i) & 1:
                note(log, t, _WITHDRAWN, float(i), 0.0 if (leaving >> i) & 1 else 1.0)
    return count_bits(gone)


@mechanism
def learn_withdrawals(before: int, gone: int, levers: Any, world: Any, state: Any) -> None:
    """Let the challenger count withdrawals as broken cases.

    What counts for its belief that a bloc would fight is the part of the bloc's promised troops, or of its
    promised answer, that left, whichever is more.
    """
    for b in range(1, 3):
        troops = 0.0
        troops_gone = 0.0
        answer = 0.0
        answer_gone = 0.0
        for i in range(levers.shape[0]):
            if not (before >> i) & 1 or levers[i].bloc != b:
                continue
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
    state.flank = 0.0
    state.shield = 0.0
    state.batteries = 0.0
    state.radar = 0.0
    state.links = 0.0
    state.effort = 0.0
    state.watched = 0.0
    state.rule = 0.0
    state.littoral_ships = 0.0
    state.outside_ships = 0.0
    state.outside_states = 0
    state.hunters = 0.0
    state.training = 0.0
    state.deliveries = 0.0
    state.army = 0.0
    state.zone = 0.0
    state.monitors = 0.0
    state.stocks = 0.0
    state.spending = 0.0
    state.lift = 0.0
    state.limits = 0.0
    state.settlement = 0.0
    state.power = 0.0
    state.own_cost = 0.0
    state.target = 0.0


@mechanism
def add_troops(lever: Any, t: int, amount: float, world: Any, state: Any) -> None:
    """Add a contributor's troops, as far as its pool can rotate them.

    Troops that stand outside the country are no part of the force in it; they can follow in a fight.
    """
    limit = sustainable(
        lever.pool, world.rotation_ratio, world.pool_growth * state.spending / PLEDGED_SPENDING, float(t)
    )
    kept = held(amount, limit, float(t) - lever.delay, world.first_rotation)
    if lever.siting == 0:
        state.troops_outside[lever.bloc] += kept
        return
    if lever.siting == 2:
        state.troops_line[lever.bloc] += kept
    else:
        state.troops_rear[lever.bloc] += kept
    state.target += lever.amount * world.delivered_troops


@mechanism
def add_air_and_data(lever: Any, amount: float, state: Any) -> None:
    """Add aircraft, batteries, radar, command links and intelligence."""
    item = lever.what
    if item == _FLANK:
        state.flank += amount
        state.flank_of[lever.bloc] += amount
    elif item == _SHIELD:
        state.shield += amount
    elif item == _DEFENCE:
        state.batteries += amount
    elif item == _RADAR:
        state.radar = min(1.0, state.radar + amount)
    elif item == _COMMAND:
        state.links = min(1.0, state.links + amount)
    elif item == _INTELLIGENCE:
        state.effort = min(1.0, state.effort + amount)
    elif item == _WATCH:
        state.watched = min(1.0, state.watched + amount)
    elif item == _RULE:
        state.rule = min(1.0, state.rule + amount)


@mechanism
def add_ships(lever: Any, amount: float, state: Any) -> None:
    """Add patrol ships, by whether their state lies on the sea, and mine-hunters."""
    if lever.what == _CLEARANCE:
        state.hunters += amount
    elif lever.what == _PATROL and lever.littoral == 1:
        state.littoral_ships += amount
    elif lever.what == _PATROL:
        state.outside_ships += amount
        state.outside_states += 1


@mechanism
def add_support(lever: Any, amount: float, state: Any) -> None:
    """Add support of the protected side, zone, monitors, stocks, lift, limits and settlement."""
    item = lever.what
    if item == _TRAINING:
        state.training += amount
    elif item == _DELIVERIES:
        state.deliveries += amount
    elif item == _ARMY:
        state.army = max(state.army, amount)
    elif item == _ZONE:
        state.zone = max(state.zone, amount)
    elif item == _PEACEKEEPERS:
        state.monitors += amount
    elif item == _STOCKS:
        state.stocks = max(state.stocks, amount)
    elif item == _LOGISTICS:
        state.lift += amount
    elif item == _LIMITS:
        state.limits = max(state.limits, amount)
    elif item == _TERRITORY:
        state.settlement = max(state.settlement, amount)


@mechanism
def month_of_build_up(t: int, world: Any, levers: Any, state: Any, log: Any) -> None:
    """Phase 3: add up what stands in place this month."""
    clear_place(state)
    for i in range(levers.shape[0]):
        if (state.force >> i) & 1 and levers[i].what == _SPENDING:
            state.spending = max(state.spending, arrived(levers[i], t, 1.0))
    for i in range(levers.shape[0]):
        if not (state.force >> i) & 1:
            continue
        lever = levers[i]
        item = lever.what
        bloc = lever.bloc
        delivered = world.delivered_troops if item == _GROUND else world.delivered_equipment
        if item in (_ANSWER, _ZONE, _TERRITORY, _LIMITS, _RULE, _ARMY):
            delivered = 1.0
        amount = arrived(lever, t, delivered)
        state.own_cost += lever.cost
        if amount <= 0.0:
            continue
        state.form[bloc] = (
            max(state.form[bloc], float(lever.form)) if item in (_ANSWER, _GROUND) else state.form[bloc]
        )
        if item == _GROUND:
            add_troops(lever, t, amount, world, state)
        elif item == _ANSWER:
            state.answer[bloc] = max(state.answer[bloc], amount)
        else:
            add_air_and_data(lever, amount, state)
            add_ships(lever, amount, state)
            add_support(lever, amount, state)
        if bloc == 2 and item != _ANSWER:
            state.power = 1.0
    enter_country(t, world, state, log)


@mechanism
def enter_country(t: int, world: Any, state: Any, log: Any) -> None:
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
        note(log, t, _COMPLETE, state.troops, 0.0)
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
