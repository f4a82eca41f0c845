"""``ceaseline sensitivity``: which uncertain numbers an outcome hangs on."""

import argparse

from ceaseline.cli.ask import checked, one, open_case
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_exploration, add_output, add_package, add_question, whole
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

#: Equal to the defaults of ``ceaseline.analysis.sensitivity``.
BASE, TOP, PER_ROW = 1024, 40, 32


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    add_question(parser)
    design = parser.add_argument_group("which numbers, and how many rows")
    which = design.add_mutually_exclusive_group()
    which.add_argument("--assumptions", metavar="NAME", nargs="+", help="numbers to look at one by one")
    which.add_argument(
        "--top",
        type=whole(1, 1000),
        default=TOP,
        metavar="N",
        help=f"look at so many, chosen by a cheap screening (default {TOP})",
    )
    which.add_argument("--groups", action="store_true", help="look at every number, in groups")
    design.add_argument(
        "--base",
        type=whole(16, 2**20),
        default=BASE,
        metavar="N",
        help=f"rows of one table, a power of two (default {BASE})",
    )
    design.add_argument(
        "--per-row",
        type=whole(2, 100_000),
        default=PER_ROW,
        metavar="N",
        help=f"futures a row, with the same luck in every row (default {PER_ROW})",
    )
    add_exploration(parser)
    add_output(parser, ("assumptions", "convergence", "screened"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show what the spread of an outcome comes from."""
    case = open_case(args)
    package = one(case, args.package)
    checked(case, [] if args.against is None else [args.against])
    with Progress(f"running rows of {case.name}") as progress:
        from ceaseline.analysis.sensitivity import sensitivity

        try:
            result = sensitivity(
                case,
                package,
                args.against,
                outcome=args.outcome,
                year=args.year,
                names=args.assumptions,
                top=args.top,
                groups=args.groups,
                base=args.base,
                per_row=args.per_row,
                seed=args.seed,
                threads=args.threads,
                progress=progress,
                fresh=args.fresh,
            )
        except (KeyError, ValueError) as error:
            raise Refusal(str(error.args[0])) from None
    from ceaseline.views.sensitivity import TABLES, sensitivity_page

    return emit(
        args, result, {name: table(result) for name, table in TABLES.items()}, sensitivity_page(result)
    )
