"""What a page is made of, whatever prints it: headings, sentences, tables."""

import csv
import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ceaseline.views.text import plain


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    key
        Its name in CSV.
    title
        Its name for people.
    show
        How a value is written for people; CSV holds the value itself.
    right
        Whether it is set flush right, as figures are.
    """

    key: str
    title: str
    show: Callable[[Any], str] = plain
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of values with the way to show them.

    Parameters
    ----------
    name
        Its name, as ``--table`` takes it.
    title
        What it shows, in words.
    columns
        Its columns; the first one names the row.
    rows
        Values, one tuple a row, as long as ``columns``.
    note
        How to read it; may be empty.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""

    def cells(self) -> list[list[str]]:
        """Return the rows as people read them; a line break parts the lines of a cell.

        Examples
        --------
        >>> Table("t", "T", (Column("n", "N", lambda n: f"{n:.1f}"),), ((1,), (2.25,))).cells()
        [['1.0'], ['2.2']]
        """
        return [
            [column.show(value) for column, value in zip(self.columns, row, strict=True)] for row in self.rows
        ]


Block = Heading | str | Table


def to_csv(table: Table) -> str:
    """Write a table as CSV (RFC 4180) with the keys of its columns as header.

    Missing figures are empty. Text that a spreadsheet would run as a formula is set behind an apostrophe.

    Examples
    --------
    >>> table = Table("t", "T", (Column("a", "A"), Column("b", "B")), (("=1+1", None), ("x,y", 0.5)))
    >>> to_csv(table).splitlines()
    ['a,b', "'=1+1,", '"x,y",0.5']
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.key for column in table.columns])
    writer.writerows([_raw(value) for value in row] for row in table.rows)
    return out.getvalue()


def _raw(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return value if math.isfinite(value) else ""
    if isinstance(value, int):
        return value
    if value is None:
        return ""
    text = plain(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def finite(value: Any) -> Any:
    """Replace figures that are not finite by None, for JSON, all the way down.

    Examples
    --------
    >>> finite({"a": [float("nan"), 1.5], "b": (float("inf"), "x")})
    {'a': [None, 1.5], 'b': [None, 'x']}
    """
    if isinstance(value, dict):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
