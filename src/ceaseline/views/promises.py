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
    return [*page, in_force_table(result)]


def _share(cell: Data) -> str:
    ends = f"{about_100(cell['worlds_p5'])} to {about_100(cell['worlds_p95'])}"
    return f"{about_100(cell['share'])} of 100 futures ({ends} depending on the assumptions)"
