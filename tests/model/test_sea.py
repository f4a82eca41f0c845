"""Presence at sea under the Montreux limits, mines and port throughput."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.model import sea

SHARE = st.floats(0.0, 1.0)
AMOUNT = st.floats(0.0, 1000.0)
TONNAGE = st.floats(200.0, 40_000.0)
STATES = st.integers(0, 8)


def test_three_frigates_pass_and_may_stay() -> None:
    assert both(sea.transit_allowed, 3.0, 12_600.0)
    assert both(sea.presence_allowed, 12_600.0, 12_600.0)


def test_a_group_of_31_000_tonnes_of_one_state_may_not_be_there() -> None:
    assert not both(sea.presence_allowed, 31_000.0, 31_000.0)
    assert both(sea.presence_allowed, 31_000.0, 16_000.0)


@pytest.mark.parametrize(
    ("ships", "tonnes", "passes"), [(9.0, 15_000.0, True), (10.0, 9_000.0, False), (2.0, 15_001.0, False)]
)
def test_transit_limits(ships: float, tonnes: float, passes: bool) -> None:
    assert both(sea.transit_allowed, ships, tonnes) is passes


@pytest.mark.parametrize(
    ("all_tonnes", "largest", "allowed"), [(45_000.0, 30_000.0, True), (45_001.0, 20_000.0, False)]
)
def test_presence_limits(all_tonnes: float, largest: float, allowed: bool) -> None:
    assert both(sea.presence_allowed, all_tonnes, largest) is allowed


@pytest.mark.parametrize(
    ("tonnage", "states", "ships"),
    [(4_200.0, 0, 0.0), (4_200.0, 1, 7.0), (4_200.0, 2, 10.0), (4_200.0, 5, 10.0), (40_000.0, 3, 0.0)],
)
def test_how_many_ships_the_limits_allow(tonnage: float, states: int, ships: float) -> None:
    assert both(sea.ships_allowed, tonnage, states) == ships
    assert both(sea.ships_allowed, 0.0, 2) == math.inf


@given(TONNAGE, STATES)
def test_allowed_ships_fit_the_limits_and_one_more_does_not(tonnage: float, states: int) -> None:
    ships = sea.ships_allowed(tonnage, states)
    each = math.ceil(ships / states) if states else 0
    assert sea.presence_allowed(ships * tonnage * (1 - 1e-9), each * tonnage * (1 - 1e-9))
    if states:
        more = math.ceil((ships + 1.0) / states)
        assert not sea.presence_allowed((ships + 1.0) * tonnage, more * tonnage)


def test_a_ship_that_must_leave_after_21_days() -> None:
    assert both(sea.stay_share, 0.0) == 1.0
    assert both(sea.stay_share, 21.0) == 0.5
    assert both(sea.stay_share, 42.0) == pytest.approx(1.0 / 3.0)
    assert both(sea.stay_share, 42.0, 0.0) == 0.0


def test_ships_on_station_from_shore_and_from_outside() -> None:
    assert both(sea.ships_on_station, 4.0, 0.0, 4_200.0, 0.5) == 2.0
    assert both(sea.ships_on_station, 0.0, 12.0, 4_200.0, 0.5) == 6.0
    assert both(sea.ships_on_station, 0.0, 12.0, 4_200.0, 0.5, 1, 21.0) == 3.0
    assert both(sea.ships_on_station, 1.0, 100.0, 4_200.0, 0.5, 1) == 7.5
    assert both(sea.ships_on_station, 1.0, 100.0, 4_200.0, 0.5) == 10.5


def test_another_sea_has_other_limits() -> None:
    free = (math.inf, math.inf, 1e12)
    assert both(sea.ships_on_station, 1.0, 100.0, 4_200.0, 0.5, 1, 21.0, *free) == pytest.approx(50.5)
    assert both(sea.transit_allowed, 12.0, 40_000.0, 20.0, 50_000.0)


@given(AMOUNT, AMOUNT, TONNAGE, SHARE, STATES, st.floats(0.0, 365.0), AMOUNT)
def test_more_pledges_never_put_fewer_ships_on_station(
    littoral: float, outside: float, tonnage: float, ready: float, states: int, gap: float, more: float
) -> None:
    now = sea.ships_on_station(littoral, outside, tonnage, ready, states, gap)
    assert 0.0 <= now <= ready * (littoral + outside) + 1e-9
    assert now <= sea.ships_on_station(littoral + more, outside, tonnage, ready, states, gap) + 1e-9
    assert now <= sea.ships_on_station(littoral, outside + more, tonnage, ready, states, gap) + 1e-9
    assert now - ready * littoral <= sea.ships_allowed(tonnage, states) + 1e-9


def test_mines_are_cleared_until_none_is_left() -> None:
    assert both(sea.clear_mines, 100.0, 3.0, 5.0) == 85.0
    assert both(sea.clear_mines, 100.0, 3.0, 5.0, 12.0) == 0.0
    assert both(sea.clear_mines, 100.0, 0.0, 5.0, 12.0) == 100.0


@given(AMOUNT, st.floats(0.0, 10.0), st.floats(0.0, 10.0), st.floats(0.0, 6.0), st.floats(0.0, 6.0))
def test_months_of_clearance_add_up(mines: float, hunters: float, rate: float, a: float, b: float) -> None:
    stepwise = sea.clear_mines(sea.clear_mines(mines, hunters, rate, a), hunters, rate, b)
    assert stepwise == pytest.approx(sea.clear_mines(mines, hunters, rate, a + b), abs=1e-9)


def test_patrols_cut_interference() -> None:
    assert both(sea.interference_left, 0.0, 4.0) == 1.0
    assert both(sea.interference_left, 4.0, 4.0) == pytest.approx(1.0 - 0.632, abs=5e-4)
    assert both(sea.interference_left, 1.0, 0.0) == 0.0
    assert both(sea.interference_left, 0.0, 0.0) == 1.0


def test_throughput_with_mines_and_under_interference() -> None:
    assert both(sea.port_throughput, 0.8, 0.0, 0.1, 0.0) == pytest.approx(0.8)
    assert both(sea.port_throughput, 0.8, 100.0, 0.1, 0.0) == pytest.approx(0.72)
    assert both(sea.port_throughput, 0.8, 100.0, 0.1, 0.5) == pytest.approx(0.36)
    assert both(sea.port_throughput, 0.8, 2000.0, 0.1, 0.0) == 0.0
    assert both(sea.port_throughput, 0.8, 0.0, 0.1, 1.0) == 0.0


@given(SHARE, AMOUNT, AMOUNT, SHARE, SHARE, SHARE)
def test_throughput_falls_with_mines_and_with_interference(
    opened: float, m1: float, m2: float, loss: float, x1: float, x2: float
) -> None:
    few, many = sorted((m1, m2))
    calm, rough = sorted((x1, x2))
    best = sea.port_throughput(opened, few, loss, calm)
    assert 0.0 <= sea.port_throughput(opened, many, loss, rough) <= best <= opened
