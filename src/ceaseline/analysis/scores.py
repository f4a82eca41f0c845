"""How good forecasts of yes or no were: proper scores, intervals by cluster, chances of counts."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.statistics import Floats
from ceaseline.kernel import STREAM_RESAMPLE, mechanism, uniforms
from ceaseline.model.slots import address_key

#: Resamples of clusters behind an interval.
RESAMPLES = 4000

#: Chance that an interval holds.
LEVEL = 0.9


def brier_losses(forecasts: Floats, outcomes: Floats) -> Floats:
    """Return the squared error of each forecast (Brier 1950, *Monthly Weather Review* 78).

    Parameters
    ----------
    forecasts, outcomes : array of float, shape (cases,)
        Probabilities in [0, 1]; 1 where the event came.

    Returns
    -------
    array of float, shape (cases,)

    Examples
    --------
    >>> brier_losses(np.array([0.5, 0.9]), np.array([1.0, 1.0])).round(2).tolist()
    [0.25, 0.01]
    """
    losses: Floats = np.square(forecasts - outcomes)
    return losses


def log_losses(forecasts: Floats, outcomes: Floats) -> Floats:
    """Return minus the logarithm of the probability given to what happened (Good 1952).

    Parameters
    ----------
    forecasts, outcomes : array of float, shape (cases,)
        Probabilities strictly between 0 and 1; 1 where the event came.

    Returns
    -------
    array of float, shape (cases,)

    Raises
    ------
    ValueError
        If a forecast is certain: its loss could be infinite.

    Examples
    --------
    >>> log_losses(np.array([0.5]), np.array([0.0])).round(3).tolist()
    [0.693]
    """
    if not ((forecasts > 0.0) & (forecasts < 1.0)).all():
        raise ValueError("the logarithmic loss needs forecasts strictly between 0 and 1")
    losses: Floats = -np.log(np.where(outcomes == 1.0, forecasts, 1.0 - forecasts))
    return losses


@mechanism
def _fill(seed: int, key: int, out: NDArray[np.float64]) -> None:
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = uniforms(seed, STREAM_RESAMPLE, r, c, 0, key, 0)[0]


@lru_cache(maxsize=8)
def _chosen(clusters: int, seed: int) -> NDArray[np.int64]:
    """Draw clusters with replacement; shape (RESAMPLES, clusters)."""
    draws = np.empty((RESAMPLES, clusters))
    _fill(seed, address_key("backtest"), draws)
    chosen = (draws * clusters).astype(np.int64)
    chosen.setflags(write=False)
    return chosen


def resampled_means(values: Floats, clusters: list[str], seed: int) -> Floats:
    """Return means over cases when whole clusters are drawn with replacement.

    Cases of one conflict share causes, so the cluster is what is drawn (Field and Welsh 2007, *Journal of
    the Royal Statistical Society B* 69). The same seed draws the same clusters whatever the values, so
    differences of such means are paired.

    Parameters
    ----------
    values : array of float, shape (cases,)
    clusters : list of str
        Cluster of each case.
    seed : int
        In [0, 2**32).

    Returns
    -------
    array of float, shape (RESAMPLES,)

    Examples
    --------
    >>> sorted(set(resampled_means(np.array([1.0, 1.0, 0.0]), ["a", "a", "b"], 1).round(2).tolist()))
    [0.0, 0.67, 1.0]
    """
    names = list(dict.fromkeys(clusters))
    place = np.array([names.index(cluster) for cluster in clusters])
    sums = np.bincount(place, weights=values, minlength=len(names))
    counts = np.bincount(place, minlength=len(names)).astype(np.float64)
    chosen = _chosen(len(names), seed)
    means: Floats = sums[chosen].sum(axis=1) / counts[chosen].sum(axis=1)
    return means


def clustered(values: Floats, clusters: list[str], seed: int) -> dict[str, float]:
    """Return a mean with the percentile interval of its cluster bootstrap.

    Parameters
    ----------
    values, clusters, seed
        As in `resampled_means`.

    Returns
    -------
    dict of str to float
        ``value``, ``low``, ``high``; the interval holds with chance `LEVEL` if clusters are alike, and too
        rarely with as few clusters as a backtest has.

    Examples
    --------
    >>> clustered(np.array([0.0, 1.0, 0.0, 1.0]), ["a", "a", "b", "b"], 1)
    {'value': 0.5, 'low': 0.5, 'high': 0.5}
    """
    low, high = np.quantile(resampled_means(values, clusters, seed), ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return {"value": float(values.mean()), "low": float(low), "high": float(high)}


def count_chances(forecasts: Floats) -> Floats:
    """Return the chance of each number of events if every forecast is right and events are independent.

    The Poisson-binomial distribution by repeated convolution.

    Parameters
    ----------
    forecasts : array of float, shape (cases,)
        Probabilities in [0, 1].

    Returns
    -------
    array of float, shape (cases + 1,)
        Chance of 0, 1, ... events.

    Examples
    --------
    >>> count_chances(np.array([0.5, 0.5])).tolist()
    [0.25, 0.5, 0.25]
    """
    chances = np.ones(1)
    for forecast in forecasts:
        chances = np.convolve(chances, [1.0 - forecast, forecast])
    return chances


def concordance(forecasts: Floats, outcomes: Floats) -> float:
    """Return the share of pairs of an event and no event in which the event had the higher forecast.

    The area under the ROC curve (Hanley and McNeil 1982); ties count half.

    Parameters
    ----------
    forecasts, outcomes : array of float, shape (cases,)

    Returns
    -------
    float
        In [0, 1]; NaN where events, or their absence, are missing.

    Examples
    --------
    >>> concordance(np.array([0.1, 0.4, 0.4]), np.array([0.0, 1.0, 0.0]))
    0.75
    """
    came, stayed = forecasts[outcomes == 1.0], forecasts[outcomes == 0.0]
    if came.size == 0 or stayed.size == 0:
        return float("nan")
    apart = came[:, None] - stayed[None, :]
    return float(((apart > 0.0) + 0.5 * (apart == 0.0)).mean())
