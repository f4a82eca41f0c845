"""Packages side by side: ladders, promises in force, capability, outcomes, differences with the same luck."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.engines import engines_agree
from ceaseline.analysis.figures import figures
from ceaseline.analysis.measures import (
    SHOWN_CAPABILITY,
    SHOWN_MONTHS,
    Measure,
    compared_measures,
    cost_measure,
    ladder_measures,
    months_to_war,
    outcome_measures,
)
from ceaseline.analysis.median import shortfalls
from ceaseline.analysis.outside_view import outside_view
from ceaseline.analysis.sentences import UNSETTLED, reads
from ceaseline.analysis.stated import stated
from ceaseline.analysis.statistics import Reading, average, between_worlds, difference, plain, quantiles
from ceaseline.model.records import CAPABILITY, READINGS, ROADS
from ceaseline.study.run import Progress, Sample
from ceaseline.study.study import PackageRun, Study

_QUANTILES = {
    "territory_lost_km2": "territory_lost",
    "dead": "dead",
    "guarantor_dead": "guarantor_dead",
    "hits_on_sites": "hits_on_sites",
    "violations": "violations",
    "throughput": "throughput",
}


def share_cell(reading: Reading, worlds: int) -> dict[str, float | None]:
    """Return a share with its Monte-Carlo error and its spread between worlds.

    Examples
    --------
    >>> share_cell(Reading.of(np.array([0.0, 1.0, 1.0, 1.0])), 2)["share"]
    0.75
    """
    found = average(reading, worlds)
    low, high = between_worlds(reading, worlds)
    return {
        "share": plain(found.value),
        "error": plain(found.error),
        "worlds_p5": plain(low),
        "worlds_p95": plain(high),
    }


def ladder(
    outcomes: NDArray[np.void], horizon_months: int, worlds: int, weights: NDArray[np.float64] | None = None
) -> dict[str, dict[str, dict[str, float | None]]]:
    """Return the ladder of breaches by year.

    Parameters
    ----------
    outcomes : structured array of OUTCOME
    horizon_months, worlds : int
    weights : array of float, optional
        Weight of each future; all the same by default.

    Returns
    -------
    dict
        Year, rung, then ``share``, ``error``, ``worlds_p5``, ``worlds_p95``.
    """
    found: dict[str, dict[str, dict[str, float | None]]] = {}
    for measure in ladder_measures(horizon_months):
        reading = measure.read(outcomes)
        if weights is not None:
            reading = Reading(reading.values, weights)
        found.setdefault(str(measure.year), {})[measure.outcome] = share_cell(reading, worlds)
    return found


def in_force_shares(masks: NDArray[np.int64], lever_ids: tuple[str, ...]) -> NDArray[np.float64]:
    """Return the share of futures in which each lever is in a set; shape (levers,).

    Examples
    --------
    >>> in_force_shares(np.array([0b01, 0b11]), ("a", "b")).tolist()
    [1.0, 0.5]
    """
    bits = np.arange(len(lever_ids), dtype=np.int64)
    return np.array([float(((masks >> bit) & 1).mean()) for bit in bits])


def in_force(run: PackageRun, field: str) -> dict[str, float]:
    """Return the share of futures in which each promise of the package is in force, by lever."""
    shares = in_force_shares(run.outcomes[field], run.lever_ids)
    return {
        lever: float(share)
        for lever, share in zip(run.lever_ids, shares, strict=True)
        if lever in run.package.settings
    }


def _capability(outcomes: NDArray[np.void], horizon_months: int) -> dict[str, Any]:
    return {
        str(month): {
            name: quantiles(outcomes["capability"][:, READINGS.index(month), CAPABILITY.index(name)])
            for name in SHOWN_CAPABILITY
        }
        for month in SHOWN_MONTHS
        if month <= horizon_months
    }


def _outcomes(outcomes: NDArray[np.void], worlds: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in _QUANTILES.items():
        values = outcomes[field].astype(np.float64)
        found[name] = {**quantiles(values), "mean": float(values.mean())}
    found["months_to_war"] = quantiles(months_to_war(outcomes))
    for measure in outcome_measures():
        if measure.outcome in ("aim_reached", "promise_tested", "promise_kept"):
            found[measure.outcome] = plain(average(measure.read(outcomes), worlds).value)
    return found


def _agreement(outcomes: NDArray[np.void], worlds: int) -> dict[str, float | None]:
    cell = share_cell(Reading.of(outcomes["agreement"]), worlds)
    del cell["error"]
    return cell


def _package(study: Study, run: PackageRun) -> dict[str, Any]:
    horizon, worlds, outcomes = study.case.horizon_months, study.sample.worlds, run.outcomes
    roads = np.bincount(outcomes["road"], minlength=len(ROADS)) / outcomes.size
    return {
        "name": run.name,
        "title": run.package.title,
        "as_of": run.package.as_of.isoformat() if run.package.as_of else None,
        "ladder": ladder(outcomes, horizon, worlds),
        "if_accepted": ladder(outcomes, horizon, worlds, outcomes["agreement"]),
        "roads": {road: float(roads[code]) for code, road in enumerate(ROADS) if code > 0},
        "agreement": _agreement(outcomes, worlds),
        "in_force": {"least": in_force(run, "least"), "greatest": in_force(run, "greatest")},
        "capability": _capability(outcomes, horizon),
        "outcomes": _outcomes(outcomes, worlds),
        "cost_eur_per_year": plain(average(cost_measure().read(outcomes), worlds).value),
        "shortfalls": shortfalls(study.case, run.package),
        "figures": figures(run, horizon, worlds),
    }


def paired(
    measures: tuple[Measure, ...], run: PackageRun, baseline: PackageRun, sample: Sample
) -> list[dict[str, Any]]:
    """Return the differences of a package from a baseline with the same luck.

    Parameters
    ----------
    measures : tuple of Measure
    run, baseline : PackageRun
    sample : Sample

    Returns
    -------
    list of dict
        ``package``, ``baseline``, ``outcome``, ``year``, ``difference``, ``error``, ``reads``. A measure
        without a figure on one side (promises kept where none was tested) is left out.
    """
    found = []
    for measure in measures:
        gap = difference(
            measure.read(run.outcomes),
            measure.read(baseline.outcomes),
            sample.worlds,
            same_futures=measure.same_futures,
        )
        if np.isnan(gap.value) or np.isnan(gap.error):
            continue
        found.append(
            {
                "package": run.name,
                "baseline": baseline.name,
                "outcome": measure.outcome,
                "year": measure.year,
                "unit": measure.unit,
                "difference": gap.value,
                "error": gap.error,
                "reads": reads(measure, gap, baseline.name),
            }
        )
    return found


def compare(study: Study, progress: Progress | None = None) -> dict[str, Any]:
    """Return the packages of a study side by side, as plain values that JSON can hold.

    All shares are given a ceasefire. ``if_accepted`` is the same ladder with each future weighted by the
    chance that its challenger accepts a ceasefire with this package: a challenger who accepts is another
    type than one who refuses. ``roads`` are shares of all futures that end in war. ``promise_kept`` is the
    part of all tests; ``months_to_war`` counts only futures that see war; ``cost_eur_per_year`` is a mean
    over futures; capability counts futures that still run at the month. ``year`` of a capability is the
    year that ends with the month. ``engines`` says what the answer is under the other engines, which
    are run for it in the way that the study was.

    Parameters
    ----------
    study : Study
        Its first package is the baseline.
    progress : callable, optional
        Told of the futures finished under the other engines.

    Returns
    -------
    dict
        Published as ``docs/json.md``.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample, run_study
    >>> study = run_study(load("korea-1953"), ["none", "none"], Sample(64, 8, 1), threads=1, keep=False)
    >>> {row["difference"] for row in compare(study)["differences"]}
    {0.0}
    """
    measures = compared_measures(study.case.horizon_months)
    packages = {run.name: _package(study, run) for run in study.runs}
    differences = [
        row for run in study.runs[1:] for row in paired(measures, run, study.baseline, study.sample)
    ]
    return {
        "case": study.case.name,
        "title": study.case.title,
        "question": study.case.question,
        "seed": study.sample.seed,
        "futures": study.sample.futures,
        "worlds": study.sample.worlds,
        "horizon_months": study.case.horizon_months,
        "manifest": study.manifest,
        "stated": stated(study.case),
        "packages": [packages[run.name] for run in study.runs],
        "differences": differences,
        "engines": engines_agree(study, progress),
        "outside_view": outside_view(study.case),
        "unsettled": UNSETTLED,
    }
