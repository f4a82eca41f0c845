"""A sweep as sentences and tables: differences first, then the ladder, then means."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.comparison import differences_table, headlines, ladder_table, leaves_sentence
from ceaseline.views.engines import engines_words
from ceaseline.views.labels import CHALLENGES, ROADS, RUNGS, outcome
from ceaseline.views.outside import outside_sentences
from ceaseline.views.text import change, number, plain

Data = dict[str, Any]

#: Means that stand elsewhere on the page, or that only ``--csv`` and ``--json`` give.
_ELSEWHERE = frozenset(
    {*RUNGS, "agreement", *(f"road_{road}" for road in ROADS), *(f"challenges_{kind}" for kind in CHALLENGES)}
)


def study_sentence(result: Data) -> str:
    """Say what was run."""
    count = len(result["packages"])
    return (
        f"{count} {'package' if count == 1 else 'packages'}, {number(result['futures'], 0)} futures each "
        f"over {number(result['worlds'], 0)} worlds, seed {result['seed']}, "
        f"{engines_words(result['manifest']['engines'])}; all figures given a ceasefire."
    )


def _mean(found: Data | None) -> str:
    if found is None or found["value"] is None:
        return number(None)
    written = outcome(found["outcome"])
    if found["error"] is None:
        return written.show(found["value"])
    unit = " %" if written.suffix == " points" else written.suffix
    return change(found["value"] * written.factor, found["error"] * written.factor, unit).removeprefix("+")


def means_table(result: Data) -> Table:
    """Show the mean of every outcome beyond the ladder, with its error, by package."""
    by_package = [
        {(figure["outcome"], figure["month"]): figure for figure in package["figures"]}
        for package in result["packages"]
    ]
    shown = [place for place in by_package[0] if place[0] not in _ELSEWHERE]
    rows = tuple(
        (
            outcome(name).words + ("" if month is None else f", month {month}"),
            *(figures.get((name, month)) for figures in by_package),
        )
        for name, month in shown
    )
    columns = (
        Column("outcome", "mean of"),
        *(Column(p["name"], plain(p["name"]), _mean, right=True) for p in result["packages"]),
    )
    note = (
        "± one Monte-Carlo standard error, clustered by world. Capability: over futures that still run at "
        "the month. --csv --table figures has every figure."
    )
    return Table("means", "Means over futures", columns, rows, note)


def figures_tidy(result: Data) -> Table:
    """Return package and outcome with mean and error."""
    keys = ("outcome", "month", "unit", "value", "error")
    rows = (
        (package["name"], *(figure[key] for key in keys))
        for package in result["packages"]
        for figure in package["figures"]
    )
    columns = tuple(Column(key, key) for key in ("package", *keys))
    return Table("figures", "figures", columns, tuple(dict.fromkeys(rows)))


def page(result: Data, year: str, departures: int) -> list[Block]:
    """Return the page for people.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.sweep``.
    year
        Year of the ladder that the page speaks of.
    departures
        Number of assumptions in which the case leaves the case that it extends.
    """
    blocks: list[Block] = [Heading(plain(result["title"])), study_sentence(result), ""]
    blocks.extend(f"• {sentence}" for sentence in headlines(result, year))
    if len(result["packages"]) > 1:
        blocks.append(differences_table(result, year))
    blocks.extend([ladder_table(result, year), means_table(result)])
    blocks.extend(["", *outside_sentences(result["outside_view"]), leaves_sentence(result, departures)])
    blocks.extend(["", result["kept"], "", plain(result["unsettled"])])
    return blocks
