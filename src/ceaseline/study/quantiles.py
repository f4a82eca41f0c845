"""Quantiles of uncertain numbers for many chances at once.

The same functions as `ceaseline.case.uncertain`, on arrays: tables of tens of thousands of rows and hundreds
of numbers would otherwise take longer to draw than to run.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

from ceaseline.case import Uncertain

Floats = NDArray[np.float64]

_EDGE = 2.0**-53
_Z95 = float(ndtri(0.95))
#: Halvings that bring a chance to the last bits of a double.
_HALVINGS = 60


def _to(scale: str, value: float) -> float:
    if scale == "log":
        return float(np.log(value))
    return float(np.log(value) - np.log1p(-value)) if scale == "logit" else value


def _from(scale: str, values: Floats) -> Floats:
    if scale == "log":
        return np.asarray(np.exp(np.minimum(values, 709.0)))
    return np.asarray(1.0 / (1.0 + np.exp(-values))) if scale == "logit" else values


def _two_piece(number: Uncertain, u: Floats) -> Floats:
    p5, p50, p95 = (number.arguments[name] for name in ("p5", "p50", "p95"))
    z = ndtri(u)
    out = np.full(u.shape, p50)
    for side, far in ((z < 0.0, p5), (z >= 0.0, p95)):
        if far != p50:
            middle, end = _to(number.scale, p50), _to(number.scale, far)
            out[side] = _from(number.scale, middle + np.abs(z[side]) / _Z95 * (end - middle))
    return out


def _uniform(number: Uncertain, u: Floats) -> Floats:
    low, high = number.arguments["low"], number.arguments["high"]
    return np.asarray(low + u * (high - low))


def _loguniform(number: Uncertain, u: Floats) -> Floats:
    low, high = number.arguments["low"], number.arguments["high"]
    return np.asarray(low * np.exp(u * np.log(high / low)))


def _triangular(number: Uncertain, u: Floats) -> Floats:
    low, mode, high = (number.arguments[name] for name in ("low", "mode", "high"))
    width = high - low
    rising = np.minimum(low + np.sqrt(u * width * (mode - low)), mode)
    falling = np.maximum(high - np.sqrt((1.0 - u) * width * (high - mode)), mode)
    return np.asarray(np.where(u * width < mode - low, rising, falling))


def _normal(number: Uncertain, u: Floats) -> Floats:
    return np.asarray(number.arguments["mean"] + number.arguments["sd"] * ndtri(u))


def _beta(number: Uncertain, u: Floats) -> Floats:
    low, high = number.arguments["low"], number.arguments["high"]
    return np.asarray(low + betaincinv(number.arguments["a"], number.arguments["b"], u) * (high - low))


def _fixed(number: Uncertain, u: Floats) -> Floats:
    return np.full(u.shape, number.arguments["value"])


_QUANTILES: dict[str, Callable[[Uncertain, Floats], Floats]] = {
    "quantiles": _two_piece,
    "uniform": _uniform,
    "loguniform": _loguniform,
    "triangular": _triangular,
    "normal": _normal,
    "beta": _beta,
    "fixed": _fixed,
}


def quantiles(number: Uncertain, chances: Floats) -> Floats:
    """Return the values below which a number lies with given chances.

    Parameters
    ----------
    number : Uncertain
    chances : array of float
        In [0, 1].

    Returns
    -------
    array of float
        Within a few parts in 10**12 of ``number.quantile``.

    Raises
    ------
    ValueError
        If a chance is outside [0, 1].

    Examples
    --------
    >>> quantiles(Uncertain.named("uniform", {"low": 2, "high": 4}), np.array([0.25, 0.5])).tolist()
    [2.5, 3.0]
    """
    if not ((chances >= 0.0) & (chances <= 1.0)).all():
        raise ValueError("a chance lies in 0 to 1")
    inside = np.clip(chances, _EDGE, 1.0 - _EDGE)
    return np.clip(_QUANTILES[number.distribution](number, inside), number.lower, number.upper)


def chances_of(number: Uncertain, values: Floats) -> Floats:
    """Return the chance at which a number takes each value, by halving; the inverse of `quantiles`.

    Parameters
    ----------
    number : Uncertain
    values : array of float
        In the canonical unit.

    Returns
    -------
    array of float
        In [0, 1]: 0 or 1 for values that the number cannot take.

    Examples
    --------
    >>> share = Uncertain.of(0.1, 0.2, 0.5, lower=0, upper=1)
    >>> chances_of(share, np.array([0.1, 0.2, 0.5])).round(9).tolist()
    [0.05, 0.5, 0.95]
    """
    low, high = np.zeros(values.shape), np.ones(values.shape)
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        below = quantiles(number, middle) < values
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray(0.5 * (low + high))
