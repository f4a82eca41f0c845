"""Errors are clustered by world, differences paired, and luck is taken out of the spread."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.analysis.statistics import Reading, average, between_worlds, difference, quantiles
from ceaseline.study.worlds import world_uniforms

WORLDS, EACH = 40, 25


def futures(name: str, count: int = WORLDS * EACH) -> np.ndarray:
    """Return addressed uniform numbers, one for each future."""
    return world_uniforms(7, name, count)


def flat(values: list[list[float]]) -> Reading:
    return Reading.of(np.array(values).ravel())


def test_error_is_that_of_world_means() -> None:
    values = futures("a")
    found = average(Reading.of(values), WORLDS)
    means = values.reshape(WORLDS, EACH).mean(axis=1)
    assert found.value == pytest.approx(values.mean())
    assert found.error == pytest.approx(means.std(ddof=1) / math.sqrt(WORLDS))


def test_clustered_error_exceeds_the_naive_one_where_worlds_differ() -> None:
    world = np.repeat(futures("world", WORLDS), EACH)
    values = (futures("b") < world).astype(float)
    naive = math.sqrt(values.var() / values.size)
    assert average(Reading.of(values), WORLDS).error > 2 * naive


def test_clustered_error_covers() -> None:
    """Of many studies the mean lies within 1.96 errors of the truth about 95 times in 100."""
    inside = 0
    for study in range(400):
        world = np.repeat(futures(f"world{study}", WORLDS), EACH)
        values = (futures(f"luck{study}") < world).astype(float)
        found = average(Reading.of(values), WORLDS)
        inside += abs(found.value - 0.5) < 1.96 * found.error
    assert 0.91 <= inside / 400 <= 0.98


def test_weights_make_a_ratio_with_its_linearised_error() -> None:
    """The error of a ratio agrees with the spread of the ratio over many studies."""
    ratios, errors = [], []
    for study in range(300):
        tests = np.floor(3 * futures(f"t{study}"))
        kept = np.floor(futures(f"k{study}") * (tests + 1))
        found = average(Reading(kept / np.maximum(tests, 1), tests), WORLDS)
        assert found.value == pytest.approx(kept.sum() / tests.sum())
        ratios.append(found.value)
        errors.append(found.error)
    assert np.mean(errors) == pytest.approx(np.std(ratios), rel=0.15)


def test_nothing_counted_says_nothing() -> None:
    empty = Reading(np.zeros(4), np.zeros(4))
    assert math.isnan(average(empty, 2).value)
    assert math.isnan(difference(empty, flat([[1, 1], [1, 1]]), 2).value)


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4))
def test_the_same_futures_differ_by_exactly_nothing(values: list[float]) -> None:
    reading = Reading.of(np.array(values))
    found = difference(reading, reading, 2)
    assert (found.value, found.error) == (0.0, 0.0)


def test_rounding_is_no_difference() -> None:
    values = futures("c")
    found = difference(Reading.of(values), Reading.of(values * (1 + 1e-15)), WORLDS)
    assert (found.value, found.error) == (0.0, 0.0)


def test_pairing_removes_what_both_share() -> None:
    luck = futures("d")
    world = np.repeat(futures("w", WORLDS), EACH)
    one, two = (luck < world).astype(float), (luck < 0.9 * world).astype(float)
    paired = difference(Reading.of(two), Reading.of(one), WORLDS)
    alone = math.hypot(average(Reading.of(one), WORLDS).error, average(Reading.of(two), WORLDS).error)
    per_world = (two - one).reshape(WORLDS, EACH).mean(axis=1)
    assert paired.value == pytest.approx(per_world.mean())
    assert paired.error == pytest.approx(per_world.std(ddof=1) / math.sqrt(WORLDS))
    assert paired.error < alone / 3


def test_only_futures_on_both_sides() -> None:
    one = Reading.of(np.array([1.0, np.nan, 3.0, 4.0]))
    two = Reading.of(np.array([2.0, 9.0, np.nan, 4.0]))
    assert difference(two, one, 2, same_futures=True).value == pytest.approx(0.5)
    assert difference(two, one, 2).value == pytest.approx(15 / 3 - 8 / 3)


def test_luck_alone_is_no_spread() -> None:
    """Worlds that share one chance show nearly none, though their raw means differ."""
    values = (futures("e", 400 * 16) < 0.3).astype(float)
    low, high = between_worlds(Reading.of(values), 400)
    raw = np.quantile(values.reshape(400, 16).mean(axis=1), (0.05, 0.95))
    assert raw[1] - raw[0] > 0.3
    assert high - low < 0.1


def test_true_spread_is_found_whatever_the_luck() -> None:
    """With chances uniform on 0.2 to 0.8 the 5th and 95th percentile are 0.23 and 0.77 for any luck."""
    for each in (4, 16, 64):
        world = np.repeat(0.2 + 0.6 * futures(f"u{each}", 2000), each)
        values = (futures(f"v{each}", 2000 * each) < world).astype(float)
        low, high = between_worlds(Reading.of(values), 2000)
        assert low == pytest.approx(0.23, abs=0.05)
        assert high == pytest.approx(0.77, abs=0.05)


def test_spread_stays_within_what_worlds_show() -> None:
    values = (futures("f") < 0.1).astype(float)
    low, high = between_worlds(Reading.of(values), WORLDS)
    assert 0.0 <= low <= high <= 1.0


def test_one_future_a_world_cannot_tell_luck_from_assumptions() -> None:
    assert all(math.isnan(end) for end in between_worlds(Reading.of(np.array([0.0, 1.0])), 2))


def test_quantiles_leave_out_what_has_no_figure() -> None:
    assert quantiles(np.array([np.nan, 4.0])) == {"p5": 4.0, "p50": 4.0, "p95": 4.0}
    assert quantiles(np.array([np.nan])) == {"p5": None, "p50": None, "p95": None}
