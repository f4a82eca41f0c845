"""Calibration: targets, what it keeps, that it repeats itself, that the shipped file still fits."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ceaseline.analysis.calibration import (
    FREE,
    Calibrated,
    Effort,
    NothingKept,
    calibrate,
    manifest,
    write_calibration,
)
from ceaseline.analysis.calibration.summary import assumption_rows, fit_rows, front_rows, verdict
from ceaseline.analysis.calibration.targets import CUTOFF, YEARS, implausibility, targets
from ceaseline.analysis.calibration.worlds import Bench, spread_points
from ceaseline.case import KEPT, Case, as_stated, load
from ceaseline.model.records import RUNGS
from ceaseline.study import Sample, Store, run_study
from ceaseline.study.checkpoint import PIECES

SMALL = Effort(worlds=256, futures=16, seed=2)


@pytest.fixture(scope="module")
def found() -> Calibrated:
    return calibrate(load("reference-pair"), SMALL, threads=1, keep=False)


@pytest.fixture(scope="module")
def shares() -> Any:
    """Return the ladder of the reference pair with the shipped calibration, shape (rungs, years)."""
    sample = Sample(futures=16384, worlds=1024, seed=11)
    first = run_study(load("reference-pair"), ["none"], sample, keep=False).baseline.outcomes["first"]
    return np.stack([(first <= 12 * year).mean(axis=0) for year in YEARS], axis=-1)


def test_the_shipped_calibration_still_reproduces_the_record(shares: Any) -> None:
    """Fails when the model has moved away from the kept worlds: `ceaseline calibrate -o` makes new ones."""
    told = [(row["rung"], row["year"], row["mean"]) for row in fit_rows(shares[None]) if not row["inside"]]
    assert told == []


def test_its_war_lies_between_the_published_rates(shares: Any) -> None:
    record, war = targets(), RUNGS.index("war")
    # two standard errors of a share over 1 024 worlds
    assert (shares[war] >= record.low[war] - 0.015).all()
    assert (shares[war] <= record.high[war] + 0.015).all()


def test_its_resumptions_are_front_loaded(shares: Any) -> None:
    assert [row["rung"] for row in front_rows(shares[None]) if not row["inside"]] == []


def test_the_shipped_file_says_what_it_left_open() -> None:
    path = KEPT / "reference-pair-1.json"
    answer = json.loads(path.read_text(encoding="utf-8"))
    assert answer["sound"]
    assert answer["war_between"]
    readings = {row["name"]: row["reading"] for row in answer["assumptions"]}
    assert set(readings) == set(FREE)
    assert "not identified" in readings.values()
    assert answer["kept"] >= 500


def test_a_world_like_the_record_is_plausible_and_a_shifted_one_is_not() -> None:
    record = targets()
    error = np.full((1, 5, 4), 0.01)
    front = np.full((1, 2), 0.1)
    assert implausibility(record.low[None], error, front)[0] < CUTOFF
    assert implausibility(record.low[None] + 0.25, error, front)[0] > CUTOFF
    early = record.low.copy()
    early[0, 0] += 0.15
    late = record.low.copy()
    late[0, 0] -= 0.15
    # the record misses disputes of the war's own last year, so more of them in the first year is less odd
    assert implausibility(early[None], error, front)[0] < implausibility(late[None], error, front)[0]


def test_within_its_range_war_is_not_implausible_at_all() -> None:
    record, war = targets(), RUNGS.index("war")
    share = record.low.copy()
    share[war] = (record.low[war] + record.high[war]) / 2.0
    none, front = np.zeros((1, 5, 4)), np.full((1, 2), 1.0)
    share[:war] = record.low[:war]
    assert implausibility(share[None], none, front)[0] < 0.1


def test_the_answer_does_not_depend_on_threads(found: Calibrated) -> None:
    again = calibrate(load("reference-pair"), SMALL, threads=2, keep=False)
    assert again.worlds.tobytes() == found.worlds.tobytes()
    assert again.answer == found.answer


def test_kept_worlds_lie_in_the_prior_and_fit(found: Calibrated, reference: Case) -> None:
    stated = as_stated(reference)
    assert found.worlds.shape == (found.answer["kept"], len(FREE))
    for k, name in enumerate(FREE):
        number, values = stated.assumptions[name], found.worlds[:, k]
        assert number.quantile(0.0) <= values.min() < values.max() <= number.quantile(1.0)
    rate = next(row for row in found.answer["assumptions"] if row["name"] == "opening_rate")
    assert rate["sd_ratio"] < 0.85
    assert found.answer["kept"] == found.answer["waves"][1]["kept"] > 10


def test_interrupted_work_is_taken_up_again(
    found: Calibrated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, store = load("reference-pair"), Store(tmp_path)
    blocks = 0
    real = Bench.run

    def run(bench: Bench, values: Any, block: int) -> Any:
        nonlocal blocks
        if blocks == 2:
            raise KeyboardInterrupt
        blocks += 1
        return real(bench, values, block)

    monkeypatch.setattr(Bench, "run", run)
    with pytest.raises(KeyboardInterrupt):
        calibrate(case, SMALL, threads=1, store=store)
    assert len(list((tmp_path / PIECES).rglob("*.piece"))) == 2
    blocks = -1_000
    again = calibrate(case, SMALL, threads=1, store=store)
    assert blocks == -999
    assert again.worlds.tobytes() == found.worlds.tobytes()
    assert not list((tmp_path / PIECES).rglob("*.piece"))


def test_what_is_written_can_be_drawn_from(found: Calibrated, tmp_path: Path) -> None:
    rows, beside = write_calibration(found, tmp_path)
    lines = rows.read_text(encoding="utf-8").splitlines()
    assert (rows.name, beside.name) == ("reference-pair-1.csv", "reference-pair-1.json")
    assert lines[0] == ",".join(FREE)
    assert len(lines) == 1 + len(found.worlds)
    assert json.loads(beside.read_text(encoding="utf-8")) == json.loads(json.dumps(manifest(found)))


def test_nothing_kept_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ceaseline.analysis.calibration.matching.CUTOFF", -1.0)
    with pytest.raises(NothingKept, match="rules out every world"):
        calibrate(load("reference-pair"), SMALL, threads=1, keep=False)


@pytest.mark.parametrize("wrong", [{"worlds": 100}, {"futures": 20}, {"seed": -1}])
def test_impossible_efforts_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"worlds|futures|seed"):
        Effort(**wrong)


def test_points_are_evenly_spread() -> None:
    points = spread_points(64, 0, 1, 1)
    for column in points.T:
        counts = np.histogram(column, 8, (0, 1))[0]
        assert counts.tolist() == [8] * 8


def test_words_follow_the_figures(reference: Case) -> None:
    points = np.random.default_rng(1).random((400, len(FREE)))
    points[:, 0] = 0.4 + 0.1 * points[:, 0]
    rows = {row["name"]: row["reading"] for row in assumption_rows(as_stated(reference), points, points)}
    assert rows[FREE[0]] == "narrowed"
    assert rows[FREE[3]] == "not identified"
    high = targets().low[None] + 0.3
    told = verdict(fit_rows(high), front_rows(high))
    assert not told["sound"]
    assert "incident at 1 y" in told["verdict"]
