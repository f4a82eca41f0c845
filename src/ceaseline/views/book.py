"""The model book: one page for each phase of the month, from the mechanisms themselves."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ceaseline.analysis.book.curves import Response, notes, respond
from ceaseline.analysis.book.mechanisms import Mechanism, Module, Symbol, modules_of
from ceaseline.case import Case
from ceaseline.model.phases import PHASES, Phase
from ceaseline.views.blocks import Column, Table
from ceaseline.views.cases import assumption_data
from ceaseline.views.curves import curves_picture
from ceaseline.views.formula import to_latex
from ceaseline.views.markdown import table_markdown
from ceaseline.views.text import number, words
from ceaseline.views.validation import HOW_TO_READ, validation_table

Data = dict[str, Any]

_INTRODUCTION = """# The model book

What the month computes, phase by phase, written by the program from its own mechanisms: `{command}`.
Each page holds the equations with their symbols and sources, a picture of how each answers its main
inputs, the assumptions of the reference class that feed it, the checks that bear on it, where it is
contested, and what it leaves out.

{caution}

Pictures: one curve for each main input, the others held at the values said below it; the dashed line is
where the input itself is held. All curves of a picture share one vertical scale, so a steeper curve is a
stronger effect over the range drawn. Values of assumptions are the middle and, in brackets, the 5th to
95th percentile in `reference-pair`; grades run from A (primary or official) over D (own arithmetic) to E
(judgement). Names of arguments are those of the Python functions.
"""
_CAUTION = (
    "No equation here is a measured law. Most forms are the simplest that behave as the sources say, most "
    "sizes are assumptions, and the [validation](../validation.md) shows where records contradict them."
)
#: Phases of the table of assumptions that a page takes in beside its own.
_ALSO = {"learning": ("cost",)}


def book_pages(case: Case, rows: Sequence[Data], command: str) -> dict[str, str]:
    """Write the model book.

    Parameters
    ----------
    case
        Whose assumptions are shown: the reference class.
    rows
        Of the validation.
    command
        How the book is made anew, for its first page.

    Returns
    -------
    dict of str to str
        Text by path within the folder of the book: pages, and their pictures.
    """
    files = {"README.md": _index(command)}
    for phase in PHASES:
        page, pictures = _page(case, phase, rows)
        files[_file(phase)] = page
        files.update(pictures)
    return files


def _file(phase: Phase) -> str:
    return f"{phase.number:02d}-{phase.name.replace('_', '-')}.md"


def _index(command: str) -> str:
    lines = [_INTRODUCTION.format(command=command, caution=_CAUTION), "| phase | what happens |", "|---|---|"]
    lines += [f"| [{phase.number} {words(phase.name)}]({_file(phase)}) | {phase.what} |" for phase in PHASES]
    return "\n".join(lines) + "\n"


def _page(case: Case, phase: Phase, rows: Sequence[Data]) -> tuple[str, dict[str, str]]:
    parts = [f"# Phase {phase.number}: {words(phase.name)}", phase.what]
    pictures: dict[str, str] = {}
    for module in modules_of(phase):
        parts += [f"## `ceaseline.model.{module.name}`", _tidy(module.text)]
        for mechanism in module.mechanisms:
            response = respond(module.name, mechanism.name)
            parts += _mechanism(module, mechanism, response)
            if response.curves:
                title = f"Response of {mechanism.name} to its inputs"
                pictures[_picture(module, mechanism)] = curves_picture(title, response.curves)
    said = notes()[phase.name]
    parts += [
        "## Assumptions used",
        table_markdown(_assumptions(case, phase)),
        "## Checks",
        *_checks(rows, said["checks"]),
        "## Where it is contested",
        _list(said["contested"]),
        "## What it leaves out",
        _list(said["leaves_out"]),
    ]
    return "\n\n".join(parts) + "\n", pictures


def _picture(module: Module, mechanism: Mechanism) -> str:
    return f"pictures/{module.name}-{mechanism.name.replace('_', '-')}.svg"


def _mechanism(module: Module, mechanism: Mechanism, response: Response) -> Iterator[str]:
    yield f"### `{mechanism.name}`"
    yield mechanism.summary
    if mechanism.formulas:
        yield "```math\n" + " \\\\\n".join(map(to_latex, mechanism.formulas)) + "\n```"
    if mechanism.text:
        yield _tidy(mechanism.text)
    if mechanism.symbols:
        yield "\n".join(_symbols(mechanism.symbols, mechanism.results))
    if response.none:
        yield f"No picture: {response.none}."
    else:
        held = ", ".join(f"`{key}` {number(value)}" for key, value in response.held)
        yield f"![Response of {mechanism.name}]({_picture(module, mechanism)})"
        yield f"Drawn: {response.drawn} Held: {held}." if response.drawn else f"Held: {held}."


def _symbols(symbols: Sequence[Symbol], results: Sequence[Symbol]) -> Iterator[str]:
    for symbol in symbols:
        names = ", ".join(f"`{name.strip()}`" for name in symbol.names.split(":")[0].split(","))
        yield f"- {names}: {symbol.meaning or symbol.names.partition(':')[2].strip()}"
    for result in results:
        yield f"- returns {result.meaning or result.names}"


def _tidy(text: str) -> str:
    """Join the lines of each paragraph and set names of other mechanisms as code."""
    joined = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))
    return "\n\n".join(re.sub(r"(?<!`)`([\w.]+)`(?!`)", r"`\1`", paragraph) for paragraph in joined)


def _assumptions(case: Case, phase: Phase) -> Table:
    own = {phase.name, *_ALSO.get(phase.name, ())}
    data = [assumption_data(case, a) for a in case.assumptions.values()]
    columns = (
        Column("symbol", "sign", lambda sign: f"$`{to_latex(sign)}`$"),
        Column("name", "assumption", lambda name: f"`{name}`"),
        Column("value", "value"),
        Column("unit", "unit", words),
        Column("ground", "ground"),
        Column("meaning", "meaning"),
    )
    rows = tuple(
        (a["symbol"], a["name"], _value(a), a["unit"], f"{a['kind']}, {a['grade']}{_source(a)}", a["meaning"])
        for a in data
        if a["phase"] in own
    )
    return Table("assumptions", "", columns, rows)


def _value(assumption: Data) -> str:
    middle, low, high = (number(assumption[key]) for key in ("p50", "p5", "p95"))
    return middle if low == high else f"{middle} ({low} to {high})"


def _source(assumption: Data) -> str:
    return f", {assumption['source']['key']}" if assumption["source"] else ""


def _checks(rows: Sequence[Data], marks: Iterable[str]) -> Iterator[str]:
    wanted = tuple(marks)
    chosen = [row for row in rows if any(_bears(row["id"], mark) for mark in wanted)]
    if not chosen:
        yield "No fixture or record bears on this phase: it is assumption throughout."
        return
    yield table_markdown(validation_table(chosen, "checks", f"{len(chosen)} checks", sources=False))


def _bears(id: str, mark: str) -> bool:
    return id == mark or id.startswith(mark if mark.endswith((".", "-")) or "." in mark else f"{mark}.")


def _list(points: Sequence[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def validation_text(result: Data, command: str) -> str:
    """Write the validation as a page of the documentation.

    Parameters
    ----------
    result
        Of `ceaseline.analysis.validation.validate`.
    command
        How the page is made anew.
    """
    rows = result["rows"]
    missed = [row for row in rows if not row["pass"]]
    parts = [
        "# Validation",
        f"Written by the program: `{command}`. The same with full precision: `ceaseline validate --json`.",
        result["verdict"]["reads"],
        HOW_TO_READ,
        "## What misses",
        table_markdown(validation_table(missed, sources=False)),
    ]
    for kind, title in (("fixture", "Fixtures and published tables"), ("empirical", "Records of the world")):
        chosen = [row for row in rows if row["kind"] == kind]
        parts += [f"## {title}", table_markdown(validation_table(chosen))]
    return "\n\n".join(parts) + "\n"
