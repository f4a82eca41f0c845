"""What the effect of a package is made of: the effect with one part of it off at a time."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import outcome, years
from ceaseline.views.text import plain

Data = dict[str, Any]


def parts_table(result: Data) -> Table:
    """Show the effect without each part, and how far that is from the whole effect."""
    columns = (
        Column("part", "without"),
        Column("difference", "effect", str, right=True),
        Column("change", "change", str, right=True),
        Column("how", "what is done"),
    )
    rows = tuple(
        (
            row["part"],
            _written(row["difference"], row["error"]),
            _told(row["change"], row["change_error"]),
            row["how"],
        )
        for row in result["parts"]
    )
    note = (
        "Futures in 100. Each part is off for both packages alike, with the same luck. A change above zero: "
        "the part carries some of the effect. Parts interact, so they need not add up."
    )
    return Table("parts", "Effect with one part off", columns, rows, note)


def _written(value: float, error: float) -> str:
    return outcome("war").change(value, error)


def _told(value: float, error: float) -> str:
    return "too small to tell" if abs(value) < 2 * error or value == 0 else _written(value, error)


def parts_tidy(result: Data) -> Table:
    """Return the same as values."""
    keys = ("part", "difference", "error", "change", "change_error", "how")
    rows = tuple(tuple(row[key] for key in keys) for row in result["parts"])
    return Table("parts", "parts", tuple(Column(key, key) for key in keys), rows)


def knockout_page(result: Data) -> list[Block]:
    """Return the answer for people."""
    names = f"{plain(result['package'])} against {plain(result['baseline'])}"
    whole = _written(result["difference"], result["error"])
    return [
        Heading(f"{plain(result['case'])}: what the effect is made of"),
        f"{names}: war within {years(result['year'])} changes by {whole} futures in 100.",
        parts_table(result),
    ]
