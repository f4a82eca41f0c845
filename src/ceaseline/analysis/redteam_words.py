"""Plain sentences for what a red team has found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceaseline.analysis.breakeven_words import percentile, quantity
from ceaseline.analysis.sentences import decimals, figure


def _by(result: Mapping[str, Any]) -> str:
    return "" if result["year"] is None else f" by year {result['year']}"


def told_difference(result: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Write a difference of two packages with its error, shares as futures in 100.

    Examples
    --------
    >>> told_difference({"unit": "share", "outcome": "war", "year": 5}, {"difference": 0.012, "error": 0.004})
    '+1.2 ± 0.4 of 100 futures in war by year 5'
    """
    share = result["unit"] == "share"
    factor = 100.0 if share else 1.0
    digits = decimals(found["error"] * factor)
    value = found["difference"] * factor
    sign = "+" if value > 0.0 else ""
    unit = "of 100 futures in " if share else f"{result['unit']} in "
    error = figure(found["error"] * factor, digits)
    words = result["outcome"].replace("_", " ")
    return f"{sign}{figure(value, digits)} ± {error} {unit}{words}{_by(result)}"


def _moved(row: Mapping[str, Any]) -> str:
    value = quantity(row["value"], row["unit"])
    return f"{row['name']} is {value} ({percentile(row['chance'])}; middle {quantity(row['p50'], '')})"


def way_reads(result: Mapping[str, Any], way: Mapping[str, Any]) -> str:
    """Return one way to lose as a sentence.

    Parameters
    ----------
    result : mapping
        With ``package``, ``against``, ``outcome``, ``year``, ``unit``.
    way : mapping
        With ``numbers``, ``distance``, ``difference``, ``error``, ``loses``.

    Returns
    -------
    str
    """
    moved = "; ".join(_moved(row) for row in way["numbers"])
    verb = "does worse than" if way["loses"] else "is no longer clearly better than"
    far = way["distance"]
    count = far["moved"]
    noun = "number" if count == 1 else "numbers"
    return (
        f"{result['package']} {verb} {result['against']} where {moved}: "
        f"{told_difference(result, way)} on fresh luck. {count} {noun} moved; draws of "
        f"{'it' if count == 1 else 'them'} lie at least as far from the middle with chance "
        f"{far['chance_as_far']:.2g}."
    )


def redteam_reads(result: Mapping[str, Any]) -> str:
    """Return what the red team has found as a sentence.

    Parameters
    ----------
    result : mapping
        With ``ways``, ``found``, ``unverified``, ``closest``, ``evaluations``, ``numbers_searched``,
        ``difference`` and ``error``.

    Returns
    -------
    str
    """
    whole = told_difference(result, result)
    opening = f"{result['package']} less {result['against']} with everything drawn: {whole}."
    if result["ways"]:
        ways = "one way" if len(result["ways"]) == 1 else f"{len(result['ways'])} ways"
        lost = "to make it lose" if result["found"] else "to bring it close to losing"
        return f"{opening} The search found {ways} {lost} within what the case holds plausible."
    text = (
        f"{opening} No way to lose was found within {result['evaluations']} evaluations of "
        f"{result['numbers_searched']} numbers between their 5th and 95th percentile; that is no proof that "
        "there is none."
    )
    if result["closest"] is not None:
        near = result["closest"]
        text += (
            f" Nearest, on the luck of the search: {told_difference(result, near)}, with "
            f"{len(near['numbers'])} numbers moved"
        )
        text += "; that did not hold on fresh luck." if result["unverified"] else "."
    return text
