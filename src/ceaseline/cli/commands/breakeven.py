"""``ceaseline breakeven``: at which value of a number a package stops being better than another."""

import argparse

from ceaseline.cli.ask import checked, one, open_case, sample_of
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_goal, add_output, add_package, add_study
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser, "the package that is favoured")
    add_goal(parser)
    parser.add_argument(
        "--assumption",
        metavar="NAME",
        nargs="+",
        action="extend",
        help="numbers to look at closely: assumptions, LEVER.amount and so on (default: scan all)",
    )
    parser.add_argument(
        "--size",
        type=float,
        default=0.0,
        metavar="X",
        help="how much better it must be, in the outcome's unit (0.03 is three futures of 100)",
    )
    parser.add_argument(
        "--between",
        type=float,
        nargs=2,
        metavar=("LOW", "HIGH"),
        help="values to look at instead of the plausible range, in the number's unit",
    )
    add_study(parser, batch=False)
    add_output(parser, ("crossings", "points"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Find the break-evens of a package."""
    case = open_case(args)
    name = one(case, args.package)
    checked(case, [args.against])
    with Progress(f"moving the numbers of {case.name}") as progress:
        from ceaseline.analysis.breakeven import breakeven

        try:
            result = breakeven(
                case,
                name,
                sample_of(args),
                against=args.against,
                outcome=args.outcome,
                year=args.year,
                size=args.size,
                names=args.assumption or (),
                between=args.between,
                threads=args.threads,
                progress=progress,
                fresh=args.fresh,
            )
        except (KeyError, ValueError) as error:
            raise Refusal(str(error.args[0])) from None
    from ceaseline.views.breakeven import breakeven_page, crossings_tidy, points_tidy

    tables = {"crossings": crossings_tidy(result), "points": points_tidy(result)}
    return emit(args, result, tables, breakeven_page(result))
