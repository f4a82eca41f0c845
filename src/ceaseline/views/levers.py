"""What each lever, and each uncertain number, moves."""

from collections.abc import Sequence
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import outcome
from ceaseline.views.text import number, plain

Data = dict[str, Any]
_LEVER_KEYS = "lever item row base in_base outcome year month unit without with difference error moves"
_NUMBER_KEYS = (
    "name owner p5 p95 unit_of_number package outcome year month unit at_p5 at_p95 difference error"
)


def _change(row: Data) -> str:
    written = outcome(row["outcome"])
    return written.change(row["difference"], row["error"])


def _rung(row: Data) -> str:
    """Write the change on the ladder; below twice its error it is too small to tell."""
    if abs(row["difference"]) < 2 * row["error"] or row["difference"] == 0:
        return "too small to tell"
    return f"{_change(row)} {outcome(row['outcome']).words.split(',')[0]}, year {row['year']}"


def _when(row: Data) -> str:
    if row["month"] is not None:
        return f"month {row['month']}"
    return "" if row["year"] is None else f"year {row['year']}"


def levers_table(rows: Sequence[Data]) -> Table:
    """Show for each lever the outcome that it moves most, and the rung of the ladder that it moves most."""
    columns = (
        Column("lever", "lever"),
        Column("row", "row", lambda row: number(row, 0), right=True),
        Column("outcome", "moves most", lambda name: outcome(name).words),
        Column("when", "at"),
        Column("without", "without", str, right=True),
        Column("with", "with", str, right=True),
        Column("difference", "difference", str, right=True),
        Column("rung", "on the ladder, futures in 100", str),
    )
    return Table(
        "levers",
        "What each lever moves",
        columns,
        tuple(_lever_row(row) for row in rows),
        "With the lever less without it, same luck, ± one standard error: the outcome that it moves most in "
        "units of its error, and the rung and year that it moves most (the largest of twenty, so one little "
        "beyond twice its error may be chance). Levers in the package are taken "
        "out of it, the others added to it.",
    )


def _lever_row(row: Data) -> tuple[Any, ...]:
    show = outcome(row["outcome"]).show
    difference = _change(row) if row["moves"] else "too small to tell"
    figures = (show(row["without"]), show(row["with"]), difference)
    return row["lever"], row["row"], row["outcome"], _when(row), *figures, _rung(row["rung"])


def levers_tidy(rows: Sequence[Data]) -> Table:
    """Return the same as values."""
    keys = _LEVER_KEYS.split()
    columns = tuple(Column(key, key) for key in (*keys, "rung", "rung_year", "rung_difference", "rung_error"))
    values = tuple(
        (
            *(row[key] for key in keys),
            *(row["rung"][key] for key in ("outcome", "year", "difference", "error")),
        )
        for row in rows
    )
    return Table("levers", "levers", columns, values)


def levers_page(case: str, base: str, rows: Sequence[Data]) -> list[Block]:
    """Return the answer, with the levers that move nothing named first."""
    idle = [row["lever"] for row in rows if not row["moves"]]
    told = f"Too small to tell: {', '.join(map(plain, idle))}." if idle else "Every lever moves something."
    return [Heading(f"{plain(case)}: each lever alone, on {plain(base)}"), told, levers_table(rows)]


def numbers_table(result: Data) -> Table:
    """Show for each uncertain number the outcome that it moves most."""
    columns = (
        Column("name", "number"),
        Column("p5", "p5", number, right=True),
        Column("p95", "p95", number, right=True),
        Column("outcome", "moves most", lambda name: outcome(name).words if name else ""),
        Column("at_p5", "at p5", str, right=True),
        Column("at_p95", "at p95", str, right=True),
        Column("difference", "difference", str, right=True),
    )
    rows = tuple(_number_row(row) for row in result["numbers"])
    note = "Each number held at its 5th and its 95th percentile in every world, all others drawn; same luck."
    return Table("numbers", "What each uncertain number moves", columns, rows, note)


def _number_row(row: Data) -> tuple[Any, ...]:
    if "outcome" not in row:
        return row["name"], row["p5"], row["p95"], "", "", "", "nothing"
    show = outcome(row["outcome"]).show
    difference = _change(row) if row["moves"] else "too small to tell"
    ends = (show(row["at_p5"]), show(row["at_p95"]))
    return row["name"], row["p5"], row["p95"], row["outcome"], *ends, difference


def numbers_tidy(result: Data) -> Table:
    """Return the same as values."""
    keys = (*_NUMBER_KEYS.split(), "moves")
    rows = tuple(tuple(row.get(key) for key in keys) for row in result["numbers"])
    return Table("numbers", "numbers", tuple(Column(key, key) for key in keys), rows)


def numbers_page(result: Data) -> list[Block]:
    """Return the answer, with the exceptions first."""
    idle = result["exceptions"]
    told = f"Move nothing: {', '.join(map(plain, idle))}." if idle else "Every number moves some outcome."
    if result["too_small"]:
        told += f" By how much is too small to tell: {', '.join(map(plain, result['too_small']))}."
    title = f"{plain(result['case'])}: each uncertain number, on {plain(result['package'])}"
    return [Heading(title), told, numbers_table(result)]
