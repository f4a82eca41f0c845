"""``ceaseline worth``: what each promise of a package is worth."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ceaseline.cli.ask import one, open_case, sample_of
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_output, add_package, add_study, whole
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ceaseline.case import Case, Group

#: Ways to group that need no file; equal to those of ``ceaseline.analysis``, which is not imported here
#: because the parser must not load numerics.
GROUPINGS = ("group", "party", "tier", "domain", "lever")
TABLES = ("worth", "interactions", "precision")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser)
    add_asked(parser)
    add_study(parser, batch=False)
    add_output(parser, TABLES)
    parser.set_defaults(run=run)


def add_asked(parser: argparse.ArgumentParser) -> None:
    """Add what is shared out, among what."""
    asked = parser.add_argument_group("what is asked")
    asked.add_argument(
        "--by",
        default="group",
        metavar="WAY",
        help=f"promises that are valued together: {', '.join(GROUPINGS)}, or a YAML file with groups: "
        "(default group)",
    )
    asked.add_argument("--outcome", default="war", metavar="NAME", help="what is counted (default war)")
    asked.add_argument(
        "--year", type=whole(1, 50), default=10, metavar="N", help="by or in which year (default 10)"
    )
    asked.add_argument(
        "--precision",
        type=float,
        nargs="+",
        default=[],
        metavar="N",
        help="work it out again with the challenger's precision held at these values; otherwise worlds are "
        "cut into thirds by it",
    )
    asked.add_argument(
        "--orders",
        type=whole(2, 100_000),
        default=64,
        metavar="N",
        help="above 16 groups: most pairs of an order and its reverse that are drawn (default 64)",
    )


def groups_of(args: argparse.Namespace, case: "Case") -> "Sequence[Group] | None":
    """Return the user's own groups, or None where a way to group is named.

    Raises
    ------
    Refusal
        If the option names neither a way to group nor a file.
    ceaseline.case.CaseError
        With every problem of the file.
    """
    if args.by in GROUPINGS:
        return None
    path = Path(args.by)
    if not path.is_file():
        from ceaseline.case.problems import nearest

        raise Refusal(f"--by {args.by!r} is neither a way to group nor a file: {nearest(args.by, GROUPINGS)}")
    from ceaseline.case import groups_from

    return groups_from(path, case)


def run(args: argparse.Namespace) -> int:
    """Show what each promise of a package is worth."""
    case = open_case(args)
    name = one(case, args.package)
    groups = groups_of(args, case)
    sample = sample_of(args)
    with Progress(f"valuing the promises of {name}") as progress:
        from ceaseline.analysis.worth import worth

        try:
            result = worth(
                case,
                name,
                sample,
                by=args.by if groups is None else "group",
                groups=groups,
                outcome=args.outcome,
                year=args.year,
                precisions=args.precision,
                most_pairs=args.orders,
                threads=args.threads,
                progress=progress,
                fresh=args.fresh,
            )
        except ValueError as error:
            raise Refusal(str(error)) from None
    from ceaseline.views.worth import interactions_tidy, precision_tidy, worth_page, worth_tidy

    tables = {
        "worth": worth_tidy(result),
        "interactions": interactions_tidy(result),
        "precision": precision_tidy(result),
    }
    return emit(args, result, tables, worth_page(result))
