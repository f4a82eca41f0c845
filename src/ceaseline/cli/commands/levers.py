"""``ceaseline levers``: which outcome each lever moves, or each uncertain number."""

import argparse
from typing import TYPE_CHECKING

from ceaseline.cli.ask import one, open_case, sample_of
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_output, add_study
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from ceaseline.case import Case


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument("names", metavar="NAME", nargs="*", help="levers to look at (default: all)")
    parser.add_argument("--base", metavar="PACKAGE", help="package that they are taken out of or added to")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--assumptions", action="store_true", help="look at every uncertain number instead; takes minutes"
    )
    instead.add_argument(
        "--knockout",
        action="store_true",
        help="show instead how much of the package's effect on war each mechanism carries",
    )
    add_study(parser, batch=False, fresh=False)
    add_output(parser, ("levers",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show what levers or numbers move."""
    case = open_case(args)
    base = one(case, args.base)
    if args.knockout:
        return _knockout(args, case, base)
    return _numbers(args, case, base) if args.assumptions else _levers(args, case, base)


def _levers(args: argparse.Namespace, case: "Case", base: str) -> int:
    from ceaseline.case.problems import nearest

    known = [lever.id for lever in case.levers]
    for name in args.names:
        if name not in known:
            raise Refusal(f"{case.name}: {name!r} is no lever: {nearest(name, known)}")
    with Progress(f"moving the levers of {case.name}") as progress:
        from ceaseline.analysis.levers import levers

        found = levers(
            case,
            sample_of(args),
            base,
            only=args.names or None,
            threads=args.threads,
            progress=progress,
        )
    from ceaseline.views.levers import levers_page, levers_tidy

    return emit(args, found, {"levers": levers_tidy(found)}, levers_page(case.name, base, found))


def _numbers(args: argparse.Namespace, case: "Case", base: str) -> int:
    with Progress(f"moving the numbers of {case.name}") as progress:
        from ceaseline.analysis.levers import assumptions

        try:
            found = assumptions(
                case,
                base,
                sample_of(args),
                only=args.names or None,
                threads=args.threads,
                progress=progress,
            )
        except KeyError as error:
            raise Refusal(str(error.args[0])) from None
    from ceaseline.views.levers import numbers_page, numbers_tidy

    return emit(args, found, {"levers": numbers_tidy(found)}, numbers_page(found))


def _knockout(args: argparse.Namespace, case: "Case", base: str) -> int:
    with Progress(f"switching off parts of {base}") as progress:
        from ceaseline.analysis.knockout import knockout

        found = knockout(case, base, sample_of(args), threads=args.threads, progress=progress)
    from ceaseline.views.knockout import knockout_page, parts_tidy

    return emit(args, found, {"levers": parts_tidy(found)}, knockout_page(found))
