"""The names that Python users type: each documented, with an example, and one for every question."""

import inspect
import re
from pathlib import Path

import pytest

import ceaseline
from ceaseline.cli.parser import COMMANDS

API = (Path(__file__).resolve().parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
NAMES = [name for name in ceaseline.__all__ if name != "__version__"]
#: Commands that write a file, keep something or ask nothing about a package.
OTHERS = {"new", "check", "explain", "ledger", "store", "chart", "report", "board", "bench", "calibrate"}
ABOUT_FILES = {"diff", "rerun"}


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_documented(name: str) -> None:
    thing = getattr(ceaseline, name)
    words = inspect.getdoc(thing) or ""
    assert "Examples\n--------\n>>> " in words, f"{name} has no example"
    assert re.search(rf"^\.\. auto\w+:: ceaseline\.{name}$", API, re.M), f"{name} is not in docs/api.md"
    if inspect.isfunction(thing):
        assert "Returns\n-------" in words
        assert ("Parameters\n----------" in words) == bool(inspect.signature(thing).parameters)


def test_every_question_of_the_command_line_can_be_asked_in_python() -> None:
    assert COMMANDS.keys() - OTHERS - ABOUT_FILES <= set(NAMES)
