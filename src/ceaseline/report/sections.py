"""The sections of the report: each a title, a lead and what stands in it, in a doubting reader's order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ceaseline.case import Case
from ceaseline.views import charts, comparison, details, engines, labels, outside
from ceaseline.views.blocks import Block, Heading, Table
from ceaseline.views.breakeven import breakeven_page
from ceaseline.views.charts import Chart
from ceaseline.views.judgement import redteam_page
from ceaseline.views.knockout import parts_table
from ceaseline.views.promises import pivots_table
from ceaseline.views.text import number, plain
from ceaseline.views.timeline import timeline_page
from ceaseline.views.worth import worth_page

Data = dict[str, Any]
#: Widths in pixels for which a chart is laid out: for a page, and for a telephone.
WIDE, SLIM = 720, 350
#: Rows from which a table is folded on a screen.
LONG = 14


@dataclass(frozen=True)
class Figure:
    """A chart in a page: words, the picture in two layouts, and its figures."""

    title: str
    note: str
    wide: Markup
    slim: Markup
    table: Table
    kind: str = "figure"


@dataclass(frozen=True)
class Grid:
    """A table, whether it is folded on a screen, and whether it is left out on paper."""

    table: Table
    folded: bool
    screen_only: bool = False
    kind: str = "table"


@dataclass(frozen=True)
class Words:
    """A paragraph, or an item of a list."""

    text: str
    kind: str = "words"


Part = Figure | Grid | Words


@dataclass(frozen=True)
class Section:
    """A section of the report.

    Parameters
    ----------
    id
        Its anchor.
    title
    lead
        What it is about.
    parts
    """

    id: str
    title: str
    lead: str
    parts: Sequence[Part] = field(default_factory=tuple)


def grid(table: Table, *, folded: bool | None = None) -> Grid:
    """Return a table for the page, folded if it is long."""
    return Grid(table, len(table.rows) >= LONG if folded is None else folded)


def grids(*tables: Table) -> list[Part]:
    """Return the tables that hold something."""
    return [grid(table) for table in tables if table.rows]


def figure(draw: Callable[[int], Chart]) -> Figure:
    """Draw a chart in both layouts.

    Parameters
    ----------
    draw
        From the width in pixels to the chart.
    """
    wide, slim = draw(WIDE), draw(SLIM)
    name = f"chart-{wide.name.replace('_', '-')}"
    return Figure(
        wide.title,
        wide.note,
        Markup(charts.to_inline(wide, name, "wide")),
        Markup(charts.to_inline(slim, f"{name}-slim", "slim")),
        wide.table,
    )


def _page(blocks: Sequence[Block]) -> list[Part]:
    """Turn a page for people into parts; its heading gives way to the section's."""
    found: list[Part] = []
    for block in blocks:
        if isinstance(block, Table):
            found += grids(block)
        elif not isinstance(block, Heading) and block.strip():
            found.append(Words(block))
    return found


def first_section(result: Data, year: str) -> Section:
    """Return the figures behind the findings."""
    several = len({package["name"] for package in result["packages"]}) > 1
    tables = [comparison.ladder_table(result, year), comparison.stands_table(result)]
    if several:
        tables.insert(0, comparison.differences_table(result, year))
    return Section(
        "figures",
        "The figures behind the findings",
        "Packages meet the same worlds and the same luck, future by future, so their differences are "
        "firmer than "
        "their levels.",
        grids(*tables),
    )


def ladder_section(result: Data, year: str) -> Section:
    """Return the ladder in every year."""
    others = [other for other in comparison.ladder_years(result) if other != year]
    packages = {package["name"]: package for package in result["packages"]}
    tables = [
        *([comparison.differences_table(result, y) for y in others] if result["differences"] else []),
        *(details.ladder_by_year_table(result, package) for package in packages.values()),
        details.accepted_table(result, year),
    ]
    return Section(
        "years",
        "Every year of the ladder",
        "The ladder by year, and the same with challengers weighted by acceptance.",
        [
            figure(lambda width: charts.ladder(result, width=width)),
            *(grid(t, folded=True) for t in tables if t.rows),
        ],
    )


def promises_section(dossier: Data, case: Case, titles: Mapping[str, str]) -> Section:
    """Return what is in force, and on whom it hangs."""
    found, result = dossier["promises"], dossier["compare"]
    parts: list[Part] = [Words(found["reads"])] if found["levers"] else []
    if found["levers"]:
        parts.append(figure(lambda width: charts.network(found, case, width=width)))
    if found["pivots"]:
        parts.append(grid(pivots_table(found)))
    parts += grids(details.in_force_table(result, titles), details.shortfalls_table(result))
    return Section(
        "in-force",
        "Promises in force",
        "Promises wait for each other. The first figure counts futures in which a promise is in force "
        "if nobody moves first, the second if everyone trusts the others.",
        parts,
    )


def capability_section(dossier: Data, case: Case) -> Section:
    """Return what stands in place: troops, warning, air, and where."""
    standing, built = dossier["capability"], dossier["build_up"]
    parts: list[Part] = []
    if built is not None:
        parts.append(figure(lambda width: charts.build_up(built, standing, width=width)))
    parts.append(figure(lambda width: charts.warning(standing, width=width)))
    parts.append(figure(lambda width: charts.air(standing, width=width)))
    parts += grids(details.capability_table(dossier["compare"]), details.burden_table(dossier["burden"]))
    place = case.geography
    if place.line or place.sites or place.bases:
        parts.append(figure(lambda width: charts.geography(case, width=width)))
    return Section(
        "capability",
        "What stands in place",
        "In force means committed. What arrives is less and comes later.",
        parts,
    )


def worth_section(dossier: Data) -> Section | None:
    """Return what each promise is worth."""
    found = dossier["worth"]
    if found is None:
        return None
    return Section(
        "worth",
        "What each promise is worth",
        f"Of “{found['title']}”: how the outcome is shared out among groups of promises, over all orders in "
        "which "
        f"they could join. In {found['futures']} futures over {found['worlds']} worlds, fewer than above, "
        "so errors are wider. Which choice among them is best for its cost is a search of its own: ceaseline "
        "design, and ceaseline chart --kind pareto.",
        [figure(lambda width: charts.worth(found, width=width)), *_page(worth_page(found)[1:])],
    )


def breaks_section(dossier: Data) -> Section | None:
    """Return what the effect is made of, and what would have to be true for the package to lose."""
    held, moved, team = dossier["knockout"], dossier["breakeven"], dossier["redteam"]
    if held is None or moved is None or team is None:
        return None
    parts: list[Part] = [
        *_page(breakeven_page(moved)),
        *_page(redteam_page(team)),
        *_boxes(dossier["discover"]),
        Words(
            f"War within {labels.years(held['year'])}, {held['package']} against {held['baseline']}, with "
            "one part "
            "of the effect off at a time:"
        ),
        grid(parts_table(held)),
    ]
    return Section(
        "breaks",
        "What would break it",
        f"First every number of the case is moved alone: {moved['futures']} futures over "
        f"{moved['worlds']} worlds, "
        f"a part of them for a first look at {len(moved['numbers'])} numbers. Then a search combines the "
        f"{team['numbers_searched']} that came nearest to turning the answer, {team['evaluations']} "
        "trials of at "
        f"most {dossier['sizes']['evaluations']}. A longer search may find what this one did not: ceaseline "
        "breakeven, ceaseline redteam and ceaseline discover.",
        parts,
    )


def _boxes(found: Data | None) -> list[Part]:
    """Return in which worlds the package fails, whatever the other one does there."""
    if found is None:
        return []
    lead = (
        f"Where it fails by itself, {number(found['worlds'])} worlds with {number(found['per_world'])} "
        f"futures of each: {plain(found['definition'])}."
    )
    return [Words(lead), figure(lambda width: charts.discovery(found, width=width))]


def engines_section(result: Data, year: str) -> Section:
    """Return what the answer is under the other engines."""
    return Section(
        "engines",
        "Do the engines agree?",
        "How the challenger decides and how land is fought over are contested, so both are computed in "
        "two ways. Levels move with the engine; an ordering that changes its sign with it is no finding.",
        [
            Words(engines.agreement_sentence(result, year)),
            *grids(engines.orderings_table(result, year), engines.levels_table(result, year, ("war",))),
            Grid(engines.levels_table(result, year), folded=True, screen_only=True),
        ],
    )


def outcomes_section(result: Data) -> Section:
    """Return what is counted beside the ladder."""
    tables = [details.outcomes_table(result), details.roads_table(result)]
    if result["differences"]:
        tables.insert(0, details.outcome_differences_table(result))
    return Section(
        "outcomes",
        "Beyond the ladder",
        "What is counted beside the rungs, and by which road war came.",
        grids(*tables),
    )


def timeline_section(dossier: Data, year: int) -> Section | None:
    """Return how the answer moved as reports came in."""
    found = dossier["timeline"]
    if found is None:
        return None
    return Section(
        "timeline",
        "How the answer moved as reports came in",
        "Packages as reported on a date, each against the one before, with the positions that moved.",
        [
            figure(lambda width: charts.timeline(found, year, width=width)),
            *(part for part in _page(timeline_page(found, "", str(year))) if isinstance(part, Grid)),
        ],
    )


def outside_section(dossier: Data) -> Section:
    """Return how past ceasefires held, beside how futures do."""
    view = dossier["compare"]["outside_view"]
    return Section(
        "outside",
        "Outside view: how past ceasefires held",
        "The record stands beside the simulation and is never blended into it.",
        [
            figure(lambda width: charts.survival(dossier["survival"], width=width)),
            grid(outside.outside_table(view)),
            *(Words(_class_words(entry)) for entry in view["classes"]),
        ],
    )


def _class_words(entry: Data) -> str:
    itself = " This case itself may be among them." if entry["may_hold_this_case"] else ""
    return (
        f"{entry['title']}: {entry['spells']} spells from {entry['conflicts']} conflicts, "
        f"{entry['years'][0]} to "
        f"{entry['years'][1]}; counted is the {entry['counted']}. {entry['note']} Source: "
        f"{entry['source']}.{itself}"
    )
