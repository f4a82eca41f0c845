"""The comparison says what issue and design ask of it, and says it of the futures that were run."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from ceaseline.analysis import compare
from ceaseline.analysis.median import median_world, shortfalls
from ceaseline.case import Case, FrozenMap, LeverSetting, Uncertain, load
from ceaseline.model.records import CAPABILITY, READINGS, RUNGS
from ceaseline.study import Sample, Study, run_study
from ceaseline.study.run import run_package

NAMES = ["none", "as-reported-2025-06-04", "as-reported-2025-08-26", "all-promised"]
SAMPLE = Sample(1024, 64, 1)


@pytest.fixture(scope="module")
def study(ukraine: Case) -> Study:
    return run_study(ukraine, NAMES, SAMPLE, threads=1, keep=False)


@pytest.fixture(scope="module")
def result(study: Study) -> dict[str, Any]:
    return compare(study)


def test_shape(result: dict[str, Any]) -> None:
    text = json.dumps(result, allow_nan=False)
    assert json.loads(text) == result
    assert {
        "case",
        "seed",
        "futures",
        "worlds",
        "manifest",
        "packages",
        "differences",
        "outside_view",
    } <= set(result)
    assert [package["name"] for package in result["packages"]] == NAMES
    for package in result["packages"]:
        assert list(package["ladder"]) == ["1", "2", "5", "10"]
        for rungs in package["ladder"].values():
            assert list(rungs) == list(RUNGS)
            for cell in rungs.values():
                assert set(cell) == {"share", "error", "worlds_p5", "worlds_p95"}
        assert set(package["roads"]) == {"decision", "grab", "strike", "incident"}
        assert set(package["agreement"]) == {"share", "worlds_p5", "worlds_p95"}
        assert set(package["capability"]) == {"12", "60"}


def test_shares_are_those_of_the_futures(study: Study, result: dict[str, Any]) -> None:
    for run, package in zip(study.runs, result["packages"], strict=True):
        for year, rungs in package["ladder"].items():
            for r, rung in enumerate(RUNGS):
                reached = run.outcomes["first"][:, r] <= 12 * int(year)
                assert rungs[rung]["share"] == pytest.approx(reached.mean())
        war = run.outcomes["road"] > 0
        assert sum(package["roads"].values()) == pytest.approx(war.mean())


def test_ladder_never_rises_and_never_falls_with_time(result: dict[str, Any]) -> None:
    for package in result["packages"]:
        for kind in ("ladder", "if_accepted"):
            for rungs in package[kind].values():
                shares = [cell["share"] for cell in rungs.values()]
                assert shares == sorted(shares, reverse=True)
                assert shares[0] > shares[-1]
            for early, late in pairwise(package[kind].values()):
                assert all(early[rung]["share"] <= late[rung]["share"] for rung in RUNGS)


def test_every_pair_of_packages_differs_on_some_rung(result: dict[str, Any]) -> None:
    ladders = [json.dumps(package["ladder"]) for package in result["packages"]]
    assert len(set(ladders)) == len(ladders)


def test_differences_are_package_less_baseline(result: dict[str, Any]) -> None:
    by_name = {package["name"]: package for package in result["packages"]}
    rungs = [row for row in result["differences"] if row["outcome"] in RUNGS]
    assert len(rungs) == (len(NAMES) - 1) * 5 * 4
    for row in rungs:
        cell, base = (
            by_name[name]["ladder"][str(row["year"])][row["outcome"]] for name in (row["package"], "none")
        )
        assert row["baseline"] == "none"
        assert row["difference"] == pytest.approx(cell["share"] - base["share"], abs=1e-12)
        small = abs(row["difference"]) < 2 * row["error"]
        assert (row["reads"] == "too small to tell") == small


def test_promises_kept_are_compared_only_where_any_was_tested(result: dict[str, Any]) -> None:
    none = result["packages"][0]
    assert none["outcomes"]["promise_tested"] == 0.0
    assert none["outcomes"]["promise_kept"] is None
    assert not any(row["outcome"] == "promise_kept" for row in result["differences"])


def test_in_force_holds_the_levers_of_the_package(
    ukraine: Case, study: Study, result: dict[str, Any]
) -> None:
    assert result["packages"][0]["in_force"] == {"least": {}, "greatest": {}}
    for run, package in zip(study.runs, result["packages"], strict=True):
        promised = {lever.id for lever in ukraine.levers if lever.kind == "promise"} & set(
            run.package.settings
        )
        for point in ("least", "greatest"):
            assert set(package["in_force"][point]) == promised
        for lever, share in package["in_force"]["least"].items():
            assert share <= package["in_force"]["greatest"][lever]
            bit = run.lever_ids.index(lever)
            assert share == pytest.approx(((run.outcomes["least"] >> bit) & 1).mean())


def test_conditional_promises_give_least_below_greatest(result: dict[str, Any]) -> None:
    points = result["packages"][2]["in_force"]
    assert points["least"]["us-air-defence"] < points["greatest"]["us-air-defence"]
    assert points["least"]["force-uk"] < points["greatest"]["force-uk"]


def test_capability_is_of_futures_that_still_run(study: Study, result: dict[str, Any]) -> None:
    column = study.runs[3].outcomes["capability"][
        :, READINGS.index(60), CAPABILITY.index("troops_in_country")
    ]
    shown = result["packages"][3]["capability"]["60"]["troops_in_country"]
    assert shown["p50"] == pytest.approx(np.nanmedian(column))
    assert np.isnan(column).any()


def test_reweighting_by_acceptance(study: Study, result: dict[str, Any]) -> None:
    outcomes = study.runs[3].outcomes
    war = outcomes["first"][:, -1] <= 60
    expected = (outcomes["agreement"] * war).sum() / outcomes["agreement"].sum()
    assert result["packages"][3]["if_accepted"]["5"]["war"]["share"] == pytest.approx(expected)
    assert result["packages"][3]["agreement"]["share"] == pytest.approx(outcomes["agreement"].mean())


def test_a_package_compared_with_itself_differs_by_exactly_nothing(korea: Case) -> None:
    study = run_study(korea, ["all-promised", "all-promised"], Sample(256, 16, 5), threads=2, keep=False)
    assert study.runs[0].outcomes.tobytes() == study.runs[1].outcomes.tobytes()
    rows = compare(study)["differences"]
    assert len(rows) > 30
    assert {(row["difference"], row["error"]) for row in rows} == {(0.0, 0.0)}
    assert {row["reads"] for row in rows} == {"the same as with all-promised in every future"}


def test_the_first_package_is_the_baseline_also_when_repeated(korea: Case) -> None:
    names = ["none", "all-promised", "none"]
    result = compare(run_study(korea, names, Sample(64, 8, 5), threads=1, keep=False))
    assert [package["name"] for package in result["packages"]] == names
    assert [
        row["package"] for row in result["differences"] if (row["outcome"], row["year"]) == ("war", 5)
    ] == [
        "all-promised",
        "none",
    ]


def test_median_world_holds_every_number_at_its_middle(ukraine: Case) -> None:
    plan, world = median_world(ukraine, ukraine.package("all-promised"))
    for name in ("rotation_ratio", "precision", "aircraft_range"):
        assert world[name] == pytest.approx(ukraine.assumptions[name].p50)
    column = plan.lever_ids.index("force-uk")
    amount = ukraine.lever("force-uk").amount
    assert amount is not None
    assert plan.levers[0, column]["amount"] == pytest.approx(amount.p50)


def test_shortfall_by_hand(ukraine: Case) -> None:
    """The published corps option, 60 000 troops, against the same rotation arithmetic written out."""
    (row,) = shortfalls(ukraine, ukraine.package("iiss-60000"))
    lever = ukraine.lever("iiss-force")
    pool = ukraine.party("coalition").pool
    assert pool is not None
    assert lever.delay is not None
    assert lever.ramp is not None
    worth = {
        name: ukraine.assumptions[name].p50
        for name in ("rotation_ratio", "delivered_troops", "first_rotation")
    }
    first = int(lever.delay.p50 + worth["first_rotation"]) + 1
    arrived = min(1.0, (first - lever.delay.p50) / lever.ramp.p50)
    assert row["contributor"] == "coalition"
    assert row["month"] == first
    assert row["sustainable"] == pytest.approx(pool.p50 / worth["rotation_ratio"])
    assert row["needed"] == pytest.approx(60000.0 * worth["delivered_troops"] * arrived)


def test_a_force_within_its_pool_has_no_shortfall(ukraine: Case) -> None:
    assert shortfalls(ukraine, ukraine.package("iiss-10000")) == []
    promised = {row["lever"] for row in shortfalls(ukraine, ukraine.package("all-promised"))}
    assert "force-uk" in promised
    assert "force-latvia" not in promised


def test_no_promise_no_shortfall(ukraine: Case) -> None:
    assert shortfalls(ukraine, ukraine.package("none")) == []


def test_a_lever_that_does_nothing_changes_no_other_number(ukraine: Case) -> None:
    """A promise of no aircraft that cannot be withdrawn draws its own luck and leaves all else as it was."""
    package = ukraine.package("as-reported-2025-08-26")
    lever = ukraine.lever("shield-belgium")
    assert lever.amount is not None
    nothing = replace(lever.amount, value=Uncertain.fixed(0.0))
    will = replace(nothing, value=Uncertain.fixed(0.5), unit="share")
    idle = LeverSetting(lever=lever.id, will=will, amount=nothing, revocable=False)
    more = replace(package, settings=FrozenMap({**package.settings, lever.id: idle}))
    sample = Sample(256, 16, 2)
    _, before = run_package(ukraine, package, sample)
    plan, after = run_package(ukraine, more, sample)
    bit = np.int64(1) << plan.lever_ids.index(lever.id)
    for field in before.dtype.names or ():
        if field in ("least", "greatest", "least_start", "greatest_start"):
            assert ((after[field] & ~bit) == before[field]).all()
        else:
            assert np.array_equal(after[field], before[field], equal_nan=True), field


def test_reference_pair_without_a_coalition(reference: Case) -> None:
    result = compare(run_study(reference, ["none"], Sample(64, 8, 1), threads=1, keep=False))
    assert result["differences"] == []
    assert result["packages"][0]["cost_eur_per_year"] == 0.0


def test_short_horizons_have_short_ladders() -> None:
    case = replace(load("reference-pair"), horizon_months=30)
    result = compare(run_study(case, ["none"], Sample(64, 8, 1), threads=1, keep=False))
    assert list(result["packages"][0]["ladder"]) == ["1", "2"]
    assert list(result["packages"][0]["capability"]) == ["12"]
