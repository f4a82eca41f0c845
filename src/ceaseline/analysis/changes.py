"""Two answers held against each other: what changed in what went in, and in what came out, largest first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ceaseline.analysis.figures import figure_measures, figures
from ceaseline.analysis.sentences import TOO_SMALL
from ceaseline.analysis.stated import field_changes, stated, stated_changes
from ceaseline.analysis.statistics import ROUNDING, difference, plain
from ceaseline.case import Case
from ceaseline.study.manifest import AnswerError, Manifest, first_fault, program_changes
from ceaseline.study.study import Study

#: What tells a figure from the others of an answer: package, outcome, month.
Key = tuple[str, str, int | None]

_Percentiles = tuple[float, float, float]
_Finite = Annotated[float, Field(allow_inf_nan=False)]


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Figure(_Loose):
    outcome: str
    month: int | None
    unit: str
    value: _Finite | None
    error: Annotated[_Finite, Field(ge=0)] | None


class _Package(_Loose):
    name: str
    figures: tuple[_Figure, ...]


class _Stated(_Loose):
    assumptions: dict[str, _Percentiles]
    levers: dict[str, str]
    packages: dict[str, str]
    parts: dict[str, str]


class Answer(_Loose):
    """What is compared of an answer: figures of packages, what the case states, and where both come from."""

    manifest: Manifest
    stated: _Stated
    packages: Annotated[tuple[_Package, ...], Field(min_length=1)]

    def table(self) -> dict[Key, _Figure]:
        """Return the figures by package, outcome and month."""
        return {(p.name, f.outcome, f.month): f for p in self.packages for f in p.figures}


@dataclass(frozen=True)
class Side:
    """One of two answers.

    Parameters
    ----------
    name : str
        What the user calls it.
    answer : Answer
    study : Study or None
        The futures behind it, where they are at hand: then errors of differences are paired.
    """

    name: str
    answer: Answer
    study: Study | None = None

    @property
    def case(self) -> Case | None:
        """The case, where it is at hand."""
        return self.study.case if self.study else None


def pinned(study: Study) -> dict[str, Any]:
    """Return the part of an answer that is compared: small enough to keep beside a case.

    Parameters
    ----------
    study : Study

    Returns
    -------
    dict
        ``case``, ``manifest``, ``stated`` and for each of ``packages`` its name and `figures`.
    """
    packages = {
        run.name: {
            "name": run.name,
            "figures": figures(run, study.case.horizon_months, study.sample.worlds),
        }
        for run in study.runs
    }
    return {
        "case": study.case.name,
        "manifest": study.manifest,
        "stated": stated(study.case),
        "packages": list(packages.values()),
    }


def side_of(study: Study, name: str) -> Side:
    """Return a study as a side of a comparison."""
    return Side(name, Answer.model_validate(pinned(study)), study)


def read_side(content: bytes, name: str) -> Side:
    """Read an answer of ``compare`` or ``run`` that was kept with ``--json``, or a pinned one.

    Parameters
    ----------
    content
        JSON.
    name
        What to call it.

    Raises
    ------
    AnswerError
        If it holds no figures.
    """
    try:
        return Side(name, Answer.model_validate_json(content))
    except ValidationError as fault:
        raise AnswerError(f"{name} holds no answer of compare or run: {first_fault(fault)}") from None


def changes(before: Side, after: Side) -> dict[str, Any]:
    """Hold an answer against another one.

    A difference is the later figure less the earlier one. Where the futures of both are at hand and the
    samples are the same, its error is paired, world by world; else it is the root of the sum of both
    squared errors, which is too wide where both had the same luck.

    Parameters
    ----------
    before, after : Side

    Returns
    -------
    dict
        Published as ``docs/json.md``. ``rows`` holds every figure that changed, largest in units of its
        error first; ``outcomes`` the same by outcome; ``inputs`` what changed in what went in.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample, run_study
    >>> study = run_study(load("korea-1953"), ["none"], Sample(64, 8, 1), threads=1, keep=False)
    >>> found = changes(side_of(study, "one"), side_of(study, "two"))
    >>> found["same"], found["rows"], found["inputs"]
    (True, [], [])
    """
    old, new = before.answer.table(), after.answer.table()
    paired = _paired(before, after)
    shared = [key for key in old if key in new]
    rows = [row for key in shared if (row := _row(key, old[key], new[key], paired.get(key))) is not None]
    rows.sort(key=_rank, reverse=True)
    names = [{package.name for package in side.answer.packages} for side in (before, after)]
    one_sided = sorted(names[0] ^ names[1])
    apart = sum(key[0] not in one_sided for key in {*old} ^ {*new})
    inputs = _inputs(before, after)
    return {
        "before": _told(before),
        "after": _told(after),
        "same": not rows and not one_sided and not apart,
        "errors": "paired" if paired else "apart",
        "figures": len(shared),
        "only_before": sorted(names[0] - names[1]),
        "only_after": sorted(names[1] - names[0]),
        "inputs": inputs,
        "outcomes": _by_outcome(rows, shared),
        "rows": rows,
    }


def _told(side: Side) -> dict[str, Any]:
    manifest = side.answer.manifest
    return {
        "name": side.name,
        "case": manifest.case,
        "case_digest": manifest.case_digest,
        "futures": manifest.futures,
        "worlds": manifest.worlds,
        "seed": manifest.seed,
        "packages": [package.name for package in side.answer.packages],
    }


def _paired(before: Side, after: Side) -> dict[Key, float]:
    """Return the errors of differences over the same worlds and luck, where both are at hand."""
    old, new = before.study, after.study
    if old is None or new is None or old.sample != new.sample:
        return {}
    horizon = min(old.case.horizon_months, new.case.horizon_months)
    runs = {run.name: run for run in old.runs}
    found: dict[Key, float] = {}
    for run in new.runs:
        if run.name not in runs:
            continue
        for measure in figure_measures(horizon):
            readings = [measure.read(one.outcomes) for one in (run, runs[run.name])]
            error = plain(difference(readings[0], readings[1], old.sample.worlds).error)
            if error is not None:
                found[run.name, measure.outcome, measure.month] = error
    return found


def _row(key: Key, old: _Figure, new: _Figure, paired: float | None) -> dict[str, Any] | None:
    """Return how a figure changed; None where it did not."""
    if old.value == new.value:
        return None
    change = None if old.value is None or new.value is None else new.value - old.value
    error = paired
    if error is None and old.error is not None and new.error is not None:
        error = math.hypot(old.error, new.error)
    size = None if change is None else _size(change, error, abs(old.value or 0.0) + abs(new.value or 0.0))
    return {
        "package": key[0],
        "outcome": key[1],
        "month": key[2],
        "unit": new.unit,
        "before": old.value,
        "after": new.value,
        "difference": change,
        "error": error,
        "errors": size,
        "points": None if change is None or new.unit != "share" else 100 * change,
        "reads": "differs" if size is None or size >= 2.0 else TOO_SMALL,
    }


def _size(change: float, error: float | None, scale: float) -> float | None:
    """Return a change in units of its error; zero for rounding, None where it has no error."""
    if abs(change) <= ROUNDING * scale:
        return 0.0
    return abs(change) / error if error else None


def _rank(row: Mapping[str, Any]) -> tuple[float, float]:
    """Order by units of error; a figure that came or went, or changed without an error, stands before all."""
    if row["errors"] is None:
        return math.inf, abs(row["difference"] or math.inf)
    scale = max(abs(row["before"]), abs(row["after"]))
    return row["errors"], abs(row["difference"]) / scale if scale else 0.0


def _by_outcome(rows: list[dict[str, Any]], shared: list[Key]) -> list[dict[str, Any]]:
    """Return the outcomes that changed, the one with the largest change first."""
    largest: dict[str, dict[str, Any]] = {}
    for row in rows:
        largest.setdefault(row["outcome"], row)
    return [
        {
            "outcome": name,
            "changed": sum(row["outcome"] == name for row in rows),
            "tell": sum(row["outcome"] == name and row["reads"] != TOO_SMALL for row in rows),
            "of": sum(key[1] == name for key in shared),
            "largest": row,
        }
        for name, row in largest.items()
    ]


def _inputs(before: Side, after: Side) -> list[dict[str, Any]]:
    """Return what changed in what went in: sample, case, program."""
    old, new = before.answer, after.answer
    was, now = old.manifest, new.manifest
    keys = ("what", "name", "before", "after")
    pairs: list[tuple[str, str, Any, Any]] = [("case", "name", was.case, now.case)]
    pairs += [("case", "digest", was.case_digest, now.case_digest)]
    pairs += [
        ("sample", name, str(getattr(was, name)), str(getattr(now, name)))
        for name in ("futures", "worlds", "seed")
    ]
    pairs += [
        ("sample", name, getattr(was.engines, name), getattr(now.engines, name))
        for name in ("decision", "land")
    ]
    found = [dict(zip(keys, pair, strict=True)) for pair in pairs if pair[2] != pair[3]]
    told = stated_changes(old.stated.model_dump(), new.stated.model_dump())
    if before.case is not None and after.case is not None:
        found += [row for row in told if row["what"] == "assumption" or "assumptions'" in str(row["name"])]
        found += field_changes(before.case, after.case)
    else:
        found += told
    return [*found, *program_changes(was.model_dump(), now.model_dump())]
