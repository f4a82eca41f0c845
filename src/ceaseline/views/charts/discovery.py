"""Where a package fails: the limits of each box of assumptions, within their plausible ranges."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, table_of, wrapped
from ceaseline.views.charts.rows import heading, height_of, row_chart
from ceaseline.views.charts.sentences import Data
from ceaseline.views.charts.theme import LIGHT
from ceaseline.views.text import about_100, number, plain, words


def discovery(result: Data, *, width: int = WIDTH) -> Chart:
    """Draw the boxes in which a package fails.

    Parameters
    ----------
    result
        ``package`` and ``boxes``: each with ``coverage``, ``density``, ``mass`` (shares), ``words`` and
        ``limits``: ``assumption``, ``unit``, ``low`` and ``high`` (None where open), ``kinds``, the plausible
        range ``p5`` to ``p95``, and ``reproduced``, the share of resamples in which the limit came back.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``discovery``: a heading a box and a row a limit.
    """
    width = max(width, NARROW)
    left, right = min(250.0, 0.4 * width), min(170.0, 0.3 * width)
    rows = list(_rows(result, left))
    shown = rows or [heading("No limit on any assumption sets failures apart")]
    text = _alt(result)
    spec = finish(_built(shown, left, right), {"discovery": shown}, text, width=width)
    note = (
        "Each line is the plausible range of an assumption, 5th to 95th percentile; the thick "
        "part lies in the "
        "box, to its end where the box is open there. Boxes are found by PRIM. Coverage: failures "
        "in the box, of "
        f"100. Density: of 100 {plain(result.get('counted', 'worlds'))} in the box, those that fail."
    )
    return Chart("discovery", _title(result), text, spec, _table(rows), note)


def _title(result: Data) -> str:
    if not result["boxes"] or not result["boxes"][0]["limits"]:
        return f"No assumption sets the {about_100(result.get('density'))} of 100 failures apart"
    box = result["boxes"][0]
    return (
        f"{about_100(box['coverage'])} of 100 failures of {plain(result['package'])} fall where "
        f"{_conditions(box)}: {about_100(box['mass'])} of 100 worlds"
    )


def _conditions(box: Data) -> str:
    told = [f"{words(plain(limit['assumption']))} is {_bounds(limit)}" for limit in box["limits"]]
    return " and ".join(told)


def _bounds(limit: Data) -> str:
    if limit.get("kinds"):
        return " or ".join(number(kind) for kind in limit["kinds"])
    low, high = limit["low"], limit["high"]
    if low is None:
        return f"below {number(high)}"
    return f"above {number(low)}" if high is None else f"{number(low)} to {number(high)}"


def _alt(result: Data) -> str:
    told = [plain(box.get("words") or _conditions(box)) for box in result["boxes"]]
    boxes = "1 box" if len(told) == 1 else f"{len(told)} boxes"
    return f"{boxes} of assumptions in which {plain(result['package'])} fails. {' '.join(told)}"


def _rows(result: Data, left: float) -> Iterable[Row]:
    for place, box in enumerate(result["boxes"], 1):
        figures = f"coverage {about_100(box['coverage'])}, density {about_100(box['density'])}"
        yield {
            "row": f"box {place}",
            "heading": f"Box {place}: {figures} of 100, in {about_100(box['mass'])} of 100 worlds",
        }
        for limit in box["limits"]:
            low, high = _within(limit, "low", 0.0), _within(limit, "high", 1.0)
            yield {
                "row": f"box {place} {limit['assumption']}",
                "lines": wrapped(words(plain(limit["assumption"]).replace(".", " ")), left - 14)[:2],
                "box": place,
                "assumption": limit["assumption"],
                "unit": limit["unit"],
                "lowest": limit["low"],
                "highest": limit["high"],
                "p5": limit["p5"],
                "p95": limit["p95"],
                "coverage": box["coverage"],
                "density": box["density"],
                "reproduced": limit.get("reproduced"),
                "value": None,
                "low": 0.0,
                "high": 1.0,
                "q1": low,
                "q3": high,
                "figure": _bounds(limit),
                "mark_colour": LIGHT["series_1"],
                "text_colour": LIGHT["ink"],
                "tip": f"{_bounds(limit)} {words(plain(limit['unit']))}",
            }


def _within(limit: Data, end: str, open_: float) -> float:
    """Return where a limit lies in the plausible range, 0 to 1."""
    if limit[end] is None or limit["p95"] is None or limit["p5"] is None or limit["p95"] == limit["p5"]:
        return open_
    share = (limit[end] - limit["p5"]) / (limit["p95"] - limit["p5"])
    return float(min(1.0, max(0.0, share)))


def _built(rows: list[Row], left: float, right: float) -> Any:
    axis: dict[str, Any] = {
        "values": [0, 1],
        "grid": False,
        "labelExpr": "datum.value == 0 ? '5th' : '95th percentile'",
    }
    built = row_chart("discovery", rows, [0, 1], left=left, right=right, axis=axis, nice=False)
    anchor = (
        alt.Chart(alt.NamedData("discovery"))
        .mark_circle(opacity=0)
        .encode(
            x=alt.X("low:Q", axis=alt.Axis(title=None, **axis)),
            y=alt.Y("row:N", sort=[row["row"] for row in rows], axis=None),
        )
    )
    return alt.layer(anchor, built).properties(height=height_of(rows) * len(rows))


def _table(rows: list[Row]) -> Any:
    columns = (
        ("box", "box", 0),
        ("assumption", "assumption", None),
        ("unit", "unit", None),
        ("lowest", "from", 3),
        ("highest", "to", 3),
        ("p5", "5th percentile", 3),
        ("p95", "95th percentile", 3),
        ("coverage", "coverage", 3),
        ("density", "density", 3),
        ("reproduced", "found again", 2),
    )
    return table_of("discovery", "Limits of each box", columns, [row for row in rows if "box" in row])
