"""Reports against outcomes: what was said up to each date, and how the answer moved."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import altair as alt

from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, table_of, wrapped
from ceaseline.views.charts.sentences import SEEN, Data
from ceaseline.views.charts.theme import LIGHT, SMALL, TEXT
from ceaseline.views.comparison import TOO_SMALL
from ceaseline.views.labels import years
from ceaseline.views.text import about_100, listed, number, plain

_LINE, _LEAST, _MOST_LINES, _FIGURE = 15, 46, 5, 66


def timeline(result: Data, year: int | None = None, *, rung: str = "war", width: int = WIDTH) -> Chart:
    """Draw how the answer moved from date to date, beside the positions that changed.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.timeline``.
    year
        Year of the ladder; 5 by default, or the last the horizon holds.
    rung
        Rung of the ladder.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``timeline``: a row a date.
    """
    width = max(width, NARROW)
    held = sorted(result["entries"][0]["ladder"], key=int)
    told = str(year) if year is not None and str(year) in held else "5" if "5" in held else held[-1]
    left = 0.5 * width
    rows = list(_rows(result, told, rung, left))
    text = _alt(rows, rung, told)
    spec = finish(_built(rows, left), {"timeline": rows}, text, width=width)
    note = (
        f"Dots: futures of 100 that see {SEEN[rung]} within {years(told)}, with the package as "
        "reported on the "
        "date. Lines: twice the Monte-Carlo error. Right: change since the date before, same "
        "luck. Left: whose "
        "positions changed; every statement with its reports is in ceaseline timeline."
    )
    columns = (
        ("as_of", "date", None),
        ("package", "package", None),
        ("value", "futures of 100", 1),
        ("error", "± error", 1),
        ("worlds_p5", "5th percentile between worlds", 1),
        ("worlds_p95", "95th percentile", 1),
        ("difference", "change since the date before", 1),
        ("difference_error", "± error", 1),
        ("reads", "in words", None),
        ("changed", "positions that changed", None),
    )
    return Chart(
        "timeline", _title(rows, rung, told), text, spec, table_of("timeline", "Dates", columns, rows), note
    )


def _rows(result: Data, year: str, rung: str, left: float) -> Iterable[Row]:
    top = 8.0
    for entry in result["entries"]:
        cell = entry["ladder"][year][rung]
        change: Data = next(
            (row for row in entry["change"] if (row["outcome"], row["year"]) == (rung, int(year))), {}
        )
        changed = [position for position in entry["positions"] if position["changed"]]
        lines = _said(changed, left - 16)
        value, error = 100 * cell["share"], 100 * cell["error"]
        tall = max(_LEAST, _LINE * (len(lines) + 1) + 14)
        yield {
            "as_of": entry["as_of"],
            "package": entry["package"],
            "date": _day(entry["as_of"]),
            "value": value,
            "error": error,
            "low": value - 2 * error,
            "high": value + 2 * error,
            "worlds_p5": _of_100(cell["worlds_p5"]),
            "worlds_p95": _of_100(cell["worlds_p95"]),
            "difference": _of_100(change.get("difference")),
            "difference_error": _of_100(change.get("error")),
            "reads": change.get("reads", ""),
            "changed": "; ".join(plain(position["title"]) for position in changed),
            "lines": lines,
            "top": top,
            "lines_top": top + _LINE + 3,
            "middle": top + 8,
            "bottom": top + tall,
            "figure": f"{about_100(cell['share'])}",
            "move": _move(change),
            "move_lines": wrapped(_move(change), _FIGURE - 6),
            "tip": f"{plain(entry['title'])}: {number(value, 1)} ± {number(error, 1)}",
        }
        top += tall


def _of_100(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _move(change: Data) -> str:
    if not change:
        return "first"
    if change["reads"] == TOO_SMALL or not change["difference"]:
        return TOO_SMALL if change["error"] else "the same"
    sign = "+" if change["difference"] > 0 else ""
    return f"{sign}{number(100 * change['difference'], 1)}"


def _day(as_of: str) -> str:
    day = date.fromisoformat(as_of)
    return f"{day.day} {day:%B %Y}"


def _said(changed: list[Data], width: float) -> list[str]:
    """Say which positions changed, in so many lines; how many more where they are too many."""
    if not changed:
        return ["no position changed"]
    titles = [plain(position["title"]) for position in changed]
    for count in range(len(titles), 0, -1):
        left = len(titles) - count
        more = [f"{left} more"] if left else []
        lines = wrapped(listed([*titles[:count], *more]), width, SMALL)
        if len(lines) <= _MOST_LINES:
            return lines
    return lines[:_MOST_LINES]


def _title(rows: list[Row], rung: str, year: str) -> str:
    first, last = rows[0], rows[-1]
    start = (
        f"{first['figure']} of 100 futures with {SEEN[rung]} within {years(year)} as reported on "
        f"{first['date']}"
    )
    return start if first is last else f"{start}, {last['figure']} on {last['date']}"


def _alt(rows: list[Row], rung: str, year: str) -> str:
    told = [f"{row['date']}: {row['figure']} ({row['move']})" for row in rows]
    return (
        f"Dates downwards; futures of 100 that see {SEEN[rung]} within {years(year)}, and the change: "
        f"{'; '.join(told)}."
    )


def _built(rows: list[Row], left: float) -> Any:
    data = alt.NamedData("timeline")
    ends = [row[key] for row in rows for key in ("low", "high")]
    x_scale = alt.Scale(
        domain=[min(ends), max(ends)], zero=False, nice=True, range=[left, alt.ExprRef(f"width - {_FIGURE}")]
    )
    base = alt.Chart(data)

    def at(field: str) -> Any:
        return alt.Y(field, type="quantitative", scale=None, axis=None)

    x = alt.X("value:Q", scale=x_scale, axis=alt.Axis(title=None, tickCount=4))
    text: Any = {"align": "left", "baseline": "top"}
    return alt.layer(
        base.mark_line(color=LIGHT["series_1"], strokeWidth=1.2, opacity=0.5).encode(
            x=x, y=at("middle"), order=alt.Order("middle:Q")
        ),
        base.mark_rule(color=LIGHT["series_1"], strokeWidth=2, opacity=0.5).encode(
            x=alt.X("low:Q", scale=x_scale), x2="high:Q", y=at("middle")
        ),
        base.mark_circle(color=LIGHT["series_1"], size=70, opacity=1).encode(
            x=x, y=at("middle"), tooltip=[alt.Tooltip("tip:N", title=" ")]
        ),
        base.mark_text(dy=-13, fontSize=TEXT, color=LIGHT["series_1"], baseline="middle").encode(
            x=x, y=at("middle"), text="figure:N"
        ),
        base.mark_text(fontSize=TEXT, fontWeight="bold", **text).encode(
            x=alt.value(0), y=at("top"), text="date:N"
        ),
        base.mark_text(fontSize=SMALL, lineHeight=_LINE, color=LIGHT["ink_2"], **text).encode(
            x=alt.value(0), y=at("lines_top"), text="lines:N"
        ),
        base.mark_text(align="right", baseline="middle", fontSize=TEXT, lineHeight=_LINE).encode(
            x=alt.value(alt.expr("width")), y=at("middle"), text="move_lines:N"
        ),
    ).properties(height=rows[-1]["bottom"])
