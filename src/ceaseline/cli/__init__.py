"""The command line, a thin face: it parses, calls, prints and returns an exit code.

No arithmetic is done here, and a command's module is imported only once the parser has chosen it.
"""

from ceaseline.cli.main import main

__all__ = ["main"]
