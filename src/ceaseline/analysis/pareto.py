"""The Pareto front of cost against outcome, and how sure its members are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.statistics import Floats
from ceaseline.kernel import STREAM_RESAMPLE, mechanism, uniforms
from ceaseline.model.slots import address_key

#: Draws of the worlds with replacement.
RESAMPLES = 500


def front(costs: Floats, losses: Floats) -> NDArray[np.bool_]:
    """Return which packages no other beats: none is at most as dear and at most as bad, and less in one.

    Parameters
    ----------
    costs, losses : array of float, shape (packages,)
        Less of either is better.

    Returns
    -------
    array of bool, shape (packages,)
        Equal packages are all on the front, or none of them.

    Examples
    --------
    >>> front(np.array([1.0, 2.0, 3.0, 3.0]), np.array([0.3, 0.1, 0.2, 0.1])).tolist()
    [True, True, False, False]
    """
    on = np.zeros(costs.size, dtype=np.bool_)
    order = np.lexsort((losses, costs))
    best = np.inf
    for i in order:
        if losses[i] < best:
            best = losses[i]
            on |= (costs == costs[i]) & (losses == losses[i])
    return on


@mechanism
def _fill(seed: int, key: int, out: NDArray[np.float64]) -> None:
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = uniforms(seed, STREAM_RESAMPLE, r, c, 0, key, 0)[0]


def resampled_worlds(worlds: int, seed: int) -> Floats:
    """Return how often each world is drawn when worlds are drawn with replacement.

    Parameters
    ----------
    worlds, seed : int

    Returns
    -------
    array of float, shape (RESAMPLES, worlds)
        Parts of one.

    Examples
    --------
    >>> drawn = resampled_worlds(4, 1)
    >>> drawn.shape, bool(np.allclose(drawn.sum(axis=1), 1.0))
    ((500, 4), True)
    """
    draws = np.empty((RESAMPLES, worlds))
    _fill(seed, address_key("pareto"), draws)
    chosen = (draws * worlds).astype(np.int64)
    return np.stack([np.bincount(row, minlength=worlds) for row in chosen]) / worlds


def shares_on_front(costs: Floats, losses: Floats, seed: int) -> Floats:
    """Return in what part of the draws of worlds each package is on the front.

    Worlds are drawn with replacement, the same for all packages (bootstrap of clusters, as in
    `ceaseline.analysis.scores`).

    Parameters
    ----------
    costs, losses : array of float, shape (packages, worlds)
        World means.
    seed : int

    Returns
    -------
    array of float, shape (packages,)

    Examples
    --------
    >>> costs, losses = np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([[0.5, 0.5], [0.6, 0.6]])
    >>> shares_on_front(costs, losses, 1).tolist()
    [1.0, 0.0]
    """
    weights = resampled_worlds(costs.shape[1], seed)
    total = np.zeros(costs.shape[0])
    for row in weights:
        total += front(costs @ row, losses @ row)
    shares: Floats = total / weights.shape[0]
    return shares
