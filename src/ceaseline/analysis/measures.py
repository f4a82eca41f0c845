"""What is counted: how each outcome is read from the futures of a package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.statistics import Floats, Reading
from ceaseline.model.records import CAPABILITY, KINDS, NEVER, READINGS, ROADS, RUNGS

Outcomes = NDArray[np.void]

#: Years after the ceasefire at which the ladder is read.
LADDER_YEARS = (1, 2, 5, 10)

#: Unit of each capability, in the order of the records.
CAPABILITY_UNITS = {
    "troops_in_country": "troops",
    "warning_days": "days",
    "attribution_days": "days",
    "air_leak_share": "share",
    "ships_on_station": "ships",
    "force_cover_share": "share",
    "sites_covered_share": "share",
    "challenger_brigades": "brigade equivalents",
    "protected_brigades": "brigade equivalents",
    "port_throughput": "share",
    "monitors": "persons",
    "protected_quality": "factor",
}

#: Capability that a comparison shows, at these months.
SHOWN_CAPABILITY = (
    "troops_in_country",
    "warning_days",
    "attribution_days",
    "air_leak_share",
    "ships_on_station",
)
SHOWN_MONTHS = (12, 60)


@dataclass(frozen=True)
class Measure:
    """One figure that can be read from every future of a package.

    Parameters
    ----------
    outcome : str
        Its name.
    month : int or None
        Month after the ceasefire to which it belongs; None for the whole horizon.
    unit : str
        ``share`` for shares of futures and other parts of one.
    read : callable
        From outcomes to a `Reading`.
    same_futures : bool
        Compare packages over futures that have a figure under both.
    """

    outcome: str
    month: int | None
    unit: str
    read: Callable[[Outcomes], Reading]
    same_futures: bool = False

    @property
    def year(self) -> int | None:
        """The year that ends with the month, if one does."""
        return None if self.month is None or self.month % 12 else self.month // 12


def _whole(values: NDArray[np.generic]) -> Reading:
    return Reading.of(values.astype(np.float64))


def _rung(rung: int, month: int, outcomes: Outcomes) -> Reading:
    return _whole(outcomes["first"][:, rung] <= month)


def _road(road: int, outcomes: Outcomes) -> Reading:
    return _whole(outcomes["road"] == road)


def _field(name: str, outcomes: Outcomes) -> Reading:
    return _whole(outcomes[name])


def _at_least_one(name: str, outcomes: Outcomes) -> Reading:
    return _whole(outcomes[name] > 0)


def _kept(outcomes: Outcomes) -> Reading:
    tested = outcomes["tested"].astype(np.float64)
    return Reading(outcomes["kept"] / np.maximum(tested, 1.0), tested)


def _challenges(kind: int, outcomes: Outcomes) -> Reading:
    return _whole(outcomes["challenges"][:, kind])


def _capability(row: int, column: int, outcomes: Outcomes) -> Reading:
    return Reading.of(outcomes["capability"][:, row, column])


def _in_force(name: str, outcomes: Outcomes) -> Reading:
    return _whole(np.bitwise_count(outcomes[name].astype(np.uint64)))


def months_to_war(outcomes: Outcomes) -> Floats:
    """Return the month of war in each future; NaN where none comes within the horizon."""
    first = outcomes["first"][:, RUNGS.index("war")].astype(np.float64)
    return np.where(first < NEVER, first, np.nan)


def ladder_years(horizon_months: int) -> tuple[int, ...]:
    """Return the years of the ladder that the horizon holds.

    Examples
    --------
    >>> ladder_years(60)
    (1, 2, 5)
    """
    return tuple(year for year in LADDER_YEARS if 12 * year <= horizon_months)


def ladder_measures(horizon_months: int) -> tuple[Measure, ...]:
    """Return the five rungs in each year of the ladder."""
    return tuple(
        Measure(rung, 12 * year, "share", partial(_rung, r, 12 * year))
        for year in ladder_years(horizon_months)
        for r, rung in enumerate(RUNGS)
    )


def outcome_measures() -> tuple[Measure, ...]:
    """Return what is counted beyond the ladder, over the whole horizon."""
    return (
        Measure("aim_reached", None, "share", partial(_at_least_one, "aim_reached")),
        Measure("promise_tested", None, "share", partial(_at_least_one, "tested")),
        Measure("promise_kept", None, "share", _kept),
        Measure("territory_lost_km2", None, "km2", partial(_field, "territory_lost")),
        Measure("dead", None, "persons", partial(_field, "dead")),
        Measure("guarantor_dead", None, "persons", partial(_field, "guarantor_dead")),
        Measure("hits_on_sites", None, "hits", partial(_field, "hits_on_sites")),
        Measure("violations", None, "a year", partial(_field, "violations")),
        Measure("throughput", None, "share", partial(_field, "throughput")),
        Measure("agreement", None, "share", partial(_field, "agreement")),
    )


def cost_measure() -> Measure:
    """Return the mean yearly cost to guarantors, over the months that a future runs."""
    return Measure("cost_eur_per_year", None, "EUR a year", partial(_field, "cost"))


def capability_measures(months: tuple[int, ...], columns: tuple[str, ...]) -> tuple[Measure, ...]:
    """Return capability at given months, over futures that still run then."""
    return tuple(
        Measure(
            column,
            month,
            CAPABILITY_UNITS[column],
            partial(_capability, READINGS.index(month), CAPABILITY.index(column)),
            same_futures=True,
        )
        for month in months
        for column in columns
    )


def compared_measures(horizon_months: int) -> tuple[Measure, ...]:
    """Return everything in which a comparison sets packages against the baseline."""
    months = tuple(month for month in SHOWN_MONTHS if month <= horizon_months)
    return (
        *ladder_measures(horizon_months),
        *outcome_measures(),
        *capability_measures(months, SHOWN_CAPABILITY),
        cost_measure(),
    )


def every_measure(horizon_months: int) -> tuple[Measure, ...]:
    """Return everything that is counted, cost left out: where levers and assumptions are looked for."""
    months = tuple(month for month in READINGS if month <= horizon_months)
    return (
        *ladder_measures(horizon_months),
        *outcome_measures(),
        *(
            Measure(f"road_{road}", None, "share", partial(_road, code))
            for code, road in enumerate(ROADS)
            if code > 0
        ),
        *(
            Measure(f"challenges_{kind}", None, "a future", partial(_challenges, code))
            for code, kind in enumerate(KINDS)
            if code > 0
        ),
        Measure("standdowns", None, "a future", partial(_field, "standdowns")),
        *capability_measures(months, CAPABILITY),
    )


def promise_measures() -> tuple[Measure, ...]:
    """Return what is counted of promises as such: in force at month 24, withdrawn, coordinated.

    A promise moves these by being there, so they say nothing of its worth;
    a design or an assumption does not.
    """
    return (
        Measure("in_force_least", None, "promises", partial(_in_force, "least")),
        Measure("in_force_greatest", None, "promises", partial(_in_force, "greatest")),
        Measure("withdrawals", None, "a future", partial(_field, "withdrawals")),
        Measure("greatest_reached", None, "share", partial(_field, "greatest_reached")),
    )
