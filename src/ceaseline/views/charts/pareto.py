"""Cost against outcome: packages that no other beats in both, and those that one does."""

from typing import Any

import altair as alt

from ceaseline.views.charts.chart import (
    NARROW,
    WIDTH,
    Chart,
    Row,
    finish,
    shortened,
    spaced,
    table_of,
    text_width,
)
from ceaseline.views.charts.sentences import SEEN, Data
from ceaseline.views.charts.theme import LIGHT, SMALL
from ceaseline.views.labels import outcome, years
from ceaseline.views.text import listed, money, number, plain

_HEIGHT, _MOST_LABELS = 340, 8


def pareto(result: Data, *, width: int = WIDTH) -> Chart:
    """Draw packages by cost and outcome, with the front of those that no other beats.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.design``: ``outcome``, ``year`` and ``packages``, each with ``package``,
        ``levers`` (what it holds), ``cost`` (EUR a year), ``value`` (of the outcome), ``error``, ``on_front``
        and ``clear_step``.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``pareto``.

    Raises
    ------
    ValueError
        If there is no package.
    """
    if not result["packages"]:
        raise ValueError("a front needs at least one package")
    width = max(width, NARROW)
    rows = _rows(result, width)
    text = _alt(result, rows)
    spec = finish(_built(rows), {"pareto": rows}, text, width=width)
    note = (
        "Blue: packages that no other beats in both cost and outcome. Grey: the others. Vertical "
        "lines: twice "
        "the Monte-Carlo error on either side. Named: clear "
        "steps; neighbours between them can be too close to tell apart."
    )
    columns = (
        ("package", "package", None),
        ("holds", "what it holds", None),
        ("cost", "cost, bn EUR a year", 2),
        ("value", outcome(result["outcome"]).words, 2),
        ("error", "± error", 2),
        ("front", "on the front", None),
        ("step", "clear step", None),
    )
    table = table_of("pareto", "Cost against outcome", columns, rows)
    return Chart("pareto", _title(result, rows), text, spec, table, note)


def _rows(result: Data, width: int) -> list[Row]:
    factor = outcome(result["outcome"]).factor
    rows: list[Row] = []
    for package in sorted(result["packages"], key=lambda entry: (entry["cost"], entry["package"])):
        value, error = factor * package["value"], factor * package["error"]
        held = [plain(name) for name in package["levers"]]
        called = listed(held) if held else "nothing more"
        rows.append(
            {
                "package": package["package"],
                "holds": called,
                "cost": package["cost"] / 1e9,
                "value": value,
                "error": error,
                "low": value - 2 * error,
                "high": value + 2 * error,
                "front": package["on_front"],
                "step": package["clear_step"],
                "label": shortened(called, 0.4 * width, SMALL),
                "tip": f"{called}: {money(package['cost'])} a year, {number(value, 1)} ± {number(error, 1)}",
            }
        )
    _place_labels(rows)
    return rows


def _place_labels(rows: list[Row]) -> None:
    """Give the clear steps of the front a place for their label, apart from each other."""
    steps = [row for row in rows if row["step"]]
    chosen = steps[:: max(1, -(-len(steps) // _MOST_LABELS))]
    low, high = min(row["low"] for row in rows), max(row["high"] for row in rows)
    span = (high - low) or 1.0
    least = 15 / _HEIGHT * span
    places = spaced([row["value"] for row in chosen], least, low, high)
    for row, place in zip(chosen, places, strict=True):
        row["label_at"] = place


def _title(result: Data, rows: list[Row]) -> str:
    front = [row for row in rows if row["front"]]
    first, last = front[0], front[-1]
    best = f"{number(last['value'], 1)} {_noun(result)} at {number(last['cost'], 1)} bn EUR a year"
    if first is last:
        return f"One package beats every other in both: {best}"
    return f"{best}, {number(first['value'], 1)} at {number(first['cost'], 1)} bn"


def _noun(result: Data) -> str:
    by = "" if result["year"] is None else f" within {years(result['year'])}"
    if result["outcome"] in SEEN:
        return f"of 100 futures with {SEEN[result['outcome']]}{by}"
    return f"({outcome(result['outcome']).words}{by})"


def _alt(result: Data, rows: list[Row]) -> str:
    front = [row for row in rows if row["front"]]
    told = [f"{row['holds']} ({number(row['cost'], 1)} bn, {number(row['value'], 1)})" for row in front]
    return (
        f"{len(rows)} packages by cost in bn EUR a year and by {_noun(result)}. On the front, "
        "cheapest first: "
        f"{listed(told)}."
    )


def _built(rows: list[Row]) -> Any:
    data = alt.NamedData("pareto")
    y_scale = alt.Scale(zero=False, nice=True)
    dearest = max(row["cost"] for row in rows) or 1.0
    right = 14 + max(text_width(row["label"], SMALL) for row in rows if row["step"])
    x_scale = alt.Scale(domain=[0, dearest], nice=True, range=[0, alt.ExprRef(f"width - {right:.0f}")])
    x = alt.X("cost:Q", scale=x_scale, axis=alt.Axis(title="bn EUR a year", grid=False, tickCount=5))
    y = alt.Y("value:Q", scale=y_scale, axis=alt.Axis(title=None, tickCount=5))
    base = alt.Chart(data).encode(x=x)
    others = base.transform_filter("!datum.front")
    front = base.transform_filter("datum.front")
    tips = [alt.Tooltip("tip:N", title=" ")]
    return alt.layer(
        others.mark_circle(size=36, color=LIGHT["rule"], opacity=0.55).encode(y=y, tooltip=tips),
        front.mark_line(interpolate="step-after", color=LIGHT["series_1"], strokeWidth=1.5).encode(y=y),
        front.mark_rule(color=LIGHT["series_1"], strokeWidth=2, opacity=0.5).encode(
            y=alt.Y("low:Q", scale=y_scale), y2="high:Q"
        ),
        front.mark_circle(size=64, color=LIGHT["series_1"], opacity=1).encode(y=y, tooltip=tips),
        front.transform_filter("isValid(datum.label_at)")
        .mark_text(align="left", dx=7, dy=-8, fontSize=SMALL, color=LIGHT["ink"])
        .encode(y=alt.Y("label_at:Q", scale=y_scale), text="label:N"),
    ).properties(height=_HEIGHT)
