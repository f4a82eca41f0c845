"""``ceaseline ledger VERB``: the evidence of a case, from documents to positions of levers."""

import argparse
from collections.abc import Callable
from datetime import date
from importlib import import_module

from ceaseline.cli.errors import OK
from ceaseline.cli.options import add_case, add_output

#: Verbs in the order of use; each is a function of ``ceaseline.cli.ledger``.
VERBS = {
    "add": "add documents to a case; the raw text is kept outside it",
    "propose": "read documents and propose what they say, for a case or without one",
    "review": "decide on proposals by key: accept, edit, reject, undo; go on where you stopped",
    "status": "show what stands as of a day, on how many independent reports",
    "timeline": "show how it came to stand, report by report",
    "sources": "show the reports, and the documents that pass each of them on",
    "drift": "show what changed from one rendering to the next, and what is at odds",
    "verify": "check that the words still stand in the documents where they stood",
    "positions": "show or write the positions of levers that follow from approved statements",
    "export": "give every table of the ledger as CSV or JSON",
}
_TABLES = {
    "add": ("documents",),
    "propose": ("statements",),
    "review": ("pending",),
    "status": ("standing", "asked"),
    "timeline": ("timeline",),
    "sources": ("sources",),
    "drift": ("drift",),
    "verify": ("faults", "documents"),
    "positions": ("positions",),
    "export": ("statements", "documents", "reports", "appearances", "quotes", "links", "reviews"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs, for help alone."""
    parser.usage = "ceaseline ledger VERB CASE ..."
    group = parser.add_argument_group("verbs", "each has its own help: ceaseline ledger VERB --help")
    for verb, line in VERBS.items():
        group.add_argument(verb, nargs="?", help=line)

    def show_help(_: argparse.Namespace) -> int:
        parser.print_help()
        return OK

    parser.set_defaults(run=show_help)


def configure_verb(parser: argparse.ArgumentParser, verb: str) -> None:
    """Declare the arguments of a verb."""
    if verb == "propose":
        parser.add_argument(
            "given", metavar="CASE|FILE", nargs="+", help="a case, or files; - is standard input"
        )
    else:
        add_case(parser)
    _ARGUMENTS.get(verb, _nothing)(parser)
    add_output(parser, _TABLES[verb])

    def run(args: argparse.Namespace) -> int:
        code: int = getattr(import_module(f"ceaseline.cli.ledger.{_HOME[verb]}"), verb)(args)
        return code

    parser.set_defaults(run=run)


_HOME = dict.fromkeys(VERBS, "show") | {"add": "enter", "propose": "enter", "review": "decide"}


def _nothing(parser: argparse.ArgumentParser) -> None:
    del parser


def _propose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--protected", metavar="NAME", help="with files: whose security is at stake (default Ukraine)"
    )
    parser.add_argument("--challenger", metavar="NAME", help="with files: whom the promises are to deter")
    _documents(parser)


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="text or HTML; - is standard input")
    parser.add_argument("--url", help="where they were found")


def _documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--documents",
        metavar="FOLDER",
        action="append",
        default=[],
        help="a folder with raw texts besides the one in which they are kept; may be repeated",
    )


def _review(parser: argparse.ArgumentParser) -> None:
    _documents(parser)
    parser.add_argument("--reviewer", metavar="ROLE", default="reviewer", help="role under which you decide")
    decisions = parser.add_argument_group("decide without being asked (each may be repeated)")
    for name, line in (("accept", "accept"), ("reject", "reject"), ("reopen", "take back the decision on")):
        decisions.add_argument(
            f"--{name}", metavar="ID", action="append", default=[], help=f"{line} a statement"
        )
    decisions.add_argument("--edit", metavar="ID", help="accept a statement with what --set changes")
    decisions.add_argument(
        "--set", metavar="FIELD=VALUE", action="append", default=[], help="with --edit: set a field"
    )
    decisions.add_argument("--undo", action="store_true", help="take back your last decision")
    decisions.add_argument("--note", default="", help="why")


def _chosen(parser: argparse.ArgumentParser) -> None:
    for name in ("actor", "item"):
        parser.add_argument(
            f"--{name}", metavar="NAME", action="append", default=[], help=f"only this {name}"
        )


def _status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", metavar="DATE", type=_day, help="a day such as 2025-08-26 (default: the latest)"
    )
    _chosen(parser)


def _positions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="write evidence/positions.yaml")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="FOLDER", help="write every table there as a CSV file")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2025-08-26") from None


_ARGUMENTS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "add": _add,
    "propose": _propose,
    "review": _review,
    "status": _status,
    "timeline": _chosen,
    "verify": _documents,
    "positions": _positions,
    "export": _export,
}
