"""The command line, a thin face: it parses, calls, prints and returns an exit code."""

import argparse
from collections.abc import Sequence

from ceaseline import __version__

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        Arguments without the program's name; those of the process when None.

    Returns
    -------
    int
        The exit code: 0 on success, 2 on wrong usage.

    Examples
    --------
    >>> main([])  # doctest: +ELLIPSIS
    usage: ceaseline ...
    0
    """
    parser = argparse.ArgumentParser(prog="ceaseline", description="Would a security guarantee hold?")
    parser.add_argument("--version", action="version", version=f"ceaseline {__version__}")
    parser.parse_args(argv)
    parser.print_help()
    return 0
