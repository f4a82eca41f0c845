"""Which uncertain numbers an outcome hangs on: tables and the page."""

from collections.abc import Callable, Mapping
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import outcome
from ceaseline.views.text import number, plain, words

Data = dict[str, Any]
_KINDS = ("first", "total", "shapley")


def _percent(share: float | None) -> str:
    return number(None if share is None else 100 * share, 0)


def _told(cell: Data) -> str:
    """Write parts of 100 with the 90 % interval."""
    if cell["value"] is None:
        return "–"
    ends = f"{_percent(cell['low'])} to {_percent(cell['high'])}"
    return f"{_percent(cell['value'])} ({ends})"


def _range(row: Data) -> str:
    if row["p5"] is None:
        count = len(row["members"])
        return f"{count} numbers" if count > 1 else "1 number"
    return f"{number(row['p5'])} to {number(row['p95'])} {words(plain(row['unit']))}"


def indices_table(result: Data) -> Table:
    """Show each number with its three indices, the largest Shapley effect first."""
    columns = (
        Column("assumption", "number"),
        Column("range", "p5 to p95", str),
        Column("first", "alone", str, right=True),
        Column("total", "with all others", str, right=True),
        Column("shapley", "Shapley effect", str, right=True),
    )
    rows = tuple(
        (row["assumption"], _range(row), *(_told(row[kind]) for kind in _KINDS))
        for row in result["assumptions"]
    )
    note = (
        "Parts of 100 of the variance between worlds, with 90 % intervals. Alone: Sobol index of first "
        "order; with all others: total index; Shapley effects share out the whole and add up to 100."
    )
    return Table("indices", "What the spread comes from", columns, rows, note)


def convergence_table(result: Data) -> Table:
    """Show how the indices of the leading numbers settle as rows are added."""
    leading = [row["assumption"] for row in result["assumptions"][:5]]
    counts = sorted({row["rows"] for row in result["convergence"]})
    known = {(row["rows"], row["assumption"]): row for row in result["convergence"]}
    columns = (
        Column("assumption", "number"),
        *(Column(f"rows_{n}", f"{n} rows", str, right=True) for n in counts),
    )
    rows = tuple(
        (
            name,
            *(f"{_percent(known[n, name]['first'])} / {_percent(known[n, name]['total'])}" for n in counts),
        )
        for name in leading
    )
    note = "Alone / with all others, from the first so many rows of each table."
    return Table("settling", "Do the indices settle?", columns, rows, note)


def tidy_assumptions(result: Data) -> Table:
    """Return every index as values."""
    parts = ("value", "error", "low", "high")
    keys = ("assumption", "owner", "unit", "p5", "p95")
    names = (*keys, "members", *(f"{kind}_{part}" for kind in _KINDS for part in parts))
    rows = tuple(
        (
            *(row[key] for key in keys),
            len(row["members"]),
            *(row[kind][part] for kind in _KINDS for part in parts),
        )
        for row in result["assumptions"]
    )
    return Table("assumptions", "assumptions", tuple(Column(name, name) for name in names), rows)


def tidy_convergence(result: Data) -> Table:
    """Return the indices from growing numbers of rows as values."""
    keys = ("rows", "assumption", "first", "total")
    rows = tuple(tuple(row[key] for key in keys) for row in result["convergence"])
    return Table("convergence", "convergence", tuple(Column(key, key) for key in keys), rows)


def tidy_screened(result: Data) -> Table:
    """Return the scores of the screening as values."""
    keys = ("assumption", "first")
    rows = tuple(tuple(row[key] for key in keys) for row in result["screened"]["scores"])
    return Table("screened", "screened", tuple(Column(key, key) for key in keys), rows)


TABLES: Mapping[str, Callable[[Data], Table]] = {
    "assumptions": tidy_assumptions,
    "convergence": tidy_convergence,
    "screened": tidy_screened,
}


def _subject(result: Data) -> str:
    what = outcome(result["outcome"]).words.split(",")[0]
    by = "" if result["year"] is None else f" by year {result['year']}"
    if result["against"] is None:
        return f"{what}{by} under {plain(result['package'])}"
    return f"{what}{by}: {plain(result['package'])} less {plain(result['against'])}"


def _how(result: Data) -> str:
    screened = result["screened"]
    text = (
        f"{number(result['rows'])} rows ({number(result['base'])} a table, {number(result['walks'])} walks), "
        f"{number(result['per_row'])} futures a row and package with the same luck in every row, "
        f"{number(result['futures'])} futures. "
    )
    noise = result["noise_share"]
    if noise is not None:
        text += (
            f"Luck made {_percent(noise)} of 100 parts of the raw variance of rows; it is estimated and "
            "taken out. "
        )
    if screened["worlds"]:
        text += (
            f"The numbers were chosen from {screened['numbers']} by how much each explains by itself over "
            f"{number(screened['worlds'])} worlds; all others vary too, as one group."
        )
    return text.strip()


def sensitivity_page(result: Data) -> list[Block]:
    """Return the answer: a sentence, how it was found, and the tables."""
    spread = outcome(result["outcome"])
    level = f"Mean over rows {spread.show(result['mean'])}, standard deviation between worlds "
    level += f"{spread.show(result['deviation'])}."
    return [
        Heading(f"{plain(result['case'])}: {_subject(result)}"),
        plain(result["reads"]),
        level,
        _how(result),
        indices_table(result),
        convergence_table(result),
    ]
