"""Everything about a comparison that the first page leaves out."""

from collections.abc import Mapping, Sequence
from typing import Any

from ceaseline.views.blocks import Block, Column, Table
from ceaseline.views.comparison import (
    difference_cell,
    difference_of,
    differences_table,
    ladder_cell,
    ladder_years,
    rung_columns,
    share_cell,
)
from ceaseline.views.engines import levels_table, orderings_table
from ceaseline.views.labels import ROADS, RUNGS, outcome, years
from ceaseline.views.outside import outside_table
from ceaseline.views.text import listed, number, of_100, plain, spread

Data = dict[str, Any]


def ladder_by_year_table(result: Data, package: Data) -> Table:
    """Show the whole ladder of one package, a row a year."""
    rows = tuple(
        (year, *(ladder_cell(package["ladder"][year][rung]) for rung in RUNGS))
        for year in ladder_years(result)
    )
    return Table(
        f"ladder-{package['name']}",
        f"{plain(package['name'])}: the ladder by year",
        (Column("year", "within", years), *rung_columns(share_cell)),
        rows,
    )


def roads_table(result: Data) -> Table:
    """Show by which road war came."""
    columns = (
        Column("package", "package"),
        *(Column(road, text, of_100, right=True) for road, text in ROADS.items()),
    )
    rows = tuple(
        (package["name"], *(package["roads"].get(road) for road in ROADS)) for package in result["packages"]
    )
    note = "Futures in 100, over the whole horizon. History does not tell the roads apart: read with care."
    return Table("roads", "Road by which war came", columns, rows, note)


def capability_table(result: Data) -> Table:
    """Show capability by month: median, with the 5th to 95th percentile over futures."""
    readings = [
        (month, name) for month, values in result["packages"][0]["capability"].items() for name in values
    ]
    columns = (
        Column("capability", "capability", lambda name: outcome(name).words),
        Column("month", "month", right=True),
        *(Column(p["name"], plain(p["name"]), str, right=True) for p in result["packages"]),
    )
    rows = tuple(
        (name, month, *(_range_cell(p["capability"][month].get(name), name) for p in result["packages"]))
        for month, name in readings
    )
    return Table(
        "capability-wide", "Capability", columns, rows, "Median; below, 5th to 95th percentile of futures."
    )


def _range_cell(cell: Data | None, name: str) -> str:
    if cell is None or cell["p50"] is None:
        return number(None)
    show = outcome(name).show
    return f"{show(cell['p50'])}\n{spread(show(cell['p5']), show(cell['p95']))}"


def outcomes_table(result: Data) -> Table:
    """Show outcomes beyond the ladder."""
    names = list(result["packages"][0]["outcomes"])
    columns = (
        Column("outcome", "outcome", lambda name: outcome(name).words),
        *(Column(p["name"], plain(p["name"]), str, right=True) for p in result["packages"]),
    )
    rows = tuple(
        (name, *(_outcome_cell(p["outcomes"][name], name) for p in result["packages"])) for name in names
    )
    note = "Over the whole horizon: futures in 100, or the median with the 5th to 95th percentile of futures."
    return Table("outcomes-wide", "Outcomes beyond the ladder", columns, rows, note)


def _outcome_cell(value: Any, name: str) -> str:
    if isinstance(value, dict):
        mean = f"\nmean {outcome(name).show(value['mean'])}" if value.get("mean") is not None else ""
        return f"{_range_cell(value, name)}{mean}"
    return outcome(name).show(value)


def in_force_table(result: Data, titles: Mapping[str, str] | None = None) -> Table:
    """Show in how many futures each promise is in force at month 24, at both fixed points."""
    levers = list(dict.fromkeys(n for p in result["packages"] for n in p["in_force"]["greatest"]))
    columns = (
        Column("lever", "promise", lambda name: plain((titles or {}).get(name, name))),
        *(Column(p["name"], plain(p["name"]), str, right=True) for p in result["packages"]),
    )
    rows = tuple(
        (lever, *(_in_force_cell(p["in_force"], lever) for p in result["packages"])) for lever in levers
    )
    note = "If nobody moves first, and if all trust each other. A dash: not in the package."
    return Table("in_force-wide", "Promises in force at month 24, of 100 futures", columns, rows, note)


def _in_force_cell(in_force: Data, lever: str) -> str:
    if lever not in in_force["greatest"]:
        return number(None)
    least, greatest = in_force["least"].get(lever, 0.0), in_force["greatest"][lever]
    low, high = number(100 * least, 0), number(100 * greatest, 0)
    return high if low == high else f"{low}–{high}"


def shortfalls_table(result: Data) -> Table:
    """Show contributors who cannot sustain what they pledge."""
    columns = (
        Column("package", "package"),
        Column("contributor", "contributor"),
        Column("item", "item", lambda item: plain(item).replace("_", " ")),
        Column("needed", "needed", number, right=True),
        Column("sustainable", "sustainable", number, right=True),
        Column("unit", "unit", lambda unit: plain(unit).replace("_", " ")),
        Column("month", "from month", right=True),
    )
    keys = ("contributor", "item", "needed", "sustainable", "unit", "month")
    rows = tuple(
        (p["name"], *(short[key] for key in keys)) for p in result["packages"] for short in p["shortfalls"]
    )
    note = "At the middle of every assumption, once troops have to be rotated."
    return Table("shortfalls", "Pledges that cannot be sustained", columns, rows, note)


def burden_table(found: Data) -> Table:
    """Show who carries a package: what each contributor would pay, and how much of its pool is bound."""
    columns = (
        Column("party", "contributor"),
        Column("promises", "promises", right=True),
        Column("cost", "bn EUR a year", str, right=True),
        Column("bound", "of 100 troops it can draw on, bound", str, right=True),
        Column("unpriced", "without a price"),
    )
    rows = tuple(
        (
            row["party"],
            row["promises"],
            _burden_cell(row["cost"], 1e-9, 2),
            _burden_cell(row["bound"], 100.0, 0),
            listed(plain(title) for title in row["unpriced"]),
        )
        for row in found["contributors"]
    )
    note = (
        "If every promise is kept in full: the middle, and below it the 5th to 95th percentile over "
        f"{number(found['worlds'])} worlds. Troops in place bind as many as the rotation ratio says; above "
        "100 the pledge cannot be kept up. Prices are the case's unit costs; where a promise has none, the "
        "cost is the least."
    )
    return Table("burden", f"Who carries {plain(found['title'])}", columns, rows, note)


def _burden_cell(cell: Data | None, factor: float, decimals: int) -> str:
    if cell is None:
        return number(None)
    middle, low, high = (number(factor * cell[key], decimals) for key in ("p50", "p5", "p95"))
    return f"{middle}\n{spread(low, high)}"


def accepted_table(result: Data, year: str) -> Table:
    """Show the ladder with each future weighted by the chance that its challenger accepts a ceasefire."""
    rows = tuple(
        (package["name"], *(ladder_cell(package["if_accepted"][year][rung]) for rung in RUNGS))
        for package in result["packages"]
    )
    return Table(
        f"accepted-{year}",
        f"The same ladder reweighted by acceptance, within {years(year)}",
        (Column("package", "package"), *rung_columns(share_cell)),
        rows,
        "A challenger who accepts a package is another type than one who refuses it; here the mix of types "
        "follows acceptance, above it is held the same for all packages.",
    )


def outcome_differences_table(result: Data) -> Table:
    """Show how each package differs from the baseline in everything beyond the ladder."""
    baseline = plain(result["packages"][0]["name"])
    packages = list(dict.fromkeys(package["name"] for package in result["packages"][1:]))
    kinds = [(d["outcome"], d["year"]) for d in result["differences"] if d["outcome"] not in RUNGS]
    columns = (
        Column("outcome", "outcome", lambda name: outcome(name).words),
        Column("when", "when"),
        *(Column(name, plain(name), str, right=True) for name in packages),
    )
    rows = tuple(
        (
            name,
            _when(year),
            *(difference_cell(difference_of(result, package, name, year)) for package in packages),
        )
        for name, year in dict.fromkeys(kinds)
    )
    title = f"Difference from {baseline} beyond the ladder"
    return Table("beyond", title, columns, rows, "Mean of the paired differences ± one standard error.")


def _when(year: int | None) -> str:
    return "" if year is None else f"end of year {year}"


def further_screens(result: Data, year: str) -> list[Block]:
    """Return everything that the first page leaves out."""
    others = [other for other in ladder_years(result) if other != year] if result["differences"] else []
    tables: Sequence[Table] = (
        orderings_table(result, year),
        levels_table(result, year),
        *(differences_table(result, other) for other in others),
        *(ladder_by_year_table(result, package) for package in result["packages"]),
        accepted_table(result, year),
        outcome_differences_table(result),
        roads_table(result),
        in_force_table(result),
        capability_table(result),
        outcomes_table(result),
        shortfalls_table(result),
        outside_table(result["outside_view"]),
    )
    return [table for table in tables if table.rows]
