"""Search and warning against Koopman, Washburn and Bayes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.model import search

SHARE = st.floats(0.0, 1.0)
INNER = st.floats(1e-6, 1.0 - 1e-6)
AMOUNT = st.floats(0.0, 1e4)
POSITIVE = st.floats(1e-3, 1e4)


def test_coverage_is_swept_area_over_area() -> None:
    assert both(search.coverage, 40.0, 20.0, 5.0, 2000.0) == 2.0
    assert both(search.coverage, 40.0, 20.0, 5.0, 0.0) == math.inf


@pytest.mark.parametrize(("coverage", "chance"), [(0.0, 0.0), (0.5, 0.3935), (1.0, 0.6321), (2.0, 0.8647)])
def test_random_search_of_koopman(coverage: float, chance: float) -> None:
    assert both(search.random_search, coverage) == pytest.approx(chance, abs=5e-5)


def test_an_area_of_nothing_is_searched_for_certain() -> None:
    assert both(search.random_search, math.inf) == 1.0
    assert both(search.exhaustive_search, math.inf) == 1.0


@given(AMOUNT, AMOUNT)
def test_random_search_is_below_the_exhaustive_and_both_rise(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert search.random_search(low) <= search.random_search(high) <= 1.0
    assert search.exhaustive_search(low) <= search.exhaustive_search(high) <= 1.0
    assert search.random_search(a) <= search.exhaustive_search(a)


@given(st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_independent_sensors_add_their_coverage(a: float, b: float) -> None:
    missed = (1.0 - search.random_search(a)) * (1.0 - search.random_search(b))
    assert search.random_search(a + b) == pytest.approx(1.0 - missed, abs=1e-12)


def test_barrier_patrol_of_washburn() -> None:
    assert both(search.barrier_patrol, 20.0, 100.0, 40.0, 10.0) == pytest.approx(0.8246, abs=5e-5)
    unordered = both(search.random_search, both(search.barrier_coverage, 20.0, 100.0, 40.0, 10.0))
    assert unordered == pytest.approx(0.5616, abs=5e-5)


def test_a_patrol_that_stands_still_sees_its_own_width() -> None:
    assert both(search.barrier_patrol, 20.0, 100.0, 0.0, 10.0) == pytest.approx(0.2)
    assert both(search.barrier_patrol, 20.0, 100.0, 0.0, 0.0) == pytest.approx(0.2)


def test_a_crosser_that_hardly_moves_is_met_and_a_point_is_held() -> None:
    assert both(search.barrier_patrol, 20.0, 100.0, 40.0, 0.0) == 1.0
    assert both(search.barrier_patrol, 20.0, 0.0, 40.0, 10.0) == 1.0


@given(POSITIVE, POSITIVE, AMOUNT, AMOUNT, POSITIVE)
def test_a_faster_patrol_never_sees_less(width: float, length: float, v1: float, v2: float, u: float) -> None:
    slow, fast = sorted((v1, v2))
    low = search.barrier_patrol(width, length, slow, u)
    assert 0.0 <= low <= search.barrier_patrol(width, length, fast, u) <= 1.0


def test_thirty_sensors_on_a_line_of_1200_km() -> None:
    assert both(search.fixed_sensors, 30.0, 5.0, 0.8, 1200.0) == pytest.approx(0.2)
    assert both(search.scattered_sensors, 30.0, 5.0, 0.8, 1200.0) == pytest.approx(0.181, abs=5e-4)


def test_a_line_of_1200_km_needs_120_sensors_for_single_cover() -> None:
    assert both(search.fixed_sensors, 120.0, 5.0, 0.8, 1200.0) == pytest.approx(0.8)
    assert both(search.fixed_sensors, 119.0, 5.0, 0.8, 1200.0) < 0.8
    assert both(search.fixed_sensors, 240.0, 5.0, 0.8, 1200.0) == pytest.approx(0.8)


def test_a_line_without_length_lies_within_any_sensor() -> None:
    assert both(search.fixed_sensors, 1.0, 5.0, 0.8, 0.0) == 0.8
    assert both(search.scattered_sensors, 1.0, 5.0, 0.8, 0.0) == 0.8


@given(st.floats(0.0, 100.0), SHARE)
def test_spacing_beats_scattering_below_single_cover(sensors: float, detection: float) -> None:
    spaced = search.fixed_sensors(sensors, 5.0, detection, 1200.0)
    assert search.scattered_sensors(sensors, 5.0, detection, 1200.0) <= spaced + 1e-15


def test_sixty_days_of_build_up_are_hard_to_hide() -> None:
    assert both(search.detection_by, 0.05, 60.0) == pytest.approx(0.950, abs=5e-4)


@given(st.floats(0.0, 10.0), st.floats(0.0, 100.0), st.floats(0.0, 100.0))
def test_detection_rises_with_time(rate: float, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= search.detection_by(rate, low) <= search.detection_by(rate, high) <= 1.0


@pytest.mark.parametrize(("false_alarm", "chance"), [(0.10, 0.155), (0.01, 0.647)])
def test_an_alarm_is_worth_what_false_alarms_leave(false_alarm: float, chance: float) -> None:
    assert both(search.alarm_posterior, 0.9, false_alarm, 0.02) == pytest.approx(chance, abs=5e-4)


def test_an_alarm_that_never_sounds_teaches_nothing() -> None:
    assert both(search.alarm_posterior, 0.0, 0.0, 0.02) == 0.02


@given(SHARE, SHARE, SHARE)
def test_an_alarm_moves_belief_towards_the_likelier_cause(p: float, f: float, prior: float) -> None:
    posterior = search.alarm_posterior(p, f, prior)
    assert 0.0 <= posterior <= 1.0
    if p >= f:
        assert posterior >= prior - 1e-12
    else:
        assert posterior <= prior + 1e-12


def test_attribution_takes_as_long_as_the_evidence_needs() -> None:
    assert both(search.days_to_attribution, 0.5, 0.9, math.log(9.0) / 4.0) == pytest.approx(4.0)
    assert both(search.days_to_attribution, 0.9, 0.5, 0.0) == 0.0
    assert both(search.days_to_attribution, 0.5, 0.9, 0.0) == math.inf


@given(INNER, INNER, POSITIVE)
def test_after_the_days_to_attribution_belief_stands_at_the_threshold(
    prior: float, threshold: float, rate: float
) -> None:
    days = search.days_to_attribution(prior, threshold, rate)
    odds = prior / (1.0 - prior) * math.exp(rate * days)
    assert odds / (1.0 + odds) == pytest.approx(max(prior, threshold), rel=1e-6)
