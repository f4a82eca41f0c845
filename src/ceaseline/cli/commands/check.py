"""``ceaseline check``: every problem of a case, with its file, line and column."""

import argparse
from typing import Any

from ceaseline.cli.errors import OK, WRONG
from ceaseline.cli.options import add_output
from ceaseline.cli.output import emit


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("case", metavar="CASE", nargs="+", help="names of shipped cases, or folders")
    add_output(parser, ("problems",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check cases; the exit code is 2 when one of them has a problem."""
    from ceaseline.views import checks

    result: dict[str, Any] = {"cases": [_checked(name) for name in args.case]}
    emit(args, result, {"problems": checks.problems_table(result)}, checks.check_page(result))
    return OK if all(case["sound"] for case in result["cases"]) else WRONG


def _checked(name: str) -> dict[str, Any]:
    from ceaseline.case import CaseError, load
    from ceaseline.views import checks

    try:
        return checks.sound_data(name, load(name))
    except CaseError as error:
        return checks.unsound_data(name, error)
