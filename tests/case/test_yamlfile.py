"""One YAML file: positions, the restricted types, and bounds against hostile files."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.case.support import MARK

from ceaseline.case import yamlfile
from ceaseline.case.yamlfile import Document, PureLoader, read_yaml

LOADERS = [yamlfile.LOADER, PureLoader]


def read(folder: Path, text: str | bytes, loader: Any = None) -> Document:
    path = folder / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.replace(MARK, "").encode())
    return read_yaml(path, "file.yaml", "case/file.yaml", loader=loader)


def mark(text: str) -> tuple[int, int]:
    before = text.partition(MARK)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("012", "012"),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.e2", 100.0),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("12:30:45", "12:30:45"),
        ("190:20:30.15", "190:20:30.15"),
        ("2025-06-04", date(2025, 6, 4)),
        ("2025-06", "2025-06"),
        ("2025-6-4", "2025-6-4"),
        ("2025-06-04T10:00:00", "2025-06-04T10:00:00"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_plain_scalars_are_predictable(tmp_path: Path, loader: Any, text: str, value: object) -> None:
    document = read(tmp_path, f"key: {text}\n", loader)
    assert document.problems == []
    found = document.value["key"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("loader", LOADERS)
def test_keys_are_text_whatever_they_look_like(tmp_path: Path, loader: Any) -> None:
    assert read(tmp_path, "on: 1\n2025: 2\ntrue: 3\n", loader).value == {"on": 1, "2025": 2, "true": 3}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "what", "why"),
    [
        ("a:\n⟦\tb: 1\n", "cannot be read as YAML", "a tab in the indentation"),
        ("a:\n  b: 1\n ⟦c: 2\n", "cannot be read as YAML", "while parsing a"),
        ("a: [1, 2\nb⟦: 3\n", "cannot be read as YAML", "while parsing a flow sequence"),
        ("a: ⟦*nobody\n", "cannot be read as YAML", "undefined alias"),
        ("a: 1\n⟦---\nb: 2\n", "cannot be read as YAML", "expected a single document"),
        ('a: "open⟦', "cannot be read as YAML", "while scanning a quoted scalar"),
        ("a: 1\n⟦a: 2\n", "key is given twice", "first in line 1"),
        ("a: {b: 1, ⟦b: 2}\n", "key is given twice", "first in line 1"),
        ("⟦[1, 2]: 3\n", "a key that is no word", "keys are words"),
        (
            "a: ⟦!!python/object:os.system x\n",
            "tag tag:yaml.org,2002:python/object:os.system",
            "tags are not",
        ),
        ("a: ⟦!mine {b: 1}\n", "tag !mine", "tags are not"),
        ("a: ⟦2025-02-31\n", "2025-02-31: no such date", "day is out of range for month"),
        ("a: ⟦1e999\n", "1e999: too large", "numbers are finite"),
        ("a: ⟦&x\n  - *x\n", "an alias inside itself", "it has no end"),
        ('a: ⟦"\\e[31m"\n', "control character U+001B", "case files are plain text"),
        ("a: b⟦\x07\n", "control character U+0007", "case files are plain text"),
        ("a: b⟦\u202ec\n", "control character U+202E", "case files are plain text"),
    ],
)
def test_faults_are_positioned(tmp_path: Path, loader: Any, text: str, what: str, why: str) -> None:
    problems = read(tmp_path, text, loader).problems
    assert [problem.what for problem in problems] == [what]
    assert problems[0].why.startswith(why) or why in problems[0].why
    line, column = mark(text)
    # Both composers agree on the line; inside broken syntax they may differ in the column.
    assert problems[0].line == line
    if problems[0].what != "cannot be read as YAML":
        assert problems[0].column == column


def test_big_numbers_do_not_raise(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, f"a: {'9' * 5000}\n").problems
    assert problem.what.endswith("cannot be read")


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("text", ["a: " + "[" * 60_000, "a: " + "{b: " * 3000, "- " * 2000 + "x"])
def test_deep_nesting_is_refused(tmp_path: Path, loader: Any, text: str) -> None:
    (problem,) = read(tmp_path, text, loader).problems
    assert "nested more than 24 levels" in problem.why
    assert problem.line == 1


def test_alias_bomb_is_refused_quickly(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    (problem,) = read(tmp_path, "\n".join(lines)).problems
    assert problem.what == "too much in one file"
    assert problem.where.startswith("a5[0]")


def test_modest_aliases_are_allowed(tmp_path: Path) -> None:
    document = read(tmp_path, "a: &x {b: 1}\nc: *x\n")
    assert (document.value, document.problems) == ({"a": {"b": 1}, "c": {"b": 1}}, [])


def test_encoding_and_size(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, b"a: b\nc: \xff\n").problems
    assert (problem.what, problem.line, problem.column) == ("not UTF-8 text", 2, 4)
    (problem,) = read(tmp_path, b"a: " + b"x" * yamlfile.MAX_BYTES).problems
    assert problem.what == "file is larger than 2048 KiB"
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\n").value == {"a": 1}


def test_missing_and_empty_files(tmp_path: Path) -> None:
    document = read_yaml(tmp_path / "levers.yaml", "levers.yaml", "x/levers.yaml")
    assert str(document.problems[0]).startswith("levers.yaml:1:1: file is missing")
    (tmp_path / "lever.yaml").write_text("a: 1\n")
    document = read_yaml(tmp_path / "levers.yaml", "levers.yaml", "x/levers.yaml")
    assert document.problems[0].mend == "did you mean lever.yaml?"
    assert read(tmp_path, "# only a comment\n").problems[0].what == "file is empty"
    (tmp_path / "folder.yaml").mkdir()
    assert read_yaml(tmp_path / "folder.yaml", "f", "f").problems[0].what == "not a file"


def test_positions_of_values_keys_and_absent_things(tmp_path: Path) -> None:
    document = read(tmp_path, "list:\n  - id: one\n    deep: {a: 1, b: 2}\n")
    assert document.position(("list", 0, "deep", "b")) == (3, 21)
    assert document.position(("list", 0, "deep", "b"), key=True) == (3, 18)
    assert document.position(("list", 0, "deep", "c")) == (3, 11)
    assert document.where(("list", 0, "deep", "b")) == "list[one].deep.b"
    assert document.at("list", 0).line == "case/file.yaml:2"
