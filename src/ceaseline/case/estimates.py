"""Turns a number of a file into an estimate: inherited, converted, within its bounds, with a source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Any

from ceaseline.case.problems import nearest
from ceaseline.case.shapes import Beta, Normal, Number, Quantiles, Rival, SourceRef
from ceaseline.case.stated import Citation, Estimate, RivalReading
from ceaseline.case.uncertain import Uncertain
from ceaseline.case.yamlfile import At
from ceaseline.terms import UNITS, convert, units_like

_BOUNDS = {
    "share": (0.0, 1.0),
    "share_of_gdp": (0.0, 1.0),
    "level": (0.0, 3.0),
    "flag": (0.0, 1.0),
    "place": (0.0, 2.0),
}
_ARGUMENTS = ("p5", "p50", "p95", "low", "mode", "high", "mean", "sd", "value")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number stands for: its name, canonical unit and bounds."""

    name: str
    unit: str
    lower: float
    upper: float

    @classmethod
    def of_unit(cls, name: str, unit: str) -> "Quantity":
        """Take the bounds that go with a unit: shares up to 1, everything else from 0."""
        lower, upper = _BOUNDS.get(unit, (0.0, inf))
        return cls(name, unit, lower, upper)


@dataclass(frozen=True, slots=True)
class Origins:
    """What a number inherits from the entry, group or file around it."""

    source: SourceRef | None = None
    as_of: str | None = None
    grade: str | None = None
    kind: str | None = None
    note: str | None = None
    unit: str | None = None
    reason: str | None = None

    source_at: At | None = None

    def under(self, inner: Any, at: At) -> "Origins":
        """Return what holds inside ``inner``, which stands at ``at`` and whose own statements come first."""
        names = ("source", "as_of", "grade", "kind", "unit", "reason")
        own = {name: value for name in names if (value := getattr(inner, name, None)) is not None}
        return replace(self, **own, source_at=at / "source") if "source" in own else replace(self, **own)


@dataclass(frozen=True, slots=True)
class Book:
    """What references and conversions need.

    ``sources`` holds the keys of sources.bib, None when that file cannot be read; ``usd`` is in EUR per USD.
    """

    sources: Mapping[str, Any] | None
    usd: float | None

    def cite(self, source: SourceRef, at: At) -> Citation:
        """Look a source up; a dangling reference is a problem."""
        if self.sources is not None and source.key not in self.sources:
            mend = nearest(source.key, self.sources, listed=6)
            at.problem(f"no source has the key {source.key}", "every key stands in sources.bib", mend)
        return Citation(source.key, source.locator or "")


def estimate(number: Number, at: At, quantity: Quantity, origins: Origins, book: Book) -> Estimate | None:
    """Turn a number into an estimate.

    Parameters
    ----------
    number
        What the file says.
    at
        Where it says so.
    quantity
        What it stands for.
    origins
        What it inherits.
    book
        Sources and exchange rate.

    Returns
    -------
    Estimate or None
        In the canonical unit; None when its values or unit are at fault. Problems are noted at ``at``.
    """
    held = origins.under(number, at)
    _check_origin(number, held, at)
    source = book.cite(held.source, held.source_at or at) if held.source else None
    unit = _unit(number.unit, held.unit, at, quantity, book)
    rivals = tuple(
        _rival(rival, at / "rivals" / index, unit, quantity, book)
        for index, rival in enumerate(number.rivals)
    )
    value = _value(number, unit, at, quantity, book) if unit else None
    if value is None:
        return None
    return Estimate(
        value=value,
        unit=quantity.unit,
        source=source,
        as_of=held.as_of or "",
        grade=held.grade or "E",
        kind=held.kind or "assumption",
        note=number.note or held.note or "",
        reason=held.reason or "",
        rivals=rivals,
        origin=at.line,
    )


def _check_origin(number: Number, held: Origins, at: At) -> None:
    around = "it is given neither here nor around it"
    for name in ("as_of", "grade", "kind"):
        if getattr(held, name) is None:
            at.problem(f"{name} is missing", around, f"add {name}: here, to the group or to defaults")
    if held.source is None and not (
        held.grade == "E" and held.kind == "assumption" and (number.note or held.note)
    ):
        why = "only an assumption of grade E with a note may stand without"
        at.problem("source is missing", why, "add source: with a key of sources.bib")


def _unit(own: str | None, inherited: str | None, at: At, quantity: Quantity, book: Book) -> str | None:
    valid = ", ".join(units_like(quantity.unit))
    unit = own or inherited
    if unit is None:
        at.problem("unit is missing", "a bare number can be misread", f"add unit: one of {valid}")
        return None
    spot = at / "unit" if own else at
    if UNITS[unit].dimension != UNITS[quantity.unit].dimension:
        what = f"{unit} cannot measure {quantity.name}"
        spot.problem(what, f"its unit is {quantity.unit}", f"valid are {valid}")
        return None
    if UNITS[unit].usd != UNITS[quantity.unit].usd and book.usd is None:
        why = "the case gives no euros per dollar"
        spot.problem(f"{unit} needs a rate", why, "add currency: to case.yaml")
        return None
    return unit


def _value(number: Number, unit: str, at: At, quantity: Quantity, book: Book) -> Uncertain | None:
    given = {name: getattr(number, name) for name in _ARGUMENTS if hasattr(number, name)}
    if not _ordered(number, given, at):
        return None
    exact = {name: convert(value, unit, quantity.unit, usd=book.usd) for name, value in given.items()}
    if not _within(number, exact, unit, at, quantity, book):
        return None
    if isinstance(number, Quantiles):
        if not _scale_fits(number, exact, at):
            return None
        return Uncertain.of(**exact, lower=quantity.lower, upper=quantity.upper, scale=number.scale)
    if isinstance(number, Beta):
        exact |= {"a": number.a, "b": number.b}
    name: str = getattr(number, "distribution")  # noqa: B009 - every named shape has it, their base has not
    return Uncertain.named(name, exact, lower=quantity.lower, upper=quantity.upper)


def _ordered(number: Number, given: Mapping[str, float], at: At) -> bool:
    order = [name for name in ("p5", "p50", "p95", "low", "mode", "high") if name in given]
    for below, above in pairwise(order):
        strict = not isinstance(number, Quantiles) and (below, above) == ("low", "high")
        if given[below] > given[above] or (strict and given[below] == given[above]):
            word = "not above" if strict else "below"
            what = f"{above} {given[above]:g} is {word} {below} {given[below]:g}"
            (at / above).problem(what, "values rise from low to high", "put them in order")
            return False
    if isinstance(number, Normal | Beta):
        for name in ("sd", "a", "b"):
            if getattr(number, name, 1.0) <= 0:
                what = f"{name} is {getattr(number, name):g}"
                (at / name).problem(what, "it has to be above 0", "correct it")
                return False
    if getattr(number, "distribution", "") == "loguniform" and given["low"] <= 0:
        (at / "low").problem(f"low is {given['low']:g}", "a logarithm needs values above 0", "use uniform")
        return False
    return True


def _within(
    number: Number, exact: Mapping[str, float], unit: str, at: At, quantity: Quantity, book: Book
) -> bool:
    for name, value in exact.items():
        if name == "sd":
            continue
        if not quantity.lower <= value <= quantity.upper:
            ends = (value, quantity.lower, quantity.upper)
            shown = (convert(end, quantity.unit, unit, usd=book.usd) for end in ends)
            given, low, high = shown
            reach = f"from {low:g} to {high:g}" if high < inf else f"{low:g} or more"
            what = f"{name} {given:g} is out of range"
            (at / name).problem(what, f"{quantity.name} is {reach} {unit}", "correct the value or the unit")
            return False
    return True


def _scale_fits(number: Quantiles, exact: Mapping[str, float], at: At) -> bool:
    if number.scale in ("log", "logit") and exact["p5"] <= 0:
        why, mend = "a logarithm needs values above 0", "use scale: linear"
    elif number.scale == "logit" and exact["p95"] >= 1:
        why, mend = "a logit needs values below 1", "use scale: linear"
    else:
        return True
    (at / "scale").problem(f"scale {number.scale} does not fit", why, mend)
    return False


def _rival(rival: Rival, at: At, unit: str | None, quantity: Quantity, book: Book) -> RivalReading:
    if rival.value is None and (rival.low is None or rival.high is None):
        at.problem("rival reading without a value", "it is value, or low and high", "add value:")
    own = _unit(rival.unit, unit, at, quantity, book) if rival.unit or unit else None

    def exact(value: float | None) -> float | None:
        return None if value is None or own is None else convert(value, own, quantity.unit, usd=book.usd)

    return RivalReading(
        value=exact(rival.value),
        low=exact(rival.low),
        high=exact(rival.high),
        source=book.cite(rival.source, at / "source") if rival.source else None,
        as_of=rival.as_of or "",
        note=rival.note or "",
    )
