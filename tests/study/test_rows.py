"""Tables of points: the numbers of a study's worlds, the same luck in every row, and mixing row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import kstest

from ceaseline.analysis.asked import Asked
from ceaseline.case import Case, Uncertain
from ceaseline.study import Sample
from ceaseline.study.quantiles import chances_of, quantiles
from ceaseline.study.rows import Rows, draw_rows, mix, part, run_rows, with_chances
from ceaseline.study.run import run_package, worlds_of

NUMBERS = [
    Uncertain.of(1.0, 2.0, 9.0, lower=0.0),
    Uncertain.of(0.1, 0.2, 0.5, lower=0.0, upper=1.0),
    Uncertain.of(-1.0, 0.0, 3.0),
    Uncertain.of(2.0, 2.0, 9.0, lower=0.0),
    Uncertain.named("uniform", {"low": 2.0, "high": 4.0}),
    Uncertain.named("loguniform", {"low": 0.1, "high": 10.0}),
    Uncertain.named("triangular", {"low": 0.0, "mode": 1.0, "high": 4.0}),
    Uncertain.named("normal", {"mean": 3.0, "sd": 2.0}, lower=0.0),
    Uncertain.named("beta", {"a": 2.0, "b": 5.0, "low": 0.0, "high": 1.0}),
    Uncertain.fixed(3.0),
]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: f"{n.distribution} {n.scale}")
def test_quantiles_are_those_of_the_case(number: Uncertain) -> None:
    u = np.concatenate([[0.0, 1e-9, 0.05, 0.5, 0.95, 1.0 - 1e-9, 1.0], np.linspace(0.01, 0.99, 99)])
    alone = np.array([number.quantile(float(chance)) for chance in u])
    # the case's own beta quantile is coarse where less than one draw in 10**15 falls
    apart = 5e-5 if number.distribution == "beta" else 1e-12
    np.testing.assert_allclose(quantiles(number, u), alone, rtol=1e-9, atol=apart)
    if number.distribution != "fixed" and number.lower < 0.0:
        np.testing.assert_allclose(chances_of(number, quantiles(number, u[7:])), u[7:], atol=1e-9)


def test_chances_have_to_be_chances() -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        quantiles(NUMBERS[0], np.array([1.1]))


@pytest.fixture(scope="module")
def asked(korea: Case) -> Asked:
    return Asked.of(korea, "all-promised")


@pytest.fixture(scope="module")
def rows(asked: Asked) -> Rows:
    return draw_rows(asked.case, asked.owned(), 1, 64)


def names(worlds: np.ndarray[tuple[int], np.dtype[np.void]]) -> Iterator[str]:
    yield from worlds.dtype.names or ()


def test_points_are_the_worlds_of_a_study(korea: Case, rows: Rows, asked: Asked) -> None:
    worlds = worlds_of(korea, Sample(64, 64, 1))
    for name in names(worlds):
        np.testing.assert_allclose(rows.worlds[name], worlds[name], rtol=1e-9)
    package = korea.package("all-promised")
    ours = run_rows(korea, package, rows, 4, 1, common_luck=False)
    _, study = run_package(korea, package, Sample(256, 64, 1))
    assert (ours["first"] == study["first"]).all()


def test_rows_share_their_luck_and_only_then(korea: Case, rows: Rows) -> None:
    package = korea.package("all-promised")
    one = part(rows, 0, 1)
    same = Rows(np.repeat(one.worlds, 8), {name: np.repeat(of, 8) for name, of in one.chances.items()})
    common = run_rows(korea, package, same, 16, 1, common_luck=True).reshape(8, 16)
    assert all(row.tobytes() == common[0].tobytes() for row in common)
    own = run_rows(korea, package, same, 16, 1, common_luck=False).reshape(8, 16)
    assert own[0].tobytes() == common[0].tobytes()
    assert len({row.tobytes() for row in own}) == 8


@pytest.mark.parametrize("common_luck", [True, False])
def test_threads_change_no_bit(korea: Case, rows: Rows, common_luck: bool) -> None:
    package = korea.package("all-promised")
    found = {
        run_rows(korea, package, rows, 3, 1, common_luck=common_luck, threads=threads).tobytes()
        for threads in (1, 2, 5)
    }
    assert len(found) == 1


def test_mixing_takes_rows_as_told_and_cover_follows(korea: Case, rows: Rows) -> None:
    first, second = part(rows, 0, 32), part(rows, 32, 64)
    where = np.arange(32) % 2 == 0
    owned = next(iter(first.chances))
    mixed = mix(korea, first, second, {"precision": where, "aircraft_range": where, owned: where})
    for name in ("precision", "aircraft_range"):
        expected = np.where(where, second.worlds[name], first.worlds[name])
        assert (mixed.worlds[name] == expected).all()
    assert (mixed.chances[owned] == np.where(where, second.chances[owned], first.chances[owned])).all()
    assert (mixed.worlds["odds_level"] == first.worlds["odds_level"]).all()
    everything = dict.fromkeys([*korea.assumptions, *first.chances], np.ones(32, dtype=bool))
    over = mix(korea, first, second, everything)
    assert over.worlds.tobytes() == second.worlds.tobytes()


def test_numbers_can_be_set_by_chance(korea: Case, rows: Rows) -> None:
    at = np.linspace(0.05, 0.95, 64)
    owned = next(iter(rows.chances))
    found = with_chances(korea, rows, {"precision": at, owned: at})
    number = korea.assumptions["precision"].value
    np.testing.assert_allclose(found.worlds["precision"], [number.quantile(float(u)) for u in at])
    assert (found.chances[owned] == at).all()
    assert (rows.worlds["precision"] != found.worlds["precision"]).any()
    with pytest.raises(KeyError, match="nowhere"):
        with_chances(korea, rows, {"nowhere": at})


def test_owned_numbers_spread_evenly_over_their_chances(rows: Rows) -> None:
    every = np.concatenate(list(rows.chances.values()))
    assert kstest(every, "uniform").pvalue > 1e-3


def test_asking_for_what_cannot_be_asked(korea: Case) -> None:
    with pytest.raises(KeyError):
        Asked.of(korea, "nothing")
    with pytest.raises(ValueError, match="no outcome 'wars'"):
        Asked.of(korea, "none", outcome="wars")
    with pytest.raises(ValueError, match="promise_kept"):
        Asked.of(korea, "none", outcome="promise_kept")
    with pytest.raises(ValueError, match="whole horizon"):
        Asked.of(korea, "none", outcome="dead", year=5)
    with pytest.raises(ValueError, match="years"):
        Asked.of(replace(korea, horizon_months=24), "none", year=10)
    assert Asked.of(replace(korea, horizon_months=24), "none").measure.year == 2
