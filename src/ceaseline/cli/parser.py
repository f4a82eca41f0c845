"""The parser: every command's name and one line of help, and the arguments of the one that was chosen."""

import argparse
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from ceaseline import __version__
from ceaseline.cli.errors import MEANING, OK

#: Commands in the order of use; each has a module of its name in ``ceaseline.cli.commands``.
COMMANDS = {
    "new": "start a case of your own from a commented example",
    "check": "check cases: every problem with its file, line and column",
    "explain": "say what the model does and on which number and source each part rests",
    "run": "run one package and show what comes of it",
    "compare": "compare packages with the same luck: differences first, then the ladder",
    "sweep": "compare packages over millions of futures, on this machine or a cluster, keeping exact sums",
    "timeline": "show how the answer moved as reports came in",
    "promises": "show which promises would be in force, at least and at most, and what hangs on what",
    "levers": "show which outcome each lever moves",
    "sensitivity": "show which uncertain numbers an outcome, or a difference between packages, hangs on",
    "discover": "show where a package fails: boxes of assumptions, in words",
    "worth": "show what each promise of a package is worth, alone, last and over all orders",
    "breakeven": "find at which value of an assumption a package stops being better than another",
    "redteam": "search for plausible assumptions under which a package loses to another",
    "design": "find the packages that are best for their cost, or what makes good a withdrawn promise",
    "replay": "tell one future month by month, for one package or two side by side",
    "board": "open one page on this machine on which levers are moved and the answer follows",
    "chart": "draw one chart as SVG, PNG, CSV, JSON or a page, or all into a folder",
    "report": "write one self-contained HTML page for a sceptical reader",
    "diff": "hold two answers or two states of a case against each other, largest change first",
    "rerun": "run again what a manifest states and see whether the same bytes come out",
    "ledger": "keep the evidence: documents, statements, decisions, and what stands as of a day",
    "validate": "hold the program against fixtures, published tables and records, misses shown",
    "bench": "measure the speed of the engine beside simpler ways to do the same",
    "calibrate": "match behaviour to the survival of past ceasefires, and say what that leaves open",
    "backtest": "score what the model would have said of past ceasefires beside simpler forecasts",
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
    """An argument parser that answers a mistake in a line, without repeating its usage."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where to look, and leave with code 2."""
        self.exit(2, f"{self.prog}: {message}\ntry {self.prog} --help\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line; options and names may come in any order.

    Parameters
    ----------
    arguments
        Without the program's name. Only the module of the command named first is imported, so that help
        stays fast.

    Returns
    -------
    argparse.Namespace
        Holds ``run``: a function of the namespace that returns an exit code.

    Examples
    --------
    >>> parse(["check", "reference-pair"]).case
    ['reference-pair']
    """
    if not arguments or arguments[0].startswith("-"):
        return _program().parse_args(arguments)
    name = arguments[0]
    if name not in COMMANDS:
        near = get_close_matches(name, COMMANDS, 1)
        mend = f"did you mean {near[0]}?" if near else f"there are {', '.join(COMMANDS)}"
        _program().error(f"there is no command {name!r}; {mend}")
    module = import_module(f"ceaseline.cli.commands.{name}")
    verbs: Mapping[str, str] = getattr(module, "VERBS", {})
    if verbs and len(arguments) > 1 and not arguments[1].startswith("-"):
        return _parse_verb(module, name, verbs, arguments[1:])
    command = Parser(prog=f"{_PROGRAM} {name}", description=_sentence(COMMANDS[name]), allow_abbrev=False)
    module.configure(command)
    return command.parse_intermixed_args(arguments[1:])


def _parse_verb(
    module: ModuleType, name: str, verbs: Mapping[str, str], arguments: Sequence[str]
) -> argparse.Namespace:
    """Parse what follows a command that has verbs of its own, each with its own arguments."""
    verb = arguments[0]
    if verb not in verbs:
        near = get_close_matches(verb, verbs, 1)
        mend = f"did you mean {near[0]}?" if near else f"there are {', '.join(verbs)}"
        Parser(prog=f"{_PROGRAM} {name}").error(f"there is no verb {verb!r}; {mend}")
    command = Parser(prog=f"{_PROGRAM} {name} {verb}", description=_sentence(verbs[verb]), allow_abbrev=False)
    module.configure_verb(command, verb)
    return command.parse_intermixed_args(arguments[1:])


def _program() -> Parser:
    parser = Parser(
        prog=_PROGRAM, usage=f"{_PROGRAM} COMMAND ...", description=_ABOUT, epilog=_CODES, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    commands = parser.add_argument_group("commands", f"each has its own help: {_PROGRAM} COMMAND --help")
    for name, line in COMMANDS.items():
        commands.add_argument(name, nargs="?", help=line)

    def show_help(_: argparse.Namespace) -> int:
        parser.print_help()
        return OK

    parser.set_defaults(run=show_help)
    return parser


def _sentence(line: str) -> str:
    return f"{line[0].upper()}{line[1:]}."
