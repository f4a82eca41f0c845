"""Run packages again and again under the same worlds and luck, with numbers held, and keep what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ceaseline.analysis.measures import Measure, Outcomes, ladder_measures, ladder_years, outcome_measures
from ceaseline.analysis.sentences import decimals, figure
from ceaseline.analysis.statistics import Estimated, Floats, Reading, difference
from ceaseline.case import Case, FrozenMap, LeverSetting, Package
from ceaseline.model.records import RUNGS
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import DEFAULT_BATCH, Sample, run_plan, worlds_of
from ceaseline.study.study import all_threads
from ceaseline.study.subsets import means_together
from ceaseline.study.worlds import At, Pins, pinned_worlds

#: Outcomes of which more is better for whom the guarantee protects; of all others, less is.
MORE_IS_BETTER = ("throughput", "agreement")
#: Plans that are remembered; one of a large case takes a megabyte.
PLANS = 16
#: Blocks a thread into which a trial is cut, at least.
BLOCKS = 2
#: The outcome that hangs on what is announced, not on what is in force.
_APART = "agreement"
#: Outcomes that only some futures have, or that are neither good nor bad.
_NO_GOALS = ("promise_tested", "promise_kept")


@dataclass(frozen=True)
class Goal:
    """What packages are judged by.

    Parameters
    ----------
    measure : Measure
    sign : float
        1 where less is better, -1 where more is.
    """

    measure: Measure
    sign: float

    @property
    def outcome(self) -> str:
        """Name of the outcome."""
        return self.measure.outcome

    @property
    def year(self) -> int | None:
        """Year by which it counts; None for the whole horizon."""
        return self.measure.year

    @property
    def factor(self) -> float:
        """What a figure is multiplied by for people: shares are told as futures in 100."""
        return 100.0 if self.measure.unit == "share" else 1.0

    def told(self, value: float, error: float = 0.0) -> str:
        """Write a value as people read it, with as many digits as its error deserves.

        Examples
        --------
        >>> from ceaseline.case import load
        >>> goal(load("korea-1953"), "war", 10).told(0.1234, 0.011)
        '12.3'
        """
        digits = decimals(error * self.factor) if error > 0.0 else 1
        return figure(value * self.factor, max(0, digits))


def goal_names(case: Case) -> tuple[str, ...]:
    """Return the outcomes by which packages can be judged: the rungs, then others."""
    return (*RUNGS, *(m.outcome for m in outcome_measures() if m.outcome not in _NO_GOALS))


def goal(case: Case, outcome: str = RUNGS[-1], year: int | None = None) -> Goal:
    """Return what packages are judged by.

    Parameters
    ----------
    case : Case
    outcome : str
        One of `goal_names`.
    year : int, optional
        For a rung: a year of the ladder, by default the last. Other outcomes count over the whole horizon.

    Returns
    -------
    Goal

    Raises
    ------
    KeyError
        If there is no such outcome.
    ValueError
        If it is not read in that year.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("korea-1953")
    >>> goal(case).year, goal(case, "throughput").sign
    (10, -1.0)
    """
    years = ladder_years(case.horizon_months)
    if outcome in RUNGS:
        chosen = years[-1] if year is None else year
        if chosen not in years:
            raise ValueError(f"the ladder of {case.name} is read in years {years}, not {year}")
        found = [m for m in ladder_measures(case.horizon_months) if m.outcome == outcome]
        return Goal(next(m for m in found if m.year == chosen), 1.0)
    if outcome not in goal_names(case):
        raise KeyError(f"{outcome!r} is no outcome; there are {', '.join(goal_names(case))}")
    if year is not None:
        raise ValueError(f"{outcome} is counted over the whole horizon, not by year {year}")
    measure = next(m for m in outcome_measures() if m.outcome == outcome)
    return Goal(measure, -1.0 if outcome in MORE_IS_BETTER else 1.0)


def _matters(case: Case, package: Package, name: str) -> bool:
    """Say whether holding a number can change anything under a package."""
    owner, dot, field = name.partition(".")
    if not dot:
        return True
    if field == "pool":
        return any(lever.by == owner for lever in case.levers if lever.id in package.settings)
    return owner in package.settings


class Trials:
    """Runs packages of one case on common worlds and luck.

    Equal weights make a world's mean all that a paired difference and its error need, so no more is kept.

    Parameters
    ----------
    case : Case
    sample : Sample
    measures : iterable of Measure
        What is read; every future must have a figure.
    threads : int
        0 for all.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("korea-1953")
    >>> trials = Trials(case, Sample(32, 8, 1), [goal(case).measure], threads=1)
    >>> trials.means(case.package("none")).shape
    (1, 8)
    """

    def __init__(self, case: Case, sample: Sample, measures: Iterable[Measure], *, threads: int = 0) -> None:
        self.case, self.sample, self.measures = case, sample, tuple(measures)
        self.runs = 0
        self._threads = threads or all_threads()
        # samples are small here: blocks of the usual size would leave threads without work
        self._batch = min(DEFAULT_BATCH, max(1, -(-sample.futures // (BLOCKS * self._threads))))
        self._worlds = worlds_of(case, sample)
        self._plans: dict[FrozenMap[LeverSetting], Plan] = {}
        self._known: dict[Any, Floats] = {}

    def _plan(self, package: Package, pins: Pins) -> Plan:
        held = {name: pin for name, pin in pins.items() if "." in name}
        if held:
            return make_plan(self.case, package, self.sample.seed, self.sample.worlds, held)
        if package.settings not in self._plans:
            if len(self._plans) >= PLANS:
                self._plans.clear()
            self._plans[package.settings] = make_plan(
                self.case, package, self.sample.seed, self.sample.worlds
            )
        return self._plans[package.settings]

    def plan(self, package: Package) -> Plan:
        """Return a package as arrays in the worlds of these trials."""
        return self._plan(package, {})

    def worlds(self) -> Any:
        """Return the worlds of these trials; structured array of WORLD, shape (worlds,)."""
        return self._worlds

    def means(self, package: Package, pins: Pins | None = None) -> Floats:
        """Return the mean of each measure in each world; shape (measures, worlds).

        Parameters
        ----------
        package : Package
            Two that differ in name alone are one.
        pins : mapping of str to Pin, optional
            Numbers held at a chance level or value; those that cannot matter here are passed over.
        """
        mattering = {n: p for n, p in (pins or {}).items() if _matters(self.case, package, n)}
        key = (package.settings, frozenset(mattering.items()))
        if key not in self._known:
            self._known[key] = self._run(package, mattering)
        return self._known[key]

    def _run(self, package: Package, pins: Pins) -> Floats:
        worlds = pinned_worlds(self.case, self._worlds, pins) if pins else self._worlds
        plan = self._plan(package, pins)
        outcomes = run_plan(self.case, plan, worlds, self.sample, threads=self._threads, batch=self._batch)
        self.runs += 1
        values = [measure.read(outcomes).values for measure in self.measures]
        return np.array([value.reshape(self.sample.worlds, -1).mean(axis=1) for value in values])

    def means_together(self, packages: Sequence[Package]) -> Floats:
        """Return what `means` returns of each package; packages that open with the same promises share runs.

        Packages that take the same choices of design, and the same steps of an amount, are subsets of one.

        Parameters
        ----------
        packages : sequence of Package

        Returns
        -------
        array of float, shape (packages, measures, worlds)
            Bit for bit what `means` gives.
        """
        if any(measure.outcome == _APART for measure in self.measures):
            return np.stack([self.means(package) for package in packages])
        found = np.empty((len(packages), len(self.measures), self.sample.worlds))
        for whole, places in self._families(packages):
            plan = make_plan(self.case, whole, self.sample.seed, self.sample.worlds)
            bit = {lever: 1 << at for at, lever in enumerate(plan.lever_ids)}
            masks = [sum(bit.get(lever, 0) for lever in packages[at].settings) for at in places]
            found[places] = means_together(
                self.case,
                plan,
                self._worlds,
                self.sample,
                np.array(masks, dtype=np.int64),
                self._read,
                threads=self._threads,
            )
        return found

    def _read(self, outcomes: Outcomes) -> Floats:
        return np.stack([measure.read(outcomes).values for measure in self.measures])

    def _families(self, packages: Sequence[Package]) -> list[tuple[Package, list[int]]]:
        """Return packages that hold all that some of those asked for hold, and the places of these."""
        settings: dict[str, set[LeverSetting]] = {}
        for package in packages:
            for lever, setting in package.settings.items():
                settings.setdefault(lever, set()).add(setting)
        apart = {
            lever
            for lever, found in settings.items()
            if len(found) > 1 or self.case.lever(lever).kind == "design"
        }
        families: dict[frozenset[Any], tuple[dict[str, LeverSetting], list[int]]] = {}
        for at, package in enumerate(packages):
            own = {lever: setting for lever, setting in package.settings.items() if lever in apart}
            union, places = families.setdefault(frozenset(own.items()), ({}, []))
            union.update(package.settings.items())
            places.append(at)
        return [
            (Package(name="together", title="", settings=FrozenMap(union)), places)
            for union, places in families.values()
        ]

    def gap(self, package: Package, other: Package, pins: Pins | None = None, measure: int = 0) -> Estimated:
        """Return the mean of a measure under a package less that under another, paired, with its error."""
        return paired(self.means(package, pins)[measure], self.means(other, pins)[measure])


def paired(one: Floats, other: Floats) -> Estimated:
    """Return the mean difference of two rows of world means with its error.

    Examples
    --------
    >>> paired(np.array([1.0, 0.5]), np.array([0.5, 0.5]))
    Estimated(value=0.25, error=0.25)
    """
    return difference(Reading.of(one), Reading.of(other), one.size)


def with_amounts(package: Package, amounts: Mapping[str, Any]) -> Package:
    """Return a package with the amounts of some of its levers replaced by other estimates.

    Raises
    ------
    KeyError
        If the package does not hold a lever.
    """
    settings = dict(package.settings.items())
    for lever, amount in amounts.items():
        settings[lever] = replace(settings[lever], amount=amount)
    return replace(package, settings=FrozenMap(settings))


__all__ = ["At", "Goal", "Trials", "goal", "goal_names", "paired", "with_amounts"]
