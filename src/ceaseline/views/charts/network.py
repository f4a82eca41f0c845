"""Promises in force at both fixed points, as a network of the conditions by which they wait."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.case import AmountCondition, Case, CountCondition
from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, shortened, table_of
from ceaseline.views.charts.sentences import Data, named
from ceaseline.views.charts.theme import LIGHT, SMALL, TEXT
from ceaseline.views.text import about_100, number, plain

_ROW, _HEAD, _STEPS, _FIGURE = 19, 26, 12, 64


def network(result: Data, case: Case, *, width: int = WIDTH) -> Chart:
    """Draw which promises are in force, at least and at most, and which wait for which.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.promises``.
    case
        The case it came from: its conditions are the links.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data sets ``promises`` (a row each) and ``links`` (points of each curve).
    """
    width = max(width, NARROW)
    links = conditions_between(case, [row["lever"] for row in result["levers"]])
    tied = {name for link in links for name in link}
    order = [row for row in result["levers"] if row["lever"] in tied] or list(result["levers"])
    order = sorted(order, key=lambda row: row["item"] != order[0]["item"])
    arcs, label = min(150.0, 0.2 * width), min(230.0, 0.4 * width)
    places = {row["lever"]: _HEAD + _ROW * (place + 0.5) for place, row in enumerate(order)}
    rows = [_row(row, places[row["lever"]], label) for row in order]
    curves = [point for number_, link in enumerate(links) for point in _curve(number_, link, places, arcs)]
    text = _alt(result, links, rows)
    built = _built(arcs, label, _HEAD + _ROW * len(rows) + 6)
    spec = finish(built, {"promises": rows, "links": curves}, text, width=width)
    free = len(result["levers"]) - len(order)
    more = f" {free} promises that wait for no other are in the table." if free else ""
    note = (
        "Curves: a promise waits for another. Open dot: futures of 100 in which it is in force on "
        "the first day if "
        "nobody moves before its conditions are met; filled: if everyone trusts the others to "
        "move. A long line "
        f"between them hangs on trust.{more}"
    )
    return Chart("promises", _title(result, links), text, spec, _table(result, links), note)


def conditions_between(case: Case, levers: list[str]) -> list[tuple[str, str]]:
    """Return which promise waits for which: pairs of the waiting one and one it waits for."""
    held = set(levers)
    found: dict[tuple[str, str], None] = {}
    for name in levers:
        for condition in case.lever(name).requires:
            if isinstance(condition, CountCondition | AmountCondition):
                found.update(
                    dict.fromkeys((name, other) for other in condition.levers if other in held - {name})
                )
    return list(found)


def _row(row: Data, place: float, label: float) -> Row:
    least, greatest = 100 * row["least"]["start"], 100 * row["greatest"]["start"]
    return {
        "lever": row["lever"],
        "title": row["title"],
        "by": row["by"],
        "least": least,
        "greatest": greatest,
        "y": place,
        "label": shortened(row["title"], label - 12, SMALL),
        "figure": _pair(row),
    }


def _pair(row: Data) -> str:
    least, greatest = (number(100 * row[key]["start"], 0) for key in ("least", "greatest"))
    return least if least == greatest else f"{least} to {greatest}"


def _curve(number_: int, link: tuple[str, str], places: dict[str, float], arcs: float) -> Iterable[Row]:
    """Return points of a half ellipse from one row to another, bulging left by its length."""
    start, end = places[link[0]], places[link[1]]
    span = max(places.values()) - min(places.values()) or 1.0
    bulge = arcs * (0.15 + 0.85 * abs(end - start) / span) - 6
    for step in range(_STEPS + 1):
        part = step / _STEPS
        yield {
            "link": number_,
            "waits": link[0],
            "for": link[1],
            "step": step,
            "x": arcs - bulge * (4 * part * (1 - part)) ** 0.5,
            "y": start + (end - start) * part,
        }


def _title(result: Data, links: list[tuple[str, str]]) -> str:
    differ = result["differ"]["start"]["share"]
    if not links or not differ:
        return f"No promise of {named(result)} waits for another in vain on the first day"
    waiting = len({link[0] for link in links})
    return (
        f"In {about_100(differ)} of 100 futures what is in force of {named(result)} hangs on who "
        "moves first: "
        f"{waiting} promises wait for others"
    )


def _alt(result: Data, links: list[tuple[str, str]], rows: list[Row]) -> str:
    widest = sorted(rows, key=lambda row: row["least"] - row["greatest"])[:3]
    told = "; ".join(f"{plain(row['title'])} {row['figure']}" for row in widest)
    return (
        f"{len(rows)} promises downwards with {len(links)} links between those that wait and those "
        "they wait for. "
        f"Futures of 100 in force at least and at most, widest first: {told}. {plain(result['reads'])}"
    )


def _built(arcs: float, label: float, height: float) -> Any:
    data = alt.NamedData("promises")
    left = arcs + label
    scale = alt.Scale(domain=[0, 100], range=[left, alt.ExprRef(f"width - {_FIGURE}")])
    axis = alt.Axis(title=None, values=[0, 50, 100], orient="top")

    def at(channel: Any, field: str) -> Any:
        return channel(field, type="quantitative", scale=None, axis=None)

    base = alt.Chart(data).encode(y=at(alt.Y, "y"))
    tips = [
        alt.Tooltip("title:N", title="promise"),
        alt.Tooltip("by:N"),
        alt.Tooltip("least:Q", title="at least", format=".0f"),
        alt.Tooltip("greatest:Q", title="at most", format=".0f"),
    ]
    curves = (
        alt.Chart(alt.NamedData("links"))
        .mark_line(strokeWidth=1, opacity=0.16, color=LIGHT["series_1"])
        .encode(
            x=at(alt.X, "x"),
            y=at(alt.Y, "y"),
            detail="link:N",
            order=alt.Order("step:Q"),
        )
    )
    text: Any = {"baseline": "middle"}
    own = alt.layer(
        base.mark_rule(color=LIGHT["series_1"], strokeWidth=2, opacity=0.5).encode(
            x=alt.X("least:Q", scale=scale, axis=axis), x2="greatest:Q"
        ),
        base.mark_circle(color=LIGHT["series_1"], size=56, opacity=1).encode(
            x=alt.X("greatest:Q", scale=scale), tooltip=tips
        ),
        base.mark_point(
            color=LIGHT["series_1"], fill=LIGHT["paper"], size=56, opacity=1, strokeWidth=1.8
        ).encode(x=alt.X("least:Q", scale=scale), tooltip=tips),
    )
    return (
        alt.layer(
            curves,
            own,
            base.mark_text(align="left", fontSize=SMALL, color=LIGHT["ink"], **text).encode(
                x=alt.value(arcs + 6), text="label:N"
            ),
            base.mark_text(align="right", fontSize=TEXT, color=LIGHT["ink_2"], **text).encode(
                x=alt.value(alt.expr("width")), text="figure:N"
            ),
        )
        .resolve_scale(x="independent")
        .properties(height=height)
    )


def _table(result: Data, links: list[tuple[str, str]]) -> Any:
    rows = [
        {
            "lever": row["lever"],
            "title": row["title"],
            "by": row["by"],
            "waits_for": "; ".join(other for name, other in links if name == row["lever"]),
            **{f"{which}_{when}": row[which][when] for which in ("least", "greatest") for when in row[which]},
        }
        for row in result["levers"]
    ]
    columns = (
        ("lever", "promise", None),
        ("title", "title", None),
        ("by", "by", None),
        ("least_start", "least, first day", 3),
        ("greatest_start", "greatest, first day", 3),
        ("least_month_24", "least, month 24", 3),
        ("greatest_month_24", "greatest, month 24", 3),
        ("waits_for", "waits for", None),
    )
    return table_of("promises", "Promises in force, shares of futures", columns, rows)
