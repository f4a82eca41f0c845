"""Cost against outcome: packages that no other beats in both, and those that one does."""

from typing import Any

import altair as alt

from ceaseline.views.charts.chart import (
    NARROW,
    WIDTH,
    Chart,
    Row,
    finish,
    spaced,
    table_of,
)
from ceaseline.views.charts.sentences import SEEN, Data
from ceaseline.views.charts.theme import LIGHT, TEXT
from ceaseline.views.labels import outcome, years
from ceaseline.views.text import listed, money, number, plain

_HEIGHT, _MOST_LABELS = 340, 8
#: Width of the dot of a package off the front, in pixels.
_DOT = 4


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
    rows = _rows(result)
    text = _alt(result, rows)
    shown = _apart(rows, width)
    spec = finish(_built(shown), {"pareto": shown}, text, width=width)
    note = _note(result, rows)
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


def _note(result: Data, rows: list[Row]) -> str:
    told = [
        f"{row['label']} {row['holds']} ({number(row['cost'], 1)} bn, {number(row['value'], 1)})"
        for row in rows
        if row["step"] and "label" in row
    ]
    error = number(max(row["error"] for row in rows), 1)
    return (
        "Blue: packages that no other beats in both cost and outcome. Grey: the others. Numbered are clear "
        "steps, each better than the one before by more than twice the error of their difference; neighbours "
        f"between them can be too close to tell. {'; '.join(told)}. Packages share their luck, so steps "
        f"are firmer than levels, whose Monte-Carlo error is up to {error}."
    )


def _rows(result: Data) -> list[Row]:
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
                "front": package["on_front"],
                "step": package["clear_step"],
                "tip": f"{called}: {money(package['cost'])} a year, {number(value, 1)} ± {number(error, 1)}",
            }
        )
    _number_steps(rows)
    return rows


def _apart(rows: list[Row], width: int) -> list[Row]:
    """Leave out packages off the front that would be drawn on top of others; the table keeps all."""
    wide = (max(row["cost"] for row in rows) or 1.0) * _DOT / width
    values = [row["value"] for row in rows]
    tall = ((max(values) - min(values)) or 1.0) * _DOT / _HEIGHT
    places: set[tuple[int, int]] = set()
    found = []
    for row in rows:
        place = (round(row["cost"] / wide), round(row["value"] / tall))
        if row["front"] or place not in places:
            found.append(row)
        places.add(place)
    return found


def _number_steps(rows: list[Row]) -> None:
    """Set numbers at the clear steps of the front, cheapest first, apart from each other."""
    steps = [row for row in rows if row["step"]]
    chosen = [row for place, row in enumerate(steps) if place % max(1, -(-len(steps) // _MOST_LABELS)) == 0]
    if steps and steps[-1] not in chosen:
        chosen[-1] = steps[-1]
    low, high = min(row["value"] for row in rows), max(row["value"] for row in rows)
    least = 15 / _HEIGHT * ((high - low) or 1.0)
    places = spaced([row["value"] for row in chosen], least, low, high)
    for place, (row, at) in enumerate(zip(chosen, places, strict=True), start=1):
        row["label"], row["label_at"] = str(place), at


def _title(result: Data, rows: list[Row]) -> str:
    front = [row for row in rows if row["front"]]
    steps = [row for row in rows if row["step"]] or front
    first, last = front[0], steps[-1]
    if front[0] is front[-1]:
        told = f"{number(first['value'], 1)} {_noun(result)} at {number(first['cost'], 1)} bn EUR a year"
        return f"One package beats every other in both: {told}"
    best = f"{number(first['value'], 1)} {_noun(result)} at {number(first['cost'], 1)} bn EUR a year"
    reached = f"{number(last['value'], 1)} at {number(last['cost'], 1)} bn"
    return f"From {best} to {reached}; beyond that no step is clear"


def _noun(result: Data) -> str:
    by = "" if result["year"] is None else f" within {years(result['year'])}"
    if result["outcome"] in SEEN:
        return f"of 100 futures with {SEEN[result['outcome']]}{by}"
    return f"({outcome(result['outcome']).words}{by})"


def _alt(result: Data, rows: list[Row]) -> str:
    told = [
        f"{row['holds']} ({number(row['cost'], 1)} bn, {number(row['value'], 1)})"
        for row in rows
        if row["step"]
    ]
    return (
        f"{len(rows)} packages by cost in bn EUR a year and by outcome, {_noun(result)}; "
        f"{sum(row['front'] for row in rows)} are beaten by none in both. Clear steps, cheapest first: "
        f"{'; '.join(told)}."
    )


def _built(rows: list[Row]) -> Any:
    data = alt.NamedData("pareto")
    y_scale = alt.Scale(zero=False, nice=True)
    dearest = max(row["cost"] for row in rows) or 1.0
    x_scale = alt.Scale(domain=[0, dearest], nice=True)
    x = alt.X("cost:Q", scale=x_scale, axis=alt.Axis(title="bn EUR a year", grid=False, tickCount=5))
    y = alt.Y("value:Q", scale=y_scale, axis=alt.Axis(title=None, tickCount=5))
    base = alt.Chart(data).encode(x=x)
    others = base.transform_filter("!datum.front")
    front = base.transform_filter("datum.front")
    tips = [alt.Tooltip("tip:N", title=" ")]
    numbered = front.transform_filter("isValid(datum.label_at)")
    return alt.layer(
        others.mark_circle(aria=False, size=20, color=LIGHT["rule"], opacity=0.4).encode(y=y, tooltip=tips),
        front.mark_line(interpolate="step-after", color=LIGHT["series_1"], strokeWidth=1.5).encode(y=y),
        front.mark_circle(size=28, color=LIGHT["series_1"], opacity=1).encode(y=y, tooltip=tips),
        numbered.mark_circle(size=80, color=LIGHT["series_1"], opacity=1).encode(y=y, tooltip=tips),
        numbered.mark_text(
            align="left", dx=9, baseline="middle", fontSize=TEXT, fontWeight="bold", color=LIGHT["ink"]
        ).encode(y=alt.Y("label_at:Q", scale=y_scale), text="label:N"),
    ).properties(height=_HEIGHT)
