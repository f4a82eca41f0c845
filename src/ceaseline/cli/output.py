"""Print an answer: as a page for people, as JSON, or as one table in CSV."""

import argparse
import json
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import IO, Any

from ceaseline.cli.errors import OK, Refusal
from ceaseline.views.blocks import Block, Heading, Table, finite, to_csv

#: Width of a page that goes to a file or another program.
_PIPED = 120
#: Columns of words are not squeezed below this while there is room.
_NARROWEST_TEXT = 22
#: Titles of columns of figures are wrapped, but not below this.
_NARROWEST_TITLE = 10


def emit(args: argparse.Namespace, result: Any, tables: Mapping[str, Table], page: Sequence[Block]) -> int:
    """Print an answer in the form that was asked for.

    Parameters
    ----------
    args
        With ``json`` and ``csv``, and ``table`` where there is a choice.
    result
        The answer as plain data.
    tables
        What ``--csv`` can print; the first is the default.
    page
        The answer for people.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    Refusal
        If the answer has no table of the name asked for.
    """
    if args.json:
        print(json.dumps(finite(result), indent=1, allow_nan=False))
    elif args.csv:
        name = getattr(args, "table", None) or next(iter(tables))
        if name not in tables:
            raise Refusal(f"this answer has no table {name}, only {', '.join(tables)}")
        sys.stdout.write(to_csv(tables[name]).replace("\r\n", "\n"))
    else:
        show(page)
    return OK


def show(page: Sequence[Block], file: IO[str] | None = None) -> None:
    """Print a page for people on a terminal, a pipe or a file.

    Parameters
    ----------
    page
    file
        Standard output when None.
    """
    from rich.console import Console

    out = sys.stdout if file is None else file
    console = Console(file=out, width=None if out.isatty() else _PIPED, highlight=False, soft_wrap=False)
    for block in page:
        _show(console, block)


def _show(console: Any, block: Block) -> None:
    from rich.text import Text

    if isinstance(block, Heading):
        console.print()
        console.print(Text(block.text, style="bold"))
    elif isinstance(block, str):
        console.print(Text(_wrapped(block, console.width)))
    else:
        _show_table(console, block)


def _wrapped(text: str, width: int) -> str:
    """Wrap a sentence; lines after the first stand two places further in than it does."""
    indent = " " * (len(text) - len(text.lstrip(" •")))
    further = indent + "  " if indent and "•" not in text[:1] else indent
    return textwrap.fill(
        text, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


def _show_table(console: Any, table: Table) -> None:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    cells = table.cells()
    for place, column in enumerate(table.columns):
        lines = [line for row in cells for line in row[place].split("\n")]
        widest = max(map(len, lines), default=0)
        if column.right:
            title = textwrap.fill(
                column.title, max(widest, _NARROWEST_TITLE), break_long_words=False, break_on_hyphens=False
            )
            grid.add_column(Text(title), justify="right", no_wrap=True)
        else:
            narrowest = min(widest, _NARROWEST_TEXT)
            grid.add_column(Text(column.title), min_width=narrowest, overflow="fold")
    for row in cells:
        grid.add_row(*(_cell(text, column.right) for text, column in zip(row, table.columns, strict=True)))
    console.print()
    console.print(Text(table.title, style="bold"))
    console.print(grid)
    if table.note:
        console.print(Text(table.note, style="dim"))


def _cell(text: str, figure: bool) -> Any:
    """Set the range below a figure back; lines of words are all alike."""
    from rich.text import Text

    if not figure:
        return Text(text)
    first, _, rest = text.partition("\n")
    return Text.assemble(first, ("\n" + rest, "dim")) if rest else Text(first)
