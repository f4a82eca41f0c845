"""Sensitivity and discovery on a small case: what is found, what is said, and what a stop leaves."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ceaseline.analysis.asked import Asked
from ceaseline.analysis.deconvolve import chance_above, chance_prevented_below
from ceaseline.analysis.discover import discover
from ceaseline.analysis.failing import failing
from ceaseline.analysis.indices import resample_uniforms
from ceaseline.analysis.sensitivity import REST, TOGETHER, correlation_ratio, sensitivity
from ceaseline.case import Case
from ceaseline.study.rows import drawn_together

asked_module = import_module("ceaseline.analysis.asked")
discover_module = import_module("ceaseline.analysis.discover")

#: Players of the small design: three numbers, what is drawn together, all others.
PLAYERS = 5
SMALL: dict[str, Any] = {"base": 32, "per_row": 16, "top": 3, "screened": (256, 8), "threads": 1}


@pytest.fixture(scope="module")
def found(korea: Case) -> dict[str, Any]:
    return sensitivity(korea, "none", keep=False, **SMALL)


@pytest.fixture(scope="module")
def boxes(korea: Case) -> dict[str, Any]:
    """An outcome that hangs on one rate above all."""
    return discover(
        korea, "none", outcome="incident", year=1, worlds=2000, per_world=8, threads=1, keep=False
    )


def test_shares_add_up_and_nothing_is_left_out(korea: Case, found: dict[str, Any]) -> None:
    rows = found["assumptions"]
    assert sum(row["shapley"]["value"] for row in rows) == pytest.approx(1.0)
    members = [name for row in rows for name in row["members"]]
    assert sorted(members) == sorted(Asked.of(korea, "none").numbers())
    assert sum(row["assumption"] == REST for row in rows) == 1
    assert found["rows"] == 32 * (PLAYERS + 2) + 16 * (PLAYERS - 1)
    (joint,) = [row for row in rows if row["assumption"] == TOGETHER]
    assert set(joint["members"]) == drawn_together(korea)
    assert found["futures"] == found["rows"] * 16
    assert found["sums"]["shapley"] == pytest.approx(1.0)
    assert {row["rows"] for row in found["convergence"]} == {8, 16, 32}


def test_answer_does_not_depend_on_threads(korea: Case, found: dict[str, Any]) -> None:
    assert sensitivity(korea, "none", keep=False, **{**SMALL, "threads": 2}) == found


def test_a_package_against_itself_has_nothing_to_explain(korea: Case) -> None:
    nothing = sensitivity(korea, "none", "none", names=["cost_grab"], keep=False, base=16, per_row=16)
    assert nothing["mean"] == 0.0
    assert {row["shapley"]["value"] for row in nothing["assumptions"]} == {None}
    assert nothing["reads"].startswith("No number explains")
    assert [row["assumption"] for row in nothing["assumptions"]] == ["cost_grab", TOGETHER, REST]


def test_groups_hold_every_number_once(korea: Case) -> None:
    grouped = sensitivity(korea, "all-promised", groups=True, keep=False, base=16, per_row=8)
    members = [name for row in grouped["assumptions"] for name in row["members"]]
    assert sorted(members) == sorted(Asked.of(korea, "all-promised").numbers())
    assert any(row["assumption"].startswith("promises of ") for row in grouped["assumptions"])
    assert grouped["screened"]["scores"] == []


def test_a_search_that_is_stopped_goes_on_where_it_was(
    korea: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    monkeypatch.setattr(discover_module, "_PIECE", 20)
    asked: dict[str, Any] = {"worlds": 100, "per_world": 2, "threads": 1}
    whole = discover(korea, "none", keep=False, **asked)
    run = asked_module.run_rows
    calls: list[int] = []

    def stopping(*arguments: Any, **options: Any) -> Any:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return run(*arguments, **options)

    monkeypatch.setattr(asked_module, "run_rows", stopping)
    with pytest.raises(KeyboardInterrupt):
        discover(korea, "none", **asked)
    told: list[tuple[int, int]] = []
    again = discover(korea, "none", progress=lambda done, of: told.append((done, of)), **asked)
    assert again == whole
    assert len(calls) == 4 + 2
    assert told[-1] == (100, 100)
    assert discover(korea, "none", **asked) == whole
    assert len(calls) == 4 + 2


def test_finished_pieces_are_not_run_again(
    korea: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: dict[str, Any]
) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    run = asked_module.run_rows
    calls: list[int] = []

    def stopping(*arguments: Any, **options: Any) -> Any:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return run(*arguments, **options)

    monkeypatch.setattr(asked_module, "run_rows", stopping)
    with pytest.raises(KeyboardInterrupt):
        sensitivity(korea, "none", **SMALL)
    assert len(calls) == 4
    again = sensitivity(korea, "none", **SMALL)
    tables = 1 + (PLAYERS + 2) + (PLAYERS - 1)
    assert len(calls) == 4 + tables - 3
    assert again == found
    assert sensitivity(korea, "none", **SMALL) == found
    assert len(calls) == 4 + tables - 3


def test_wrong_sizes_and_names(korea: Case) -> None:
    with pytest.raises(ValueError, match="power of two"):
        sensitivity(korea, "none", base=100, keep=False)
    with pytest.raises(KeyError, match="did you mean precision"):
        sensitivity(korea, "none", names=["precisio"], keep=False)
    with pytest.raises(ValueError, match="at least"):
        discover(korea, "none", worlds=3, keep=False)
    with pytest.raises(ValueError, match="no event"):
        discover(korea, "none", outcome="dead", worlds=40, per_world=2, keep=False)


def test_correlation_ratio_finds_an_effect_and_no_chance() -> None:
    draws = resample_uniforms(1, "ratio", 2, 4000)
    assert correlation_ratio(draws[0], draws[0] + draws[1]) == pytest.approx(0.5, abs=0.04)
    assert correlation_ratio(draws[0], draws[1]) == pytest.approx(0.0, abs=0.01)
    assert correlation_ratio(np.ones(100), draws[1][:100]) == 0.0


def test_boxes_say_where_and_are_tested(boxes: dict[str, Any]) -> None:
    first = boxes["boxes"][0]
    assert "incident_rate" in {limit["assumption"] for limit in first["limits"]}
    assert first["density"] > boxes["density"]
    assert first["tested_density"] == pytest.approx(first["density"], rel=0.35)
    assert 0.33 <= first["coverage"] <= 1.0
    for limit in first["limits"]:
        assert limit["p"] <= 0.05
        assert limit["reproduced"] >= 0.5
        assert (limit["low"] is None) or (limit["high"] is None) or limit["low"] < limit["high"]
        assert limit["assumption"].replace("_", " ").split(".")[0] in first["words"]
    assert boxes["path"][0]["coverage"] == 1.0
    assert boxes["path"][0]["density"] == pytest.approx(boxes["density"])
    assert first["inside"]["value"] > first["outside"]["value"]


def test_the_box_is_where_it_says(korea: Case, boxes: dict[str, Any]) -> None:
    """Density and coverage of the limits as printed, counted anew from the worlds."""
    from ceaseline.study.rows import draw_rows, run_rows

    asked = Asked.of(korea, "none", outcome="incident", year=1)
    rows = draw_rows(korea, asked.owned(), 1, 2000)
    outcomes = run_rows(korea, korea.package("none"), rows, 8, 1, common_luck=False)
    share = asked.measure.read(outcomes).values.reshape(2000, 8).mean(axis=1)
    inside = np.ones(2000, dtype=bool)
    for limit in boxes["boxes"][0]["limits"]:
        values = rows.worlds[limit["assumption"]]
        inside &= (limit["low"] is None) | (values > (limit["low"] or 0.0))
        inside &= (limit["high"] is None) | (values < (limit["high"] or 0.0))
    assert share[inside].mean() == pytest.approx(boxes["boxes"][0]["density"], abs=1e-9)
    assert share[inside].sum() / share.sum() == pytest.approx(boxes["boxes"][0]["coverage"], abs=1e-9)


def test_what_fails(korea: Case) -> None:
    level, paired = Asked.of(korea, "none"), Asked.of(korea, "all-promised", "none")
    package = np.array([[1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
    baseline = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.0, 0.0]])
    share = failing(level, [package], None)
    assert share.target.response.tolist() == [0.5, 0.0]
    left = failing(paired, [package, baseline], None)
    assert left.target.weights.tolist() == [0.75, 0.0]
    assert left.target.response.tolist() == [pytest.approx(1.0 / 3.0), 0.0]
    assert left.effect.tolist() == [-0.25, 0.0]
    assert failing(level, [package], 50.0).noun == "worlds"
    assert failing(paired, [package, baseline], 1.0).noun == "worlds"
    with pytest.raises(ValueError, match="no baseline"):
        failing(paired, [package * 3.0, baseline], 1.0)
    assert failing(level, [package * 3.0], 2.0).target.response.tolist() == [0.5, 0.0]


def test_chances_of_worlds_add_up_to_the_worlds_that_fail() -> None:
    draws = resample_uniforms(1, "worlds", 2, 4000)
    true = np.where(draws[0] < 0.2, 0.7, 0.25)
    lots = resample_uniforms(2, "futures", 4000, 16)
    chance = chance_above((lots < true[:, None]).sum(axis=1), 16, 0.5)
    assert chance.mean() == pytest.approx(0.2, abs=0.03)
    assert chance[true > 0.5].mean() > 0.9
    assert chance[true < 0.5].mean() < 0.05
    prevented = (lots < np.where(draws[0] < 0.5, 0.4, 0.0)[:, None]).sum(axis=1)
    less = chance_prevented_below(prevented, np.zeros_like(prevented), 16, 0.1)
    assert less.mean() == pytest.approx(0.5, abs=0.02)


def test_pieces_of_worlds_have_luck_of_their_own(korea: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discover_module, "_PIECE", 20)
    seeds: list[int] = []
    run = asked_module.run_rows

    def noting(case: Any, package: Any, rows: Any, per_row: int, seed: int, **options: Any) -> Any:
        seeds.append(seed)
        return run(case, package, rows, per_row, seed, **options)

    monkeypatch.setattr(asked_module, "run_rows", noting)
    discover(korea, "none", worlds=60, per_world=2, threads=1, keep=False)
    assert seeds == [1, 2, 3]
