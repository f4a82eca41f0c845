"""Threshold games: Granovetter's crowds and promises that wait for each other."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.model import cascade

MEMBERS = st.lists(
    st.tuples(st.integers(0, 5).map(float), st.integers(-1, 16).map(float)), min_size=1, max_size=7
)


def settled(function: Any, weights: Any, thresholds: Any) -> tuple[float, list[bool]]:
    members = np.zeros(len(weights), dtype=np.bool_)
    total = both(function, np.array(weights, dtype=float), np.array(thresholds, dtype=float), members)
    return total, members.tolist()


def all_fixed_points(weights: list[float], thresholds: list[float]) -> list[tuple[bool, ...]]:
    found = []
    for state in itertools.product([False, True], repeat=len(weights)):
        others = [
            sum(w for j, (w, x) in enumerate(zip(weights, state, strict=True)) if x and j != i)
            for i in range(len(weights))
        ]
        if all(x == (o >= t) for x, o, t in zip(state, others, thresholds, strict=True)):
            found.append(state)
    return found


def test_a_hundred_thresholds_in_a_row() -> None:
    crowd = list(range(100))
    assert settled(cascade.least_fixed_point, [1] * 100, crowd)[0] == 100.0
    crowd[1] = 2
    total, members = settled(cascade.least_fixed_point, [1] * 100, crowd)
    assert total == 1.0
    assert members == [True] + [False] * 99


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_joining_does_not_matter(order: int) -> None:
    crowd = list(range(100))[::order]
    assert settled(cascade.least_fixed_point, [1] * 100, crowd)[0] == 100.0


def test_three_parties_that_each_need_both_others() -> None:
    assert settled(cascade.least_fixed_point, [1, 1, 1], [2, 2, 2]) == (0.0, [False] * 3)
    assert settled(cascade.greatest_fixed_point, [1, 1, 1], [2, 2, 2]) == (3.0, [True] * 3)


def test_one_promise_made_unconditional_carries_the_rest() -> None:
    thresholds = [20, 10, 5]
    assert settled(cascade.least_fixed_point, [10, 15, 8], thresholds)[0] == 0.0
    thresholds[1] = 0
    assert settled(cascade.least_fixed_point, [10, 15, 8], thresholds)[0] == 33.0


def test_who_cannot_be_in_never_is() -> None:
    assert settled(cascade.greatest_fixed_point, [1, 5], [0, np.inf]) == (1.0, [True, False])


def test_a_party_does_not_meet_its_own_threshold() -> None:
    assert settled(cascade.greatest_fixed_point, [10], [10]) == (0.0, [False])


@given(MEMBERS)
def test_fixed_points_are_the_extremes_of_all(pairs: list[tuple[float, float]]) -> None:
    weights, thresholds = [w for w, _ in pairs], [t for _, t in pairs]
    every = all_fixed_points(weights, thresholds)
    _, least = settled(cascade.least_fixed_point, weights, thresholds)
    _, greatest = settled(cascade.greatest_fixed_point, weights, thresholds)
    assert tuple(least) in every
    assert tuple(greatest) in every
    for state in every:
        assert all(low <= x <= high for low, x, high in zip(least, state, greatest, strict=True))


@given(MEMBERS, st.integers(0, 6))
def test_less_demanding_members_never_make_fewer(pairs: list[tuple[float, float]], eased: int) -> None:
    weights, thresholds = [w for w, _ in pairs], [t for _, t in pairs]
    easier = list(thresholds)
    easier[eased % len(easier)] -= 3.0
    for function in (cascade.least_fixed_point, cascade.greatest_fixed_point):
        _, before = settled(function, weights, thresholds)
        _, after = settled(function, weights, easier)
        assert all(x <= y for x, y in zip(before, after, strict=True))


@given(MEMBERS, st.integers(0, 6))
def test_after_a_withdrawal_nobody_joins_and_what_is_left_is_greatest(
    pairs: list[tuple[float, float]], gone: int
) -> None:
    weights, thresholds = np.array([w for w, _ in pairs]), np.array([t for _, t in pairs])
    members = np.zeros(len(pairs), dtype=np.bool_)
    cascade.greatest_fixed_point(weights, thresholds, members)
    before = members.copy()
    left = gone % len(pairs)
    members[left] = False
    total = both(cascade.fixed_point_below, weights, thresholds, members)
    assert not np.any(members & ~before)
    assert total == weights[members].sum()
    without = thresholds.copy()
    without[left] = np.inf
    assert settled(cascade.greatest_fixed_point, weights, without)[1] == members.tolist()


@pytest.mark.parametrize(
    ("sd", "joined"), [(5.0, 0.00), (10.0, 0.77), (11.0, 1.71), (12.0, 4.02), (20.0, 99.99), (30.0, 99.34)]
)
def test_a_crowd_with_normal_thresholds(sd: float, joined: float) -> None:
    assert both(cascade.crowd_equilibrium, 25.0, sd, 100.0, 0.0) == pytest.approx(joined, abs=6e-3)


def test_a_little_more_spread_turns_a_handful_into_nearly_all() -> None:
    assert both(cascade.crowd_equilibrium, 25.0, 12.0, 100.0, 0.0) < 6.0
    assert both(cascade.crowd_equilibrium, 25.0, 12.6, 100.0, 0.0) > 99.9


@given(st.floats(5.0, 60.0), st.floats(1.0, 40.0))
def test_a_crowd_settles_on_a_fixed_point_and_the_greatest_is_above_the_least(mean: float, sd: float) -> None:
    least = cascade.crowd_equilibrium(mean, sd, 100.0, 0.0)
    greatest = cascade.crowd_equilibrium(mean, sd, 100.0, 100.0)
    assert 0.0 <= least <= greatest + 1e-6 <= 100.0 + 2e-6
    assert cascade.crowd_equilibrium(mean, sd, 100.0, least) == pytest.approx(least, abs=1e-6)
