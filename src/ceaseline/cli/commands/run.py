"""``ceaseline run``: one package and what comes of it."""

import argparse

from ceaseline.cli.ask import one, open_case
from ceaseline.cli.commands.compare import TABLES, add_shown, answer
from ceaseline.cli.options import add_case, add_output, add_package, add_study


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    add_shown(parser)
    add_study(parser)
    add_output(parser, TABLES)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run one package; the answer has the form of a comparison without differences."""
    case = open_case(args)
    return answer(args, case, (one(case, args.package),))
