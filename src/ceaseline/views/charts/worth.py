"""What each promise is worth: a waterfall from no promise to the whole package."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, shortened, table_of, wrapped
from ceaseline.views.charts.rows import LINE, ROW, TALL
from ceaseline.views.charts.sentences import SEEN, Data
from ceaseline.views.charts.theme import LIGHT, TEXT
from ceaseline.views.labels import outcome, years
from ceaseline.views.text import listed, number, plain, words

_FIGURE = 92


def worth(result: Data, *, width: int = WIDTH) -> Chart:
    """Draw what each promise, or group of promises, moves an outcome.

    Parameters
    ----------
    result
        ``outcome``, ``year``, ``empty``, ``full`` and ``worth``: a list of ``lever``, ``shapley``,
        ``first_in``, ``last_in``, ``error``, with ``title`` where there is one; in the unit of the outcome
        (shares of futures for the ladder).
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``worth``: the start, a row a promise, and the end.
    """
    width = max(width, NARROW)
    left = min(250.0, 0.42 * width)
    rows = list(_rows(result, left))
    title, text = _title(result), _alt(result)
    note = (
        "Each bar is the mean of what the promise moves over all orders in which promises could come (its "
        "Shapley value); bars add up. Figures: value and Monte-Carlo error. Faint: below twice its error, "
        "too small to tell. A promise that is worth little alone can be worth much together with others; see "
        "first and last in, in the table."
    )
    return Chart(
        "worth",
        title,
        text,
        finish(_built(rows, left), {"worth": rows}, text, width=width),
        _table(rows),
        note,
    )


def _factor(result: Data) -> float:
    return outcome(result["outcome"]).factor


def _called(entry: Data) -> str:
    return plain(entry.get("title") or words(entry["lever"]))


def _order(result: Data) -> list[Data]:
    return sorted(result["worth"], key=lambda entry: -abs(entry["shapley"]))


def _rows(result: Data, left: float) -> Iterable[Row]:
    factor = _factor(result)
    at = factor * result["empty"]
    yield _end("start", "No promise", at)
    for entry in _order(result):
        value, error = factor * entry["shapley"], factor * (entry["error"] or 0.0)
        untold = abs(value) < 2 * error
        sign = "+" if round(value, 1) > 0 else ""
        yield {
            "row": f"lever {entry['lever']}",
            "lever": entry["lever"],
            "lines": wrapped(shortened(_called(entry), 2 * left - 60), left - 14)[:2],
            "from": at,
            "to": at + value,
            "shapley": value,
            "first_in": _scaled(entry.get("first_in"), factor),
            "last_in": _scaled(entry.get("last_in"), factor),
            "error": error,
            "figure": f"{sign}{number(value, 1)} ± {number(error, 1)}",
            "mark_colour": LIGHT["empty"]
            if untold
            else LIGHT["series_1"]
            if value < 0
            else LIGHT["series_2"],
            "text_colour": LIGHT["ink_2"] if untold else LIGHT["ink"],
        }
        at += value
    yield _end("end", "All of them", factor * result["full"])


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else factor * value


def _end(row: str, label: str, value: float) -> Row:
    return {
        "row": row,
        "lines": [label],
        "level": value,
        "figure": number(value, 1),
        "text_colour": LIGHT["ink"],
    }


def _title(result: Data) -> str:
    factor = _factor(result)
    order = _order(result)
    gap = factor * (result["full"] - result["empty"])
    noun = _noun(result)
    way = "fewer" if gap < 0 else "more"
    told = [entry for entry in order if abs(entry["shapley"]) >= 2 * (entry["error"] or 0.0)]
    whole = f"Together the promises mean {number(abs(gap), 1)} {way} {noun}"
    if not told:
        return f"{whole}; what each is worth is too small to tell"
    same = [entry for entry in told if (entry["shapley"] < 0) == (gap < 0)] or told
    return f"{whole}; {_called(same[0])} is worth the most, {number(abs(factor * same[0]['shapley']), 1)}"


def _noun(result: Data) -> str:
    by = "" if result["year"] is None else f" within {years(result['year'])}"
    if result["outcome"] in SEEN:
        return f"of 100 futures with {SEEN[result['outcome']]}{by}"
    return f"in {outcome(result['outcome']).words}{by}"


def _alt(result: Data) -> str:
    factor = _factor(result)
    told = [
        f"{_called(entry)} {number(factor * entry['shapley'], 1)} (error "
        f"{number(factor * (entry['error'] or 0.0), 1)})"
        for entry in _order(result)
    ]
    return (
        f"Waterfall from {number(factor * result['empty'], 1)} with no promise to "
        f"{number(factor * result['full'], 1)} with all, {_noun(result)}: {listed(told)}."
    )


def _built(rows: list[Row], left: float) -> Any:
    ends = [row[key] for row in rows for key in ("from", "to", "level") if key in row]
    pad = 0.04 * (max(ends) - min(ends) or 1.0)
    scale = alt.Scale(
        domain=[min(ends) - pad, max(ends) + pad],
        zero=False,
        nice=True,
        range=[left, alt.ExprRef(f"width - {_FIGURE}")],
    )
    tall = any(len(row["lines"]) > 1 for row in rows)
    data = alt.NamedData("worth")
    base = alt.Chart(data).encode(
        y=alt.Y("row:N", sort=[row["row"] for row in rows], axis=None, scale=alt.Scale(paddingInner=0.35))
    )
    x = alt.X("from:Q", scale=scale, axis=alt.Axis(title=None, tickCount=5))
    text: Any = {"baseline": "middle", "fontSize": TEXT}
    label = base.encode(x=alt.value(0), text="lines:N")
    small: Any = {**text, "align": "left", "lineHeight": LINE, "color": LIGHT["ink"]}
    bars = base.transform_filter("isValid(datum.from)")
    tips = [
        alt.Tooltip("lever:N"),
        alt.Tooltip("shapley:Q", title="worth", format="+.2f"),
        alt.Tooltip("error:Q", title="± error", format=".2f"),
        alt.Tooltip("first_in:Q", title="alone", format="+.2f"),
        alt.Tooltip("last_in:Q", title="on top of all others", format="+.2f"),
    ]
    return alt.layer(
        bars.mark_bar().encode(
            x=x, x2="to:Q", color=alt.Color("mark_colour:N", scale=None, legend=None), tooltip=tips
        ),
        base.transform_filter("isValid(datum.level)")
        .mark_tick(thickness=3, color=LIGHT["ink"])
        .encode(x=alt.X("level:Q", scale=scale)),
        label.transform_filter("length(datum.lines) == 1").mark_text(**small),
        label.transform_filter("length(datum.lines) > 1").mark_text(dy=-LINE / 2, **small),
        base.mark_text(align="right", **text).encode(
            x=alt.value(alt.expr("width")),
            text="figure:N",
            color=alt.Color("text_colour:N", scale=None, legend=None),
        ),
    ).properties(height=(TALL if tall else ROW + 4) * len(rows))


def _table(rows: list[Row]) -> Any:
    columns = (
        ("lever", "promise", None),
        ("shapley", "worth", 2),
        ("error", "± error", 2),
        ("first_in", "alone", 2),
        ("last_in", "on top of all others", 2),
        ("from", "from", 2),
        ("to", "to", 2),
    )
    return table_of("worth", "What each promise is worth", columns, [row for row in rows if "lever" in row])
