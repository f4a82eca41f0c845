"""Choose the command, run it, and turn every foreseeable failure into one clear line and an exit code."""

import gc
import io
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from ceaseline.cli.errors import FAILED, INTERRUPTED, OK, UNWRITTEN, WRONG, Refusal
from ceaseline.cli.parser import parse


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        Arguments without the program's name; those of the process when None.

    Returns
    -------
    int
        The exit code, as in ``ceaseline.cli.errors``.

    Examples
    --------
    >>> main([])  # doctest: +ELLIPSIS
    usage: ceaseline ...
    0
    """
    _survive_narrow_encodings()
    # building the forms of a case makes many objects that stay: looking for garbage among them costs a tenth
    gc.set_threshold(50_000)
    chosen = parse(list(sys.argv[1:] if argv is None else argv))
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            code: int = chosen.run(chosen)
        sys.stdout.flush()
        return code
    except Refusal as refusal:
        return _say(str(refusal), refusal.code)
    except KeyboardInterrupt:
        return _say("interrupted; nothing half-written is kept", INTERRUPTED)
    except MemoryError:
        return _say("not enough memory: ask for fewer --futures", FAILED)
    except BrokenPipeError:
        # The reader has gone, as in `ceaseline ... | head`; keep Python from failing again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        return _say_system(error)
    except ValueError as error:
        problems = getattr(error, "problems", None)
        if problems is None:
            raise
        return _say_problems(problems)


def _survive_narrow_encodings() -> None:
    """Spell out what the console cannot show instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Print a warning, such as one of a store that cannot be written, as one line for people."""
    print(f"ceaseline: {message}", file=sys.stderr)


def _say_system(error: OSError) -> int:
    """Say what the system refused; an error without a file is one of the answer's own stream."""
    from ceaseline.views.text import plain

    why = error.strerror or str(error)
    if error.filename is not None:
        return _say(f"{plain(error.filename)}: {why}", FAILED)
    with suppress(OSError, ValueError):
        # what is still to be written cannot be; Python would fail on it again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _say(f"the answer could not be written: {why}", UNWRITTEN)


def _say(text: str, code: int) -> int:
    print(f"ceaseline: {text}", file=sys.stderr)
    return code


def _say_problems(problems: Sequence[object]) -> int:
    from ceaseline.views.text import plain

    for problem in problems:
        print(plain(problem), file=sys.stderr)
    noun = "problem" if len(problems) == 1 else "problems"
    return _say(f"the case cannot be used: {len(problems)} {noun}", WRONG)
