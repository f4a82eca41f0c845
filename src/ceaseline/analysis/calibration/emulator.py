r"""A quick stand-in for a wave of runs, to choose where the next wave looks.

Log-odds of every share are fitted by a polynomial in the place of each free assumption in its prior range:
squares, products of two, and cubes; squares alone where there are few points. It leaves out points far from
the record and judges none that stay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ceaseline.analysis.statistics import Floats

#: Keeps shares of 0 and 1 at finite log-odds: about one future of a first wave.
_EDGE = 0.004
#: Points for each term of the full polynomial, below which it would fit luck.
_ENOUGH = 3
#: Keeps the fit determined where there are fewer points than terms.
_RIDGE = 1e-3


def _terms(points: Floats, full: bool) -> Floats:
    z = 2.0 * points - 1.0
    if not full:
        return np.concatenate([np.ones((len(z), 1)), z, z**2], axis=1)
    rows, columns = np.triu_indices(z.shape[1])
    return np.concatenate([np.ones((len(z), 1)), z, z[:, rows] * z[:, columns], z**3], axis=1)


@dataclass(frozen=True)
class Emulator:
    """A fitted stand-in.

    Parameters
    ----------
    full : bool
        Whether it has products and cubes.
    weights : array of float, shape (terms, shares)
    scatter : array of float, shape (shares,)
        Standard deviation of what the fit leaves, in log-odds; luck of the runs is part of it.
    shape : tuple of int
        Shape of the shares of one point.
    """

    full: bool
    weights: Floats
    scatter: Floats
    shape: tuple[int, ...]

    def shares(self, points: Floats) -> tuple[Floats, Floats]:
        """Return the shares expected at points and their error, each of shape (points, *shape)."""
        odds = np.clip(_terms(points, self.full) @ self.weights, -30.0, 30.0)
        share = 1.0 / (1.0 + np.exp(-odds))
        error = share * (1.0 - share) * self.scatter
        return share.reshape(len(points), *self.shape), error.reshape(len(points), *self.shape)


def fit(points: Floats, shares: Floats) -> Emulator:
    """Fit a stand-in by least squares.

    Parameters
    ----------
    points : array of float, shape (points, inputs)
        In (0, 1).
    shares : array of float, shape (points, ...)
        In [0, 1].

    Returns
    -------
    Emulator

    Examples
    --------
    >>> x = (np.arange(64)[:, None] + 0.5) / 64
    >>> quick = fit(x, 0.2 + 0.5 * x)
    >>> bool(np.abs(quick.shares(x)[0] - (0.2 + 0.5 * x)).max() < 0.01)
    True
    """
    full = len(points) >= _ENOUGH * _terms(points[:1], True).shape[1]
    x = _terms(points, full)
    flat = shares.reshape(len(points), -1)
    odds = np.log((flat + _EDGE) / (1.0 - flat + _EDGE))
    weights = np.asarray(np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ odds), dtype=np.float64)
    left = np.square(odds - x @ weights).sum(axis=0) / max(1, len(points) - x.shape[1])
    scatter: Floats = np.sqrt(left)
    return Emulator(full, weights, scatter, shares.shape[1:])
