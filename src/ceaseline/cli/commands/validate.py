"""``ceaseline validate``: the program held against answers that others found."""

import argparse

from ceaseline.cli.errors import FAILED
from ceaseline.cli.options import add_output
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_output(parser, ("rows",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check every fixture, table and record; fail only if a fixture does."""
    with Progress("checking") as progress:
        from ceaseline.analysis.validation import validate

        result = validate(progress.task)
    from ceaseline.views.validation import validation_page, validation_table

    code = emit(args, result, {"rows": validation_table(result["rows"])}, validation_page(result))
    verdict = result["verdict"]
    return code if verdict["fixtures_passed"] == verdict["fixtures"] else FAILED
