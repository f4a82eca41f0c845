"""``ceaseline report``: one self-contained HTML page."""

import argparse
import os
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from ceaseline.cli.ask import open_case, several, study_of
from ceaseline.cli.errors import OK, UNWRITTEN, Refusal
from ceaseline.cli.ledger import opened
from ceaseline.cli.options import add_case, add_packages, add_study, add_year
from ceaseline.cli.output import show
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_packages(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="report.html", help="file to write (default report.html)"
    )
    parser.add_argument(
        "--brief",
        action="store_true",
        help="leave out worth, knock-out, break-evens and red team, which take most of the time",
    )
    add_year(parser)
    add_study(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run packages and write the report."""
    case = open_case(args)
    names = several(case, args.packages)
    _check_place(Path(args.output))
    ledger = opened(args)[1]
    study = study_of(args, case, names)
    with Stages() as stages:
        from ceaseline.analysis.dossier import dossier

        found = dossier(study, args.year, brief=args.brief, stage=stages)
    # The report is a face of its own beside this one: faces know nothing of each other, so it is named here.
    page = import_module("ceaseline.report").render(found, case, ledger)
    write(Path(args.output), page)
    show([f"{args.output}: {len(page.encode()) // 1024} KiB, one file, nothing to fetch"])
    return OK


class Stages:
    """A progress line for each part of the work, one after the other."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> "Stages":
        return self

    def __call__(self, words: str) -> Progress:
        """End the line before, and begin one with these words."""
        self._open.close()
        return self._open.enter_context(Progress(words, hint=""))

    def __exit__(self, *_: object) -> None:
        self._open.close()


def _check_place(path: Path) -> None:
    """Refuse a place that cannot be written before the long work, not after it."""
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise Refusal(f"{path} is no file that can be written", UNWRITTEN)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; a device or pipe is written as it stands.

    Raises
    ------
    Refusal
        If it cannot be written.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(target, text)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}", UNWRITTEN) from None


def _replace(target: Path, text: str) -> None:
    """Write beside under a name of this process's own, so that two reports at once do not mix."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
