"""Fill the page: findings first, then everything with its source."""

import shlex
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ceaseline.analysis.breakeven_words import scan_verdict
from ceaseline.case import Case
from ceaseline.evidence.ledger import Ledger
from ceaseline.model.phases import PHASES
from ceaseline.report import sections
from ceaseline.report.evidence import evidence_lead, evidence_tables
from ceaseline.report.tables import levers_table, manifest_table, sources_of
from ceaseline.views import charts, comparison, engines, explain, outside
from ceaseline.views.cases import case_data
from ceaseline.views.questions import questions_data
from ceaseline.views.text import plain

Data = dict[str, Any]
_HERE = Path(__file__).parent

#: Every section that a report can hold: its anchor and title, in order.
SECTIONS: Mapping[str, str] = {
    "findings": "Findings",
    "questions": "Fifteen questions that analysts ask",
    "figures": "The figures behind the findings",
    "years": "Every year of the ladder",
    "outside": "Outside view: how past ceasefires held",
    "in-force": "Promises in force",
    "capability": "What stands in place",
    "worth": "What each promise is worth",
    "breaks": "What would break it",
    "engines": "Do the engines agree?",
    "outcomes": "Beyond the ladder",
    "timeline": "How the answer moved as reports came in",
    "evidence": "Evidence, with its words",
    "departures": "What the case assumes, and where it leaves its reference class",
    "levers": "The levers",
    "assumptions": "Every assumption",
    "sources": "Sources",
    "manifest": "How to get the same figures again",
}


def render(dossier: Data, case: Case, ledger: Ledger | None = None) -> str:
    """Write the report of a comparison.

    Parameters
    ----------
    dossier
        From ``ceaseline.analysis.dossier``.
    case
        The case it came from; everything written in it is escaped.
    ledger
        Its evidence, where there is any.

    Returns
    -------
    str
        A whole HTML page: no script, nothing fetched, the same bytes for the same dossier.
    """
    result: Data = dossier["compare"]
    year = comparison.headline_year(result, dossier["year"])
    sections = _sections(dossier, case, ledger or Ledger(), year)
    listed = {
        at: title for at, title in SECTIONS.items() if at in sections or at in ("findings", "questions")
    }
    names = {
        "case": shlex.quote(plain(case.name)),
        "package": shlex.quote(plain(result["packages"][-1]["name"])),
        "baseline": shlex.quote(plain(result["packages"][0]["name"])),
    }
    page = {
        "case": {"title": case.title, "question": case.question},
        "style": Markup((_HERE / "style.css").read_text(encoding="utf-8") + charts.chart_style()),
        "study": comparison.study_sentence(result),
        "packages": [
            {
                "name": package["name"],
                "title": package["title"],
                "reads": comparison.headline(result, package, year, baseline=index == 0),
            }
            for index, package in enumerate(result["packages"])
        ],
        "points": findings(dossier, year),
        "unsettled": result["unsettled"],
        "figures": _first_figures(result, year),
        "outside": outside.outside_sentences(result["outside_view"]),
        "leaves": comparison.leaves_sentence(result, len(case.departures)),
        "contents": listed,
        "questions": questions_data(names, listed),
        "sections": [sections[at] for at in SECTIONS if at in sections],
        "sources": sources_of(case),
        "command": _command(dossier),
    }
    return _environment().get_template("page.html").render(page)


def findings(dossier: Data, year: str) -> list[tuple[str, str]]:
    """Return what a reader should take away beside the levels: a heading and a few sentences each."""
    found = (
        [("Who has to move first?", dossier["promises"]["reads"])] if dossier["promises"]["levers"] else []
    )
    worth, moved, team = (dossier[part] for part in ("worth", "breakeven", "redteam"))
    if worth is not None:
        size = f"Worked out on {worth['futures']} futures, so less exactly than the differences above."
        found.append(("Where does it come from?", f"{worth['reads'][0]} {size}"))
    if moved is not None:
        found.append(("Which single number would turn it?", scan_verdict(moved, moved["numbers"])))
    if team is not None:
        found.append(("How could it lose?", _losing(team)))
    return [*found, ("Do the engines agree?", engines.agreement_short(dossier["compare"], year))]


def _losing(team: Data) -> str:
    ways = [way["reads"] for way in team["ways"] if way["loses"]]
    if ways:
        return str(ways[0])
    return (
        f"A search over {team['numbers_searched']} numbers at once found no plausible way for "
        f"{team['package']} to do worse than {team['against']} in {team['evaluations']} trials. That is "
        "no proof "
        "that there is none."
    )


def _first_figures(result: Data, year: str) -> list[sections.Figure]:
    asked = int(year)
    drawn = [sections.figure(lambda width: charts.dots(result, asked, width=width))]
    if len({package["name"] for package in result["packages"]}) > 1:
        drawn.append(sections.figure(lambda width: charts.differences(result, asked, width=width)))
    return drawn


def _sections(dossier: Data, case: Case, ledger: Ledger, year: str) -> dict[str, sections.Section]:
    result = dossier["compare"]
    titles = {lever.id: lever.title for lever in case.levers}
    found = (
        sections.first_section(result, year),
        sections.ladder_section(result, year),
        sections.outside_section(dossier),
        sections.promises_section(dossier, case, titles),
        sections.capability_section(dossier, case),
        sections.worth_section(dossier),
        sections.breaks_section(dossier),
        sections.engines_section(result, year),
        sections.outcomes_section(result),
        sections.timeline_section(dossier, int(year)),
        *_stated(case, ledger, result),
    )
    return {section.id: section for section in found if section is not None}


def _stated(case: Case, ledger: Ledger, result: Data) -> list[sections.Section | None]:
    """Return the sections on what went in: evidence, assumptions, levers, sources, manifest."""
    data = {**case_data(case), "phases": explain.phases_data(PHASES)}
    said = evidence_tables(ledger)
    return [
        sections.Section("evidence", SECTIONS["evidence"], evidence_lead(ledger), sections.grids(*said))
        if said
        else None,
        sections.Section(
            "departures",
            SECTIONS["departures"],
            explain.grades_sentence(data["assumptions"]),
            sections.grids(explain.phases_table(data["phases"]), explain.departures_table(data)),
        ),
        sections.Section(
            "levers",
            SECTIONS["levers"],
            "Every promise and choice that a package can set, with who would keep it.",
            sections.grids(levers_table(case)),
        ),
        sections.Section(
            "assumptions",
            SECTIONS["assumptions"],
            "p5, p50 and p95: the 5th, 50th and 95th percentile of what is thought possible. Grade A is "
            "primary or "
            "official, B secondary press, C aggregator or mirror, D derived by arithmetic, E judgement.",
            sections.grids(explain.assumptions_table(data["assumptions"])),
        ),
        sections.Section("sources", SECTIONS["sources"], "Every source that the case names."),
        sections.Section(
            "manifest",
            SECTIONS["manifest"],
            "Same program version, same case hash, same seed: the same bytes, on any number of threads.",
            [sections.grid(manifest_table(result), folded=False)],
        ),
    ]


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


def _command(dossier: Data) -> str:
    result = dossier["compare"]
    names = " ".join(shlex.quote(plain(package["name"])) for package in result["packages"])
    used = result["engines"]["used"]
    return (
        f"ceaseline report {shlex.quote(plain(result['case']))} {names} --year {dossier['year']} "
        f"--futures {result['futures']} --worlds {result['worlds']} --seed {result['seed']} "
        f"--decision {used['decision']} --land {used['land']}{' --brief' if dossier['brief'] else ''} "
        "-o report.html"
    )
