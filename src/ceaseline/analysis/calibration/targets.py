r"""What a world has to reproduce: the record of neighbours after a war, with how far off it may be.

A world is implausible by

.. math:: I = |z - p| / \sqrt{p (1 - p) / n + \delta^2 + e^2}

(Craig and others 1997; Vernon, Goldstein and Bower 2010, *Bayesian Analysis* 5), with share z of the record
and p of the world, n the number of wars behind the record, :math:`\delta` what the model may be off even
where it is right, e the Monte-Carlo error of p. A world is kept if the largest I over all targets stays
below the cutoff: the largest, because shares by year and rung overlap, and a sum would count the same
failures twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ceaseline.analysis.outside_view import reference_classes
from ceaseline.analysis.statistics import Floats
from ceaseline.model.records import RUNGS

#: Years of the record that a world is held against.
YEARS = (1, 2, 5, 10)
MONTHS = 12 * max(YEARS)
#: What the model may be off even where it is right.
DISCREPANCY = 0.03
#: The same for the first year, upwards: disputes later in the war's own last year are missing in the record.
FIRST_YEAR_DISCREPANCY = 0.06
#: Largest implausibility of a kept world.
CUTOFF = 2.0
#: Range for the part of five years' resumptions that comes in the first.
FRONT = (0.4, 0.9)
#: Rungs read as a resumption there: the two records mean different things by the word.
FRONT_RUNGS = ("serious_clash", "war")

#: Keeps a world without any Monte-Carlo error from dividing by nothing.
_TINY = 1e-9

_FRONT_PLACES = tuple(RUNGS.index(rung) for rung in FRONT_RUNGS)
_FIRST, _FIFTH = YEARS.index(1), YEARS.index(5)
_WAR = RUNGS.index("war")


@dataclass(frozen=True)
class Targets:
    """The record, by rung and year.

    Parameters
    ----------
    low, high : array of float, shape (rungs, years)
        Between them a world is not implausible at all; equal but for war, where two records disagree.
    interval : array of float, shape (rungs, years, 2)
        90 per cent interval of the record.
    down, up : array of float, shape (rungs, years)
        Variance of the record and of the model's discrepancy, below and above the target.
    """

    low: Floats
    high: Floats
    interval: Floats
    down: Floats
    up: Floats


@lru_cache(maxsize=1)
def targets() -> Targets:
    """Return what worlds are held against.

    For war the two published rates, of another war of the pair and of any resumption of the old one, are
    taken as the ends of a range. A range is its own tolerance: beyond it only the Monte-Carlo error counts.

    Examples
    --------
    >>> found = targets()
    >>> found.low[4].tolist(), found.high[4].tolist()
    ([0.057, 0.094, 0.132, 0.248], [0.199, 0.218, 0.238, 0.36])
    """
    classes = {entry["name"]: entry for entry in reference_classes()}
    record, other = classes["contiguous"], classes["ceasefires-1945"]
    cells = [[record["rungs"][str(year)][rung] for year in YEARS] for rung in RUNGS]
    low = np.array([[cell["share"] for cell in row] for row in cells])
    interval = np.array([[(cell["low"], cell["high"]) for cell in row] for row in cells])
    high = low.copy()
    high[_WAR] = [other["rungs"][str(year)]["resumption"]["share"] for year in YEARS]
    down = low * (1.0 - low) / record["conflicts"] + DISCREPANCY**2
    up = down.copy()
    up[:, _FIRST] += FIRST_YEAR_DISCREPANCY**2 - DISCREPANCY**2
    down[_WAR] = up[_WAR] = 0.0
    return Targets(low, high, interval, down, up)


def outside(value: Floats, low: Floats | float, high: Floats | float) -> Floats:
    """Return how far values lie outside a range; below it the distance is negative."""
    return np.minimum(value - low, 0.0) + np.maximum(value - high, 0.0)


def front_loading(share: Floats) -> Floats:
    """Return the part of five years' resumptions that comes in the first year.

    Parameters
    ----------
    share : array of float, shape (..., rungs, years)

    Returns
    -------
    array of float, shape (..., 2)
        For a clash of more than 100 deaths and for war; NaN where none comes in five years.
    """
    first = share[..., _FRONT_PLACES, _FIRST]
    fifth = share[..., _FRONT_PLACES, _FIFTH]
    return np.divide(first, fifth, out=np.full_like(first, np.nan), where=fifth > 0.0)


def front_error(share: Floats, error: Floats) -> Floats:
    """Return the error of `front_loading` from independent errors of its two shares.

    Parameters
    ----------
    share, error : array of float, shape (..., rungs, years)

    Returns
    -------
    array of float, shape (..., 2)

    Examples
    --------
    >>> front_error(np.full((5, 4), 0.5), np.full((5, 4), 0.03)).round(3).tolist()
    [0.085, 0.085]
    """
    place = share[..., _FRONT_PLACES, :]
    with_error = error[..., _FRONT_PLACES, :]
    relative = np.divide(with_error, place, out=np.zeros_like(place), where=place > 0.0)
    spread: Floats = np.hypot(relative[..., _FIRST], relative[..., _FIFTH])
    return np.nan_to_num(front_loading(share)) * spread


def implausibility(share: Floats, error: Floats, front_error: Floats) -> Floats:
    """Return the largest implausibility of each world.

    Parameters
    ----------
    share, error : array of float, shape (worlds, rungs, years)
        Share of futures that reach a rung by a year, and its Monte-Carlo error.
    front_error : array of float, shape (worlds, 2)
        Monte-Carlo error of `front_loading`.

    Returns
    -------
    array of float, shape (worlds,)

    Examples
    --------
    >>> found = targets()
    >>> none = np.zeros((1, 5, 4))
    >>> implausibility(found.low[None] - 0.1, none + 0.05, np.full((1, 2), 9.0)).round(1).tolist()
    [2.0]
    """
    record = targets()
    off = outside(share, record.low, record.high)
    rungs = np.abs(off) / (np.sqrt(np.where(off > 0.0, record.up, record.down) + error**2) + _TINY)
    early = np.nan_to_num(outside(front_loading(share), *FRONT))
    fronts = np.abs(early) / (front_error + _TINY)
    largest: Floats = np.maximum(rungs.max(axis=(1, 2)), fronts.max(axis=1))
    return largest
