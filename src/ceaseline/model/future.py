"""One future from the ceasefire to war or horizon, and a block of futures: the compiled loop.

The order of a month is `ceaseline.model.phases`; each phase reads and writes one state record.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ceaseline.kernel import STREAM_FUTURE, mechanism, uniforms
from ceaseline.model.learning import cost_per_year
from ceaseline.model.month_build_up import SETTLED, SLOW, clear_place, lay_out_month, month_of_build_up
from ceaseline.model.month_challenge import end_preparation, month_of_challenge, use_opening
from ceaseline.model.month_promises import month_of_regrouping, month_of_will, withdraw
from ceaseline.model.month_watch import (
    incident,
    month_at_sea,
    month_of_daring,
    month_of_incidents,
    month_of_watch,
    read_capability,
)
from ceaseline.model.records import NEVER
from ceaseline.model.sea import port_throughput
from ceaseline.model.slots import BLOCK_MONTH
from ceaseline.model.start import (
    begin_will,
    draw_binding,
    draw_pair,
    draw_promises,
    next_losses,
    open_promises,
    prepare_world,
)
from ceaseline.model.state import AHEAD, EVENT, note

_CEASEFIRE = EVENT["ceasefire"]
_IN_FORCE = EVENT["in force"]
_END = EVENT["end of the horizon"]

#: Month at which promises in force are reported.
REPORT_MONTH = 24


@mechanism
def begin(world: Any, state: Any) -> None:
    """Set both sides, the sea, decays, beliefs and will to the day of the ceasefire."""
    state.a = world.challenger_brigades
    state.d = world.protected_brigades
    state.trained = 0.0
    state.stock = world.stock_start
    state.mines = world.mines_start
    state.first_throughput = port_throughput(world.port_open, world.mines_start, world.mine_loss, 0.0)
    state.throughput = state.first_throughput
    state.interference = 0.0
    state.held_down = 0.0
    state.incident_decay = 1.0
    state.opening_decay = 1.0
    state.violation_decay = 1.0
    state.violations = 0.0
    for b in range(4):
        state.kept[b] = 0.0
        state.broken[b] = 1.0
    state.kept[1] = world.belief_europe * world.belief_weight
    state.broken[1] = (1.0 - world.belief_europe) * world.belief_weight
    state.kept[2] = world.belief_us * world.belief_weight
    state.broken[2] = (1.0 - world.belief_us) * world.belief_weight
    state.fights = world.defend_grab_belief * world.belief_weight
    state.yields = (1.0 - world.defend_grab_belief) * world.belief_weight
    state.credited = 0
    state.leaving = 0
    state.preparing = 0
    state.dirty = 1
    clear_place(state)
    begin_will(state)


@mechanism
def clear_outcome(out: Any) -> None:
    """Set an outcome record to nothing having happened."""
    for r in range(5):
        out.first[r] = NEVER
    for k in range(7):
        out.challenges[k] = 0
    for r in range(out.capability.shape[0]):
        for c in range(out.capability.shape[1]):
            out.capability[r, c] = math.nan
    out.road = 0
    out.standdowns = 0
    out.withdrawals = 0
    out.tested = 0
    out.kept = 0
    out.aim_reached = 0
    out.dead = 0.0
    out.guarantor_dead = 0.0
    out.territory_lost = 0.0
    out.hits_on_sites = 0.0
    out.violations = 0.0
    out.throughput = 0.0
    out.cost = 0.0


@mechanism
def book_cost(world: Any, state: Any) -> float:
    """Return the cost of what stands in place, EUR a year."""
    return cost_per_year(
        state.troops,
        state.flank + state.shield,
        (state.littoral_ships + state.outside_ships + state.hunters) * world.ship_tonnage,
        state.monitors,
        state.batteries,
        state.training,
        state.deliveries,
        state.own_cost,
        world.cost_soldier,
        world.cost_aircraft,
        world.cost_ship,
        world.cost_monitor,
        world.cost_battery,
        world.cost_trainee,
    )


@mechanism
def draw_ahead(seed: int, w: int, f: int, first: int, last: int, state: Any) -> None:
    """Draw the blocks of the months `first` to `last`, lanes in rows: a loop that compiles to vectors."""
    luck = state.luck
    for t in range(first, last + 1):
        u0, u1, u2, u3 = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_MONTH)
        luck[0, t - 1] = u0
        luck[1, t - 1] = u1
        luck[2, t - 1] = u2
        luck[3, t - 1] = u3
    state.drawn = last


@mechanism
def close_future(t: int, out: Any, cost: float, throughput: float) -> None:
    """Turn sums over months into yearly and mean figures."""
    out.months = t
    months = max(t, 1)
    out.cost = cost / months
    out.throughput = throughput / months
    out.violations = out.violations / months


@mechanism
def read_place(t: int, world: Any, prelude: Any, state: Any) -> None:
    """Bring what stands in place up to this month, and what follows from it if it has moved."""
    if prelude.laid_out[t] == 0:
        lay_out_month(t, world, prelude)
    moved = month_of_build_up(t, world, prelude, state)
    if moved & prelude.watched or t == 1:
        month_of_watch(world, state)
    month_of_daring(world, state)


@mechanism
def act(
    t: int,
    seed: int,
    w: int,
    f: int,
    arises: bool,
    event: int,
    u_climb: float,
    u_choice: float,
    strikes: int,
    at_sea: int,
    world: Any,
    state: Any,
    out: Any,
) -> None:
    """Let a dispute climb, then use an opening or end a preparation, unless there is war already."""
    if arises and incident(t, seed, w, f, u_climb, world, state, out) == 4:
        out.road = 4
    elif event == 1:
        use_opening(t, seed, w, f, u_choice, strikes, at_sea, world, state, out)
    elif event == 2:
        end_preparation(t, seed, w, f, world, state, out)


@mechanism
def run_months(
    seed: int,
    w: int,
    f: int,
    horizon: int,
    strikes: int,
    at_sea: int,
    readings: Any,
    world: Any,
    levers: Any,
    conditions: Any,
    prelude: Any,
    binds: Any,
    clock: Any,
    end: Any,
    state: Any,
    out: Any,
) -> None:
    """Run the months of a future from its first day on, until war or the horizon.

    What is in force on the first day stands in the state. What follows depends on the promises willing then
    through those in force alone: one that waits in vain changes nothing, and its own end changes nothing.

    Parameters
    ----------
    seed, w, f, horizon, strikes, at_sea, readings, world, levers, conditions, prelude
        As in `run_future`.
    binds, clock, end : arrays
        This future's draws of conditions and promises.
    state : STATE record
        As `begin`, the draws and `open_promises` leave it.
    out : OUTCOME record
        Cleared, with `greatest_reached` set; filled.
    """
    next_losses(clock, end, levers, state)
    out.type = state.type
    out.misled = state.misled
    out.least_start = state.least
    out.greatest_start = state.greatest
    out.agreement = prelude.acceptance[state.type]
    note(state, 0, _CEASEFIRE, float(state.type), out.agreement)
    for i in range(levers.shape[0]):
        if (state.force >> i) & 1:
            note(state, 0, _IN_FORCE, float(i), 0.0)
    cost = 0.0
    throughput = 0.0
    reading = 0
    t = 0
    while t < horizon:
        t += 1
        if month_of_will(t, world, state):
            out.withdrawals += withdraw(t, world, prelude, levers, conditions, binds, clock, end, state)
        if state.dirty == 1 or t <= SETTLED or t % SLOW == 0:
            read_place(t, world, prelude, state)
        month_of_regrouping(world, state, prelude.challenger_step, prelude.protected_step)
        if at_sea == 1:
            month_at_sea(world, state)
        state.incident_decay *= prelude.incident_step
        state.opening_decay *= prelude.opening_step
        state.violation_decay *= prelude.violations_step
        cost += book_cost(world, state)
        throughput += state.throughput
        if reading < readings.shape[0] and t == readings[reading]:
            read_capability(t, reading, seed, w, f, world, state, out)
            reading += 1
        if t <= REPORT_MONTH:
            out.least = state.least
            out.greatest = state.greatest
        if t > state.drawn:
            draw_ahead(seed, w, f, t, min(t + AHEAD - 1, horizon), state)
        u_incident, u_climb = state.luck[0, t - 1], state.luck[1, t - 1]
        u_opening, u_choice = state.luck[2, t - 1], state.luck[3, t - 1]
        arises = month_of_incidents(u_incident, prelude.recommitment_step, world, state)
        event = month_of_challenge(u_opening, world, state)
        if arises or event != 0:
            act(t, seed, w, f, arises, event, u_climb, u_choice, strikes, at_sea, world, state, out)
            if out.road != 0:
                break
    out.violations = state.violations
    note(state, t, _END, float(out.road), out.dead)
    close_future(t, out, cost, throughput)


@mechanism
def run_future(
    seed: int,
    w: int,
    f: int,
    horizon: int,
    strikes: int,
    at_sea: int,
    readings: Any,
    world: Any,
    levers: Any,
    thresholds: Any,
    conditions: Any,
    parties: Any,
    prelude: Any,
    binds: Any,
    clock: Any,
    end: Any,
    state: Any,
    out: Any,
) -> None:
    """Run one future month by month until war or the horizon.

    Parameters
    ----------
    seed, w, f : int
        Seed of the study, world, future within the world.
    horizon : int
        Months.
    strikes, at_sea : int
        1 where the case has long-range strikes and a sea to interfere with.
    readings : array of int
        Months at which capability is read.
    world : WORLD record
    levers : array of LEVER, shape (n_levers,)
    thresholds : array of float, shape (n_levers,)
        Normal quantiles of the chances that parties are willing.
    conditions : array of CONDITION, shape (n_conditions,)
    parties : array of PARTY
    prelude : PRELUDE record
        What `prepare_world` has worked out.
    binds, clock, end : arrays
        Room for this future's draws of conditions and promises.
    state : STATE record
    out : OUTCOME record
        Filled.
    """
    clear_outcome(out)
    begin(world, state)
    u_coordination = draw_pair(seed, w, f, world, state)
    draw_promises(seed, w, f, world, prelude, levers, thresholds, parties, clock, end, state)
    draw_binding(seed, w, f, conditions, binds)
    out.greatest_reached = open_promises(u_coordination, world, levers, conditions, binds, state)
    run_months(
        seed,
        w,
        f,
        horizon,
        strikes,
        at_sea,
        readings,
        world,
        levers,
        conditions,
        prelude,
        binds,
        clock,
        end,
        state,
        out,
    )


@mechanism
def run_block(
    seed: int,
    first: int,
    last: int,
    per_world: int,
    horizon: int,
    strikes: int,
    at_sea: int,
    readings: Any,
    worlds: Any,
    levers: Any,
    thresholds: Any,
    conditions: Any,
    parties: Any,
    outcomes: Any,
    states: Any,
    preludes: Any,
    log: Any,
) -> None:
    """Run the futures ``first`` to ``last - 1`` of a study.

    Future i is luck ``i % per_world`` of world ``i // per_world``. Blocks write to places of their own,
    so any division into blocks and threads gives the same bytes.

    Parameters
    ----------
    worlds : array of WORLD, shape (n_worlds,)
    levers, thresholds : arrays, shape (n_worlds, n_levers)
    conditions : array of CONDITION, shape (n_worlds, n_conditions)
    parties : array of PARTY, shape (n_parties,)
    outcomes : array of OUTCOME, shape (last - first,)
        Filled; of these futures alone, so that no array need hold all futures of a large study.
    states, preludes : arrays of STATE and PRELUDE, shape (1,)
        Room to work in, of this block alone.
    log : array of float, shape (rows, 4)
        Events of the one future run, or no rows.
    """
    n_levers = levers.shape[1]
    binds = np.zeros(conditions.shape[1], dtype=np.int8)
    clock = np.zeros(n_levers)
    end = np.zeros(n_levers)
    states[0].keeps_log = 1 if log.shape[0] > 0 else 0
    prepared = -1
    for i in range(first, last):
        w = i // per_world
        if w != prepared:
            prepare_world(worlds[w], levers[w], preludes[0])
            prepared = w
        run_future(
            seed,
            w,
            i - w * per_world,
            horizon,
            strikes,
            at_sea,
            readings,
            worlds[w],
            levers[w],
            thresholds[w],
            conditions[w],
            parties,
            preludes[0],
            binds,
            clock,
            end,
            states[0],
            outcomes[i - first],
        )
    if log.shape[0] > 0:
        log[:, :] = states[0].log[: log.shape[0], :]
