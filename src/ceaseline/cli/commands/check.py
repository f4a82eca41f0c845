"""``ceaseline check``: every problem of a case, with its file, line and column."""

import argparse
from typing import TYPE_CHECKING, Any

from ceaseline.cli.errors import FAILED, OK, WRONG, Refusal
from ceaseline.cli.options import add_output
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from ceaseline.case import Case


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("case", metavar="CASE", nargs="+", help="names of shipped cases, or folders")
    parser.add_argument(
        "--expectations",
        action="store_true",
        help="also run what expectations.yaml expects, and judge each",
    )
    add_output(parser, ("problems", "expectations"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check cases; the exit code is 2 when one has a problem, 1 when an expectation did not hold."""
    from ceaseline.views import checks

    result: dict[str, Any] = {"cases": [_checked(name, args.expectations) for name in args.case]}
    tables = {"problems": checks.problems_table(result), "expectations": checks.expectations_table(result)}
    emit(args, result, tables, checks.check_page(result))
    if not all(case["sound"] for case in result["cases"]):
        return WRONG
    return FAILED if checks.unheld(result) else OK


def _expected(case: "Case") -> list[dict[str, Any]]:
    with Progress(f"holding {case.name} against what is expected of it") as progress:
        from ceaseline.analysis.expectations import expectations

        try:
            return expectations(case, progress=progress)
        except KeyError as error:
            raise Refusal(f"{case.name}: {error.args[0]}") from None


def _checked(name: str, expected: bool) -> dict[str, Any]:
    from ceaseline.case import CaseError, load
    from ceaseline.views import checks

    try:
        case = load(name)
        return checks.sound_data(name, case, _expected(case) if expected else None)
    except CaseError as error:
        return checks.unsound_data(name, error)
