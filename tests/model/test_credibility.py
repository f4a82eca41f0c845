"""Credibility: Fearon's tied hands, the tripwire and the record of promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.model.both import both

from ceaseline.model import credibility

SHARE = st.floats(0.0, 1.0)
CASES = st.floats(0.01, 100.0)


@pytest.mark.parametrize(("audience_cost", "chance"), [(0.0, 0.50), (0.15, 0.75), (0.30, 1.00)])
def test_tied_hands(audience_cost: float, chance: float) -> None:
    assert both(credibility.tied_hands, audience_cost, 0.6, 0.3) == pytest.approx(chance)


def test_a_hopeless_war_is_fought_only_if_backing_down_costs_as_much() -> None:
    assert both(credibility.tied_hands, 0.0, 0.0, 0.3) == 0.0
    assert both(credibility.tied_hands, 0.3, 0.0, 0.3) == 1.0


@given(SHARE, SHARE, SHARE, SHARE)
def test_credibility_rises_with_audience_cost_and_falls_with_the_cost_of_war(
    first: float, second: float, win: float, cost: float
) -> None:
    low, high = sorted((first, second))
    assert 0.0 <= credibility.tied_hands(low, win, cost) <= credibility.tied_hands(high, win, cost) <= 1.0
    assert credibility.tied_hands(cost, win, high) <= credibility.tied_hands(cost, win, low)


@given(SHARE, SHARE)
def test_a_wire_of_no_strength_or_untouched_changes_nothing(base: float, tripwire: float) -> None:
    assert both(credibility.with_tripwire, base, 0.0, 1.0) == pytest.approx(base)
    assert both(credibility.with_tripwire, base, tripwire, 0.0) == pytest.approx(base)
    assert both(credibility.with_tripwire, base, 1.0, 0.0) == pytest.approx(base)


def test_tripwire_and_means() -> None:
    assert both(credibility.with_tripwire, 0.22, 0.05, 1.0) == pytest.approx(0.259)
    assert both(credibility.with_means, 0.259, 0.0) == 0.0
    assert both(credibility.with_means, 0.259, 1.0) == 0.259


@given(SHARE, SHARE, SHARE, SHARE, SHARE)
def test_credibility_rises_with_the_wire_and_with_means(
    base: float, t1: float, t2: float, r1: float, r2: float
) -> None:
    thin, thick = sorted((t1, t2))
    late, early = sorted((r1, r2))
    low = credibility.with_tripwire(base, thin, 1.0)
    high = credibility.with_tripwire(base, thick, 1.0)
    assert base - 1e-12 <= low <= high <= 1.0
    assert credibility.with_means(low, late) <= credibility.with_means(high, early) <= high


def test_three_of_four_kept_from_the_jeffreys_prior() -> None:
    a, b = both(credibility.record_update, 0.5, 0.5, 3.0, 1.0)
    assert both(credibility.record_mean, a, b) == pytest.approx(0.700)
    low, high = stats.beta(a, b).interval(0.90)
    assert low == pytest.approx(0.349, abs=5e-4)
    assert high == pytest.approx(0.954, abs=5e-4)


@pytest.mark.parametrize(("kept", "broken", "mean"), [(0, 0, 0.220), (1, 0, 0.291), (0, 1, 0.200)])
def test_one_case_moves_a_belief_that_weighs_ten(kept: int, broken: int, mean: float) -> None:
    belief = both(credibility.record_update, 2.2, 7.8, float(kept), float(broken))
    assert both(credibility.record_mean, *belief) == pytest.approx(mean, abs=5e-4)


def test_no_belief_at_all_is_even() -> None:
    assert both(credibility.record_mean, 0.0, 0.0) == 0.5


@given(CASES, CASES, CASES, CASES)
def test_order_of_cases_does_not_matter_and_kept_ones_raise_belief(
    a: float, b: float, kept: float, broken: float
) -> None:
    together = credibility.record_update(a, b, kept, broken)
    kept_first = credibility.record_update(*credibility.record_update(a, b, kept, 0.0), 0.0, broken)
    assert kept_first == pytest.approx(together)
    before = credibility.record_mean(a, b)
    assert credibility.record_mean(*credibility.record_update(a, b, 0.0, broken)) <= before
    assert before <= credibility.record_mean(*credibility.record_update(a, b, kept, 0.0)) <= 1.0
