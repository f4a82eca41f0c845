"""Shots against targets: worked cases of missile defence and Hughes's salvoes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.model.both import both

from ceaseline.model import shots

SHARE = st.floats(0.0, 1.0)
COUNT = st.integers(0, 30)


def test_four_interceptors_with_and_without_common_mode_failure() -> None:
    assert both(shots.kill_chance, 0.56, 4.0, 0.0) == pytest.approx(0.9625, abs=5e-5)
    assert both(shots.kill_chance, 0.56, 4.0, 0.2) == pytest.approx(0.770, abs=5e-4)
    assert both(shots.kill_chance, 0.56, 0.0, 0.2) == 0.0


@given(SHARE, COUNT, COUNT, SHARE)
def test_more_shots_never_kill_less_and_never_beat_common_mode(p: float, n: int, m: int, g: float) -> None:
    few, many = sorted((n, m))
    low = shots.kill_chance(p, float(few), g)
    assert 0.0 <= low <= shots.kill_chance(p, float(many), g) + 1e-12 <= 1.0 - g + 2e-12


@pytest.mark.parametrize(("n", "chance"), [(1, 0.0282), (2, 0.3894), (3, 0.7606), (4, 0.9219), (5, 0.9760)])
def test_all_of_ten_warheads(n: int, chance: float) -> None:
    assert both(shots.stop_all, 0.7, float(n), 10.0) == pytest.approx(chance, abs=5.1e-5)


@pytest.mark.parametrize(("n", "chance"), [(1, 0.1678), (2, 0.7214)])
def test_all_of_eight_warheads(n: int, chance: float) -> None:
    assert both(shots.stop_all, 0.8, float(n), 8.0) == pytest.approx(chance, abs=5.1e-5)


@given(SHARE, st.integers(1, 10), COUNT)
def test_stopping_all_is_every_single_stop(p: float, n: int, warheads: int) -> None:
    single = shots.kill_chance(p, float(n), 0.0)
    assert shots.stop_all(p, float(n), float(warheads)) == pytest.approx(math.prod([single] * warheads))


@pytest.mark.parametrize(
    ("reach", "speed", "delay", "cycle", "windows"),
    [
        (60.0, 1.0, 12.0, 20.0, 2),
        (60.0, 1.0, 0.0, 20.0, 3),
        (5.0, 1.0, 12.0, 20.0, 0),
        (0.3, 1.0, 0.0, 0.1, 3),
    ],
)
def test_engagement_windows(reach: float, speed: float, delay: float, cycle: float, windows: int) -> None:
    assert both(shots.engagement_windows, reach, speed, delay, cycle) == windows


def test_no_window_without_speed_or_cycle() -> None:
    assert both(shots.engagement_windows, 60.0, 0.0, 0.0, 20.0) == 0
    assert both(shots.engagement_windows, 60.0, 1.0, 0.0, 0.0) == 0


def test_a_look_between_two_shots_saves_shots_and_lets_no_more_through() -> None:
    spent, leak = both(shots.shoot_look_shoot, 0.7, 2)
    assert spent == pytest.approx(1.3)
    assert leak == pytest.approx(0.09)
    assert both(shots.shoot_look_shoot, 0.7, 0) == (0.0, 1.0)


@given(SHARE, COUNT)
def test_looking_spends_at_most_every_shot_for_the_same_leak(p: float, tries: int) -> None:
    spent, leak = shots.shoot_look_shoot(p, tries)
    assert 0.0 <= spent <= tries + 1e-12
    assert leak == pytest.approx(1.0 - shots.kill_chance(p, float(tries), 0.0), abs=1e-12)


def test_three_layers_against_a_raid_of_a_hundred() -> None:
    leak = both(shots.layered_leak, np.array([0.6, 0.5, 0.4]))
    assert 100.0 * leak == pytest.approx(12.0)
    assert both(shots.binomial_sd, 100.0, leak) == pytest.approx(3.25, abs=5e-3)
    assert both(shots.layered_leak, np.zeros(0)) == 1.0


@given(st.integers(0, 500), SHARE)
def test_spread_of_a_binomial(n: int, p: float) -> None:
    assert shots.binomial_sd(float(n), p) == pytest.approx(stats.binom(n, p).std(), abs=1e-9)


@given(st.lists(SHARE, max_size=6), SHARE)
def test_a_further_layer_never_lets_more_through(kills: list[float], further: float) -> None:
    assert shots.layered_leak(np.array([*kills, further])) <= shots.layered_leak(np.array(kills)) <= 1.0


def test_a_magazine_runs_out() -> None:
    assert both(shots.engaged_share, 30.0, 40.0, 2.0) == 0.375
    assert both(shots.engaged_share, 80.0, 40.0, 2.0) == 1.0
    assert both(shots.engaged_share, 0.0, 0.0, 2.0) == 1.0
    assert both(shots.engaged_share, 0.0, 40.0, 2.0) == 0.0


def test_channels_are_saturated() -> None:
    engaged = both(shots.saturation_engagements, 4.0, 65.0, 20.0)
    assert engaged == 12.0
    assert both(shots.engaged_share, engaged, 48.0, 1.0) == 0.25
    assert both(shots.saturation_engagements, 4.0, 0.3, 0.1) == 12.0
    assert both(shots.saturation_engagements, 4.0, 65.0, 0.0) == math.inf
    assert both(shots.saturation_engagements, 0.0, 65.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("load", "channels", "blocked"), [(1.0, 1, 1 / 2), (1.0, 2, 1 / 5), (2.0, 3, 4 / 19), (0.0, 2, 0.0)]
)
def test_erlang_loss(load: float, channels: int, blocked: float) -> None:
    assert both(shots.erlang_b, load, channels) == pytest.approx(blocked)


@given(st.floats(0.0, 50.0), st.integers(0, 40))
def test_erlang_loss_is_its_truncated_poisson_tail(load: float, channels: int) -> None:
    law = stats.poisson(load)
    expected = law.pmf(channels) / law.cdf(channels)
    assert shots.erlang_b(load, channels) == pytest.approx(expected, rel=1e-6, abs=1e-12)
    assert shots.erlang_b(load, channels + 1) <= shots.erlang_b(load, channels)


def test_one_ship_fewer_turns_a_draw_into_annihilation() -> None:
    assert both(shots.salvo_exchange, 3.0, 3.0, 4.0, 4.0, 3.0, 3.0, 2.0, 2.0) == (1.5, 1.5)
    assert both(shots.salvo_exchange, 2.0, 3.0, 4.0, 4.0, 3.0, 3.0, 2.0, 2.0) == (2.0, 0.0)


def test_units_without_staying_power_are_lost_to_any_hit() -> None:
    assert both(shots.salvo_exchange, 3.0, 3.0, 4.0, 4.0, 0.0, 9.0, 0.0, 0.0) == (3.0, 0.0)


FORCE = st.floats(0.0, 50.0)


@given(FORCE, FORCE, FORCE, FORCE, FORCE, FORCE, st.floats(0.1, 20.0), st.floats(0.1, 20.0))
def test_losses_stay_within_the_forces_and_mirror(
    a: float, b: float, alpha: float, beta: float, y: float, z: float, w: float, x: float
) -> None:
    loss_a, loss_b = shots.salvo_exchange(a, b, alpha, beta, y, z, w, x)
    assert 0.0 <= loss_a <= a
    assert 0.0 <= loss_b <= b
    assert shots.salvo_exchange(b, a, beta, alpha, z, y, x, w) == (loss_b, loss_a)
