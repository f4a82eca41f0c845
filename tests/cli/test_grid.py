"""Tables on terminals of any width: no figure is lost."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ceaseline.cli.grid import show_table
from ceaseline.views.blocks import Column, Table

FIGURES = ("−2.3 ± 0.4", "14\N{NO-BREAK SPACE}795 ± 318", "too small to tell", "33.3 ± 1.8\n6.4–71", "–")


def shown(table: Table, width: int) -> str:
    file = io.StringIO()
    show_table(Console(file=file, width=width), table)
    return file.getvalue()


def table_of(rows: list[tuple[str, ...]]) -> Table:
    names = Column("package", "package")
    figures = tuple(Column(f"c{i}", "weapons of a raid that get through", str, right=True) for i in range(5))
    return Table("t", "Title", (names, *figures), tuple(rows), "How to read it.")


@given(st.lists(st.tuples(st.just("as-reported-2025-08-26"), *[st.sampled_from(FIGURES)] * 5), max_size=4))
@pytest.mark.parametrize("width", [20, 40, 80, 84, 120, 300])
def test_no_figure_is_cut_or_broken(width: int, rows: list[tuple[str, ...]]) -> None:
    text = shown(table_of(rows), width)
    for figure in ("−2.3 ± 0.4", "14\N{NO-BREAK SPACE}795 ± 318", "33.3 ± 1.8", "6.4–71"):
        wanted = sum(line == figure for row in rows for cell in row for line in cell.split("\n"))
        assert text.count(figure) == wanted
    assert "…" not in text


def test_a_wide_terminal_keeps_a_phrase_on_its_line_and_a_narrow_one_wraps_it() -> None:
    table = table_of([("none", *["too small to tell"] * 5)])
    assert shown(table, 140).count("too small to tell") == 5
    narrow = shown(table, 84)
    assert narrow.count("too small to tell") == 0
    assert re.search(r"too small\s+too small", narrow)
    assert max(map(len, narrow.splitlines())) <= 84


def test_words_wrap_and_markup_is_text() -> None:
    rows = (("[bold]x[/bold] " + "word " * 30,),)
    text = shown(Table("t", "[red]T[/red]", (Column("a", "a"),), rows), 40)
    assert text.count("word") == 30
    assert "[bold]x[/bold]" in text
    assert "[red]T[/red]" in text
    assert max(map(len, text.splitlines())) <= 40
