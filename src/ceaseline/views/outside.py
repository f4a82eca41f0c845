"""The record of past ceasefires, set beside a ladder and never blended into it."""

from typing import Any

from ceaseline.views.blocks import Column, Table
from ceaseline.views.labels import RUNG_MEANING, RUNGS, years
from ceaseline.views.text import about_100, number, of_100, plain

Data = dict[str, Any]


def ladder_classes(view: Data) -> list[Data]:
    """Return the reference classes that count the same five rungs as the ladder."""
    return [entry for entry in view["classes"] if all(set(RUNGS) <= set(r) for r in entry["rungs"].values())]


def outside_rows(view: Data, year: str) -> tuple[tuple[Any, ...], ...]:
    """Return a row of the ladder for each reference class, in the form of `comparison.ladder_table`."""
    return tuple(
        (
            f"past: {entry['title'][0].lower()}{entry['title'][1:]}",
            *(entry["rungs"][year][rung] for rung in RUNGS),
        )
        for entry in ladder_classes(view)
        if year in entry["rungs"]
    )


def outside_sentences(view: Data) -> list[str]:
    """Return the outside view in two sentences: what happened, and why two sources differ."""
    return [
        f"Outside view. {plain(view['reads'])} {plain(view['bracket'])}",
        plain(view["why_sources_differ"]),
    ]


def outside_table(view: Data) -> Table:
    """Show what is known of every reference class, by what was counted and by year."""
    held = dict.fromkeys(year for entry in view["classes"] for year in entry["rungs"])
    rows = tuple(
        (
            entry["title"],
            entry["spells"],
            _counted(rung),
            *(entry["rungs"].get(y, {}).get(rung) for y in held),
        )
        for entry in view["classes"]
        for rung in _rungs(entry)
    )
    columns = (
        Column("class", "past ceasefires"),
        Column("spells", "spells", str, right=True),
        Column("counted", "what came back"),
        *(Column(f"year_{year}", years(year), _cell, right=True) for year in held),
    )
    return Table("outside", "Outside view, of 100", columns, rows, plain(view["interval"]))


def _cell(cell: Data | None) -> str:
    if cell is None:
        return number(None)
    return f"{of_100(cell['share'])}\n{about_100(cell['low'])}–{about_100(cell['high'])}"


def _rungs(entry: Data) -> list[str]:
    return list(dict.fromkeys(rung for rungs in entry["rungs"].values() for rung in rungs))


def _counted(rung: str) -> str:
    return RUNG_MEANING.get(rung, rung.replace("_", " "))
