"""Standing patrols: worked cases, RAND's sortie rate and cover of sites."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.model import patrol

RZESZOW = (50.11, 22.02)
LVIV = (49.84, 24.03)
KYIV = (50.45, 30.52)
ODESA = (46.48, 30.73)
LAT = st.floats(-90.0, 90.0)
LON = st.floats(-180.0, 180.0)


def test_a_pair_400_km_out() -> None:
    cycle = both(patrol.patrol_cycle, 400.0, 900.0, 2.0, 3.0)
    ready = both(patrol.aircraft_per_orbit, 2.0, cycle, 2.0)
    assert cycle == pytest.approx(5.889, abs=5e-4)
    assert ready == pytest.approx(5.89, abs=5e-3)
    assert both(patrol.fleet, ready, 0.6) == pytest.approx(9.81, abs=5e-3)
    assert both(patrol.sorties_per_day, 2.0, 2.0) == 24.0


def test_twenty_four_aircraft_at_half_readiness_take_forty_eight() -> None:
    assert both(patrol.fleet, 24.0, 0.5) == 48.0


def test_rand_sortie_rate_of_the_worked_case() -> None:
    cycle = both(patrol.sortie_cycle, 2.0, 3.0, 3.4, 0.68)
    assert cycle == pytest.approx(9.76)
    assert both(patrol.sortie_rate, cycle) == pytest.approx(2.46, abs=5e-3)


@pytest.mark.parametrize(
    ("distance", "on_station", "at_100", "at_70", "at_50"),
    [
        (147.0, 2.0, 10.29, 14.7, 20.6),
        (147.0, 3.0, 7.98, 11.4, 16.0),
        (330.0, 2.0, 10.96, 15.7, 21.9),
        (330.0, 3.0, 8.42, 12.0, 16.8),
        (605.0, 2.0, 11.96, 17.1, 23.9),
        (605.0, 3.0, 9.09, 13.0, 18.2),
    ],
)
def test_two_ship_patrols_by_distance_and_readiness(
    distance: float, on_station: float, at_100: float, at_70: float, at_50: float
) -> None:
    flight = both(patrol.patrol_cycle, distance, 926.0, on_station, 0.0)
    cycle = both(patrol.sortie_cycle, flight, 3.0, 3.4, 0.68)
    ready = both(patrol.aircraft_per_orbit, 2.0, cycle, on_station)
    assert ready == pytest.approx(at_100, abs=0.006)
    assert both(patrol.fleet, ready, 0.7) == pytest.approx(at_70, abs=0.06)
    assert both(patrol.fleet, ready, 0.5) == pytest.approx(at_50, abs=0.06)


def test_flight_cycle_and_rate_between_rzeszow_and_lviv() -> None:
    flight = both(patrol.patrol_cycle, 147.0, 926.0, 2.0, 0.0)
    cycle = both(patrol.sortie_cycle, flight, 3.0, 3.4, 0.68)
    assert flight == pytest.approx(2.32, abs=5e-3)
    assert cycle == pytest.approx(10.29, abs=5e-3)
    assert both(patrol.sortie_rate, cycle) == pytest.approx(2.33, abs=5e-3)


def test_spare_rule() -> None:
    assert both(patrol.units_with_spares, 10, 3.39) == 50
    assert both(patrol.units_with_spares, 10, 3.0) == 40
    assert both(patrol.units_with_spares, 10, 0.0) == 10


def test_without_speed_readiness_or_time_on_station_nothing_is_kept_up() -> None:
    assert both(patrol.patrol_cycle, 400.0, 0.0, 2.0, 3.0) == math.inf
    assert both(patrol.aircraft_per_orbit, 2.0, 5.0, 0.0) == math.inf
    assert both(patrol.sorties_per_day, 2.0, 0.0) == math.inf
    assert both(patrol.fleet, 5.0, 0.0) == math.inf
    assert both(patrol.sortie_rate, 0.0) == math.inf
    assert both(patrol.orbits_sustained, 50.0, 0.6, 2.0, 400.0, 0.0, 2.0, 3.0) == 0.0
    assert both(patrol.orbits_sustained, 50.0, 0.6, 2.0, 400.0, 900.0, 0.0, 3.0) == 0.0
    assert both(patrol.orbits_sustained, 50.0, 0.6, 0.0, 400.0, 900.0, 2.0, 3.0) == 0.0


@given(
    st.floats(0.1, 20.0),
    st.floats(0.05, 1.0),
    st.floats(0.0, 2000.0),
    st.floats(200.0, 2000.0),
    st.floats(0.2, 12.0),
    st.floats(0.5, 48.0),
)
def test_the_fleet_for_some_orbits_sustains_just_those(
    orbits: float, availability: float, distance: float, speed: float, on_station: float, ground: float
) -> None:
    cycle = patrol.patrol_cycle(distance, speed, on_station, ground)
    owned = patrol.fleet(orbits * patrol.aircraft_per_orbit(2.0, cycle, on_station), availability)
    kept = patrol.orbits_sustained(owned, availability, 2.0, distance, speed, on_station, ground)
    assert kept == pytest.approx(orbits, rel=1e-9)
    farther = patrol.orbits_sustained(owned, availability, 2.0, distance + 1.0, speed, on_station, ground)
    assert farther < kept


@pytest.mark.parametrize(("place", "distance"), [(LVIV, 147.0), (KYIV, 605.0), (ODESA, 760.0)])
def test_distances_from_rzeszow(place: tuple[float, float], distance: float) -> None:
    assert both(patrol.great_circle_km, *RZESZOW, *place) == pytest.approx(distance, rel=0.01)


def test_great_circles_of_known_length() -> None:
    quarter = math.pi / 2.0 * patrol.EARTH_RADIUS_KM
    assert both(patrol.great_circle_km, 0.0, 0.0, 0.0, 90.0) == pytest.approx(quarter)
    assert both(patrol.great_circle_km, 0.0, 0.0, 90.0, 0.0) == pytest.approx(quarter)
    assert both(patrol.great_circle_km, 0.0, 0.0, 0.0, 180.0) == pytest.approx(2.0 * quarter)
    assert both(patrol.great_circle_km, 10.0, 179.5, 10.0, -179.5) < 111.0


@given(LAT, LON, LAT, LON, LAT, LON)
def test_distance_is_a_metric(a: float, b: float, c: float, d: float, e: float, f: float) -> None:
    there = patrol.great_circle_km(a, b, c, d)
    assert there == pytest.approx(patrol.great_circle_km(c, d, a, b))
    assert patrol.great_circle_km(a, b, a, b) == 0.0
    assert there <= patrol.great_circle_km(a, b, e, f) + patrol.great_circle_km(e, f, c, d) + 1e-3


def curve(reach: float, radius: float, opened: float = 1.0, steps: int = 4) -> Any:
    lat = np.array([LVIV[0], KYIV[0], ODESA[0], 46.62])
    lon = np.array([LVIV[1], KYIV[1], ODESA[1], 31.02])
    weight = np.array([1.0, 4.0, 2.0, 1.0])
    base = np.array([RZESZOW[0]]), np.array([RZESZOW[1]]), np.array([opened])
    out = np.full(steps + 1, np.nan)
    useful = both(patrol.coverage_curve, lat, lon, weight, *base, reach, radius, out)
    return useful, out


def test_orbits_go_first_where_they_cover_most() -> None:
    useful, shares = curve(1000.0, 50.0)
    assert useful == 3
    np.testing.assert_allclose(shares, [0.0, 0.5, 0.875, 1.0, 1.0])


def test_a_small_orbit_takes_each_port_apart() -> None:
    useful, shares = curve(1000.0, 10.0, steps=6)
    assert useful == 4
    np.testing.assert_allclose(shares, [0.0, 0.5, 0.75, 0.875, 1.0, 1.0, 1.0])


def test_sites_beyond_reach_and_closed_bases_stay_bare() -> None:
    useful, shares = curve(200.0, 50.0)
    assert useful == 1
    np.testing.assert_allclose(shares, [0.0, 0.125, 0.125, 0.125, 0.125])
    useful, shares = curve(1000.0, 50.0, opened=0.0)
    assert useful == 0
    np.testing.assert_array_equal(shares, 0.0)


def test_sites_without_weight_give_no_cover() -> None:
    zero, one, out = np.zeros(1), np.ones(1), np.zeros(3)
    assert both(patrol.coverage_curve, zero, zero, zero, zero, zero, one, 100.0, 100.0, out) == 0
    np.testing.assert_array_equal(out, 0.0)


@given(st.lists(st.tuples(LAT, LON, st.floats(0.1, 10.0)), min_size=1, max_size=6), st.floats(10.0, 5000.0))
def test_cover_rises_with_orbits_ever_more_slowly(
    sites: list[tuple[float, float, float]], radius: float
) -> None:
    lat, lon, weight = (np.array(column) for column in zip(*sites, strict=True))
    out = np.zeros(8)
    patrol.coverage_curve(lat, lon, weight, lat[:1], lon[:1], np.ones(1), 25000.0, radius, out)
    gains = np.diff(out)
    assert np.all(gains >= 0.0)
    assert np.all(np.diff(gains) <= 1e-9)
    assert out[-1] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("orbits", "share"), [(-1.0, 0.0), (0.0, 0.0), (0.5, 0.3), (1.0, 0.6), (1.5, 0.7), (2.0, 0.8), (9.0, 0.8)]
)
def test_part_of_an_orbit_covers_part_of_its_gain(orbits: float, share: float) -> None:
    assert both(patrol.covered_share, np.array([0.0, 0.6, 0.8]), orbits) == pytest.approx(share)
