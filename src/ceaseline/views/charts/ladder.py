"""The ladder by year: every rung, every package, the spread between worlds, and past ceasefires behind."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.views.blocks import Column, Table
from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish
from ceaseline.views.charts.sentences import Data, distinct, labels, levels, paired_title
from ceaseline.views.charts.theme import LIGHT, MOST_LINES, series_colour
from ceaseline.views.comparison import difference_of, ladder_years
from ceaseline.views.labels import RUNGS
from ceaseline.views.outside import ladder_classes
from ceaseline.views.text import about_100, number

_NOTE = (
    "Dots: futures of 100 that have reached the rung by the year. Lines: 5th to 95th percentile between "
    "worlds (draws of the contested assumptions). Boxes: past ceasefires between neighbours with their 90 % "
    "interval, beside the simulation and not part of it."
)
_HEIGHT, _AXIS, _GAP = 170, 30, 18


def ladder(result: Data, *, rung: str = "war", width: int = WIDTH) -> Chart:
    """Draw the ladder of breaches by year.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.compare``.
    rung
        The rung that the title speaks of.
    width
        Outer width in pixels; rungs stand beside each other as far as there is room.

    Returns
    -------
    Chart
        Data set ``ladder``: a row for each package, rung and year (``kind`` is ``package``), and one for
        past ceasefires in each rung and year (``kind`` is ``past``).
    """
    width = max(width, NARROW)
    packages = distinct(result["packages"])
    shown = packages[:MOST_LINES]
    last = ladder_years(dict(result))[-1]
    called = labels(shown, min(width - 60, 240))
    rows = list(_rows(result, packages))
    outside = list(_outside(result))
    alt_text = (
        f"Five panels, one a rung, over years {', '.join(ladder_years(dict(result)))}. "
        f"{levels(result, rung, last)}"
    )
    note = _NOTE if len(shown) == len(packages) else f"{_NOTE} The first {len(shown)} packages are drawn."
    spec = finish(
        _built(result, shown, called, width),
        {
            "ladder": [
                *outside,
                *({**row, "label": called[row["package"]]} for row in rows if row["package"] in called),
            ]
        },
        alt_text,
    )
    return Chart("ladder", paired_title(result, rung, last), alt_text, spec, _table(rows), note)


def _rows(result: Data, packages: list[Data]) -> Iterable[Row]:
    years = ladder_years(dict(result))
    for place, package in enumerate(packages):
        for year in years:
            for rung, cell in package["ladder"][year].items():
                gap = difference_of(dict(result), package["name"], rung, year) or {}
                yield {
                    "kind": "package",
                    "package": package["name"],
                    "title": package["title"],
                    "place": place,
                    "rung": RUNGS[rung].capitalize(),
                    "year": year,
                    "share": 100 * cell["share"],
                    "error": 100 * cell["error"],
                    "low": _of_100(cell["worlds_p5"]),
                    "high": _of_100(cell["worlds_p95"]),
                    "difference": _of_100(gap.get("difference")),
                    "difference_error": _of_100(gap.get("error")),
                    "figure": about_100(cell["share"]) if year == years[-1] else "",
                    "tip": _tip(gap),
                }


def _of_100(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _tip(gap: Data) -> str:
    if not gap:
        return "baseline"
    return f"{number(100 * gap['difference'], 1)} ± {number(100 * gap['error'], 1)}"


def _outside(result: Data) -> Iterable[Row]:
    years = ladder_years(dict(result))
    for entry in ladder_classes(dict(result["outside_view"]))[:1]:
        for year in years:
            for rung, cell in entry["rungs"].get(year, {}).items():
                yield {
                    "kind": "past",
                    "rung": RUNGS[rung].capitalize(),
                    "year": year,
                    **{f"past_{key}": 100 * cell[key] for key in ("share", "low", "high")},
                }


def _built(result: Data, shown: list[Data], called: dict[str, str], width: int) -> Any:
    columns = 5 if width >= 820 else 3 if width >= 500 else 2
    panel = (width - _AXIS - 8 - (columns - 1) * _GAP) / columns
    x = alt.X(
        "year:O",
        sort=ladder_years(dict(result)),
        axis=alt.Axis(title=None, labelAngle=0, labelExpr="datum.label == '1' ? 'year 1' : datum.label"),
        scale=alt.Scale(paddingInner=0.25, paddingOuter=0.1),
    )
    scale = alt.Scale(domain=[0, 100])
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], labelPadding=4)
    colours = alt.Scale(
        domain=list(called.values()),
        range=[series_colour(place) for place, _ in enumerate(shown)],
    )
    offset = alt.XOffset("place:O", scale=alt.Scale(paddingOuter=0.35))
    legend = alt.Legend(
        columns=max(1, int(width // 210)), symbolType="circle", symbolSize=70, symbolOpacity=1
    )
    data = alt.NamedData("ladder")
    past = alt.Chart(data).transform_filter("datum.kind == 'past'").encode(x=x)
    own = (
        alt.Chart(data)
        .transform_filter("datum.kind == 'package'")
        .encode(
            x=x,
            xOffset=offset,
            color=alt.Color("label:N", scale=colours, legend=legend),
            tooltip=[
                alt.Tooltip("title:N", title="package"),
                alt.Tooltip("rung:N"),
                alt.Tooltip("year:O", title="by year"),
                alt.Tooltip("share:Q", title="of 100 futures", format=".1f"),
                alt.Tooltip("error:Q", title="± error", format=".1f"),
                alt.Tooltip("tip:N", title="against the baseline, same luck"),
            ],
        )
    )
    layers = alt.layer(
        past.mark_bar(color=LIGHT["outside_fill"]).encode(
            y=alt.Y("past_low:Q", scale=scale, axis=axis), y2="past_high:Q"
        ),
        past.mark_tick(color=LIGHT["outside"], thickness=1.5).encode(y=alt.Y("past_share:Q", scale=scale)),
        own.mark_rule(strokeWidth=2, opacity=0.55).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q"),
        own.mark_circle(size=46, opacity=1).encode(y=alt.Y("share:Q", scale=scale)),
    ).properties(width=panel, height=_HEIGHT)
    rungs = [text.capitalize() for text in RUNGS.values()]
    return (
        layers.facet(facet=alt.Facet("rung:N", sort=rungs, title=None), columns=columns)
        .resolve_axis(x="independent")
        .properties(spacing={"row": 22, "column": _GAP})
    )


def _table(rows: list[Row]) -> Table:
    columns = (
        Column("package", "package"),
        Column("title", "title"),
        Column("rung", "rung"),
        Column("year", "by year"),
        Column("share", "futures of 100", _one, right=True),
        Column("error", "± error", _one, right=True),
        Column("low", "5th percentile between worlds", _one, right=True),
        Column("high", "95th percentile", _one, right=True),
        Column("difference", "difference from the baseline, same luck", _one, right=True),
        Column("difference_error", "± error", _one, right=True),
    )
    values = tuple(tuple(row[column.key] for column in columns) for row in rows)
    return Table("ladder", "Ladder of breaches by year, futures of 100", columns, values)


def _one(value: float | None) -> str:
    return number(value, 1)
