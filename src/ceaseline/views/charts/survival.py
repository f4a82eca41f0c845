"""How long the ceasefire holds, month by month, with past ceasefires beside it and never blended in."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.views.blocks import Column, Table
from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, spaced, wrapped
from ceaseline.views.charts.sentences import SEEN, Data, distinct, label, named
from ceaseline.views.charts.theme import LABEL, LIGHT, MOST_LINES, SMALL, series_colour
from ceaseline.views.labels import years
from ceaseline.views.outside import ladder_classes
from ceaseline.views.text import about_100, listed, number

_HEIGHT, _LINE = 330, 15
#: Bands of more packages than this hide each other.
_MOST_BANDS = 2


def survival(result: Data, *, width: int = WIDTH) -> Chart:
    """Draw the share of futures that have not reached a rung, by month.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.survival``.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data sets ``survival`` (a row a package and month), ``ends`` (labels at the right) and ``outside``.
    """
    width = max(width, NARROW)
    rung, horizon = result["rung"], result["horizon_months"]
    packages = distinct(result["packages"])
    shown = packages[:MOST_LINES]
    right = min(190.0, 0.34 * width)
    rows = list(_rows(packages))
    ends = _ends(shown, right - 14)
    outside = list(_outside(result, rung, horizon))
    data = {
        "survival": [row for row in rows if row["package"] in {item["name"] for item in shown}],
        "ends": ends,
        "outside": outside,
    }
    text = _alt(packages, rung, horizon, outside)
    spec = finish(_built(shown, right, horizon), data, text, width=width)
    return Chart(
        "survival", _title(packages, rung, horizon), text, spec, _table(rows, rung), _note(result, shown)
    )


def _share(package: Data) -> float:
    return float(package["months"][-1]["share"])


def _title(packages: list[Data], rung: str, horizon: int) -> str:
    order = sorted(packages, key=_share)
    chosen = [order[-1], order[0]] if len(order) > 1 else order
    told = [f"{about_100(_share(package))} of 100 futures with {named(package)}" for package in chosen]
    by = years(horizon // 12) if horizon % 12 == 0 else f"{horizon} months"
    return f"No {SEEN[rung].removeprefix('a ')} comes in {by} in {listed(told)}"


def _alt(packages: list[Data], rung: str, horizon: int, outside: list[Row]) -> str:
    told = [
        f"{named(package)}: {about_100(package['months'][12]['share'])} of 100 after a year, "
        f"{about_100(_share(package))} after {number(horizon / 12)} years"
        for package in packages
        if horizon >= 12
    ]
    past = [f"{about_100(row['held'] / 100)} after {years(row['year'])}" for row in outside]
    beside = f" Past ceasefires between neighbours, apart: {listed(past)}." if past else ""
    return f"Falling lines: futures of 100 without {SEEN[rung]} so far. {'; '.join(told)}.{beside}"


def _note(result: Data, shown: list[Data]) -> str:
    bands = (
        " Bands: 5th to 95th percentile between worlds (draws of the contested assumptions)."
        if len(shown) <= _MOST_BANDS
        else ""
    )
    left = len(distinct(result["packages"])) - len(shown)
    more = f" {left} more packages are in the table." if left else ""
    return (
        f"Counted in {number(result['futures'], 0)} futures of each package, every month.{bands} Diamonds: "
        "past ceasefires between neighbours with their 90 % interval; beside the simulation, not part of it."
        f"{more}"
    )


def _rows(packages: list[Data]) -> Iterable[Row]:
    for place, package in enumerate(packages):
        for month in package["months"]:
            yield {
                "package": package["name"],
                "title": package["title"],
                "place": place,
                "month": month["month"],
                "years": month["month"] / 12,
                "held": 100 * month["share"],
                **{
                    name: None if month[key] is None else 100 * month[key]
                    for name, key in (
                        ("error", "error"),
                        ("low", "worlds_p5"),
                        ("high", "worlds_p95"),
                        ("difference", "difference"),
                        ("difference_error", "difference_error"),
                    )
                },
            }


def _ends(shown: list[Data], width: float) -> list[Row]:
    lines = [wrapped(f"{about_100(_share(package))} {label(package)}", width, LABEL)[:3] for package in shown]
    tall = max(len(item) for item in lines) * _LINE + 3
    places = spaced([_HEIGHT * (1 - _share(package)) for package in shown], tall, tall / 2, _HEIGHT)
    return [
        {
            "package": package["name"],
            "lines": item,
            "y": place - _LINE * (len(item) - 1) / 2,
            "end_colour": series_colour(number_),
        }
        for number_, (package, item, place) in enumerate(zip(shown, lines, places, strict=True))
    ]


def _outside(result: Data, rung: str, horizon: int) -> Iterable[Row]:
    for entry in ladder_classes(dict(result["outside_view"]))[:1]:
        for year, rungs in entry["rungs"].items():
            if 12 * int(year) > horizon:
                continue
            cell = rungs[rung]
            yield {
                "year": int(year),
                "held": 100 * (1 - cell["share"]),
                "low": 100 * (1 - cell["high"]),
                "high": 100 * (1 - cell["low"]),
                "class": entry["title"],
                "label": "past ceasefires" if year == "5" else "",
            }


def _built(shown: list[Data], right: float, horizon: int) -> Any:
    x_scale = alt.Scale(domain=[0, horizon / 12], range=[0, alt.ExprRef(f"width - {right:.0f}")])
    y_scale = alt.Scale(domain=[0, 100])
    x = alt.X(
        "years:Q",
        scale=x_scale,
        axis=alt.Axis(title="years after the ceasefire", grid=False, values=_ticks(horizon), format="d"),
    )
    y = alt.Y(
        "held:Q",
        scale=y_scale,
        axis=alt.Axis(title=None, values=[0, 25, 50, 75, 100], gridWidth=1),
    )
    colours = alt.Scale(
        domain=[package["name"] for package in shown],
        range=[series_colour(place) for place in range(len(shown))],
    )
    colour = alt.Color("package:N", scale=colours, legend=None)
    own = alt.Chart(alt.NamedData("survival")).encode(x=x, color=colour)
    past = alt.Chart(alt.NamedData("outside")).encode(x=alt.X("year:Q", scale=x_scale))
    ends = alt.Chart(alt.NamedData("ends")).mark_text(
        align="left", baseline="middle", fontSize=LABEL, lineHeight=_LINE, dx=10
    )
    tips = [
        alt.Tooltip("title:N", title="package"),
        alt.Tooltip("month:Q"),
        alt.Tooltip("held:Q", title="of 100 futures", format=".1f"),
        alt.Tooltip("error:Q", title="± error", format=".1f"),
        alt.Tooltip("difference:Q", title="against the baseline", format="+.1f"),
        alt.Tooltip("difference_error:Q", title="± error", format=".1f"),
    ]
    bands = (
        [own.mark_area(opacity=0.13).encode(y=alt.Y("low:Q", scale=y_scale), y2="high:Q")]
        if len(shown) <= _MOST_BANDS
        else []
    )
    return (
        alt.layer(
            *bands,
            past.mark_rule(color=LIGHT["outside"], strokeWidth=1.5).encode(
                y=alt.Y("low:Q", scale=y_scale), y2="high:Q"
            ),
            past.mark_point(shape="diamond", filled=True, size=70, opacity=1, color=LIGHT["outside"]).encode(
                y=alt.Y("held:Q", scale=y_scale),
                tooltip=[
                    alt.Tooltip("class:N", title="past ceasefires"),
                    alt.Tooltip("year:Q"),
                    alt.Tooltip("held:Q", title="of 100", format=".0f"),
                ],
            ),
            past.mark_text(dy=-9, fontSize=SMALL, color=LIGHT["outside"]).encode(
                y=alt.Y("high:Q", scale=y_scale), text="label:N"
            ),
            own.mark_line(strokeWidth=2.5, interpolate="step-after").encode(y=y, tooltip=tips),
            ends.encode(
                x=alt.value(alt.expr(f"width - {right:.0f}")),
                y=alt.Y("y:Q", scale=None),
                text="lines:N",
                color=alt.Color("end_colour:N", scale=None, legend=None),
            ),
        )
        .properties(height=_HEIGHT)
        .resolve_scale(color="independent", y="shared")
    )


def _ticks(horizon: int) -> list[int]:
    last = horizon // 12
    return [year for year in (0, 1, 2, 5, 10, 15, 20, 30) if year <= last]


def _table(rows: list[Row], rung: str) -> Table:
    columns = (
        Column("package", "package"),
        Column("title", "title"),
        Column("rung", "rung"),
        Column("month", "month"),
        Column("held", "futures of 100 without it", _one, right=True),
        Column("error", "± error", _one, right=True),
        Column("low", "5th percentile between worlds", _one, right=True),
        Column("high", "95th percentile", _one, right=True),
        Column("difference", "difference from the baseline", _one, right=True),
        Column("difference_error", "± error", _one, right=True),
    )
    values = tuple(
        tuple(rung if column.key == "rung" else row[column.key] for column in columns) for row in rows
    )
    return Table("survival", "Futures of 100 without the rung, by month", columns, values)


def _one(value: float | None) -> str:
    return number(value, 1)
