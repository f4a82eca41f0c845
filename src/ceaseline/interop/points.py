"""The model as a function of some of its uncertain numbers, all others at their medians."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ceaseline.analysis.asked import Asked, known_names
from ceaseline.analysis.numbers import Number
from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case
from ceaseline.study.quantiles import chances_of
from ceaseline.study.rows import Rows, draw_rows, with_chances
from ceaseline.study.study import all_threads


@dataclass(frozen=True)
class Points:
    """A question to the model at points of someone else's choosing.

    Parameters
    ----------
    asked : Asked
        Package, baseline and outcome.
    names : tuple of str
        Uncertain numbers that a point sets; every other one stands at its median.
    futures : int
        Futures at each point, with the same luck at every point, so the answer is a function of the point.
    seed : int
        Of the luck.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> asked = points(load("korea-1953"), "none", ["precision", "odds_level"], futures=8)
    >>> asked.low.shape, bool((asked.low < asked.high).all())
    ((2,), True)
    """

    asked: Asked
    names: tuple[str, ...]
    futures: int
    seed: int

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The uncertain numbers that a point sets."""
        known = self.asked.numbers()
        return tuple(known[name] for name in self.names)

    @property
    def low(self) -> Floats:
        """5th percentile of each number, in its canonical unit."""
        return np.array([number.estimate.p5 for number in self.numbers])

    @property
    def high(self) -> Floats:
        """95th percentile of each number, in its canonical unit."""
        return np.array([number.estimate.p95 for number in self.numbers])

    def rows(self, chances: Floats) -> Rows:
        """Return the points of the model at which the numbers stand at given chances.

        Parameters
        ----------
        chances : array of float, shape (points, names)
            In [0, 1].
        """
        case, size = self.asked.case, len(chances)
        first = draw_rows(case, self.asked.owned(), self.seed, 1)
        middle = np.full(size, 0.5)
        everywhere = Rows(np.repeat(first.worlds, size), dict.fromkeys(first.chances, middle))
        held = dict.fromkeys(case.assumptions, middle)
        return with_chances(case, everywhere, {**held, **dict(zip(self.names, chances.T, strict=True))})

    def at_chances(self, chances: Floats, *, threads: int = 0) -> Floats:
        """Return the mean outcome at points given as chances.

        Parameters
        ----------
        chances : array of float, shape (points, names)
            Chance at which each number stands in its own distribution, in [0, 1].
        threads : int
            0 for all; changes no bit.

        Returns
        -------
        array of float, shape (points,)
            Mean over futures of the outcome, or of its paired difference from the baseline.
        """
        answers = self.asked.answers(
            self.rows(np.asarray(chances, dtype=np.float64)),
            self.futures,
            self.seed,
            common_luck=True,
            threads=threads or all_threads(),
        )
        return np.asarray(answers.mean(axis=1))

    def at_values(self, values: Floats, *, threads: int = 0) -> Floats:
        """Return the mean outcome at points given as values in canonical units.

        A value that a number cannot take is moved to the nearest one that it can. A number whose range a
        package sets itself is read on the range of the package asked for and stands at the same chance in the
        baseline's.

        Parameters
        ----------
        values : array of float, shape (points, names)
        threads : int

        Returns
        -------
        array of float, shape (points,)
        """
        given = np.asarray(values, dtype=np.float64)
        chances = [
            chances_of(number.estimate.value, column)
            for number, column in zip(self.numbers, given.T, strict=True)
        ]
        return self.at_chances(np.stack(chances, axis=1), threads=threads)


def points(
    case: Case,
    package: str,
    names: Iterable[str] | None = None,
    *,
    against: str | None = None,
    outcome: str = "war",
    year: int | None = None,
    futures: int = 64,
    seed: int = 1,
) -> Points:
    """Make the model a function of some of its uncertain numbers.

    Parameters
    ----------
    case : Case
    package, against : str
        Names of packages; with `against`, the paired difference is the answer.
    names : iterable of str, optional
        Uncertain numbers that a point sets; all of them by default.
    outcome, year
        As in `ceaseline.analysis.sensitivity.sensitivity`.
    futures : int
        Futures at each point.
    seed : int

    Returns
    -------
    Points

    Raises
    ------
    KeyError
        If there is no such package or number.
    ValueError
        If there is no such outcome or year.
    """
    asked = Asked.of(case, package, against, outcome, year)
    chosen: Sequence[str] = list(asked.numbers()) if names is None else list(names)
    return Points(asked, known_names(asked, chosen), futures, seed)
