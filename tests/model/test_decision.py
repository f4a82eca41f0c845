"""Decision rules: perfect deterrence, quantal response, nested choice and their limits."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import softmax as scipy_softmax
from tests.model.both import both

from ceaseline.model import decision

UTILITY = st.floats(-3.0, 3.0)
PRECISION = st.floats(0.0, 200.0)
CHOICES = st.lists(st.tuples(UTILITY, st.integers(0, 3)), min_size=1, max_size=8)


def nested(utilities: list[float], nest: list[int], mu: float, precision: float) -> Any:
    out = np.full(len(utilities), np.nan)
    decision.nested_choice(np.array(utilities), np.array(nest, dtype=np.int64), mu, precision, out)
    return out


@pytest.mark.parametrize(("status_quo", "threshold"), [(0.4, 0.40), (0.7, 0.20), (1.2, 0.0), (-0.5, 1.0)])
def test_threshold_of_perfect_deterrence(status_quo: float, threshold: float) -> None:
    assert both(decision.deterrence_threshold, 1.0, status_quo, -0.5) == pytest.approx(threshold)


def test_a_conflict_better_than_the_status_quo_cannot_be_deterred() -> None:
    assert both(decision.deterrence_threshold, 1.0, 0.2, 0.4) > 1.0
    assert both(decision.deterrence_threshold, 1.0, 0.2, 1.0) == math.inf
    assert both(decision.deterrence_threshold, 0.2, 0.2, 0.2) == 0.0


@given(UTILITY, UTILITY, UTILITY, st.floats(0.0, 1.0))
def test_the_threshold_separates_attack_from_restraint(
    unopposed: float, status_quo: float, conflict: float, credibility: float
) -> None:
    assume(unopposed > max(conflict, status_quo) + 1e-3)
    threshold = decision.deterrence_threshold(unopposed, status_quo, conflict)
    assume(abs(credibility - threshold) > 1e-9)
    attack = credibility * conflict + (1.0 - credibility) * unopposed
    assert (attack > status_quo) == (credibility < threshold)


@pytest.mark.parametrize(
    ("precision", "resist", "attack"),
    [(0.0, 0.5000, 0.5000), (1.0, 0.5498, 0.5437), (5.0, 0.7311, 0.3816), (20.0, 0.9820, 0.0001)],
)
def test_quantal_response_by_precision(precision: float, resist: float, attack: float) -> None:
    found = both(decision.quantal_response, 0.2, 0.0, -0.5, 1.0, 0.0, precision)
    assert found == pytest.approx((resist, attack), abs=5.1e-5)


def test_the_chance_of_attack_rises_with_precision_before_it_falls() -> None:
    attack = [decision.quantal_response(0.2, 0.0, -0.5, 1.0, 0.0, lam)[1] for lam in (0.0, 1.0, 5.0)]
    assert attack[0] < attack[1] > attack[2]


@given(UTILITY, UTILITY, UTILITY, UTILITY, UTILITY)
def test_quantal_response_ends_in_the_best_reply(
    fight: float, concede: float, war: float, gain: float, status_quo: float
) -> None:
    resist, attack = decision.best_response(fight, concede, war, gain, status_quo)
    expected = resist * war + (1.0 - resist) * gain
    assume(abs(fight - concede) > 1e-3)
    assume(abs(expected - status_quo) > 1e-3)
    limit = decision.quantal_response(fight, concede, war, gain, status_quo, 1e6)
    assert limit == pytest.approx((resist, attack), abs=1e-9)


def test_who_is_indifferent_keeps_still() -> None:
    assert both(decision.best_response, 0.0, 0.0, -0.5, 0.0, 0.0) == (0.0, 0.0)
    assert both(decision.best_response, 0.2, 0.0, -0.5, 1.0, 0.0) == (1.0, 0.0)
    assert both(decision.best_response, -0.2, 0.0, -0.5, 1.0, 0.0) == (0.0, 1.0)


@given(st.lists(UTILITY, min_size=1, max_size=8), PRECISION)
def test_softmax_agrees_with_scipy(utilities: list[float], precision: float) -> None:
    out = np.full(len(utilities), np.nan)
    decision.softmax(np.array(utilities), precision, out)
    np.testing.assert_allclose(out, scipy_softmax(precision * np.array(utilities)), rtol=1e-9, atol=1e-15)


@given(CHOICES, st.floats(0.05, 1.0), PRECISION)
def test_nested_choice_agrees_with_its_formula(
    choices: list[tuple[float, int]], mu: float, precision: float
) -> None:
    utilities = np.array([utility for utility, _ in choices])
    nest = np.array([label for _, label in choices])
    found = nested(list(utilities), list(nest), mu, precision)
    expected = np.zeros(len(choices))
    labels = np.unique(nest)
    inclusive = [mu * np.logaddexp.reduce(precision * utilities[nest == m] / mu) for m in labels]
    for share, m in zip(scipy_softmax(inclusive), labels, strict=True):
        expected[nest == m] = share * scipy_softmax(precision * utilities[nest == m] / mu)
    np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-15)
    assert found.sum() == pytest.approx(1.0)


@given(CHOICES, PRECISION)
def test_without_similarity_nests_do_not_matter(choices: list[tuple[float, int]], precision: float) -> None:
    utilities = [utility for utility, _ in choices]
    found = nested(utilities, [label for _, label in choices], 1.0, precision)
    np.testing.assert_allclose(found, scipy_softmax(precision * np.array(utilities)), rtol=1e-9, atol=1e-15)


@given(UTILITY, st.integers(1, 6), st.floats(0.05, 1.0), st.floats(0.0, 20.0))
def test_splitting_an_option_multiplies_its_odds_by_copies_to_the_dissimilarity(
    utility: float, copies: int, mu: float, precision: float
) -> None:
    found = nested([0.0, *[utility] * copies], [0, *[1] * copies], mu, precision)
    assert (1.0 - found[0]) / found[0] == pytest.approx(math.exp(precision * utility) * copies**mu, rel=1e-6)


def test_plain_choice_counts_places_and_nested_choice_does_not() -> None:
    grab = math.log(0.51 / 0.49) / 8.0
    attack = [1.0 - nested([0.0, grab, grab, grab], [0, 1, 1, 1], mu, 8.0)[0] for mu in (1.0, 0.3, 1e-9)]
    assert attack == pytest.approx([0.757, 0.591, 0.510], abs=1e-3)


def test_options_ruled_out_are_never_chosen() -> None:
    utilities, nest = np.array([0.0, -math.inf, -math.inf, 0.0]), np.array([0, 1, 2, 2])
    out = np.full(4, np.nan)
    both(decision.nested_choice, utilities, nest, 0.5, 3.0, out)
    np.testing.assert_allclose(out, [0.5, 0.0, 0.0, 0.5])
    both(decision.softmax, utilities, 3.0, out)
    np.testing.assert_allclose(out, [0.5, 0.0, 0.0, 0.5])
    both(decision.softmax, utilities, 0.0, out)
    np.testing.assert_allclose(out, [0.5, 0.0, 0.0, 0.5])


def test_huge_stakes_do_not_overflow() -> None:
    utilities, nest, out = np.array([1e3, -1e3, 1e3]), np.array([0, 1, 1]), np.full(3, np.nan)
    both(decision.nested_choice, utilities, nest, 0.05, 1e4, out)
    np.testing.assert_allclose(out, [0.5, 0.0, 0.5])
    both(decision.softmax, utilities, 1e4, out)
    np.testing.assert_allclose(out, [0.5, 0.0, 0.5])


@given(st.lists(UTILITY, min_size=1, max_size=8, unique=True), st.integers(0, 7))
def test_both_logits_end_in_the_best_choice(utilities: list[float], nests: int) -> None:
    top = sorted(utilities)[-2:]
    assume(len(top) < 2 or top[1] - top[0] > 1e-2)
    best, logit = np.zeros(len(utilities)), np.zeros(len(utilities))
    decision.best_choice(np.array(utilities), best)
    decision.softmax(np.array(utilities), 1e5, logit)
    np.testing.assert_allclose(logit, best, atol=1e-9)
    labels = [j % (nests + 1) for j in range(len(utilities))]
    np.testing.assert_allclose(nested(utilities, labels, 0.3, 1e5), best, atol=1e-9)


def test_the_status_quo_wins_a_tie() -> None:
    out = np.full(3, np.nan)
    assert both(decision.best_choice, np.array([0.2, 0.2, 0.1]), out) == 0
    np.testing.assert_array_equal(out, [1.0, 0.0, 0.0])


@pytest.mark.parametrize(("u", "option"), [(0.0, 1), (0.19, 1), (0.21, 3), (0.999999, 3)])
def test_pick_by_the_inverse_distribution(u: float, option: int) -> None:
    assert both(decision.pick, u, np.array([0.0, 0.2, 0.0, 0.8, 0.0])) == option


def test_pick_survives_rounding() -> None:
    assert both(decision.pick, 0.9999999, np.array([0.5, 0.4999, 0.0])) == 1


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=6), st.floats(0.0, 1.0, exclude_max=True))
def test_pick_takes_only_what_may_happen_and_rises_with_u(weights: list[float], u: float) -> None:
    assume(sum(weights) > 1e-6)
    chances = np.array(weights) / sum(weights)
    option = decision.pick(u, chances)
    assert chances[option] > 0.0
    assert chances[:option].sum() <= u + 1e-12
    assert decision.pick(u / 2.0, chances) <= option
