"""What stands in place: every capability, at the months in which the engine reads it."""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.analysis.measures import CAPABILITY_UNITS
from ceaseline.analysis.statistics import Reading, average, plain
from ceaseline.model.records import CAPABILITY, READINGS
from ceaseline.study.study import PackageRun, Study

_LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def _reading(run: PackageRun, worlds: int, month: int, name: str) -> dict[str, Any]:
    values = run.outcomes["capability"][:, READINGS.index(month), CAPABILITY.index(name)]
    known = values[~np.isnan(values)]
    found = average(Reading.of(values), worlds)
    levels = np.quantile(known, _LEVELS).tolist() if known.size else [None] * len(_LEVELS)
    return {
        "month": month,
        "capability": name,
        "unit": CAPABILITY_UNITS[name],
        "mean": plain(found.value),
        "error": plain(found.error),
        **dict(zip(("p5", "p25", "p50", "p75", "p95"), levels, strict=True)),
        "futures": int(known.size),
    }


def capability(study: Study) -> dict[str, Any]:
    """Return each capability of each package at the months in which it is read.

    Parameters
    ----------
    study : Study

    Returns
    -------
    dict
        ``packages``, each with ``readings``: ``month`` (6, 12, 24, 60, as far as the horizon goes),
        ``capability``, ``unit``, ``mean`` with its Monte-Carlo ``error``, ``p5`` to ``p95`` over the
        ``futures`` that still run in that month.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample, run_study
    >>> study = run_study(load("korea-1953"), ["none"], Sample(64, 8, 1), threads=1, keep=False)
    >>> sorted({reading["month"] for reading in capability(study)["packages"][0]["readings"]})
    [6, 12, 24, 60]
    """
    months = [month for month in READINGS if month <= study.case.horizon_months]
    return {
        "case": study.case.name,
        "seed": study.sample.seed,
        "futures": study.sample.futures,
        "worlds": study.sample.worlds,
        "packages": [
            {
                "name": run.name,
                "title": run.package.title,
                "readings": [
                    _reading(run, study.sample.worlds, month, name) for month in months for name in CAPABILITY
                ],
            }
            for run in study.runs
        ],
    }
