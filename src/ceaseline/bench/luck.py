"""Addressed draws of the reference month as arrays, for the ways of running it that read tables.

Every peer then sees the same luck as the kernel. What a number from a table costs, beside one from the
generators of NumPy or of the standard library, stands in `docs/performance.md`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.bench.month import BLOCK_CLOCKS, BLOCK_EVENT, BLOCK_MONTH, BLOCK_START, MONTHS
from ceaseline.kernel import STREAM_FUTURE, mechanism, uniforms


@mechanism
def fill(seed: int, futures: Any, month: int, block: int, out: Any) -> None:
    """Write the four lanes of one block for many futures.

    Parameters
    ----------
    seed : int
    futures : array of int, shape (n,)
    month, block : int
        Address.
    out : array of float, shape (4, n or more)
        Filled.
    """
    for i in range(futures.size):
        u0, u1, u2, u3 = uniforms(seed, STREAM_FUTURE, 0, futures[i], month, 0, block)
        out[0, i] = u0
        out[1, i] = u1
        out[2, i] = u2
        out[3, i] = u3


@mechanism
def _fill_months(seed: int, future: int, first: int, out: Any) -> None:
    for j in range(out.shape[1]):
        u0, u1, u2, u3 = uniforms(seed, STREAM_FUTURE, 0, future, first + j, 0, BLOCK_MONTH)
        out[0, j] = u0
        out[1, j] = u1
        out[2, j] = u2
        out[3, j] = u3


class FutureLuck:
    """The draws of one future, as plain numbers for code that works on objects.

    Parameters
    ----------
    seed, future : int
        Address.

    Attributes
    ----------
    first : tuple of float
        Twelve draws of the first day: trends of the three blocs, frailty, clocks of the eight promises.
    incident, climb, opening, choice : list of float
        Draws by month; place 0 is not used.
    """

    __slots__ = ("_address", "choice", "climb", "first", "incident", "opening")

    def __init__(self, seed: int, future: int) -> None:
        self._address = (seed, future)
        self.first: tuple[float, ...] = (
            *uniforms(seed, STREAM_FUTURE, 0, future, 0, 0, BLOCK_START),
            *uniforms(seed, STREAM_FUTURE, 0, future, 0, 0, BLOCK_CLOCKS),
            *uniforms(seed, STREAM_FUTURE, 0, future, 0, 0, BLOCK_CLOCKS + 1),
        )
        months: NDArray[np.float64] = np.empty((4, MONTHS + 1))
        _fill_months(seed, future, 0, months)
        self.incident, self.climb, self.opening, self.choice = months.tolist()

    def event(self, t: int) -> tuple[float, float, float, float]:
        """Return the draws of an event in a month: how far, Europe, outside power, success."""
        seed, future = self._address
        return uniforms(seed, STREAM_FUTURE, 0, future, t, 0, BLOCK_EVENT)
