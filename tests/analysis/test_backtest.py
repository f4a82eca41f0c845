"""The cases of the backtest follow their rule, know nothing of the outcome, and are scored as said."""

from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ceaseline.analysis.backtest import AGREED, NONE, backtest
from ceaseline.analysis.episodes import (
    Episode,
    base_rates,
    covariates,
    episodes,
    fought_before,
    history_forecasts,
    load_case,
    scored,
)
from ceaseline.case import load
from ceaseline.study import Sample

FOLDER = Path(str(files("ceaseline").joinpath("backtest_cases")))
WINDOW = timedelta(days=90)
SAMPLE = Sample(128, 16, 1)


def came(cases: tuple[Episode, ...]) -> Any:
    return np.array([float(episode.resumed) for episode in cases])


@lru_cache(maxsize=1)
def result() -> dict[str, Any]:
    return backtest(SAMPLE, threads=1, keep=False)


def test_the_rule_leaves_nothing_out_unsaid() -> None:
    """Every episode is either a case, which was a war that could be followed, or says why it is none."""
    for episode in episodes():
        assert bool(episode.case) != bool(episode.left_out)
        if not episode.war:
            assert episode.left_out.startswith("fewer than 1 000")
        if episode.case:
            assert episode.war
            assert episode.followed
    assert len({(episode.dyad, episode.number) for episode in episodes()}) == 69


def test_every_folder_is_one_case() -> None:
    names = sorted(path.parent.name for path in FOLDER.glob("*/case.yaml"))
    assert names == sorted(episode.case for episode in scored())
    assert len(names) >= 12


@pytest.mark.parametrize("episode", scored(), ids=lambda episode: episode.case)
def test_case_is_coded_from_what_was_known(episode: Episode) -> None:
    case = load_case(episode)
    assert case.name == episode.case
    assert case.extends == "reference-pair"
    assert case.horizon_months == 60
    assert {package.name for package in case.packages} == {NONE, AGREED}
    assert episode.last <= case.ceasefire.year <= episode.last + 1
    assert set(case.package(AGREED).settings) == {lever.id for lever in case.levers}
    for departure in case.departures:
        assert departure.reason
    for lever in case.levers:
        assert lever.amount is not None
        assert lever.amount.source is not None
        assert known_from(lever.amount.as_of) <= case.ceasefire + WINDOW


def known_from(as_of: str) -> date:
    year, month, day = (*as_of.split("-"), "01", "01")[:3]
    return date(int(year), int(month), int(day))


@pytest.mark.parametrize("episode", scored(), ids=lambda episode: episode.case)
def test_strengths_follow_one_rule(episode: Episode) -> None:
    """Strength at the centre is six tenths of all forces, unless a source speaks of the line itself."""
    case = load_case(episode)
    for name in ("challenger_brigades", "protected_brigades"):
        number = case.assumptions[name]
        if number.inherited_from or not number.source or number.source.key != "nmc":
            continue
        if number.p5 > 1.0 and case.name != "cyprus-1974":
            assert number.p50 / number.p95 == pytest.approx(0.6, rel=0.02)
            assert number.p5 / number.p95 == pytest.approx(1 / 3, rel=0.05)


def test_outcomes_are_those_of_the_data() -> None:
    cases = {episode.case: episode for episode in scored()}
    resumed = {name for name, episode in cases.items() if episode.resumed}
    assert resumed == {
        "china-india-1962",
        "china-vietnam-1981",
        "egypt-israel-1967",
        "ethiopia-somalia-1978",
    }
    assert not any(episode.war_resumed for episode in cases.values())
    assert cases["india-pakistan-1965"].next_year == 1971


def test_shipped_cases_are_not_among_the_backtest() -> None:
    from ceaseline.case.load import list_cases

    assert not set(list_cases()) & {episode.case for episode in scored()}
    assert load("korea-1953").digest != load_case(named("korea-armistice-1953")).digest


def named(case: str) -> Episode:
    return next(episode for episode in scored() if episode.case == case)


def test_pairs_that_fought_before() -> None:
    assert fought_before(named("syria-israel-1967"))
    assert not fought_before(named("china-india-1962"))
    assert covariates(named("iran-iraq-1988"))[0] == 1.0


def test_the_base_rate_sees_no_case_of_its_cluster() -> None:
    cases = scored()
    outcomes = came(cases)
    before = base_rates(cases, outcomes)
    for i, episode in enumerate(cases):
        same = np.array([other.cluster == episode.cluster for other in cases])
        flipped = np.where(same, 1.0 - outcomes, outcomes)
        assert base_rates(cases, flipped)[i] == before[i]
        assert before[i] == pytest.approx((outcomes[~same].sum() + 0.5) / ((~same).sum() + 1))


def test_history_sees_no_case_of_its_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from ceaseline.analysis import episodes as module

    cases = scored()
    before = history_forecasts(cases)
    changed = tuple(
        replace(episode, next_year=None if episode.resumed else episode.last + 1)
        if episode.cluster == "arab-israeli"
        else episode
        for episode in episodes()
    )
    monkeypatch.setattr(module, "episodes", lambda: changed)
    after = history_forecasts(cases)
    own = np.array([episode.cluster == "arab-israeli" for episode in cases])
    np.testing.assert_allclose(after[own], before[own])
    assert (after[~own] != before[~own]).all()


def test_scores_are_the_means_of_the_cases() -> None:
    found = result()
    outcomes = np.array([float(row["outcome"]) for row in found["cases"]])
    for name, key in (("model", "probability"), ("history", "history"), ("base_rate", "base_rate")):
        forecast = np.array([row[key] for row in found["cases"]])
        assert found["brier"][name]["value"] == pytest.approx(((forecast - outcomes) ** 2).mean())
        right = np.where(outcomes == 1.0, forecast, 1.0 - forecast)
        assert found["log_loss"][name]["value"] == pytest.approx(-np.log(right).mean())
    for row in found["differences"]:
        scores = found[row["score"]]
        want = scores["model"]["value"] - scores[row["against"]]["value"]
        assert row["value"] == pytest.approx(want)
        assert row["low"] <= row["value"] <= row["high"]


def test_the_count_adds_up_over_clusters() -> None:
    found = result()
    rows = found["calibration"]["clusters"]
    assert sum(row["cases"] for row in rows) == len(found["cases"]) == 20
    assert len(rows) == found["clusters"] == 12
    assert sum(row["expected"] for row in rows) == pytest.approx(found["calibration"]["expected"])
    assert sum(row["observed"] for row in rows) == found["calibration"]["observed"] == 4


def test_the_ladder_is_a_ladder_and_every_case_is_sourced() -> None:
    for row in result()["cases"]:
        rungs = row["rungs"]
        assert 0.0 < rungs["war"] <= rungs["serious_clash"] <= rungs["deadly_clash"] < 1.0
        assert row["probability"] == rungs["serious_clash"]
        assert row["sources"]
        assert "judgement" not in {source["key"] for source in row["sources"]}


def test_a_case_without_terms_is_the_same_without_them() -> None:
    row = next(row for row in result()["cases"] if row["case"] == "jordan-israel-1967")
    assert row["terms"] == []
    assert row["without_terms"] == row["probability"]


def test_the_same_seed_gives_the_same_answer() -> None:
    assert backtest(SAMPLE, threads=2, keep=False, batch=32) == result()
