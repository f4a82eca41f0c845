"""Promises in force: fixed points against brute force, and what is left after a loss."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ceaseline.model.coalition import greatest_in_force, least_in_force, left_in_force, met
from ceaseline.model.records import CONDITION, LEVER

Rule = tuple[int, int, int, float]


def arrays(
    amounts: list[float], rules: list[Rule]
) -> tuple[NDArray[np.void], NDArray[np.void], NDArray[np.int8]]:
    levers = np.zeros(len(amounts), dtype=LEVER)
    levers["amount"] = amounts
    conditions = np.zeros(len(rules), dtype=CONDITION)
    for row, (lever, mask, counts, threshold) in enumerate(sorted(rules)):
        conditions[row] = (row, lever, mask & ~(1 << lever), counts, threshold, 1.0)
    return levers.view(np.recarray), conditions.view(np.recarray), np.ones(len(rules), dtype=np.int8)


def image(present: int, willing: int, levers: NDArray[np.void], conditions: NDArray[np.void]) -> int:
    following = 0
    for i in range(len(levers)):
        asked = [c for c in conditions if c.lever == i]
        if (willing >> i) & 1 and all(met(c, present, levers) for c in asked):
            following |= 1 << i
    return following


GAMES = st.integers(2, 5).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from([0.0, 1.0, 2.0, 5.0]), min_size=n, max_size=n),
        st.lists(
            st.tuples(
                st.integers(0, n - 1),
                st.integers(0, 2**n - 1),
                st.integers(0, 1),
                st.sampled_from([0.0, 1.0, 2.0, 3.0, 6.0]),
            ),
            max_size=5,
        ),
        st.integers(0, 2**n - 1),
        st.integers(0, 2**n - 1),
    )
)


@given(GAMES)
def test_least_and_greatest_are_the_outermost_fixed_points(
    game: tuple[list[float], list[Rule], int, int],
) -> None:
    amounts, rules, willing, _ = game
    levers, conditions, binds = arrays(amounts, rules)
    points = [s for s in range(2 ** len(amounts)) if image(s, willing, levers, conditions) == s]
    least = least_in_force(willing, levers, conditions, binds)
    greatest = greatest_in_force(willing, levers, conditions, binds)
    assert {least, greatest} <= set(points)
    assert all(least & ~point == 0 and point & ~greatest == 0 for point in points)


@given(GAMES)
def test_what_is_left_is_the_greatest_fixed_point_within(
    game: tuple[list[float], list[Rule], int, int],
) -> None:
    amounts, rules, willing, gone = game
    levers, conditions, binds = arrays(amounts, rules)
    present = greatest_in_force(willing, levers, conditions, binds)
    left = left_in_force(present, gone, levers, conditions, binds)
    assert left == greatest_in_force(present & ~gone, levers, conditions, binds)


def test_three_that_each_need_the_other_two() -> None:
    levers, conditions, binds = arrays([1.0, 1.0, 1.0], [(0, 7, 1, 2.0), (1, 7, 1, 2.0), (2, 7, 1, 2.0)])
    assert least_in_force(7, levers, conditions, binds) == 0
    assert greatest_in_force(7, levers, conditions, binds) == 7
    assert left_in_force(7, 1, levers, conditions, binds) == 0


def test_a_condition_that_is_not_meant_does_not_bind() -> None:
    levers, conditions, binds = arrays([1.0, 1.0], [(0, 2, 1, 1.0), (1, 1, 1, 1.0)])
    binds[0] = 0
    assert least_in_force(3, levers, conditions, binds) == 3


def test_amounts_are_added_and_promises_counted() -> None:
    levers, conditions, _ = arrays([8.0, 4.0, 0.0], [(2, 3, 0, 12.0), (2, 3, 1, 2.0)])
    for present, whole in product((1, 2, 3), (False, True)):
        assert bool(met(conditions[int(whole)], present, levers)) == (present == 3)
