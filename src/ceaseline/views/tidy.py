"""Results as tidy tables: one row an observation, values as they are, for CSV."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ceaseline.views.blocks import Column, Table

Data = dict[str, Any]


def _table(name: str, keys: str, rows: Iterable[tuple[Any, ...]]) -> Table:
    # A package asked for twice stands twice in the result; a tidy table has one row for each of its keys.
    return Table(name, name, tuple(Column(key, key) for key in keys.split()), tuple(dict.fromkeys(rows)))


def ladder(result: Data) -> Table:
    """Return package, year and rung with share, error and spread; twice, for the ladder if accepted."""
    rows = (
        (
            package["name"],
            given,
            int(year),
            rung,
            *(cell[k] for k in ("share", "error", "worlds_p5", "worlds_p95")),
        )
        for package in result["packages"]
        for given, key in (("ceasefire", "ladder"), ("acceptance", "if_accepted"))
        for year, rungs in package[key].items()
        for rung, cell in rungs.items()
    )
    return _table("ladder", "package given year rung share error worlds_p5 worlds_p95", rows)


def differences(result: Data) -> Table:
    """Return every difference from the baseline."""
    keys = "package baseline outcome year unit difference error reads"
    return _table("differences", keys, (tuple(d[key] for key in keys.split()) for d in result["differences"]))


def engines(result: Data) -> Table:
    """Return every ordering under every combination of engines."""
    told = result["engines"]["engines"]
    rows = (
        (
            *(pair[key] for key in ("package", "baseline", "outcome", "year")),
            *(each["decision"], each["land"], gap["difference"], gap["error"], pair["ordering"]),
        )
        for pair in result["engines"]["pairs"]
        for each, gap in zip(told, pair["differences"], strict=True)
    )
    return _table("engines", "package baseline outcome year decision land difference error ordering", rows)


def in_force(result: Data) -> Table:
    """Return package and promise with the share of futures in force at both fixed points."""
    rows = (
        (package["name"], lever, package["in_force"]["least"].get(lever), greatest)
        for package in result["packages"]
        for lever, greatest in package["in_force"]["greatest"].items()
    )
    return _table("in_force", "package lever least greatest", rows)


def capability(result: Data) -> Table:
    """Return package, month and capability with its percentiles over futures."""
    rows = (
        (package["name"], int(month), name, cell["p5"], cell["p50"], cell["p95"])
        for package in result["packages"]
        for month, values in package["capability"].items()
        for name, cell in values.items()
    )
    return _table("capability", "package month capability p5 p50 p95", rows)


def outcomes(result: Data) -> Table:
    """Return package and outcome: a share, or percentiles and mean."""
    return _table("outcomes", "package outcome share p5 p50 p95 mean", _outcome_rows(result))


def _outcome_rows(result: Data) -> Iterable[tuple[Any, ...]]:
    for package in result["packages"]:
        for name, value in package["outcomes"].items():
            if isinstance(value, dict):
                yield package["name"], name, None, *(value.get(k) for k in ("p5", "p50", "p95", "mean"))
            else:
                yield package["name"], name, value, None, None, None, None
        agreement = package["agreement"]
        yield (
            package["name"],
            "agreement",
            agreement["share"],
            agreement["worlds_p5"],
            None,
            agreement["worlds_p95"],
            None,
        )
        yield package["name"], "cost_eur_per_year", None, None, None, None, package["cost_eur_per_year"]


def roads(result: Data) -> Table:
    """Return package and road with the share of futures that end in war by it."""
    rows = ((p["name"], road, share) for p in result["packages"] for road, share in p["roads"].items())
    return _table("roads", "package road share", rows)


def shortfalls(result: Data) -> Table:
    """Return pledges that cannot be sustained."""
    keys = "contributor item needed sustainable unit month"
    rows = (
        (p["name"], *(s[key] for key in keys.split())) for p in result["packages"] for s in p["shortfalls"]
    )
    return _table("shortfalls", f"package {keys}", rows)


#: Tidy tables of a comparison by name.
TABLES: Mapping[str, Callable[[Data], Table]] = {
    "ladder": ladder,
    "differences": differences,
    "engines": engines,
    "in_force": in_force,
    "capability": capability,
    "outcomes": outcomes,
    "roads": roads,
    "shortfalls": shortfalls,
}
