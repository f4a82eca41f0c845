"""Fits that a record of battles is held against: logistic curve, order within wars, scatter of losses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ceaseline.analysis.statistics import Floats

_STEPS = 50
_SETTLED = 1e-10


def logistic_fit(x: Floats, chance: Floats) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return level and slope of a logistic curve, with standard errors.

    Maximum likelihood by Newton's method. `chance` may hold outcomes, 0 or 1, or chances; errors mean
    something for outcomes only.

    Parameters
    ----------
    x, chance : array of float, shape (cases,)

    Returns
    -------
    coefficients, errors : tuple of two floats
        Level at x = 0, then slope.

    Examples
    --------
    >>> fitted, _ = logistic_fit(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.25, 0.25, 0.75, 0.75]))
    >>> [round(c, 4) for c in fitted]
    [-1.0986, 2.1972]
    """
    design = np.column_stack([np.ones(x.size), x])
    beta = np.zeros(2)
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-design @ beta))
        information = (design * (p * (1.0 - p))[:, None]).T @ design
        step = np.linalg.solve(information, design.T @ (chance - p))
        beta += step
        if float(np.abs(step).max()) < _SETTLED:
            break
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    return (float(beta[0]), float(beta[1])), (float(errors[0]), float(errors[1]))


def logistic_at(fitted: tuple[float, float], x: float) -> float:
    """Return the chance that a fitted curve gives.

    Examples
    --------
    >>> logistic_at((0.0, 1.0), 0.0)
    0.5
    """
    return float(1.0 / (1.0 + np.exp(-fitted[0] - fitted[1] * x)))


def concordance(x: Floats, chance: Floats, group: Sequence[object]) -> float:
    """Return how often the larger x goes with the win, over pairs of a win and no win in one group.

    Ties of x count half. With chances in place of outcomes each pair counts with the chance that it is one.

    Parameters
    ----------
    x, chance : array of float, shape (cases,)
    group : sequence, length cases
        Cases are compared within a group only.

    Returns
    -------
    float
        In [0, 1]; one half if x says nothing, NaN without any pair.

    Examples
    --------
    >>> concordance(np.array([1.0, 2.0, 0.0]), np.array([0.0, 1.0, 1.0]), ["a", "a", "b"])
    1.0
    """
    names = np.array([str(name) for name in group])
    agreed = counted = 0.0
    for name in np.unique(names):
        own, p = x[names == name], chance[names == name]
        pairs = p[:, None] * (1.0 - p)[None, :]
        np.fill_diagonal(pairs, 0.0)
        larger = np.sign(own[:, None] - own[None, :]) * 0.5 + 0.5
        agreed += float((pairs * larger).sum())
        counted += float(pairs.sum())
    return agreed / counted if counted > 0.0 else float("nan")


def line_fit(x: Floats, y: Floats) -> tuple[float, float, float]:
    """Return level, slope and residual standard deviation of a least-squares line.

    Examples
    --------
    >>> [round(v, 6) for v in line_fit(np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0]))]
    [1.0, 2.0, 0.0]
    """
    design = np.column_stack([np.ones(x.size), x])
    beta, *_ = np.linalg.lstsq(design, y, rcond=None)
    left = y - design @ beta
    return float(beta[0]), float(beta[1]), float(left.std(ddof=2))


def wilson(successes: float, trials: float, z: float = 1.959964) -> tuple[float, float]:
    """Return the Wilson interval of a share, 95 per cent by default (Wilson 1927).

    Examples
    --------
    >>> [round(end, 2) for end in wilson(4, 11)]
    [0.15, 0.65]
    """
    share = successes / trials
    scale = 1.0 + z * z / trials
    centre = (share + 0.5 * z * z / trials) / scale
    half = z * float(np.sqrt(share * (1.0 - share) / trials + 0.25 * z * z / trials**2)) / scale
    return centre - half, centre + half


def qjm_losses(strength: float, attacking: bool, factors: Sequence[float] = ()) -> float:
    """Return the casualties of a day by Dupuy's Quantified Judgement Model, after 1900.

    A standard rate of 2.8 % for the attacker and 1.5 % for the defender times factors for size, mission,
    opposition and day or night, at most 13.44 % and 5.76 % (Dupuy Institute, *War by Numbers*).

    Examples
    --------
    >>> round(qjm_losses(10000.0, True), 9), round(qjm_losses(10000.0, False), 9)
    (280.0, 150.0)
    """
    rate, most = (0.028, 0.1344) if attacking else (0.015, 0.0576)
    return strength * min(rate * float(np.prod(np.array(factors))), most)
