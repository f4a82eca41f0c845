"""Fill the page: findings first, then everything with its source."""

import shlex
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ceaseline.case import Case
from ceaseline.model.phases import PHASES
from ceaseline.report.tables import levers_table, manifest_table, sources_of
from ceaseline.views import comparison, details, engines, explain, outside, pictures
from ceaseline.views.cases import case_data
from ceaseline.views.text import plain

Data = Mapping[str, Any]
_HERE = Path(__file__).parent


def render(result: dict[str, Any], case: Case, year: int | None = None) -> str:
    """Write the report of a comparison.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.compare``.
    case
        The case it came from; everything written in it is escaped.
    year
        Year of the ladder that the first page speaks of; 5 by default, or the last the horizon holds.

    Returns
    -------
    str
        A whole HTML page: no script, nothing fetched, the same bytes for the same result.
    """
    told = comparison.headline_year(result, year)
    titles = {lever.id: lever.title for lever in case.levers}
    data = {**case_data(case), "phases": explain.phases_data(PHASES)}
    page = {
        "case": data,
        "year": told,
        "style": Markup((_HERE / "style.css").read_text(encoding="utf-8")),
        "study": comparison.study_sentence(result),
        "packages": [
            {
                "name": package["name"],
                "title": package["title"],
                "reads": comparison.headline(result, package, told, baseline=index == 0),
            }
            for index, package in enumerate(result["packages"])
        ],
        "agreement": engines.agreement_sentence(result, told),
        "unsettled": result["unsettled"],
        "leaves": comparison.leaves_sentence(result, len(case.departures)),
        "outside": outside.outside_sentences(result["outside_view"]),
        "charts": _charts(result, told),
        "first": _first_tables(result, told),
        "then": _further_sections(result, told, titles),
        "classes": result["outside_view"]["classes"],
        "outside_table": outside.outside_table(result["outside_view"]),
        "phases": explain.phases_table(data["phases"]),
        "ground": explain.grades_sentence(data["assumptions"]),
        "departures": explain.departures_table(data),
        "levers": levers_table(case),
        "assumptions": explain.assumptions_table(data["assumptions"]),
        "sources": sources_of(case),
        "manifest": manifest_table(result),
        "command": _command(result),
    }
    return _environment().get_template("page.html").render(page)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _safe(value: object) -> object:
    """Spell out control characters in whatever reaches the page; markup of our own is left alone."""
    return value if isinstance(value, Markup) else plain(value)


def _charts(result: dict[str, Any], year: str) -> list[dict[str, Any]]:
    charts = (
        (
            pictures.difference_title(result, year),
            pictures.DIFFERENCE_TEXT,
            pictures.difference_chart(result, year),
        ),
        (pictures.ladder_title(year), pictures.LADDER_TEXT, pictures.ladder_chart(result, year)),
    )
    return [{"title": title, "text": text, "svg": Markup(svg)} for title, text, svg in charts if svg]


def _first_tables(result: dict[str, Any], year: str) -> list[Any]:
    tables = [comparison.ladder_table(result, year), comparison.stands_table(result)]
    return [comparison.differences_table(result, year), *tables] if len(result["packages"]) > 1 else tables


def _further_sections(result: dict[str, Any], year: str, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    packages = {package["name"]: package for package in result["packages"]}
    others = [other for other in comparison.ladder_years(result) if other != year]
    sections = (
        (
            "engines",
            "Do the engines agree?",
            "How the challenger decides and how land is fought over are contested, so both are computed in "
            "two ways. Levels move with the engine; an ordering that changes its sign with it is no finding.",
            [engines.orderings_table(result, year), engines.levels_table(result, year)],
        ),
        (
            "in-force",
            "Promises in force",
            "Promises wait for each other. The first figure counts futures in which a promise is in force "
            "if nobody moves first, the second if everyone trusts the others.",
            [details.in_force_table(result, titles), details.shortfalls_table(result)],
        ),
        (
            "capability",
            "What stands in place",
            "In force means committed. What arrives is less and comes later.",
            [details.capability_table(result)],
        ),
        (
            "outcomes",
            "Beyond the ladder",
            "What is counted beside the rungs, and by which road war came.",
            [
                *([details.outcome_differences_table(result)] if result["differences"] else []),
                details.outcomes_table(result),
                details.roads_table(result),
            ],
        ),
        (
            "years",
            "Every year of the ladder",
            "The ladder by year, and the same with challengers weighted by acceptance.",
            [
                *([comparison.differences_table(result, y) for y in others] if result["differences"] else []),
                *(details.ladder_by_year_table(result, package) for package in packages.values()),
                details.accepted_table(result, year),
            ],
        ),
    )
    keys = ("id", "title", "lead")
    return [
        {**dict(zip(keys, section[:3], strict=True)), "tables": [t for t in section[3] if t.rows]}
        for section in sections
    ]


def _command(result: dict[str, Any]) -> str:
    names = " ".join(shlex.quote(plain(package["name"])) for package in result["packages"])
    used = result["engines"]["used"]
    return (
        f"ceaseline report {shlex.quote(plain(result['case']))} {names} --futures {result['futures']} "
        f"--worlds {result['worlds']} --seed {result['seed']} --decision {used['decision']} "
        f"--land {used['land']} -o report.html"
    )
