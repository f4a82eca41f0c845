"""Means, shares and differences over futures, with errors clustered by world.

A world is a draw of the assumptions and its futures share it, so futures are not independent: errors come
from the spread of worlds (Kish 1965, *Survey Sampling*, ch. 6; one-stage clusters of equal size).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Differences below this part of what is compared are rounding, not effects.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Reading:
    """One figure for each future, and how much each counts.

    Parameters
    ----------
    values : array of float, shape (futures,)
        Future i belongs to world ``i // per_world``.
    weights : array of float, shape (futures,)
        Weights >= 0; zero where a future has no such figure.
    """

    values: Floats
    weights: Floats

    @classmethod
    def of(cls, values: Floats) -> Reading:
        """Weigh every future that has a figure the same; NaN means that it has none.

        Examples
        --------
        >>> Reading.of(np.array([1.0, np.nan])).weights.tolist()
        [1.0, 0.0]
        """
        known = ~np.isnan(values)
        return cls(np.where(known, values, 0.0), known.astype(np.float64))


@dataclass(frozen=True)
class Estimated:
    """A figure and its Monte-Carlo standard error; NaN where nothing can be said."""

    value: float
    error: float


def _deviations(reading: Reading, worlds: int) -> tuple[float, Floats]:
    """Return the weighted mean and what each world adds to its error."""
    total = float(reading.weights.sum())
    if total <= 0.0:
        return float("nan"), np.full(worlds, np.nan)
    mean = float((reading.weights * reading.values).sum()) / total
    apart = reading.weights * (reading.values - mean)
    return mean, apart.reshape(worlds, -1).sum(axis=1) / total


def clustered_error(deviations: Floats) -> float:
    """Return the standard error of a figure from what each world adds to its deviation."""
    worlds = deviations.size
    return float(np.sqrt(worlds / (worlds - 1.0) * np.square(deviations).sum()))


def average(reading: Reading, worlds: int) -> Estimated:
    r"""Return a weighted mean with its standard error clustered by world.

    With equal weights this is the mean of world means :math:`m_w` and
    :math:`\sqrt{\sum_w (m_w - \bar m)^2 / (W (W - 1))}`; with weights the error of a ratio by linearisation.

    Parameters
    ----------
    reading : Reading
    worlds : int
        Number of worlds, >= 2.

    Returns
    -------
    Estimated
        In the unit of the reading.

    Examples
    --------
    >>> average(Reading.of(np.array([1.0, 1.0, 0.0, 0.0])), 2)
    Estimated(value=0.5, error=0.5)
    """
    mean, deviations = _deviations(reading, worlds)
    return Estimated(mean, clustered_error(deviations))


def difference(package: Reading, baseline: Reading, worlds: int, *, same_futures: bool = False) -> Estimated:
    """Return a mean less that of a baseline with the same luck, and its error clustered by world.

    What each world adds to both means is subtracted before errors are formed, so what the two have in
    common cancels; the same futures on both sides give exactly zero with an error of zero, and so does what
    differs by rounding alone (`ROUNDING`).

    Parameters
    ----------
    package, baseline : Reading
        Over the same worlds and luck.
    worlds : int
        Number of worlds, >= 2.
    same_futures : bool
        Compare only futures that have a figure on both sides.

    Returns
    -------
    Estimated

    Examples
    --------
    >>> a, b = Reading.of(np.array([1.0, 0.0, 1.0, 1.0])), Reading.of(np.array([0.0, 0.0, 1.0, 1.0]))
    >>> difference(a, b, 2)
    Estimated(value=0.25, error=0.25)
    >>> difference(a, a, 2)
    Estimated(value=0.0, error=0.0)
    """
    if same_futures:
        both = np.minimum(package.weights, baseline.weights)
        package, baseline = Reading(package.values, both), Reading(baseline.values, both)
    mean, deviations = _deviations(package, worlds)
    mean_before, deviations_before = _deviations(baseline, worlds)
    return gap(mean, deviations, mean_before, deviations_before)


def gap(mean: float, deviations: Floats, mean_before: float, deviations_before: Floats) -> Estimated:
    """Return a mean less another, from both and what each world adds to their errors."""
    found = Estimated(mean - mean_before, clustered_error(deviations - deviations_before))
    if max(abs(found.value), found.error) <= ROUNDING * (abs(mean) + abs(mean_before)):
        return Estimated(0.0, 0.0)
    return found


def between_worlds(reading: Reading, worlds: int) -> tuple[float, float]:
    r"""Return the 5th and 95th percentile of a mean over worlds, with luck's variance removed.

    The mean of a world still holds the luck of its few futures. Its expected size, the mean over worlds of
    :math:`s_w^2 / n_w`, is subtracted from the variance of world means (never below zero), and world means
    are shrunk around their common mean by :math:`\sqrt{\text{true} / \text{raw}}` before percentiles are
    taken: the usual moment estimate for one-way random effects (Searle, Casella and McCulloch 1992,
    *Variance Components*, ch. 3).

    Parameters
    ----------
    reading : Reading
    worlds : int
        Number of worlds, >= 2.

    Returns
    -------
    tuple of float
        NaN where fewer than two worlds hold two weighted futures: luck cannot be told apart then.

    Examples
    --------
    Worlds that differ by luck alone are shown as one:

    >>> between_worlds(Reading.of(np.array([0.0, 1.0, 1.0, 0.0])), 2)
    (0.5, 0.5)
    """
    values = reading.values.reshape(worlds, -1)
    weights = reading.weights.reshape(worlds, -1)
    counts = (weights > 0.0).sum(axis=1)
    usable = counts >= 2
    if int(usable.sum()) < 2:
        return float("nan"), float("nan")
    values, weights, counts = values[usable], weights[usable], counts[usable]
    sums = weights.sum(axis=1)
    means = (weights * values).sum(axis=1) / sums
    apart = weights * (values - means[:, None])
    noise = np.square(apart).sum(axis=1) / np.square(sums) * counts / (counts - 1.0)
    return shrunk(means, noise)


def shrunk(means: Floats, noise: Floats) -> tuple[float, float]:
    """Return the 5th and 95th percentile of means of worlds without luck's variance, as in `between_worlds`.

    Parameters
    ----------
    means : array of float, shape (worlds,)
    noise : array of float, shape (worlds,)
        Variance that luck gives the mean of each world.

    Returns
    -------
    tuple of float
    """
    raw = float(means.var(ddof=1))
    true = max(0.0, raw - float(noise.mean()))
    centre = float(means.mean())
    drawn_in = centre + (np.sqrt(true / raw) if raw > 0.0 else 0.0) * (means - centre)
    low, high = np.quantile(drawn_in, (0.05, 0.95))
    return float(low), float(high)


def quantiles(values: Floats) -> dict[str, float | None]:
    """Return the 5th, 50th and 95th percentile over futures that have a figure.

    Parameters
    ----------
    values : array of float
        NaN where a future has none.

    Returns
    -------
    dict of str to float or None
        ``p5``, ``p50``, ``p95``; None where no future has a figure.

    Examples
    --------
    >>> quantiles(np.array([1.0, 2.0, 3.0, np.nan]))["p50"]
    2.0
    """
    known = values[~np.isnan(values)]
    if known.size == 0:
        return {"p5": None, "p50": None, "p95": None}
    found = np.quantile(known, (0.05, 0.5, 0.95))
    return dict(zip(("p5", "p50", "p95"), (float(q) for q in found), strict=True))


def plain(value: float) -> float | None:
    """Return a figure for JSON: None where nothing can be said.

    Examples
    --------
    >>> plain(0.5), plain(float("nan"))
    (0.5, None)
    """
    return None if np.isnan(value) else float(value)
