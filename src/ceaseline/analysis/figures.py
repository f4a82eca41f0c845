"""Every outcome of a package as one figure with its error, so that two answers can be compared."""

from __future__ import annotations

from typing import Any

from ceaseline.analysis.measures import (
    SHOWN_CAPABILITY,
    SHOWN_MONTHS,
    Measure,
    cost_measure,
    every_measure,
    promise_measures,
)
from ceaseline.analysis.statistics import average, plain
from ceaseline.model.records import CAPABILITY
from ceaseline.study.study import PackageRun


def figure_measures(horizon_months: int) -> tuple[Measure, ...]:
    """Return what `figures` gives: ladder, outcomes, roads, challenges, capability, promises, cost."""
    shown = [
        measure
        for measure in every_measure(horizon_months)
        if measure.outcome not in CAPABILITY
        or (measure.outcome in SHOWN_CAPABILITY and measure.month in SHOWN_MONTHS)
    ]
    return (*shown, *promise_measures(), cost_measure())


def figures(run: PackageRun, horizon_months: int, worlds: int) -> list[dict[str, Any]]:
    """Return the mean of every outcome with its Monte-Carlo standard error, clustered by world.

    Parameters
    ----------
    run : PackageRun
    horizon_months, worlds : int

    Returns
    -------
    list of dict
        ``outcome``, ``month`` (None for the whole horizon), ``unit``, ``value`` and ``error`` (None where no
        future has a figure).
    """
    found = []
    for measure in figure_measures(horizon_months):
        mean = average(measure.read(run.outcomes), worlds)
        found.append(
            {
                "outcome": measure.outcome,
                "month": measure.month,
                "unit": measure.unit,
                "value": plain(mean.value),
                "error": plain(mean.error),
            }
        )
    return found
