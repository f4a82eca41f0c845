"""Phase 8. Disputes that arise by themselves, how far they climb, and violations counted apart."""

from __future__ import annotations

import math

from ceaseline.kernel import mechanism


@mechanism
def declining(first: float, floor: float, decay_factor: float) -> float:
    """Return a monthly rate that falls from a first level to a floor.

    ``first / 12 * (r + (1 - r) * exp(-t / T))``: hazards after wars are front-loaded (Weibull shapes of
    .4 to .6 in the data on past ceasefires), of which this is the simplest bounded form.

    Parameters
    ----------
    first : float
        Rate in the first months, per year.
    floor : float
        Long-run rate as a part of the first, in [0, 1].
    decay_factor : float
        ``exp(-t / T)``, in [0, 1].

    Returns
    -------
    float
        Rate per month.

    Examples
    --------
    >>> declining(1.2, 0.2, 1.0), round(declining(1.2, 0.2, 0.0), 9)
    (0.1, 0.02)
    """
    return first / 12.0 * (floor + (1.0 - floor) * decay_factor)


@mechanism
def dampening(
    zone_km: float,
    zone_factor: float,
    seen: float,
    observer_factor: float,
    rule: float,
    rule_factor: float,
    sea_share: float,
    sea_left: float,
) -> float:
    """Return the factor of everything in place on the rate of incidents.

    ``z_I**(d / 20) * o_I**seen * n_I**rule * (1 - s_I (1 - left))``. Zone and observers:
    direction from the literature on ceasefires, ranges that include no effect. Each effect has
    its one owner here; observers act again only on detection and attribution.

    Parameters
    ----------
    zone_km : float
        Depth of the demilitarised zone, km.
    zone_factor, observer_factor, rule_factor : float
        Factors at 20 km, at a line seen in full, at a no-fly rule in force.
    seen, rule : float
        Shares in [0, 1].
    sea_share, sea_left : float
        Part of incidents at sea, and part of those left under patrol.

    Returns
    -------
    float
        A factor > 0.

    Examples
    --------
    >>> dampening(0.0, 0.5, 0.0, 0.5, 0.0, 1.2, 0.2, 1.0)
    1.0
    """
    return math.exp(
        math.log(zone_factor) * zone_km / 20.0
        + math.log(observer_factor) * seen
        + math.log(rule_factor) * rule
    ) * (1.0 - sea_share * (1.0 - sea_left))


@mechanism
def emboldened(factor: float, boldness: float) -> float:
    """Return a factor on the rate of incidents that a bolder protected side raises: ``f (1 + b_E bold)``.

    Parameters
    ----------
    factor : float
        Of everything else in place.
    boldness : float
        Rise through a bolder protected side, already scaled, > -1.

    Returns
    -------
    float
        A factor > 0.

    Examples
    --------
    >>> emboldened(0.5, 0.1)
    0.55
    """
    return factor * (1.0 + boldness)


@mechanism
def climb(draw: float, force: float, death: float, serious: float, war: float) -> int:
    """Return how far an incident climbs, from one draw.

    Rungs: 0 incident, 1 use of force, 2 deadly clash, 3 serious clash (over 100 dead), 4 war. One
    uniform decides, so a lower chance on any step never makes an incident climb higher.

    Parameters
    ----------
    draw : float
        Uniform draw in (0, 1).
    force, death, serious, war : float
        Chance of each step given the one below it, in [0, 1].

    Returns
    -------
    int
        Rung 0 to 4.

    Examples
    --------
    >>> climb(0.9, 0.7, 0.7, 0.1, 0.1), climb(0.001, 0.7, 0.7, 0.1, 0.1)
    (0, 4)
    """
    reach = force
    if draw >= reach:
        return 0
    reach *= death
    if draw >= reach:
        return 1
    reach *= serious
    if draw >= reach:
        return 2
    reach *= war
    return 3 if draw >= reach else 4


@mechanism
def clash_deaths(rung: int, draw: float) -> float:
    """Return deaths in an incident that has climbed to a rung.

    Log-uniform within the bounds of the rung (1 to 100, 100 to 1 000, 1 000 to 10 000), the
    scale-free shape that interstate disputes show; rungs below a deadly clash have none.

    Parameters
    ----------
    rung : int
        0 to 4.
    draw : float
        Uniform draw in (0, 1).

    Returns
    -------
    float
        Deaths.

    Examples
    --------
    >>> clash_deaths(1, 0.5), round(clash_deaths(3, 0.5))
    (0.0, 316)
    """
    if rung < 2:
        return 0.0
    span = 100.0 if rung == 2 else 10.0
    first = 1.0 if rung == 2 else (100.0 if rung == 3 else 1000.0)
    return first * math.exp(draw * math.log(span))


@mechanism
def recommitted(level: float, rate: float, cut: float, step: float) -> float:
    """Return how much recommitments hold violations down, after a month.

    ``C * exp(-1 / T_C) + f_V / 12 * c_V * (1 - C)``: each recommitment takes a part of violations away
    and wears off (OSCE in Ukraine: twelve in three years, about two weeks each).

    Parameters
    ----------
    level : float
        Part of violations held down now, in [0, 1].
    rate : float
        Recommitments a year.
    cut : float
        Part taken away at once.
    step : float
        ``exp(-1 / T_C)``: what is left of the effect after a month, in [0, 1].

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> recommitted(0.0, 12.0, 0.5, 0.4)
    0.5
    """
    return min(1.0, level * step + rate / 12.0 * cut * (1.0 - level))


@mechanism
def strikes_within(draw: float, rate: float) -> bool:
    """Return whether an event of a rate happens within its unit of time: ``u < 1 - exp(-rate)``.

    The exponential is taken only where it can matter, since ``1 - exp(-r) <= r``.

    Parameters
    ----------
    draw : float
        Uniform draw in (0, 1).
    rate : float
        Expected events, >= 0.

    Returns
    -------
    bool

    Examples
    --------
    >>> strikes_within(0.09, 0.1), strikes_within(0.099, 0.1), strikes_within(0.2, 0.1)
    (True, False, False)
    """
    if draw >= rate:
        return False
    return draw < 1.0 - math.exp(-rate)


@mechanism
def rung_of_deaths(deaths: float) -> int:
    """Return the rung that a number of deaths in one episode reaches.

    Examples
    --------
    >>> [rung_of_deaths(d) for d in (0.0, 1.0, 101.0, 1000.0)]
    [1, 2, 3, 4]
    """
    if deaths >= 1000.0:
        return 4
    if deaths > 100.0:
        return 3
    return 2 if deaths >= 1.0 else 1
