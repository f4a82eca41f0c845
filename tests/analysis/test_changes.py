"""Two answers held against each other: ranked, with errors, and with what changed in what went in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ceaseline.analysis.changes import Side, changes, pinned, read_side, side_of
from ceaseline.analysis.compare import compare
from ceaseline.analysis.stated import field_changes, stated, stated_changes
from ceaseline.case import Case, Estimate, FrozenMap, Uncertain, load
from ceaseline.study import AnswerError, Sample, Study, run_study

SAMPLE = Sample(256, 32, 1)


@pytest.fixture(scope="module")
def korea() -> Case:
    return load("korea-1953")


def run(case: Case, *packages: str, sample: Sample = SAMPLE) -> Study:
    return run_study(case, packages or ("none", "all-promised"), sample, threads=2, keep=False)


def smaller(case: Case) -> Case:
    """Return the case with a smaller force and another length of front."""
    amount = Estimate(value=Uncertain.of(40_000, 60_000, 80_000, lower=0), unit="troops")
    front = replace(case.assumptions["front_km"], value=Uncertain.of(238, 247, 250, lower=0))
    levers = tuple(replace(x, amount=amount) if x.id == "us-eighth-army" else x for x in case.levers)
    packages = tuple(
        replace(
            package,
            settings=FrozenMap(
                {
                    name: replace(setting, amount=amount) if name == "us-eighth-army" else setting
                    for name, setting in package.settings.items()
                }
            ),
        )
        for package in case.packages
    )
    assumptions = FrozenMap({**case.assumptions, "front_km": front})
    return replace(case, levers=levers, packages=packages, assumptions=assumptions)


@pytest.fixture(scope="module")
def before(korea: Case) -> Study:
    return run(korea)


@pytest.fixture(scope="module")
def after(korea: Case) -> Study:
    return run(smaller(korea))


def kept(study: Study, name: str) -> Side:
    """Return a side as it comes back from a file."""
    return read_side(json.dumps(pinned(study)).encode(), name)


def test_an_answer_is_the_same_as_itself_however_it_was_kept(before: Study) -> None:
    answer = read_side(json.dumps(compare(before)).encode(), "compare.json")
    for one, other in ((side_of(before, "now"), answer), (kept(before, "pin.json"), answer)):
        found = changes(one, other)
        assert found["same"]
        assert (found["rows"], found["inputs"], found["outcomes"]) == ([], [], [])
        assert found["figures"] > 100


def test_changes_are_ranked_by_size_in_errors(before: Study, after: Study) -> None:
    found = changes(side_of(before, "before"), side_of(after, "after"))
    sizes = [row["errors"] for row in found["rows"] if row["errors"] is not None]
    assert len(sizes) > 10
    assert sizes == sorted(sizes, reverse=True)
    assert found["rows"][0]["outcome"] == "troops_in_country"
    assert found["rows"][0]["reads"] == "differs"
    assert found["rows"][0]["difference"] < 0
    assert {row["package"] for row in found["rows"]} == {"all-promised"}
    assert [group["outcome"] for group in found["outcomes"]] == list(
        dict.fromkeys(row["outcome"] for row in found["rows"])
    )
    for row in found["rows"]:
        assert row["difference"] == row["after"] - row["before"]
        assert (row["points"] is None) == (row["unit"] != "share")
        if row["error"]:
            assert (row["reads"] == "differs") == (row["errors"] >= 2)


def test_errors_are_paired_where_the_futures_are_at_hand(before: Study, after: Study) -> None:
    paired = changes(side_of(before, "before"), side_of(after, "after"))
    apart = changes(kept(before, "before"), side_of(after, "after"))
    assert (paired["errors"], apart["errors"]) == ("paired", "apart")
    key = ("package", "outcome", "month")
    wide = {tuple(row[k] for k in key): row["error"] for row in apart["rows"]}
    troops = paired["rows"][0]
    assert troops["error"] < 0.8 * wide["all-promised", "troops_in_country", troops["month"]]
    assert {tuple(row[k] for k in key) for row in paired["rows"]} == set(wide)


def test_what_changed_in_the_case_is_told_by_field(korea: Case, before: Study, after: Study) -> None:
    found = changes(side_of(before, "before"), side_of(after, "after"))
    told = {(row["what"], row["name"]): (row["before"], row["after"]) for row in found["inputs"]}
    assert told["assumption", "front_km"] == ("238, 243, 250", "238, 247, 250")
    assert told["lever", "us-eighth-army.amount.p50"] == ("140000", "60000")
    assert ("case", "digest") in told
    assert not [name for what, name in told if what == "package"], "packages only took the lever's amount"
    assert field_changes(korea, korea) == []


def test_what_changed_in_the_case_is_told_by_part_from_files(before: Study, after: Study) -> None:
    found = changes(kept(before, "before"), kept(after, "after"))
    told = {(row["what"], row["name"]) for row in found["inputs"]}
    assert {("assumption", "front_km"), ("lever", "us-eighth-army"), ("case", "digest")} <= told
    assert ("lever", "us-air") not in told


def test_sample_and_program_are_among_the_inputs(korea: Case, before: Study) -> None:
    other = run(korea, sample=Sample(256, 32, 2))
    manifest = {**other.manifest, "model_digest": "0" * 12, "versions": {**other.manifest["versions"]}}
    manifest["versions"]["numpy"] = "0.1"
    answer = {**pinned(other), "manifest": manifest}
    found = changes(side_of(before, "one"), read_side(json.dumps(answer).encode(), "two"))
    told = {(row["what"], row["name"]): (row["before"], row["after"]) for row in found["inputs"]}
    assert told["sample", "seed"] == ("1", "2")
    assert told["version", "numpy"][1] == "0.1"
    assert told["program", "model_digest"][1] == "0" * 12
    assert ("case", "digest") not in told
    assert found["errors"] == "apart"


def test_packages_that_one_side_lacks_are_named(korea: Case, before: Study) -> None:
    found = changes(side_of(before, "before"), side_of(run(korea, "none"), "after"))
    assert (found["only_before"], found["only_after"], found["rows"]) == (["all-promised"], [], [])
    assert not found["same"]


def test_a_figure_that_came_without_error_stands_first(before: Study) -> None:
    data = pinned(before)
    figures = [dict(figure) for figure in data["packages"][0]["figures"]]
    changed: dict[str, Any] = {**figures[0], "value": figures[0]["value"] + 0.5, "error": None}
    data["packages"][0] = {**data["packages"][0], "figures": [changed, *figures[1:]]}
    found = changes(kept(before, "before"), read_side(json.dumps(data).encode(), "after"))
    assert [(row["difference"], row["errors"], row["points"]) for row in found["rows"]] == [(0.5, None, 50.0)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"manifest": 1}',
        b'{"packages": [{"name": "x", "figures": [{"value": NaN}]}]}',
        b"\xff\xfe",
        b"1" * 10_000,
    ],
    ids=["empty", "list", "nested", "manifest", "nan", "bytes", "digits"],
)
def test_what_is_no_answer_is_refused_in_a_line(content: bytes) -> None:
    with pytest.raises(AnswerError, match=r"notes\.txt holds no answer of compare or run: ") as caught:
        read_side(content, "notes.txt")
    assert "\n" not in str(caught.value)


def test_every_part_of_a_case_is_stated(korea: Case) -> None:
    held = stated(korea)
    for name in ("horizon_months", "ceasefire", "parties", "geography", "flags", "sources"):
        assert name in held["parts"]
    longer = stated(replace(korea, horizon_months=korea.horizon_months + 12))
    assert [row["name"] for row in stated_changes(held, longer)] == ["horizon_months"]
    noted = replace(korea.assumptions["front_km"], note="otherwise")
    words = stated(replace(korea, assumptions=FrozenMap({**korea.assumptions, "front_km": noted})))
    assert [row["name"] for row in stated_changes(held, words)] == ["assumptions' sources and forms"]
