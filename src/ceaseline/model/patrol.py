"""Standing air patrols: the aircraft an orbit takes, the orbits a fleet keeps up, the sites they cover."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ceaseline.kernel import mechanism

#: Mean radius of the Earth, km (International Union of Geodesy and Geophysics).
EARTH_RADIUS_KM = 6371.0088


@mechanism
def patrol_cycle(distance: float, speed: float, on_station: float, ground: float) -> float:
    """Return the hours from one take-off of a patrol aircraft to its next, ``2 d / s + τ_on + τ_ground``.

    Parameters
    ----------
    distance : float
        Base to orbit, one way, km, >= 0.
    speed : float
        Transit speed, km/h, > 0; infinite hours without speed.
    on_station : float
        Hours on station, >= 0.
    ground : float
        Hours on the ground between sorties, >= 0.

    Returns
    -------
    float
        Hours, >= 0.

    Examples
    --------
    >>> round(patrol_cycle(400.0, 900.0, 2.0, 3.0), 3)
    5.889
    """
    if speed <= 0.0:
        return math.inf
    return 2.0 * distance / speed + on_station + ground


@mechanism
def aircraft_per_orbit(together: float, cycle: float, on_station: float) -> float:
    """Return the ready aircraft that keep one orbit filled round the clock, ``n cycle / τ_on``.

    Parameters
    ----------
    together : float
        Aircraft n that fly one orbit together, >= 0.
    cycle : float
        Hours of a `patrol_cycle` or a `sortie_cycle`, >= 0.
    on_station : float
        Hours on station, > 0; no number of aircraft suffices without time on station.

    Returns
    -------
    float
        Aircraft, >= 0.

    Examples
    --------
    >>> round(aircraft_per_orbit(2.0, 5.889, 2.0), 2)
    5.89
    """
    if on_station <= 0.0:
        return math.inf
    return together * cycle / on_station


@mechanism
def fleet(ready: float, availability: float) -> float:
    """Return the aircraft a force must own so that a number is ready, ``ready / availability``.

    Parameters
    ----------
    ready : float
        Aircraft that must be ready, >= 0.
    availability : float
        Part of the fleet that is ready, in (0, 1].

    Returns
    -------
    float
        Aircraft, >= 0; infinite if none is ever ready.

    Examples
    --------
    >>> fleet(24.0, 0.5)
    48.0
    """
    if availability <= 0.0:
        return math.inf
    return ready / availability


@mechanism
def sorties_per_day(together: float, on_station: float) -> float:
    """Return the sorties a day that one orbit takes, ``24 n / τ_on``.

    Parameters
    ----------
    together : float
        Aircraft n that fly one orbit together, >= 0.
    on_station : float
        Hours on station, > 0; infinite without time on station.

    Returns
    -------
    float
        Sorties a day, >= 0.

    Examples
    --------
    >>> sorties_per_day(2.0, 2.0)
    24.0
    """
    if on_station <= 0.0:
        return math.inf
    return 24.0 * together / on_station


@mechanism
def orbits_sustained(
    aircraft: float,
    availability: float,
    together: float,
    distance: float,
    speed: float,
    on_station: float,
    ground: float,
) -> float:
    """Return the orbits that a fleet keeps filled round the clock.

    ``aircraft availability / (n cycle / τ_on)``, the inverse of `aircraft_per_orbit` and `fleet`. A fraction
    is an orbit filled for that share of the time.

    Parameters
    ----------
    aircraft : float
        Aircraft owned for the task, >= 0.
    availability : float
        Part of them that is ready, in [0, 1].
    together : float
        Aircraft n that fly one orbit together, > 0.
    distance, speed, on_station, ground : float
        As in `patrol_cycle`.

    Returns
    -------
    float
        Orbits, >= 0; none without time on station or speed.

    Examples
    --------
    >>> round(orbits_sustained(9.81, 0.6, 2.0, 400.0, 900.0, 2.0, 3.0), 3)
    1.0
    """
    needed = aircraft_per_orbit(together, patrol_cycle(distance, speed, on_station, ground), on_station)
    if needed <= 0.0:
        return 0.0
    return aircraft * availability / needed


@mechanism
def sortie_cycle(flight: float, turnaround: float, base: float, per_flight_hour: float) -> float:
    """Return the hours from one take-off to the next with maintenance that grows with flight time.

    ``FT + TAT + MT`` with ``MT = base + slope FT``. Form and a turnaround of 180 minutes: RAND, *Airbase
    Vulnerability*, appendix B. The base and slope of maintenance are assumptions of the caller; 3.4 and 0.68
    fit RAND's worked case.

    Parameters
    ----------
    flight : float
        Flight time FT of a sortie, hours, >= 0.
    turnaround : float
        Turnaround time TAT, hours, >= 0.
    base : float
        Maintenance hours for each sortie, >= 0.
    per_flight_hour : float
        Maintenance hours for each hour flown, >= 0.

    Returns
    -------
    float
        Hours, >= 0.

    Examples
    --------
    A target at 500 nautical miles, flown at 500 knots:

    >>> round(sortie_cycle(2.0, 3.0, 3.4, 0.68), 2)
    9.76
    """
    return flight + turnaround + base + per_flight_hour * flight


@mechanism
def sortie_rate(cycle: float) -> float:
    """Return the sorties a day of one ready aircraft, ``24 / cycle``.

    Parameters
    ----------
    cycle : float
        Hours from one take-off to the next, > 0.

    Returns
    -------
    float
        Sorties a day; infinite for a cycle of zero hours.

    Examples
    --------
    >>> round(sortie_rate(9.76), 2)
    2.46
    """
    if cycle <= 0.0:
        return math.inf
    return 24.0 / cycle


@mechanism
def units_with_spares(active: int, recovery_ratio: float) -> int:
    """Return the units that keep a number active when all demand falls together, ``m (ceil(R) + 1)``.

    Source: arXiv 2604.15890, where sizing by Erlang's B formula let mission success fall to 69.9 % at
    R = 3.39 and this rule kept at least 99.8 %.

    Parameters
    ----------
    active : int
        Units m that must be active at once, >= 0.
    recovery_ratio : float
        Recovery time over active time R, >= 0.

    Returns
    -------
    int
        Units, spares among them.

    Examples
    --------
    >>> units_with_spares(10, 3.39)
    50
    """
    return active * (math.ceil(recovery_ratio) + 1)


@mechanism
def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the distance between two places on a sphere (haversine form).

    Parameters
    ----------
    lat_a, lon_a, lat_b, lon_b : float
        Degrees north in [-90, 90] and east in [-180, 180].

    Returns
    -------
    float
        Kilometres, in [0, 20 016]; a sphere errs by up to half a per cent.

    Examples
    --------
    >>> round(great_circle_km(50.11, 22.02, 49.84, 24.03))
    147
    """
    phi_a = math.radians(lat_a)
    phi_b = math.radians(lat_b)
    half_lat = math.sin(0.5 * (phi_b - phi_a))
    half_lon = math.sin(0.5 * math.radians(lon_b - lon_a))
    h = half_lat * half_lat + math.cos(phi_a) * math.cos(phi_b) * half_lon * half_lon
    return 2.0 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


@mechanism
def within_reach(
    lat: float,
    lon: float,
    base_lat: NDArray[np.float64],
    base_lon: NDArray[np.float64],
    base_open: NDArray[np.float64],
    reach_km: float,
) -> bool:
    """Return whether a place lies within reach of an open base.

    Parameters
    ----------
    lat, lon : float
        The place, degrees.
    base_lat, base_lon : array of float, shape (bases,)
        The bases, degrees.
    base_open : array of float, shape (bases,)
        Above zero where the base may be used.
    reach_km : float
        Radius of action with reserve, km, >= 0.

    Returns
    -------
    bool

    Examples
    --------
    >>> import numpy as np
    >>> bases = np.array([50.11]), np.array([22.02])
    >>> within_reach(49.84, 24.03, *bases, np.array([1.0]), 200.0)
    True
    >>> within_reach(49.84, 24.03, *bases, np.array([0.0]), 200.0)
    False
    """
    for k in range(base_lat.size):
        if base_open[k] > 0.0 and great_circle_km(lat, lon, base_lat[k], base_lon[k]) <= reach_km:
            return True
    return False


@mechanism
def _orbit_gain(
    centre: int,
    site_lat: NDArray[np.float64],
    site_lon: NDArray[np.float64],
    site_weight: NDArray[np.float64],
    orbit_km: float,
    covered: NDArray[np.bool_],
    mark: bool,
) -> float:
    """Return the weight that an orbit over one site newly covers; mark those sites if asked."""
    gain = 0.0
    for j in range(site_lat.size):
        distance = great_circle_km(site_lat[centre], site_lon[centre], site_lat[j], site_lon[j])
        if not covered[j] and distance <= orbit_km:
            gain += site_weight[j]
            if mark:
                covered[j] = True
    return gain


@mechanism
def coverage_curve(
    site_lat: NDArray[np.float64],
    site_lon: NDArray[np.float64],
    site_weight: NDArray[np.float64],
    base_lat: NDArray[np.float64],
    base_lon: NDArray[np.float64],
    base_open: NDArray[np.float64],
    reach_km: float,
    orbit_km: float,
    out: NDArray[np.float64],
) -> int:
    """Tabulate the share of site weight that 0, 1, 2 … orbits cover.

    An orbit is flown over a site within reach of an open base and covers every site within its radius. Each
    next orbit goes where it adds most, which gives at least 63 % of what the best places would (Nemhauser,
    Wolsey and Fisher 1978) and gains that never rise. Fill it once a world and read it by `covered_share`.

    Parameters
    ----------
    site_lat, site_lon : array of float, shape (sites,)
        Sites to protect, degrees.
    site_weight : array of float, shape (sites,)
        Their weights, >= 0; they need not sum to one.
    base_lat, base_lon, base_open : array of float, shape (bases,)
        As in `within_reach`.
    reach_km : float
        Radius of action with reserve, km, >= 0.
    orbit_km : float
        Radius of the area that one orbit covers, km, >= 0.
    out : array of float, shape (steps + 1,)
        Filled with the share covered by 0, 1 … steps orbits.

    Returns
    -------
    int
        Orbits that still add something, at most steps.

    Examples
    --------
    Two ports close together and a city far off, all within reach:

    >>> import numpy as np
    >>> lat, lon = np.array([46.48, 46.62, 50.45]), np.array([30.73, 31.02, 30.52])
    >>> base, curve = np.array([50.0]), np.zeros(4)
    >>> coverage_curve(lat, lon, np.ones(3), base, base - 25.0, np.ones(1), 900.0, 50.0, curve)
    2
    >>> [round(float(share), 3) for share in curve]
    [0.0, 0.667, 1.0, 1.0]
    """
    sites = site_lat.size
    total = 0.0
    reached = np.zeros(sites, dtype=np.bool_)
    covered = np.zeros(sites, dtype=np.bool_)
    for i in range(sites):
        total += site_weight[i]
        reached[i] = within_reach(site_lat[i], site_lon[i], base_lat, base_lon, base_open, reach_km)
    useful = 0
    share = 0.0
    out[0] = 0.0
    for step in range(1, out.size):
        best = -1
        most = 0.0
        for i in range(sites):
            if reached[i]:
                gain = _orbit_gain(i, site_lat, site_lon, site_weight, orbit_km, covered, False)
                if gain > most:
                    best = i
                    most = gain
        if best >= 0:
            useful = step
            share += _orbit_gain(best, site_lat, site_lon, site_weight, orbit_km, covered, True) / total
        out[step] = min(1.0, share)
    return useful


@mechanism
def covered_share(curve: NDArray[np.float64], orbits: float) -> float:
    """Return the share of site weight that a number of orbits covers.

    Linear between the whole numbers of a `coverage_curve`: a fraction is an orbit filled part of the time.

    Parameters
    ----------
    curve : array of float, shape (steps + 1,)
        Share covered by 0, 1 … steps orbits.
    orbits : float
        Orbits kept up, >= 0.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> import numpy as np
    >>> round(covered_share(np.array([0.0, 0.6, 0.8]), 1.5), 9)
    0.7
    """
    last = curve.size - 1
    if orbits >= last:
        return float(curve[last])
    if orbits <= 0.0:
        return float(curve[0])
    k = int(orbits)
    return float(curve[k] + (orbits - k) * (curve[k + 1] - curve[k]))
