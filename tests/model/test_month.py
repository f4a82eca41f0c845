"""The month as a whole: same bytes, same luck, sane behaviour, and the same uncompiled."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ceaseline.case import Case, Estimate, Lever, LeverSetting, Package, load
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.uncertain import Uncertain
from ceaseline.model.records import (
    CONDITION,
    KINDS,
    LEVER,
    NEVER,
    OUTCOME,
    PARTY,
    PRELUDE,
    READINGS,
    ROADS,
    RUNGS,
    WORLD,
)
from ceaseline.model.state import STATE
from ceaseline.study.engines import EVERY_ENGINE, LANDS
from ceaseline.study.plan import make_plan
from ceaseline.study.run import Sample, run_package, run_plan, tell_future, worlds_of

SAMPLE = Sample(futures=512, worlds=32, seed=1)


def test_no_field_hides_behind_an_attribute_of_numpy() -> None:
    for layout in (WORLD, LEVER, CONDITION, PARTY, PRELUDE, OUTCOME, STATE):
        assert not [name for name in layout.names or () if hasattr(np.record, name)]


@pytest.fixture(scope="module")
def case() -> Case:
    return load("ukraine-2025")


@pytest.fixture(scope="module")
def reference() -> Case:
    return load("reference-pair")


def outcomes(case: Case, package: Package | str, sample: Sample = SAMPLE) -> NDArray[np.void]:
    named = case.package(package) if isinstance(package, str) else package
    return run_package(case, named, sample)[1]


def share(found: NDArray[np.void], rung: str, year: int) -> float:
    return float((found["first"][:, RUNGS.index(rung)] <= 12 * year).mean())


def test_threads_and_batches_change_no_bit(case: Case) -> None:
    plan = make_plan(case, case.package("all-promised"), SAMPLE.seed, SAMPLE.worlds)
    worlds = worlds_of(case, SAMPLE)
    whole = run_plan(case, plan, worlds, SAMPLE, threads=1, batch=512).tobytes()
    for threads, batch in ((2, 256), (7, 33), (1, 1)):
        assert run_plan(case, plan, worlds, SAMPLE, threads=threads, batch=batch).tobytes() == whole


def test_more_futures_keep_the_ones_there_were(case: Case) -> None:
    more = Sample(futures=1024, worlds=32, seed=1)
    few = outcomes(case, "as-reported-2025-08-26").reshape(32, 16)
    many = outcomes(case, "as-reported-2025-08-26", more).reshape(32, 32)
    assert few.tobytes() == np.ascontiguousarray(many[:, :16]).tobytes()


def test_another_seed_gives_other_luck(case: Case) -> None:
    other = Sample(futures=512, worlds=32, seed=2)
    assert outcomes(case, "none").tobytes() != outcomes(case, "none", other).tobytes()


def test_a_breach_counts_for_every_rung_below_it(case: Case) -> None:
    first = outcomes(case, "none")["first"].astype(int)
    assert (np.diff(first, axis=1) >= 0).all()
    assert (first[:, -1] < NEVER).any()


def test_war_has_one_road_and_ends_the_future(case: Case) -> None:
    found = outcomes(case, "none")
    war = found["first"][:, -1] < NEVER
    assert ((found["road"] > 0) == war).all()
    assert (found["months"][war] == found["first"][war, -1]).all()
    assert (found["months"][~war] == case.horizon_months).all()
    assert set(np.unique(found["road"])) <= set(range(len(ROADS)))


def test_every_kind_of_challenge_occurs(case: Case) -> None:
    found = outcomes(case, "all-promised", Sample(futures=2048, worlds=32, seed=1))
    counted = dict(zip(KINDS, found["challenges"].sum(axis=0), strict=True))
    assert all(counted[kind] > 0 for kind in KINDS if kind != "hold"), counted


def _with_idle_lever(case: Case, package: Package, place: int) -> tuple[Case, Package]:
    """Add a promise of no troops by a European state, anywhere in the order of levers."""
    idle = Lever(
        id="idle",
        title="Nothing",
        by="norway",
        item="ground_troops",
        kind="promise",
        amount=Estimate(value=Uncertain.fixed(0.0), unit="troops"),
        siting="rear",
    )
    levers = (*case.levers[:place], idle, *case.levers[place:])
    setting = LeverSetting(
        lever="idle", will=Estimate(value=Uncertain.fixed(1.0), unit="share"), siting="rear"
    )
    wider = replace(package, settings=FrozenMap({**package.settings, "idle": setting}))
    without = [lever for lever in levers if lever.kind == "design"]
    promises = [lever for lever in levers if lever.kind == "promise"]
    assert len(promises) <= 62
    return replace(case, levers=(*promises, *without)), wider


@pytest.mark.parametrize("place", [0, 7])
def test_a_lever_that_does_nothing_changes_no_other_number(case: Case, place: int) -> None:
    package = case.package("as-reported-2025-08-26")
    wider_case, wider = _with_idle_lever(case, package, place)
    before, after = outcomes(case, package), outcomes(wider_case, wider)
    masks = {"least", "greatest", "least_start", "greatest_start"}
    counts_the_lever_itself = {"withdrawals"}
    for field in before.dtype.names or ():
        if field not in masks | counts_the_lever_itself:
            np.testing.assert_array_equal(before[field], after[field], err_msg=field)
    bit = make_plan(wider_case, wider, 1, 2).lever_ids.index("idle")
    for field in masks:
        low = after[field] & ((1 << bit) - 1)
        high = (after[field] >> (bit + 1)) << bit
        np.testing.assert_array_equal(before[field], low | high, err_msg=field)


def test_mutual_conditions_part_the_fixed_points(case: Case) -> None:
    for name in ("as-reported-2025-08-26", "all-promised"):
        found = outcomes(case, name)
        assert ((found["least_start"] & ~found["greatest_start"]) == 0).all()
        assert (found["least_start"] != found["greatest_start"]).mean() > 0.01
    freed = case.package("all-promised")
    setting = LeverSetting(lever="unconditional", will=Estimate(value=Uncertain.fixed(1.0), unit="share"))
    freed = replace(freed, settings=FrozenMap({**freed.settings, "unconditional": setting}))
    found = outcomes(case, freed)
    assert (found["least_start"] == found["greatest_start"]).all()


def test_what_is_in_force_only_shrinks(case: Case) -> None:
    found = outcomes(case, "as-reported-2025-08-26")
    assert ((found["least"] & ~found["least_start"]) == 0).all()
    assert ((found["greatest"] & ~found["greatest_start"]) == 0).all()


def test_without_its_harms_a_package_does_not_raise_the_share_of_wars(case: Case) -> None:
    worlds = worlds_of(case, SAMPLE).copy()
    for harm in ("provocation_force", "provocation_us", "window", "embolden"):
        worlds[harm] = 0.0
    worlds["no_fly_incidents"] = 1.0
    found = {}
    for name in ("none", "all-promised"):
        plan = make_plan(case, case.package(name), SAMPLE.seed, SAMPLE.worlds)
        found[name] = run_plan(case, plan, worlds, SAMPLE)
    assert share(found["all-promised"], "war", 10) < share(found["none"], "war", 10)
    assert share(found["all-promised"], "incident", 5) <= share(found["none"], "incident", 5)


def test_the_challenger_moves_on_belief_and_is_met_by_truth(case: Case) -> None:
    worlds = worlds_of(case, SAMPLE)
    plan = make_plan(case, case.package("all-promised"), SAMPLE.seed, SAMPLE.worlds)

    def run(**fields: float) -> NDArray[np.void]:
        changed = worlds.copy()
        for name, value in fields.items():
            changed[name] = value
        return run_plan(case, plan, changed, SAMPLE)

    doubted = run(belief_europe=0.02, belief_us=0.02)
    trusted = run(belief_europe=0.9, belief_us=0.9)
    assert share(trusted, "war", 10) < share(doubted, "war", 10)
    false, true = run(truth_europe=0.02, truth_us=0.02), run(truth_europe=0.95, truth_us=0.95)
    assert true["kept"].sum() > 2 * false["kept"].sum()
    assert abs(share(false, "incident", 1) - share(true, "incident", 1)) < 0.02


#: Contiguous pairs after 1946, 90 % intervals by year and rung (facts on past ceasefires, design 3.2).
INTERVALS = {
    1: ((0.26, 0.47), (0.19, 0.39), (0.16, 0.35), (0.04, 0.18), (0.02, 0.13)),
    2: ((0.43, 0.66), (0.33, 0.55), (0.24, 0.45), (0.08, 0.24), (0.04, 0.18)),
    5: ((0.63, 0.82), (0.55, 0.76), (0.43, 0.66), (0.19, 0.39), (0.07, 0.22)),
    10: ((0.69, 0.87), (0.59, 0.79), (0.53, 0.74), (0.34, 0.57), (0.16, 0.35)),
}


def test_the_reference_pair_lies_inside_history(reference: Case) -> None:
    found = outcomes(reference, "none", Sample(futures=8192, worlds=512, seed=1))
    for year, bands in INTERVALS.items():
        for rung, (low, high) in zip(RUNGS, bands, strict=True):
            assert low <= share(found, rung, year) <= high, (year, rung, share(found, rung, year))
    front = share(found, "serious_clash", 1) / share(found, "serious_clash", 5)
    assert 0.35 <= front <= 0.9
    assert share(found, "war", 1) > 0.25 * share(found, "war", 5)


def test_a_told_future_is_the_future_that_was_run(case: Case) -> None:
    package = case.package("all-promised")
    found = outcomes(case, package)
    at_war = int(np.flatnonzero(found["road"] == 1)[0])
    log = tell_future(case, package, SAMPLE, at_war)
    assert log[-1, 0] == found["months"][at_war]
    assert (np.diff(log[:, 0]) >= 0).all()
    with pytest.raises(ValueError, match="futures 0 to 511"):
        tell_future(case, package, SAMPLE, 512)


def test_capability_is_read_while_the_ceasefire_lasts(case: Case) -> None:
    found = outcomes(case, "all-promised")
    for row, month in enumerate(READINGS):
        read = ~np.isnan(found["capability"][:, row, 0])
        assert (read == (found["months"] >= month)).all()


UNCOMPILED = """
import sys
import numpy as np
from ceaseline.case import load
from ceaseline.study.engines import EVERY_ENGINE
from ceaseline.study.run import Sample, run_package
case = load("ukraine-2025")
found = [
    run_package(case, case.package("all-promised"), Sample(16, 4, 3, engines))[1]
    for engines in (EVERY_ENGINE[0], EVERY_ENGINE[-1])
]
np.save(sys.argv[1], np.concatenate(found))
"""


def test_the_same_functions_uncompiled_give_the_same_futures(case: Case, tmp_path: Path) -> None:
    target = tmp_path / "plain.npy"
    slopes = "from ceaseline.study import run; from ceaseline.study.surrogate import Surrogate\n"
    surrogate = run_surrogate(case)
    code = slopes + f"run.surrogate_of = lambda digest, case, land: {surrogate!r}[land]\n" + UNCOMPILED
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONWARNINGS": "error"}
    subprocess.run([sys.executable, "-c", code, str(target)], check=True, env=environment, timeout=240)
    plain = np.load(target)
    compiled = np.concatenate(
        [
            outcomes(case, "all-promised", Sample(16, 4, 3, engines))
            for engines in (EVERY_ENGINE[0], EVERY_ENGINE[-1])
        ]
    )
    for field in compiled.dtype.names or ():
        np.testing.assert_allclose(
            compiled[field].astype(float), plain[field].astype(float), rtol=1e-9, atol=1e-9, err_msg=field
        )


def run_surrogate(case: Case) -> object:
    from ceaseline.study.run import surrogate_of

    return {land: surrogate_of(case.digest, case, land) for land in LANDS}
