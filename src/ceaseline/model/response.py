"""Phase 10. Who would answer: credibility, tripwire, time to arrive. Belief and truth use one form."""

from __future__ import annotations

import math

from ceaseline.kernel import logistic, logit, mechanism
from ceaseline.model.credibility import with_tripwire


@mechanism
def promised_answer(
    chance: float, form: float, form_effect: float, troops: float, sunk_effect: float
) -> float:
    """Return the chance that a guarantor with a promise fights, before any tripwire.

    ``logit Q = logit Q_0 + k_W form + k_S troops / 10 000``: tied hands (form) and sunk costs (troops in
    place) as in Fearon (1997), reduced to shifts of the log-odds; ranges include zero.

    Parameters
    ----------
    chance : float
        Chance for an unwritten promise with no troops in place, in (0, 1).
    form : float
        Level of form, 0 unwritten to 3 ratified.
    form_effect : float
        Log-odds per level.
    troops : float
        The guarantor's troops in place.
    sunk_effect : float
        Log-odds per 10 000 troops.

    Returns
    -------
    float
        A chance in (0, 1).

    Examples
    --------
    >>> round(promised_answer(0.3, 0.0, 0.4, 0.0, 0.1), 9)
    0.3
    """
    return logistic(logit(chance) + form_effect * form + sunk_effect * troops / 1e4)


@mechanism
def expected_tripwire(chance: float, tripwire: float, hit: float) -> float:
    """Return the chance of fighting when troops may be hit.

    The expectation of `credibility.with_tripwire` over whether they are: ``h Q_T + (1 - h) Q``. The range
    of T reaches down to zero (Reiter and Poast 2021; Musgrave and Ward 2023).

    Parameters
    ----------
    chance, tripwire, hit : float
        Chance without; chance added by being hit; chance of being hit (or 1 or 0); in [0, 1].

    Returns
    -------
    float
        A chance in [0, 1].

    Examples
    --------
    >>> expected_tripwire(0.3, 0.0, 1.0), expected_tripwire(0.3, 0.5, 0.0)
    (0.3, 0.3)
    """
    return hit * with_tripwire(chance, tripwire, 1.0) + (1.0 - hit) * chance


@mechanism
def exposure(rear: float, line: float, line_factor: float, brigade: float) -> float:
    """Return the factor on the chance that outside troops are hit, from where they stand.

    Saturates with size: ``(rear + x_L line) / (rear + line) * (1 - exp(-(rear + line) / n_G))``.

    Parameters
    ----------
    rear, line : float
        Troops in the rear and on the line.
    line_factor : float
        Factor for troops on the line, >= 1.
    brigade : float
        Troops of one brigade.

    Returns
    -------
    float
        A factor >= 0; zero without troops.

    Examples
    --------
    >>> exposure(0.0, 0.0, 3.0, 5000.0)
    0.0
    """
    troops = rear + line
    if troops <= 0.0:
        return 0.0
    return (rear + line_factor * line) / troops * (1.0 - math.exp(-troops / brigade))


@mechanism
def arrival_days(attribution: float, delay: float, links: float, speed: float, warning: float) -> float:
    """Return the day on which an answer starts to act, counted from the attack.

    ``max(0, attribution + delay * g_L**links - warning)``.

    Examples
    --------
    >>> arrival_days(2.0, 3.0, 1.0, 0.5, 1.0)
    2.5
    """
    return max(0.0, attribution + delay * math.exp(math.log(speed) * links) - warning)


@mechanism
def means(troops: float, aircraft: float, aircraft_troops: float, scale: float) -> float:
    """Return the part of the cost that a bloc could impose which its forces allow.

    ``1 - exp(-(n + w a) / N)``: credibility counts only times means (Blankenship and Lin-Greenberg 2022),
    and a larger force adds less and less.

    Parameters
    ----------
    troops, aircraft : float
        Troops in or near the country; combat aircraft on the flank.
    aircraft_troops : float
        Troops that one aircraft stands for.
    scale : float
        Troops at which 63 per cent of the cost can be imposed, > 0.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> means(0.0, 0.0, 50.0, 1e4), round(means(1e4, 0.0, 50.0, 1e4), 3)
    (0.0, 0.632)
    """
    return 1.0 - math.exp(-(troops + aircraft_troops * aircraft) / scale)


@mechanism
def in_time(arrival: float, aim_days: float) -> float:
    """Return the chance that an answer acts before the aim is secured.

    ``exp(-arrival / T_X)``: an exponential time to the aim. Credibility counts only times means
    (Blankenship and Lin-Greenberg 2022).

    Examples
    --------
    >>> in_time(0.0, 10.0)
    1.0
    """
    return math.exp(-arrival / aim_days)
