"""One future told month by month, in one column or two."""

from collections.abc import Iterable
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import plain

Data = dict[str, Any]


def story_table(result: Data) -> Table:
    """Show the months in which something happened, a column for each package."""
    names = [package["name"] for package in result["packages"]]
    columns = (
        Column("month", "month", str, right=True),
        Column("date", "date"),
        *(Column(f"package_{place}", plain(name), _lines) for place, name in enumerate(names, start=1)),
    )
    rows = tuple((month, date, *texts) for month, date, *texts in _months(result) if any(texts))
    note = "Same world and same luck in both columns." if len(names) > 1 else ""
    return Table("story", f"Future {result['future']}, month by month", columns, rows, note)


def _months(result: Data) -> Iterable[tuple[Any, ...]]:
    """Give the texts of each month by package, without the promises that stand on the first day."""
    for row in result["months"]:
        texts = [
            [e["text"] for e in package["events"] if e["month"] == row["month"] and not _stood(e)]
            for package in result["packages"]
        ]
        yield row["month"], row["date"], *texts


def _stood(event: Data) -> bool:
    return bool(event["month"] == 0 and event["event"] == "in force")


def _lines(texts: list[str]) -> str:
    return "\n".join(map(plain, texts))


def events_tidy(result: Data) -> Table:
    """Return every event of every package."""
    keys = ["package", "month", "date", "event", "lever", "first", "second", "text"]
    rows = tuple(
        (package["name"], *(event[key] for key in keys[1:5]), *event["figures"], event["text"])
        for package in result["packages"]
        for event in package["events"]
    )
    return Table("events", "events", tuple(Column(key, key) for key in keys), rows)


def replay_page(result: Data) -> list[Block]:
    """Return the story for people: what was in force, what waited, then the months."""
    page: list[Block] = [
        Heading(f"{plain(result['case'])}: future {result['future']}"),
        f"World {result['world']} (one draw of the assumptions), luck {result['luck']} in it, of "
        f"{result['futures']} futures with seed {result['seed']}. One future is a story, not a finding.",
    ]
    for package in result["packages"]:
        page.append(_first_day(package))
    if len(result["packages"]) > 1:
        page.append(_parting(result["part_in_month"]))
    return [*page, story_table(result)]


def _first_day(package: Data) -> str:
    promised = len(package["in_force"])
    noun = "promise" if promised == 1 else "promises"
    names = f": {', '.join(package['in_force'])}" if promised else ""
    waiting = f". Waiting for each other: {', '.join(package['waiting'])}" if package["waiting"] else ""
    cut = "" if package["complete"] else " The log was too short for the whole future."
    return plain(f"{package['name']}: {promised} {noun} in force on the first day{names}{waiting}.{cut}")


def _parting(month: int | None) -> str:
    return "The two never part." if month is None else f"The two part in month {month}."
