"""What an exploration asks: an outcome of a package, or its paired difference from another, at any points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ceaseline.analysis.measures import Measure, ladder_measures, ladder_years, outcome_measures
from ceaseline.analysis.numbers import Number, uncertain_numbers
from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case
from ceaseline.model.records import RUNGS
from ceaseline.study.rows import Rows, run_rows

#: Read as parts of something that not every future has, so a mean over the futures of a row says nothing.
_PARTIAL = frozenset({"promise_kept"})
#: Year of the ladder where none is asked for.
DEFAULT_YEAR = 5


def outcome_names(horizon_months: int) -> tuple[str, ...]:
    """Return the outcomes that can be asked for.

    Examples
    --------
    >>> outcome_names(120)[:3]
    ('incident', 'use_of_force', 'deadly_clash')
    """
    rungs = dict.fromkeys(measure.outcome for measure in ladder_measures(horizon_months))
    return (*rungs, *(m.outcome for m in outcome_measures() if m.outcome not in _PARTIAL))


def _measure(horizon_months: int, outcome: str, year: int | None) -> Measure:
    if outcome in RUNGS:
        years = ladder_years(horizon_months)
        by = year if year is not None else (DEFAULT_YEAR if DEFAULT_YEAR in years else years[-1])
        for measure in ladder_measures(horizon_months):
            if (measure.outcome, measure.year) == (outcome, by):
                return measure
        raise ValueError(f"the ladder of this case is read in years {', '.join(map(str, years))}, not {by}")
    if outcome not in outcome_names(horizon_months):
        known = ", ".join(outcome_names(horizon_months))
        raise ValueError(f"no outcome {outcome!r} can be asked for; there are {known}")
    if year is not None:
        raise ValueError(f"{outcome} is counted over the whole horizon, so it has no year")
    return next(measure for measure in outcome_measures() if measure.outcome == outcome)


@dataclass(frozen=True)
class Asked:
    """A question that every future of a point answers with one figure.

    Parameters
    ----------
    case : Case
    package : str
    against : str or None
        Baseline with the same points and luck whose figure is taken off; None for the level itself.
    measure : Measure
    """

    case: Case
    package: str
    against: str | None
    measure: Measure

    @classmethod
    def of(
        cls,
        case: Case,
        package: str,
        against: str | None = None,
        outcome: str = "war",
        year: int | None = None,
    ) -> Asked:
        """Look up what is asked.

        Parameters
        ----------
        case : Case
        package, against : str
            Names of packages.
        outcome : str
            One of `outcome_names`.
        year : int, optional
            Of the ladder, for its rungs; 5 or the last one by default.

        Raises
        ------
        KeyError
            If the case has no such package.
        ValueError
            If there is no such outcome or year.

        Examples
        --------
        >>> from ceaseline.case import load
        >>> Asked.of(load("korea-1953"), "none").measure.year
        5
        """
        for name in (package, against):
            if name is not None:
                case.package(name)
        return cls(case, package, against, _measure(case.horizon_months, outcome, year))

    @property
    def packages(self) -> tuple[str, ...]:
        """The package, and the baseline if there is one."""
        return (self.package,) if self.against is None else (self.package, self.against)

    def numbers(self) -> dict[str, Number]:
        """Return every number that differs from world to world under one of the packages, by name."""
        found: dict[str, Number] = {}
        for name in self.packages:
            for number in uncertain_numbers(self.case, self.case.package(name)):
                found.setdefault(number.name, number)
        return found

    def owned(self) -> tuple[str, ...]:
        """Return the names of those that belong to levers and parties."""
        return tuple(number.name for number in self.numbers().values() if number.owner)

    def figures(
        self, rows: Rows, per_row: int, seed: int, *, common_luck: bool, threads: int
    ) -> tuple[Floats, ...]:
        """Return the figure of each future under each package; arrays of shape (rows, per_row)."""
        found = []
        for name in self.packages:
            package = self.case.package(name)
            outcomes = run_rows(
                self.case, package, rows, per_row, seed, common_luck=common_luck, threads=threads
            )
            found.append(self.measure.read(outcomes).values.reshape(rows.size, per_row))
        return tuple(found)

    def answers(self, rows: Rows, per_row: int, seed: int, *, common_luck: bool, threads: int) -> Floats:
        """Return the figure, or the paired difference, of each future; shape (rows, per_row)."""
        figures = self.figures(rows, per_row, seed, common_luck=common_luck, threads=threads)
        return figures[0] if len(figures) == 1 else np.asarray(figures[0] - figures[1])


def known_names(asked: Asked, names: Iterable[str]) -> tuple[str, ...]:
    """Return names after checking that each is a number that the packages leave uncertain.

    Raises
    ------
    KeyError
        With the nearest name.
    """
    from ceaseline.case.problems import nearest

    numbers = asked.numbers()
    for name in names:
        if name not in numbers:
            raise KeyError(f"no uncertain number is called {name!r}: {nearest(name, numbers)}")
    return tuple(dict.fromkeys(names))
