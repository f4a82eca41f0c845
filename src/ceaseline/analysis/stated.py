"""What a case states, small enough to travel with an answer: its numbers, and a digest of everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from ceaseline.case import Assumption, Case, digest
from ceaseline.case.digest import canonical

#: Digits of a digest that tell two states of a part apart.
_DIGITS: Final = 12
#: Parts that are told one by one, or that follow from others.
_APART: Final = {"assumptions", "levers", "packages", "departures"}


def _short(value: Any) -> str:
    return digest(value)[:_DIGITS]


def stated(case: Case) -> dict[str, Any]:
    """Return what a case states.

    Parameters
    ----------
    case : Case

    Returns
    -------
    dict
        ``assumptions``: 5th, 50th and 95th percentile by name, in canonical units; ``levers`` and
        ``packages``: a digest by name; ``parts``: a digest of every other part of the case, and of all that
        the assumptions hold beside these percentiles.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> held = stated(load("korea-1953"))
    >>> len(held["assumptions"]["front_km"]), "none" in held["packages"], "parties" in held["parts"]
    (3, True, True)
    """
    rest = {name: _without_percentiles(value) for name, value in case.assumptions.items()}
    parts = {
        field.name: _short(getattr(case, field.name))
        for field in fields(case)
        if field.compare and field.name not in _APART
    }
    return {
        "assumptions": {n: [a.p5, a.p50, a.p95] for n, a in case.assumptions.items()},
        "levers": {lever.id: _short(lever) for lever in case.levers},
        "packages": {package.name: _short(package) for package in case.packages},
        "parts": {**parts, "assumptions' sources and forms": _short(rest)},
    }


def _without_percentiles(value: Assumption) -> dict[str, Any]:
    """Return all that is said of an assumption but its percentiles."""
    held = {**canonical(value)}
    held["value"] = {key: item for key, item in held["value"].items() if key != "arguments"}
    return held


def _flat(place: str, value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        pairs = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        pairs = [(str(number), item) for number, item in enumerate(value)]
    else:
        return {place: value}
    found: dict[str, Any] = {} if pairs else {place: None}
    for key, item in pairs:
        found |= _flat(f"{place}.{key}" if place else key, item)
    return found


def field_changes(before: Case, after: Case) -> list[dict[str, str | None]]:
    """Return in which fields two states of a case differ, assumptions' percentiles left out.

    Parameters
    ----------
    before, after : Case

    Returns
    -------
    list of dict
        ``what`` (lever, package, or part of the case), ``name``, ``before``, ``after``; None where a field
        is not there. A lever or package that only one of them has stands once, under its name.
    """
    found: list[dict[str, str | None]] = []
    for what, old, new in (
        ("lever", {x.id: x for x in before.levers}, {x.id: x for x in after.levers}),
        ("package", {x.name: x for x in before.packages}, {x.name: x for x in after.packages}),
    ):
        for name in dict.fromkeys([*old, *new]):
            if name in old and name in new:
                found += _fields(what, name, canonical(old[name]), canonical(new[name]))
            else:
                found.append(_row(what, name, *("held" if name in held else None for held in (old, new))))
    for field in fields(before):
        if field.compare and field.name not in _APART:
            values = (canonical(getattr(case, field.name)) for case in (before, after))
            found += _fields("part", field.name, *values)
    return _own(found)


def _fields(what: str, name: str, old: Any, new: Any) -> list[dict[str, str | None]]:
    if old == new:
        return []
    before, after = _flat(name, old), _flat(name, new)
    return [
        _row(what, place.replace(".value.arguments.", "."), _text(before.get(place)), _text(after.get(place)))
        for place in dict.fromkeys([*before, *after])
        if before.get(place) != after.get(place)
    ]


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    return None if value is None else str(value)


def _own(rows: list[dict[str, str | None]]) -> list[dict[str, str | None]]:
    """Leave out what a package merely takes over from a lever that changed in the same way."""
    levers = {(row["name"], row["before"], row["after"]) for row in rows if row["what"] == "lever"}

    def taken(row: dict[str, str | None]) -> bool:
        _, found, rest = str(row["name"]).partition(".settings.")
        return bool(found) and (rest, row["before"], row["after"]) in levers

    return [row for row in rows if not (row["what"] == "package" and taken(row))]


def _row(what: str, name: str, before: str | None, after: str | None) -> dict[str, str | None]:
    return {"what": what, "name": name, "before": before, "after": after}


def stated_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str | None]]:
    """Return in which parts two answers' cases differ, as far as `stated` tells.

    Parameters
    ----------
    before, after : mapping
        As `stated` returns them.

    Returns
    -------
    list of dict
        ``what``, ``name``, ``before``, ``after``: percentiles of an assumption, digests of what else changed.

    Examples
    --------
    >>> one = {"assumptions": {"x": [0.0, 1.0, 2.0]}, "levers": {}, "packages": {}, "parts": {}}
    >>> stated_changes(one, {**one, "assumptions": {"x": [0.0, 1.5, 2.0]}})
    [{'what': 'assumption', 'name': 'x', 'before': '0, 1, 2', 'after': '0, 1.5, 2'}]
    """
    found = []
    nouns = {"assumptions": "assumption", "levers": "lever", "packages": "package", "parts": "part"}
    for table, what in nouns.items():
        old, new = before[table], after[table]
        for name in dict.fromkeys([*old, *new]):
            if old.get(name) != new.get(name):
                found.append(_row(what, name, _shown(old.get(name)), _shown(new.get(name))))
    return found


def _shown(value: Any) -> str | None:
    if isinstance(value, str) or value is None:
        return value
    return ", ".join(f"{figure:.6g}" for figure in value)
