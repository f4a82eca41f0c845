"""Pools, scores, information and durability: limits and identities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.analysis.durability import weibull_survival
from ceaseline.analysis.information import perfect_information
from ceaseline.analysis.probabilities import brier, linear_pool, log_pool

CHANCES = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=8).map(np.array)


@given(CHANCES)
def test_pools_lie_among_the_opinions(opinions: np.ndarray) -> None:
    for pool in (linear_pool, log_pool):
        assert opinions.min() - 1e-12 <= pool(opinions) <= opinions.max() + 1e-12


@given(CHANCES)
def test_the_log_pool_is_a_mean_of_log_odds(opinions: np.ndarray) -> None:
    assert log_pool(1.0 - opinions) == pytest.approx(1.0 - log_pool(opinions))
    odds = np.log(opinions / (1.0 - opinions)).mean()
    assert log_pool(opinions) == pytest.approx(1.0 / (1.0 + np.exp(-odds)))


def test_weights_count_and_a_certain_judge_decides() -> None:
    assert linear_pool(np.array([0.2, 0.8]), np.array([3.0, 1.0])) == pytest.approx(0.35)
    assert log_pool(np.array([0.0, 0.8])) == 0.0
    assert np.isnan(log_pool(np.array([0.0, 1.0])))
    with pytest.raises(ValueError, match="probability"):
        linear_pool(np.array([1.2]))


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_brier_score_is_best_for_the_truth(truth: float, said: float) -> None:
    def expected(p: float) -> float:
        hit, miss = brier(np.array([p]), np.array([1.0])), brier(np.array([p]), np.array([0.0]))
        return truth * hit + (1.0 - truth) * miss

    assert expected(truth) <= expected(said) + 1e-12


def test_information_is_worth_nothing_where_one_option_is_always_best() -> None:
    assert perfect_information(np.array([[1.0, 0.0], [5.0, 2.0]])) == 0.0
    assert perfect_information(np.array([[1.0, 0.0], [0.0, 2.0]])) == pytest.approx(0.5)


@given(st.floats(0.1, 30.0), st.floats(0.2, 2.0), st.floats(1.0, 300.0), st.floats(0.1, 3.0))
def test_a_hazard_ratio_raises_survival_to_its_power(t: float, k: float, s: float, ratio: float) -> None:
    assert weibull_survival(t, k, s, ratio) == pytest.approx(weibull_survival(t, k, s) ** ratio)


def test_survival_begins_at_one_and_needs_sense() -> None:
    assert weibull_survival(0.0, 0.5, 40.0) == 1.0
    for wrong in ((-1.0, 0.5, 40.0), (1.0, 0.0, 40.0), (1.0, 0.5, -1.0)):
        with pytest.raises(ValueError, match="above 0"):
            weibull_survival(*wrong)
