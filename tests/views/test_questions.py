"""Every question has a row, someone who asks it, and commands that exist; the page is current."""

import shlex
from pathlib import Path

import pytest

from ceaseline.case import load
from ceaseline.cli.pages import COMMAND, FLAGSHIP
from ceaseline.cli.parser import COMMANDS, parse
from ceaseline.views.questions import QUESTIONS, Question, commands_of, questions_data, questions_text

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_there_are_fifteen_in_order_each_asked_by_someone_with_an_address() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 16))
    for question in QUESTIONS:
        assert question.asked_by
        assert all(asker.name and asker.url.startswith("https://") for asker in question.asked_by)
        assert question.answered in {"yes", "partly", "no"}
        assert question.anchors or question.answered == "no"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.number))
def test_every_command_can_be_parsed_and_names_what_the_flagship_has(question: Question) -> None:
    case = load(FLAGSHIP["case"])
    known = {*case.assumptions, *(lever.id for lever in case.levers)}
    for command in commands_of(question, FLAGSHIP):
        program, name, *arguments = shlex.split(command)
        assert (program, name in COMMANDS) == ("ceaseline", True)
        args = parse([name, *arguments])
        wanted = [*(getattr(args, "assumption", None) or []), *([args.name] if name == "explain" else [])]
        assert set(wanted) <= known, command


def test_places_are_only_those_that_the_report_has() -> None:
    told = questions_data(FLAGSHIP, {"worth": "Worth"})
    assert {place for row in told for place in row["places"]} == {("worth", "Worth")}


def test_the_page_is_current() -> None:
    text = (DOCS / "questions.md").read_text(encoding="utf-8")
    assert text == questions_text(COMMAND, FLAGSHIP), f"make it anew: {COMMAND}"
    assert text.count("\n| ") == len(QUESTIONS) + 1
