"""Whether the engines agree: what the answer is under every combination of them."""

from collections.abc import Sequence
from typing import Any

from ceaseline.analysis.engines import CHANGES, KEEPS
from ceaseline.views.blocks import Column, Table
from ceaseline.views.labels import RUNGS, outcome, years
from ceaseline.views.text import listed, number, of_100, plain

Data = dict[str, Any]
_DECISIONS = {"quantal": "quantal response", "threshold": "threshold rule"}
_LANDS = {"posen": "Posen", "lanchester": "Lanchester"}


def engines_words(engines: Data) -> str:
    """Name a combination of engines.

    Examples
    --------
    >>> engines_words({"decision": "quantal", "land": "posen"})
    'engines: quantal response, Posen'
    """
    return f"engines: {_DECISIONS[engines['decision']]}, {_LANDS[engines['land']]}"


def agreement_sentence(result: Data, year: str) -> str:
    """Say which orderings of packages on war keep their sign across engines by a year.

    A comparison on part of a large sample says so.
    """
    found = result["engines"]
    said = plain(found["reads"][year])
    if found["futures"] == result["futures"]:
        return said
    return (
        f"{said} Engines are compared on the first {number(found['futures'], 0)} futures of a package "
        f"over {number(found['worlds'], 0)} worlds."
    )


def agreement_short(result: Data, year: str) -> str:
    """Say how many orderings of packages on war keep their sign across engines by a year, and name those."""
    pairs = _pairs(result, year)
    if not pairs:
        return agreement_sentence(result, year)
    kept = [pair for pair in pairs if pair["ordering"] == KEEPS]
    named = listed(f"{pair['package']} against {pair['baseline']}" for pair in kept)
    turned = sum(pair["ordering"] == CHANGES for pair in pairs)
    told = f"{len(kept)} of {len(pairs)} orderings of packages keep their sign under every pair of engines"
    rest = f"{turned} change it, {len(pairs) - len(kept) - turned} are too small to tell under one at least."
    return f"{told}{f': {plain(named)}' if kept else ''}; {rest}"


def _pairs(result: Data, year: str) -> list[Data]:
    pairs = result["engines"]["pairs"]
    return [pair for pair in pairs if pair["outcome"] == "war" and pair["year"] == int(year)]


def _columns(result: Data) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"{each['decision']}-{each['land']}",
            f"{_DECISIONS[each['decision']]}, {_LANDS[each['land']]}",
            str,
            right=True,
        )
        for each in result["engines"]["engines"]
    )


def orderings_table(result: Data, year: str) -> Table:
    """Show the difference between packages in war by a year under every combination of engines."""
    war = outcome("war")
    rows = tuple(
        (
            pair["package"],
            pair["baseline"],
            *(war.change(gap["difference"], gap["error"]) for gap in pair["differences"]),
            pair["ordering"],
        )
        for pair in _pairs(result, year)
    )
    return Table(
        f"orderings-{year}",
        f"Do the engines agree? Difference in war within {years(year)}, futures in 100",
        (
            Column("package", "package"),
            Column("baseline", "against"),
            *_columns(result),
            Column("ordering", "ordering"),
        ),
        rows,
        "The same luck under every engine and in every package; ± one standard error. An ordering keeps its "
        "sign if it is beyond twice its error under each engine and on the same side of zero.",
    )


def levels_table(result: Data, year: str, rungs: Sequence[str] = tuple(RUNGS)) -> Table:
    """Show rungs of the ladder of each package by a year under every combination of engines."""
    told = result["engines"]["engines"]
    rows = tuple(
        (name, RUNGS[rung], *(_level(each["ladder"][name][year][rung]) for each in told))
        for name in told[0]["ladder"]
        for rung in rungs
    )
    what = "Ladder of breaches" if len(rungs) > 1 else RUNGS[rungs[0]].capitalize()
    errors = {each["land"]: each["surrogate"]["error"] for each in told}
    fits = " and ".join(f"{of_100(error)} of 100 for {_LANDS[land]}" for land, error in errors.items())
    return Table(
        f"levels-{year}",
        f"{what} within {years(year)} by engine, futures in 100",
        (Column("package", "package"), Column("rung", "rung"), *_columns(result)),
        rows,
        "± Monte-Carlo error. What the challenger believes of fighting is fitted to the engine that fights; "
        f"it misses that engine's chance of success by {fits} (root mean square over twentieths).",
    )


def _level(cell: Data) -> str:
    return f"{of_100(cell['share'])} ± {of_100(cell['error'])}"
