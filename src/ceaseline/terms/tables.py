"""Reads the CSV tables of this package into frozen rows."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

ROLES = ("protected", "challenger", "guarantor", "monitor")
#: ``us`` is the engine's slot of the leading outside power, whoever holds it in a case.
BLOCS = ("own", "europe", "us", "third")
#: The position in the tuple is the level of form, 0 to 3.
FORMS = ("unwritten", "declared", "signed", "ratified")
SITINGS = ("outside", "rear", "line")
DOMAINS = ("land", "air", "sea", "data", "politics")
STANCES = (
    "commits",
    "offers",
    "considers",
    "conditional",
    "undecided",
    "refuses",
    "withdraws",
    "demands",
    "expects",
)
FIRMNESS = ("firm", "stated", "reported", "tentative", "speculative")
#: A primary or official, B secondary press, C aggregator or mirror, D derived by arithmetic, E judgement.
GRADES = ("A", "B", "C", "D", "E")
KINDS = ("measured", "estimated", "assumption")

#: What is counted in a future: the ladder and capability in a month, the rest over the whole horizon.
RUNG_OUTCOMES = ("incident", "use_of_force", "deadly_clash", "serious_clash", "war")
CAPABILITY_OUTCOMES = (
    *("troops_in_country", "warning_days", "attribution_days", "air_leak_share", "ships_on_station"),
    *("force_cover_share", "sites_covered_share", "challenger_brigades", "protected_brigades"),
    *("port_throughput", "monitors", "protected_quality"),
)
WHOLE_OUTCOMES = (
    *("aim_reached", "promise_tested", "promise_kept", "territory_lost_km2", "dead", "guarantor_dead"),
    *("hits_on_sites", "violations", "throughput", "agreement", "cost_eur_per_year"),
    *("in_force_least", "in_force_greatest", "withdrawals", "greatest_reached", "in_force"),
)
OUTCOMES = (*RUNG_OUTCOMES, *CAPABILITY_OUTCOMES, *WHOLE_OUTCOMES)

#: Kind of a number that a case draws from the worlds kept by a calibration; no file may claim it.
CALIBRATED = "calibrated"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number that the engine needs of every case.

    Parameters
    ----------
    name
        Its name in YAML, Python, command line and charts.
    unit
        Canonical unit, a key of ``UNITS``; every value is converted to it.
    low, high
        Bounds in the canonical unit; a value outside them is an error.
    phase
        Phase of the month in which it acts.
    symbol
        Its sign in the model book.
    meaning
        What it is, in words.

    Examples
    --------
    >>> PARAMETERS["front_km"].unit
    'km'
    """

    name: str
    unit: str
    low: float
    high: float
    phase: str
    symbol: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of promise or design choice that a lever may be about.

    Parameters
    ----------
    name
        Its name, as in the vocabulary of the evidence ledger where one exists there.
    kind
        ``promise``, or ``design`` for a choice that changes other levers.
    unit
        Canonical unit of its amount.
    acts_in
        Phases of the month in which it acts.
    meaning
        What it is, in words.

    Examples
    --------
    >>> ITEMS["air_policing"].unit, ITEMS["siting"].kind
    ('aircraft', 'design')
    """

    name: str
    kind: str
    unit: str
    acts_in: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of measurement.

    Parameters
    ----------
    name
        Its name in case files.
    dimension
        Units convert into each other exactly when their dimensions are equal.
    factor
        Size in the base unit of the dimension; for money in dollars, before the exchange rate.
    usd
        Whether the factor is still to be multiplied by the case's euros per dollar.

    Examples
    --------
    >>> UNITS["weeks"].factor, UNITS["bn_usd"].usd
    (7.0, True)
    """

    name: str
    dimension: str
    factor: float
    usd: bool


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _unit(row: Mapping[str, str]) -> Unit:
    text = row["factor"]
    usd = text.startswith("usd")
    number = text.removeprefix("usd").removeprefix("*") or "1"
    return Unit(row["unit"], row["dimension"], float(number), usd)


def _parameter(row: Mapping[str, str]) -> Parameter:
    low, high = float(row["low"]), float(row["high"])
    return Parameter(row["name"], row["unit"], low, high, row["phase"], row["symbol"], row["meaning"])


def _item(row: Mapping[str, str]) -> Item:
    return Item(row["name"], row["kind"], row["unit"], tuple(row["acts_in"].split(";")), row["meaning"])


#: Every unit by name, in the order of ``units.csv``.
UNITS: Mapping[str, Unit] = MappingProxyType({row["unit"]: _unit(row) for row in _rows("units.csv")})
#: Every engine assumption by name, in the order of ``parameters.csv``.
PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {row["name"]: _parameter(row) for row in _rows("parameters.csv")}
)
#: Every lever item by name, in the order of ``items.csv``.
ITEMS: Mapping[str, Item] = MappingProxyType({row["name"]: _item(row) for row in _rows("items.csv")})
#: Phases of the month that own an assumption, in the order of ``parameters.csv``.
PHASES: tuple[str, ...] = tuple(dict.fromkeys(parameter.phase for parameter in PARAMETERS.values()))

_WILL = _rows("willingness.csv")
#: (stance, firmness) -> p5, p50 and p95 of the chance "willing when asked". A pair without a row (undecided,
#: demands, expects, a withdrawal that is merely possible) never replaces the position that stood before it.
WILLINGNESS: Mapping[tuple[str, str], tuple[float, float, float]] = MappingProxyType(
    {
        (row["stance"], row["firmness"]): (float(row["p5"]), float(row["p50"]), float(row["p95"]))
        for row in _WILL
    }
)
#: The reason of each row of ``WILLINGNESS``.
WILLINGNESS_WHY: Mapping[tuple[str, str], str] = MappingProxyType(
    {(row["stance"], row["firmness"]): row["why"] for row in _WILL}
)
