"""Checks cases from the command line: ``python -m ceaseline.case.check NAME_OR_PATH …``."""

import sys
from collections.abc import Sequence

from ceaseline.case.load import load
from ceaseline.case.problems import CaseError


def main(arguments: Sequence[str]) -> int:
    """Check cases and print what is wrong with them.

    Parameters
    ----------
    arguments
        Names of shipped cases, or folders.

    Returns
    -------
    int
        0 when all are sound, 2 otherwise.

    Examples
    --------
    >>> main(["reference-pair"])
    reference-pair: sound (... assumptions, ... levers, ... packages)
    0
    """
    code = 0
    for argument in arguments:
        try:
            case = load(argument)
        except CaseError as error:
            count = len(error.problems)
            sys.stdout.write(f"{error}\n{argument}: {count} problem{'s' if count > 1 else ''}\n")
            code = 2
        else:
            counts = (len(case.assumptions), len(case.levers), len(case.packages))
            sys.stdout.write("{}: sound ({} assumptions, {} levers, {} packages)\n".format(argument, *counts))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
