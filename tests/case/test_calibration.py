"""A case that draws from kept worlds: what it becomes, and what is said when it cannot."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from tests.case.support import Copy

from ceaseline.case import KEPT, CaseError, as_stated, load

ASKED = (
    "calibration: {from: reference-pair, version: 1, assumptions: [opening_rate, share_satisfied]%s}\naims:"
)
FACTOR = (
    ", factors: {share_satisfied: {distribution: uniform, low: 0.2, high: 0.8, unit: factor, "
    "source: judgement, as_of: 2026, grade: E, kind: assumption, reason: less so here}}"
)
NO_REASON = FACTOR.replace(", reason: less so here", "")


@pytest.fixture
def case(case: Copy) -> Copy:
    """The starter without the calibration that it asks for."""
    text = case.text("case.yaml")
    case.write("case.yaml", re.sub(r"calibration:\n(  .*\n)+", "", text))
    return case


def ask(case: Copy, text: str) -> None:
    case.change("case.yaml", "aims:", text)


def fault(case: Copy) -> str:
    with pytest.raises(CaseError) as error:
        load(case.folder)
    (problem,) = error.value.problems
    line = case.text("case.yaml").splitlines()[problem.line - 1]
    assert problem.file.endswith("case.yaml")
    assert "calibration" in line or problem.where.startswith("calibration")
    return str(problem)


def test_a_case_that_asks_draws_from_kept_worlds(case: Copy) -> None:
    before = load(case.folder)
    ask(case, ASKED % "")
    after = load(case.folder)
    assert before.calibration is None
    assert before.assumptions["opening_rate"].kind == "assumption"
    assert after.calibration is not None
    assert after.calibration.assumptions == ("opening_rate", "share_satisfied")
    number = after.assumptions["opening_rate"]
    values = sorted(row[0] for row in after.calibration.rows)
    assert (number.kind, number.calibrated_from) == ("calibrated", "reference-pair-1")
    assert number.prior == before.assumptions["opening_rate"].value
    assert values[0] < number.p5 < number.p50 < number.p95 < values[-1]
    assert abs(sum(v < number.p50 for v in values) / len(values) - 0.5) < 0.01
    assert after.assumptions["precision"] == before.assumptions["precision"]
    assert after.digest != before.digest
    assert as_stated(after).digest == before.digest


def test_a_factor_departs_from_the_class(case: Copy) -> None:
    ask(case, ASKED % FACTOR)
    found = load(case.folder)
    departure = next(d for d in found.departures if d.name == "share_satisfied")
    assert departure.reason == "less so here"
    assert departure.own.p95 < 0.8 * departure.inherited.p95
    assert departure.own == found.assumptions["share_satisfied"].value


def test_a_calibration_is_not_inherited(case: Copy) -> None:
    assert load("reference-pair").calibration is not None
    assert load(case.folder).calibration is None


def test_a_case_may_hold_its_own(case: Copy) -> None:
    place = case.folder / KEPT.name
    place.mkdir()
    content = b"opening_rate,share_satisfied\n1,0.5\n2,0.25\n"
    (place / "mine-7.csv").write_bytes(content)
    manifest = {"csv_sha256": hashlib.sha256(content).hexdigest()}
    (place / "mine-7.json").write_text(json.dumps(manifest))
    ask(case, (ASKED % "").replace("reference-pair, version: 1", "mine, version: 7"))
    found = load(case.folder).calibration
    assert found is not None
    assert found.rows == ((1.0, 0.5), (2.0, 0.25))
    (place / "mine-7.csv").write_bytes(content.replace(b"2,", b"3,"))
    assert "its rows are not those of its manifest" in fault(case)
    for rows, told in (
        (b"opening_rate,nothing\n1,1\n1,1\n", "nothing, which is no assumption"),
        (b"opening_rate\n1\n1,2\n", "line 3 has 2 values for 1 columns"),
        (b"opening_rate\n1\n-5\n", "opening_rate is -5 in line 3"),
        (b"opening_rate\n1\n", "holds 1 worlds"),
        (b"opening_rate\nx\n1\n", "could not convert"),
    ):
        (place / "mine-7.csv").write_bytes(rows)
        manifest = {"csv_sha256": hashlib.sha256(rows).hexdigest()}
        (place / "mine-7.json").write_text(json.dumps(manifest))
        assert told in fault(case)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version: 1", "version: 9", "there is no calibration reference-pair-9"),
        ("share_satisfied]", "front_km]", "front_km was not calibrated"),
        ("share_satisfied]", "opening_rate]", "opening_rate is named twice"),
        ("share_satisfied]", "opening_rat]", "no assumption is called 'opening_rat'"),
        ("share_satisfied]}", "share_satisfied]" + NO_REASON + "}", "reason"),
        (
            "share_satisfied]}",
            "share_satisfied]" + FACTOR.replace("{share_satisfied:", "{precision:") + "}",
            "precision is not calibrated here",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(case: Copy, old: str, new: str, told: str) -> None:
    ask(case, (ASKED % "").replace(old, new))
    assert told in fault(case)


def test_an_own_value_that_would_not_be_used_is_a_problem(case: Copy) -> None:
    case.change("assumptions.yaml", "front_km:", "opening_rate:")
    case.change("assumptions.yaml", "unit: km", "unit: per_year")
    text = case.text("assumptions.yaml")
    for name, value in (("p5", 1), ("p50", 2), ("p95", 3)):
        head, _, tail = text.partition(f"{name}: ")
        text = f"{head}{name}: {value}\n{tail.split(chr(10), 1)[1]}"
    case.write("assumptions.yaml", text)
    ask(case, ASKED % "")
    assert "opening_rate has a value of its own" in fault(case)


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.json")), ids=lambda path: path.stem)
def test_shipped_manifests_speak_of_their_case(path: Path) -> None:
    """A manifest whose priors are no longer those of the case belongs to another state of it."""
    manifest = json.loads(path.read_text(encoding="utf-8"))
    case = as_stated(load(manifest["case"]))
    assert f"{case.name}-{manifest['version']}" == path.stem
    for row in manifest["assumptions"]:
        stated = case.assumptions[row["name"]]
        assert (stated.p5, stated.p50, stated.p95) == tuple(row["prior"][key] for key in ("p5", "p50", "p95"))
