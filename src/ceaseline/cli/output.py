"""Print an answer: as a page for people, as JSON, or as one table in CSV."""

import argparse
import json
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import IO, Any

from ceaseline.cli.errors import OK, Refusal
from ceaseline.study import DECISIONS, LANDS
from ceaseline.views.blocks import Block, Heading, Table, finite, to_csv

#: Width of a page that goes to a file or another program.
_PIPED = 120


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
        show([*page, *_engines(args, page)])
    return OK


def _engines(args: argparse.Namespace, page: Sequence[Block]) -> list[Block]:
    """Name the engines that were asked for in place of the usual ones, unless the page does."""
    asked = {name: getattr(args, name, None) for name in ("decision", "land")}
    if None in asked.values() or asked == {"decision": DECISIONS[0], "land": LANDS[0]}:
        return []
    from ceaseline.views.engines import engines_words

    words = engines_words(asked)
    if any(isinstance(block, str) and words in block for block in page):
        return []
    return ["", f"Not the usual engines: {words.removeprefix('engines: ')}."]


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
        from ceaseline.cli.grid import show_table

        show_table(console, block)


def _wrapped(text: str, width: int) -> str:
    """Wrap a sentence; lines after the first stand two places further in than it does."""
    indent = " " * (len(text) - len(text.lstrip(" •")))
    further = indent + "  " if indent and "•" not in text[:1] else indent
    return textwrap.fill(
        text, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )
