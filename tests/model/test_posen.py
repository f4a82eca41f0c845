"""Posen's campaign model against the published code's numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.model.posen import (
    NATO_SUPPLY,
    PACT_SUPPLY,
    PUBLISHED_HIGH,
    PUBLISHED_LOW,
    PosenInputs,
    PosenResult,
    posen_campaign,
    posen_draws,
    posen_inputs,
    sorties_survived,
)

CORNER = PUBLISHED_LOW._replace(
    assault_spacing=12.5,
    flank_spacing=25.0,
    attacker_aircraft=1225.0,
    attacker_air_loss=0.05,
    attacker_air_kill=0.25,
    defender_aircraft=1630.0,
    defender_air_loss=0.05,
    defender_air_kill=0.5,
)
CASE_P = CORNER._replace(line_spacing=25.0, assault_loss=0.075, advance=5.0, exchange=1.5, quality=1.0)
CASE_N = CORNER._replace(line_spacing=37.8, assault_loss=0.017, advance=2.0, exchange=2.0, quality=1.5)


def run(inputs: PosenInputs, days: int = 90) -> PosenResult:
    return PosenResult(*both(posen_campaign, inputs, PACT_SUPPLY[:days], NATO_SUPPLY[:days]))


def on(curve: np.ndarray, day: int) -> float:
    return float(curve[day - 1])


def test_attacker_supply_by_day() -> None:
    assert PACT_SUPPLY.size == 90
    np.testing.assert_array_equal(PACT_SUPPLY[:10], np.arange(28.0, 38.0))
    assert on(PACT_SUPPLY, 11) == 38.0
    assert on(PACT_SUPPLY, 12) == pytest.approx(38.22, abs=5e-3)
    assert [on(PACT_SUPPLY, day) for day in (20, 21, 30, 31, 35, 36, 57, 58)] == [
        40,
        40,
        40,
        40,
        50,
        50,
        50,
        50,
    ]
    assert [on(PACT_SUPPLY, day) for day in (64, 65, 70, 71, 78, 79, 90)] == [55, 55, 70, 70, 82, 82, 82]
    assert np.all(np.diff(PACT_SUPPLY) >= 0.0)


def test_defender_supply_by_day() -> None:
    runs = [
        *[(22, 7), (23, 1), (24, 1), (25, 1), (26, 1), (27, 1), (28, 1), (30, 1), (32, 1), (33, 2), (34, 2)],
        *[(35, 1), (36, 2), (37, 2), (38, 2), (39, 2), (40, 2), (41, 3), (42, 4), (43, 7), (44, 14), (45, 4)],
        *[(46, 4), (47, 3), (48, 15), (49, 4), (50, 2)],
    ]
    expected = [float(ade) for ade, days in runs for _ in range(days)]
    assert len(expected) == 90
    np.testing.assert_array_equal(NATO_SUPPLY, expected)


def test_supply_cannot_be_changed_by_accident() -> None:
    with pytest.raises(ValueError, match="read-only"):
        PACT_SUPPLY[0] = 0.0


def test_air_kills_of_the_first_attack_day() -> None:
    assert both(sorties_survived, 0.05, 2) == pytest.approx(1.8525)
    assert both(sorties_survived, 0.0, 2) == 2.0
    assert 1630.0 * 0.5 * sorties_survived(0.05, 2) / 1200.0 == pytest.approx(1.2582, abs=5e-5)
    assert 1225.0 * 0.25 * sorties_survived(0.05, 1) / 1200.0 == pytest.approx(0.24245, abs=5e-6)


def test_need_before_the_first_attack_is_cover_assault_and_line() -> None:
    before = run(CASE_P, 13)
    assert before == (0, 0, 24.0 + 12.0, 30.0)


def test_case_p_on_day_14() -> None:
    result = run(CASE_P, 14)
    assert result.shortfall_day == 14
    assert result.attack_days == 1
    assert result.attacker_need == pytest.approx(38.458, abs=5e-4)
    assert result.defender_need == pytest.approx(31.442, abs=5e-4)
    assert on(NATO_SUPPLY, 14) == 30.0


def test_case_p_on_day_90() -> None:
    result = run(CASE_P)
    assert result.shortfall_day == 14
    assert result.attack_days == 22
    assert result.attacker_need == pytest.approx(82.943, abs=5e-4)
    assert result.defender_need == pytest.approx(65.673, abs=5e-4)


def test_case_n_on_day_14() -> None:
    result = run(CASE_N, 14)
    assert result.shortfall_day == 0
    assert result.defender_need == pytest.approx(20.401, abs=5e-4)
    assert CASE_N.quality * on(NATO_SUPPLY, 14) == 45.0


def test_case_n_on_day_90() -> None:
    result = run(CASE_N)
    assert result.shortfall_day == 0
    assert result.attack_days == 43
    assert result.attacker_need == pytest.approx(72.608, abs=5e-4)
    assert result.defender_need == pytest.approx(39.417, abs=5e-4)


def test_draws_over_the_published_ranges_approach_25_per_cent() -> None:
    days = posen_draws(20_000, 1)
    share = float((days > 0).mean())
    assert 0.235 <= share <= 0.265
    assert set(np.unique(days)) <= {0, *range(14, 91)}


def test_published_share_within_its_own_error() -> None:
    """The published code gave .250 with a standard error of .003; a wrong day convention is .013 off."""
    share = float((posen_draws(60_000, 7) > 0).mean())
    assert share == pytest.approx(0.250, abs=3.0 * 0.0035)


def test_draws_do_not_depend_on_how_they_are_divided() -> None:
    together = posen_draws(1_000, 3)
    apart = [posen_draws(300, 3), posen_draws(450, 3, 300), posen_draws(250, 3, 750)]
    np.testing.assert_array_equal(together, np.concatenate(apart))
    assert np.any(together != posen_draws(1_000, 4))


def test_draws_compiled_and_not() -> None:
    uncompiled = getattr(posen_draws, "py_func", posen_draws)
    np.testing.assert_array_equal(posen_draws(200, 5, 17), uncompiled(200, 5, 17))


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**20))
def test_a_draw_lies_in_the_published_ranges(seed: int, draw: int) -> None:
    inputs = PosenInputs(*both(posen_inputs, seed, draw))
    for low, value, high in zip(PUBLISHED_LOW, inputs, PUBLISHED_HIGH, strict=True):
        assert low <= value <= high
    assert inputs.attacker_aircraft % 1.0 == 0.0
    assert inputs.defender_aircraft % 1.0 == 0.0


def test_each_input_is_drawn_apart_and_evenly() -> None:
    free = [j for j, (low, high) in enumerate(zip(PUBLISHED_LOW, PUBLISHED_HIGH, strict=True)) if low < high]
    assert len(free) == 13
    draws = np.array([posen_inputs(1, i) for i in range(4_000)])[:, free]
    low, high = np.array(PUBLISHED_LOW)[free], np.array(PUBLISHED_HIGH)[free]
    shares = (draws - low) / (high - low)
    np.testing.assert_allclose(shares.mean(axis=0), 0.5, atol=0.02)
    np.testing.assert_allclose(shares.std(axis=0), 12**-0.5, atol=0.02)
    assert np.abs(np.corrcoef(shares.T) - np.eye(13)).max() < 0.08


@given(st.integers(0, 2**20), st.floats(1.0, 1.5), st.floats(0.0, 10.0))
def test_quality_and_supply_only_help_the_defender(draw: int, better: float, more: float) -> None:
    inputs = posen_inputs(2, draw)
    before = posen_campaign(inputs, PACT_SUPPLY, NATO_SUPPLY).shortfall_day or 91
    better_inputs = inputs._replace(quality=inputs.quality * better)
    after = posen_campaign(better_inputs, PACT_SUPPLY, NATO_SUPPLY + more).shortfall_day or 91
    assert after >= before


def test_without_supply_the_attacker_never_moves() -> None:
    result = both(posen_campaign, CASE_P, np.zeros(90), NATO_SUPPLY)
    assert PosenResult(*result).attack_days == 0
