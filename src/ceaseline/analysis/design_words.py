"""Plain sentences for designs and restorations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ceaseline.analysis.redteam_words import told_difference
from ceaseline.analysis.sentences import decimals, figure


def euros(value: float) -> str:
    """Write a sum of euros a year.

    Examples
    --------
    >>> euros(1.26e10), euros(4.2e7), euros(0.0)
    ('12.6 bn EUR a year', '42 m EUR a year', '0 EUR a year')
    """
    if abs(value) >= 1e9:
        return f"{figure(value / 1e9, 1)} bn EUR a year"
    return f"{figure(value / 1e6, 0)} m EUR a year" if abs(value) >= 1e6 else f"{figure(value, 0)} EUR a year"


def _value(result: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    factor = 100.0 if result["unit"] == "share" else 1.0
    digits = decimals(row["error"] * factor)
    unit = "of 100" if result["unit"] == "share" else result["unit"]
    return f"{figure(row['value'] * factor, digits)} ± {figure(row['error'] * factor, digits)} {unit}"


def _cost(row: Mapping[str, Any]) -> str:
    if row["unpriced"] and row["cost"] == 0.0:
        return "without a price"
    least = "at least " if row["unpriced"] else ""
    return f"{least}{euros(row['cost'])}"


def _words(result: Mapping[str, Any]) -> str:
    by = "" if result["year"] is None else f" by year {result['year']}"
    return f"{result['outcome'].replace('_', ' ')}{by}"


def _how(result: Mapping[str, Any]) -> str:
    if result["method"] == "exact":
        run = f"All {figure(result['within'], 0)} packages within the limits were run"
        return (
            run
            if result["within"] != result["considered"]
            else f"All {figure(result['considered'], 0)} packages were run"
        )
    return (
        f"Of {figure(float(result['considered']), 0)} packages {result['within']} were run, picked by a "
        "linear model; a better one may exist"
    )


def _target(result: Mapping[str, Any]) -> str:
    if result["target"] is None:
        return ""
    rows = {row["package"]: row for row in result["packages"]}
    bound = result["target"]["bound"]
    asked = f"{_words(result)} {result['target']['way']} {bound:g}"
    sure, may = result["cheapest"]["surely"], result["cheapest"]["perhaps"]
    if may is None:
        return f" None reaches the target {asked}."
    told = f" The cheapest that may reach the target {asked} is {may} ({_cost(rows[may])})"
    if sure is None:
        return f"{told}; none does so beyond twice the error."
    if sure == may:
        return f" The cheapest that reaches the target {asked} is {sure} ({_cost(rows[sure])})."
    return f"{told}, the cheapest that does so beyond twice the error {sure} ({_cost(rows[sure])})."


def design_reads(result: Mapping[str, Any]) -> str:
    """Return what a design has found.

    Parameters
    ----------
    result : mapping
        With ``packages``, ``method``, ``considered``, ``within``, ``target``, ``cheapest``, ``unpriced``.

    Returns
    -------
    str
    """
    steps = [row for row in result["packages"] if row["clear_step"]]
    on = sum(row["on_front"] for row in result["packages"])
    least, best = steps[0], steps[-1]
    text = (
        f"{_how(result)}. {on} lie on the front of cost against {_words(result)}; {len(steps)} of them part "
        f"clearly, each from the one before: from {least['package']} ({_cost(least)}, "
        f"{_value(result, least)}) to {best['package']} ({_cost(best)}, {_value(result, best)})."
    )
    text += _target(result)
    if result["unpriced"]:
        text += (
            f" The case gives no price for {', '.join(result['unpriced'])}: packages with them cost at least "
            "what is shown."
        )
    return text


def _falls(rows: Sequence[Mapping[str, Any]]) -> str:
    names = ", ".join(
        f"{row['lever']} (in force in {figure(100 * row['before'], 0)} of 100 futures before, "
        f"{figure(100 * row['after'], 0)} after)"
        for row in rows[:5]
    )
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f" With that fall, because they hang on it: {names}{more}." if rows else ""


def restore_reads(result: Mapping[str, Any]) -> str:
    """Return what brings back what a withdrawn promise gave.

    Parameters
    ----------
    result : mapping
        With ``withdrawn``, ``loss``, ``loss_error``, ``falls``, ``remedies``, ``tried``.

    Returns
    -------
    str
    """
    loss = {"difference": result["loss"], "error": result["loss_error"]}
    told = told_difference(result, loss)
    names = ", ".join(result["withdrawn"])
    text = f"Without {names} {result['package']} changes by {told}."
    text += _falls(result["falls"])
    if not result["lost"]:
        return f"{text} It makes no clear difference, so there is nothing to bring back."
    ways = [_remedy(result, row, how) for row, how in _cheapest(result["remedies"])]
    if not ways:
        return f"{text} None of {result['tried']} changes tried brings it back."
    return f"{text} Of {result['tried']} changes tried {'; '.join(ways)}."


def _cheapest(remedies: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], str]]:
    """Return the cheapest change that by its estimate brings all back, and one that may."""
    order = sorted(remedies, key=lambda row: (row["cost"], row["change"]))
    whole = next((row for row in order if row["share_back"] >= 1.0), None)
    maybe = next((row for row in order if row["restores"] != "no"), None)
    found = [] if whole is None else [(whole, "the cheapest that brings all of it back by its estimate is")]
    if maybe is not None and maybe is not whole:
        how = "the cheapest that cannot be told from the package before, though it may fall short, is"
        found.append((maybe, how))
    return found


def _remedy(result: Mapping[str, Any], row: Mapping[str, Any], how: str) -> str:
    more = "at least " if row["unpriced"] else ""
    gap = {"difference": row["against_before"], "error": row["against_before_error"]}
    left = told_difference(result, gap)
    return f"{how} {row['change']}, for {more}{euros(row['cost'])} more ({left} against the package before)"
