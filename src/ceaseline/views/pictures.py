"""The two charts of a comparison: differences by rung, and the ladder with the outside view behind it."""

from collections.abc import Iterable
from typing import Any

from ceaseline.views.chart import Axis, Dot, Group, axis_around, dot_chart
from ceaseline.views.comparison import TOO_SMALL, difference_of
from ceaseline.views.labels import RUNG_MEANING, RUNGS, years
from ceaseline.views.outside import ladder_classes
from ceaseline.views.text import about_100, number, plain

Data = dict[str, Any]

DIFFERENCE_TEXT = (
    "Dot: paired difference. Line: twice its Monte-Carlo error on either side. Grey: too small to tell."
)
LADDER_TEXT = (
    "Dot: share of futures. Line: 5th to 95th percentile over the contested assumptions. Band: past "
    "ceasefires between neighbours, share and 90 % interval."
)


def difference_title(result: Data, year: str) -> str:
    """Return the title of the chart of differences."""
    return f"Difference from {plain(result['packages'][0]['name'])} within {years(year)}"


def ladder_title(year: str) -> str:
    """Return the title of the chart of the ladder."""
    return f"Ladder of breaches within {years(year)}"


def difference_chart(result: Data, year: str) -> str:
    """Draw how each package differs from the baseline on every rung, with twice the error on either side.

    Returns
    -------
    str
        An ``<svg>`` element; empty if there is nothing to compare.
    """
    names = list(dict.fromkeys(package["name"] for package in result["packages"][1:]))
    groups = [Group(_rung_title(rung), tuple(_differences(result, names, rung, year))) for rung in RUNGS]
    ends = [end for group in groups for dot in group.dots for end in (dot.low, dot.high)]
    if not ends:
        return ""
    baseline = plain(result["packages"][0]["name"])
    title = f"Difference from {baseline} within {years(year)}"
    text = (
        "Futures in 100, with twice the Monte-Carlo error on either side. The table below holds the figures."
    )
    return dot_chart(
        "differences", title, text, groups, axis_around(ends, f"futures in 100 against {baseline}")
    )


def _differences(result: Data, names: list[str], rung: str, year: str) -> Iterable[Dot]:
    for name in names:
        found = difference_of(result, name, rung, year)
        if found is None:
            continue
        value, error = 100 * found["difference"], 100 * found["error"]
        text = f"+{number(value, 1)}" if round(value, 1) > 0 else number(value, 1)
        untold = found["reads"] == TOO_SMALL
        yield Dot(name, value, value - 2 * error, value + 2 * error, text, faint=untold)


def ladder_chart(result: Data, year: str) -> str:
    """Draw the ladder of each package: share of futures, and its spread between worlds.

    Behind each rung stands the first reference class of the outside view with its 90 % interval.
    """
    groups = [_ladder_group(result, rung, year) for rung in RUNGS]
    axis = Axis(0, 100, (0, 20, 40, 60, 80, 100), "futures in 100")
    return dot_chart("ladder", ladder_title(year), LADDER_TEXT, groups, axis)


def _ladder_group(result: Data, rung: str, year: str) -> Group:
    packages = {package["name"]: package for package in result["packages"]}
    baseline = result["packages"][0]["name"]
    dots = []
    for name, package in packages.items():
        cell = package["ladder"][year][rung]
        value, low, high = (100 * cell[key] for key in ("share", "worlds_p5", "worlds_p95"))
        dots.append(Dot(name, value, low, high, about_100(cell["share"]), faint=name == baseline))
    return Group(_rung_title(rung), tuple(dots), _band(result["outside_view"], rung, year))


def _band(view: Data, rung: str, year: str) -> tuple[float, float, float] | None:
    for entry in ladder_classes(view):
        if year in entry["rungs"]:
            cell = entry["rungs"][year][rung]
            return 100 * cell["low"], 100 * cell["share"], 100 * cell["high"]
    return None


def _rung_title(rung: str) -> str:
    return f"{RUNGS[rung].capitalize()}: {RUNG_MEANING[rung]}"
