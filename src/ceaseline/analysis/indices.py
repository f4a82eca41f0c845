"""Sobol indices and Shapley effects from rows that share their luck, with the luck's part taken out.

A row's outcome is a mean over a few futures. With the same luck in every row, luck that acts alike
everywhere cancels; what it does differently from row to row still looks like an effect of the assumptions.
Every product of two means over luck is therefore freed of the part in which a future meets itself, which
makes each estimate what it would be on average with endless luck (a U-statistic, Hoeffding 1948).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.statistics import Floats
from ceaseline.kernel import STREAM_RESAMPLE, mechanism, uniforms
from ceaseline.model.slots import address_key

#: Resamples of the rows, and parts of the luck left out in turn.
RESAMPLES, PARTS = 200, 8
#: Normal quantile of intervals that hold with a chance of nine in ten.
_Z90 = 1.6448536269514722

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Evaluated:
    """Outcomes at the points of a design.

    Parameters
    ----------
    first, second : array of float, shape (rows, luck)
        At two independent tables of points.
    swapped : array of float, shape (players, rows, luck)
        At the first table with the inputs of one player taken from the second.
    orders : array of int, shape (walks, players)
        For each of the first rows, an order of the players.
    walks : array of float, shape (walks, players - 1, luck)
        From the first table to the second as players change over in that order, without both ends.
    """

    first: Floats
    second: Floats
    swapped: Floats
    orders: Ints
    walks: Floats

    def with_luck(self, chosen: Ints) -> Evaluated:
        """Return the same design under a part of the luck."""
        parts = (self.first, self.second, self.swapped, self.walks)
        first, second, swapped, walks = (values[..., chosen] for values in parts)
        return Evaluated(first, second, swapped, self.orders, walks)


@dataclass(frozen=True)
class Shares:
    """One kind of index of every player.

    Parameters
    ----------
    value, error : array of float, shape (players,)
        Share of the variance and its standard error: rows resampled, luck by a jackknife.
    """

    value: Floats
    error: Floats

    @property
    def low(self) -> Floats:
        """Lower end of the 90 % interval."""
        return self.value - _Z90 * self.error

    @property
    def high(self) -> Floats:
        """Upper end of the 90 % interval."""
        return self.value + _Z90 * self.error


@dataclass(frozen=True)
class Indices:
    """What the variance of an outcome comes from.

    Parameters
    ----------
    first, total, shapley : Shares
        Sobol indices of first order and total, and Shapley effects.
    mean, variance : float
        Of the outcome over rows, luck's variance removed.
    noise_share : float
        Part of the raw variance of row means that luck had made.
    convergence : tuple of (int, Floats, Floats)
        Rows, first-order and total indices from so many of them.
    """

    first: Shares
    total: Shares
    shapley: Shares
    mean: float
    variance: float
    noise_share: float
    convergence: tuple[tuple[int, Floats, Floats], ...]


@dataclass(frozen=True)
class _Terms:
    """What each row adds to every estimate."""

    first: Floats
    total: Floats
    effects: Floats
    means: Floats
    noise: Floats


def _cross(one: Floats, two: Floats) -> Floats:
    """Return the product of means over luck, the last axis, without the part in which luck meets itself."""
    luck = one.shape[-1]
    product = one.mean(axis=-1) * two.mean(axis=-1)
    if luck == 1:
        return np.asarray(product)
    return np.asarray((luck * product - (one * two).mean(axis=-1)) / (luck - 1.0))


def _terms(found: Evaluated) -> _Terms:
    both = np.stack([found.first, found.second])
    centre = both.mean(axis=(0, 1))
    moved = found.swapped - found.first
    first = np.array([_cross(found.second - centre, change) for change in moved])
    total = np.array([0.5 * _cross(change, change) for change in moved])
    walks = len(found.orders)
    ends = found.first[:walks, None], found.second[:walks, None]
    path = np.concatenate([ends[0], found.walks, ends[1]], axis=1)
    steps = 0.5 * _cross(path[:, :-1] - path[:, 1:], ends[0] - ends[1])
    effects = np.zeros((found.orders.shape[1], walks))
    effects[found.orders.T, np.arange(walks)] = steps.T
    luck = found.first.shape[1]
    own = both - centre
    noise = own.var(axis=2, ddof=1) / luck if luck > 1 else np.zeros(both.shape[:2])
    return _Terms(first, total, effects, both.mean(axis=2), noise)


def _estimate(terms: _Terms, counts: Floats, walk_counts: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return first, total, effects and variance for weights of rows, shape (samples, rows)."""
    weights = counts / counts.sum(axis=1, keepdims=True)
    means = 0.5 * weights @ terms.means.sum(axis=0)
    squares = 0.5 * weights @ np.square(terms.means).sum(axis=0)
    size = 2.0 * counts.sum(axis=1)
    raw = (squares - np.square(means)) * size / (size - 1.0)
    variance = raw - 0.5 * weights @ terms.noise.sum(axis=0)
    scale = np.where(variance > 0.0, variance, np.nan)[:, None]
    effects = walk_counts @ terms.effects.T
    whole = effects.sum(axis=1, keepdims=True)
    return (
        weights @ terms.first.T / scale,
        weights @ terms.total.T / scale,
        effects / np.where(whole > 0.0, whole, np.nan),
        np.stack([variance, raw], axis=1),
    )


def _once(terms: _Terms, rows: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the estimates from the first rows."""
    counts = (np.arange(terms.means.shape[1]) < rows)[None].astype(np.float64)
    return _estimate(terms, counts, counts[:, : terms.effects.shape[1]])


@mechanism
def _draw(seed: int, key: int, out: Floats) -> None:
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = uniforms(seed, STREAM_RESAMPLE, r, c, 0, key, 0)[0]


def resample_uniforms(seed: int, purpose: str, samples: int, size: int) -> Floats:
    """Return uniform draws for resampling, addressed by purpose; shape (samples, size).

    Examples
    --------
    >>> resample_uniforms(1, "rows", 2, 3).shape
    (2, 3)
    """
    out = np.empty((samples, size))
    _draw(seed, address_key(purpose), out)
    return out


def resample_counts(seed: int, purpose: str, samples: int, size: int) -> Floats:
    """Return how often each of so many things is drawn when as many are drawn with replacement."""
    chosen = (resample_uniforms(seed, purpose, samples, size) * size).astype(np.int64)
    return np.array([np.bincount(row, minlength=size) for row in chosen], dtype=np.float64)


def orders_of(players: int, walks: int, seed: int) -> Ints:
    """Return random orders of players, one a walk.

    Examples
    --------
    >>> sorted(orders_of(3, 2, 1)[0].tolist())
    [0, 1, 2]
    """
    return np.argsort(resample_uniforms(seed, "orders", walks, players), axis=1, kind="stable")


def _luck_errors(found: Evaluated) -> list[Floats]:
    """Return the jackknife error over parts of the luck of first, total and effects; 0 with little luck."""
    luck = found.first.shape[1]
    players = found.orders.shape[1]
    if luck < 2 * PARTS:
        return [np.zeros(players)] * 3
    of = np.arange(luck) * PARTS // luck
    rows = found.first.shape[0]
    kept = [_once(_terms(found.with_luck(np.flatnonzero(of != p))), rows) for p in range(PARTS)]
    return [
        np.sqrt((PARTS - 1.0) * np.var([estimate[kind][0] for estimate in kept], axis=0)) for kind in range(3)
    ]


def _subsets(rows: int) -> Sequence[int]:
    return [n for n in (rows // 16, rows // 8, rows // 4, rows // 2, rows) if n >= 8]


def indices(found: Evaluated, seed: int = 0) -> Indices:
    r"""Return Sobol indices and Shapley effects with errors and their convergence.

    First order is the mean of :math:`f(B) (f(A_B^i) - f(A))` over the variance (Saltelli and others 2010),
    total half the mean of :math:`(f(A) - f(A_B^i))^2` (Jansen 1999). A Shapley effect is the mean over random
    orders of what the player adds to the explained variance when it changes over (Song, Nelson and Staum
    2016); from one walk between two points this is :math:`\tfrac12 (f_{k-1} - f_k)(f_A - f_B)`, the mean of
    the order and its reverse (after Goda 2021, *Reliability Engineering and System Safety* 213). Effects add
    up to one. Players must be independent of each other; what a player holds need not be.

    Parameters
    ----------
    found : Evaluated
    seed : int
        Of the resamples.

    Returns
    -------
    Indices
        NaN where the outcome does not vary beyond luck.

    Examples
    --------
    >>> from ceaseline.analysis.sobol import design
    >>> a, b = design(2, 256, 1, 0)
    >>> f = lambda x: (3.0 * x[:, 0] + x[:, 1])[:, None]
    >>> swapped = np.array([f(np.where(np.arange(2) == i, b, a)) for i in range(2)])
    >>> orders = orders_of(2, 256, 1)
    >>> walks = np.where((orders == 0)[:, :1], swapped[0], swapped[1])[:, None]
    >>> found = indices(Evaluated(f(a), f(b), swapped, orders, walks))
    >>> found.total.value.round(1).tolist(), round(float(found.shapley.value.sum()), 9)
    ([0.9, 0.1], 1.0)
    """
    terms = _terms(found)
    rows, walks = found.first.shape[0], len(found.orders)
    first, total, effects, sizes = (of[0] for of in _once(terms, rows))
    variance, raw = float(sizes[0]), float(sizes[1])
    counts = resample_counts(seed, "sobol rows", RESAMPLES, rows)
    resampled = _estimate(terms, counts, resample_counts(seed, "walks", RESAMPLES, walks))
    of_luck = _luck_errors(found)
    shares = [
        Shares(value, np.hypot(np.std(drawn, axis=0, ddof=1), luck))
        for value, drawn, luck in zip((first, total, effects), resampled, of_luck, strict=False)
    ]
    part = [(n, _once(terms, n)) for n in _subsets(rows)]
    return Indices(
        first=shares[0],
        total=shares[1],
        shapley=shares[2],
        mean=float(terms.means.mean()),
        variance=variance,
        noise_share=1.0 - variance / raw if raw > 0.0 else float("nan"),
        convergence=tuple((n, estimate[0][0], estimate[1][0]) for n, estimate in part),
    )
