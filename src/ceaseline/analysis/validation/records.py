"""The records that ship with the program, read once: engagements, relapse into fighting, raids."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.statistics import Floats

CDB90 = (
    "CDB90, Database of Battles 1990 (US Army Concepts Analysis Agency; J. B. Arnold, "
    "github.com/jrnold/CDB90, ODC-BY 1.0); own computation"
)
RAIDS = "Ukrainian Air Force claims 2022-09 to 2026-04, own statistics (one-sided; leakers under-reported)"


@dataclass(frozen=True)
class Engagements:
    """Battles of CDB90, one a place in every array.

    Parameters
    ----------
    year : array of float
        NaN where the record has none.
    war : tuple of str
    log_ratio : array of float
        Logarithm of attacker's strength over defender's.
    won : array of float
        1 where the attacker won; a draw is no win.
    lost_a, lost_d : array of float
        Casualties as parts of the strengths, NaN where not known.
    days : array of float
    advance : array of float
        Kilometres gained, negative if driven back, NaN where not known.
    """

    year: Floats
    war: tuple[str, ...]
    log_ratio: Floats
    won: Floats
    lost_a: Floats
    lost_d: Floats
    days: Floats
    advance: Floats

    def during(self, first: int, last: int = 9999) -> Engagements:
        """Return the battles of some years.

        Examples
        --------
        >>> engagements().during(1914).won.size
        367
        """
        chosen = (self.year >= first) & (self.year <= last)
        return Engagements(
            self.year[chosen],
            tuple(war for war, keep in zip(self.war, chosen, strict=True) if keep),
            self.log_ratio[chosen],
            self.won[chosen],
            self.lost_a[chosen],
            self.lost_d[chosen],
            self.days[chosen],
            self.advance[chosen],
        )


def _rows(package: str, name: str) -> list[dict[str, str]]:
    with files(package).joinpath("data", name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


@lru_cache(maxsize=1)
def engagements() -> Engagements:
    """Return all 621 engagements.

    Examples
    --------
    >>> engagements().won.size
    621
    """
    rows = _rows("ceaseline.analysis.validation", "cdb90_engagements.csv")
    column = {
        name: np.array([_number(row[name]) for row in rows])
        for name in ("year", "N_a", "N_d", "cas_a", "cas_d", "duration1", "wina", "kmda")
    }
    return Engagements(
        column["year"],
        tuple(row["war"] for row in rows),
        np.log(column["N_a"] / column["N_d"]),
        (column["wina"] == 1.0).astype(np.float64),
        column["cas_a"] / column["N_a"],
        column["cas_d"] / column["N_d"],
        column["duration1"],
        column["kmda"],
    )


@lru_cache(maxsize=1)
def relapse() -> dict[tuple[str, str, int], float]:
    """Return the share of spells that had relapsed, by class, rung and year.

    Examples
    --------
    >>> relapse()["contiguous", "war", 5]
    0.132
    """
    rows = _rows("ceaseline.analysis", "relapse.csv")
    return {(row["class"], row["rung"], int(row["year"])): float(row["share"]) for row in rows}


@dataclass(frozen=True)
class Raids:
    """Raids with one kind of weapon, by size.

    Parameters
    ----------
    raids, launched : array of float
        Raids in each class of size, and weapons launched in them.
    stopped : array of float
        Share shot down, jammed or lost.
    """

    raids: Floats
    launched: Floats
    stopped: Floats


def raids(weapon: str) -> Raids:
    """Return the raids with drones, cruise or ballistic missiles.

    Examples
    --------
    >>> float(raids("drones").launched.sum())
    87041.0
    """
    rows = [row for row in _rows("ceaseline.analysis.validation", "raids.csv") if row["weapon"] == weapon]
    columns: list[NDArray[np.float64]] = [
        np.array([float(row[name]) for row in rows]) for name in ("raids", "launched", "stopped_share")
    ]
    return Raids(*columns)
