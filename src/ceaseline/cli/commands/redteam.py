"""``ceaseline redteam``: plausible assumptions under which a favoured package loses."""

import argparse

from ceaseline.cli.ask import checked, one, open_case, sample_of
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_goal, add_output, add_package, add_study, whole
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
        help="numbers that may be moved (default: all)",
    )
    parser.add_argument(
        "--ways",
        type=whole(1, 9),
        default=1,
        metavar="N",
        help="different ways to lose to look for (default 1)",
    )
    parser.add_argument(
        "--evaluations",
        type=whole(1, 1_000_000),
        metavar="N",
        help="after how many trials of a set of assumptions a search gives up (default 2500)",
    )
    add_study(parser, batch=False)
    add_output(parser, ("ways",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search for a way in which a package loses."""
    case = open_case(args)
    name = one(case, args.package)
    checked(case, [args.against])
    more = {} if args.evaluations is None else {"evaluations": args.evaluations}
    with Progress(f"looking for a way in which {name} loses") as progress:
        from ceaseline.analysis.redteam import redteam

        try:
            result = redteam(
                case,
                name,
                sample_of(args),
                against=args.against,
                outcome=args.outcome,
                year=args.year,
                ways=args.ways,
                names=args.assumption or (),
                threads=args.threads,
                progress=progress,
                fresh=args.fresh,
                **more,
            )
        except (KeyError, ValueError) as error:
            raise Refusal(str(error.args[0])) from None
    from ceaseline.views.judgement import moved_tidy, redteam_page

    return emit(args, result, {"ways": moved_tidy(result)}, redteam_page(result))
