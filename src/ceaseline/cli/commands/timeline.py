"""``ceaseline timeline``: how the answer moved as reports came in."""

import argparse

from ceaseline.cli.ask import open_case, sample_of, work_of
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_output, add_study, add_year
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_year(parser)
    add_study(parser)
    add_output(parser, ("ladder", "positions"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the packages that are named for a date, earliest first."""
    case = open_case(args)
    with Progress(f"running {case.name}") as progress:
        from ceaseline.analysis.timeline import dated_packages, timeline

        if not dated_packages(case):
            raise Refusal(f"no package of {case.name} is named for the date that it speaks of")
        result = timeline(case, sample_of(args), progress=progress, **work_of(args))
    from ceaseline.views import timeline as views

    tables = {"ladder": views.ladder_tidy(result), "positions": views.positions_tidy(result)}
    page = views.timeline_page(result, case.title, views.headline_year(result, args.year))
    return emit(args, result, tables, page)
