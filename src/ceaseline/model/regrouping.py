"""Phase 4. Combat power of both sides over time: regrouping, rebuilding, training, stocks."""

from __future__ import annotations

import math

from ceaseline.kernel import mechanism


@mechanism
def approach(now: float, target: float, step: float) -> float:
    """Move a quantity towards its target.

    ``x + (target - x) * k`` with ``k = 1 - exp(-1 / (12 T))``: first-order adjustment in months.

    Parameters
    ----------
    now, target : float
        Same unit.
    step : float
        `k`, in [0, 1].

    Returns
    -------
    float

    Examples
    --------
    >>> approach(100.0, 120.0, 0.5)
    110.0
    """
    return now + (target - now) * step


@mechanism
def monthly_step(years: float) -> float:
    """Return the monthly step of a first-order adjustment with a time constant in years.

    Examples
    --------
    >>> round(monthly_step(1.0), 6)
    0.079956
    """
    return 1.0 - math.exp(-1.0 / (12.0 * years))


@mechanism
def challenger_target(start: float, growth: float, limits: float, limit_effect: float) -> float:
    """Return the combat power at which the challenger's regrouping aims.

    ``A_0 * (1 + g_A * (1 - q_L * limits))``.

    Parameters
    ----------
    start : float
        Brigade equivalents at the ceasefire.
    growth : float
        Growth aimed at, a share.
    limits, limit_effect : float
        Limits on regrouping in force, and the part of the growth that full limits prevent, in [0, 1].

    Returns
    -------
    float
        Brigade equivalents.

    Examples
    --------
    >>> challenger_target(100.0, 0.2, 1.0, 0.5)
    110.0
    """
    return start * (1.0 + growth * (1.0 - limits * limit_effect))


@mechanism
def protected_target(
    start: float,
    growth: float,
    deliveries: float,
    deliveries_effect: float,
    throughput_gain: float,
    port_effect: float,
    ceiling: float,
) -> float:
    """Return the combat power at which the protected side's rebuilding aims.

    ``max(D_0 * (1 + g_D), army) + D_0 * (q_E * E / 10 bn + q_S * (u - u_0))``: an army kept up by
    agreement is a floor; deliveries and sea-borne trade add to it.

    Parameters
    ----------
    start : float
        Brigade equivalents at the ceasefire.
    growth : float
        Change with the aid that continues anyway, a share.
    deliveries : float
        Promised deliveries in place, EUR a year.
    deliveries_effect : float
        Share of `start` per 10 bn EUR a year.
    throughput_gain : float
        Port throughput above that at the ceasefire, a share in [-1, 1].
    port_effect : float
        Share of `start` for trade fully open.
    ceiling : float
        Army promised to be kept up, brigade equivalents; 0 for none.

    Returns
    -------
    float
        Brigade equivalents, at least one.

    Examples
    --------
    >>> protected_target(100.0, -0.2, 10e9, 0.1, 0.0, 0.1, 0.0)
    90.0
    """
    kept = max(start * (1.0 + growth), ceiling)
    added = start * (deliveries_effect * deliveries / 1e10 + port_effect * throughput_gain)
    return max(kept + added, 1.0)


@mechanism
def trained_quality(gain: float, trained: float, full: float) -> float:
    """Return the factor on the protected side's quality from training.

    ``1 + q_T * (1 - exp(-n / N_T))``.

    Parameters
    ----------
    gain : float
        Gain with the whole effort, a share.
    trained, full : float
        Soldiers trained; soldiers at which 63 per cent of the gain is reached, > 0.

    Returns
    -------
    float
        A factor >= 1 for a gain >= 0.

    Examples
    --------
    >>> trained_quality(0.2, 0.0, 1e5)
    1.0
    """
    return 1.0 + gain * (1.0 - math.exp(-trained / full))


@mechanism
def stocked(stock: float, own: float, deliveries: float, per_billion: float) -> float:
    """Return stocks after a month, in days of intense fighting.

    Parameters
    ----------
    stock : float
        Days at the start of the month.
    own : float
        Days added a month without promised deliveries.
    deliveries : float
        Promised deliveries in place, EUR a year.
    per_billion : float
        Days added by 1 bn EUR.

    Returns
    -------
    float
        Days.

    Examples
    --------
    >>> stocked(10.0, 1.0, 12e9, 2.0)
    13.0
    """
    return stock + own + deliveries / 12e9 * per_billion
