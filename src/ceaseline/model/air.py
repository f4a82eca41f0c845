"""Phase 6. Patrols from outside bases, layered defence of sites, cover of the force itself."""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import logistic, logit, mechanism
from ceaseline.model.patrol import covered_share, orbits_sustained
from ceaseline.model.shots import engaged_share

#: Growth of stocks to which `magazine_stocks` refers: the thirty per cent of the pledge.
PLEDGED_STOCKS = 0.3


@mechanism
def patrol_cover(aircraft: float, world: Any) -> float:
    """Return the weight of sites that aircraft from outside bases keep under patrol.

    Parameters
    ----------
    aircraft : float
        Aircraft on the task.
    world : WORLD record
        Assumptions.

    Returns
    -------
    float
        A share in [0, 1].
    """
    orbits = orbits_sustained(
        aircraft,
        world.aircraft_availability,
        world.aircraft_per_patrol,
        world.patrol_km,
        world.aircraft_speed,
        world.on_station_hours,
        world.ground_hours,
    )
    return covered_share(world.cover, orbits)


@mechanism
def aided(stop: float, gain: float, air_picture: float) -> float:
    """Return a stopping chance that a better air picture raises in log-odds.

    Examples
    --------
    >>> round(aided(0.5, 1.0, 0.0), 6)
    0.5
    """
    return logistic(logit(stop) + gain * air_picture)


@mechanism
def joined(first: float, second: float) -> float:
    """Return the chance that at least one of two independent layers stops a weapon.

    Examples
    --------
    >>> joined(0.5, 0.5)
    0.75
    """
    return 1.0 - (1.0 - first) * (1.0 - second)


@mechanism
def leak_share(
    shield_aircraft: float,
    flank_aircraft: float,
    batteries: float,
    radar: float,
    links: float,
    rule: float,
    stocks: float,
    world: Any,
) -> float:
    """Return the share of weapons launched in a strike campaign that gets through.

    Drones and cruise missiles meet the protected side's own defence, helped by the air picture,
    then patrols over the sites they cover; ballistic missiles meet interceptors while the
    magazine lasts, then promised batteries. Common-mode failure takes all of it together.

    Parameters
    ----------
    shield_aircraft, flank_aircraft : float
        Aircraft for the shield; on the flank (a part can join).
    batteries : float
        Promised air-defence batteries in place.
    radar, links, rule : float
        Radar and data, command links, no-fly rule; shares in [0, 1].
    stocks : float
        Growth of contributors' stocks, a share.
    world : WORLD record
        Assumptions.

    Returns
    -------
    float
        A share in [0, 1].
    """
    picture = joined(radar, links)
    cover = patrol_cover(shield_aircraft + world.flank_patrol * flank_aircraft, world)
    engaged = world.engage_without_rule + (1.0 - world.engage_without_rule) * rule
    patrol = cover * engaged * world.shield_kill
    drones = joined(aided(world.stop_drones, world.data_gain, picture), patrol)
    cruise = joined(aided(world.stop_cruise, world.data_gain, picture), patrol)
    magazine = world.interceptors + world.interceptor_supply * world.strike_months
    supplied = engaged_share(
        magazine * (1.0 + world.magazine_stocks * stocks / PLEDGED_STOCKS),
        world.raid_ballistic * world.strike_months,
        world.shots_per_target,
    )
    battery = world.battery_stop * battery_cover(batteries, world.battery_sites, world.site_count)
    ballistic = joined(aided(world.stop_ballistic, world.data_gain, picture) * supplied, battery)
    launched = world.raid_drones + world.raid_cruise + world.raid_ballistic
    if launched <= 0.0:
        return 0.0
    stopped = world.raid_drones * drones + world.raid_cruise * cruise + world.raid_ballistic * ballistic
    return float(1.0 - (1.0 - world.common_mode) * stopped / launched)


@mechanism
def battery_cover(batteries: float, sites_each: float, sites: float) -> float:
    """Return the share of sites that batteries cover, at most one.

    Examples
    --------
    >>> battery_cover(2.0, 1.5, 6.0)
    0.5
    """
    if sites <= 0.0:
        return 0.0
    return min(1.0, batteries * sites_each / sites)


@mechanism
def force_cover(batteries: float, own: float, added: float, sites_each: float, sites: float) -> float:
    """Return the share of strikes on the outside force that is stopped.

    ``1 - (1 - c_0) (1 - c_U b)`` with b the share of sites that batteries cover. Cover of the force
    and cover of the sites are kept apart.

    Examples
    --------
    >>> round(force_cover(0.0, 0.3, 0.5, 1.0, 10.0), 9)
    0.3
    """
    return joined(own, added * battery_cover(batteries, sites_each, sites))


@mechanism
def raid_leak(expected: float, spread: float, z: float) -> float:
    """Return the leak share of one campaign, spread in log-odds around what is expected.

    Raids are overdispersed: for Ukraine 2022-26 the ratio of variance to binomial variance was 2
    to 5, so a binomial draw is far too narrow.

    Parameters
    ----------
    expected : float
        Share in [0, 1].
    spread : float
        Standard deviation in log-odds.
    z : float
        Standard normal draw.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> round(raid_leak(0.2, 0.5, 0.0), 6)
    0.2
    """
    if expected <= 0.0:
        return 0.0
    return logistic(logit(expected) + spread * z)


@mechanism
def campaign_deaths(leak: float, launched: float, months: float, deaths_per_hit: float) -> float:
    """Return the deaths of a strike campaign.

    Examples
    --------
    >>> campaign_deaths(0.1, 100.0, 2.0, 0.5)
    10.0
    """
    return leak * launched * months * deaths_per_hit
