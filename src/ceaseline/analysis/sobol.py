"""Sobol indices: how much of an outcome's variance each uncertain input explains, alone and with the others.

Inputs are independent uniforms on (0, 1); a caller turns them into its own quantities by their quantiles.
Under dependence first-order and total indices mislead (Owen 2014); `ceaseline.analysis.shapley` then serves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from ceaseline.analysis.statistics import Floats
from ceaseline.kernel import STREAM_FIT, uniforms

#: A function of inputs, shape (points, inputs), that gives one outcome a point.
Response = Callable[[Floats], Floats]

#: Keeps these draws apart from others of the same stream.
_ACTOR = 0x534F424F


@dataclass(frozen=True)
class Indices:
    """Sobol indices with their standard errors over independent shifts of the design.

    Parameters
    ----------
    first, total : array of float, shape (inputs,)
        ``Var(E[Y | X_i]) / Var(Y)`` and ``1 - Var(E[Y | X_-i]) / Var(Y)``.
    first_error, total_error : array of float, shape (inputs,)
        Standard errors.
    variance : float
        Variance of the outcome.
    """

    first: Floats
    total: Floats
    first_error: Floats
    total_error: Floats
    variance: float


def design(inputs: int, points: int, seed: int, shift: int) -> tuple[Floats, Floats]:
    """Return two independent designs: halves of a Sobol sequence under one random shift.

    A shift by a uniform number modulo one (Cranley and Patterson 1976) leaves the points evenly spread and
    makes every estimate unbiased.

    Parameters
    ----------
    inputs : int
        Inputs of each design, in [1, 10 000].
    points : int
        Points, a power of two.
    seed, shift : int
        Address of the shift.

    Returns
    -------
    tuple of array of float, shape (points, inputs)
        In (0, 1).

    Raises
    ------
    ValueError
        If `points` is not a power of two: the sequence is even only then.

    Examples
    --------
    >>> first, second = design(2, 4, 1, 0)
    >>> first.shape, bool((first > 0).all() and (second < 1).all())
    ((4, 2), True)
    """
    if points < 1 or points & (points - 1):
        raise ValueError(f"{points} points are no power of two")
    sequence = qmc.Sobol(2 * inputs, scramble=False).random(points)
    moved = [uniforms(seed, STREAM_FIT, 0, k, shift, _ACTOR, 0)[0] for k in range(2 * inputs)]
    # half a cell of the shift's grid keeps every point inside the open interval
    both = np.clip((sequence + np.array(moved)) % 1.0, 2.0**-34, 1.0 - 2.0**-34)
    return both[:, :inputs], both[:, inputs:]


def mixed(base: Floats, other: Floats, taken: NDArray[np.bool_]) -> Floats:
    """Return a design with the columns named taken from another one.

    Examples
    --------
    >>> mixed(np.zeros((1, 3)), np.ones((1, 3)), np.array([False, True, False])).tolist()
    [[0.0, 1.0, 0.0]]
    """
    return np.where(taken, other, base)


def sobol_indices(
    response: Response, inputs: int, *, points: int = 4096, shifts: int = 8, seed: int = 0
) -> Indices:
    r"""Return first-order and total Sobol indices.

    With designs A and B, and :math:`A_B^i` that takes column i from B, the first-order part of the variance
    is the mean of :math:`f(B) (f(A_B^i) - f(A))` (Saltelli and others 2010, *Computer Physics Communications*
    181) and the total part half the mean of :math:`(f(A) - f(A_B^i))^2` (Jansen 1999). Errors come from
    independent shifts of the design.

    Parameters
    ----------
    response : callable
        Takes an array of shape (points, inputs) and returns one of shape (points,).
    inputs : int
        Inputs, >= 1.
    points : int
        Points of one design, a power of two; ``shifts * points * (inputs + 2)`` evaluations in all.
    shifts : int
        Independent repetitions, >= 2.
    seed : int
        Seed, in [0, 2**32).

    Returns
    -------
    Indices
        NaN where the outcome does not vary.

    Examples
    --------
    An outcome that adds up a large and a small effect:

    >>> found = sobol_indices(lambda x: 3.0 * x[:, 0] + x[:, 1], 2, points=256)
    >>> found.first.round(2).tolist(), found.total.round(2).tolist()
    ([0.9, 0.1], [0.9, 0.1])
    """
    if shifts < 2:
        raise ValueError("an error takes at least two shifts")
    firsts, totals, variances = [], [], []
    for shift in range(shifts):
        a, b = design(inputs, points, seed, shift)
        of_a, of_b = response(a), response(b)
        middle = 0.5 * (of_a.mean() + of_b.mean())
        changed = [response(mixed(a, b, np.arange(inputs) == i)) for i in range(inputs)]
        firsts.append([float(np.mean((of_b - middle) * (of_i - of_a))) for of_i in changed])
        totals.append([0.5 * float(np.mean((of_a - of_i) ** 2)) for of_i in changed])
        variances.append(float(np.concatenate([of_a, of_b]).var()))
    variance = float(np.mean(variances))
    scale = variance if variance > 0.0 else float("nan")
    first, total = np.array(firsts) / scale, np.array(totals) / scale
    root = np.sqrt(shifts)
    return Indices(
        first.mean(axis=0),
        total.mean(axis=0),
        first.std(axis=0, ddof=1) / root,
        total.std(axis=0, ddof=1) / root,
        variance,
    )


def closed_parts(response: Response, inputs: int, *, points: int = 1024, seed: int = 0) -> Floats:
    r"""Return the variance that every subset of inputs explains, :math:`\mathrm{Var}(E[Y \mid X_S])`.

    ``Var(Y)`` less half the mean of :math:`(f(A) - f(A'))^2`, where A' keeps the columns of S and takes the
    others from B (Jansen 1999).

    Parameters
    ----------
    response : callable
        As in `sobol_indices`.
    inputs : int
        Inputs, in [1, 16]; there are ``2**inputs`` subsets.
    points : int
        Points, a power of two.
    seed : int
        Seed.

    Returns
    -------
    array of float, shape (2**inputs,)
        By bit mask of the subset; 0 for none, the variance for all.

    Raises
    ------
    ValueError
        If there are too many inputs for every subset.

    Examples
    --------
    >>> closed_parts(lambda x: x[:, 0], 2, points=256).round(3).tolist()
    [0.0, 0.083, 0.0, 0.083]
    """
    if not 1 <= inputs <= 16:
        raise ValueError(f"every subset of {inputs} inputs is too many")
    a, b = design(inputs, points, seed, 0)
    of_a = response(a)
    variance = float(np.concatenate([of_a, response(b)]).var())
    parts = np.zeros(2**inputs)
    parts[-1] = variance
    for mask in range(1, 2**inputs - 1):
        left_out = np.array([not mask >> i & 1 for i in range(inputs)])
        parts[mask] = variance - 0.5 * float(np.mean((of_a - response(mixed(a, b, left_out))) ** 2))
    return parts
