r"""Search for plausible assumptions under which a favoured package loses.

A *point* holds some numbers at chance levels within their 5th to 95th percentile, and all others are drawn.
How far it lies from the case is measured on normal scores :math:`z_i = \Phi^{-1}(q_i)`: the distance
:math:`\sqrt{\sum z_i^2}`, the log of the density at the point over that at the medians
:math:`-\frac12 \sum z_i^2`, and the chance that draws of these numbers lie at least as far out, by the
chi-squared law with as many degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import ndtr, ndtri
from scipy.stats import chi2

from ceaseline.analysis.breakeven import CHEAP, Question
from ceaseline.analysis.crossings import CLEAR, bisect, clear_sign
from ceaseline.analysis.held import PLAUSIBLE, Held, holdable
from ceaseline.analysis.redteam_words import redteam_reads, way_reads
from ceaseline.analysis.statistics import Estimated, Floats
from ceaseline.analysis.trials import Trials, goal
from ceaseline.case import Case
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.run import Progress, Sample
from ceaseline.study.study import study_inputs

#: Evaluations after which a search gives up.
EVALUATIONS = 2500
#: Numbers that the search combines, states it carries along, and how many numbers it moves at most.
BREADTH, BEAM, DEPTH = 16, 3, 8
#: Evaluations of each call of the optimiser.
OPTIMISER = 240
#: Errors by which a point must lose on the luck of the search, which flatters the point that it picks.
SURE = 3.0
#: Steps outwards, from the nearest losing point to the furthest, that are verified on fresh luck.
OUTWARDS = (0.0, 0.25, 0.5, 0.75, 1.0)
#: Evaluations in one kept piece.
PIECE = 32
#: Accuracy of chance levels in the point that is reported.
TOLERANCE = 1 / 256

#: Chance levels by number.
Point = Mapping[str, float]
#: How much worse the package is at a point.
Loss = Callable[[Point], Estimated]


class Spent(Exception):
    """The search has used up its evaluations."""


def margin(found: Estimated, errors: float = CLEAR) -> float:
    """Return by how much a loss is clear: above zero it is more than so many of its errors.

    Examples
    --------
    >>> margin(Estimated(0.5, 0.1)), margin(Estimated(0.1, 0.1))
    (0.3, -0.1)
    """
    return found.value - errors * found.error


def distance(point: Point) -> dict[str, float]:
    """Return how far a point lies from the medians.

    Examples
    --------
    >>> far = distance({"a": 0.95})
    >>> round(far["scores"], 3), round(far["chance_as_far"], 3), far["moved"]
    (1.645, 0.1, 1)
    """
    levels = np.array(list(point.values()))
    square = float(np.square(ndtri(levels)).sum())
    return {
        "moved": len(point),
        "quantiles": float(np.sqrt(np.square(levels - 0.5).sum())),
        "scores": sqrt(square),
        "log_density_ratio": -0.5 * square,
        "chance_as_far": float(chi2.sf(square, len(point))),
    }


def inwards(point: Point, share: float) -> dict[str, float]:
    """Return a point whose normal scores are a share of another's.

    Examples
    --------
    >>> inwards({"a": 0.95}, 0.0)
    {'a': 0.5}
    """
    return {name: float(ndtr(share * ndtri(level))) for name, level in point.items()}


class Search:
    """Finds a point at which a loss is clear, shrinks it to few numbers, and pulls it in.

    Parameters
    ----------
    loss : callable
        From a point to how much worse the package is; above zero it loses.
    names : sequence of str
        Numbers that may be moved.
    """

    def __init__(self, loss: Loss, names: Sequence[str]) -> None:
        self._loss, self._names = loss, tuple(names)
        self.closest: tuple[dict[str, float], Estimated] | None = None

    def at(self, point: Point) -> float:
        """Return the margin at a point, and remember the point nearest to a loss."""
        found = self._loss(point)
        if self.closest is None or margin(found, SURE) > margin(self.closest[1], SURE):
            self.closest = (dict(point), found)
        return margin(found, SURE)

    def ends(self) -> dict[str, float]:
        """Return the worse end of each number's range, the numbers that matter most first."""
        worst: dict[str, tuple[float, float]] = {}
        for name in self._names:
            worst[name] = max((self._loss({name: end}).value, end) for end in PLAUSIBLE)
        order = sorted(worst, key=lambda name: -worst[name][0])
        return {name: worst[name][1] for name in order}

    def beam(self, ends: Mapping[str, float]) -> dict[str, float] | None:
        """Move number after number to its worse end; return the first point that clearly loses."""
        states: list[dict[str, float]] = [{}]
        for _ in range(min(DEPTH, len(ends))):
            tried: dict[frozenset[str], dict[str, float]] = {}
            for state in states:
                for name in ends:
                    if name in state or frozenset({*state, name}) in tried:
                        continue
                    point = {**state, name: ends[name]}
                    tried[frozenset(point)] = point
            clearest = max(tried.values(), key=self.at)
            if self.at(clearest) > 0.0:
                return clearest
            states = sorted(tried.values(), key=lambda point: -self._loss(point).value)[:BEAM]
        return None

    def climb(self, start: Point) -> dict[str, float] | None:
        """Look inside the ranges for the greatest loss by a derivative-free optimiser (COBYQA)."""
        names = list(start)

        def score(levels: Floats) -> float:
            point = dict(zip(names, map(float, levels), strict=True))
            self.at(point)
            return -self._loss(point).value

        levels = np.array(list(start.values()))
        bounds = [PLAUSIBLE] * len(names)
        options = {"maxfev": OPTIMISER, "initial_tr_radius": 0.25, "final_tr_radius": 0.01}
        minimize(score, levels, method="COBYQA", bounds=bounds, options=options)
        if self.closest is None or margin(self.closest[1], SURE) <= 0.0:
            return None
        return self.closest[0]

    def shrink(self, point: Point) -> dict[str, float]:
        """Let go of numbers one by one, the least needed first, while the package still clearly loses."""
        kept = dict(point)
        while len(kept) > 1:
            rest = [{name: kept[name] for name in kept if name != gone} for gone in kept]
            best = max(rest, key=self.at)
            if self.at(best) <= 0.0:
                break
            kept = best
        return kept

    def pull(self, point: Point) -> dict[str, float]:
        """Bring a losing point nearer to the medians: by the optimiser, then all at once, then one by one."""
        kept = self._nearer(dict(point))
        if self.at(inwards(kept, 0.0)) <= 0.0:
            share = bisect(lambda s: self.at(inwards(kept, s)) > 0.0, 1.0, 0.0, TOLERANCE)
            kept = self._if_losing(inwards(kept, min(1.0, share + TOLERANCE)), kept)
        for name in sorted(kept, key=lambda name: -abs(kept[name] - 0.5)):
            kept = self._pull_one(kept, name)
        return kept

    def _if_losing(self, point: dict[str, float], otherwise: dict[str, float]) -> dict[str, float]:
        return point if self.at(point) > 0.0 else otherwise

    def _pull_one(self, point: dict[str, float], name: str) -> dict[str, float]:
        level = point[name]
        if self.at({**point, name: 0.5}) > 0.0:
            return {**point, name: 0.5}
        edge = bisect(lambda q: self.at({**point, name: q}) > 0.0, level, 0.5, TOLERANCE)
        return self._if_losing({**point, name: edge + np.sign(level - 0.5) * TOLERANCE}, point)

    def _nearer(self, point: dict[str, float]) -> dict[str, float]:
        """Minimise the squared normal scores, with a penalty where the loss is no longer clear."""
        names = list(point)
        scale = max(self.at(point), 1e-9)

        def score(levels: Floats) -> float:
            lost = self.at(dict(zip(names, map(float, levels), strict=True)))
            return float(np.square(ndtri(levels)).sum()) + 10.0 * max(0.0, -lost / scale)

        levels = np.array(list(point.values()))
        options = {"maxfev": OPTIMISER, "initial_tr_radius": 0.1, "final_tr_radius": 0.01}
        found = minimize(score, levels, method="COBYQA", bounds=[PLAUSIBLE] * len(names), options=options)
        moved = dict(zip(names, map(float, np.clip(found.x, *PLAUSIBLE)), strict=True))
        if distance(moved)["scores"] < distance(point)["scores"]:
            return self._if_losing(moved, point)
        return point

    def run(self) -> tuple[dict[str, float], dict[str, float]] | None:
        """Return the nearest losing point found and a further one of the same numbers, or None."""
        ends = self.ends()
        ends = {name: ends[name] for name in list(ends)[:BREADTH]}
        point = self.beam(ends)
        if point is None and self.at(ends) > 0.0:
            point = ends
        if point is None:
            point = self.climb(ends)
        if point is None:
            return None
        far = self.shrink(point)
        near = self.shrink(self.pull(far))
        return near, {name: far[name] for name in near}


@dataclass
class _Evaluations:
    """Runs both packages at a point, and keeps what was found in the order of asking.

    The search asks the same points in the same order whenever it starts anew, so that a number is all that a
    kept evaluation needs for its address.
    """

    question: Question
    trials: Trials
    numbers: Mapping[str, Held]
    most: int
    pieces: Checkpoint
    progress: Progress | None

    def __post_init__(self) -> None:
        self.count = 0
        self._known: dict[frozenset[tuple[str, float]], Estimated] = {}
        self._found: list[tuple[float, float]] = []
        while len(self._found) % PIECE == 0:
            piece = self.pieces.get(f"evaluations from {len(self._found)}")
            if piece is None:
                break
            self._found += [(float(value), float(error)) for value, error in piece]

    def __call__(self, point: Point) -> Estimated:
        key = frozenset(point.items())
        if key not in self._known:
            self._known[key] = self.question.worse(self._next(point))
        return self._known[key]

    def _next(self, point: Point) -> Estimated:
        if self.count >= self.most:
            raise Spent
        if self.count == len(self._found):
            pins = {name: self.numbers[name].pin(level) for name, level in point.items()}
            gap = self.trials.gap(self.question.package, self.question.other, pins)
            self._found.append((gap.value, gap.error))
            if len(self._found) % PIECE == 0:
                self.keep()
        value, error = self._found[self.count]
        self.count += 1
        if self.progress is not None:
            self.progress(self.count, self.most)
        return Estimated(value, error)

    def keep(self) -> None:
        """Keep the evaluations of the piece that is under way."""
        first = (len(self._found) - 1) // PIECE * PIECE
        if self._found:
            self.pieces.put(f"evaluations from {first}", np.array(self._found[first:]))


def _moved_row(held: Held, level: float) -> dict[str, Any]:
    return {
        "name": held.name,
        "owner": held.owner,
        "meaning": held.meaning,
        "unit": held.estimate.unit,
        "value": held.value(level),
        "chance": level,
        "p5": held.estimate.p5,
        "p50": held.estimate.p50,
        "p95": held.estimate.p95,
        "grade": held.estimate.grade,
        "kind": held.estimate.kind,
    }


class _Team:
    """One red team: searches on a part of the luck, verifies on luck that the search has not seen."""

    def __init__(self, question: Question, sample: Sample, threads: int) -> None:
        self.question, self.sample, self.threads = question, sample, threads

    def trials(self, sample: Sample) -> Trials:
        measures = (self.question.goal.measure,)
        return Trials(self.question.case, sample, measures, threads=self.threads)

    def fresh(self, number: int) -> Trials:
        """Return trials with luck and worlds that no earlier step has seen."""
        seed = (self.sample.seed + number) % 2**32
        return self.trials(Sample(self.sample.futures, self.sample.worlds, seed))

    def verified(
        self, near: Point, far: Point, numbers: Mapping[str, Held]
    ) -> tuple[dict[str, float], Estimated] | None:
        """Return the nearest point that loses on fresh luck, and its loss on luck fresher still."""
        package, other = self.question.package, self.question.other
        choosing, reporting = self.fresh(1), self.fresh(2)
        for share in OUTWARDS:
            scores = {n: (1 - share) * ndtri(near[n]) + share * ndtri(far[n]) for n in near}
            point = {name: float(ndtr(score)) for name, score in scores.items()}
            pins = {name: numbers[name].pin(level) for name, level in point.items()}
            if margin(self.question.worse(choosing.gap(package, other, pins))) > 0.0:
                return point, reporting.gap(package, other, pins)
        return None


def _way(
    team: _Team, point: Point, gap: Estimated, numbers: Mapping[str, Held], result: Mapping[str, Any]
) -> dict[str, Any]:
    order = sorted(point, key=lambda name: (-abs(point[name] - 0.5), name))
    found = {
        "loses": clear_sign(team.question.worse(gap)) > 0,
        "difference": gap.value,
        "error": gap.error,
        "distance": distance(point),
        "numbers": [_moved_row(numbers[name], point[name]) for name in order],
    }
    return {**found, "reads": way_reads(result, found)}


def redteam(
    case: Case,
    package: str,
    sample: Sample | None = None,
    *,
    against: str = "none",
    outcome: str = "war",
    year: int | None = None,
    ways: int = 1,
    evaluations: int = EVALUATIONS,
    names: Sequence[str] = (),
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
) -> dict[str, Any]:
    """Search for plausible assumptions under which a package does worse than another.

    Every number is tried at its 5th and 95th percentile; the sixteen that hurt most are combined by beam
    search and, if that finds no loss, by a derivative-free optimiser on their chance levels. A losing point
    is shrunk to the fewest numbers that still lose, and pulled towards the medians. The search uses a quarter
    of the luck; the point is moved outwards until it loses on fresh worlds and luck, and told with the
    difference on luck fresher still. To lose is to be worse by more than twice the Monte-Carlo error, on the
    luck of the search by more than three times.

    Parameters
    ----------
    case : Case
    package, against : str
        Two packages of the case.
    sample : Sample, optional
        Its seed makes the search what it is; verification uses the next two.
    outcome, year
        As in `ceaseline.analysis.trials.goal`.
    ways : int
        How many different ways to lose are looked for: each leaves out the number that mattered most in
        those before.
    evaluations : int
        After how many a search gives up; each runs both packages once.
    names : sequence of str
        Numbers that may be moved; all by default.
    threads : int
        0 for all.
    progress : callable, optional
    fresh, keep : bool
        Whether to ignore, and whether to use, the pieces that an earlier run left.

    Returns
    -------
    dict
        ``found``; ``ways``, each with ``numbers`` moved, ``distance``, the ``difference`` and ``error`` on
        fresh luck, whether it ``loses`` there, and a sentence; ``closest`` where none was found, and whether
        it is ``unverified``: it lost on the luck of the search, and not on fresh luck;
        ``evaluations`` used; ``reads``.

    Raises
    ------
    KeyError, ValueError
        As `ceaseline.analysis.breakeven`.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = redteam(
    ...     load("korea-1953"), "all-promised", Sample(64, 8), names=["precision"], evaluations=20, keep=False
    ... )
    >>> found["numbers_searched"], found["evaluations"] <= 20
    (1, True)
    """
    sample = sample or Sample()
    question = Question(case, case.package(package), case.package(against), goal(case, outcome, year))
    if package == against:
        raise ValueError(f"{package} is compared with itself; name another package")
    numbers = holdable(case, question.package, question.other, fixed=False)
    unknown = [name for name in names if name not in numbers]
    if unknown:
        raise KeyError(f"{case.name} has no uncertain number {unknown[0]!r} here")
    allowed = [name for name in numbers if not names or name in names]
    team = _Team(question, sample, threads)
    luck = max(2, sample.per_world // CHEAP) if sample.per_world > 1 else 1
    trials = team.trials(Sample(luck * sample.worlds, sample.worlds, sample.seed))
    result: dict[str, Any] = {
        "case": case.name,
        "package": package,
        "against": against,
        "outcome": outcome,
        "year": question.goal.year,
        "unit": question.goal.measure.unit,
        "better": "less" if question.goal.sign > 0 else "more",
        **asdict(sample.engines),
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        "numbers_searched": len(allowed),
    }
    inputs = {
        **study_inputs(case, package, sample),
        "work": "redteam",
        "against": against,
        "outcome": outcome,
        "year": question.goal.year,
        "names": sorted(names),
    }
    found: list[dict[str, Any]] = []
    used = 0
    closest = None
    for number in range(ways):
        pieces = Checkpoint({**inputs, "way": number}, fresh=fresh, keep=keep)
        asked = _Evaluations(question, trials, numbers, evaluations, pieces, progress)
        search = Search(asked, allowed)
        ended = _attempt(search, asked, team, numbers)
        used += asked.count
        if ended is None:
            closest = search.closest if number == 0 else None
            break
        point, gap = ended
        found.append(_way(team, point, gap, numbers, result))
        allowed = [name for name in allowed if name != found[-1]["numbers"][0]["name"]]
    whole = team.trials(sample).gap(question.package, question.other)
    result |= {"difference": whole.value, "error": whole.error}
    result |= {"found": any(way["loses"] for way in found), "evaluations": used, "ways": found}
    result["unverified"] = closest is not None and margin(closest[1], SURE) > 0.0
    result["closest"] = _closest(closest, numbers, question)
    return {**result, "reads": redteam_reads(result)}


def _attempt(
    search: Search, asked: _Evaluations, team: _Team, numbers: Mapping[str, Held]
) -> tuple[dict[str, float], Estimated] | None:
    try:
        points = search.run()
    except Spent:
        points = None
    finally:
        asked.keep()
    return None if points is None else team.verified(*points, numbers)


def _closest(
    found: tuple[dict[str, float], Estimated] | None, numbers: Mapping[str, Held], question: Question
) -> dict[str, Any] | None:
    if found is None:
        return None
    point, loss = found
    return {
        "difference": question.goal.sign * loss.value,
        "error": loss.error,
        "distance": distance(point),
        "numbers": [_moved_row(numbers[name], level) for name, level in point.items()],
    }
