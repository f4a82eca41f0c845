"""Many faults at once, missing files, floods and hostile files: all is reported, in bounded time."""

import time
from pathlib import Path

import pytest
from tests.case.support import Copy

from ceaseline.case import CaseError, load


def test_all_problems_of_all_files_come_at_once(case: Copy) -> None:
    case.change("case.yaml", "title: My case", "titel: My case")
    case.change("assumptions.yaml", "unit: km", "unit: days")
    case.change("levers.yaml", "by: guarantor-state", "by: nobody")
    case.change("levers.yaml", "stance: commits", "stance: maybe")
    case.change("packages.yaml", "written: {on: true}", "other: {on: true}")
    case.write("sources.bib", case.text("sources.bib") + "\n@misc{judgement, title = {again}}\n")
    problems = case.problems()
    files = [Path(problem.file).name for problem in problems]
    assert files == [
        "case.yaml",
        "case.yaml",
        "assumptions.yaml",
        "levers.yaml",
        "levers.yaml",
        "packages.yaml",
        "sources.bib",
    ]
    assert problems == tuple(sorted(problems, key=lambda p: (files.index(Path(p.file).name), p.line)))


def test_each_file_may_be_missing(case: Copy) -> None:
    for file in ("case.yaml", "assumptions.yaml", "levers.yaml", "packages.yaml", "sources.bib"):
        text = case.text(file)
        (case.folder / file).unlink()
        problem = case.only()
        assert (problem.what, Path(problem.file).name, problem.line) == ("file is missing", file, 1)
        case.write(file, text)
    assert load(case.folder).name == "my-case"


def test_missing_assumptions_are_one_problem(case: Copy) -> None:
    case.change("case.yaml", "extends: reference-pair\n", "")
    problem = case.only()
    assert problem.file.endswith("assumptions.yaml")
    assert problem.what.startswith("missing: agreement_base, ")
    assert "front_km" not in problem.what.split(": ")[1].split(", ")


def test_a_fault_elsewhere_spoils_no_reference(case: Copy) -> None:
    case.change("levers.yaml", "revocable: true", "revocable: maybe")
    case.change("packages.yaml", "written: {on: true}", "written: {on: true}\n      force: {on: false}")
    assert case.only().what == "'maybe' is not true or false"


def test_unknown_case_and_odd_names() -> None:
    for name in ("referense-pair", "../x", "", "a\0b", "x" * 5000, "\x1b[31m"):
        with pytest.raises(CaseError, match="no such case") as caught:
            load(name)
        assert "\x1b" not in str(caught.value.problems[0])


def test_hostile_keys_do_not_reach_the_terminal(case: Copy) -> None:
    case.change("case.yaml", "title: My case", 'title: My case\n"\\e[31mred": 1')
    assert "\x1b" not in str(case.problems()[0])


def test_expectations_are_read(case: Copy) -> None:
    case.write("expectations.yaml", "expectations: []\nexpectations: []\n")
    assert case.only().file.endswith("expectations.yaml")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "levers.yaml",
            "    siting: rear",
            "".join(f"    k{i}: 1\n" for i in range(20000)) + "    siting: rear",
        ),
        (
            "assumptions.yaml",
            "      front_km:",
            "".join(f"      k{i}: 1\n" for i in range(20000)) + "      front_km:",
        ),
        ("levers.yaml", "levers:\n", "levers:\n" + "  - {id: x}\n" * 10000),
        ("levers.yaml", "[ceasefire]", "[{any_of: [" + "nobody, " * 20000 + "]}]"),
        ("sources.bib", "@misc", "@misc{a, title={x}}\n" * 10000 + "@misc"),
    ],
)
def test_floods_of_problems_are_cut_short(case: Copy, file: str, old: str, new: str) -> None:
    case.change(file, old, new)
    problems = case.problems()
    assert len(problems) <= 202
    assert "more than 200 problems" in [problem.what for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title={" + "{" * 100_000,
        "@misc{a, title={\\a " + "{" * 5000 + "}" * 5000 + "}}",
        '@misc{a, title={x"' + " " * 200_000 + "}}",
        "@misc{a, title={" + "\\'e" * 100_000 + "}}",
        "@misc{a" + "," * 100_000 + "}",
        "@" * 100_000,
    ],
)
def test_hostile_bibliographies_end_soon(case: Copy, text: str) -> None:
    case.write("sources.bib", case.text("sources.bib") + "\n" + text)
    start = time.perf_counter()
    try:
        assert load(case.folder).name == "my-case"
    except CaseError as error:
        assert {Path(problem.file).name for problem in error.problems} == {"sources.bib"}  # noqa: PT017
    assert time.perf_counter() - start < 5
