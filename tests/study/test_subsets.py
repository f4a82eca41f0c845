"""Subsets that share a run give what each gives on its own, bit for bit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.model.both import both

from ceaseline.case import Case, FrozenMap, load
from ceaseline.model.records import OUTCOME, PRELUDE, READINGS
from ceaseline.model.state import STATE
from ceaseline.model.subsets import place_of, run_subsets
from ceaseline.study import Sample
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import run_package, run_plan, worlds_of
from ceaseline.study.study import study_inputs
from ceaseline.study.subsets import BOTH_POINTS, Question, masked, run_apart, run_together

SAMPLE = Sample(96, 8, 3)
PACKAGES = ("as-reported-2025-08-26", "all-promised")


@pytest.fixture(scope="module")
def ukraine() -> Case:
    return load("ukraine-2025")


def random_subsets(plan: Plan, number: int, seed: int) -> NDArray[np.int64]:
    """Return nothing, everything, and sets of any size between."""
    draws = np.random.default_rng(seed)
    bits = len(plan.lever_ids)
    sets = [0, (1 << bits) - 1]
    while len(sets) < number:
        kept = draws.random(bits) < draws.random()
        sets.append(int(sum(1 << bit for bit in np.flatnonzero(kept).tolist())))
    return np.array(sets, dtype=np.int64)


def war(outcomes: NDArray[np.void]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return (outcomes["first"][:, 4] <= 120).astype(np.float64), np.ones(outcomes.size)


def cost(outcomes: NDArray[np.void]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return outcomes["cost"].astype(np.float64), np.ones(outcomes.size)


def shared_records(
    case: Case, plan: Plan, sample: Sample, subsets: NDArray[np.int64], whole: int
) -> tuple[NDArray[np.void], int]:
    """Return the outcome of each subset and future, shape (subsets, futures), and the histories run."""
    worlds = worlds_of(case, sample)
    found = np.zeros((subsets.size, sample.futures), dtype=OUTCOME)
    histories = 0
    for w in range(sample.worlds):
        index = np.zeros((sample.per_world, subsets.size), dtype=np.int32)
        room = np.zeros(sample.per_world * subsets.size, dtype=OUTCOME)
        tables = [np.zeros((1 << (subsets.size + 1).bit_length(), 4), dtype=np.int64) for _ in range(2)]
        reached, used = run_subsets(
            sample.seed, w, 0, sample.per_world, case.horizon_months, 1, int(case.flags.sea), whole,
            np.array(READINGS), worlds.view(np.recarray)[w], plan.levers.view(np.recarray)[w],
            plan.thresholds[w], plan.conditions.view(np.recarray)[w], plan.parties.view(np.recarray),
            subsets, index, room.view(np.recarray), np.zeros(1, dtype=STATE).view(np.recarray),
            np.zeros(1, dtype=PRELUDE).view(np.recarray), *tables,
        )  # fmt: skip
        assert reached == sample.per_world
        histories += used
        rows = slice(w * sample.per_world, (w + 1) * sample.per_world)
        found[:, rows] = room[index.T]
    return found, histories


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("whole", [0, 1])
def test_every_field_of_every_outcome_is_that_of_the_run_apart(
    ukraine: Case, package: str, whole: int
) -> None:
    plan = make_plan(ukraine, ukraine.package(package), SAMPLE.seed, SAMPLE.worlds)
    worlds = worlds_of(ukraine, SAMPLE)
    subsets = random_subsets(plan, 24, whole)
    found, histories = shared_records(ukraine, plan, SAMPLE, subsets, whole)
    assert histories <= found.size
    assert histories < found.size or package == "all-promised", "where will is certain no two sets may agree"
    left_out = {"agreement"} if whole else {"agreement", *BOTH_POINTS}
    for row, subset in enumerate(subsets):
        apart = run_plan(ukraine, masked(plan, int(subset)), worlds, SAMPLE)
        for field in set(OUTCOME.names or ()) - left_out:
            assert found[row][field].tobytes() == apart[field].tobytes(), (field, subset)


def test_masking_a_plan_is_leaving_promises_out_of_the_package(ukraine: Case) -> None:
    package = ukraine.package(PACKAGES[0])
    plan = make_plan(ukraine, package, SAMPLE.seed, SAMPLE.worlds)
    (subset,) = random_subsets(plan, 3, 5)[2:]
    kept = {
        name: setting
        for name, setting in package.settings.items()
        if subset >> plan.lever_ids.index(name) & 1
    }
    _, left = run_package(ukraine, replace(package, settings=FrozenMap(kept)), SAMPLE)
    covered = run_plan(ukraine, masked(plan, int(subset)), worlds_of(ukraine, SAMPLE), SAMPLE)
    assert 0 < len(kept) < len(package.settings)
    assert left.tobytes() == covered.tobytes()


@pytest.mark.parametrize("read", [war, cost])
def test_sums_equal_those_of_runs_apart_bit_for_bit(ukraine: Case, read: object) -> None:
    plan = make_plan(ukraine, ukraine.package(PACKAGES[1]), SAMPLE.seed, SAMPLE.worlds)
    worlds = worlds_of(ukraine, SAMPLE)
    subsets = random_subsets(plan, 12, 7)
    question = Question("tried", war if read is war else cost, ukraine.horizon_months)
    values, weights = run_apart(ukraine, plan, worlds, SAMPLE, subsets, question)
    for threads in (1, 3):
        found = run_together(ukraine, plan, worlds, SAMPLE, subsets, question, threads=threads)
        assert found.values.tobytes() == values.tobytes()
        assert found.weights.tobytes() == weights.tobytes()


def test_chance_of_agreement_is_that_of_what_is_announced(ukraine: Case) -> None:
    """Also of promises that are not in force, which share the history of others."""
    plan = make_plan(ukraine, ukraine.package(PACKAGES[0]), SAMPLE.seed, SAMPLE.worlds)
    worlds = worlds_of(ukraine, SAMPLE)
    subsets = random_subsets(plan, 8, 11)

    def read(outcomes: NDArray[np.void]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return outcomes["agreement"], np.ones(outcomes.size)

    apart, _ = run_apart(ukraine, plan, worlds, SAMPLE, subsets, Question("a", read, 12))
    found = run_together(ukraine, plan, worlds, SAMPLE, subsets, Question("a", read, 12, agreement=True))
    assert found.values.tobytes() == apart.tobytes()
    assert np.ptp(apart.sum(axis=0)) > 0.0


def test_little_room_changes_nothing(ukraine: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_plan(ukraine, ukraine.package(PACKAGES[1]), SAMPLE.seed, SAMPLE.worlds)
    worlds = worlds_of(ukraine, SAMPLE)
    subsets = random_subsets(plan, 40, 2)
    question = Question("cost", cost, 24)
    ample = run_together(ukraine, plan, worlds, SAMPLE, subsets, question)
    monkeypatch.setattr("ceaseline.study.subsets.ROOM", 1)
    tight = run_together(ukraine, plan, worlds, SAMPLE, subsets, question)
    assert ample.values.tobytes() == tight.values.tobytes()
    assert ample.histories.sum() == tight.histories.sum()


def test_watched_promises_are_counted_where_they_open_in_force(ukraine: Case) -> None:
    plan = make_plan(ukraine, ukraine.package(PACKAGES[0]), SAMPLE.seed, SAMPLE.worlds)
    worlds = worlds_of(ukraine, SAMPLE)
    subsets = random_subsets(plan, 6, 9)
    uk = 1 << plan.lever_ids.index("force-uk")
    found = run_together(
        ukraine, plan, worlds, SAMPLE, subsets, Question("war", war, 12), watched=[(1, uk), (0, uk)]
    )
    runs = run_plan(ukraine, plan, worlds, SAMPLE)
    force = np.where(runs["greatest_reached"] == 1, runs["greatest_start"], runs["least_start"])
    assert found.in_force.sum(axis=0).tolist() == [np.count_nonzero(force & uk), 0]


def test_work_that_was_stopped_goes_on_where_it_was(
    ukraine: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    plan = make_plan(ukraine, ukraine.package(PACKAGES[0]), SAMPLE.seed, SAMPLE.worlds)
    worlds = worlds_of(ukraine, SAMPLE)
    subsets = random_subsets(plan, 16, 4)
    question = Question("war", war, 120)
    inputs = study_inputs(ukraine, PACKAGES[0], SAMPLE)

    def stop(done: int, of: int) -> None:
        if done >= of // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_together(ukraine, plan, worlds, SAMPLE, subsets, question, inputs=inputs, progress=stop)
    finished = len(list(tmp_path.rglob("*.piece")))
    assert 0 < finished <= 8
    computed: list[str] = []
    once = Checkpoint.once

    def counting(self: Checkpoint, name: str, compute: object) -> NDArray[np.float64]:
        if self.get(name) is None:
            computed.append(name)
        return once(self, name, compute)  # type: ignore[arg-type]

    monkeypatch.setattr(Checkpoint, "once", counting)
    again = run_together(ukraine, plan, worlds, SAMPLE, subsets, question, inputs=inputs)
    assert len(computed) == 8 - finished
    straight = run_together(ukraine, plan, worlds, SAMPLE, subsets, question)
    assert again.values.tobytes() == straight.values.tobytes()


def test_places_in_a_table() -> None:
    """Compiled and uncompiled agree, far sets included, and pairs that meet in a row stay apart."""
    sets = [0, 1, 5, (1 << 55) - 1, (1 << 61) + 3, 1 << 40, 77, 1 << 32]
    table = np.zeros((16, 4), dtype=np.int64)
    for number, first in enumerate(sets):
        row = both(place_of, table, 1, first, number)
        assert table[row, 0] == 0
        table[row] = 1, first, number, number
    for number, first in enumerate(sets):
        assert table[place_of(table, 1, first, number), 3] == number
    assert table[place_of(table, 2, sets[0], 0), 0] != 2
