"""The parser: every command's name and one line of help, and the arguments of the one that was chosen."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import NoReturn

from ceaseline import __version__
from ceaseline.cli.errors import MEANING

#: Commands in the order of use; each has a module of its name in ``ceaseline.cli.commands``.
COMMANDS = {
    "new": "start a case of your own from a commented example",
    "check": "check cases: every problem with its file, line and column",
    "explain": "say what the model does and on which number and source each part rests",
    "run": "run one package and show what comes of it",
    "compare": "compare packages with the same luck: differences first, then the ladder",
    "timeline": "show how the answer moved as reports came in",
    "promises": "show which promises would be in force, at least and at most, and what hangs on what",
    "levers": "show which outcome each lever moves",
    "replay": "tell one future month by month, for one package or two side by side",
    "report": "write one self-contained HTML page for a sceptical reader",
    "bench": "measure the speed of the engine beside simpler ways to do the same",
    "store": "list the results that are kept",
}
_PROGRAM = "ceaseline"
_ABOUT = (
    "Would a security guarantee hold? Promises in, a ladder of breaches out: what has been promised is run "
    "through thousands of futures under stated assumptions. A CASE is the name of a shipped case, such as "
    "ukraine-2025, or a folder; a PACKAGE is a setting of its promises, such as none or all-promised."
)
_CODES = "exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in MEANING.items())


class Parser(argparse.ArgumentParser):
    """An argument parser that names the nearest command when there is none of that name."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where to look, and leave with code 2."""
        self.exit(2, f"{self.prog}: {message}\ntry {self.prog} --help\n")


def build_parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Build the parser.

    Parameters
    ----------
    arguments
        What is going to be parsed. Only the command named in it is imported, so that help stays fast.

    Returns
    -------
    argparse.ArgumentParser
        Its namespace holds ``run``: a function of the namespace that returns an exit code, or None.

    Examples
    --------
    >>> build_parser(["check"]).parse_args(["check", "reference-pair"]).case
    ['reference-pair']
    """
    parser = Parser(prog=_PROGRAM, description=_ABOUT, epilog=_CODES, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    parser.set_defaults(run=None)
    chosen = next((argument for argument in arguments if not argument.startswith("-")), None)
    if chosen is not None and chosen not in COMMANDS:
        near = get_close_matches(chosen, COMMANDS, 1)
        mend = f"did you mean {near[0]}?" if near else f"there are {', '.join(COMMANDS)}"
        parser.error(f"there is no command {chosen!r}; {mend}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for name, line in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=_sentence(line), allow_abbrev=False)
        if name == chosen:
            import_module(f"ceaseline.cli.commands.{name}").configure(command)
    return parser


def _sentence(line: str) -> str:
    return f"{line[0].upper()}{line[1:]}."
