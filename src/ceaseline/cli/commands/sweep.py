"""``ceaseline sweep``: packages over more futures than memory holds, on this machine or a cluster."""

import argparse
from typing import TYPE_CHECKING, Any

from ceaseline.cli.ask import open_case, sample_of, several
from ceaseline.cli.errors import FAILED, Refusal
from ceaseline.cli.options import add_case, add_output, add_packages, add_study, add_year, whole
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from ceaseline.case import Case
    from ceaseline.study.sweep import Runner

TABLES = ("ladder", "differences", "figures", "in_force", "roads")
FUTURES, WORLDS = 1_000_000, 2000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_packages(parser)
    add_year(parser)
    add_study(parser, batch=False, futures=FUTURES, worlds=WORLDS)
    place = parser.add_argument_group(
        "where to run it (changes no figure; the first two need the extra cluster)"
    )
    where = place.add_mutually_exclusive_group()
    where.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="on the workers of a Dask scheduler, such as tcp://127.0.0.1:8786",
    )
    where.add_argument(
        "--workers",
        type=whole(1, 1024),
        metavar="N",
        help="on N processes of this machine, in place of threads",
    )
    place.add_argument(
        "--chunk",
        type=whole(1, 10_000_000),
        metavar="N",
        help="futures of each package in one piece of work, kept when it is finished (default 16384)",
    )
    add_output(parser, TABLES)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sweep packages."""
    case = open_case(args)
    names = several(case, args.packages)
    result = _swept(args, case, names)
    from ceaseline.views import comparison, sweep, tidy

    tables = {
        "ladder": tidy.ladder(result),
        "differences": tidy.differences(result),
        "figures": sweep.figures_tidy(result),
        "in_force": tidy.in_force(result),
        "roads": tidy.roads(result),
    }
    page = sweep.page(result, comparison.headline_year(result, args.year), len(case.departures))
    return emit(args, result, tables, page)


def _runner(args: argparse.Namespace) -> "Runner":
    from ceaseline.study.cluster import on_cluster, on_workers
    from ceaseline.study.sweep import on_threads

    if args.cluster is not None:
        return on_cluster(args.cluster)
    return on_threads(args.threads) if args.workers is None else on_workers(args.workers)


def _swept(args: argparse.Namespace, case: "Case", names: tuple[str, ...]) -> dict[str, Any]:
    sample = sample_of(args)
    chunk = {} if args.chunk is None else {"chunk": args.chunk}
    with Progress(f"sweeping {case.name}") as progress:
        from ceaseline.analysis.sweep import sweep
        from ceaseline.study.cluster import ClusterError

        try:
            return sweep(
                case, names, sample, runner=_runner(args), progress=progress, fresh=args.fresh, **chunk
            )
        except ClusterError as error:
            raise Refusal(str(error), FAILED) from None
