"""Paired differences from the baseline on every rung, by one year, with twice the error on either side."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.views.blocks import Column, Table
from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, wrapped
from ceaseline.views.charts.sentences import SEEN, Data, distinct, labels, named, paired_title
from ceaseline.views.charts.theme import LIGHT, TEXT, series_colour
from ceaseline.views.comparison import TOO_SMALL, difference_of, headline_year
from ceaseline.views.labels import RUNGS, years
from ceaseline.views.text import listed, number

_ROW, _TALL, _LINE, _FIGURE = 22, 34, 14, 106


def differences(result: Data, year: int | None = None, *, width: int = WIDTH) -> Chart:
    """Draw how each package differs from the baseline with the same luck.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.compare``, with at least two different packages.
    year
        Year of the ladder; 5 by default, or the last the horizon holds.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``differences``: a row for each package and rung, and one for the heading of each rung.

    Raises
    ------
    ValueError
        If there is nothing to compare.
    """
    width = max(width, NARROW)
    told = headline_year(dict(result), year)
    packages = distinct(result["packages"])
    if len(packages) < 2:
        raise ValueError("a chart of differences needs a baseline and another package")
    left = min(230.0, 0.4 * width)
    called = {
        name: wrapped(text, left - 14)[:2] for name, text in labels(packages, 2 * (left - 14) - 30).items()
    }
    rows = list(_rows(result, told, called))
    tall = any(len(lines) > 1 for lines in called.values())
    text = _alt(result, packages[0], rows, told)
    note = (
        f"Difference from {named(packages[0])} within {years(told)}, futures in 100, under the same worlds "
        "and luck. Lines: twice the Monte-Carlo error on either side. Faint: too small to tell."
    )
    spec = finish(_built(rows, left, tall), {"differences": rows}, text, width=width)
    title = paired_title(result, "war", told)
    return Chart("differences", title, text, spec, _table(rows), note)


def _rows(result: Data, year: str, called: dict[str, list[str]]) -> Iterable[Row]:
    packages = distinct(result["packages"])
    for rung, words in RUNGS.items():
        yield {"row": words, "heading": words.capitalize()}
        for place, package in enumerate(packages[1:], 1):
            found = difference_of(dict(result), package["name"], rung, year)
            if found is None:
                continue
            value, error = 100 * found["difference"], 100 * found["error"]
            untold = found["reads"] == TOO_SMALL or value == 0.0
            yield {
                "row": f"{words}/{package['name']}",
                "lines": called[package["name"]],
                "package": package["name"],
                "title": package["title"],
                "rung": words,
                "year": int(year),
                "difference": value,
                "error": error,
                "low": value - 2 * error,
                "high": value + 2 * error,
                "reads": found["reads"],
                "figure": _figure(value, error, untold),
                "told_colour": LIGHT["rule"] if untold else series_colour(place),
                "text_colour": LIGHT["ink_2"] if untold else series_colour(place),
            }


def _figure(value: float, error: float, untold: bool) -> str:
    if untold:
        return TOO_SMALL if error else "the same"
    sign = "+" if round(value, 1) > 0 else ""
    return f"{sign}{number(value, 1)} ± {number(error, 1)}"


def _alt(result: Data, base: Data, rows: list[Row], year: str) -> str:
    found = [row for row in rows if row.get("rung") == RUNGS["war"]]
    parts = [
        f"{number(row['difference'], 1)} with {named(row)} (error {number(row['error'], 1)}"
        + (f", {TOO_SMALL})" if row["reads"] == TOO_SMALL else ")")
        for row in found
    ]
    return (
        f"Dots with error lines for {len(RUNGS)} rungs, in futures of 100 against {named(base)} within "
        f"{years(year)}. For {SEEN['war']}: {listed(parts)}."
    )


def _built(rows: list[Row], left: float, tall: bool) -> Any:
    ends = [0.0, *(row[key] for row in rows if "rung" in row for key in ("low", "high"))]
    y = alt.Y("row:N", sort=[row["row"] for row in rows], axis=None, scale=alt.Scale(padding=0))
    x = alt.X(
        "difference:Q",
        scale=alt.Scale(
            domain=[min(ends), max(ends)],
            nice=True,
            range=[left, alt.ExprRef(f"width - {_FIGURE}")],
        ),
        axis=alt.Axis(
            title=None,
            tickCount=4,
            labelOverlap=True,
            grid=True,
            labelExpr="datum.value > 0 ? '+' + datum.label : datum.label",
        ),
    )
    colour = alt.Color("told_colour:N", scale=None, legend=None)
    data = alt.NamedData("differences")
    own = alt.Chart(data).transform_filter("isValid(datum.difference)").encode(y=y)
    heads = alt.Chart(data).transform_filter("isValid(datum.heading)").encode(y=y)
    tips = [
        alt.Tooltip("title:N", title="package"),
        alt.Tooltip("rung:N"),
        alt.Tooltip("difference:Q", title="difference of 100", format="+.1f"),
        alt.Tooltip("error:Q", title="± error", format=".1f"),
        alt.Tooltip("reads:N"),
    ]
    text: Any = {"baseline": "middle", "fontSize": TEXT}
    small: Any = {**text, "color": LIGHT["ink_2"], "lineHeight": _LINE}
    label = own.encode(x=alt.value(8), text="lines:N")
    zero = alt.Chart(data).transform_filter("isValid(datum.heading)").transform_calculate(zero="0")
    return alt.layer(
        zero.mark_rule(color=LIGHT["rule"], strokeWidth=1).encode(x=alt.X("zero:Q")),
        heads.mark_text(align="left", fontWeight="bold", dy=3, **text).encode(
            x=alt.value(0), text="heading:N"
        ),
        label.transform_filter("length(datum.lines) == 1").mark_text(align="left", **small),
        label.transform_filter("length(datum.lines) > 1").mark_text(align="left", dy=-_LINE / 2, **small),
        own.mark_rule(strokeWidth=2.5, opacity=0.5).encode(x=alt.X("low:Q"), x2="high:Q", color=colour),
        own.mark_circle(size=60, opacity=1).encode(x=x, color=colour, tooltip=tips),
        own.mark_text(align="right", **text).encode(
            x=alt.value(alt.expr("width")),
            text="figure:N",
            color=alt.Color("text_colour:N", scale=None, legend=None),
        ),
    ).properties(height=(_TALL if tall else _ROW) * len(rows))


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("package", "package"),
        Column("title", "title"),
        Column("rung", "rung"),
        Column("year", "by year"),
        Column("difference", "difference of 100", _one, right=True),
        Column("error", "± error", _one, right=True),
        Column("reads", "in words"),
    )
    held = [row for row in rows if "rung" in row]
    values = tuple(tuple(row[column.key] for column in columns) for row in held)
    return Table("differences", "Differences from the baseline, futures of 100", columns, values)


def _one(value: float | None) -> str:
    return number(value, 1)
