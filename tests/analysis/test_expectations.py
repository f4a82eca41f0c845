"""What analysts expect of the shipped cases, as tests; and that an expectation can fail."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from ceaseline.analysis.expectations import changed_package, expectations, judge, scaled
from ceaseline.analysis.measures import cost_measure, every_measure, promise_measures
from ceaseline.case import Case, Change, Expectation, FrozenMap, Uncertain, load
from ceaseline.study import Sample
from ceaseline.terms import CAPABILITY_OUTCOMES, OUTCOMES, RUNG_OUTCOMES

CASES = ("ukraine-2025", "reference-pair", "korea-1953")
SAMPLE = Sample(futures=1024, worlds=128, seed=5)


@lru_cache(maxsize=8)
def judged(name: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in expectations(load(name), SAMPLE)}


@pytest.mark.parametrize(
    ("name", "expected"), [(name, one.id) for name in CASES for one in load(name).expectations]
)
def test_what_is_expected_holds_or_is_too_small_to_tell(name: str, expected: str) -> None:
    row = judged(name)[expected]
    assert row["verdict"] != "did not hold", (row["difference"], row["error"], row["why"])


@pytest.mark.parametrize("name", CASES)
def test_most_of_it_can_be_told(name: str) -> None:
    verdicts = [row["verdict"] for row in judged(name).values()]
    assert verdicts.count("held") >= 0.6 * len(verdicts)


def test_the_flagship_speaks_of_every_row() -> None:
    case = load("ukraine-2025")
    assert {one.row for one in case.expectations if one.row} == set(range(1, 21))
    assert {lever.row for lever in case.levers if lever.row} <= set(range(1, 21))


def test_the_opposite_of_what_holds_does_not_hold(korea: Case) -> None:
    sure = next(one for one in korea.expectations if one.id == "package-helps")
    (row,) = expectations(replace(korea, expectations=(replace(sure, direction="rises"),)), SAMPLE)
    assert row["verdict"] == "did not hold"


def expected(direction: str = "", low: float = -1.0, high: float = 1.0) -> Expectation:
    return Expectation(
        id="x",
        claim="x",
        row=None,
        change=Change(base="none"),
        outcome="war",
        month=60,
        lever="",
        direction=direction,
        low=low,
        high=high,
        why="x",
        source=None,
    )


@pytest.mark.parametrize(
    ("wanted", "difference", "error", "verdict"),
    [
        (expected("falls"), -3.0, 1.0, "held"),
        (expected("falls"), -1.0, 1.0, "too small to tell"),
        (expected("falls"), 3.0, 1.0, "did not hold"),
        (expected("rises"), 3.0, 1.0, "held"),
        (expected("rises"), 0.0, 0.0, "did not hold"),
        (expected(), 0.0, 0.0, "held"),
        (expected(), 0.0, 1.0, "too small to tell"),
        (expected(), 2.0, 0.1, "did not hold"),
    ],
)
def test_a_verdict_honours_the_error(
    wanted: Expectation, difference: float, error: float, verdict: str
) -> None:
    assert judge(wanted, difference, error) == verdict


def test_amounts_are_scaled_and_levers_switched(korea: Case) -> None:
    doubled = changed_package(korea, Change(base="all-promised", amounts=FrozenMap({"us-eighth-army": 2.0})))
    lever = korea.lever("us-eighth-army")
    assert lever.amount is not None
    amount = doubled.settings["us-eighth-army"].amount
    assert amount is not None
    assert amount.p50 == pytest.approx(2.0 * lever.amount.p50)
    without = changed_package(korea, Change(base="all-promised", remove=("us-air",)))
    assert "us-air" not in without.settings
    with pytest.raises(KeyError, match="does not hold"):
        changed_package(korea, Change(base="none", amounts=FrozenMap({"us-air": 2.0})))
    assert scaled(Uncertain.named("beta", {"a": 2, "b": 2, "low": 0, "high": 1}), 0.5).p95 < 0.5


def test_every_outcome_that_may_be_expected_is_counted(korea: Case) -> None:
    months = korea.horizon_months
    known = {m.outcome for m in (*every_measure(months), *promise_measures(), cost_measure())} | {"in_force"}
    assert set(OUTCOMES) <= known
    read = {m.outcome: m.month for m in every_measure(months) if m.month == 60}
    assert set(RUNG_OUTCOMES) | set(CAPABILITY_OUTCOMES) == set(read)
