"""A comparison of packages as sentences and tables: differences first, then the ladder, then what stands."""

from collections.abc import Callable
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.engines import agreement_sentence, engines_words
from ceaseline.views.labels import RUNGS, outcome, years
from ceaseline.views.outside import outside_rows, outside_sentences
from ceaseline.views.text import about_100, money, number, of_100, percent, plain, spread

Data = dict[str, Any]
TOO_SMALL = "too small to tell"
_LADDER_NOTE = (
    "Futures in 100 that reach the rung, ± Monte-Carlo error; below, 5th to 95th percentile between worlds "
    "(draws of the contested assumptions) with luck's variance removed."
)


def ladder_years(result: Data) -> list[str]:
    """Return the years that the ladder of a result holds.

    Examples
    --------
    >>> ladder_years({"packages": [{"ladder": {"1": {}, "10": {}, "5": {}}}]})
    ['1', '5', '10']
    """
    return sorted(result["packages"][0]["ladder"], key=int)


def headline_year(result: Data, asked: int | None = None) -> str:
    """Return the year that the first page speaks of: the one asked for, else 5 if there, else the last."""
    held = ladder_years(result)
    if asked is not None and str(asked) in held:
        return str(asked)
    return "5" if "5" in held else held[-1]


def difference_of(result: Data, package: str, name: str, year: str | int | None) -> Data | None:
    """Return the difference of a package from the baseline in an outcome, if the result holds it."""
    wanted = None if year is None else int(year)
    for found in result["differences"]:
        if (found["package"], found["outcome"], found["year"]) == (package, name, wanted):
            return dict(found)
    return None


def study_sentence(result: Data) -> str:
    """Say what was run."""
    count = len(result["packages"])
    return (
        f"{count} {'package' if count == 1 else 'packages'}, {number(result['futures'], 0)} futures each "
        f"over {number(result['worlds'], 0)} worlds, seed {result['seed']}, "
        f"{engines_words(result['engines']['used'])}; all figures given a ceasefire."
    )


def headlines(result: Data, year: str) -> list[str]:
    """Return one sentence for each package, with its name: `headline`."""
    return [
        f"{plain(package['name'])}: {headline(result, package, year, baseline=index == 0)}"
        for index, package in enumerate(result["packages"])
    ]


def headline(result: Data, package: Data, year: str, *, baseline: bool) -> str:
    """Say how a package ends and how that differs from the baseline.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.compare``.
    package
        One of its packages.
    year
        Year of the ladder.
    baseline
        Whether the package is the baseline, which differs from nothing.
    """
    war = package["ladder"][year]["war"]
    ends = spread(about_100(war["worlds_p5"]), about_100(war["worlds_p95"]))
    accepts = f"The challenger accepts such a ceasefire in {about_100(package['agreement']['share'])} of 100."
    found = None if baseline else difference_of(result, package["name"], "war", year)
    level = f"{about_100(war['share'])} of 100"
    given = f"{ends} depending on the assumptions"
    if found is None:
        error = of_100(war["error"])
        return f"{level} futures see war by year {year}, give or take {error} ({given}). {accepts}"
    return f"{_reads(found)} ({level}; {given}). {accepts}"


def _reads(found: Data) -> str:
    if found["reads"] == TOO_SMALL:
        year = "" if found["year"] is None else f" by year {found['year']}"
        words = outcome(found["outcome"]).words.split(",")[0]
        return f"on {words}{year} the difference from {plain(found['baseline'])} is too small to tell"
    return plain(found["reads"])


def share_cell(cell: Data | None) -> str:
    r"""Write a share of futures with its error, and below it its range.

    Examples
    --------
    >>> share_cell({"share": 0.333, "error": 0.018, "low": 0.064, "high": 0.71})
    '33.3 ± 1.8\n6.4–71'
    """
    if cell is None:
        return number(None)
    error = "" if cell.get("error") is None else f" ± {of_100(cell['error'])}"
    return f"{of_100(cell['share'])}{error}\n{about_100(cell['low'])}–{about_100(cell['high'])}"


def difference_cell(found: Data | None) -> str:
    """Write a difference, or that it is too small to tell."""
    if found is None:
        return number(None)
    if found["difference"] == 0 and found["error"] == 0:
        return "the same"
    if found["reads"] == TOO_SMALL:
        return TOO_SMALL
    return outcome(found["outcome"]).change(found["difference"], found["error"])


def rung_columns(show: Callable[[Any], str]) -> tuple[Column, ...]:
    """Return one column for each rung of the ladder."""
    return tuple(Column(name, title, show, right=True) for name, title in RUNGS.items())


def differences_table(result: Data, year: str) -> Table:
    """Show how each package differs from the baseline on every rung by a year."""
    baseline = plain(result["packages"][0]["name"])
    rows = tuple(
        (package["name"], *(difference_of(result, package["name"], rung, year) for rung in RUNGS))
        for package in result["packages"][1:]
    )
    return Table(
        f"differences-{year}",
        f"Difference from {baseline} within {years(year)}, futures in 100",
        (Column("package", "package"), *rung_columns(difference_cell)),
        rows,
        "Same luck in every package, future by future; ± one standard error. A difference below twice its "
        "error is too small to tell.",
    )


def ladder_table(result: Data, year: str) -> Table:
    """Show the ladder of each package by a year, with the outside view beside it."""
    rows = tuple(
        (package["name"], *(ladder_cell(package["ladder"][year][rung]) for rung in RUNGS))
        for package in result["packages"]
    )
    return Table(
        f"ladder-{year}",
        f"Ladder of breaches within {years(year)}, futures in 100",
        (Column("package", "package"), *rung_columns(share_cell)),
        rows + outside_rows(result["outside_view"], year),
        f"{_LADDER_NOTE} Past ceasefires: share and 90 % interval; never blended in.",
    )


def ladder_cell(cell: Data) -> Data:
    """Return a share of the ladder in the form that `share_cell` writes."""
    return {
        "share": cell["share"],
        "error": cell["error"],
        "low": cell["worlds_p5"],
        "high": cell["worlds_p95"],
    }


def stands_table(result: Data) -> Table:
    """Show what each package amounts to: promises, troops, warning, cover, acceptance and cost."""
    month = next(iter(result["packages"][0]["capability"]), None)
    columns = (
        Column("package", "package"),
        Column("promises", "promises in force", right=True),
        Column("troops_in_country", "outside troops", number, right=True),
        Column("warning_days", "days of warning", number, right=True),
        Column("air_leak_share", "raid gets through", percent, right=True),
        Column("agreement", "ceasefire accepted, of 100", of_100, right=True),
        Column("cost_eur_per_year", "cost a year", money, right=True),
    )
    rows = tuple(_stands_row(package, month) for package in result["packages"])
    return Table(
        "stands",
        "What it amounts to",
        columns,
        rows,
        "Promises: mean number in force at month 24 if nobody moves first, and if all trust each other. "
        f"Troops, warning and raids: median at month {month}. Cost: mean. Ceasefire accepted: chance that "
        "the challenger accepts one at all with this package; every other figure is given that it does.",
    )


def _stands_row(package: Data, month: str | None) -> tuple[Any, ...]:
    least, greatest = (sum(package["in_force"][point].values()) for point in ("least", "greatest"))
    capability = {} if month is None else package["capability"][month]
    return (
        package["name"],
        f"{number(least, 1)} to {number(greatest, 1)}",
        *(
            capability[key]["p50"] if key in capability else None
            for key in ("troops_in_country", "warning_days", "air_leak_share")
        ),
        package["agreement"]["share"],
        package["cost_eur_per_year"],
    )


def first_screen(result: Data, title: str, year: str, departures: int) -> list[Block]:
    """Return the page that answers within a minute.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.compare``.
    title
        Of the case.
    year
        Year of the ladder that the page speaks of.
    departures
        Number of assumptions in which the case leaves the case that it extends.
    """
    page: list[Block] = [Heading(plain(title)), study_sentence(result), ""]
    page.extend(f"• {sentence}" for sentence in headlines(result, year))
    page.extend(["", agreement_sentence(result, year)])
    if len(result["packages"]) > 1:
        page.append(differences_table(result, year))
    page.append(ladder_table(result, year))
    page.append(stands_table(result))
    page.extend(["", *outside_sentences(result["outside_view"]), leaves_sentence(result, departures)])
    page.extend(["", plain(result["unsettled"])])
    return page


def leaves_sentence(result: Data, departures: int) -> str:
    """Say in how many assumptions the case leaves its reference class, and where the reasons stand."""
    return (
        f"The case departs from that record's generic pair in {departures} assumptions, each with its "
        f"reason: ceaseline explain {plain(result['case'])}."
    )
