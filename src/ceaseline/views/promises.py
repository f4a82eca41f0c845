"""Promises in force at both fixed points, the gap between them, and the promises on which it hangs."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import about_100, number, of_100, plain

Data = dict[str, Any]


def _whole(share: float | None) -> str:
    return number(None if share is None else 100 * share, 0)


def in_force_table(result: Data) -> Table:
    """Show in how many of 100 futures each promise is in force, at the start and after two years."""
    columns = (
        Column("lever", "promise"),
        Column("by", "by"),
        Column("least_start", "least, start", _whole, right=True),
        Column("greatest_start", "greatest, start", _whole, right=True),
        Column("gap_start", "gap", of_100, right=True),
        Column("least_month_24", "least, month 24", _whole, right=True),
        Column("greatest_month_24", "greatest, month 24", _whole, right=True),
        Column("gap_month_24", "gap", of_100, right=True),
    )
    rows = tuple(
        (
            row["lever"],
            row["by"],
            *(row[what][when] for when in ("start", "month_24") for what in ("least", "greatest", "gap")),
        )
        for row in result["levers"]
    )
    note = (
        "Of 100 futures. Least: nobody moves before its conditions are met. Greatest: everyone trusts the "
        "others to move."
    )
    return Table("levers", "Promises in force", columns, rows, note)


def pivots_table(result: Data) -> Table:
    """Show the promises that, made unconditional, close the gap."""
    columns = (
        Column("lever", "pivot"),
        Column("title", "title"),
        Column("share", "settles, of 100", of_100, right=True),
        Column("error", "±", of_100, right=True),
    )
    rows = tuple((row["lever"], row["title"], row["share"], row["error"]) for row in result["pivots"])
    note = (
        "Of 100 futures in which the two fixed points differ on the first day: those in which this promise, "
        "made unconditional alone, lifts the least to the greatest."
    )
    return Table("pivots", "Pivots", columns, rows, note)


def sets_table(hinges: Data) -> Table:
    """Show the sets of promises that, made unconditional together, settle most futures."""
    columns = (
        Column("levers", "made unconditional together"),
        Column("share", "settles, of 100", of_100, right=True),
        Column("error", "±", of_100, right=True),
    )
    rows = tuple((", ".join(row["levers"]), row["share"], row["error"]) for row in hinges["sets"])
    note = "Of futures in which the points differ. Each set adds the promise that settles most."
    return Table("sets", "Sets that settle it", columns, rows, note)


def thresholds_table(hinges: Data) -> Table:
    """Show how often a promise is in force at each threshold that it may have."""
    columns = (
        Column("lever", "promise"),
        Column("threshold", "needs", number, right=True),
        Column("unit", "unit"),
        Column("level", "thought to be less, of 100", _whole, right=True),
        Column("least", "least", of_100, right=True),
        Column("least_error", "±", of_100, right=True),
        Column("greatest", "greatest", of_100, right=True),
        Column("greatest_error", "±", of_100, right=True),
    )
    rows = tuple(
        (row["lever"], *(row["unit"] if c.key == "unit" else point[c.key] for c in columns[1:]))
        for row in hinges["thresholds"]
        for point in row["points"]
    )
    note = "Futures of 100 in which the promise is in force on the first day, its threshold held at a value."
    return Table("thresholds", "In force by threshold", columns, rows, note)


def vetoes_table(hinges: Data) -> Table:
    """Show whose refusal takes promises of others with it."""
    columns = (
        Column("party", "if it refuses"),
        Column("least_falls", "others fall, least", of_100, right=True),
        Column("least_error", "±", of_100, right=True),
        Column("least_lost", "promises lost", number, right=True),
        Column("greatest_falls", "others fall, greatest", of_100, right=True),
        Column("greatest_error", "±", of_100, right=True),
        Column("greatest_lost", "promises lost", number, right=True),
    )
    rows = tuple(
        (
            row["name"],
            *(row[point][key] for point in ("least", "greatest") for key in ("falls", "error", "lost")),
        )
        for row in hinges["vetoes"]
    )
    note = "Futures of 100 in which promises of others fall, and how many do on average."
    return Table("vetoes", "Who holds a veto", columns, rows, note)


def promises_page(result: Data, *, pivots: bool) -> list[Block]:
    """Return the answer: a sentence, how far the fixed points are apart, and the tables."""
    start, later = result["differ"]["start"], result["differ"]["month_24"]
    page: list[Block] = [
        Heading(f"{plain(result['title'])} ({plain(result['package'])})"),
        plain(result["reads"]),
        f"The two points differ in {_share(start)} at the start and in {_share(later)} at month 24. By "
        f"the assumption on coordination, {about_100(result['greatest_reached'])} of 100 futures reach the "
        "greatest.",
    ]
    if pivots and result["pivots"]:
        page.append(pivots_table(result))
    if result["hinges"] is not None:
        hinges = result["hinges"]
        page += [f"• {plain(sentence)}" for sentence in hinges["reads"]]
        tables = (sets_table(hinges), thresholds_table(hinges), vetoes_table(hinges))
        page += [table for table in tables if table.rows]
    return [*page, in_force_table(result)]


def _share(cell: Data) -> str:
    ends = f"{about_100(cell['worlds_p5'])} to {about_100(cell['worlds_p95'])}"
    return f"{about_100(cell['share'])} of 100 futures ({ends} depending on the assumptions)"
