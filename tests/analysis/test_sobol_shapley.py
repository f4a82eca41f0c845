"""Attribution of variance and of outcomes, held against functions whose answer is known by algebra."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.analysis.shapley import (
    first_in,
    last_in,
    shapley_effects,
    shapley_sampled,
    shapley_values,
)
from ceaseline.analysis.sobol import closed_parts, design, mixed, sobol_indices
from ceaseline.analysis.statistics import Floats

WORTHS = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.floats(-10, 10), min_size=2**n, max_size=2**n).map(np.array)
)


def ishigami(u: Floats) -> Floats:
    x = np.pi * (2.0 * u - 1.0)
    return np.asarray(np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def test_ishigami_within_three_errors_and_errors_are_small() -> None:
    found = sobol_indices(ishigami, 3, points=1024)
    for value, error, exact in (
        (found.first, found.first_error, [0.3139, 0.4424, 0.0]),
        (found.total, found.total_error, [0.5576, 0.4424, 0.2437]),
    ):
        assert (error < 0.02).all()
        assert (np.abs(value - np.array(exact)) < 3.0 * error + 1e-4).all()
    assert found.variance == pytest.approx(13.8446, rel=0.01)


def test_the_same_seed_gives_the_same_and_another_seed_other_figures() -> None:
    one, two = sobol_indices(ishigami, 3, points=64), sobol_indices(ishigami, 3, points=64)
    assert one.first.tolist() == two.first.tolist()
    assert one.first.tolist() != sobol_indices(ishigami, 3, points=64, seed=1).first.tolist()


def test_an_input_that_does_nothing_explains_nothing() -> None:
    found = sobol_indices(lambda x: x[:, 0] ** 2, 2, points=256)
    assert found.total[1] == 0.0
    assert found.total[0] == pytest.approx(1.0, abs=0.02)


def test_a_constant_has_nothing_to_explain() -> None:
    assert np.isnan(sobol_indices(lambda x: np.ones(len(x)), 2, points=16).first).all()
    assert np.isnan(shapley_effects(lambda x: np.ones(len(x)), 2, points=16)).all()


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="power of two"):
        design(2, 100, 0, 0)
    with pytest.raises(ValueError, match="two shifts"):
        sobol_indices(ishigami, 3, shifts=1)
    with pytest.raises(ValueError, match="too many"):
        closed_parts(ishigami, 17)
    with pytest.raises(ValueError, match="each subset"):
        shapley_values(np.zeros(3))


def test_columns_are_taken_from_the_other_design() -> None:
    a, b = design(3, 8, 0, 0)
    both = mixed(a, b, np.array([True, False, True]))
    assert (both[:, 1] == a[:, 1]).all()
    assert (both[:, [0, 2]] == b[:, [0, 2]]).all()
    assert ((a > 0) & (a < 1)).all()


def test_glove_game_and_airport() -> None:
    glove = np.array([0.0, 0, 0, 1, 0, 1, 0, 1])
    assert shapley_values(glove) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    airport = np.array([max((c for i, c in enumerate((1, 2, 3)) if m >> i & 1), default=0) for m in range(8)])
    assert shapley_values(airport.astype(float)) == pytest.approx([1 / 3, 5 / 6, 11 / 6])


@given(WORTHS)
def test_values_add_up_to_the_whole(worths: Floats) -> None:
    values = shapley_values(worths)
    assert values.sum() == pytest.approx(worths[-1] - worths[0], abs=1e-9)


@given(WORTHS)
def test_a_dummy_gets_nothing_and_changes_nobody_else(worths: Floats) -> None:
    values = shapley_values(np.concatenate([worths, worths]))
    assert values[-1] == pytest.approx(0.0, abs=1e-12)
    assert values[:-1] == pytest.approx(shapley_values(worths), abs=1e-9)


@given(WORTHS)
def test_sampling_every_order_evenly_agrees_with_the_formula(worths: Floats) -> None:
    players = int(math.log2(worths.size))
    sampled = shapley_sampled(lambda mask: float(worths[mask]), players, 200)
    exact = shapley_values(worths)
    assert (np.abs(sampled.values - exact) <= 6.0 * sampled.errors + 1e-9).all()
    assert sampled.values.sum() == pytest.approx(exact.sum(), abs=1e-9)


def test_complements_are_worth_nothing_first_and_everything_last() -> None:
    together = np.array([0.0, 0.0, 0.0, 1.0])
    assert first_in(together).tolist() == [0.0, 0.0]
    assert last_in(together).tolist() == [1.0, 1.0]
    assert shapley_values(together).tolist() == [0.5, 0.5]


def test_shapley_effects_share_what_inputs_share() -> None:
    assert shapley_effects(ishigami, 3, points=4096) == pytest.approx([0.4357, 0.4424, 0.1218], abs=0.01)
    assert shapley_effects(ishigami, 3, points=256).sum() == pytest.approx(1.0)
