"""``ceaseline compare``: packages side by side with the same luck."""

import argparse
from typing import TYPE_CHECKING, Any

from ceaseline.cli.ask import open_case, several, study_of
from ceaseline.cli.options import add_case, add_output, add_packages, add_study, add_year
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from ceaseline.case import Case

TABLES = ("ladder", "differences", "engines", "in_force", "capability", "outcomes", "roads", "shortfalls")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_packages(parser)
    add_shown(parser)
    add_study(parser)
    add_output(parser, TABLES)
    parser.set_defaults(run=run)


def add_shown(parser: argparse.ArgumentParser) -> None:
    """Add what the page for people shows."""
    add_year(parser)
    parser.add_argument("--full", action="store_true", help="show every table, not the first page alone")


def run(args: argparse.Namespace) -> int:
    """Compare packages."""
    case = open_case(args)
    return answer(args, case, several(case, args.packages))


def compared(args: argparse.Namespace, case: "Case", names: tuple[str, ...]) -> dict[str, Any]:
    """Run packages, then the same under the other engines, with a progress line for each."""
    study = study_of(args, case, names)
    with Progress("asking the other engines", hint="") as progress:
        from ceaseline.analysis.compare import compare

        return compare(study, progress)


def answer(args: argparse.Namespace, case: "Case", names: tuple[str, ...]) -> int:
    """Run packages and print what comes of them."""
    result = compared(args, case, names)
    from ceaseline.views import comparison, details, tidy

    year = comparison.headline_year(result, args.year)
    page = comparison.first_screen(result, case.title, year, len(case.departures))
    if args.full:
        page += details.further_screens(result, year)
    else:
        page += [
            "",
            "More: --full for every table, --json or --csv for the data, ceaseline report for a page.",
        ]
    return emit(args, result, {name: tidy.TABLES[name](result) for name in TABLES}, page)
