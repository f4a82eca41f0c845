"""Copies of cases that tests may spoil, and what the loader then says."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ceaseline.case import CaseError, Problem, load, scaffold
from ceaseline.case.load import CASES

MARK = "⟦"


@dataclass(frozen=True)
class Copy:
    """A folder with the files of a case."""

    folder: Path

    def text(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> tuple[int, int]:
        """Write a file; a mark in the text is taken out, and its line and column returned."""
        before = text.partition(MARK)[0]
        (self.folder / file).write_text(text.replace(MARK, ""), encoding="utf-8")
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def change(self, file: str, old: str, new: str) -> tuple[int, int]:
        """Replace the first occurrence; returns the position of the mark."""
        text = self.text(file)
        assert old in text, f"{old!r} is not in {file}"
        return self.write(file, text.replace(old, new, 1))

    def problems(self) -> tuple[Problem, ...]:
        with pytest.raises(CaseError) as caught:
            load(self.folder)
        return caught.value.problems

    def only(self) -> Problem:
        problems = self.problems()
        assert len(problems) == 1, "\n".join(map(str, problems))
        return problems[0]


def starter(folder: Path) -> Copy:
    scaffold(folder / "my-case", "my-case")
    return Copy(folder / "my-case")


def shipped(name: str, folder: Path) -> Copy:
    shutil.copytree(CASES / name, folder / name)
    return Copy(folder / name)
