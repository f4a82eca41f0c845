"""The options that commands share, said once."""

import argparse
from collections.abc import Callable, Sequence

from ceaseline.study import DECISIONS, LANDS

#: What a study does when it is not told otherwise; equal to the defaults of ``ceaseline.study``, which are
#: not imported here because the parser must not load numerics.
FUTURES, WORLDS, SEED = 4096, 128, 1


def whole(low: int, high: int) -> Callable[[str], int]:
    """Make a reader of whole numbers within bounds, for ``type=``.

    Examples
    --------
    >>> whole(1, 9)("4")
    4
    >>> whole(1, 9)("0")
    Traceback (most recent call last):
        ...
    argparse.ArgumentTypeError: '0' is no whole number from 1 to 9
    """

    def read(text: str) -> int:
        value = int(text) if text.lstrip("+-").isascii() and text.lstrip("+-").isdigit() else None
        if value is None or not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {low} to {high}")
        return value

    return read


def add_case(parser: argparse.ArgumentParser) -> None:
    """Add the case as first argument."""
    parser.add_argument("case", metavar="CASE", help="name of a shipped case, or a folder")


def add_package(parser: argparse.ArgumentParser, what: str = "a package of the case") -> None:
    """Add one package, which need not be named."""
    parser.add_argument(
        "package", metavar="PACKAGE", nargs="?", help=f"{what} (default: the last that the case compares)"
    )


def add_packages(parser: argparse.ArgumentParser) -> None:
    """Add packages side by side, which need not be named."""
    parser.add_argument(
        "packages",
        metavar="PACKAGE",
        nargs="*",
        help="packages; the first is the baseline (default: those that the case compares)",
    )


def add_study(
    parser: argparse.ArgumentParser,
    *,
    batch: bool = True,
    fresh: bool = True,
    futures: int = FUTURES,
    worlds: int = WORLDS,
) -> None:
    """Add what decides how many futures are run, and how; the answer depends on the first three only.

    Parameters
    ----------
    parser
    batch, fresh
        Whether the command can be told the size of a piece of work, and whether its results are kept.
    futures, worlds
        Defaults, where a command needs more of them.
    """
    add_sample(parser, futures, worlds)
    add_work(parser, batch=batch, fresh=fresh)


def add_work(parser: argparse.ArgumentParser, *, batch: bool = True, fresh: bool = True) -> None:
    """Add how to run it, as in `add_study`."""
    work = parser.add_argument_group("how to run it (changes no figure)")
    work.add_argument(
        "--threads",
        type=whole(0, 1024),
        default=0,
        metavar="N",
        help="threads; 0 takes every core (default)",
    )
    if batch:
        work.add_argument(
            "--batch", type=whole(1, 100_000_000), metavar="N", help="futures in one piece of work"
        )
    if fresh:
        work.add_argument("--fresh", action="store_true", help="compute anew even if the result is kept")


def add_sample(parser: argparse.ArgumentParser, futures: int = FUTURES, worlds: int = WORLDS) -> None:
    """Add futures, worlds and seed, and the engines that make futures of them."""
    study = parser.add_argument_group("how much to run")
    study.add_argument(
        "--futures",
        type=whole(2, 100_000_000),
        default=futures,
        metavar="N",
        help=f"futures of each package, a multiple of the worlds (default {futures})",
    )
    study.add_argument(
        "--worlds",
        type=whole(2, 1_000_000),
        default=worlds,
        metavar="N",
        help=f"draws of the assumptions among which the futures are shared out (default {worlds})",
    )
    add_seed(study)

    engines = parser.add_argument_group("which engines, where the structure is contested")
    engines.add_argument(
        "--decision",
        choices=DECISIONS,
        default=DECISIONS[0],
        help="how the challenger decides: quantal response (default), or the threshold of perfect deterrence",
    )
    engines.add_argument(
        "--land",
        choices=LANDS,
        default=LANDS[0],
        help="how land is fought over: reserves and flanks after Posen (default), or Lanchester's square law "
        "with reinforcement",
    )


def add_seed(group: argparse._ArgumentGroup) -> None:
    """Add the seed to a group of options."""
    group.add_argument(
        "--seed",
        type=whole(0, 2**32 - 1),
        default=SEED,
        metavar="N",
        help=f"seed of all draws (default {SEED})",
    )


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add what is asked of a package: against which baseline, and for which outcome and year."""
    question = parser.add_argument_group("what is asked")
    question.add_argument(
        "--against", metavar="BASELINE", help="ask of the paired difference from this package instead"
    )
    question.add_argument(
        "--outcome", default="war", metavar="NAME", help="a rung or another outcome (default war)"
    )
    question.add_argument(
        "--year", type=int, choices=(1, 2, 5, 10), help="year of the ladder, for a rung (default 5)"
    )


def add_exploration(parser: argparse.ArgumentParser) -> None:
    """Add the seed, and how to run an exploration whose finished pieces are kept."""
    work = parser.add_argument_group("how to run it")
    add_seed(work)
    work.add_argument(
        "--threads", type=whole(0, 1024), default=0, metavar="N", help="threads; 0 takes every core (default)"
    )
    work.add_argument(
        "--fresh", action="store_true", help="compute anew even what an earlier run has finished"
    )


def add_year(parser: argparse.ArgumentParser) -> None:
    """Add the year of the ladder that the page for people speaks of."""
    parser.add_argument(
        "--year", type=int, choices=(1, 2, 5, 10), help="year that the first page speaks of (default 5)"
    )


def add_goal(parser: argparse.ArgumentParser, *, against: bool = True) -> None:
    """Add what packages are judged by, and the package that another is set against."""
    goal = parser.add_argument_group("what is judged")
    if against:
        goal.add_argument(
            "--against", metavar="PACKAGE", default="none", help="the other package (default none)"
        )
    goal.add_argument(
        "--outcome",
        metavar="NAME",
        default="war",
        help="a rung of the ladder, or another outcome (default war)",
    )
    goal.add_argument(
        "--year",
        type=int,
        choices=(1, 2, 5, 10),
        help="year by which a rung counts (default: the last of the ladder)",
    )


def add_output(parser: argparse.ArgumentParser, tables: Sequence[str]) -> None:
    """Add the forms of output.

    Parameters
    ----------
    parser
    tables
        Names of the tables that ``--csv`` can print; the first is the default.
    """
    output = parser.add_argument_group("form of the answer")
    form = output.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything as JSON, as docs/json.md describes it")
    form.add_argument("--csv", action="store_true", help="one tidy table as CSV")
    if len(tables) > 1:
        output.add_argument("--table", choices=tables, help=f"with --csv: which table (default {tables[0]})")
