"""The speed figures, with what each means."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import number, plain

Data = dict[str, Any]

#: Key, meaning, and unit of each figure, in the order of the page.
FIGURES = (
    ("seconds_10000x120", "full model, 10 000 futures of 120 months, warm", "s"),
    ("floor_seconds", "floor: the arithmetic that no arrangement could leave out", "s"),
    ("futures_per_second", "futures of the full model a second", ""),
    ("cpu_over_wall", "processor time over wall time", ""),
    ("ratio_python", "times faster than the same functions uncompiled", ""),
    ("ratio_numpy", "reference month: times faster than batched NumPy", ""),
    ("ratio_abm", "reference month: times faster than the fastest agent framework", ""),
    ("posen_10000_seconds", "Posen's campaign analysis, 10 000 draws", "s"),
)


def speed_table(result: Data) -> Table:
    """Show the figures of one run."""
    columns = (
        Column("name", "figure"),
        Column("value", "value", number, right=True),
        Column("unit", ""),
        Column("meaning", "what it is"),
    )
    rows = tuple((name, result[name], unit, meaning) for name, meaning, unit in FIGURES)
    return Table("speed", "Speed", columns, rows, "Medians of one run, all measured side by side.")


def speed_page(result: Data) -> list[Block]:
    """Return the figures for people, with the machine they hold for."""
    machine = ", ".join(
        f"{key} {value}" for key, value in result["machine"].items() if not isinstance(value, dict)
    )
    return [
        Heading(f"{plain(result['case'])}, {plain(result['package'])}, {result['threads']} threads"),
        plain(machine),
        speed_table(result),
    ]
