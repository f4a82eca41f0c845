"""What a sweep keeps of each world: exact sums, enough for every share, mean, error and paired difference.

Whole figures (a rung reached, months, promises in force) are summed as they are; others are cut into limbs
that add up exactly (`ceaseline.study.exact`). So a sum is the same however futures are divided among chunks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.figures import figure_measures
from ceaseline.analysis.measures import Measure, compared_measures, ladder_measures
from ceaseline.analysis.statistics import Floats
from ceaseline.model.records import CAPABILITY, NEVER, RUNGS
from ceaseline.study.exact import LIMBS, cut, joined

Outcomes = NDArray[np.void]
Sums = NDArray[np.int64]

#: Measures whose figures are not whole numbers.
AMOUNTS = frozenset(
    {
        "promise_kept",
        "territory_lost_km2",
        "dead",
        "guarantor_dead",
        "hits_on_sites",
        "violations",
        "throughput",
        "agreement",
        "cost_eur_per_year",
        *CAPABILITY,
    }
)

#: Futures whose figures are laid side by side at once; changes no sum.
BLOCK = 1024

_WAR = RUNGS.index("war")


def key(measure: Measure) -> str:
    """Return the name under which the sums of a measure stand.

    Examples
    --------
    >>> key(ladder_measures(120)[-1])
    'war@120'
    """
    return measure.outcome if measure.month is None else f"{measure.outcome}@{measure.month}"


@dataclass(frozen=True)
class Layout:
    """Which column holds what.

    Parameters
    ----------
    horizon_months, levers : int
        Of the case.
    whole : tuple of str
        Sums of whole numbers, one column each.
    amounts : tuple of str
        Sums of other figures, `LIMBS` columns each, after the whole ones.
    """

    horizon_months: int
    levers: int
    whole: tuple[str, ...]
    amounts: tuple[str, ...]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.whole) + LIMBS * len(self.amounts)


@lru_cache(maxsize=16)
def layout(horizon_months: int, levers: int) -> Layout:
    """Return the columns for a case with so many months and promises."""
    whole, amounts = ["futures"], list[str]()
    for measure in figure_measures(horizon_months):
        name = key(measure)
        whole.append(f"{name}.weight")
        (amounts if measure.outcome in AMOUNTS else whole).append(f"{name}.sum")
    for measure in compared_measures(horizon_months):
        if measure.same_futures:
            whole.append(f"{key(measure)}.both")
            amounts += [f"{key(measure)}.sum_both", f"{key(measure)}.baseline_both"]
    whole.append("accepting")
    amounts.append("agreement.squares")
    for measure in ladder_measures(horizon_months):
        amounts += [f"{key(measure)}.accepted", f"{key(measure)}.accepted_squares"]
    whole += [f"war_in_month.{month}" for month in range(horizon_months + 1)]
    whole += [f"{point}.{bit}" for point in ("least", "greatest") for bit in range(levers)]
    return Layout(horizon_months, levers, tuple(whole), tuple(amounts))


def tally(
    outcomes: Outcomes, baseline: Outcomes, first: int, per_world: int, horizon_months: int, levers: int
) -> Sums:
    """Sum up some futures of a package by world.

    Parameters
    ----------
    outcomes, baseline : structured arrays of OUTCOME, shape (futures,)
        The same futures of the package and of the baseline.
    first : int
        Number of the first of them in the sample.
    per_world : int
        Futures in each world.
    horizon_months, levers : int
        Of the case.

    Returns
    -------
    array of int, shape (worlds, `Layout.width`)
        One row for each world that the futures touch.
    """
    form = layout(horizon_months, levers)
    begins, ends = first // per_world, (first + outcomes.size - 1) // per_world + 1
    sums = np.zeros((ends - begins, form.width), dtype=np.int64)
    for at in range(0, outcomes.size, BLOCK):
        block = slice(at, at + BLOCK)
        worlds = np.arange(first + at, first + min(at + BLOCK, outcomes.size)) // per_world - begins
        sums[worlds[0] : worlds[-1] + 1] += _summed(outcomes[block], baseline[block], worlds, form)
    return sums


def _summed(outcomes: Outcomes, baseline: Outcomes, worlds: Sums, form: Layout) -> Sums:
    """Sum up futures by world, one row for each world among them."""
    whole, amounts = dict(_whole(outcomes, baseline, form)), dict(_amounts(outcomes, baseline, form))
    starts = np.flatnonzero(np.diff(worlds, prepend=-1))
    counted = np.stack([whole[name] for name in form.whole])
    limbs = cut(np.stack([amounts[name] for name in form.amounts])).reshape(-1, outcomes.size)
    rows = np.concatenate([np.add.reduceat(part, starts, axis=1) for part in (counted, limbs)])
    return np.ascontiguousarray(rows.T)


def _as_whole(name: str, values: Floats) -> Sums:
    counted: Sums = values.astype(np.int64)
    if not bool((counted == values).all()):
        raise ValueError(f"{name} is not a whole number in every future")
    return counted


def _whole(outcomes: Outcomes, baseline: Outcomes, form: Layout) -> Iterator[tuple[str, Sums]]:
    yield "futures", np.ones(outcomes.size, dtype=np.int64)
    for measure in figure_measures(form.horizon_months):
        name, reading = key(measure), measure.read(outcomes)
        yield f"{name}.weight", _as_whole(name, reading.weights)
        if measure.outcome not in AMOUNTS:
            yield f"{name}.sum", _as_whole(name, reading.weights * reading.values)
    for measure in compared_measures(form.horizon_months):
        if measure.same_futures:
            both = np.minimum(measure.read(outcomes).weights, measure.read(baseline).weights)
            yield f"{key(measure)}.both", _as_whole(key(measure), both)
    yield "accepting", (outcomes["agreement"] > 0.0).astype(np.int64)
    war = outcomes["first"][:, _WAR]
    for month in range(form.horizon_months + 1):
        yield f"war_in_month.{month}", ((war == month) & (war < NEVER)).astype(np.int64)
    for point in ("least", "greatest"):
        for bit in range(form.levers):
            yield f"{point}.{bit}", (outcomes[point] >> bit) & 1


def _amounts(outcomes: Outcomes, baseline: Outcomes, form: Layout) -> Iterator[tuple[str, Floats]]:
    for measure in figure_measures(form.horizon_months):
        if measure.outcome in AMOUNTS:
            reading = measure.read(outcomes)
            yield f"{key(measure)}.sum", reading.weights * reading.values
    for measure in compared_measures(form.horizon_months):
        if measure.same_futures:
            own, other = measure.read(outcomes), measure.read(baseline)
            both = np.minimum(own.weights, other.weights)
            yield f"{key(measure)}.sum_both", both * own.values
            yield f"{key(measure)}.baseline_both", both * other.values
    accepts = np.ascontiguousarray(outcomes["agreement"])
    yield "agreement.squares", np.square(accepts)
    for measure in ladder_measures(form.horizon_months):
        weighted = accepts * measure.read(outcomes).values
        yield f"{key(measure)}.accepted", weighted
        yield f"{key(measure)}.accepted_squares", accepts * weighted


@dataclass(frozen=True)
class Tallied:
    """The sums of one package, by name.

    Parameters
    ----------
    form : Layout
    sums : array of int, shape (worlds, width)
        Of every future of each world.
    """

    form: Layout
    sums: Sums

    def by_world(self, name: str) -> Floats:
        """Return a sum in each world; shape (worlds,)."""
        found = _places(self.form)[name]
        columns = self.sums[:, found]
        return columns[:, 0].astype(np.float64) if len(found) == 1 else joined(columns.T)

    def total(self, name: str) -> float:
        """Return a sum over all worlds."""
        columns = self.sums[:, _places(self.form)[name]].sum(axis=0)
        return float(columns[0]) if columns.size == 1 else float(joined(columns[:, None])[0])


@lru_cache(maxsize=16)
def _places(form: Layout) -> dict[str, list[int]]:
    step, before = len(form.amounts), len(form.whole)
    return {
        **{name: [column] for column, name in enumerate(form.whole)},
        **{
            name: [before + step * limb + column for limb in range(LIMBS)]
            for column, name in enumerate(form.amounts)
        },
    }
