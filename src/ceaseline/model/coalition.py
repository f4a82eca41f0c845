"""Phase 2. Which promises are in force: least and greatest fixed points of conditional promises.

Each lever has an amount, willingness and conditions on others. The map from a set of levers to
the set whose conditions it meets is monotone, so by Knaster and Tarski it has a least and a
greatest fixed point (`facts`: Granovetter 1978 for thresholds). "In force" means committed.
"""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import mechanism


@mechanism
def count_bits(mask: int) -> int:
    """Return how many levers a set holds.

    Bits are summed in parallel within the word, a form that compilers know as one instruction. The plain
    integer keeps NumPy's from overflowing where this runs uncompiled.

    Examples
    --------
    >>> count_bits(0b1011)
    3
    """
    word = int(mask)
    pairs = word - ((word >> 1) & 0x5555555555555555)
    fours = (pairs & 0x3333333333333333) + ((pairs >> 2) & 0x3333333333333333)
    eights = (fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0F
    return ((eights * 0x0101010101010101) >> 56) & 0xFF


@mechanism
def lowest_bit(mask: int) -> int:
    """Return the first lever of a set that holds at least one.

    Examples
    --------
    >>> lowest_bit(0b1000)
    3
    """
    return count_bits((mask & -mask) - 1)


@mechanism
def met(condition: Any, present: int, levers: Any) -> bool:
    """Return whether a set of levers meets a condition.

    Parameters
    ----------
    condition : CONDITION record
        Asks for a number of the promises it names, or for a sum of their amounts.
    present : int
        Bit mask of levers in force.
    levers : array of LEVER, shape (n_levers,)

    Returns
    -------
    bool
    """
    rest = present & condition.mask
    if condition.counts == 1:
        return bool(count_bits(rest) >= condition.threshold)
    total = 0.0
    while rest != 0:
        total += levers[lowest_bit(rest)].amount
        rest &= rest - 1
    return bool(total >= condition.threshold)


@mechanism
def unconditional(willing: int, conditions: Any, binds: Any) -> int:
    """Return the willing levers that wait for nobody.

    Parameters
    ----------
    willing : int
        Bit mask of levers whose party is willing when its conditions hold.
    conditions : array of CONDITION, shape (n_conditions,)
    binds : array of int8, shape (n_conditions,)
        1 where the condition is really meant in this future.

    Returns
    -------
    int
        Bit mask.
    """
    free = willing
    for c in range(conditions.shape[0]):
        if binds[c] == 1:
            free &= ~(1 << conditions[c].lever)
    return free


@mechanism
def least_in_force(willing: int, levers: Any, conditions: Any, binds: Any) -> int:
    """Return the least fixed point: who is in if nobody moves before its conditions are met.

    Iterates upward from those who wait for nobody until a round adds no one; at most one round per lever.

    Parameters
    ----------
    willing : int
        Bit mask of levers whose party is willing when its conditions hold.
    levers : array of LEVER, shape (n_levers,)
    conditions : array of CONDITION, shape (n_conditions,)
        Conditions of one lever stand together.
    binds : array of int8, shape (n_conditions,)
        1 where the condition is really meant in this future.

    Returns
    -------
    int
        Bit mask of levers in force.
    """
    present = unconditional(willing, conditions, binds)
    before = -1
    while present != before:
        before = present
        joining = willing & ~present
        for c in range(conditions.shape[0]):
            lever = conditions[c].lever
            if (joining >> lever) & 1 and binds[c] == 1 and not met(conditions[c], before, levers):
                joining &= ~(1 << lever)
        present |= joining
    return present


@mechanism
def left_in_force(present: int, gone: int, levers: Any, conditions: Any, binds: Any) -> int:
    """Return what is left of a set in force after some levers have gone.

    Only conditions that name a lever just gone can newly fail, so only those are looked at, round by round.
    The result is the greatest fixed point within the set.

    Parameters
    ----------
    present : int
        Bit mask of levers in force before; a fixed point.
    gone : int
        Bit mask of levers that leave.
    levers, conditions, binds : arrays
        As in `least_in_force`.

    Returns
    -------
    int
        Bit mask of levers in force.
    """
    left = present & ~gone
    lost = gone & present
    while lost != 0:
        following = 0
        for c in range(conditions.shape[0]):
            lever = conditions[c].lever
            if (
                binds[c] == 1
                and (left >> lever) & 1
                and conditions[c].mask & lost
                and not met(conditions[c], left, levers)
            ):
                following |= 1 << lever
        left &= ~following
        lost = following
    return left


@mechanism
def greatest_in_force(willing: int, levers: Any, conditions: Any, binds: Any) -> int:
    """Return the greatest fixed point: who is in if everyone trusts the others to move.

    Parameters and result as in `least_in_force`; iterates downward from all who are willing.
    """
    failing = 0
    for c in range(conditions.shape[0]):
        lever = conditions[c].lever
        if binds[c] == 1 and (willing >> lever) & 1 and not met(conditions[c], willing, levers):
            failing |= 1 << lever
    return left_in_force(willing, failing, levers, conditions, binds)
