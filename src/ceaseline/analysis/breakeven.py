"""At which value of one number a package stops being better than another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from ceaseline.analysis.breakeven_words import number_reads, scan_reads
from ceaseline.analysis.crossings import Crossing, clear_sign, crossings
from ceaseline.analysis.held import PLAUSIBLE, Held, holdable
from ceaseline.analysis.statistics import Estimated, Floats
from ceaseline.analysis.trials import Goal, Trials, goal, paired
from ceaseline.case import Case, Package
from ceaseline.case.problems import nearest
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.run import Progress, Sample
from ceaseline.study.study import study_inputs
from ceaseline.study.worlds import At

#: Chance levels at which a number is looked at, and those of the cheap look before.
GRID = tuple(float(u) for u in np.linspace(*PLAUSIBLE, 11))
SCREEN = (PLAUSIBLE[0], 0.5, PLAUSIBLE[1])
#: Width in chance, or as a part of a range of values, at which bisection stops.
TOLERANCE = 1 / 512
#: How many errors from a break-even a number may be in the cheap look, and how many it must move the
#: difference by, to be looked at closely.
NEAR = 3.0
#: Part of the futures of a world that the cheap look takes.
CHEAP = 4

_SIDES = {-1: "better", 0: "too small to tell", 1: "worse"}


@dataclass(frozen=True)
class Question:
    """Which package, against which, in what, by how much.

    Parameters
    ----------
    case : Case
    package, other : Package
    goal : Goal
    size : float
        By how much the package must be better, in the unit of the outcome, >= 0.
    """

    case: Case
    package: Package
    other: Package
    goal: Goal
    size: float = 0.0

    def worse(self, difference: Estimated) -> Estimated:
        """Return a difference so that below zero the package is better by more than the size."""
        return Estimated(self.goal.sign * difference.value + self.size, difference.error)


class Curve:
    """The difference of two packages by the place of one number; what was run once is remembered.

    Parameters
    ----------
    question : Question
    trials : Trials
    held : Held
    by_chance : bool
        Places are chance levels of the number's range; else they are values.
    """

    def __init__(self, question: Question, trials: Trials, held: Held, *, by_chance: bool = True) -> None:
        self._question, self._trials, self._held, self._by_chance = question, trials, held, by_chance
        self.known: dict[float, Estimated] = {}

    def value(self, place: float) -> float:
        """Return the value of the number at a place."""
        return self._held.value(place) if self._by_chance else place

    def difference(self, place: float) -> Estimated:
        """Return package less other in the outcome as it is counted."""
        if place not in self.known:
            pins = {self._held.name: At(self.value(place))}
            self.known[place] = self._trials.gap(self._question.package, self._question.other, pins)
        return self.known[place]

    def __call__(self, place: float) -> Estimated:
        """Return how much worse than asked for the package is."""
        return self._question.worse(self.difference(place))

    def rows(self) -> Floats:
        """Return what was run; shape (places, 3): place, difference, error."""
        return np.array([(place, found.value, found.error) for place, found in sorted(self.known.items())])

    def recall(self, rows: Floats) -> None:
        """Take over what an earlier run left."""
        self.known.update({float(at): Estimated(float(value), float(e)) for at, value, e in rows})


def _crossing_row(curve: Curve, held: Held, crossing: Crossing) -> dict[str, Any]:
    value, low, high = (
        None if at is None else curve.value(at) for at in (crossing.value, crossing.low, crossing.high)
    )
    return {
        "value": value,
        "low": low,
        "high": high,
        "chance": None if value is None else held.chance(value),
        "below": _SIDES[crossing.below],
        "above": _SIDES[crossing.above],
    }


def _status(found: Sequence[Crossing], signs: Sequence[int]) -> str:
    if any(crossing.is_clear for crossing in found):
        return "crosses"
    if found:
        return "fades"
    if all(sign < 0 for sign in signs):
        return "better"
    return "worse" if all(sign > 0 for sign in signs) else "too small to tell"


def _number_row(
    held: Held, curve: Curve, places: Sequence[float], found: Sequence[Crossing]
) -> dict[str, Any]:
    points = [
        {
            "value": curve.value(place),
            "chance": held.chance(curve.value(place)),
            "difference": curve.difference(place).value,
            "error": curve.difference(place).error,
        }
        for place in places
    ]
    worst = max(places, key=lambda place: curve(place).value)
    return {
        "name": held.name,
        "owner": held.owner,
        "meaning": held.meaning,
        "unit": held.estimate.unit,
        "p5": held.estimate.p5,
        "p50": held.estimate.p50,
        "p95": held.estimate.p95,
        "status": _status(found, [clear_sign(curve(place)) for place in places]),
        "screened": len(places) == len(SCREEN),
        "crossings": [_crossing_row(curve, held, crossing) for crossing in found],
        "nearest": points[list(places).index(worst)],
        "points": points,
    }


class _Search:
    """Looks at numbers one after the other, keeping what is finished."""

    def __init__(self, question: Question, sample: Sample, threads: int, pieces: Checkpoint) -> None:
        self.question, self.sample, self.pieces = question, sample, pieces
        measures = (question.goal.measure,)
        self.trials = Trials(question.case, sample, measures, threads=threads)
        luck = max(2, sample.per_world // CHEAP)
        self.cheap = self.trials
        if luck < sample.per_world:
            cheap = replace(sample, futures=luck * sample.worlds)
            self.cheap = Trials(question.case, cheap, measures, threads=threads)

    def _curve(self, held: Held, trials: Trials, piece: str, by_chance: bool) -> Curve:
        curve = Curve(self.question, trials, held, by_chance=by_chance)
        known = self.pieces.get(piece)
        if known is not None:
            curve.recall(known)
        return curve

    def look(self, held: Held) -> tuple[dict[str, Any], bool]:
        """Return a first row of a number, and whether it may have a break-even."""
        piece = f"look {held.name}"
        curve = self._curve(held, self.cheap, piece, True)
        row = _number_row(held, curve, SCREEN, ())
        self.pieces.put(piece, curve.rows())
        found = [curve(place) for place in SCREEN]
        apart = len({clear_sign(at) for at in found}) > 1
        if not apart and all(abs(at.value) >= NEAR * at.error for at in found):
            return row, False
        swings = self.pieces.once(f"swings {held.name}", lambda: self._swings(held))
        moves = (np.abs(swings[:, 0]) >= NEAR * swings[:, 1]) & (swings[:, 0] != 0.0)
        return {**row, "status": "unmoved"}, bool(moves.any())

    def _swings(self, held: Held) -> Floats:
        """Return by how much the number moves the difference between places, with errors; shape (3, 2)."""
        gaps = []
        for place in SCREEN:
            pins = {held.name: held.pin(place)}
            one, two = (self.cheap.means(p, pins)[0] for p in (self.question.package, self.question.other))
            gaps.append(one - two)
        found = [paired(gaps[i], gaps[k]) for i, k in ((0, 1), (1, 2), (0, 2))]
        return np.array([(swing.value, swing.error) for swing in found])

    def closely(self, held: Held, places: Sequence[float], by_chance: bool) -> dict[str, Any]:
        """Return the row of a number with its crossings by bisection."""
        piece = f"closely {held.name} {places[0]!r} to {places[-1]!r}"
        curve = self._curve(held, self.trials, piece, by_chance)
        found = crossings(curve, places, TOLERANCE * (places[-1] - places[0]))
        row = _number_row(held, curve, places, found)
        self.pieces.put(piece, curve.rows())
        return {**row, "screened": False}


def _chosen(case: Case, known: dict[str, Held], names: Sequence[str]) -> list[Held]:
    for name in names:
        if name not in known:
            raise KeyError(f"{case.name} has no uncertain number {name!r} here; {nearest(name, known)}")
    return [known[name] for name in names] if names else list(known.values())


def breakeven(
    case: Case,
    package: str,
    sample: Sample | None = None,
    *,
    against: str = "none",
    outcome: str = "war",
    year: int | None = None,
    size: float = 0.0,
    names: Sequence[str] = (),
    between: tuple[float, float] | None = None,
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
) -> dict[str, Any]:
    """Return at which value of a number a package stops being better than another.

    The number is held at one value in every world while all others are drawn as before, with common worlds
    and luck for both packages and every value. `GRID` shows where the difference changes sign, bisection
    where exactly; the bounds of a crossing are where the difference ceases to be at least twice its
    Monte-Carlo error (`ceaseline.analysis.crossings`). Without names every number of either package is
    looked at cheaply first, at its 5th, 50th and 95th percentile with a quarter of the futures, and closely
    where these differ in sign or come within `NEAR` errors of a break-even, and the number moves the
    difference by at least `NEAR` errors.

    Parameters
    ----------
    case : Case
    package, against : str
        Two packages of the case.
    sample : Sample, optional
    outcome, year
        As in `ceaseline.analysis.trials.goal`.
    size : float
        How much better the package must be, in the unit of the outcome (.03 is three futures of 100).
    names : sequence of str
        Numbers to look at closely: assumptions, ``lever.amount`` and the like; empty for a scan of all.
    between : pair of float, optional
        Range of values to look at instead of the plausible one, in the number's unit; needs names.
    threads : int
        0 for all.
    progress : callable, optional
    fresh, keep : bool
        Whether to ignore, and whether to use, the pieces that an earlier run left.

    Returns
    -------
    dict
        ``difference`` and ``error`` with everything drawn; ``numbers``: one row each with its range in the
        case, ``status`` (crosses, fades: too small to tell at one end, better or worse throughout, too
        small to tell throughout, unmoved: the number does not clearly move the difference), ``crossings``,
        ``points`` and a sentence; ``reads``.

    Raises
    ------
    KeyError
        If the case has no such package, outcome or number.
    ValueError
        If the packages are the same, the year is none of the ladder's, or the range makes no sense.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = breakeven(load("korea-1953"), "all-promised", Sample(64, 8), names=["precision"], keep=False)
    >>> [(row["name"], len(row["points"]) >= 3) for row in found["numbers"]]
    [('precision', True)]
    """
    sample = sample or Sample()
    question = Question(case, case.package(package), case.package(against), goal(case, outcome, year), size)
    _check(question, names, between)
    chosen = _chosen(case, holdable(case, question.package, question.other), names)
    inputs = {
        **study_inputs(case, package, sample),
        "work": "breakeven",
        "against": against,
        "outcome": outcome,
        "year": question.goal.year,
        "size": size,
    }
    search = _Search(question, sample, threads, Checkpoint(inputs, fresh=fresh, keep=keep))
    whole = search.trials.gap(question.package, question.other)
    if names:
        places = GRID if between is None else tuple(float(x) for x in np.linspace(*between, len(GRID)))
        rows = []
        for done, held in enumerate(chosen, start=1):
            rows.append(search.closely(held, places, between is None))
            if progress is not None:
                progress(done, len(chosen))
    else:
        rows = _scan(search, chosen, progress)
    result: dict[str, Any] = {
        "case": case.name,
        "package": package,
        "against": against,
        "outcome": outcome,
        "year": question.goal.year,
        "unit": question.goal.measure.unit,
        "better": "less" if question.goal.sign > 0 else "more",
        "size": size,
        **asdict(sample.engines),
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        "difference": whole.value,
        "error": whole.error,
    }
    rows = [{**row, "reads": number_reads(result, row)} for row in rows]
    return {**result, "reads": scan_reads(result, rows), "numbers": rows}


def _check(question: Question, names: Sequence[str], between: tuple[float, float] | None) -> None:
    if question.package.name == question.other.name:
        raise ValueError(f"{question.package.name} is compared with itself; name another package")
    if question.size < 0.0:
        raise ValueError(f"a size is 0 or more, not {question.size}")
    if between is not None and not names:
        raise ValueError("a range of values needs the name of a number")
    if between is not None and not between[0] < between[1]:
        low, high = between
        raise ValueError(f"a range goes from a lower to a higher value, not from {low} to {high}")


def _scan(search: _Search, numbers: Sequence[Held], progress: Progress | None) -> list[dict[str, Any]]:
    """Look at every number cheaply, then closely where it may have a break-even."""
    rows: dict[str, dict[str, Any]] = {}
    near = []
    for done, held in enumerate(numbers, start=1):
        rows[held.name], may = search.look(held)
        near += [held] if may else []
        if progress is not None:
            progress(done, len(numbers) + len(near))
    for done, held in enumerate(near, start=len(numbers) + 1):
        rows[held.name] = search.closely(held, GRID, True)
        if progress is not None:
            progress(done, len(numbers) + len(near))
    return [rows[held.name] for held in numbers]
