"""Titles and descriptions of charts: sentences computed from the figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from ceaseline.views.charts.chart import shortened
from ceaseline.views.charts.theme import TEXT
from ceaseline.views.comparison import TOO_SMALL, difference_of
from ceaseline.views.labels import years
from ceaseline.views.text import about_100, listed, number, plain

Data = Mapping[str, Any]

#: A rung as something that futures see.
SEEN = {
    "incident": "a militarised incident",
    "use_of_force": "a use of force",
    "deadly_clash": "a deadly clash",
    "serious_clash": "a clash with over 100 dead",
    "war": "war",
}


def label(package: Data) -> str:
    """Return what a package is called on a chart: its title up to the first semicolon.

    Examples
    --------
    >>> label({"title": "No outside promise; own army only"})
    'No outside promise'
    """
    return plain(package["title"]).split(";")[0].strip() or plain(package["name"])


def named(package: Data) -> str:
    """Return what a package is called in a sentence."""
    return f"“{label(package)}”"


def labels(packages: Sequence[Data], width: float, size: float = TEXT) -> dict[str, str]:
    """Return a label for each package by name, no two the same and none wider than a width in pixels.

    Examples
    --------
    >>> labels([{"name": "a", "title": "One"}, {"name": "b", "title": "One"}], 200)
    {'a': 'One', 'b': 'b'}
    """
    found: dict[str, str] = {}
    for place, package in enumerate(packages):
        tries = (label(package), plain(package["name"]), f"{place + 1}. {label(package)}")
        cut = [shortened(text, width, size) for text in tries]
        found[package["name"]] = next((text for text in cut if text not in found.values()), f"{place + 1}.")
    return found


def distinct(packages: Sequence[Data]) -> list[Data]:
    """Return each package once, in its first place: one that is asked for twice stands twice in results.

    Examples
    --------
    >>> [package["name"] for package in distinct([{"name": "a"}, {"name": "b"}, {"name": "a"}])]
    ['a', 'b']
    """
    return list({package["name"]: package for package in packages}.values())


def strongest(result: Data, rung: str, year: str) -> Data | None:
    """Return the paired difference that is furthest from zero among those that can be told, if any."""
    found = [
        row
        for package in distinct(result["packages"])[1:]
        if (row := difference_of(dict(result), package["name"], rung, year)) is not None
        and row["reads"] != TOO_SMALL
        and row["difference"] != 0.0
    ]
    return max(found, key=lambda row: abs(row["difference"]), default=None)


def paired_title(result: Data, rung: str, year: str) -> str:
    """Say what the packages change against the baseline in a rung by a year.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.compare``.
    rung, year

    Returns
    -------
    str
    """
    packages = distinct(result["packages"])
    base = packages[0]
    level = about_100(base["ladder"][year][rung]["share"])
    told = f"{level} of 100 futures see {SEEN[rung]} within {years(year)} with {named(base)}"
    if len(packages) == 1:
        return told
    found = strongest(result, rung, year)
    if found is None:
        others = "the other package is" if len(packages) == 2 else "every other package is"
        return f"{told}; the difference with {others} {TOO_SMALL}"
    package = next(item for item in packages if item["name"] == found["package"])
    way = "fewer" if found["difference"] < 0 else "more"
    size, error = 100 * abs(found["difference"]), 100 * found["error"]
    return (
        f"{number(size, 1)} {way} of 100 futures see {SEEN[rung]} within {years(year)} with "
        f"{named(package)} than with {named(base)}, give or take {number(error, 1)}"
    )


def levels(result: Data, rung: str, year: str) -> str:
    """Say the level of every package in a rung by a year, with its spread between worlds."""
    told = []
    for package in distinct(result["packages"]):
        cell = package["ladder"][year][rung]
        spread = f"{about_100(cell['worlds_p5'])} to {about_100(cell['worlds_p95'])} between worlds"
        told.append(f"{about_100(cell['share'])} with {named(package)} ({spread})")
    return f"Of 100 futures, {SEEN[rung]} within {years(year)} in {listed(told)}."
