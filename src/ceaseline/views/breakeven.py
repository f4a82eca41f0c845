"""Where a package stops being better than another, number by number."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import outcome, years
from ceaseline.views.text import number, plain, words

Data = dict[str, Any]

#: In the order in which a reader cares.
STATUSES = ("crosses", "fades", "worse", "too small to tell", "unmoved", "better")
_SHOWN = {
    "crosses": "crosses",
    "fades": "becomes too small to tell",
    "better": "better throughout",
    "worse": "not better anywhere",
    "too small to tell": "too small to tell",
    "unmoved": "not clearly moved",
}
_KEYS = ("name", "owner", "unit", "p5", "p50", "p95", "status", "screened")
_CROSSING = ("value", "low", "high", "chance", "below", "above")
_NONE: tuple[Data, ...] = ({},)


def crossings_table(result: Data) -> Table:
    """Show the break-even of each number that has one, in its unit, beside the case's range."""
    columns = (
        Column("name", "number"),
        Column("status", "the difference", lambda status: _SHOWN[status]),
        Column("value", "break-even", number, right=True),
        Column("low", "from", number, right=True),
        Column("high", "to", number, right=True),
        Column("p5", "case p5", number, right=True),
        Column("p95", "p95", number, right=True),
        Column("unit", "unit", words),
    )
    rows = tuple(
        (
            row["name"],
            row["status"],
            *(crossing[key] for key in ("value", "low", "high")),
            *(row[key] for key in ("p5", "p95", "unit")),
        )
        for row in result["numbers"]
        for crossing in row["crossings"]
    )
    note = (
        "From and to: where the difference ceases to be at least twice its Monte-Carlo error on either side; "
        "a dash where it does not within the range."
    )
    return Table("crossings", "Break-evens", columns, rows, note)


def crossings_tidy(result: Data) -> Table:
    """Return a row for each crossing, and one for each number without any."""
    columns = tuple(Column(key, key) for key in (*_KEYS, *_CROSSING))
    rows = tuple(
        (*(row[key] for key in _KEYS), *(crossing.get(key) for key in _CROSSING))
        for row in result["numbers"]
        for crossing in row["crossings"] or _NONE
    )
    return Table("crossings", "crossings", columns, rows)


def points_tidy(result: Data) -> Table:
    """Return the difference at every place looked at."""
    keys = ("value", "chance", "difference", "error")
    columns = tuple(Column(key, key) for key in ("name", "unit", *keys))
    rows = tuple(
        (row["name"], row["unit"], *(point[key] for key in keys))
        for row in result["numbers"]
        for point in row["points"]
    )
    return Table("points", "points", columns, rows)


def _near_table(result: Data) -> Table:
    """Show the numbers at which a package that stays better comes nearest to a break-even."""
    written = outcome(result["outcome"])
    kept = [row for row in result["numbers"] if row["status"] == "better"]
    sign = 1.0 if result["better"] == "less" else -1.0
    kept.sort(key=lambda row: -sign * row["nearest"]["difference"])
    columns = (
        Column("name", "number"),
        Column("value", "at", number, right=True),
        Column("unit", "unit", words),
        Column("difference", "difference", str, right=True),
    )
    rows = tuple(
        (
            row["name"],
            row["nearest"]["value"],
            row["unit"],
            written.change(row["nearest"]["difference"], row["nearest"]["error"]),
        )
        for row in kept[:8]
    )
    title = f"Nearest to a break-even: {written.words}, {years(result['year'])}"
    note = "The least favourable value looked at, within the 5th to 95th percentile."
    return Table("near", title, columns, rows, note)


def breakeven_page(result: Data) -> list[Block]:
    """Return the answer for people, the sentence first."""
    title = f"{plain(result['case'])}: what would have to be true for {plain(result['package'])} to lose"
    page: list[Block] = [Heading(title), plain(result["reads"])]
    rows = sorted(result["numbers"], key=lambda row: STATUSES.index(row["status"]))
    told = [row for row in rows if row["status"] not in ("better", "unmoved")] or (
        rows if len(rows) <= 3 else []
    )
    page += [f"• {plain(row['reads'])} ({plain(row['meaning'])})" for row in told[:12]]
    if any(row["crossings"] for row in rows):
        page.append(crossings_table(result))
    if any(row["status"] == "better" for row in rows):
        page.append(_near_table(result))
    return page
