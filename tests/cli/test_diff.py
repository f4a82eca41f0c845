"""``diff`` and ``rerun``: what a user sees of two answers, and of one that is run again."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import SMALL, Cli

from ceaseline.case.load import CASES
from ceaseline.cli.schemas import FORMS

PACKAGES = ("none", "all-promised")


@pytest.fixture
def answer(tmp_path: Path, cli: Cli) -> Path:
    path = tmp_path / "before.json"
    path.write_text(cli("compare", "korea-1953", *PACKAGES, *SMALL, "--json").out, encoding="utf-8")
    return path


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    folder = tmp_path / "korea-1953"
    shutil.copytree(CASES / "korea-1953", folder)
    text = (folder / "levers.yaml").read_text(encoding="utf-8")
    assert "p50: 140000" in text
    (folder / "levers.yaml").write_text(text.replace("p50: 140000", "p50: 90000", 1), encoding="utf-8")
    return folder


def altered(path: Path, **manifest: Any) -> Path:
    held = json.loads(path.read_text(encoding="utf-8"))
    held["manifest"] |= manifest
    other = path.with_name("altered.json")
    other.write_text(json.dumps(held), encoding="utf-8")
    return other


def test_a_kept_answer_and_the_case_now(answer: Path, cli: Cli) -> None:
    found = cli("diff", str(answer), "korea-1953", "--same")
    assert found.code == 0
    assert "equal to the last digit" in found.out
    assert "Nothing changed in what went in" in found.out
    result = cli("diff", str(answer), "korea-1953", "--json")
    FORMS["diff"].validate_json(result.out)
    assert result.json()["after"]["futures"] == 128, "the file says how much to run"


def test_two_states_of_a_case(changed: Path, cli: Cli) -> None:
    asked = ("diff", "korea-1953", str(changed), "--package", "all-promised", *SMALL)
    page = cli(*asked)
    assert page.code == 0
    assert cli(*asked, "--same").code == 2
    assert re.search(r"us-eighth-army\.amount\.p50 +140000 +90000", page.out)
    assert "outside troops in the" in page.out
    result = cli(*asked, "--json")
    FORMS["diff"].validate_json(result.out)
    rows = cli(*asked, "--csv").rows()
    assert [float(row["difference"]) for row in rows] == [r["difference"] for r in result.json()["rows"]]
    inputs = cli(*asked, "--csv", "--table", "inputs").rows()
    assert ("us-eighth-army.amount.p50", "140000", "90000") in [
        (row["name"], row["before"], row["after"]) for row in inputs
    ]
    full = cli(*asked, "--full").out
    assert "Every figure that changed" in full
    assert not re.search(r"\b(None|nan|inf|True|False)\b|[{}\x1b]", full)


def test_a_manifest_alone_is_run(answer: Path, tmp_path: Path, cli: Cli) -> None:
    bare = tmp_path / "manifest.json"
    bare.write_text(json.dumps(json.loads(answer.read_text(encoding="utf-8"))["manifest"]), encoding="utf-8")
    assert "equal to the last digit" in cli("diff", str(bare), str(answer)).out
    stale = tmp_path / "stale.json"
    manifest = {**json.loads(bare.read_text(encoding="utf-8")), "case_digest": "0" * 64}
    stale.write_text(json.dumps(manifest), encoding="utf-8")
    refused = cli("diff", str(stale), str(answer))
    assert refused.code == 2
    assert "korea-1953 has changed" in refused.err


def test_cases_without_a_common_package_cannot_be_compared(cli: Cli, changed: Path) -> None:
    answer = cli("diff", "korea-1953", str(changed), "--package", "all-promise")
    assert answer.code == 2
    assert "did you mean all-promised?" in answer.err


def test_rerun_finds_the_same_bytes(answer: Path, store: Path, cli: Cli) -> None:
    found = cli("rerun", str(answer), "--threads", "1", "--batch", "17")
    assert found.code == 0
    assert found.out.count("the same bytes") == 3
    FORMS["rerun"].validate_json(cli("rerun", str(answer), "--json").out)
    assert len(cli("rerun", str(answer), "--csv").rows()) == 2
    kept = next(p for p in sorted(store.glob("*.json")) if '"futures": 128' in p.read_text(encoding="utf-8"))
    assert cli("rerun", str(kept)).code in (0, 2)


def test_rerun_takes_the_engines_of_the_manifest(tmp_path: Path, cli: Cli) -> None:
    path, usual = tmp_path / "other.json", tmp_path / "usual.json"
    asked = ("run", "korea-1953", "none", *SMALL, "--json")
    path.write_text(cli(*asked, "--decision", "threshold", "--land", "lanchester").out, encoding="utf-8")
    usual.write_text(cli(*asked).out, encoding="utf-8")
    assert cli("rerun", str(path)).code == 0
    rows = cli("diff", str(usual), str(path), "--csv", "--table", "inputs").rows()
    assert {row["name"]: row["after"] for row in rows} == {"decision": "threshold", "land": "lanchester"}


def test_rerun_tells_other_bytes_and_another_case(answer: Path, changed: Path, cli: Cli) -> None:
    wrong = altered(answer, outcomes=dict.fromkeys(PACKAGES, "0" * 64))
    found = cli("rerun", str(wrong))
    assert found.code == 2
    assert "other bytes came out" in found.out
    other = cli("rerun", str(answer), "--case", str(changed))
    assert other.code == 2
    assert "the case is another one, or has changed" in other.err
    outside = altered(answer, case="../korea-1953")
    assert "is no shipped case; name its folder with --case" in cli("rerun", str(outside)).err
    assert cli("rerun", str(outside), "--case", "korea-1953").code == 0


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ({"futures": 100, "worlds": 16}, "must be a multiple of worlds"),
        ({"futures": -1}, "greater than or equal to 0"),
        ({"engines": {"decision": "oracle", "land": "posen"}}, "oracle"),
        ({"packages": []}, "manifest.packages"),
        ({"packages": ["none", "nothing"]}, "states no outcomes of nothing"),
        ({"packages": ["nothing"], "outcomes": {"nothing": "0" * 64}}, "has no package nothing"),
        ({"case_digest": "x"}, "manifest.case_digest"),
        ({"outcomes": {"none": "x"}}, "manifest.outcomes.none"),
    ],
)
def test_manifests_that_cannot_be_run(manifest: dict[str, Any], said: str, answer: Path, cli: Cli) -> None:
    found = cli("rerun", str(altered(answer, **manifest)))
    assert found.code == 2
    assert said in found.err
    assert found.out == ""


@pytest.mark.parametrize("command", [("rerun",), ("diff", "korea-1953")])
def test_files_that_hold_nothing(command: tuple[str, ...], tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "x.json"
    for content in (b"", b"{}", b"[" * 50_000, b"\xff", b"null"):
        path.write_bytes(content)
        found = cli(*command, str(path))
        assert found.code == 2
        assert "holds no" in found.err
        assert "Traceback" not in found.err
