"""Two answers held against each other, and an answer run again, as pages and tables."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import RUNGS, outcome, years
from ceaseline.views.text import listed, number, plain

Data = dict[str, Any]

#: Rows of the inputs that the page for people shows unless it is asked for all.
SHOWN = 20

_HASH = re.compile("[0-9a-f]{64}")
_ROW = (
    "package",
    "outcome",
    "month",
    "unit",
    "before",
    "after",
    "difference",
    "error",
    "errors",
    "points",
    "reads",
)
_ERRORS = {
    "paired": "± one standard error of the difference with the same luck, world by world.",
    "apart": (
        "± the root of the sum of both squared errors, as if luck had been drawn apart; with the same luck "
        "the true error is smaller."
    ),
}
_TITLES = {
    "case": "case",
    "sample": "sample",
    "assumption": "assumption (5th, 50th, 95th percentile)",
    "lever": "lever",
    "package": "package",
    "part": "part of the case",
    "version": "version",
    "program": "source of the program",
}


def _when(row: Data) -> str:
    """Say when a figure is read: by a year on the ladder, else in a month."""
    month = row["month"]
    if month is None:
        return years(None)
    return f"by year {month // 12}" if row["outcome"] in RUNGS and not month % 12 else f"month {month}"


def _value(row: Data, key: str) -> str:
    return outcome(row["outcome"]).show(row[key])


def _difference(row: Data) -> str:
    if row["difference"] is None:
        return number(None)
    words = outcome(row["outcome"])
    sign = "+" if row["difference"] > 0 else ""
    error = "" if row["error"] is None else f" ± {number(row['error'] * words.factor)}"
    return f"{sign}{number(row['difference'] * words.factor)}{error}{words.suffix}"


def _errors(row: Data) -> str:
    return number(row["errors"], 1)


def _change_columns() -> tuple[Column, ...]:
    return (
        Column("before", "before", right=True),
        Column("after", "after", right=True),
        Column("difference", "difference", right=True),
        Column("errors", "in errors", right=True),
    )


def _cells(row: Data) -> tuple[str, ...]:
    return (_value(row, "before"), _value(row, "after"), _difference(row), _errors(row))


def outcomes_table(result: Data) -> Table:
    """Show each outcome that changed with its largest change."""
    rows = tuple(
        (
            outcome(found["outcome"]).words,
            f"{found['changed']} of {found['of']}",
            f"{plain(found['largest']['package'])}, {_when(found['largest'])}",
            *_cells(found["largest"]),
        )
        for found in result["outcomes"]
    )
    columns = (
        Column("outcome", "outcome"),
        Column("changed", "changed", right=True),
        Column("where", "most in"),
        *_change_columns(),
    )
    return Table("outcomes", "What came out, by outcome, largest change first", columns, rows, _note(result))


def _note(result: Data) -> str:
    return f"{_ERRORS[result['errors']]} Below twice its error a difference is too small to tell."


def rows_table(result: Data) -> Table:
    """Show every figure that changed, largest first."""
    columns = (Column("package", "package"), Column("outcome", "outcome"), Column("when", "when"))
    rows = tuple(
        (row["package"], outcome(row["outcome"]).words, _when(row), *_cells(row)) for row in result["rows"]
    )
    return Table("rows", "Every figure that changed", (*columns, *_change_columns()), rows, _note(result))


def inputs_table(result: Data, most: int | None = None) -> Table:
    """Show what changed in what went in."""
    found = result["inputs"] if most is None else result["inputs"][:most]
    columns = (
        Column("what", "what", lambda what: _TITLES.get(what, plain(what))),
        Column("name", "name"),
        Column("before", "before", _or_dash),
        Column("after", "after", _or_dash),
    )
    rows = tuple((row["what"], row["name"], row["before"], row["after"]) for row in found)
    left = len(result["inputs"]) - len(rows)
    note = f"{left} more: --full shows all." if left else ""
    return Table("inputs", "What went in and changed", columns, rows, note)


def _or_dash(value: object) -> str:
    if value is None:
        return number(None)
    text = plain(value)
    if _HASH.fullmatch(text):
        return text[:12]
    return text if len(text) <= 48 else f"{text[:45]}..."


def tidy_rows(result: Data) -> Table:
    """Return every figure that changed, for CSV."""
    return _tidy("differences", result["rows"], _ROW)


def tidy_inputs(result: Data) -> Table:
    """Return what changed in what went in, for CSV."""
    return _tidy("inputs", result["inputs"], ("what", "name", "before", "after"))


def _tidy(name: str, rows: Iterable[Data], keys: Sequence[str]) -> Table:
    found = tuple(tuple(row[key] for key in keys) for row in rows)
    return Table(name, name, tuple(Column(key, key) for key in keys), found)


def verdict(result: Data) -> str:
    """Say in a sentence how much changed.

    Examples
    --------
    >>> verdict({"same": True, "figures": 52, "rows": [], "only_before": [], "only_after": []})
    'The same: all 52 figures are equal to the last digit.'
    """
    if result["same"]:
        return f"The same: all {result['figures']} figures are equal to the last digit."
    rows = result["rows"]
    if not rows:
        return f"All {result['figures']} figures that both hold are equal to the last digit."
    tell = sum(row["reads"] == "differs" for row in rows)
    return (
        f"{len(rows)} of {number(result['figures'], 0)} figures changed, {tell} of them by twice their error "
        f"or more, in {len(result['outcomes'])} outcomes."
    )


def _side(side: Data) -> str:
    return (
        f"{plain(side['name'])} ({plain(side['case'])}, {side['case_digest'][:12]}; "
        f"{number(side['futures'], 0)} futures over {number(side['worlds'], 0)} worlds, seed {side['seed']})"
    )


def page(result: Data, *, full: bool = False) -> list[Block]:
    """Return two answers held against each other, for people."""
    found: list[Block] = [
        Heading("Before and after"),
        f"Before: {_side(result['before'])}.",
        f"After: {_side(result['after'])}.",
        verdict(result),
        *_one_sided(result),
    ]
    if result["rows"]:
        found.append(outcomes_table(result))
    if full and result["rows"]:
        found.append(rows_table(result))
    if result["inputs"]:
        found.append(inputs_table(result, None if full else SHOWN))
    else:
        found.append("Nothing changed in what went in: case, sample, versions and source are the same.")
    return found


def _one_sided(result: Data) -> Iterable[str]:
    for key, word in (("only_before", "first"), ("only_after", "second")):
        if result[key]:
            yield f"Only the {word} holds {listed(map(plain, result[key]))}."


def rerun_table(result: Data) -> Table:
    """Show for each package whether the same bytes came out."""
    columns = (
        Column("package", "package"),
        Column("stated", "stated", lambda text: plain(text)[:16]),
        Column("found", "found now", lambda text: plain(text)[:16]),
        Column("same", "outcome", lambda same: "the same bytes" if same else "other bytes"),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in result["packages"])
    note = "First digits of the SHA-256 of every figure of every future."
    return Table("packages", "Outcomes", columns, rows, note)


def rerun_page(result: Data) -> list[Block]:
    """Return an answer run again, for people."""
    came = "the same bytes came out" if result["same"] else "other bytes came out"
    found: list[Block] = [
        Heading(f"{plain(result['case'])}, run again from {plain(result['file'])}"),
        f"{number(result['futures'], 0)} futures over {number(result['worlds'], 0)} worlds, seed "
        f"{result['seed']}: {came}.",
        rerun_table(result),
    ]
    if result["inputs"]:
        found.append(inputs_table(result))
    return found
