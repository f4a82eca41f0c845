"""``ceaseline replay``: one future told month by month."""

import argparse

from ceaseline.cli.ask import open_case, sample_of, several
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_output, add_sample, whole
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    parser.add_argument(
        "packages",
        metavar="PACKAGE",
        nargs="*",
        help="one package, or two side by side (default: first and last that the case compares)",
    )
    parser.add_argument(
        "--future", type=whole(0, 100_000_000), default=0, metavar="N", help="which future (default 0)"
    )
    add_sample(parser)
    add_output(parser, ("events",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell one future."""
    case = open_case(args)
    ends = dict.fromkeys((case.compared[0], case.compared[-1]))
    names = several(case, args.packages or tuple(ends))
    if len(names) > 2:
        raise Refusal(f"one or two packages can be told side by side, not {len(names)}")
    with Progress("telling the future"):
        from ceaseline.analysis.replay import replay

        sample = sample_of(args)
        if args.future >= sample.futures:
            raise Refusal(f"there are futures 0 to {sample.futures - 1}, no {args.future}")
        result = replay(case, names, sample, future=args.future)
    from ceaseline.views.replay import events_tidy, replay_page

    return emit(args, result, {"events": events_tidy(result)}, replay_page(result))
