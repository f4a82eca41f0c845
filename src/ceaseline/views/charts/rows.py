"""Rows with a label, a range and a dot, under headings: the shape that several charts share."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from ceaseline.views.charts.chart import Row
from ceaseline.views.charts.theme import LIGHT, TEXT

ROW, TALL, LINE = 22, 34, 14


def height_of(rows: Sequence[Row]) -> int:
    """Return the height of one row in pixels: taller where a label takes two lines."""
    return TALL if any(len(row.get("lines") or ()) > 1 for row in rows) else ROW


def row_chart(
    name: str,
    rows: Sequence[Row],
    domain: Sequence[float],
    *,
    left: float,
    right: float,
    axis: dict[str, Any] | None = None,
    nice: bool = True,
    behind: Sequence[Any] = (),
) -> Any:
    """Return rows as an Altair chart.

    Parameters
    ----------
    name
        Of the data set.
    rows
        Each with ``row``, unique, and either ``heading`` or ``lines`` (label), ``value``, ``low``, ``high``,
        ``q1``, ``q3`` (None where there is none), ``figure``, ``mark_colour``, ``text_colour`` and ``tip``.
    domain
        Ends of the horizontal axis.
    left, right
        Pixels for labels and for figures.
    axis
        Properties of the horizontal axis.
    nice
        Whether the ends may be rounded outwards.
    behind
        Layers that stand behind.

    Returns
    -------
    altair.LayerChart
    """
    data = alt.NamedData(name)
    y = alt.Y("row:N", sort=[row["row"] for row in rows], axis=None, scale=alt.Scale(padding=0))
    scale = alt.Scale(
        domain=list(domain), nice=nice, range=[left, alt.ExprRef(f"width - {right:.0f}")], zero=False
    )
    x = alt.X("value:Q", scale=scale, axis=alt.Axis(title=None, tickCount=4, **(axis or {})))
    colour = alt.Color("mark_colour:N", scale=None, legend=None)
    base = alt.Chart(data).encode(y=y)
    own = base.transform_filter("!isValid(datum.heading)")
    heads = base.transform_filter("isValid(datum.heading)")
    label = own.encode(x=alt.value(8), text="lines:N")
    text: Any = {"baseline": "middle", "fontSize": TEXT}
    small: Any = {**text, "align": "left", "color": LIGHT["ink_2"], "lineHeight": LINE}
    return alt.layer(
        *behind,
        heads.mark_text(align="left", fontWeight="bold", dy=3, **text).encode(
            x=alt.value(0), text="heading:N"
        ),
        label.transform_filter("length(datum.lines) == 1").mark_text(**small),
        label.transform_filter("length(datum.lines) > 1").mark_text(dy=-LINE / 2, **small),
        own.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=2, opacity=0.5)
        .encode(x=alt.X("low:Q", scale=scale), x2="high:Q", color=colour),
        own.transform_filter("isValid(datum.q1)")
        .mark_rule(strokeWidth=6, opacity=0.45)
        .encode(x=alt.X("q1:Q", scale=scale), x2="q3:Q", color=colour),
        own.transform_filter("isValid(datum.value)")
        .mark_circle(size=60, opacity=1)
        .encode(x=x, color=colour, tooltip=[alt.Tooltip("tip:N", title=" ")]),
        own.mark_text(align="right", **text).encode(
            x=alt.value(alt.expr("width")),
            text="figure:N",
            color=alt.Color("text_colour:N", scale=None, legend=None),
        ),
    ).properties(height=height_of(rows) * len(rows))


def heading(text: str) -> Row:
    """Return the row of a heading."""
    return {"row": f"heading {text}", "heading": text}
