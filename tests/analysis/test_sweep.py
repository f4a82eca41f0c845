"""A sweep says what a comparison says, in the same bytes wherever and in whatever pieces it runs."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ceaseline.analysis import compare
from ceaseline.analysis.sweep import sweep
from ceaseline.analysis.tally import AMOUNTS, Tallied, layout, tally
from ceaseline.case import Case
from ceaseline.model.records import NEVER
from ceaseline.study import Checkpoint, Sample, Store, Study, run_study
from ceaseline.study.cluster import ClusterError, local_cluster, on_cluster, on_workers
from ceaseline.study.sweep import Chunks, Span, Sweep, on_threads, run_span

NAMES = ["none", "as-of-1953-07-27", "all-promised"]
SAMPLE = Sample(3000, 20, 5)


@pytest.fixture(scope="module")
def study(korea: Case) -> Study:
    return run_study(korea, NAMES, SAMPLE, keep=False)


@pytest.fixture(scope="module")
def swept(korea: Case) -> dict[str, Any]:
    return sweep(korea, NAMES, SAMPLE, keep=False)


def one_at_a_time(given: Sweep, spans: Sequence[Span]) -> Chunks:
    """Run chunks without threads, so that the number run is the number asked for."""
    for span in spans:
        yield span, run_span(given, *span)


def same(found: Any, wanted: Any) -> bool:
    """Say whether answers are equal, figures to eleven digits."""
    if isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(same(found[name], wanted[name]) for name in wanted)
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(wanted, float):
        return bool(found == pytest.approx(wanted, rel=1e-11, abs=1e-13))
    return bool(found == wanted)


def test_every_figure_is_that_of_compare(study: Study, swept: dict[str, Any]) -> None:
    told = compare(study)
    assert swept["differences"]
    alike = {*swept} - {"packages", "manifest", "kept"}
    assert {*told} - alike == {"packages", "manifest", "engines"}
    for name in alike:
        assert same(swept[name], told[name]), name
    for found, wanted in zip(swept["packages"], told["packages"], strict=True):
        assert {*found} - {*wanted} == {"months_to_war"}
        for name in {*found} - {"months_to_war"}:
            assert same(found[name], wanted[name]), name
        assert same(found["months_to_war"], wanted["outcomes"]["months_to_war"])
        shares = [cell["share"] for rungs in found["ladder"].values() for cell in rungs.values()]
        assert shares == [cell["share"] for rungs in wanted["ladder"].values() for cell in rungs.values()]


@pytest.mark.parametrize("chunk", [1, 149, 151, 1000, 10**6])
def test_any_division_and_number_of_threads_gives_the_same_bytes(
    korea: Case, swept: dict[str, Any], chunk: int
) -> None:
    sample = replace(SAMPLE, futures=100) if chunk == 1 else SAMPLE
    whole = swept if sample == SAMPLE else sweep(korea, NAMES, sample, keep=False)
    found = sweep(korea, NAMES, sample, chunk=chunk, runner=on_threads(3), keep=False)
    assert json.dumps(found) == json.dumps(whole)


def test_sums_are_those_of_the_outcomes(study: Study, korea: Case) -> None:
    horizon, levers = korea.horizon_months, len(study.baseline.lever_ids)
    outcomes, baseline = study.runs[2].outcomes, study.baseline.outcomes
    sums = tally(outcomes, baseline, 0, SAMPLE.per_world, horizon, levers)
    found = Tallied(layout(horizon, levers), sums)
    by_world = outcomes["dead"].reshape(SAMPLE.worlds, -1).sum(axis=1)
    assert found.by_world("dead.sum").tolist() == pytest.approx(by_world.tolist(), rel=1e-14)
    wars = outcomes["first"][:, -1]
    assert found.total("war@60.sum") == (wars <= 60).sum()
    months = [found.total(f"war_in_month.{month}") for month in range(horizon + 1)]
    assert sum(months) == (wars < NEVER).sum() > 0


def test_a_figure_that_is_not_whole_is_never_cut_off(
    study: Study, korea: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    horizon, levers = korea.horizon_months, len(study.baseline.lever_ids)
    outcomes = study.baseline.outcomes.copy()
    outcomes["agreement"][0] = np.nan
    with pytest.raises(ValueError, match="finite"):
        tally(outcomes, outcomes, 0, SAMPLE.per_world, horizon, levers)
    monkeypatch.setattr("ceaseline.analysis.tally.AMOUNTS", AMOUNTS - {"throughput"})
    layout.cache_clear()
    with pytest.raises(ValueError, match="throughput is not a whole number"):
        tally(study.baseline.outcomes, outcomes, 0, SAMPLE.per_world, horizon, levers)
    layout.cache_clear()


def test_a_stopped_sweep_goes_on_where_it_was(korea: Case, swept: dict[str, Any], tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done >= of // 2:
            raise KeyboardInterrupt

    store = Store(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        sweep(korea, NAMES, SAMPLE, chunk=300, progress=stop, store=store, runner=one_at_a_time)
    kept = list(tmp_path.rglob("*.piece"))
    assert len(kept) == 5
    kept[0].write_bytes(kept[0].read_bytes()[:-1])  # a piece that was cut short is run again

    asked: list[Span] = []

    def note(given: Sweep, spans: Sequence[Span]) -> Chunks:
        asked.extend(spans)
        yield from one_at_a_time(given, spans)

    found = sweep(korea, NAMES, SAMPLE, chunk=300, store=store, runner=note)
    assert json.dumps(found) == json.dumps(swept)
    assert len(asked) == 6
    asked.clear()
    assert json.dumps(sweep(korea, NAMES, SAMPLE, chunk=7, store=store, runner=note)) == json.dumps(swept)
    assert asked == []
    assert len(list(tmp_path.rglob("*.piece"))) == 1
    assert sweep(korea, NAMES, SAMPLE, store=store, runner=note, fresh=True) == swept
    assert len(asked) == 1


def test_sums_of_another_shape_count_as_missing(
    korea: Case, swept: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(self: Checkpoint, name: str) -> NDArray[Any]:
        return np.zeros((1, 1, 1), dtype=np.int64)

    monkeypatch.setattr(Checkpoint, "get", wrong)
    assert sweep(korea, NAMES, SAMPLE, store=Store(tmp_path)) == swept


@pytest.mark.parametrize(("packages", "chunk"), [([], 10), (["none"], 0)])
def test_what_cannot_be_run_is_refused(korea: Case, packages: list[str], chunk: int) -> None:
    with pytest.raises(ValueError, match="at least"):
        sweep(korea, packages, SAMPLE, chunk=chunk, keep=False)
    with pytest.raises(KeyError, match="all-promised"):
        sweep(korea, ["al-promised"], SAMPLE, keep=False)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with local_cluster(2) as found:
        yield found


def test_two_processes_give_the_same_bytes(korea: Case, swept: dict[str, Any], cluster: Any) -> None:
    runner = on_cluster(cluster.scheduler_address)
    assert cluster.scheduler_address.startswith("tcp://127.0.0.1:")
    with local_cluster(1) as second:  # two at once do not get into each other's way
        assert second.scheduler_address != cluster.scheduler_address
    found = sweep(korea, NAMES, SAMPLE, chunk=170, runner=runner, keep=False)
    assert json.dumps(found) == json.dumps(swept)


def test_a_killed_worker_changes_nothing(korea: Case, swept: dict[str, Any], cluster: Any) -> None:
    killed: list[int] = []

    def kill_halfway(done: int, of: int) -> None:
        if done > of // 4 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    runner = on_cluster(cluster.scheduler_address)
    found = sweep(korea, NAMES, SAMPLE, chunk=30, runner=runner, progress=kill_halfway, keep=False)
    assert killed
    assert json.dumps(found) == json.dumps(swept)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"program": {"model_digest": "0" * 12}}, "a worker has model_digest .* install the same"),
        ({"slopes": (0.0, 0.0, 0.0, 0.0)}, "computes other bytes than this machine"),
    ],
)
def test_a_worker_that_would_differ_is_refused(
    korea: Case, cluster: Any, change: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = on_cluster(cluster.scheduler_address)

    def other(given: Sweep, spans: Sequence[Span]) -> Chunks:
        monkeypatch.setattr("ceaseline.study.cluster.prove", lambda sent: "0" * 64)
        yield from runner(replace(given, **change), spans)

    with pytest.raises(ClusterError, match=said):
        sweep(korea, NAMES, SAMPLE, chunk=1500, runner=other, keep=False)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense"])
def test_a_scheduler_that_does_not_answer_is_named(
    korea: Case, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ceaseline.study.cluster.ANSWER_WITHIN", 0.5)
    with pytest.raises(ClusterError, match=f"no Dask scheduler answers at {address}"):
        sweep(korea, NAMES, SAMPLE, runner=on_cluster(address), keep=False)


def test_without_the_extra_one_line_says_what_to_install(
    korea: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for runner in (on_cluster("tcp://127.0.0.1:1"), on_workers(2)):
        with pytest.raises(ClusterError, match=r"pip install 'ceaseline\[cluster\]'"):
            sweep(korea, NAMES, SAMPLE, runner=runner, keep=False)
