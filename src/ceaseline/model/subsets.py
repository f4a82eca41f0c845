"""Every subset of a package's promises in the same future: those with the same history share one run.

Draws are addressed by promise, so who is willing in a subset is who is willing in the whole package and in
the subset. A promise that is announced but not in force touches the chance of an agreement alone
(`ceaseline.model.agreement`); after the first day the history of a future is a function of the set in force
on that day (`ceaseline.model.future.run_months`). So subsets that open with the same set share their months.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.kernel import mechanism
from ceaseline.model.coalition import greatest_in_force, least_in_force
from ceaseline.model.future import begin, clear_outcome, run_months
from ceaseline.model.start import chance_of_agreement, draw_binding, draw_pair, draw_promises, prepare_world

#: Odd numbers that spread sets over a table (fractional parts of the golden ratio and of the root of 3).
_SPREAD = 0x1E3779B97F4A7C15
_SPREAD_TOO = 0x3B67AE8584CAA73B
_HALF_WORD = 0xFFFFFFFF


@mechanism
def place_of(table: Any, stamp: int, first: int, second: int) -> int:
    """Return the row of a table at which a pair of sets stands, or the empty row where it belongs.

    Open addressing with linear steps. A row counts as empty unless it carries the stamp of the future at
    hand, so that a table need not be cleared between futures.

    Parameters
    ----------
    table : array of int, shape (rows, 4)
        Stamp, first and second set, and what is kept of them. The number of rows is a power of two, larger
        than the number of pairs ever put in.
    stamp : int
        Of the future at hand.
    first, second : int
        Sets as bit masks.

    Returns
    -------
    int
        Row.

    Examples
    --------
    >>> import numpy as np
    >>> table = np.zeros((4, 4), dtype=np.int64)
    >>> table[place_of(table, 1, 5, 6), :3] = 1, 5, 6
    >>> int(table[place_of(table, 1, 5, 6), 1]), int(table[place_of(table, 2, 5, 6), 0])
    (5, 1)
    """
    last = table.shape[0] - 1
    mixed = (int(first) & _HALF_WORD) * _SPREAD + (int(first) >> 32) * _SPREAD_TOO
    mixed ^= (int(second) & _HALF_WORD) * _SPREAD_TOO + (int(second) >> 32) * _SPREAD
    row = int(((mixed >> 20) ^ (mixed >> 41)) & last)
    while table[row, 0] == stamp and (table[row, 1] != first or table[row, 2] != second):
        row = (row + 1) & last
    return row


@mechanism
def run_subsets(
    seed: int,
    w: int,
    first: int,
    last: int,
    horizon: int,
    strikes: int,
    at_sea: int,
    whole: int,
    readings: Any,
    world: Any,
    levers: Any,
    thresholds: Any,
    conditions: Any,
    parties: Any,
    subsets: Any,
    index: Any,
    outcomes: Any,
    states: Any,
    preludes: Any,
    willing_table: Any,
    history_table: Any,
) -> tuple[int, int]:
    """Run futures of one world under every subset of promises, each history once.

    Parameters
    ----------
    seed, w : int
        Seed of the study, and the world.
    first, last : int
        Futures of the world to run, from `first` to ``last - 1``.
    horizon, strikes, at_sea, readings
        As in `ceaseline.model.future.run_future`.
    whole : int
        1 to tell histories apart by both fixed points, as the outcomes ``least``, ``greatest`` and their
        values at the start need; 0 to tell them apart by the set in force, as all others do.
    world : WORLD record
    levers, thresholds, conditions, parties : arrays
        Of the whole package in this world.
    subsets : array of int, shape (n_subsets,)
        Promises of each subset, as bit masks over levers.
    index : array of int, shape (last - first, n_subsets)
        Filled: row of `outcomes` that belongs to each subset in each future.
    outcomes : array of OUTCOME
        Filled from row 0: one row a history. ``agreement`` is that of the whole package.
    states, preludes : arrays of STATE and PRELUDE, shape (1,)
        Room to work in.
    willing_table, history_table : array of int, shape (rows, 4)
        Room to work in, as `place_of` needs it, zeroed before each call; rows > n_subsets.

    Returns
    -------
    next : int
        The first future not run; below `last` where another would not be sure to fit into `outcomes`.
    used : int
        Rows of `outcomes` filled.
    """
    binds = np.zeros(conditions.shape[0], dtype=np.int8)
    clock = np.zeros(levers.shape[0])
    end = np.zeros(levers.shape[0])
    state = states[0]
    state.keeps_log = 0
    prelude = preludes[0]
    prepare_world(world, levers, prelude)
    used = 0
    f = first
    while f < last and used + subsets.shape[0] <= outcomes.shape[0]:
        stamp = f - first + 1
        u_coordination = draw_pair(seed, w, f, world, state)
        draw_promises(seed, w, f, world, prelude, levers, thresholds, parties, clock, end, state)
        draw_binding(seed, w, f, conditions, binds)
        reached = 1 if u_coordination < world.coordination else 0
        willing = state.willing
        for s in range(subsets.shape[0]):
            asked = willing & subsets[s]
            row = place_of(willing_table, stamp, asked, 0)
            if willing_table[row, 0] == stamp:
                index[f - first, s] = willing_table[row, 3]
                continue
            least = 0
            greatest = 0
            if whole == 1 or reached == 0:
                least = least_in_force(asked, levers, conditions, binds)
            if whole == 1 or reached == 1:
                greatest = greatest_in_force(asked, levers, conditions, binds)
            if whole == 0:
                least = greatest if reached == 1 else least
                greatest = least
            place = place_of(history_table, stamp, least, greatest)
            if history_table[place, 0] != stamp:
                state.willing = greatest
                state.least = least
                state.greatest = greatest
                state.force = greatest if reached == 1 else least
                clear_outcome(outcomes[used])
                outcomes[used].greatest_reached = reached
                begin(world, state)
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
                    outcomes[used],
                )
                history_table[place, 0] = stamp
                history_table[place, 1] = least
                history_table[place, 2] = greatest
                history_table[place, 3] = used
                used += 1
            willing_table[row, 0] = stamp
            willing_table[row, 1] = asked
            willing_table[row, 2] = 0
            willing_table[row, 3] = history_table[place, 3]
            index[f - first, s] = history_table[place, 3]
        f += 1
    return f, used


@mechanism
def agreement_of_subsets(world: Any, levers: Any, subsets: Any, out: Any) -> None:
    """Fill in the chance that each type accepts a ceasefire with each subset of promises on the table.

    Parameters
    ----------
    world : WORLD record
    levers : array of LEVER, shape (n_levers,)
    subsets : array of int, shape (n_subsets,)
    out : array of float, shape (3, n_subsets)
        Filled; satisfied, opportunist and revisionist in rows.
    """
    for kind in range(3):
        for s in range(subsets.shape[0]):
            out[kind, s] = chance_of_agreement(world, levers, subsets[s], kind)
