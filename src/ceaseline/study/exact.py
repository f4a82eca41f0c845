"""Sums of figures that no order and no division of the work can change.

A figure is cut into whole numbers of 31 bits, and whole numbers add up exactly. The idea is that of the long
accumulator (Kulisch 2013, *Computer Arithmetic and Validity*, ch. 8), with as many limbs as outcomes need.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Whole numbers to a figure, and bits of each.
LIMBS, BITS = 5, 31

#: Figures at or above this in size cannot be cut, and 2**32 figures below it can be added.
LIMIT = 2.0 ** (2 * BITS - 1)

#: Power of two that the first limb counts.
_FIRST = BITS


def cut(figures: NDArray[np.float64]) -> NDArray[np.int64]:
    """Cut figures into limbs.

    Parameters
    ----------
    figures : array of float
        Finite, below `LIMIT` in size. What lies below 2**-93 is dropped, figure by figure.

    Returns
    -------
    array of int, shape (LIMBS, ...)
        Limb k counts 2**(31 - 31 k); up to 2**32 of them add up without overflow.

    Raises
    ------
    ValueError
        If a figure is not finite, or too large.

    Examples
    --------
    >>> bool(joined(cut(np.array([0.1, -3e9])).sum(axis=1)) == 0.1 - 3e9)
    True
    """
    sizes = np.abs(figures)
    if not bool((sizes < LIMIT).all()):
        raise ValueError(f"only finite figures below {LIMIT:g} can be added exactly")
    limbs = np.empty((LIMBS, *figures.shape), dtype=np.int64)
    rest = np.ldexp(sizes, -_FIRST)
    sign = np.where(figures < 0.0, -1, 1)
    for limb in limbs:
        whole = np.floor(rest)
        limb[...] = whole
        limb *= sign
        rest = np.ldexp(rest - whole, BITS)
    return limbs


def joined(limbs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return sums of limbs as figures, rounded in the last places.

    Parameters
    ----------
    limbs : array of int, shape (LIMBS, ...)

    Returns
    -------
    array of float, shape (...)
        The same for the same sum of limbs; smallest limbs are added first.
    """
    total = np.zeros(limbs.shape[1:])
    for k in reversed(range(LIMBS)):
        total = total + np.ldexp(limbs[k].astype(np.float64), _FIRST - BITS * k)
    return total
