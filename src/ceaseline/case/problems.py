"""What is wrong with a case, where, why and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

#: Longer names are cut before they are compared, since a case may come from anyone.
_LONGEST = 80


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a case.

    Parameters
    ----------
    file
        The file as the user would name it.
    line, column
        Position in the file, counted from 1.
    where
        Path inside the file, for example ``levers[force-uk].amount.p5``; empty for the file as a whole.
    what
        What is wrong.
    why
        The rule that it breaks.
    mend
        What to do about it, with the nearest valid name where there is one.

    Examples
    --------
    >>> print(Problem("case.yaml", 3, 1, "titel", "unknown key", "case.yaml has no such key", "write title"))
    case.yaml:3:1 titel: unknown key (case.yaml has no such key); write title
    """

    file: str
    line: int
    column: int
    where: str
    what: str
    why: str = ""
    mend: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" + (f" {self.where}" if self.where else "")
        why = f" ({self.why})" if self.why else ""
        mend = f"; {self.mend}" if self.mend else ""
        # A case may come from anyone: nothing in it may steer the terminal.
        text = f"{place}: {self.what}{why}{mend}"
        return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


class CaseError(ValueError):
    """A case cannot be used; holds every problem of every one of its files.

    Parameters
    ----------
    problems
        At least one problem, kept in the order of files and positions.

    Examples
    --------
    >>> print(CaseError([Problem("a.yaml", 1, 1, "", "file is empty", "", "write it")]))
    a.yaml:1:1: file is empty; write it
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["CaseError"], tuple[tuple[Problem, ...]]]:
        return CaseError, (self.problems,)


def nearest(name: object, names: Iterable[str], *, listed: int = 12) -> str:
    """Say which valid name is meant, or which names there are.

    Parameters
    ----------
    name
        What was written.
    names
        The valid names.
    listed
        How many names are listed at most when none is near.

    Returns
    -------
    str
        A clause for ``Problem.mend``.

    Examples
    --------
    >>> nearest("guarrantor", ["protected", "guarantor"])
    'did you mean guarantor?'
    >>> nearest("x", ["protected", "guarantor"])
    'valid are protected, guarantor'
    """
    known = list(names)
    close = get_close_matches(str(name)[:_LONGEST].lower(), known, 1)
    if close:
        return f"did you mean {close[0]}?"
    if not known:
        return "there are none"
    more = f" and {len(known) - listed} more" if len(known) > listed else ""
    return "valid are " + ", ".join(known[:listed]) + more
