"""Mutations of the flagship: each gives a positioned message and exit 2, none a traceback."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.case.support import Copy, shipped

from ceaseline.case import CaseError, Problem, load
from ceaseline.case.check import main

POSITIONS = "evidence/positions.yaml"
FILES = ("case.yaml", "assumptions.yaml", "levers.yaml", "packages.yaml", "sources.bib", POSITIONS)
Mutation = Callable[[str], str]


def swap(pattern: str, new: str, nth: int = 0) -> Mutation:
    """Replace the nth match of a pattern; ``nth`` counts from the end if it is negative."""

    def mutate(text: str) -> str:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        assert found, pattern
        match = found[nth]
        return text[: match.start()] + match.expand(new) + text[match.end() :]

    return mutate


def bomb(text: str) -> str:
    lines = ["b0: &b0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"b{i}: &b{i} [{', '.join([f'*b{i - 1}'] * 9)}]" for i in range(1, 9)]
    return text + "\n" + "\n".join(lines) + "\n"


# file, mutation, and what the message says
MUTATIONS: dict[str, tuple[str, Mutation, str]] = {
    "case key": ("case.yaml", swap(r"^question:", "qestion:"), "did you mean question?"),
    "case key twice": ("case.yaml", swap(r"^(title: .*)$", r"\1\n\1"), "key is given twice"),
    "case schema": ("case.yaml", swap(r"^schema: 1", "schema: 9"), "9 is not 1"),
    "case without schema": ("case.yaml", swap(r"^schema: 1\n", ""), "key schema is missing"),
    "case date": ("case.yaml", swap(r"^ceasefire: .*", "ceasefire: 2026-02-30"), "no such date"),
    "case century": (
        "case.yaml",
        swap(r"^ceasefire: .*", "ceasefire: 2206-01-01"),
        "a year from 1800 to 2100",
    ),
    "case horizon": ("case.yaml", swap(r"^horizon_months: .*", "horizon_months: ten"), "not a whole number"),
    "case horizon below": ("case.yaml", swap(r"^horizon_months: .*", "horizon_months: 0"), "at least 1"),
    "case extends": (
        "case.yaml",
        swap(r"^extends: .*", "extends: reference-par"),
        "did you mean reference-pair?",
    ),
    "case role": ("case.yaml", swap(r"role: challenger", "role: chalenger"), "did you mean challenger?"),
    "case two protected": ("case.yaml", swap(r"role: challenger", "role: protected"), "exactly one"),
    "case bloc": ("case.yaml", swap(r"bloc: europe", "bloc: Europe"), "did you mean europe?"),
    "case party twice": ("case.yaml", swap(r"id: france", "id: uk"), "is given twice"),
    "case election": ("case.yaml", swap(r"elections: \[[^,\]]*", "elections: [2029-13-01"), "no such date"),
    "case currency": ("case.yaml", swap(r"usd: 0\.\d+", "usd: -0.87"), "above 0"),
    "case latitude": ("case.yaml", swap(r"lat: [\d.]+", "lat: 460.48"), "at most 90"),
    "case latitude text": ("case.yaml", swap(r"lat: ([\d.]+)", r'lat: "\1"'), "is not a number"),
    "case indentation": ("case.yaml", swap(r"^    name: United States", "   name: United States"), "YAML"),
    "case tab": ("case.yaml", swap(r"^    name: United States", "\tname: United States"), "a tab"),
    "case bomb": ("case.yaml", bomb, "too much in one file"),
    "case nesting": ("case.yaml", lambda text: text + "deep: " + "[" * 500, "nested more than"),
    "case tag": ("case.yaml", swap(r"^title: .*", "title: !!python/name:os.system x"), "tags are not part"),
    "case pool unit": ("case.yaml", swap(r"unit: troops", "unit: ships"), "ships cannot measure pool"),
    "numbers unknown": (
        "assumptions.yaml",
        swap(r"^( +)front_km:", r"\1front_kms:"),
        "did you mean front_km?",
    ),
    "numbers percentile": ("assumptions.yaml", swap(r"p50: ", "p5O: "), "unknown key p5O"),
    "numbers order": ("assumptions.yaml", swap(r"p5: [\d.]+", "p5: 1e9"), "is below p5"),
    "numbers unit gone": ("assumptions.yaml", swap(r"^ +unit: km\n", ""), "unit is missing"),
    "numbers unit": ("assumptions.yaml", swap(r"unit: km$", "unit: years"), "years cannot measure"),
    "numbers unit unknown": ("assumptions.yaml", swap(r"unit: km$", "unit: kilometre"), "no unit is called"),
    "numbers source": (
        "assumptions.yaml",
        swap(r"source: \S+$", "source: nowhere-1999"),
        "no source has the key",
    ),
    "numbers grade": ("assumptions.yaml", swap(r"grade: [A-E]", "grade: F"), "no grade is called 'F'"),
    "numbers kind": ("assumptions.yaml", swap(r"kind: \w+", "kind: guess"), "no kind is called 'guess'"),
    "numbers month": ("assumptions.yaml", swap(r"^( +as_of:) \S+", r"\1 2025-31-08"), "no such date"),
    "numbers text": ("assumptions.yaml", swap(r"p95: [\d.]+", "p95: many"), "'many' is not a number"),
    "numbers sign": ("assumptions.yaml", swap(r"p95: [\d.]+", "p95: 0127"), "write 127"),
    "numbers group": ("assumptions.yaml", swap(r"assumptions:$", "assumption:"), "did you mean assumptions?"),
    "levers key": ("levers.yaml", swap(r"^    siting:", "    sited:"), "unknown key sited"),
    "levers key twice": ("levers.yaml", swap(r"^(    siting: .*)$", r"\1\n\1"), "key is given twice"),
    "levers lever twice": ("levers.yaml", swap(r"id: force-france", "id: force-uk"), "is given twice"),
    "levers party": ("levers.yaml", swap(r"by: france", "by: frence"), "did you mean france?"),
    "levers item": (
        "levers.yaml",
        swap(r"item: ground_troops", "item: groundtroops"),
        "did you mean ground_troops?",
    ),
    "levers unit": ("levers.yaml", swap(r"unit: troops", "unit: months"), "valid are troops, persons"),
    "levers negative": ("levers.yaml", swap(r"amount: \{p5: \d+", "amount: {p5: -5"), "or more troops"),
    "levers share": ("levers.yaml", swap(r"p95: 0\.98, unit: share", "p95: 98, unit: share"), "from 0 to 1"),
    "levers condition": ("levers.yaml", swap(r"- ceasefire", "- ceasfire"), "did you mean ceasefire?"),
    "levers reference": (
        "levers.yaml",
        swap(r"us-air-defence,", "us-air-defense,"),
        "did you mean us-air-defence?",
    ),
    "levers self": ("levers.yaml", swap(r"any_of: \[[^,]+,", "any_of: [force-uk,"), "force-uk names itself"),
    "positions stance": (POSITIONS, swap(r"stance: refuses", "stance: refused"), "did you mean refuses?"),
    "positions firmness": (
        POSITIONS,
        swap(r"firmness: reported", "firmness: reporting"),
        "did you mean reported?",
    ),
    "positions day": (
        POSITIONS,
        swap(r"as_of: 2025-06-04, stance", "as_of: 2025-06-31, stance"),
        "no such date",
    ),
    "positions source": (POSITIONS, swap(r"key: afp-2025-04-11", "key: afp-2025-04-12"), "afp-2025-04-11?"),
    "positions lever": (POSITIONS, swap(r"^  force-uk:", "  force-uks:"), "did you mean force-uk?"),
    "positions key": (POSITIONS, swap(r"independent: 1", "independant: 1"), "did you mean independent?"),
    "positions beside evidence": (
        "levers.yaml",
        swap(
            r"^    evidence: .*",
            r"""\g<0>
    positions: [{as_of: 2025-06-04, stance: refuses, firmness: firm, source: ft-2025-08-26}]""",
        ),
        "come from the ledger",
    ),
    "levers evidence": ("levers.yaml", swap(r"actors: \[UK\], ", ""), "key actors is missing"),
    "levers source": ("levers.yaml", swap(r"key: ft-2025-08-26", "key: ft-2025-08-27"), "ft-2025-08-26?"),
    "levers form": ("levers.yaml", swap(r"form: declared", "form: announced"), "no form is called"),
    "levers revocable": ("levers.yaml", swap(r"revocable: true", "revocable: yes"), "not true or false"),
    "levers flow": ("levers.yaml", swap(r"amount: \{(.*)\}$", r"amount: {\1"), "YAML"),
    "levers quote": ("levers.yaml", swap(r'"', ""), "levers.yaml"),
    "packages date": ("packages.yaml", swap(r"as_of: 2025-06-04", "as_of: 4 June 2025"), "is not a date"),
    "packages lever": ("packages.yaml", swap(r"force-others:", "force-other:"), "did you mean force-others?"),
    "packages except": ("packages.yaml", swap(r"- iiss-force", "- iis-force"), "did you mean iiss-force?"),
    "packages bloc": ("packages.yaml", swap(r"only_blocs: \[own", "only_blocs: [home"), "no bloc is called"),
    "packages twice": ("packages.yaml", swap(r"name: iiss-25000", "name: iiss-10000"), "is given twice"),
    "packages none": ("packages.yaml", swap(r"name: none", "name: nil"), "package none is missing"),
    "packages value": (
        "packages.yaml",
        swap(r"value: 10000, unit: troops", "value: 10000"),
        "unit is missing",
    ),
    "sources brace": ("sources.bib", swap(r"\},$", ",", -1), "sources.bib"),
    "sources twice": ("sources.bib", lambda text: text + text[text.index("@") :], "source is given twice"),
    "sources title": ("sources.bib", swap(r"title\s*=", "titel ="), "title is missing"),
    "sources date": (
        "sources.bib",
        swap(r"date = \{\d{4}-\d\d-\d\d\}", "date = {2025-02-30}"),
        "no such date",
    ),
    "sources address": ("sources.bib", swap(r"url = \{https", "url = {javascript"), "no web address"),
    "sources encoding": ("sources.bib", swap(r"@", "\x00@"), "control character U+0000"),
}


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return shipped("ukraine-2025", tmp_path_factory.mktemp("flagship"))


@pytest.fixture
def copy(flagship: Copy, tmp_path: Path) -> Copy:
    shutil.copytree(flagship.folder, tmp_path / "ukraine-2025")
    return Copy(tmp_path / "ukraine-2025")


def test_the_unspoilt_copy_equals_the_shipped_case(copy: Copy) -> None:
    assert load(copy.folder) == load("ukraine-2025")
    assert load(copy.folder).digest == load("ukraine-2025").digest


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutation_gives_a_positioned_message(
    copy: Copy, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, mutate, says = MUTATIONS[name]
    before = copy.text(file)
    after = mutate(before)
    copy.write(file, after)
    assert main([str(copy.folder)]) == 2
    lines = capsys.readouterr().out.splitlines()
    said = [line for line in lines if says in line]
    assert said, "\n".join(lines)
    match = re.fullmatch(rf"{re.escape(str(copy.folder / file))}:(\d+):(\d+)(?: .+)?: .+", said[0])
    assert match, said[0]
    # The entry around the change may begin some lines before it, and broken syntax shows in a line after it.
    assert changed_line(before, after) - 5 <= int(match[1]) <= changed_line(before, after) + 2, said[0]


def changed_line(before: str, after: str) -> int:
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((line for line, pair in enumerate(pairs, 1) if pair[0] != pair[1]), before.count("\n"))


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_never_gives_a_traceback(copy: Copy, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(5):
        file = dice.choice(FILES)
        text = copy.text(file)
        at, length = dice.randrange(len(text)), dice.randrange(1, 60)
        piece = dice.choice(
            ["", text[at : at + length] * 2, "\t", "{", "]: ", "\n- ", "#", "&a *a", "'", "\x85", "é"]
        )
        copy.write(file, text[:at] + piece + text[at + length :])
    problems: tuple[Problem, ...] = ()
    try:
        load(copy.folder)
    except CaseError as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.column >= 1 and problem.what for problem in problems)
