"""How the picture moved as reports came in: packages as reported on a date, in the order of their dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from ceaseline.analysis.compare import in_force, ladder, paired, share_cell
from ceaseline.analysis.engines import engines_agree
from ceaseline.analysis.measures import compared_measures
from ceaseline.analysis.outside_view import outside_view
from ceaseline.analysis.sentences import UNSETTLED
from ceaseline.analysis.statistics import Reading
from ceaseline.case import Case, Lever, Package, Position
from ceaseline.study.run import DEFAULT_BATCH, Progress, Sample
from ceaseline.study.store import Store
from ceaseline.study.study import PackageRun, Study, run_study


def dated_packages(case: Case) -> tuple[Package, ...]:
    """Return the packages that are named for the date of which they speak, earliest first.

    Parameters
    ----------
    case : Case

    Returns
    -------
    tuple of Package
        Those whose name ends in their own ``as_of`` date.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> [package.name for package in dated_packages(load("korea-1953"))][:2]
    ['as-of-1953-07-27', 'as-of-1953-10-01']
    """
    found = [p for p in case.packages if p.as_of is not None and p.name.endswith(p.as_of.isoformat())]
    return tuple(sorted(found, key=lambda package: (package.as_of or date.min, package.name)))


def _position(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    return {
        "as_of": position.as_of.isoformat(),
        "stance": position.stance,
        "firmness": position.firmness,
        "statement": position.statement,
        "source": position.source.key,
        "locator": position.source.locator,
        "independent": position.independent,
        "contested": position.contested,
        "statements": list(position.statements),
    }


def _said_besides(lever: Lever, after: date | None, until: date) -> list[dict[str, Any]]:
    """Return what was said between two dates and did not become the standing position."""
    standing = lever.position(until)
    found = [
        _position(position)
        for position in lever.positions
        if (after is None or position.as_of > after) and position.as_of <= until and position != standing
    ]
    return [entry for entry in found if entry is not None]


def positions_changed(case: Case, after: date | None, until: date) -> list[dict[str, Any]]:
    """Return the positions that stand on a date and did not stand on an earlier one.

    Parameters
    ----------
    case : Case
    after : date or None
        The earlier date; None for nothing known before.
    until : date

    Returns
    -------
    list of dict
        ``lever``, ``title``, ``by``, ``before``, ``after`` and ``also_said``: statements of these days that
        are not the standing position (a later or firmer one stands, or they take no stand of their own).
    """
    found = []
    for lever in case.levers:
        before = None if after is None else lever.position(after)
        now = lever.position(until)
        besides = _said_besides(lever, after, until)
        if now == before and not besides:
            continue
        found.append(
            {
                "lever": lever.id,
                "title": lever.title,
                "by": lever.by,
                "changed": now != before,
                "before": _position(before),
                "after": _position(now),
                "also_said": besides,
            }
        )
    return found


def _entry(study: Study, run: PackageRun, last: PackageRun | None) -> dict[str, Any]:
    case, worlds = study.case, study.sample.worlds
    measures = compared_measures(case.horizon_months)
    until = run.package.as_of
    if until is None:
        raise ValueError(f"package {run.name} has no date")
    return {
        "package": run.name,
        "title": run.package.title,
        "as_of": until.isoformat(),
        "ladder": ladder(run.outcomes, case.horizon_months, worlds),
        "agreement": share_cell(Reading.of(run.outcomes["agreement"]), worlds),
        "in_force": {"least": in_force(run, "least"), "greatest": in_force(run, "greatest")},
        "change": [] if last is None else paired(measures, run, last, study.sample),
        "positions": positions_changed(case, None if last is None else last.package.as_of, until),
    }


def timeline(
    case: Case,
    sample: Sample | None = None,
    *,
    threads: int = 0,
    batch: int = DEFAULT_BATCH,
    progress: Progress | None = None,
    fresh: bool = False,
    store: Store | None = None,
    keep: bool = True,
) -> dict[str, Any]:
    """Return how promises and ladder moved from one dated package to the next.

    Parameters
    ----------
    case : Case
    sample : Sample, optional
    threads, batch, progress, fresh, store, keep
        As in `ceaseline.study.run_study`.

    Returns
    -------
    dict
        ``entries`` in the order of dates: ``ladder``, ``agreement``, ``in_force`` at month 24, ``change``
        since the entry before (paired differences) and ``positions`` that changed, with their sources;
        ``engines``: what the answer is under the other engines (`ceaseline.analysis.engines`).

    Raises
    ------
    ValueError
        If no package of the case is named for its date.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> told = timeline(load("korea-1953"), Sample(64, 8), keep=False)
    >>> [entry["package"] for entry in told["entries"]]
    ['as-of-1953-07-27', 'as-of-1953-10-01', 'as-of-1954-11-17']
    """
    packages = dated_packages(case)
    if not packages:
        raise ValueError(f"no package of {case.name} is named for the date that it speaks of")
    study = run_study(
        case,
        [package.name for package in packages],
        sample,
        threads=threads,
        batch=batch,
        progress=progress,
        fresh=fresh,
        store=store,
        keep=keep,
    )
    before = (None, *study.runs[:-1])
    return {
        "case": case.name,
        "seed": study.sample.seed,
        "futures": study.sample.futures,
        "worlds": study.sample.worlds,
        "manifest": study.manifest,
        "entries": [_entry(study, run, last) for run, last in zip(study.runs, before, strict=True)],
        "engines": engines_agree(study, progress),
        "outside_view": outside_view(case),
        "unsettled": UNSETTLED,
    }
