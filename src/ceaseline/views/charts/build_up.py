"""Build-up against pledge: what each contributor keeps in place of what it pledged, month by month."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, shortened, table_of
from ceaseline.views.charts.sentences import Data, named
from ceaseline.views.charts.theme import LIGHT, SMALL
from ceaseline.views.text import listed, number, percent, plain

_PANELS, _HEIGHT, _GAP, _AXIS = 12, 84, 16, 46
_TOGETHER = "All together"
#: Month of which title and labels speak.
_TOLD = 60


def build_up(result: Data, measured: Data | None = None, *, width: int = WIDTH) -> Chart:
    """Draw how much of each pledge of troops stands in place, by month.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.build_up``.
    measured
        From ``ceaseline.analysis.capability`` of the same package, for what the study counted of the whole
        force, promises that fail included; left out when None.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``build_up``: rows of ``kind`` ``month`` (kept) and ``study`` (measured).

    Raises
    ------
    ValueError
        If the package pledges no troops in the country.
    """
    if not result["contributors"]:
        raise ValueError(f"{result['package']} pledges no troops in the country")
    width = max(width, NARROW)
    columns = 4 if width >= 760 else 3 if width >= 520 else 2
    panel = (width - _AXIS - 10 - (columns - 1) * _GAP) / columns
    rows = [*_together(result), *_contributors(result)]
    study = list(_study(result, measured)) if measured else []
    shown = list(dict.fromkeys(row["contributor"] for row in rows))[:_PANELS]
    heads = {name: _head(name, rows, panel) for name in shown}
    data = [
        {**row, "head": heads[row["contributor"]], "share": row["troops"] / row["pledged"]}
        for row in [*rows, *study]
        if row["contributor"] in heads
    ]
    month = min(_TOLD, len(result["troops"]))
    text = _alt(result, month)
    spec = finish(_built(list(heads.values()), columns, panel), {"build_up": data}, text)
    left = len(result["contributors"]) + 1 - len(shown)
    more = f" {left} smaller pledges are in the table." if left > 0 else ""
    counted = (
        " Dots with lines: what the study counts of the whole force, middle and 5th to 95th percentile over "
        "futures that still run; promises that fail are in it."
        if study
        else ""
    )
    note = (
        "Filled: share of the pledge in place, with every promise in force and every number at its median; "
        "delay, ramp, delivery, rotation, and lift for all together. Line at the top: the "
        f"pledge.{counted}{more}"
    )
    columns_ = (
        ("kind", "kind", None),
        ("contributor", "contributor", None),
        ("lever", "promise", None),
        ("month", "month", 0),
        ("pledged", "pledged", 0),
        ("troops", "in place", 0),
        ("p5", "5th percentile", 0),
        ("p95", "95th percentile", 0),
    )
    table = table_of("build_up", "Troops in place against pledge", columns_, [*rows, *study])
    return Chart("build_up", _title(result, month), text, spec, table, note)


def _title(result: Data, month: int) -> str:
    there = result["troops"][month - 1]
    return (
        f"Of {number(round(result['pledged'], -1), 0)} troops pledged in {named(result)}, "
        f"{number(round(there, -1), 0)} stand in place in month {month} even if every promise holds"
    )


def _alt(result: Data, month: int) -> str:
    told = [
        f"{plain(entry['party'])} {percent(entry['troops'][month - 1] / entry['pledged'])} of "
        f"{number(round(entry['pledged'], -1), 0)}"
        for entry in result["contributors"][:6]
    ]
    return f"Small panels of troops in place against pledge, by month. In month {month}: {listed(told)}."


def _head(name: str, rows: list[Row], panel: float) -> str:
    pledged = next(row["pledged"] for row in rows if row["contributor"] == name)
    figure = number(round(pledged, -1), 0)
    return f"{shortened(name, panel - 52, 13)}  {figure}"


def _together(result: Data) -> Iterable[Row]:
    for month, troops in enumerate(result["troops"], 1):
        yield _row(_TOGETHER, "", month, result["pledged"], troops)


def _contributors(result: Data) -> Iterable[Row]:
    names: set[str] = set()
    for entry in result["contributors"]:
        name = plain(entry["party"])
        name = f"{name} ({plain(entry['lever'])})" if name in names else name
        names.add(name)
        for month, troops in enumerate(entry["troops"], 1):
            yield _row(name, entry["lever"], month, entry["pledged"], troops)


def _row(name: str, lever: str, month: int, pledged: float, troops: float) -> Row:
    return {
        "kind": "month",
        "contributor": name,
        "lever": lever,
        "month": month,
        "pledged": pledged,
        "troops": troops,
    }


def _study(result: Data, measured: Data) -> Iterable[Row]:
    package = next(entry for entry in measured["packages"] if entry["name"] == result["package"])
    for reading in package["readings"]:
        if reading["capability"] == "troops_in_country" and reading["p50"] is not None:
            yield {
                **_row(_TOGETHER, "", reading["month"], result["pledged"], reading["p50"]),
                "kind": "study",
                "p5": reading["p5"],
                "p95": reading["p95"],
                "low": reading["p5"] / result["pledged"],
                "high": reading["p95"] / result["pledged"],
            }


def _built(heads: list[str], columns: int, panel: float) -> Any:
    data = alt.NamedData("build_up")
    scale = alt.Scale(domain=[0, 1.05])
    base = alt.Chart(data).encode(
        x=alt.X(
            "month:Q",
            axis=alt.Axis(
                title=None,
                values=[12, 60, 120],
                grid=False,
                labelFlush=True,
                labelExpr="datum.value / 12 + ' y'",
            ),
        )
    )
    months = base.transform_filter("datum.kind == 'month'")
    study = base.transform_filter("datum.kind == 'study'")
    axis = alt.Axis(title=None, values=[0, 0.5, 1], format="%", labelFontSize=SMALL)
    tips = [
        alt.Tooltip("contributor:N"),
        alt.Tooltip("month:Q"),
        alt.Tooltip("troops:Q", title="in place", format=",.0f"),
        alt.Tooltip("pledged:Q", format=",.0f"),
    ]
    layers = alt.layer(
        months.mark_area(color=LIGHT["step_3"], opacity=0.75).encode(
            y=alt.Y("share:Q", scale=scale, axis=axis), tooltip=tips
        ),
        months.mark_line(color=LIGHT["ink_2"], strokeWidth=1.2)
        .encode(y=alt.Y("one:Q", scale=scale))
        .transform_calculate(one="1"),
        study.mark_rule(color=LIGHT["series_2"], strokeWidth=2).encode(
            y=alt.Y("low:Q", scale=scale), y2="high:Q"
        ),
        study.mark_circle(color=LIGHT["series_2"], size=42, opacity=1).encode(
            y=alt.Y("share:Q", scale=scale), tooltip=tips
        ),
    ).properties(width=panel, height=_HEIGHT)
    return (
        layers.facet(facet=alt.Facet("head:N", sort=heads, title=None), columns=columns)
        .resolve_axis(x="independent")
        .properties(spacing={"row": 14, "column": _GAP})
    )
