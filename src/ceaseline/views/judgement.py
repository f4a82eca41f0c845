"""Pages of the red team and of designs."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import outcome, years
from ceaseline.views.text import money, number, percent, plain, words

Data = dict[str, Any]

_MOVED = ("name", "unit", "value", "chance", "p5", "p50", "p95", "grade", "kind")
_PACKAGE = (
    *("package", "cost", "cost_error", "promised", "promised_p5", "promised_p95", "value", "error"),
    *("on_front", "share_on_front", "clear_step", "meets", "alike"),
)
_REMEDY = (
    *("change", "cost", "cost_error", "promised", "against_before", "against_before_error", "share_back"),
    "restores",
    "unpriced",
)


def moved_tidy(result: Data) -> Table:
    """Return the numbers of every way to lose as values."""
    columns = tuple(Column(key, key) for key in ("way", "loses", *_MOVED))
    rows = tuple(
        (place, way["loses"], *(row[key] for key in _MOVED))
        for place, way in enumerate(result["ways"], start=1)
        for row in way["numbers"]
    )
    return Table("ways", "ways", columns, rows)


def _moved_table(way: Data, place: int) -> Table:
    columns = (
        Column("name", "number"),
        Column("value", "value", number, right=True),
        Column("unit", "unit", words),
        Column("chance", "place in its range", percent, right=True),
        Column("p5", "p5", number, right=True),
        Column("p50", "p50", number, right=True),
        Column("p95", "p95", number, right=True),
        Column("grade", "grade"),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in way["numbers"])
    far = way["distance"]
    note = (
        f"Distance {number(far['scores'], 2)} in normal scores, {number(far['quantiles'], 2)} in "
        f"chance levels; log of the density over that at the middle {number(far['log_density_ratio'], 2)}."
    )
    return Table("way", f"Way {place} to lose", columns, rows, note)


def redteam_page(result: Data) -> list[Block]:
    """Return what the red team found, for people."""
    title = f"{plain(result['case'])}: red team against {plain(result['package'])}"
    page: list[Block] = [Heading(title), plain(result["reads"])]
    for place, way in enumerate(result["ways"], start=1):
        page += [f"• {plain(way['reads'])}", _moved_table(way, place)]
    return page


def _least(row: Data) -> str:
    if row["unpriced"] and row["cost"] == 0.0:
        return "no price"
    return ("≥ " if row["unpriced"] else "") + money(row["cost"])


def front_table(result: Data) -> Table:
    """Show the clear steps of the front, cheapest first."""
    written = outcome(result["outcome"])
    columns = (
        Column("package", "package"),
        Column("cost", "cost a year", str, right=True),
        Column("value", written.words, str, right=True),
        Column("share", "on the front", percent, right=True),
        Column("alike", "as good and no dearer", number, right=True),
    )
    rows = tuple(
        (
            row["package"],
            _least(row),
            f"{written.show(row['value'])} ± {number(row['error'] * written.factor, 1)}",
            row["share_on_front"],
            row["alike"],
        )
        for row in result["packages"]
        if row["clear_step"]
    )
    note = (
        "Members of the front that are clearly better than the one above. On the front: in what part of "
        "draws of the worlds. As good and no dearer: other packages that cannot be told from it. ≥: holds "
        "promises without a price."
    )
    return Table("front", f"Front of cost against outcome, {years(result['year'])}", columns, rows, note)


def packages_tidy(result: Data) -> Table:
    """Return every package that was run in full as values."""
    columns = tuple(Column(key, key) for key in (*_PACKAGE, "unpriced"))
    rows = tuple((*(row[key] for key in _PACKAGE), " ".join(row["unpriced"])) for row in result["packages"])
    return Table("packages", "packages", columns, rows)


def candidates_table(result: Data) -> Table:
    """Show what packages were built from, and what each part would cost if kept in full."""
    columns = (
        Column("option", "part"),
        Column("cost", "cost a year if kept in full", money, right=True),
        Column("cost_p5", "p5", money, right=True),
        Column("cost_p95", "p95", money, right=True),
        Column("unpriced", "without a price"),
    )
    rows = tuple(
        (
            *(row[key] for key in ("option", "cost", "cost_p5", "cost_p95")),
            ", ".join(row["unpriced"]),
        )
        for row in result["candidates"]
    )
    return Table("candidates", "What packages were built from", columns, rows)


def design_page(result: Data) -> list[Block]:
    """Return a design for people."""
    title = f"{plain(result['case'])}: which packages are best for their cost"
    return [Heading(title), plain(result["reads"]), front_table(result), candidates_table(result)]


def remedies_table(result: Data) -> Table:
    """Show the changes that were run in full."""
    written = outcome(result["outcome"])
    columns = (
        Column("change", "change"),
        Column("cost", "more a year", str, right=True),
        Column("against", "against before", str, right=True),
        Column("share_back", "brought back", percent, right=True),
        Column(
            "restores",
            "all of it",
            lambda text: {"more": "and more", "no": "no"}.get(text, "cannot be told apart"),
        ),
    )
    rows = tuple(
        (
            row["change"],
            _least(row),
            written.change(row["against_before"], row["against_before_error"]),
            row["share_back"],
            row["restores"],
        )
        for row in result["remedies"]
    )
    return Table("remedies", "Changes that bring it back, cheapest first", columns, rows)


def remedies_tidy(result: Data) -> Table:
    """Return the same as values."""
    columns = tuple(Column(key, key) for key in _REMEDY)
    rows = tuple(
        tuple(" ".join(row[key]) if isinstance(row[key], list) else row[key] for key in _REMEDY)
        for row in result["remedies"]
    )
    return Table("remedies", "remedies", columns, rows)


def restore_page(result: Data) -> list[Block]:
    """Return what brings back a loss, for people."""
    title = f"{plain(result['case'])}: what makes good for {plain(', '.join(result['withdrawn']))}"
    page: list[Block] = [Heading(title), plain(result["reads"])]
    return [*page, remedies_table(result)] if result["remedies"] else page
