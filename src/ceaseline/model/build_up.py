"""Phase 3. From a promise in force to what stands in place: delay, ramp, lift, rotation."""

from __future__ import annotations

from ceaseline.kernel import mechanism


@mechanism
def ramp_share(month: float, delay: float, ramp: float) -> float:
    """Return the part of a promise that has arrived.

    Linear after the delay: ``clip((t - delay) / ramp, 0, 1)``.

    Parameters
    ----------
    month : float
        Months since the promise came into force.
    delay, ramp : float
        Months before the first element and from the first to the last; `ramp` >= 0.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> ramp_share(6.0, 3.0, 6.0)
    0.5
    >>> ramp_share(2.0, 3.0, 6.0)
    0.0
    """
    if month < delay:
        return 0.0
    if month >= delay + ramp:
        return 1.0
    return (month - delay) / ramp


@mechanism
def sustainable(pool: float, ratio: float, growth: float, month: float) -> float:
    """Return the troops that a pool can keep in place by rotation.

    ``P (1 + g t / 12) / R``. Published ratios run from 2.5 to 5 (The Times, 29 April 2025:
    256 000 found over two years for 64 000 in place, a ratio of 4).

    Parameters
    ----------
    pool : float
        Troops that the contributor can rotate.
    ratio : float
        Troops in the pool per soldier in place, >= 1.
    growth : float
        Yearly growth of the pool while the spending pledge is met, >= 0.
    month : float
        Months since the ceasefire.

    Returns
    -------
    float
        Troops.

    Examples
    --------
    >>> sustainable(256000.0, 4.0, 0.0, 24.0)
    64000.0
    """
    return pool * (1.0 + growth * month / 12.0) / ratio


@mechanism
def held(arrived: float, limit: float, month: float, first_rotation: float) -> float:
    """Return the troops that a contributor keeps in place.

    Nothing limits the first rotation; after it the excess over what is sustainable leaves
    evenly within one more rotation.

    Parameters
    ----------
    arrived : float
        Troops that have arrived.
    limit : float
        Troops that rotation can keep in place.
    month : float
        Months since the first troops arrived.
    first_rotation : float
        Length of the first rotation, months, > 0.

    Returns
    -------
    float
        Troops, at most `arrived`.

    Examples
    --------
    >>> held(10000.0, 6000.0, 6.0, 12.0), held(10000.0, 6000.0, 18.0, 12.0), held(10000.0, 6000.0, 36.0, 12.0)
    (10000.0, 8000.0, 6000.0)
    """
    if arrived <= limit or month <= first_rotation:
        return arrived
    late = min((month - first_rotation) / first_rotation, 1.0)
    return arrived - late * (arrived - limit)


@mechanism
def lifted(target: float, in_place: float, lift: float) -> float:
    """Return the troops in place after a month in which lift limits what can enter.

    Parameters
    ----------
    target : float
        Troops ready to be in place.
    in_place : float
        Troops in place the month before.
    lift : float
        Troops that can be moved in a month.

    Returns
    -------
    float
        Troops; a fall of `target` acts at once.

    Examples
    --------
    >>> lifted(9000.0, 2000.0, 3000.0), lifted(1000.0, 2000.0, 3000.0)
    (5000.0, 1000.0)
    """
    return min(target, in_place + lift)
