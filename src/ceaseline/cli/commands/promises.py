"""``ceaseline promises``: what would be in force, at least and at most, and what hangs on what."""

import argparse

from ceaseline.cli.ask import one, open_case, sample_of
from ceaseline.cli.options import add_case, add_output, add_package, add_study
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    parser.add_argument(
        "--pivots",
        action="store_true",
        help="show what would close the gap, how it hangs on thresholds, and who holds a veto",
    )
    add_study(parser, batch=False)
    add_output(parser, ("levers", "pivots", "sets", "thresholds", "vetoes"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the promises of a package at both fixed points."""
    case = open_case(args)
    name = one(case, args.package)
    with Progress(f"running {case.name}"):
        from ceaseline.analysis.promises import promises

        result = promises(
            case, name, sample_of(args), pivots=args.pivots, threads=args.threads, fresh=args.fresh
        )
    from ceaseline.views.promises import (
        in_force_table,
        pivots_table,
        promises_page,
        sets_table,
        thresholds_table,
        vetoes_table,
    )

    tables = {"levers": in_force_table(result), "pivots": pivots_table(result)}
    if result["hinges"] is not None:
        tables["sets"] = sets_table(result["hinges"])
        tables["thresholds"] = thresholds_table(result["hinges"])
        tables["vetoes"] = vetoes_table(result["hinges"])
    return emit(args, result, tables, promises_page(result, pivots=args.pivots))
