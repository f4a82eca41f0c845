"""Tables on a terminal: words wrap, figures never do."""

import textwrap

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from ceaseline.views.blocks import Table

#: Columns of words are not squeezed below this while there is room.
_NARROWEST_TEXT = 22
#: Titles and phrases in columns of figures are wrapped, but not below this.
_NARROWEST_TITLE = 10
_GAP = 2

Cells = list[list[str]]


def show_table(console: Console, table: Table) -> None:
    """Print a table under its title.

    A figure is never cut or broken. Where the console is too narrow, phrases among the figures are wrapped;
    where that is not enough, the table is wider than the console.

    Parameters
    ----------
    console
    table
    """
    cells = table.cells()
    if _width(table, cells) > console.width:
        cells = [
            [
                _narrowed(text) if column.right else text
                for text, column in zip(row, table.columns, strict=True)
            ]
            for row in cells
        ]
    console.print()
    console.print(Text(table.title, style="bold"))
    wide = max(console.width, _width(table, cells))
    Console(file=console.file, width=wide, highlight=False, force_terminal=console.is_terminal).print(
        _grid(table, cells)
    )
    if table.note:
        console.print(Text(table.note, style="dim"))


def _widths(table: Table, cells: Cells) -> list[int]:
    """Return the least width of each column."""
    found = []
    for place, column in enumerate(table.columns):
        widest = max((len(line) for row in cells for line in row[place].split("\n")), default=0)
        found.append(widest if column.right else min(widest, _NARROWEST_TEXT))
    return found


def _title(text: str, width: int) -> str:
    return textwrap.fill(text, max(width, _NARROWEST_TITLE), break_long_words=False, break_on_hyphens=False)


def _width(table: Table, cells: Cells) -> int:
    heads = [
        max((len(line) for line in _title(column.title, width).split("\n")), default=0)
        for column, width in zip(table.columns, _widths(table, cells), strict=True)
    ]
    columns = [max(pair) for pair in zip(heads, _widths(table, cells), strict=True)]
    return sum(columns) + _GAP * len(columns)


def _narrowed(text: str) -> str:
    r"""Wrap a phrase; whatever holds a digit is left alone.

    Examples
    --------
    >>> _narrowed("too small to tell"), _narrowed("−2.2 ± 0.3")
    ('too small\nto tell', '−2.2 ± 0.3')
    """
    return text if any(map(str.isdigit, text)) else textwrap.fill(text, _NARROWEST_TITLE)


def _grid(table: Table, cells: Cells) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column, width in zip(table.columns, _widths(table, cells), strict=True):
        if column.right:
            grid.add_column(Text(_title(column.title, width)), justify="right", no_wrap=True)
        else:
            grid.add_column(Text(column.title), min_width=width, overflow="fold")
    for row in cells:
        grid.add_row(*(_cell(text, column.right) for text, column in zip(row, table.columns, strict=True)))
    return grid


def _cell(text: str, figure: bool) -> Text:
    """Set the range below a figure back; lines of words are all alike."""
    first, _, rest = text.partition("\n")
    if not rest or not figure or not any(map(str.isdigit, first)):
        return Text(text)
    return Text.assemble(first, ("\n" + rest, "dim"))
