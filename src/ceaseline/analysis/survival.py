"""How long a ceasefire holds: the share of futures that have not reached a rung, month by month."""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.analysis.outside_view import outside_view
from ceaseline.analysis.statistics import Reading, average, between_worlds, difference, plain
from ceaseline.model.records import RUNGS
from ceaseline.study.study import PackageRun, Study


def _held(run: PackageRun, rung: int, month: int) -> Reading:
    return Reading.of((run.outcomes["first"][:, rung] > month).astype(np.float64))


def _month(study: Study, run: PackageRun, rung: int, month: int) -> dict[str, Any]:
    worlds = study.sample.worlds
    held = _held(run, rung, month)
    found = average(held, worlds)
    low, high = between_worlds(held, worlds)
    gap = difference(held, _held(study.baseline, rung, month), worlds)
    return {
        "month": month,
        "share": found.value,
        "error": found.error,
        "worlds_p5": plain(low),
        "worlds_p95": plain(high),
        "difference": gap.value,
        "difference_error": gap.error,
    }


def survival(study: Study, rung: str = "war") -> dict[str, Any]:
    """Return the share of futures that have not yet reached a rung, at the end of each month.

    Every future records the month in which it first reached each rung, so the curve is counted and not
    fitted; no future leaves observation before the horizon except by war.

    Parameters
    ----------
    study : Study
        Its first package is the baseline of the paired differences.
    rung : str
        A rung of the ladder.

    Returns
    -------
    dict
        ``packages``, each with ``months``: ``month`` (0 to the horizon), ``share`` that holds, Monte-Carlo
        ``error``, ``worlds_p5`` and ``worlds_p95``, and the paired ``difference`` from the baseline with its
        ``difference_error``; ``outside_view`` stands beside it.

    Raises
    ------
    ValueError
        If there is no such rung.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample, run_study
    >>> study = run_study(load("korea-1953"), ["none"], Sample(64, 8, 1), threads=1, keep=False)
    >>> months = survival(study)["packages"][0]["months"]
    >>> months[0]["share"], months[12]["share"] >= months[60]["share"]
    (1.0, True)
    """
    if rung not in RUNGS:
        raise ValueError(f"there is no rung {rung}, only {', '.join(RUNGS)}")
    column = RUNGS.index(rung)
    months = range(study.case.horizon_months + 1)
    return {
        "case": study.case.name,
        "rung": rung,
        "seed": study.sample.seed,
        "futures": study.sample.futures,
        "worlds": study.sample.worlds,
        "horizon_months": study.case.horizon_months,
        "packages": [
            {
                "name": run.name,
                "title": run.package.title,
                "months": [_month(study, run, column, month) for month in months],
            }
            for run in study.runs
        ],
        "outside_view": outside_view(study.case),
    }
