"""``ceaseline promises``: what would be in force, at least and at most, and what hangs on what."""

import argparse

from ceaseline.cli.ask import checked, open_case, sample_of
from ceaseline.cli.options import add_case, add_output, add_study
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("package", metavar="PACKAGE", nargs="?", help="a package of the case")
    parser.add_argument(
        "--pivots", action="store_true", help="show the promises that, made unconditional, close the gap"
    )
    add_study(parser, batch=False)
    add_output(parser, ("levers", "pivots"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the promises of a package at both fixed points."""
    case = open_case(args)
    (name,) = checked(case, [] if args.package is None else [args.package])
    with Progress(f"running {case.name}"):
        from ceaseline.analysis.promises import promises

        result = promises(case, name, sample_of(args), threads=args.threads, fresh=args.fresh)
    from ceaseline.views.promises import in_force_table, pivots_table, promises_page

    tables = {"levers": in_force_table(result), "pivots": pivots_table(result)}
    return emit(args, result, tables, promises_page(result, pivots=args.pivots))
