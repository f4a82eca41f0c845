"""Phase 1. Guarantors' will drifts, elections fall on their dates, promises are withdrawn.

A withdrawal is a threshold on a cumulated rate (an exponential clock): the draw belongs to
the promise, the rate to the world, so a change of the rate moves the date and not the luck.
"""

from __future__ import annotations

import math

from ceaseline.kernel import mechanism


@mechanism
def binding_factor(ratified: float, form_level: int) -> float:
    """Return the factor on withdrawal of a promise by its form.

    ``g_F ** (level / 3)``: 1 for an unwritten promise, `ratified` for a ratified one, equal
    steps of the logarithm between. That commitment in law lasts longer is the direction of
    Leeds (2003); the size is an assumption.

    Parameters
    ----------
    ratified : float
        Rate for a ratified promise divided by that for an unwritten one, > 0.
    form_level : int
        0 unwritten, 1 declared, 2 signed, 3 ratified.

    Returns
    -------
    float
        A factor > 0.

    Examples
    --------
    >>> binding_factor(0.125, 0), round(binding_factor(0.125, 1), 9), round(binding_factor(0.125, 3), 9)
    (1.0, 0.5, 0.125)
    """
    return math.exp(math.log(ratified) * form_level / 3.0)


@mechanism
def withdrawal_clock(
    own_draw: float, party_draw: float, rate: float, joint_share: float, binding: float
) -> float:
    """Return the cumulated exposure (months at the first rate) at which a promise is withdrawn.

    Two exponential clocks run: one of the promise alone with rate ``(1 - phi) h g`` and one that
    takes all promises of the party together with rate ``phi h g``; the earlier one counts.

    Parameters
    ----------
    own_draw, party_draw : float
        Uniform draws of the promise and of its party, in (0, 1).
    rate : float
        Withdrawal rate of the bloc, per month, >= 0.
    joint_share : float
        Part of the rate that takes all promises together, in [0, 1].
    binding : float
        Factor by form (`binding_factor`); 0 for a promise that cannot be withdrawn.

    Returns
    -------
    float
        Exposure in months; infinite if it never happens.

    Examples
    --------
    >>> withdrawal_clock(0.5, 0.5, 0.0, 0.5, 1.0)
    inf
    >>> round(withdrawal_clock(math.exp(-1), 0.5, 0.01, 0.0, 1.0), 6)
    100.0
    """
    alone = rate * (1.0 - joint_share) * binding
    together = rate * joint_share * binding
    clock = math.inf
    if alone > 0.0:
        clock = -math.log(own_draw) / alone
    if together > 0.0:
        clock = min(clock, -math.log(party_draw) / together)
    return clock


@mechanism
def month_of_loss(draw: float, rate: float) -> float:
    """Return the month in which a constant monthly chance first strikes.

    Parameters
    ----------
    draw : float
        Uniform draw in (0, 1).
    rate : float
        Chance a month, in [0, 1).

    Returns
    -------
    float
        Month >= 1; infinite for a rate of zero.

    Examples
    --------
    >>> month_of_loss(0.5, 0.5)
    1.0
    """
    if rate <= 0.0:
        return math.inf
    if rate >= 1.0:
        return 1.0
    return max(1.0, math.ceil(math.log(draw) / math.log(1.0 - rate)))
