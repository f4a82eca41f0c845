"""``ceaseline explain``: the month in order, and any number with its source."""

import argparse

from ceaseline.cli.ask import open_case
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_output
from ceaseline.cli.output import emit


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="an assumption, lever, package, phase or source of the case"
    )
    add_output(parser, ("assumptions", "departures", "levers", "packages", "phases"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Explain a case, or one name in it."""
    from ceaseline.views import explain

    case = open_case(args)
    if args.name is not None:
        try:
            found = explain.explain_data(case, args.name)
        except KeyError as error:
            raise Refusal(error.args[0]) from None
        return emit(args, found, explain.explain_tables(found), explain.explain_page(found))
    from ceaseline.model.phases import PHASES
    from ceaseline.views.cases import case_data

    data = {**case_data(case), "phases": explain.phases_data(PHASES)}
    tables = {
        "assumptions": explain.assumptions_table(data["assumptions"]),
        "departures": explain.departures_table(data),
        "levers": explain.levers_table(data),
        "packages": explain.packages_table(data),
        "phases": explain.phases_table(data["phases"]),
    }
    return emit(args, data, tables, explain.case_page(data))
