"""Probabilities of many judges joined into one, and held against what came."""

from __future__ import annotations

import numpy as np

from ceaseline.analysis.statistics import Floats


def _weights(opinions: Floats, weights: Floats | None) -> Floats:
    chosen = np.full(opinions.size, 1.0 / opinions.size) if weights is None else weights / weights.sum()
    if not ((opinions >= 0.0) & (opinions <= 1.0)).all():
        raise ValueError("an opinion is a probability")
    return chosen


def linear_pool(opinions: Floats, weights: Floats | None = None) -> float:
    """Return the weighted mean of opinions (Stone 1961).

    Parameters
    ----------
    opinions : array of float, shape (judges,)
        Probabilities.
    weights : array of float, shape (judges,), optional
        Weights >= 0, not all zero; equal if none are given.

    Returns
    -------
    float
        Probability.

    Raises
    ------
    ValueError
        If an opinion is no probability.

    Examples
    --------
    >>> round(linear_pool(np.array([0.1, 0.4, 0.7])), 3)
    0.4
    """
    return float((_weights(opinions, weights) * opinions).sum())


def log_pool(opinions: Floats, weights: Floats | None = None) -> float:
    r"""Return the normalised geometric mean of opinions, a mean of log-odds (Genest and Zidek 1986).

    Parameters
    ----------
    opinions, weights
        As in `linear_pool`; a judge who is certain decides, certain opposites cannot be pooled.

    Returns
    -------
    float
        Probability; NaN where certain judges contradict each other.

    Examples
    --------
    >>> round(log_pool(np.array([0.1, 0.4, 0.7])), 4)
    0.3578
    """
    shares = _weights(opinions, weights)
    happens = float(np.prod(opinions**shares))
    fails = float(np.prod((1.0 - opinions) ** shares))
    return happens / (happens + fails) if happens + fails > 0.0 else float("nan")


def brier(opinions: Floats, outcomes: Floats) -> float:
    """Return the mean squared error of probabilities (Brier 1950); 0 is perfect, .25 a coin.

    Parameters
    ----------
    opinions : array of float, shape (events,)
        Probabilities.
    outcomes : array of float, shape (events,)
        1 where the event came, 0 where it did not.

    Returns
    -------
    float
        In [0, 1].

    Examples
    --------
    >>> round(brier(np.array([0.2]), np.array([1.0])), 9)
    0.64
    """
    return float(np.square(opinions - outcomes).mean())
