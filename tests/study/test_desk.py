"""A desk gives the bits of a study, keeps what it ran, and refuses more than it can hold."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from ceaseline.analysis.live import answer, find_future, shares_of
from ceaseline.analysis.standing import standing
from ceaseline.case import Case, ChangeError, FrozenMap, LeverChange, Uncertain, value_by_hand
from ceaseline.study import Busy, Desk, Sample, Setting, run_study
from ceaseline.study.run import run_package

WHOLE = 256


@pytest.fixture(scope="module")
def desk(korea: Case) -> Desk:
    return Desk(korea, worlds=32, threads=2)


@pytest.fixture(scope="module")
def package(korea: Case) -> str:
    return korea.packages[-1].name


def test_the_bits_are_those_of_a_study(desk: Desk, korea: Case, package: str) -> None:
    study = run_study(korea, [package], Sample(WHOLE, 32), threads=1, keep=False)
    run = desk.run(Setting(package), WHOLE)
    assert run.outcomes.tobytes() == study.baseline.outcomes.tobytes()
    assert not run.outcomes.flags.writeable


def test_a_draft_is_the_first_futures_of_the_whole(korea: Case, package: str) -> None:
    whole = Desk(korea, worlds=32).run(Setting(package), WHOLE)
    fresh = Desk(korea, worlds=32).run(Setting(package), 64)
    cold = fresh.outcomes.reshape(32, 2)
    warm = whole.outcomes.reshape(32, 8)[:, :2]
    assert cold.tobytes() == np.ascontiguousarray(warm).tobytes()


def test_a_smaller_sample_is_cut_from_a_larger(desk: Desk, package: str) -> None:
    desk.run(Setting(package), WHOLE)
    cut = desk.run(Setting(package), 64)
    assert cut.sample == Sample(64, 32)
    assert cut.outcomes.size == 64


def test_own_values_are_those_of_a_pinned_study(desk: Desk, korea: Case, package: str) -> None:
    middle = korea.assumptions["precision"].quantile(0.5)
    values = FrozenMap({"precision": value_by_hand("precision", (middle,))})
    own = desk.run(Setting(package, values=values), WHOLE)
    _, pinned = run_package(korea, korea.package(package), Sample(WHOLE, 32), pins={"precision": 0.5})
    assert own.outcomes.tobytes() == pinned.tobytes()


def test_values_that_change_cover_draw_worlds_anew(desk: Desk, korea: Case, package: str) -> None:
    middle = korea.assumptions["aircraft_range"].quantile(0.5)
    values = FrozenMap({"aircraft_range": Uncertain.fixed(middle)})
    own = desk.run(Setting(package, values=values), WHOLE)
    _, pinned = run_package(korea, korea.package(package), Sample(WHOLE, 32), pins={"aircraft_range": 0.5})
    assert own.outcomes.tobytes() == pinned.tobytes()


def test_settings_asked_at_once_stay_apart(korea: Case) -> None:
    promises = [lever.id for lever in korea.levers if lever.kind == "promise"]
    settings = [Setting("none", FrozenMap({name: LeverChange(will=1.0)})) for name in promises] * 3
    desk = Desk(korea, worlds=32, threads=2)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda setting: desk.run(setting, WHOLE), settings))
    alone = Desk(korea, worlds=32, threads=1)
    for setting, run in zip(settings, together, strict=True):
        assert run.outcomes.tobytes() == alone.run(setting, WHOLE).outcomes.tobytes()


def test_more_than_it_can_hold_is_refused(korea: Case) -> None:
    with pytest.raises(Busy):
        Desk(korea, worlds=32, waiting=0).run(Setting("none"), WHOLE)


def test_faults_take_no_place(korea: Case) -> None:
    desk = Desk(korea, worlds=32, waiting=1)
    for _ in range(3):
        with pytest.raises(ChangeError):
            desk.run(Setting("none", FrozenMap({"nobody": LeverChange()})), WHOLE)
        with pytest.raises(KeyError):
            desk.run(Setting("nothing"), WHOLE)
    assert desk.run(Setting("none"), WHOLE).outcomes.size == WHOLE


def test_a_draft_moves_only_by_what_the_package_changes(desk: Desk) -> None:
    found = answer(desk, Setting("none"), "none", futures=64, whole=WHOLE)
    whole = answer(desk, Setting("none"), "none", futures=WHOLE, whole=WHOLE)
    for draft, settled in zip(found["series"], whole["series"], strict=True):
        assert draft["survival"] == settled["survival"]
        for one, other in zip(draft["ladder"], settled["ladder"], strict=True):
            assert one["share"] == pytest.approx(other["share"], abs=1e-12)


def test_survival_never_rises(desk: Desk, package: str) -> None:
    found = answer(desk, Setting(package), "none", futures=64, whole=WHOLE)
    for series in found["series"]:
        for held in series["survival"].values():
            assert held == sorted(held, reverse=True)
            assert all(0.0 <= share <= 1.0 for share in held)


def test_shares_count_what_outcomes_say(desk: Desk, package: str) -> None:
    run = desk.run(Setting(package), WHOLE)
    shares = shares_of(run.outcomes, 32, run.case.horizon_months)
    assert shares.values[:, 12, -1].mean() == (run.outcomes["first"][:, -1] <= 12).mean()


@pytest.mark.parametrize("kind", ["averted", "caused", "war"])
def test_a_future_that_is_found_is_of_its_kind(desk: Desk, package: str, kind: str) -> None:
    run, base = desk.run(Setting(package), WHOLE), desk.run(Setting("none"), WHOLE)
    horizon = run.case.horizon_months
    here, there = (held.outcomes["first"][:, -1] <= horizon for held in (run, base))
    wanted = {"averted": there & ~here, "caused": here & ~there, "war": here}[kind]
    found = find_future(run, base, 100, kind)
    assert (found is None) == (not wanted.any())
    if found is not None:
        assert wanted[found]
        later = np.flatnonzero(wanted[100:])
        assert found == (100 + later[0] if later.size else np.flatnonzero(wanted)[0])
    assert find_future(run, base, 100, "any") == 100


def test_what_stands_lies_between_nobody_and_everybody(desk: Desk, package: str) -> None:
    told = standing(desk.run(Setting(package), WHOLE))
    for row in told["levers"]:
        assert 0.0 <= row["least"] <= row["greatest"] <= row["willing"] <= 1.0
        assert all(0.0 <= one["unmet"] <= 1.0 - row["least"] for one in row["missing"])
    for total in told["totals"]:
        assert total["least"] <= total["greatest"] <= total["promised"] + 1e-9
