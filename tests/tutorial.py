"""Run the tutorial as its reader would: write its files, type its commands, compare what is printed.

``python -m tests.tutorial`` writes what the commands print now into the page.
"""

import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from ceaseline.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r"(?:<!-- (?P<kind>file|add to): (?P<path>[\w./-]+) -->\n)?"
    r"(?P<fence>```(?P<language>\w+)\n)(?P<body>.*?)```\n",
    re.DOTALL,
)
#: Stands where the page leaves out the rest of what a command prints.
REST = "[...]"


@dataclass(frozen=True)
class Step:
    """One block of the page, what it holds, and what it should hold."""

    start: int
    end: int
    shown: str
    now: str


def steps(text: str, folder: Path) -> Iterator[Step]:
    """Follow the page within a folder, block by block."""
    for match in _BLOCK.finditer(text):
        body = match["body"]
        if match["kind"]:
            path = folder / match["path"]
            old = path.read_text(encoding="utf-8") if match["kind"] == "add to" else ""
            path.write_text(old + body, encoding="utf-8")
        elif match["language"] == "console":
            begin = match.start("body")
            yield Step(begin, begin + len(body), body, _typed(body, folder))


def _typed(body: str, folder: Path) -> str:
    command, _, shown = body.partition("\n")
    printed = _run(command.removeprefix("$ ceaseline "), folder)
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    if REST in shown:
        lines = [*lines[: shown.splitlines().index(REST)], REST]
    return "\n".join([command, *lines]) + "\n"


def _run(arguments: str, folder: Path) -> str:
    out = io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(io.StringIO()):
        main(shlex.split(arguments))
    return out.getvalue()


def rewritten(text: str, folder: Path) -> str:
    """Return the page with what its commands print now."""
    for step in reversed(list(steps(text, folder))):
        text = text[: step.start] + step.now + text[step.end :]
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"CEASELINE_STORE": f"{place}/store", "CEASELINE_DOCUMENTS": f"{place}/documents"}
        PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8"), Path(place)), encoding="utf-8")
