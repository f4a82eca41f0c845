"""Promises that wait for each other: the least and the greatest fixed point of a threshold game.

Member i is in if the weights of the others that are in reach its threshold. That map is monotone, so by
Knaster and Tarski it has a least fixed point (nobody moves first) and a greatest (everybody trusts).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ceaseline.kernel import mechanism

_SWEEPS = 100_000
_SETTLED = 1e-12


@mechanism
def least_fixed_point(
    weights: NDArray[np.float64], thresholds: NDArray[np.float64], members: NDArray[np.bool_]
) -> float:
    """Fill in who is in when nobody moves first.

    Starts from nobody and lets members join until none does: ``x_i = 1`` if ``Σ_{j≠i} w_j x_j >= θ_i``.

    Parameters
    ----------
    weights : array of float, shape (n,)
        What each member brings, >= 0.
    thresholds : array of float, shape (n,)
        What each needs of the others, in the unit of the weights; 0 or less is unconditional, infinity never.
    members : array of bool, shape (n,)
        Filled with who is in.

    Returns
    -------
    float
        Weight that is in.

    Examples
    --------
    Granovetter (1978): of 100 people with thresholds 0 to 99 all join; if the one with threshold 1 needs 2,
    one joins.

    >>> import numpy as np
    >>> crowd = np.arange(100.0)
    >>> members = np.empty(100, dtype=np.bool_)
    >>> least_fixed_point(np.ones(100), crowd, members)
    100.0
    >>> crowd[1] = 2.0
    >>> least_fixed_point(np.ones(100), crowd, members)
    1.0
    """
    for i in range(weights.size):
        members[i] = False
    return _settle(weights, thresholds, members, True)


@mechanism
def greatest_fixed_point(
    weights: NDArray[np.float64], thresholds: NDArray[np.float64], members: NDArray[np.bool_]
) -> float:
    """Fill in who is in when everybody trusts the others.

    Starts from everybody and lets members leave until none does. Parameters as in `least_fixed_point`.

    Returns
    -------
    float
        Weight that is in.

    Examples
    --------
    Three parties, each of which needs both others:

    >>> import numpy as np
    >>> members = np.empty(3, dtype=np.bool_)
    >>> least_fixed_point(np.ones(3), np.full(3, 2.0), members)
    0.0
    >>> greatest_fixed_point(np.ones(3), np.full(3, 2.0), members)
    3.0
    """
    for i in range(weights.size):
        members[i] = True
    return _settle(weights, thresholds, members, False)


@mechanism
def fixed_point_below(
    weights: NDArray[np.float64], thresholds: NDArray[np.float64], members: NDArray[np.bool_]
) -> float:
    """Let those leave whose threshold is no longer met, from the present members down.

    After a withdrawal this gives the greatest fixed point within the members who are left: nobody rejoins,
    whatever the order in which they look at each other.

    Parameters
    ----------
    weights, thresholds : array of float, shape (n,)
        As in `least_fixed_point`.
    members : array of bool, shape (n,)
        Who is in; cut down in place.

    Returns
    -------
    float
        Weight that is in.

    Examples
    --------
    >>> import numpy as np
    >>> members = np.array([False, True, True])
    >>> fixed_point_below(np.ones(3), np.array([0.0, 1.0, 2.0]), members)
    0.0
    """
    return _settle(weights, thresholds, members, False)


@mechanism
def _settle(
    weights: NDArray[np.float64], thresholds: NDArray[np.float64], members: NDArray[np.bool_], joining: bool
) -> float:
    """Sweep until nobody joins (or leaves) any more and return the weight that is in."""
    changed = True
    while changed:
        changed = False
        for i in range(weights.size):
            if members[i] != joining:
                others = _weight_in(weights, members, i)
                if (others >= thresholds[i]) == joining:
                    members[i] = joining
                    changed = True
    return _weight_in(weights, members, -1)


@mechanism
def _weight_in(weights: NDArray[np.float64], members: NDArray[np.bool_], without: int) -> float:
    """Return the weight of members other than one, summed in fixed order: no trace of who joined first."""
    total = 0.0
    for j in range(weights.size):
        if members[j] and j != without:
            total += weights[j]
    return float(total)


@mechanism
def crowd_equilibrium(mean: float, sd: float, size: float, start: float) -> float:
    """Return where a large crowd with normal thresholds settles.

    Iterates ``r <- n Φ((r - m) / σ)`` (Granovetter 1978, continuous form) from a start. From nobody it is the
    least equilibrium, from everybody the greatest; a little more spread can turn a handful into nearly all.

    Parameters
    ----------
    mean, sd : float
        Mean m and standard deviation σ of the thresholds, in members; sd > 0.
    size : float
        Members n of the crowd, > 0.
    start : float
        Members who are in at first, in [0, n].

    Returns
    -------
    float
        Members, in [0, n].

    Examples
    --------
    >>> round(crowd_equilibrium(25.0, 12.0, 100.0, 0.0), 2)
    4.02
    >>> round(crowd_equilibrium(25.0, 12.6, 100.0, 0.0), 1)
    100.0
    """
    now = start
    for _ in range(_SWEEPS):
        then = now
        now = 0.5 * size * math.erfc((mean - then) / (sd * math.sqrt(2.0)))
        if abs(now - then) <= _SETTLED * size:
            break
    return now
