"""``ceaseline new``: start a case from a commented example."""

import argparse
from pathlib import Path

from ceaseline.cli.options import add_output
from ceaseline.cli.output import emit
from ceaseline.views.blocks import Column, Table
from ceaseline.views.text import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", metavar="FOLDER", help="a folder that is new or empty")
    parser.add_argument("--name", help="name of the case (default: the name of the folder)")
    add_output(parser, ("files",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files of a new case."""
    from ceaseline.case import scaffold

    name = Path(args.folder).resolve().name if args.name is None else args.name
    files = [str(path) for path in scaffold(args.folder, name)]
    result = {"case": name, "folder": args.folder, "files": files}
    table = Table("files", "Files", (Column("file", "file"),), tuple((file,) for file in files))
    page = [*map(plain, files), plain(f"A case of its own. Next: ceaseline check {args.folder}")]
    return emit(args, result, {"files": table}, page)
