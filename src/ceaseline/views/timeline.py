"""How the answer moved as reports came in, and which positions moved it."""

from collections.abc import Iterable
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.comparison import TOO_SMALL
from ceaseline.views.engines import agreement_sentence
from ceaseline.views.labels import outcome, years
from ceaseline.views.outside import outside_sentences
from ceaseline.views.text import about_100, number, of_100, plain, spread

Data = dict[str, Any]
_SHARES = ("as_of", "package", "year", "rung", "share", "error", "worlds_p5", "worlds_p95")
_CHANGES = ("change", "change_error", "change_reads")


def headline_year(result: Data, asked: int | None) -> str:
    """Return the year that the page speaks of: the one asked for, else 5 if there, else the last."""
    held = sorted(result["entries"][0]["ladder"], key=int)
    if asked is not None and str(asked) in held:
        return str(asked)
    return "5" if "5" in held else held[-1]


def _change(entry: Data, rung: str, year: str) -> Data | None:
    for found in entry["change"]:
        if found["outcome"] == rung and found["year"] == int(year):
            return dict(found)
    return None


def _change_words(found: Data | None) -> str:
    if found is None:
        return number(None)
    if found["reads"] == TOO_SMALL:
        return TOO_SMALL
    return outcome(found["outcome"]).change(found["difference"], found["error"])


def dates_table(result: Data, year: str) -> Table:
    """Show each date: war, what changed since the date before, promises in force, acceptance."""
    columns = (
        Column("as_of", "as reported on"),
        Column("war", f"war within {years(year)}, of 100", str, right=True),
        Column("change", "since the date before", str, right=True),
        Column("promises", "promises in force", str, right=True),
        Column("agreement", "ceasefire accepted, of 100", of_100, right=True),
        Column("positions", "positions changed", str, right=True),
    )
    rows = tuple(_date_row(entry, year) for entry in result["entries"])
    note = (
        "War: share ± error, and 5th to 95th percentile between worlds. Change: paired, same luck. Promises: "
        "mean number in force at month 24 if nobody moves first, and if all trust each other."
    )
    return Table("dates", "The answer by date of report", columns, rows, note)


def _date_row(entry: Data, year: str) -> tuple[Any, ...]:
    war = entry["ladder"][year]["war"]
    ends = f"{about_100(war['worlds_p5'])}–{about_100(war['worlds_p95'])}"
    least, greatest = (sum(entry["in_force"][point].values()) for point in ("least", "greatest"))
    return (
        entry["as_of"],
        f"{of_100(war['share'])} ± {of_100(war['error'])}\n{ends}",
        _change_words(_change(entry, "war", year)),
        spread(number(least, 1), number(greatest, 1)),
        entry["agreement"]["share"],
        str(sum(position["changed"] for position in entry["positions"])),
    )


def positions_table(entry: Data) -> Table:
    """Show the positions that stand on a date and did not stand on the one before, with their source."""
    columns = (
        Column("lever", "lever"),
        Column("before", "before"),
        Column("after", "now"),
        Column("statement", "statement"),
        Column("source", "report that moved it"),
    )
    rows = tuple(_position_row(position) for position in entry["positions"] if position["changed"])
    title = f"Positions on {plain(entry['as_of'])} that did not stand on the date before"
    return Table("positions", title, columns, rows)


def _position_row(position: Data) -> tuple[Any, ...]:
    now = position["after"] or {}
    return (
        position["lever"],
        _stance(position["before"]),
        _stance(position["after"]),
        now.get("statement", ""),
        now.get("source", ""),
    )


def _stance(position: Data | None) -> str:
    if position is None:
        return number(None)
    contested = ", contested" if position["contested"] else ""
    return f"{position['stance']}, {position['firmness']}{contested}"


def ladder_tidy(result: Data) -> Table:
    """Return date, year and rung with share, error, spread and the change since the date before."""
    keys = [
        "as_of",
        "package",
        "year",
        "rung",
        "share",
        "error",
        "worlds_p5",
        "worlds_p95",
        "change",
        "change_error",
        "change_reads",
    ]
    columns = tuple(Column(key, key) for key in keys)
    return Table("ladder", "ladder", columns, tuple(_ladder_rows(result)))


def _ladder_rows(result: Data) -> Iterable[tuple[Any, ...]]:
    for entry in result["entries"]:
        for year, rungs in entry["ladder"].items():
            for rung, cell in rungs.items():
                found = _change(entry, rung, year) or {}
                yield (
                    *(entry["as_of"], entry["package"], int(year), rung),
                    *(cell[key] for key in ("share", "error", "worlds_p5", "worlds_p95")),
                    *(found.get(key) for key in ("difference", "error", "reads")),
                )


def positions_tidy(result: Data) -> Table:
    """Return every change of a position by date."""
    keys = ["as_of", "package", "lever", "by", "before", "after", "statement", "source", "locator"]
    keys += ["independent", "statements"]
    rows = tuple(
        (
            *(entry["as_of"], entry["package"], position["lever"], position["by"]),
            *(_stance(position[when]) for when in ("before", "after")),
            *((position["after"] or {}).get(key, "") for key in ("statement", "source", "locator")),
            (position["after"] or {}).get("independent"),
            "; ".join((position["after"] or {}).get("statements", [])),
        )
        for entry in result["entries"]
        for position in entry["positions"]
        if position["changed"]
    )
    return Table("positions", "positions", tuple(Column(key, key) for key in keys), rows)


def sentences(result: Data, year: str) -> list[str]:
    """Say in one sentence for each date what it changed."""
    return [_sentence(entry, year) for entry in result["entries"]]


def _sentence(entry: Data, year: str) -> str:
    war = about_100(entry["ladder"][year]["war"]["share"])
    found = _change(entry, "war", year)
    level = f"{plain(entry['as_of'])}: {war} of 100 futures see war by year {year}"
    if found is None:
        return f"{level}."
    if found["reads"] == TOO_SMALL:
        return f"{level}; the change since the date before is too small to tell."
    return f"{level}; {plain(found['reads'])}."


def timeline_page(result: Data, title: str, year: str) -> list[Block]:
    """Return the answer for people."""
    page: list[Block] = [Heading(f"{plain(title)}: how the answer moved")]
    page.extend(f"• {sentence}" for sentence in sentences(result, year))
    page.append(dates_table(result, year))
    page.extend(["", agreement_sentence(result, year)])
    page.extend(table for table in map(positions_table, result["entries"]) if table.rows)
    return [*page, "", *outside_sentences(result["outside_view"]), "", plain(result["unsettled"])]
