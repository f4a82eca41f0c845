"""Phase 2. Which promises are in force: least and greatest fixed points of conditional promises.

Each lever has an amount, willingness and conditions on others. The map from a set of levers to
the set whose conditions it meets is monotone, so by Knaster and Tarski it has a least and a
greatest fixed point (`facts`: Granovetter 1978 for thresholds). "In force" means committed.
"""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import mechanism


@mechanism
def measure(mask: int, counts: int, levers: Any) -> float:
    """Return how much of what a condition asks for a set of levers holds.

    Parameters
    ----------
    mask : int
        Bit mask of levers that are in force and named by the condition.
    counts : int
        1 to count promises, 0 to add their amounts.
    levers : array of LEVER, shape (n_levers,)

    Returns
    -------
    float
        Number of promises, or sum of amounts in the unit of the item.
    """
    total = 0.0
    rest = mask
    index = 0
    while rest != 0:
        if rest & 1:
            total += 1.0 if counts == 1 else levers[index].amount
        rest >>= 1
        index += 1
    return total


@mechanism
def fixed_point(start: int, willing: int, levers: Any, conditions: Any, binds: Any) -> int:
    """Iterate the map of conditional promises from a starting set until it rests.

    From the empty set this gives the least fixed point, from all willing levers the greatest,
    from the present set after a withdrawal the set that is left.

    Parameters
    ----------
    start : int
        Bit mask of levers taken to be in force at first.
    willing : int
        Bit mask of levers whose party is willing when its conditions hold.
    levers : array of LEVER, shape (n_levers,)
    conditions : array of CONDITION, shape (n_conditions,)
    binds : array of int8, shape (n_conditions,)
        1 where the condition is really meant in this future.

    Returns
    -------
    int
        Bit mask of levers in force.
    """
    present = start & willing
    n = levers.shape[0]
    while True:
        following = 0
        for i in range(n):
            if not (willing >> i) & 1:
                continue
            met = True
            for c in range(levers[i].first_condition, levers[i].first_condition + levers[i].conditions):
                if binds[c] == 1 and (
                    measure(present & conditions[c].mask, conditions[c].counts, levers)
                    < conditions[c].threshold
                ):
                    met = False
                    break
            if met:
                following |= 1 << i
        if following == present:
            return present
        present = following
