"""The validation: what was expected, what the program gives, and where the two part."""

from collections.abc import Sequence
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import number, plain

Data = dict[str, Any]

HOW_TO_READ = (
    "A fixture has an answer that algebra or a published run fixes, and must hold. An empirical row holds "
    "the model against a record of the world; where it misses, the model says something that the record does "
    "not, and the answers that rest on it deserve that much less trust."
)


def figures(value: float | Sequence[float]) -> str:
    """Write one figure, or several with semicolons between.

    Examples
    --------
    >>> figures(0.25), figures([1.0, 0.5])
    ('0.25', '1; 0.5')
    """
    return "; ".join(number(v) for v in value) if isinstance(value, Sequence) else number(value)


def tolerance_words(tolerance: Any) -> str:
    """Say how far off a figure may be.

    Examples
    --------
    >>> tolerance_words(0.15), tolerance_words({"relative": 0.001})
    ('± 0.15', '± 0.1 %')
    >>> tolerance_words({"low": 0.1, "high": 2.0})
    '0.1 to 2'
    """
    if not isinstance(tolerance, dict):
        return "exact" if tolerance == 0 else f"± {number(tolerance)}"
    if "relative" in tolerance:
        return f"± {number(100 * tolerance['relative'])} %"
    return f"{number(tolerance['low'])} to {number(tolerance['high'])}"


def verdict_word(row: Data) -> str:
    """Name the verdict on a row: a fixture holds or FAILS, a record is met or missed.

    Examples
    --------
    >>> verdict_word({"kind": "empirical", "pass": False})
    'miss'
    """
    if row["kind"] == "fixture":
        return "holds" if row["pass"] else "FAILS"
    return "met" if row["pass"] else "miss"


def validation_table(
    rows: Sequence[Data], name: str = "rows", title: str = "", *, sources: bool = True
) -> Table:
    """Show checks, one a row."""
    columns = [
        Column("id", "id"),
        Column("what", "what"),
        Column("expected", "expected", figures),
        Column("obtained", "obtained", figures),
        Column("tolerance", "accepted", tolerance_words),
        Column("verdict", "verdict"),
    ]
    if sources:
        columns += [Column("kind", "kind"), Column("source", "source")]
    cells = tuple(
        tuple(verdict_word(row) if column.key == "verdict" else row[column.key] for column in columns)
        for row in rows
    )
    return Table(name, title or f"{len(cells)} checks", tuple(columns), cells)


def validation_page(result: Data) -> list[Block]:
    """Return the checks for people: verdict first, then misses, then everything."""
    rows = result["rows"]
    missed = [row for row in rows if not row["pass"]]
    fixtures = [row for row in rows if row["kind"] == "fixture"]
    records = [row for row in rows if row["kind"] == "empirical"]
    return [
        Heading("Validation"),
        plain(result["verdict"]["reads"]),
        HOW_TO_READ,
        validation_table(missed, "misses", f"What misses: {len(missed)}", sources=False),
        validation_table(
            fixtures, "fixtures", f"Fixtures and published tables: {len(fixtures)}", sources=False
        ),
        validation_table(records, "records", f"Records of the world: {len(records)}", sources=False),
        "",
        "Sources and full precision: --json, or --csv.",
    ]
