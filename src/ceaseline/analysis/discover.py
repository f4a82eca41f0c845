"""Where a package fails: boxes of assumptions that hold many failures and little else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ceaseline.analysis.asked import Asked
from ceaseline.analysis.failing import Failing, failing, mean_of
from ceaseline.analysis.indices import Ints, resample_uniforms
from ceaseline.analysis.numbers import Number
from ceaseline.analysis.prim import (
    LEAST_COVERAGE,
    Found,
    Inputs,
    Quality,
    Target,
    kinds_allowed,
    limits,
    odds_ratio,
    prim,
    quality,
)
from ceaseline.analysis.sensitivity import correlation_ratio, positions_of
from ceaseline.analysis.sentences import figure
from ceaseline.analysis.statistics import Floats, plain
from ceaseline.case import Case
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.quantiles import quantiles
from ceaseline.study.rows import Rows, draw_rows, part
from ceaseline.study.run import Progress, Sample
from ceaseline.study.study import all_threads, study_inputs

#: Worlds, and futures in each under each package.
WORLDS, PER_WORLD = 20_000, 16
#: Numbers that may limit a box, boxes at most, and random halves on which a box is found again.
TOP, BOXES, SPLITS = 30, 2, 10
#: Limits of one box at most: more are hard to read, and each tells less than the one before.
MOST_LIMITS = 5
#: A box is shown if odds of failing are so much higher in it than over all, a limit if so many halves set it.
_WORTHWHILE, _RETURNS = 1.2, 0.5
#: Worlds that are run, and kept, at once; each piece has luck of its own.
_PIECE = 2000
#: Units of numbers that name kinds.
_KIND_UNITS = frozenset({"flag", "place"})


def _run(
    asked: Asked,
    rows: Rows,
    per_world: int,
    seed: int,
    threads: int,
    keep: Checkpoint,
    progress: Progress | None,
) -> list[Floats]:
    """Return the figures of every future under each package; arrays of shape (worlds, per_world)."""
    found = []
    for number, start in enumerate(range(0, rows.size, _PIECE)):
        piece = part(rows, start, min(start + _PIECE, rows.size))
        luck = (seed + number) % 2**32

        def run(piece: Rows = piece, luck: int = luck) -> Floats:
            figures = asked.figures(piece, per_world, luck, common_luck=False, threads=threads)
            return np.stack(figures).astype(np.float32)

        found.append(keep.once(f"worlds from {start}", run))
        if progress is not None:
            progress(min(start + _PIECE, rows.size), rows.size)
    whole = np.concatenate(found, axis=1).astype(np.float64)
    return list(whole)


def _values(rows: Rows, number: Number) -> Floats:
    positions = positions_of(rows, number.name)
    return quantiles(number.estimate.value, positions) if number.name in rows.chances else positions


def _chosen(asked: Asked, rows: Rows, target: Target, top: int) -> list[Number]:
    """Return the numbers on which failing hangs most, each by itself."""
    mean = float(target.failures.sum()) / max(float(target.weights.sum()), 1e-300)
    apart = target.failures - mean * target.weights
    scores = {
        number: correlation_ratio(positions_of(rows, number.name), apart)
        for number in asked.numbers().values()
    }
    return sorted(scores, key=lambda number: (-scores[number], number.name))[:top]


def _halves(points: int, seed: int) -> list[tuple[Any, Any]]:
    order = np.argsort(resample_uniforms(seed, "halves", SPLITS, points), axis=1, kind="stable")
    return [(row[: points // 2], row[points // 2 :]) for row in order]


@dataclass(frozen=True)
class _Checked:
    """A box over some of the inputs, with how it stood the test.

    ``columns`` are its inputs among all that could limit it, ``again`` how often each returned.
    """

    columns: list[int]
    found: Found
    again: list[float]
    tested: Quality


def _returning(inputs: Inputs, target: Target, coverage: float, seed: int) -> list[tuple[int, float]]:
    """Return the inputs that limit the boxes of at least half of the random halves, and of how many."""
    counts = np.zeros(len(inputs.low))
    for one, _ in _halves(target.weights.size, seed):
        half = inputs.part(one)
        counts[half.restricted(prim(half, target.part(one), coverage=coverage).box)] += 1.0
    ranked = sorted(np.flatnonzero(counts >= _RETURNS * SPLITS).tolist(), key=lambda c: (-counts[c], c))
    return [(column, float(counts[column]) / SPLITS) for column in ranked[:MOST_LIMITS]]


def _checked(inputs: Inputs, target: Target, coverage: float, seed: int) -> _Checked | None:
    """Find a box over the inputs that return, and test it on random halves; None if no input returns.

    ``tested`` is the mean quality that boxes of one half have on the other.
    """
    returning = _returning(inputs, target, coverage, seed)
    if not returning:
        return None
    columns = [column for column, _ in returning]
    few = inputs.columns(columns)
    found = prim(few, target, coverage=coverage)
    tested = []
    for one, other in _halves(target.weights.size, seed):
        box = prim(few.part(one), target.part(one), coverage=coverage).box
        tested.append(quality(few.part(other), target.part(other), box))
    held, dense, mass = np.array([[of.coverage, of.density, of.mass] for of in tested]).mean(axis=0).tolist()
    again = [share for _, share in returning]
    return _Checked(columns, found, again, Quality(held, dense, mass, len(found.chance)))


def _amount(value: float, unit: str) -> str:
    if unit == "share":
        return f"{figure(100.0 * value, 0 if 0.1 <= value <= 0.9 else 1)} of 100"
    digits = 0 if value == 0.0 else max(-9, 2 - int(np.floor(np.log10(abs(value)))))
    return f"{figure(value, digits)} {unit.replace('_', ' ')}"


def _limit_words(limit: dict[str, Any]) -> str:
    name = limit["assumption"].replace("_", " ").replace(".", " ")
    low, high, unit = limit["low"], limit["high"], limit["unit"]
    if limit["kinds"] is not None:
        return f"{name} is {' or '.join(f'{kind:g}' for kind in limit['kinds'])}"
    if low is None:
        return f"{name} is below {_amount(high, unit)}"
    if high is None:
        return f"{name} is above {_amount(low, unit)}"
    return f"{name} lies between {_amount(low, unit)} and {_amount(high, unit)}"


def _limits(
    inputs: Inputs, numbers: Sequence[Number], found: Found, again: Sequence[float]
) -> list[dict[str, Any]]:
    rows = []
    for column, chance in sorted(found.chance.items(), key=lambda item: item[1]):
        number = numbers[column]
        is_kind = bool(inputs.kinds[column])
        low, high = (None, None) if is_kind else limits(inputs, found.box, column)
        rows.append(
            {
                "assumption": number.name,
                "unit": number.estimate.unit,
                "low": low,
                "high": high,
                "kinds": kinds_allowed(inputs, found.box, column) if is_kind else None,
                "p5": number.estimate.p5,
                "p95": number.estimate.p95,
                "p": chance,
                "reproduced": again[column],
            }
        )
    return rows


def _whole_100(share: float) -> str:
    return figure(100.0 * share, 0 if share >= 0.0995 else 1)


def _words(asked: Asked, what: Failing, limited: Sequence[dict[str, Any]], of: Quality, base: float) -> str:
    if not limited:
        return "No limit on any number sets failures apart."
    where = [_limit_words(limit) for limit in limited]
    listed = where[0] if len(where) == 1 else f"{', '.join(where[:-1])} and {where[-1]}"
    return (
        f"{asked.package} fails mostly where {listed}: this box holds {_whole_100(of.coverage)} of 100 "
        f"failures in {_whole_100(of.mass)} of 100 worlds; of 100 {what.noun} in it "
        f"{_whole_100(of.density)} fail, {_whole_100(base)} over all worlds."
    )


def _cell(values: Floats) -> dict[str, float | None]:
    found = mean_of(values)
    return {"value": plain(found.value), "error": plain(found.error)}


@dataclass(frozen=True)
class _Search:
    """What boxes are looked for in."""

    asked: Asked
    what: Failing
    inputs: Inputs
    numbers: Sequence[Number]

    @property
    def base(self) -> float:
        """Share of failures over all worlds."""
        target = self.what.target
        return float(target.failures.sum()) / max(float(target.weights.sum()), 1e-300)

    def described(self, checked: _Checked, left: Ints) -> dict[str, Any]:
        """Return a box that was found in the worlds left, measured against all worlds."""
        found, target = checked.found, self.what.target
        part_of_all = float(target.failures[left].sum()) / max(float(target.failures.sum()), 1e-300)
        inputs = self.inputs.columns(checked.columns)
        numbers = [self.numbers[column] for column in checked.columns]
        inside = left[inputs.part(left).inside(found.box)]
        outside = np.setdiff1d(np.arange(target.weights.size), inside)
        limited = _limits(inputs, numbers, found, checked.again)
        of = Quality(
            found.quality.coverage * part_of_all,
            found.quality.density,
            inside.size / target.weights.size,
            len(limited),
        )
        return {
            "limits": limited,
            "coverage": of.coverage,
            "density": of.density,
            "mass": of.mass,
            "tested_coverage": checked.tested.coverage * part_of_all,
            "tested_density": checked.tested.density,
            "inside": _cell(self.what.effect[inside]),
            "outside": _cell(self.what.effect[outside]),
            "words": _words(self.asked, self.what, limited, of, self.base),
        }

    def boxes(
        self, most: int, coverage: float, seed: int
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return boxes, each found in what the ones before have left, and the path to the first."""
        left = np.arange(self.what.target.weights.size)
        found: list[dict[str, Any]] = []
        path: list[dict[str, Any]] = []
        while len(found) < most:
            some, target = self.inputs.part(left), self.what.target.part(left)
            checked = _checked(some, target, coverage, seed)
            path = path or [vars(of) for of in (checked.found if checked else prim(some, target)).path]
            if checked is None or odds_ratio(checked.found.quality.density, self.base) < _WORTHWHILE:
                break
            found.append(self.described(checked, left))
            left = left[~some.columns(checked.columns).inside(checked.found.box)]
        return found, path


def _told_apart(what: Failing) -> float | None:
    """Return the share of worlds that few futures tell clearly; None where futures are counted."""
    if what.noun != "worlds":
        return None
    chance = what.target.response
    return float(((chance < 0.1) | (chance > 0.9)).mean())


def discover(
    case: Case,
    package: str,
    against: str | None = None,
    *,
    outcome: str = "war",
    year: int | None = None,
    fails_when: float | None = None,
    coverage: float = LEAST_COVERAGE,
    worlds: int = WORLDS,
    per_world: int = PER_WORLD,
    top: int = TOP,
    boxes: int = BOXES,
    seed: int = 1,
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
) -> dict[str, Any]:
    """Return boxes of assumptions in which a package fails, found by PRIM and cross-checked.

    Every world draws all assumptions and has luck of its own, so that means over worlds are free of luck's
    bias. A box is found on all worlds, then again on random halves, each tested on the worlds of the
    other half.

    Parameters
    ----------
    case : Case
    package, against : str
        Names of packages.
    outcome, year
        As in `ceaseline.analysis.sensitivity.sensitivity`.
    fails_when : float, optional
        As in `ceaseline.analysis.failing.failing`.
    coverage : float
        Share of the failures that a box has to hold, as in `ceaseline.analysis.prim.prim`.
    worlds, per_world : int
        Worlds, and futures of each under each package.
    top : int
        Numbers that may limit a box, chosen by how much each explains by itself.
    boxes : int
        How many boxes at most; each further one is found in what those before have left.
    seed, threads, progress, fresh, keep
        As in `ceaseline.analysis.sensitivity.sensitivity`.

    Returns
    -------
    dict
        Published as ``docs/json.md``.

    Raises
    ------
    KeyError
        If the case has no such package.
    ValueError
        If the outcome, year or threshold makes no sense.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> found = discover(load("korea-1953"), "all-promised", worlds=200, per_world=4, keep=False)
    >>> found["worlds"], found["futures"], len(found["boxes"]) <= BOXES
    (200, 800, True)
    """
    asked = Asked.of(case, package, against, outcome, year)
    if worlds < 2 * SPLITS or per_world < 1:
        raise ValueError(f"at least {2 * SPLITS} worlds of one future are needed")
    inputs = {
        **study_inputs(case, package, Sample(worlds * per_world, worlds, seed)),
        "work": "discover",
        "against": against,
        "outcome": asked.measure.outcome,
        "year": asked.measure.year,
    }
    rows = draw_rows(case, asked.owned(), seed, worlds)
    pieces = Checkpoint(inputs, fresh=fresh, keep=keep)
    figures = _run(asked, rows, per_world, seed, threads or all_threads(), pieces, progress)
    what = failing(asked, figures, fails_when)
    numbers = _chosen(asked, rows, what.target, top)
    values = np.stack([_values(rows, number) for number in numbers], axis=1)
    columns = Inputs.of(values, [number.estimate.unit in _KIND_UNITS for number in numbers])
    search = _Search(asked, what, columns, numbers)
    found, path = search.boxes(boxes, coverage, seed)
    return {
        "case": case.name,
        "package": package,
        "against": against,
        "outcome": asked.measure.outcome,
        "year": asked.measure.year,
        "unit": asked.measure.unit,
        "fails_when": fails_when,
        "definition": what.definition,
        "counted": what.noun,
        "seed": seed,
        "worlds": worlds,
        "per_world": per_world,
        "futures": worlds * per_world * len(asked.packages),
        "manifest": inputs,
        "looked_at": [number.name for number in numbers],
        "density": search.base,
        "told_apart": _told_apart(what),
        "overall": _cell(what.effect),
        "splits": SPLITS,
        "boxes": found,
        "path": path,
        "reads": found[0]["words"] if found else "No box holds failures more densely than all worlds do.",
    }
