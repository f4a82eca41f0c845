"""What one change moves: the outcome that differs most, in units of its error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import stdtrit

from ceaseline.analysis.measures import Measure, Outcomes
from ceaseline.analysis.statistics import Reading, average, difference

#: Chance of calling one of many outcomes moved when none is.
FALSE_ALARM = 0.05


@dataclass(frozen=True)
class Effect:
    """What a change does to one outcome.

    Parameters
    ----------
    measure : Measure
    before, after : float
        Means without and with the change, over futures that have a figure in both where that matters.
    difference, error : float
        After less before, paired, with its error clustered by world.
    """

    measure: Measure
    before: float
    after: float
    difference: float
    error: float

    @property
    def times_error(self) -> float:
        """Size in units of its error; 0 where nothing differs."""
        if self.difference == 0.0:
            return 0.0
        return abs(self.difference) / self.error if self.error > 0.0 else math.inf


def effects(measures: Sequence[Measure], before: Outcomes, after: Outcomes, worlds: int) -> list[Effect]:
    """Return what a change does to each outcome that has a figure on both sides.

    Parameters
    ----------
    measures : sequence of Measure
    before, after : structured array of OUTCOME, shape (futures,)
        With the same worlds and luck.
    worlds : int

    Returns
    -------
    list of Effect
        In the order of the measures.
    """
    found = []
    for measure in measures:
        one, two = measure.read(before), measure.read(after)
        gap = difference(two, one, worlds, same_futures=measure.same_futures)
        if math.isnan(gap.value) or math.isnan(gap.error):
            continue
        if measure.same_futures:
            both = np.minimum(one.weights, two.weights)
            one, two = Reading(one.values, both), Reading(two.values, both)
        means = [average(reading, worlds).value for reading in (one, two)]
        found.append(Effect(measure, means[0], means[1], gap.value, gap.error))
    return found


def most_moved(found: Sequence[Effect]) -> Effect:
    """Return the effect that is largest in units of its error; the first of equals.

    Raises
    ------
    ValueError
        If there is none.
    """
    return max(found, key=lambda effect: effect.times_error)


@lru_cache(maxsize=256)
def threshold(outcomes: int, worlds: int) -> float:
    """Return how many errors the largest of many differences must measure to count as moved.

    Looking for the most moved of m outcomes finds some by chance. The two-sided quantile of Student's t with
    ``worlds - 1`` degrees of freedom at `FALSE_ALARM` / m (Bonferroni) keeps the chance of that below
    `FALSE_ALARM`. It is never below 2.

    Parameters
    ----------
    outcomes, worlds : int

    Returns
    -------
    float

    Examples
    --------
    >>> round(threshold(1, 1000), 2), round(threshold(100, 128), 1)
    (2.0, 3.6)
    """
    return max(2.0, float(stdtrit(worlds - 1, 1.0 - FALSE_ALARM / (2.0 * outcomes))))
