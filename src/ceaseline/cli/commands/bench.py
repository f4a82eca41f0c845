"""``ceaseline bench``: the speed of the engine beside simpler ways to do the same."""

import argparse
from typing import Any

from ceaseline.cli.options import add_output, whole
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("case", metavar="CASE", nargs="?", help="case to run (default: the flagship)")
    parser.add_argument(
        "package", metavar="PACKAGE", nargs="?", help="package to run (default: all-promised)"
    )
    parser.add_argument(
        "--threads",
        type=whole(0, 1024),
        default=0,
        metavar="N",
        help="threads; 0 takes every core (default)",
    )
    parser.add_argument(
        "--repeats", type=whole(1, 1000), metavar="N", help="turns of each measurement; medians are shown"
    )
    parser.add_argument("--seed", type=whole(0, 2**32 - 1), default=1, metavar="N", help="seed of all draws")
    add_output(parser, ("speed",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure everything in one run."""
    given: dict[str, Any] = {
        key: value for key in ("case", "package", "repeats") if (value := getattr(args, key)) is not None
    }
    if args.case is not None:
        from ceaseline.cli.ask import one, open_case

        given["package"] = one(open_case(args), args.package)
    with Progress("measuring", hint="") as progress:
        from ceaseline.bench import bench

        result = bench(**given, threads=args.threads, seed=args.seed, say=progress.task)
    from ceaseline.views.speed import speed_page, speed_table

    return emit(args, result, {"speed": speed_table(result)}, speed_page(result))
