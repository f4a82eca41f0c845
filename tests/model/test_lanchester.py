"""Lanchester's laws against their invariants, their closed form and Engel's Iwo Jima."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.model import lanchester

STRENGTH = st.floats(1.0, 1000.0)
RATE = st.floats(0.001, 0.1)

# Engel (1954): each American inflicts 0.0106 losses a day, each Japanese 0.0544; landings by day.
IWO_JIMA = {"rate_a": 0.0106, "rate_b": 0.0544}
LANDED = {0: 54_000.0, 2: 6_000.0, 5: 13_000.0}


def iwo_jima(garrison: float, steps_per_day: int = 100) -> tuple[int, Any]:
    landings = np.zeros(36)
    for day, men in LANDED.items():
        landings[day] = men
    path = np.full((37, 2), np.nan)
    ended = both(
        lanchester.square_law_run,
        0.0,
        garrison,
        IWO_JIMA["rate_a"],
        IWO_JIMA["rate_b"],
        landings,
        np.zeros(36),
        steps_per_day,
        path,
    )
    return ended, path


def test_a_hundred_against_eighty_of_the_same_quality() -> None:
    assert both(lanchester.square_law_left, 100.0, 80.0, 0.01, 0.01) == pytest.approx((60.0, 0.0))
    assert both(lanchester.square_law_days, 100.0, 80.0, 0.01, 0.01) == pytest.approx(109.861, abs=5e-4)
    assert both(lanchester.square_law_left, 80.0, 100.0, 0.01, 0.01) == pytest.approx((0.0, 60.0))
    assert both(lanchester.square_law_days, 80.0, 100.0, 0.01, 0.01) == pytest.approx(109.861, abs=5e-4)


def test_even_forces_destroy_each_other_and_never_end() -> None:
    assert both(lanchester.square_law_left, 50.0, 50.0, 0.01, 0.01) == (0.0, 0.0)
    assert both(lanchester.square_law_days, 50.0, 50.0, 0.01, 0.01) == math.inf


def test_a_side_that_cannot_hurt_is_worn_down_evenly() -> None:
    assert both(lanchester.square_law_left, 50.0, 50.0, 0.0, 0.0) == (50.0, 50.0)
    assert both(lanchester.square_law_days, 50.0, 50.0, 0.0, 0.0) == math.inf
    assert both(lanchester.square_law_at, 50.0, 50.0, 0.0, 0.0, 10.0) == (50.0, 50.0)
    assert both(lanchester.square_law_days, 50.0, 100.0, 0.0, 0.01) == 50.0
    assert both(lanchester.square_law_days, 100.0, 50.0, 0.01, 0.0) == 50.0
    assert both(lanchester.square_law_at, 50.0, 100.0, 0.0, 0.01, 20.0) == pytest.approx((30.0, 100.0))
    assert both(lanchester.square_law_at, 50.0, 100.0, 0.0, 0.01, 60.0) == pytest.approx((0.0, 100.0))


def test_without_an_enemy_nothing_happens() -> None:
    assert both(lanchester.square_law_days, 50.0, 0.0, 0.01, 0.01) == 0.0
    assert both(lanchester.square_law_at, 50.0, 0.0, 0.01, 0.01, 10.0) == (50.0, 0.0)


@given(STRENGTH, STRENGTH, RATE, RATE, st.floats(0.0, 1.0))
def test_the_closed_form_keeps_the_invariant_until_the_end(
    a: float, b: float, rate_a: float, rate_b: float, part: float
) -> None:
    before = lanchester.square_invariant(a, b, rate_a, rate_b)
    scale = rate_a * a * a + rate_b * b * b
    assume(abs(before) > 1e-3 * scale)
    days = part * lanchester.square_law_days(a, b, rate_a, rate_b)
    now = lanchester.square_law_at(a, b, rate_a, rate_b, days)
    after = lanchester.square_invariant(*now, rate_a, rate_b)
    assert after == pytest.approx(before, abs=1e-7 * scale)
    assert 0.0 <= now[0] <= a
    assert 0.0 <= now[1] <= b
    left = lanchester.square_law_left(a, b, rate_a, rate_b)
    assert (left[0] > 0.0) == (before > 0.0)


@given(STRENGTH, STRENGTH, RATE, RATE)
def test_steps_follow_the_closed_form(a: float, b: float, rate_a: float, rate_b: float) -> None:
    days = min(5.0, 0.8 * lanchester.square_law_days(a, b, rate_a, rate_b))
    now = (a, b)
    for _ in range(200):
        now = lanchester.square_law_step(*now, rate_a, rate_b, 0.0, 0.0, days / 200.0)
    exact = lanchester.square_law_at(a, b, rate_a, rate_b, days)
    assert now == pytest.approx(exact, rel=1e-4, abs=1e-4 * max(a, b))


def test_a_step_compiled_and_not() -> None:
    both(lanchester.square_law_step, 100.0, 80.0, 0.01, 0.02, 1.0, 2.0, 0.1)
    both(lanchester.square_law_at, 100.0, 80.0, 0.01, 0.02, 10.0)
    both(lanchester.square_invariant, 100.0, 80.0, 0.01, 0.02)
    both(lanchester.linear_invariant, 100.0, 80.0, 0.01, 0.02)


@pytest.mark.parametrize(
    ("day", "american", "japanese"),
    [
        (1, 52_835.5, 21_220.0),
        (3, 56_587.4, 20_092.1),
        (6, 66_453.7, 18_274.3),
        (10, 62_777.8, 15_536.7),
        (20, 56_063.1, 9_268.3),
        (28, 53_042.4, 4_656.4),
        (36, 51_985.2, 216.8),
    ],
)
def test_iwo_jima_day_by_day(day: int, american: float, japanese: float) -> None:
    _, path = iwo_jima(21_500.0)
    assert path[day, 0] == pytest.approx(american, rel=1e-3)
    assert path[day, 1] == pytest.approx(japanese, rel=1e-3)


def test_iwo_jima_with_the_smaller_garrison_ends_on_day_35() -> None:
    ended, path = iwo_jima(21_000.0)
    assert ended == 36
    assert path[35, 1] > 0.0
    assert path[36, 1] == 0.0
    assert path[36, 0] == pytest.approx(53_080.0, rel=1e-3)


def test_finer_steps_change_iwo_jima_by_less_than_the_tolerance() -> None:
    coarse, fine = iwo_jima(21_500.0, 20)[1], iwo_jima(21_500.0, 200)[1]
    np.testing.assert_allclose(coarse, fine, rtol=1e-3, atol=1.0)


def test_a_spent_side_with_men_to_come_fights_on() -> None:
    arrive, path = np.array([0.0, 0.0, 50.0]), np.full((4, 2), np.nan)
    ended = both(lanchester.square_law_run, 1.0, 50.0, 0.01, 0.1, arrive, np.zeros(3), 10, path)
    assert ended == 3
    assert path[1, 0] == path[2, 0] == 0.0 < path[3, 0]
    assert path[3, 1] < path[2, 1] == path[1, 1] < 50.0


@given(STRENGTH, STRENGTH, st.floats(1e-5, 1e-3), st.floats(1e-5, 1e-3))
def test_the_linear_law_keeps_its_invariant(a: float, b: float, rate_a: float, rate_b: float) -> None:
    before = lanchester.linear_invariant(a, b, rate_a, rate_b)
    now = (a, b)
    for _ in range(50):
        now = both(lanchester.linear_law_step, *now, rate_a, rate_b, 0.01)
    assert now[0] > 0.0 < now[1]
    scale = rate_a * a + rate_b * b
    assert lanchester.linear_invariant(*now, rate_a, rate_b) == pytest.approx(before, abs=1e-12 * scale)


def test_the_linear_law_of_even_forces_decays_as_one_over_time() -> None:
    now = (100.0, 100.0)
    for _ in range(1000):
        now = lanchester.linear_law_step(*now, 1e-3, 1e-3, 0.01)
    assert now == pytest.approx((50.0, 50.0), rel=1e-5)
