"""What each lever alone moves, and what each uncertain number moves between its 5th and 95th percentile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from ceaseline.analysis.effects import Effect, effects, most_moved, threshold
from ceaseline.analysis.measures import (
    Measure,
    Outcomes,
    cost_measure,
    every_measure,
    promise_measures,
)
from ceaseline.analysis.numbers import Number, uncertain_numbers
from ceaseline.analysis.timeline import dated_packages
from ceaseline.analysis.variants import with_every_lever, with_lever, without_lever
from ceaseline.case import Case, Lever, Package
from ceaseline.model.records import RUNGS
from ceaseline.study.plan import make_plan
from ceaseline.study.run import Progress, Sample, run_package, run_plan, worlds_of
from ceaseline.study.study import all_threads

#: How many times more futures, and worlds, a number gets that has shown nothing at first.
MORE_FUTURES, MORE_WORLDS = 16, 4


def _sided(effect: Effect, before: str, after: str) -> dict[str, Any]:
    return {
        "outcome": effect.measure.outcome,
        "year": effect.measure.year,
        "month": effect.measure.month,
        "unit": effect.measure.unit,
        before: effect.before,
        after: effect.after,
        "difference": effect.difference,
        "error": effect.error,
    }


def _lever_row(lever: Lever, base: Package, found: list[Effect], worlds: int) -> dict[str, Any]:
    first = most_moved(found)
    rung = most_moved([effect for effect in found if effect.measure.outcome in RUNGS])
    return {
        "lever": lever.id,
        "title": lever.title,
        "item": lever.item,
        "row": lever.row,
        "base": base.name,
        "in_base": lever.id in base.settings,
        **_sided(first, "without", "with"),
        "moves": first.times_error >= threshold(len(found), worlds),
        "rung": _sided(rung, "without", "with"),
    }


def levers(
    case: Case,
    sample: Sample | None = None,
    base: str = "all-promised",
    *,
    only: Sequence[str] | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> list[dict[str, Any]]:
    """Return for each lever which outcome it moves most, in units of its error, with the same luck.

    Levers of the base package are taken out of it (last-in: what the package loses without them); all others,
    designs among them, are added to it as if they were meant. Cost does not count as an outcome; for a
    promise, nor does the number of promises in force or withdrawn.

    Parameters
    ----------
    case : Case
    sample : Sample, optional
    base : str
        A package of the case.
    only : sequence of str, optional
        Levers to look at; all by default.
    threads : int
        0 for all.
    progress : callable, optional

    Returns
    -------
    list of dict
        One for each lever in the order of the case: ``lever``, ``title``, ``item``, ``row``, ``base``,
        ``in_base``, ``outcome`` with ``year`` and ``month`` (None for the whole horizon), ``unit``,
        ``without``, ``with``, ``difference``, ``error``, ``moves`` (whether the difference is beyond what the
        largest of so many reaches by chance, see `ceaseline.analysis.effects.threshold`), and ``rung``, the
        rung of the ladder that it moves most.

    Raises
    ------
    KeyError
        If the case has no such package or lever.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> (row,) = levers(load("korea-1953"), Sample(64, 8), only=["us-air"])
    >>> row["lever"], row["base"], row["in_base"]
    ('us-air', 'all-promised', True)
    """
    sample = sample or Sample()
    package = case.package(base)
    chosen = [case.lever(name) for name in only] if only is not None else list(case.levers)
    measures = every_measure(case.horizon_months)
    use = threads or all_threads()
    _, standing = run_package(case, package, sample, threads=use)
    rows = []
    for number, lever in enumerate(chosen, start=1):
        inside = lever.id in package.settings
        variant = without_lever(package, lever.id) if inside else with_lever(case, package, lever.id)
        _, changed = run_package(case, variant, sample, threads=use)
        before, after = (changed, standing) if inside else (standing, changed)
        counted = measures if lever.kind == "promise" else (*measures, *promise_measures())
        found = effects(counted, before, after, sample.worlds)
        rows.append(_lever_row(lever, package, found, sample.worlds))
        if progress is not None:
            progress(number * sample.futures, len(chosen) * sample.futures)
    return rows


class _Pinned:
    """Runs a package with one number held at a chance level; what cannot change is drawn once."""

    def __init__(self, case: Case, package: Package, sample: Sample, threads: int) -> None:
        self.case, self.package, self.sample, self.threads = case, package, sample, threads
        self.plan = make_plan(case, package, sample.seed, sample.worlds)
        self.worlds = worlds_of(case, sample)
        self.numbers = {number.name: number for number in uncertain_numbers(case, package)}

    def run(self, number: Number, chance: float) -> Outcomes:
        pins = {number.name: chance}
        plan, worlds = self.plan, self.worlds
        if number.owner:
            plan = make_plan(self.case, self.package, self.sample.seed, self.sample.worlds, pins)
        else:
            worlds = worlds_of(self.case, self.sample, pins)
        return run_plan(self.case, plan, worlds, self.sample, threads=self.threads)

    def effects(self, number: Number, measures: Sequence[Measure]) -> list[Effect]:
        low, high = self.run(number, 0.05), self.run(number, 0.95)
        return effects(measures, low, high, self.sample.worlds)


def _number_row(number: Number, package: str, effect: Effect, moves: bool) -> dict[str, Any]:
    return {
        "name": number.name,
        "owner": number.owner,
        "p5": number.estimate.p5,
        "p95": number.estimate.p95,
        "unit_of_number": number.estimate.unit,
        "package": package,
        **_sided(effect, "at_p5", "at_p95"),
        "moves": moves,
    }


def packages_tried(case: Case, package: str) -> tuple[Package, ...]:
    """Return the packages in which a number is looked at, in order.

    Parameters
    ----------
    case : Case
    package : str
        The package asked for.

    Returns
    -------
    tuple of Package
        The package; the latest one named for its date, whose promises are less than certain; the first one
        with every other lever added, because some numbers speak of levers that a package does not hold.
    """
    first = case.package(package)
    dated = [latest for latest in dated_packages(case)[-1:] if latest.name != first.name]
    return (first, *dated, with_every_lever(case, first))


def assumptions(
    case: Case,
    package: str = "all-promised",
    sample: Sample | None = None,
    *,
    only: Sequence[str] | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return for every uncertain number which outcome it moves between its 5th and 95th percentile.

    Each number is held at either percentile in every world while all others are drawn as before. Assumptions,
    numbers of levers (amount, will, delay, conditions and so on) and contributors' pools are looked at, in
    turn in the packages of `packages_tried` until one shows an effect; cost counts as an outcome here. What
    shows none is tried once more with `MORE_FUTURES` times the futures and `MORE_WORLDS` times the worlds.

    Parameters
    ----------
    case : Case
    package : str
    sample : Sample, optional
    only : sequence of str, optional
        Names of numbers; all by default.
    threads : int
        0 for all.
    progress : callable, optional

    Returns
    -------
    dict
        ``numbers``: one row each, with ``name``, ``p5``, ``p95``, ``package`` in which it was looked at,
        ``outcome``, ``at_p5``, ``at_p95``, ``difference``, ``error`` and ``moves``; ``exceptions``: names of
        those that change no outcome on the same luck; ``too_small``: names of those that change some, by
        less than the error of what they move most.

    Raises
    ------
    KeyError
        If the case has no such package or number.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = assumptions(load("korea-1953"), sample=Sample(64, 8), only=["front_km"])
    >>> [row["name"] for row in found["numbers"]]
    ['front_km']
    """
    sample = sample or Sample()
    tried = packages_tried(case, package)
    known = list(dict.fromkeys(number.name for where in tried for number in uncertain_numbers(case, where)))
    names = known if only is None else list(only)
    for name in names:
        if name not in known:
            raise KeyError(f"{case.name} has no uncertain number called {name!r} in {package}")
    found: dict[str, dict[str, Any]] = {}
    more = replace(sample, futures=MORE_FUTURES * sample.futures, worlds=MORE_WORLDS * sample.worlds)
    for size in (sample, more):
        left = [name for name in names if name not in found or not found[name]["moves"]]
        places = [_Pinned(case, where, size, threads or all_threads()) for where in tried] if left else []
        for done, name in enumerate(left, start=1):
            found[name] = _try_number(name, [place for place in places if name in place.numbers])
            if progress is not None:
                progress(done * size.futures, len(left) * size.futures)
    rows = [found[name] for name in names]
    return {
        "case": case.name,
        "package": package,
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        **asdict(sample.engines),
        "numbers": rows,
        "exceptions": [row["name"] for row in rows if row["difference"] == 0.0],
        "too_small": [row["name"] for row in rows if row["difference"] != 0.0 and not row["moves"]],
    }


def _try_number(name: str, places: Sequence[_Pinned]) -> dict[str, Any]:
    """Look at a number in each package until it moves something, else keep what came nearest."""
    horizon = places[0].case.horizon_months
    measures = (*every_measure(horizon), *promise_measures(), cost_measure())
    tries: list[tuple[Effect, _Pinned]] = []
    for place in places:
        found = place.effects(place.numbers[name], measures)
        first = most_moved(found)
        tries.append((first, place))
        if first.times_error >= threshold(len(places) * len(found), place.sample.worlds):
            return _number_row(place.numbers[name], place.package.name, first, True)
    best, where = max(tries, key=lambda entry: entry[0].times_error)
    return _number_row(where.numbers[name], where.package.name, best, False)
