"""Phase 9. Openings, and what a challenger makes of one: two stages, nests, quantal response.

All values are differences from holding, in units of the challenger's full aim. The challenger acts
on what it believes (`response`, `learning`); what others then do is drawn apart.
"""

from __future__ import annotations

import math

from ceaseline.kernel import logistic, mechanism

#: Value of an option that does not exist.
ABSENT = -1e9


@mechanism
def aim_value(
    dissatisfaction: float,
    troops: float,
    per_30000: float,
    power_presence: float,
    power_effect: float,
    settlement: float,
    relief: float,
) -> float:
    """Return the value of the full aim to the challenger, with provocation and settlement.

    ``d + v_F troops / 30 000 + v_U u - v_L s``, at least 0. That a guarantee may provoke is a range
    that includes zero.

    Examples
    --------
    >>> aim_value(0.6, 0.0, 0.05, 0.0, 0.02, 0.0, 0.2)
    0.6
    """
    value = dissatisfaction + per_30000 * troops / 30000.0 + power_effect * power_presence
    return max(0.0, value - relief * settlement)


@mechanism
def believed_odds(
    level: float,
    ratio_slope: float,
    ratio: float,
    brigade_slope: float,
    brigades: float,
    aircraft_slope: float,
    aircraft: float,
    warning_slope: float,
    warning: float,
    error: float,
) -> float:
    """Return the chance of success that the challenger believes an offensive has.

    A surrogate of the fighting in log-odds, fitted once a case to the engine itself
    (`ceaseline.study`): the simulation cannot be run inside each choice.

    Parameters
    ----------
    level : float
        Log-odds at equal reserves.
    ratio_slope, ratio : float
        Slope, and ratio of reserves, > 0.
    brigade_slope, brigades : float
        Slope per brigade equivalent expected from guarantors, and their number.
    aircraft_slope, aircraft : float
        The same for aircraft.
    warning_slope, warning : float
        Slope per ten days of warning expected, and days.
    error : float
        Misperception in log-odds.

    Returns
    -------
    float
        A chance in (0, 1).

    Examples
    --------
    >>> believed_odds(0.0, 0.5, 1.0, -0.1, 0.0, -0.001, 0.0, -0.1, 0.0, 0.0)
    0.5
    """
    return logistic(
        level
        + ratio_slope * math.log(ratio)
        + brigade_slope * brigades
        + aircraft_slope * aircraft
        + warning_slope * warning / 10.0
        + error
    )


@mechanism
def attack_value(odds: float, gain: float, aim: float, cost: float, imposed: float, window: float) -> float:
    """Return the value of a grab or an offensive.

    ``P g d - c - C + v_W``: expected utility of attack over the status quo, with the cost that
    guarantors are expected to impose and the gain from acting before a build-up is complete.

    Examples
    --------
    >>> round(attack_value(0.5, 1.0, 0.8, 0.4, 0.1, 0.0), 9)
    -0.1
    """
    return odds * gain * aim - cost - imposed + window


@mechanism
def quantal_weight(precision: float, value: float, highest: float) -> float:
    """Return ``exp(lambda (U - U_max))``, the unnormalised weight of an option.

    Examples
    --------
    >>> quantal_weight(5.0, 0.2, 0.2)
    1.0
    """
    return math.exp(precision * (value - highest))


@mechanism
def nest_value(first: float, second: float, precision: float, dissimilarity: float) -> float:
    """Return the inclusive value of a nest of two options.

    ``(mu / lambda) log(exp(lambda U_1 / mu) + exp(lambda U_2 / mu))`` (nested logit): options that are much
    alike are not counted twice.

    Parameters
    ----------
    first, second : float
        Values; `ABSENT` for an option that does not exist.
    precision : float
        lambda, > 0.
    dissimilarity : float
        mu in (0, 1]; 1 is plain softmax.

    Returns
    -------
    float
        Value of the nest.

    Examples
    --------
    >>> nest_value(0.3, ABSENT, 5.0, 0.2)
    0.3
    >>> round(nest_value(0.0, 0.0, 1.0, 1.0), 6)
    0.693147
    """
    high = max(first, second)
    low = min(first, second)
    scale = precision / dissimilarity
    return high + math.log1p(math.exp(max(scale * (low - high), -745.0))) / scale


@mechanism
def place_value(
    free: float, guarded: float, guarded_share: float, precision: float, dissimilarity: float
) -> float:
    """Return the value of a grab when the challenger may choose the place.

    One nest of places, weighted by their share of the line, so that drawing the map finer changes
    nothing: ``(mu / lambda) log((1 - s) exp(lambda U_free / mu) + s exp(lambda U_guarded / mu))``.

    Examples
    --------
    >>> round(place_value(0.1, 0.1, 0.3, 8.0, 0.2), 9)
    0.1
    """
    high = max(free, guarded)
    scale = precision / dissimilarity
    return (
        high
        + math.log(
            (1.0 - guarded_share) * math.exp(max(scale * (free - high), -700.0))
            + guarded_share * math.exp(max(scale * (guarded - high), -700.0))
        )
        / scale
    )


@mechanism
def first_share(first: float, second: float, precision: float) -> float:
    """Return the chance that the first of two options is taken, by quantal response.

    Examples
    --------
    >>> first_share(0.0, 0.0, 8.0)
    0.5
    """
    return logistic(precision * (first - second))


@mechanism
def executed(draw: float, grab: float, offensive: float, precision: float) -> int:
    """Return what is done at the end of a preparation.

    Quantal response over standing down (0), a grab and an offensive.

    Parameters
    ----------
    draw : float
        Uniform draw in (0, 1).
    grab, offensive : float
        Values.
    precision : float
        lambda.

    Returns
    -------
    int
        0 stand down, 5 grab, 6 offensive (codes of `records.KINDS`).

    Examples
    --------
    >>> executed(0.5, -5.0, -5.0, 10.0), executed(0.5, 5.0, -5.0, 10.0)
    (0, 5)
    """
    high = max(0.0, grab, offensive)
    hold_weight = quantal_weight(precision, 0.0, high)
    grab_weight = quantal_weight(precision, grab, high)
    offensive_weight = quantal_weight(precision, offensive, high)
    point = draw * (hold_weight + grab_weight + offensive_weight)
    if point < offensive_weight:
        return 6
    return 5 if point < offensive_weight + grab_weight else 0


@mechanism
def preparation_value(grab: float, offensive: float, cost: float, precision: float) -> float:
    """Return the value of preparing, by backward induction from what would then be done.

    ``sum_j q_j U_j - c_R`` with the choice shares q of the second stage (agent quantal response).

    Examples
    --------
    >>> round(preparation_value(-9.0, -9.0, 0.05, 20.0), 9)
    -0.05
    """
    high = max(0.0, grab, offensive)
    hold_weight = quantal_weight(precision, 0.0, high)
    grab_weight = quantal_weight(precision, grab, high)
    offensive_weight = quantal_weight(precision, offensive, high)
    total = hold_weight + grab_weight + offensive_weight
    return (grab_weight * grab + offensive_weight * offensive) / total - cost


@mechanism
def opened(
    draw: float,
    probe: float,
    sea: float,
    strike: float,
    hit: float,
    prepare: float,
    precision: float,
    mu: float,
) -> int:
    """Return what an opening is used for.

    Nests: holding; below the threshold (probe, interference at sea); strikes (on the country, on
    outside troops); preparing an attack. The draw runs from the gravest option down, so a package
    that makes grave options worse does not turn a hold into an attack.

    Parameters
    ----------
    draw : float
        Uniform draw in (0, 1).
    probe, sea, strike, hit, prepare : float
        Values over holding; `ABSENT` where there is no such option.
    precision, mu : float
        lambda and the dissimilarity of options in a nest.

    Returns
    -------
    int
        0 hold, 1 probe, 2 strike, 3 sea, 4 hit, 5 prepare.

    Examples
    --------
    >>> opened(0.5, -9.0, ABSENT, -9.0, ABSENT, -9.0, 10.0, 0.3)
    0
    """
    below = nest_value(probe, sea, precision, mu)
    strikes = nest_value(strike, hit, precision, mu)
    high = max(0.0, below, strikes, prepare)
    prepare_weight = quantal_weight(precision, prepare, high)
    strike_weight = quantal_weight(precision, strikes, high)
    below_weight = quantal_weight(precision, below, high)
    total = prepare_weight + strike_weight + below_weight + quantal_weight(precision, 0.0, high)
    point = draw * total
    if point < prepare_weight:
        return 5
    point -= prepare_weight
    if point < strike_weight:
        return 4 if point < strike_weight * first_share(hit, strike, precision / mu) else 2
    point -= strike_weight
    if point < below_weight:
        return 3 if point < below_weight * first_share(sea, probe, precision / mu) else 1
    return 0
