"""Proper scores, intervals by cluster and chances of counts against what they must be."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceaseline.analysis.scores import (
    brier_losses,
    clustered,
    concordance,
    count_chances,
    log_losses,
    resampled_means,
)

chances = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_scores_are_proper(truth: float, said: float) -> None:
    """Whoever says what is true expects the lowest loss."""

    def expected(forecast: float) -> list[float]:
        both = np.array([forecast, forecast])
        weights = np.array([truth, 1 - truth])
        came = np.array([1.0, 0.0])
        return [float(weights @ score(both, came)) for score in (brier_losses, log_losses)]

    assert all(a <= b + 1e-12 for a, b in zip(expected(truth), expected(said), strict=True))


def test_a_certain_forecast_has_no_log_loss() -> None:
    with pytest.raises(ValueError, match="strictly between"):
        log_losses(np.array([1.0]), np.array([1.0]))


@settings(deadline=None)
@given(chances)
def test_counts_follow_from_every_combination(forecasts: list[float]) -> None:
    want = [0.0] * (len(forecasts) + 1)
    for came in itertools.product((0, 1), repeat=len(forecasts)):
        want[sum(came)] += math.prod(p if c else 1 - p for p, c in zip(forecasts, came, strict=True))
    np.testing.assert_allclose(count_chances(np.array(forecasts)), want, atol=1e-12)


def test_the_interval_is_that_of_clusters_and_not_of_cases() -> None:
    """A hundred copies of a case are one case."""
    two = clustered(np.array([0.0, 1.0] * 5), ["a", "b", *"cdefghij"], 1)
    copied = clustered(np.repeat([0.0, 1.0] * 5, 100), list(np.repeat(["a", "b", *"cdefghij"], 100)), 1)
    assert copied == pytest.approx(two)
    alone = clustered(np.repeat([0.0, 1.0] * 5, 100), [str(i) for i in range(1000)], 1)
    assert alone["high"] - alone["low"] < 0.2 * (two["high"] - two["low"])


def test_the_interval_has_about_the_width_of_theory() -> None:
    values = np.array([float(word) for word in "01" * 20])
    found = clustered(values, [str(i) for i in range(40)], 3)
    assert found["high"] - found["low"] == pytest.approx(2 * 1.645 * math.sqrt(0.25 / 40), rel=0.1)


def test_resamples_are_paired() -> None:
    clusters = ["a", "b", "b", "c"]
    one, two = np.array([0.1, 0.2, 0.3, 0.9]), np.array([0.4, 0.2, 0.1, 0.5])
    apart = resampled_means(one, clusters, 7) - resampled_means(two, clusters, 7)
    np.testing.assert_allclose(apart, resampled_means(one - two, clusters, 7), atol=1e-12)
    assert (resampled_means(one, clusters, 7) != resampled_means(one, clusters, 8)).any()


def test_concordance_needs_both_kinds() -> None:
    assert concordance(np.array([0.9, 0.1]), np.array([1.0, 0.0])) == 1.0
    assert concordance(np.array([0.1, 0.9]), np.array([1.0, 0.0])) == 0.0
    assert math.isnan(concordance(np.array([0.1, 0.9]), np.array([0.0, 0.0])))
