"""The chance that a world fails, from a few futures of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from ceaseline.analysis.statistics import Floats

#: Chances at which the mixture may stand, and rounds of its fit.
_LEVELS = np.concatenate([[0.0, 0.005, 0.01, 0.02, 0.03, 0.04], np.linspace(0.05, 1.0, 39)])
_MADE = np.array([0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4])
_ROUNDS = 400


def _posterior(log_likelihood: Floats, counts: Floats, meets: NDArray[np.bool_]) -> Floats:
    """Fit the mixture by expectation and maximisation; return each pattern's chance of the marked part."""
    likelihood = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    prior = np.full(likelihood.shape[1], 1.0 / likelihood.shape[1])
    share = counts / counts.sum()
    for _ in range(_ROUNDS):
        joint = likelihood * prior
        prior = share @ (joint / joint.sum(axis=1, keepdims=True))
    joint = likelihood * prior
    return np.asarray(joint[:, meets].sum(axis=1) / joint.sum(axis=1))


def chance_above(failing: NDArray[np.int64], futures: int, threshold: float) -> Floats:
    """Return the chance that a world's share of failing futures lies above a threshold.

    A few futures say little of one world, so its chance is read together with those of all others: their
    distribution is estimated without a form (Kiefer and Wolfowitz 1956) and each world's own futures
    then say where in it the world stands (empirical Bayes, Robbins 1956).

    Parameters
    ----------
    failing : array of int, shape (worlds,)
        Failing futures of each world.
    futures : int
        Futures of each.
    threshold : float
        In [0, 1).

    Returns
    -------
    array of float, shape (worlds,)
        In [0, 1].

    Examples
    --------
    >>> chance_above(np.array([0, 0, 0, 64, 64]), 64, 0.5).round(3).tolist()
    [0.0, 0.0, 0.0, 1.0, 1.0]
    """
    patterns, place, counts = np.unique(failing, return_inverse=True, return_counts=True)
    k = patterns[:, None].astype(np.float64)
    log_likelihood = xlogy(k, _LEVELS) + xlogy(futures - k, 1.0 - _LEVELS)
    found = _posterior(log_likelihood, counts.astype(np.float64), threshold < _LEVELS)
    return np.asarray(found[place])


def chance_prevented_below(
    prevented: NDArray[np.int64], made: NDArray[np.int64], futures: int, threshold: float
) -> Floats:
    """Return the chance that a package prevents less in a world than a threshold, net of what it causes.

    Parameters
    ----------
    prevented, made : array of int, shape (worlds,)
        Futures of each world that fail without the package alone, and with it alone.
    futures : int
        Futures of each.
    threshold : float
        Share of all futures.

    Returns
    -------
    array of float, shape (worlds,)
        In [0, 1]; as `chance_above`, for pairs.

    Examples
    --------
    >>> none = np.zeros(4, dtype=np.int64)
    >>> chance_prevented_below(np.array([0, 0, 32, 32]), none, 64, 0.1).round(3).tolist()
    [1.0, 1.0, 0.0, 0.0]
    """
    pairs = np.stack([prevented, made], axis=1)
    patterns, place, counts = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    down, up = (grid.ravel() for grid in np.meshgrid(_LEVELS, _MADE, indexing="ij"))
    possible = down + up <= 1.0
    down, up = down[possible], up[possible]
    less, more = (patterns[:, [side]].astype(np.float64) for side in (0, 1))
    rest = np.maximum(1.0 - down - up, 0.0)
    log_likelihood = xlogy(less, down) + xlogy(more, up) + xlogy(futures - less - more, rest)
    found = _posterior(log_likelihood, counts.astype(np.float64), down - up < threshold)
    return np.asarray(found[place.ravel()])
