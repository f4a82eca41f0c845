"""``ceaseline discover``: where a package fails."""

import argparse

from ceaseline.cli.ask import checked, one, open_case
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_exploration, add_output, add_package, add_question, whole
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

#: Equal to the defaults of ``ceaseline.analysis.discover``.
WORLDS, PER_WORLD, BOXES = 20_000, 16, 2
#: Failures in 100 that a box holds at least.
_COVERAGE = 33


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    add_question(parser)
    search = parser.add_argument_group("what counts as failing, and how it is looked for")
    search.add_argument(
        "--fails-when",
        type=float,
        metavar="N",
        help="let a world fail when more than N of its 100 futures see the outcome, or with --against when "
        "fewer than N see it prevented; for an outcome that is no event, let a future fail above N",
    )
    search.add_argument(
        "--coverage",
        type=whole(1, 99),
        default=_COVERAGE,
        metavar="N",
        help=f"failures in 100 that a box has to hold (default {_COVERAGE})",
    )
    search.add_argument(
        "--boxes", type=whole(1, 10), default=BOXES, metavar="N", help=f"boxes at most (default {BOXES})"
    )
    search.add_argument(
        "--worlds",
        type=whole(20, 10_000_000),
        default=WORLDS,
        metavar="N",
        help=f"draws of all assumptions (default {WORLDS})",
    )
    search.add_argument(
        "--per-world",
        type=whole(1, 100_000),
        default=PER_WORLD,
        metavar="N",
        help=f"futures of each world under each package (default {PER_WORLD})",
    )
    add_exploration(parser)
    add_output(parser, ("boxes", "limits", "path"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the boxes in which a package fails."""
    case = open_case(args)
    package = one(case, args.package)
    checked(case, [] if args.against is None else [args.against])
    with Progress(f"running worlds of {case.name}") as progress:
        from ceaseline.analysis.discover import discover

        try:
            result = discover(
                case,
                package,
                args.against,
                outcome=args.outcome,
                year=args.year,
                fails_when=args.fails_when,
                coverage=args.coverage / 100,
                boxes=args.boxes,
                worlds=args.worlds,
                per_world=args.per_world,
                seed=args.seed,
                threads=args.threads,
                progress=progress,
                fresh=args.fresh,
            )
        except (KeyError, ValueError) as error:
            raise Refusal(str(error.args[0])) from None
    from ceaseline.views.discovery import TABLES, discovery_page

    return emit(args, result, {name: table(result) for name, table in TABLES.items()}, discovery_page(result))
