"""Plain sentences for break-evens."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from ceaseline.analysis.sentences import decimals, figure

_UNITS = {"share": "", "flag": "", "factor": "", "count": "", "eur_per_year": "EUR a year", "eur": "EUR"}


def quantity(value: float, unit: str) -> str:
    """Write a value with three significant digits and its unit in words.

    Examples
    --------
    >>> quantity(12345.0, "troops"), quantity(0.04567, "share"), quantity(0.0, "months")
    ('12 300 troops', '0.0457', '0 months')
    """
    digits = 0 if value == 0.0 else 2 - math.floor(math.log10(abs(value)))
    words = _UNITS.get(unit, unit.replace("_", " "))
    return f"{figure(value, digits)} {words}".strip()


def percentile(chance: float) -> str:
    """Say where a value lies in the range of a case.

    Examples
    --------
    >>> percentile(0.12), percentile(0.0), percentile(0.999)
    ('the 12th percentile of its range', 'below its range', 'beyond the 99th percentile of its range')
    """
    if chance <= 0.0 or chance >= 1.0:
        return "below its range" if chance <= 0.0 else "above its range"
    place = round(100 * chance)
    if place < 1:
        return "below the 1st percentile of its range"
    if place > 99:
        return "beyond the 99th percentile of its range"
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"the {place}{ending} percentile of its range"


def better_words(result: Mapping[str, Any]) -> str:
    """Return what the package is, while it is: better than the other, or better by a size."""
    if result["size"] == 0.0:
        return f"better than {result['against']}"
    share = result["unit"] == "share"
    size = figure(100 * result["size"], 1) + " of 100" if share else quantity(result["size"], result["unit"])
    return f"better than {result['against']} by {size}"


def _held_between(row: Mapping[str, Any]) -> str:
    low, high = quantity(row["p5"], ""), quantity(row["p95"], row["unit"])
    return f"the case holds it between {low} and {high}"


def _interval(crossing: Mapping[str, Any]) -> str:
    low, high = crossing["low"], crossing["high"]
    if low is not None and high is not None:
        return f"({quantity(low, '')} to {quantity(high, '')})"
    return "(its other bound lies beyond the range)"


def _crossing_reads(result: Mapping[str, Any], row: Mapping[str, Any], crossing: Mapping[str, Any]) -> str:
    subject, better, unit = result["package"], better_words(result), row["unit"]
    falls = crossing["above"] == "better" or crossing["below"] == "worse"
    way = "falls below" if falls else "rises above"
    if crossing["value"] is not None:
        return (
            f"{subject} stops being {better} once {row['name']} {way} {quantity(crossing['value'], unit)} "
            f"{_interval(crossing)}, {percentile(crossing['chance'])}"
        )
    if "better" in (crossing["below"], crossing["above"]):
        edge = crossing["high"] if crossing["low"] is None else crossing["low"]
        return (
            f"whether {subject} is {better} is too small to tell once {row['name']} {way} "
            f"{quantity(edge, unit)}"
        )
    edge = crossing["high"] if crossing["low"] is None else crossing["low"]
    other = "above" if crossing["below"] == "worse" else "below"
    return (
        f"{subject} is not {better}, though too small to tell once {row['name']} is {other} "
        f"{quantity(edge, unit)}"
    )


def number_reads(result: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """Return what one number's break-even says, as a sentence.

    Parameters
    ----------
    result : mapping
        With ``package``, ``against``, ``size``, ``unit``.
    row : mapping
        With ``name``, ``unit``, ``p5``, ``p95``, ``status``, ``crossings``, ``nearest``.

    Returns
    -------
    str
    """
    subject, better, held = result["package"], better_words(result), _held_between(row)
    if row["crossings"]:
        told = "; ".join(_crossing_reads(result, row, crossing) for crossing in row["crossings"])
        return f"{told[0].upper() if told[0] != subject[0] else told[0]}{told[1:]}; {held}."
    if row["status"] == "better":
        nearest = row["nearest"]
        return (
            f"No break-even of {row['name']} within its plausible range: {subject} stays {better} "
            f"throughout, least at {quantity(nearest['value'], row['unit'])} "
            f"({_difference(result, nearest)}); {held}."
        )
    if row["status"] == "unmoved":
        return f"{row['name']} does not clearly move the difference, so no break-even was looked for; {held}."
    if row["status"] == "worse":
        return f"{subject} is not {better} at any plausible value of {row['name']}; {held}."
    return f"Whether {subject} is {better} is too small to tell at any value of {row['name']}; {held}."


def _difference(result: Mapping[str, Any], point: Mapping[str, Any]) -> str:
    factor = 100.0 if result["unit"] == "share" else 1.0
    value, error = point["difference"] * factor, point["error"] * factor
    digits = decimals(error)
    unit = "of 100" if result["unit"] == "share" else result["unit"]
    return f"{figure(value, digits)} ± {figure(error, digits)} {unit}"


def scan_reads(result: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return what a scan over numbers says.

    Parameters
    ----------
    result : mapping
        With ``package``, ``against``, ``outcome``, ``year``, ``difference``, ``error``, ``size``, ``unit``.
    rows : sequence of mapping
        One for each number.

    Returns
    -------
    str
    """
    by = "" if result["year"] is None else f" by year {result['year']}"
    whole = _difference(result, result)
    named = f"{result['package']} less {result['against']}, {result['outcome'].replace('_', ' ')}{by}"
    return f"{named}: {whole}. {scan_verdict(result, rows)}"


def scan_verdict(result: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return what a scan over numbers says, without the difference that it started from.

    Parameters
    ----------
    result, rows
        As in `scan_reads`.

    Returns
    -------
    str
    """
    better = better_words(result)
    crossing = [row["name"] for row in rows if row["status"] == "crosses"]
    fading = [row["name"] for row in rows if row["status"] == "fades"]
    count = f"the {len(rows)} numbers looked at" if len(rows) != 1 else "the one number looked at"
    if not crossing and not fading:
        if all(row["status"] == "better" for row in rows):
            stays = f"makes it stop being {better} within its plausible range"
            return f"Not one of {count} alone {stays}."
        return f"Not one of {count} has a break-even within its plausible range."
    told = []
    if crossing:
        told.append(f"reversed by {_names(crossing)}")
    if fading:
        told.append(f"made too small to tell by {_names(fading)}")
    return f"Of {count}, alone and within its plausible range, it is {' and '.join(told)}."


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:6])
    return shown if len(names) <= 6 else f"{shown} and {len(names) - 6} more"
