"""Addressed draws of the reference month as arrays, for the ways of running it that read tables.

Filling a table costs less than drawing the same numbers with the generators that NumPy or the standard
library offer (`docs/performance.md`), so no peer is held back by it, and all of them see the same luck.
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
def _fill_future(seed: int, future: int, first: Any, months: Any) -> None:
    for b in range(3):
        block = BLOCK_START if b == 0 else BLOCK_CLOCKS + b - 1
        u0, u1, u2, u3 = uniforms(seed, STREAM_FUTURE, 0, future, 0, 0, block)
        first[4 * b] = u0
        first[4 * b + 1] = u1
        first[4 * b + 2] = u2
        first[4 * b + 3] = u3
    for t in range(1, months.shape[0]):
        for half in range(2):
            block = BLOCK_MONTH if half == 0 else BLOCK_EVENT
            u0, u1, u2, u3 = uniforms(seed, STREAM_FUTURE, 0, future, t, 0, block)
            months[t, 4 * half] = u0
            months[t, 4 * half + 1] = u1
            months[t, 4 * half + 2] = u2
            months[t, 4 * half + 3] = u3


class FutureLuck:
    """The draws of one future, as plain numbers for code that works on objects.

    Parameters
    ----------
    seed, future : int
        Address.

    Attributes
    ----------
    first : list of float
        Twelve draws of the first day: trends of the three blocs, frailty, clocks of the eight promises.
    months : list of list of float
        By month from 1: incident, climb, opening, choice, how far, Europe, outside power, success.
    """

    def __init__(self, seed: int, future: int) -> None:
        first: NDArray[np.float64] = np.empty(12)
        months: NDArray[np.float64] = np.empty((MONTHS + 1, 8))
        months[0] = 0.0
        _fill_future(seed, future, first, months)
        self.first: list[float] = first.tolist()
        self.months: list[list[float]] = months.tolist()
