"""Answers that tests hold the program to: ``python -m ceaseline.cli.pins tests/pins`` writes them anew.

A pinned answer is the part of a comparison that ``ceaseline diff`` reads. It is written by this command
alone, after a change that is meant to move figures; ``ceaseline diff FILE CASE`` shows before what will move.
"""

import json
import sys
from pathlib import Path
from typing import Any

#: Packages that are pinned, by case; the sample is the default one.
PINNED = {
    "ukraine-2025": (
        "none",
        "as-reported-2025-06-04",
        "as-reported-2025-08-20",
        "as-reported-2025-08-26",
        "all-promised",
    ),
}
#: From this depth on, what holds plain values alone stands in one line.
_DEEP = 3


def text(value: Any, depth: int = 0) -> str:
    """Write JSON with a line for each figure, so that a review shows which of them moved.

    Examples
    --------
    >>> print(text({"a": {"b": {"c": [1.5, None]}}}))
    {
     "a": {
      "b": {
       "c": [1.5, null]
      }
     }
    }
    """
    held = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if not held or (depth >= _DEEP and not any(isinstance(item, dict | list) for item in held)):
        return json.dumps(value, allow_nan=False)
    space = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        inner = ("," + space).join(f"{json.dumps(k)}: {text(v, depth + 1)}" for k, v in value.items())
        return f"{{{space}{inner}\n{' ' * depth}}}"
    return f"[{space}{(',' + space).join(text(item, depth + 1) for item in value)}\n{' ' * depth}]"


def write(folder: Path) -> None:
    """Run the pinned packages and write their answers."""
    from ceaseline.analysis.changes import pinned
    from ceaseline.case import load
    from ceaseline.study import run_study

    folder.mkdir(parents=True, exist_ok=True)
    for case, packages in PINNED.items():
        answer = pinned(run_study(load(case), packages, keep=False))
        (folder / f"{case}.json").write_text(text(answer) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
