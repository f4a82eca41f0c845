"""``ceaseline calibrate``: match behavioural assumptions to the survival of past ceasefires."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ceaseline.cli.errors import OK, UNWRITTEN, Refusal
from ceaseline.cli.options import add_output, add_seed, add_work, whole
from ceaseline.cli.output import emit, show
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from ceaseline.analysis.calibration import Calibrated, Effort

#: Equal to the defaults of ``ceaseline.analysis.calibration.Effort``.
WORLDS, FUTURES = 8192, 1024


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "case",
        metavar="CASE",
        nargs="?",
        default="reference-pair",
        help="case that stands for the class of the record (default reference-pair)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write kept worlds and manifest; the name is CASE-VERSION, such as reference-pair-2.json",
    )
    study = parser.add_argument_group("how much to run")
    study.add_argument(
        "--worlds",
        type=whole(256, 1_000_000),
        default=WORLDS,
        metavar="N",
        help=f"worlds of the second wave; the first has half as many (default {WORLDS})",
    )
    study.add_argument(
        "--futures",
        type=whole(16, 1_000_000),
        default=FUTURES,
        metavar="N",
        help=f"futures of each world, a multiple of 8; half as many in the first wave (default {FUTURES})",
    )
    add_seed(study)
    add_work(parser, batch=False)
    add_output(parser, ("fit", "assumptions", "correlations", "directions", "roads", "worlds"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run both waves, show what was kept, and write it if asked to."""
    from ceaseline.case import load

    case = load(args.case)
    number = _version(args.output, case.name)
    with Progress(f"matching {case.name} to history") as progress:
        from ceaseline.analysis.calibration import NothingKept, calibrate

        effort = _effort(args)
        try:
            found = calibrate(
                case, effort, number=number, threads=args.threads, fresh=args.fresh, progress=progress
            )
        except NothingKept as error:
            raise Refusal(f"{case.name}: {error}") from None
    from ceaseline.views import calibration as views

    page = views.calibration_page(found.answer)
    emit(args, found.answer, views.calibration_tables(found), page)
    if args.output:
        _write(args, found)
    return OK


def _effort(args: argparse.Namespace) -> "Effort":
    from ceaseline.analysis.calibration import Effort

    try:
        return Effort(args.worlds, args.futures, args.seed)
    except ValueError as error:
        raise Refusal(str(error)) from None


def _version(output: str | None, case: str) -> int:
    """Read the version from the file's name before the long work, not after it."""
    if output is None:
        return 1
    path = Path(output)
    named = re.fullmatch(rf"{re.escape(case)}-([1-9][0-9]{{0,2}})(\.json|\.csv)?", path.name)
    if named is None:
        raise Refusal(f"{path.name} is no name that a case can ask for; write {case}-1.json or {case}-2.json")
    if not path.resolve().parent.is_dir():
        raise Refusal(f"{path.parent} is no folder", UNWRITTEN)
    return int(named[1])


def _write(args: argparse.Namespace, found: "Calibrated") -> None:
    from ceaseline.analysis.calibration import write_calibration

    try:
        rows, manifest = write_calibration(found, Path(args.output).resolve().parent)
    except OSError as error:
        raise Refusal(f"{args.output} cannot be written: {error.strerror}", UNWRITTEN) from None
    if not (args.json or args.csv):
        show([f"written: {rows.name}, {len(found.worlds)} kept worlds; {manifest.name}, how they were found"])
