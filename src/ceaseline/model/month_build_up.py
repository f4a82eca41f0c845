"""Phase 3 of a month: what the promises in force have brought.

What a promise brings by a month, rotation included, is the same in every future of a world, so it is laid out
once a world and month. A reading then adds up anew only items of which something has joined, left or changed
since the last one. Each sum runs over its promises in their order, so it has the bits of a sum from nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.kernel import mechanism
from ceaseline.model.build_up import held, lifted, ramp_share, sustainable
from ceaseline.model.coalition import lowest_bit
from ceaseline.model.records import ITEM_CODES, MAX_LEVERS
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
_LOGISTICS = ITEM_CODES["logistics"]
_LIMITS = ITEM_CODES["regrouping_limits"]
_TERRITORY = ITEM_CODES["territory"]

#: Items of which the largest promise counts, not the sum.
_COUNTS_ONCE = np.zeros(len(ITEM_CODES), dtype=np.bool_)
_COUNTS_ONCE[[_ARMY, _ZONE, _STOCKS, _LIMITS, _TERRITORY]] = True

_COMPLETE = EVENT["build-up complete"]

#: Spending to which `pool_growth` refers: the pledge of five per cent of GDP.
PLEDGED_SPENDING = 0.05
#: Months between readings of slow build-up once everything has arrived.
SLOW = 6
#: Month from which slow readings are enough when nothing changes.
SETTLED = 24


@mechanism
def clear_place(state: Any) -> None:
    """Set everything in place to nothing, as on the day of the ceasefire."""
    for b in range(4):
        state.ready_rear[b] = 0.0
        state.ready_line[b] = 0.0
        state.troops_rear[b] = 0.0
        state.troops_line[b] = 0.0
        state.troops_outside[b] = 0.0
        state.flank_of[b] = 0.0
        state.answer[b] = 0.0
        state.form[b] = 0.0
    for k in range(state.place.shape[0]):
        state.place[k] = 0.0
    state.counted = 0
    state.counted_month = 0
    state.troops = 0.0
    state.complete = 0.0
    state.littoral_ships = 0.0
    state.outside_ships = 0.0
    state.outside_states = 0
    state.power = 0.0
    state.own_cost = 0.0
    state.target = 0.0
    name_place(state)


@mechanism
def lay_out_month(t: int, world: Any, prelude: Any) -> None:
    """Work out what each promise has brought by a month, should it be in force.

    Rotation depends on spending, so troops are laid out for no spending pledge in force and for all of them.
    """
    month = float(t)
    standing = 0
    settled = 0
    rotating = 0
    prelude.spending[t] = spending_of(t, prelude.spenders & prelude.held, prelude)
    rest = prelude.held
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        amount = arriving(i, t, prelude)
        if amount <= 0.0:
            continue
        standing |= 1 << i
        if month >= prelude.complete[i]:
            settled |= 1 << i
        place = t * MAX_LEVERS + i
        prelude.brought[place] = amount
        prelude.brought_growing[place] = amount
        if prelude.what[i] == _GROUND and month - prelude.delay[i] > world.first_rotation:
            rotating |= 1 << i
            prelude.brought[place] = rotated(i, t, amount, 0.0, world, prelude)
            prelude.brought_growing[place] = rotated(i, t, amount, prelude.spending[t], world, prelude)
    prelude.standing[t] = standing
    prelude.settled[t] = settled
    prelude.rotating[t] = rotating
    prelude.laid_out[t] = 1


@mechanism
def arriving(i: int, t: int, prelude: Any) -> float:
    """Return what a promise has brought by a month before rotation."""
    amount = prelude.whole[i]
    if float(t) < prelude.complete[i]:
        amount *= ramp_share(float(t), prelude.begins[i], prelude.ramp[i])
    return float(amount)


@mechanism
def rotated(i: int, t: int, amount: float, spending: float, world: Any, prelude: Any) -> float:
    """Return what is left of a contributor's troops as far as its pool can rotate them."""
    growth = world.pool_growth * spending / PLEDGED_SPENDING
    limit = sustainable(prelude.pool[i], world.rotation_ratio, growth, float(t))
    return held(amount, limit, float(t) - prelude.delay[i], world.first_rotation)


@mechanism
def spending_of(t: int, spenders: int, prelude: Any) -> float:
    """Return the largest spending that some pledges have brought by a month."""
    spending = 0.0
    rest = spenders
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        spending = max(spending, prelude.amount[i] * ramp_share(float(t), prelude.begins[i], prelude.ramp[i]))
    return spending


@mechanism
def troops_of(i: int, t: int, world: Any, prelude: Any, state: Any) -> float:
    """Return the troops that a contributor in force keeps in a month under the spending in force."""
    place = t * MAX_LEVERS + i
    if state.spending == 0.0 or (prelude.rotating[t] >> i) & 1 == 0:
        return float(prelude.brought[place])
    if state.spending == prelude.spending[t]:
        return float(prelude.brought_growing[place])
    return rotated(i, t, arriving(i, t, prelude), state.spending, world, prelude)


@mechanism
def add_troops(troops: int, t: int, world: Any, prelude: Any, state: Any) -> None:
    """Add up contributors' troops.

    Troops that stand outside the country are no part of the force in it; they can follow in a fight.
    """
    for b in range(4):
        state.ready_rear[b] = 0.0
        state.ready_line[b] = 0.0
        state.troops_outside[b] = 0.0
    state.target = 0.0
    rest = troops
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        kept = troops_of(i, t, world, prelude, state)
        bloc = prelude.bloc[i]
        siting = prelude.siting[i]
        if siting == 0:
            state.troops_outside[bloc] += kept
            continue
        if siting == 2:
            state.ready_line[bloc] += kept
        else:
            state.ready_rear[bloc] += kept
        state.target += prelude.whole[i]


@mechanism
def add_ships(patrols: int, t: int, prelude: Any, state: Any) -> None:
    """Add up patrol ships, by whether their state lies on the sea."""
    state.littoral_ships = 0.0
    state.outside_ships = 0.0
    state.outside_states = 0
    rest = patrols
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        amount = prelude.brought[t * MAX_LEVERS + i]
        if prelude.littoral[i] == 1:
            state.littoral_ships += amount
        else:
            state.outside_ships += amount
            state.outside_states += 1


@mechanism
def add_answers(answers: int, t: int, prelude: Any, state: Any) -> None:
    """Take the strongest answer that each bloc has promised."""
    for b in range(4):
        state.answer[b] = 0.0
    rest = answers
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        bloc = prelude.bloc[i]
        state.answer[bloc] = max(state.answer[bloc], prelude.brought[t * MAX_LEVERS + i])


@mechanism
def add_item(item: int, promises: int, t: int, prelude: Any, state: Any) -> None:
    """Add up an item that is one figure, or take its largest promise."""
    if item == _FLANK:
        for b in range(4):
            state.flank_of[b] = 0.0
    total = 0.0
    rest = promises
    while rest != 0:
        i = lowest_bit(rest)
        rest &= rest - 1
        amount = prelude.brought[t * MAX_LEVERS + i]
        if _COUNTS_ONCE[item]:
            total = max(total, amount)
        else:
            total += amount
        if item == _FLANK:
            state.flank_of[prelude.bloc[i]] += amount
    state.place[item] = total


@mechanism
def count_forms(standing: int, prelude: Any, state: Any) -> None:
    """Take the most binding form in which each bloc has promised troops or an answer."""
    for b in range(4):
        form = 0
        rest = standing & prelude.pledges[b]
        while rest != 0:
            form = max(form, prelude.form[lowest_bit(rest)])
            rest &= rest - 1
        state.form[b] = float(form)


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
def month_of_build_up(t: int, world: Any, prelude: Any, state: Any) -> int:
    """Phase 3: bring what stands in place up to this month, as `lay_out_month` has it.

    Returns
    -------
    int
        Promises that have joined, left or changed since the last reading, as a bit mask.
    """
    standing = state.force & prelude.standing[t]
    joined_or_left = standing ^ (state.counted & prelude.standing[state.counted_month])
    moved = joined_or_left | (standing & (prelude.rotating[t] | ~prelude.settled[state.counted_month]))
    spenders = state.force & prelude.spenders
    whole = spenders == prelude.spenders & prelude.held
    state.spending = prelude.spending[t] if whole else spending_of(t, spenders, prelude)
    if state.force != state.counted:
        add_costs(prelude, state)
    rest = moved
    while rest != 0:
        item = prelude.what[lowest_bit(rest)]
        group = prelude.of_item[item]
        rest &= ~group
        if item == _GROUND:
            add_troops(standing & group, t, world, prelude, state)
        elif item == _PATROL:
            add_ships(standing & group, t, prelude, state)
        elif item == _ANSWER:
            add_answers(standing & group, t, prelude, state)
        else:
            add_item(item, standing & group, t, prelude, state)
    if joined_or_left != 0:
        count_forms(standing, prelude, state)
        state.power = 1.0 if standing & prelude.powers else 0.0
    if moved != 0:
        name_place(state)
    state.counted = state.force
    state.counted_month = t
    enter_country(t, world, state)
    return int(moved)


@mechanism
def add_costs(prelude: Any, state: Any) -> None:
    """Add up what promises in force cost by themselves."""
    state.own_cost = 0.0
    rest = state.force & prelude.costly
    while rest != 0:
        state.own_cost += prelude.cost[lowest_bit(rest)]
        rest &= rest - 1


@mechanism
def enter_country(t: int, world: Any, state: Any) -> None:
    """Limit the troops in place by lift, and say how complete the build-up is."""
    ready = 0.0
    for b in range(4):
        ready += state.ready_rear[b] + state.ready_line[b]
    state.troops = lifted(ready, state.troops, world.lift_rate + state.lift)
    share = state.troops / ready if ready > 0.0 else 0.0
    for b in range(4):
        state.troops_rear[b] = state.ready_rear[b] * share
        state.troops_line[b] = state.ready_line[b] * share
    was = state.complete
    state.complete = min(1.0, state.troops / state.target) if state.target > 0.0 else 0.0
    if state.complete >= 1.0 and was < 1.0:
        note(state, t, _COMPLETE, state.troops, 0.0)
        if state.credited == 0:
            state.credited = 1
            state.kept[1] += world.learn_delivery
    if state.troops == ready and t >= SETTLED:
        state.dirty = 0
