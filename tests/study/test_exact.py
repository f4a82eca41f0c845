"""Sums of limbs are exact, whatever the order."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.study.exact import BITS, LIMBS, LIMIT, cut, joined

FIGURES = st.lists(
    st.floats(min_value=-1e15, max_value=1e15, allow_nan=False).map(lambda x: 0.0 if abs(x) < 1e-9 else x),
    min_size=1,
    max_size=40,
)


def whole(limbs: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Fraction:
    return sum((int(limb) * Fraction(2) ** (BITS - BITS * k) for k, limb in enumerate(limbs)), Fraction(0))


@given(FIGURES, st.randoms(use_true_random=False))
def test_a_sum_is_exact_in_any_order(figures: list[float], random: Random) -> None:
    limbs = cut(np.array(figures)).sum(axis=1)
    assert whole(limbs) == sum(map(Fraction, figures))
    random.shuffle(figures)
    assert (cut(np.array(figures)).sum(axis=1) == limbs).all()


@given(st.lists(st.floats(min_value=1e-9, max_value=1e15), min_size=1, max_size=40))
def test_a_sum_of_figures_above_zero_is_rounded_in_the_last_places(figures: list[float]) -> None:
    found = float(joined(cut(np.array(figures)).sum(axis=1)[:, None])[0])
    assert found == pytest.approx(float(sum(map(Fraction, figures))), rel=1e-15)


def test_what_is_dropped_is_below_2_to_the_minus_93() -> None:
    tiny = np.array([1.7 * 2.0**-93, 2.0**-94])
    assert whole(cut(tiny)[:, 0]) == Fraction(2) ** -93
    assert not cut(tiny)[:, 1].any()
    assert cut(tiny).shape == (LIMBS, 2)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, LIMIT])
def test_what_cannot_be_cut_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        cut(np.array([1.0, bad]))
