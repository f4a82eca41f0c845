"""``ceaseline rerun``: run again what a manifest states, and see whether the same bytes come out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ceaseline.cli.errors import OK, WRONG, Refusal
from ceaseline.cli.options import add_output, add_work
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress
from ceaseline.views.text import plain

if TYPE_CHECKING:
    from ceaseline.case import Case
    from ceaseline.study import Manifest


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "file", metavar="FILE", help="an answer kept with --json, a manifest, or a kept result"
    )
    parser.add_argument("--case", metavar="CASE", help="the case, where it is a folder of your own")
    add_work(parser, fresh=False)
    add_output(parser, ("packages", "inputs"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the packages of a manifest; the exit code is 2 where other bytes come out."""
    from ceaseline.study import AnswerError, read_manifest, rerun
    from ceaseline.study.manifest import read_file
    from ceaseline.views import changes as views

    batch = {} if args.batch is None else {"batch": args.batch}
    try:
        manifest = read_manifest(read_file(Path(args.file)), args.file)
        case = case_of(manifest, args.case)
        with Progress(f"running {case.name}") as progress:
            found = rerun(case, manifest, threads=args.threads, progress=progress, **batch)
    except AnswerError as error:
        raise Refusal(plain(error)) from None
    result = {"file": args.file, **found}
    tables = {"packages": views.rerun_table(result), "inputs": views.tidy_inputs(result)}
    emit(args, result, tables, views.rerun_page(result))
    return OK if found["same"] else WRONG


def case_of(manifest: "Manifest", given: str | None) -> "Case":
    """Load the case of a manifest: the shipped one of its name, unless a folder is given.

    Raises
    ------
    Refusal
        If the name is not that of a shipped case: a file from anyone does not choose which folder is read.
    """
    from ceaseline.case import list_cases, load

    if given is None and manifest.case not in list_cases():
        raise Refusal(f"{plain(manifest.case)} is no shipped case; name its folder with --case")
    return load(given or manifest.case)
