"""Phase 12. The challenger learns from answers, withdrawals and build-up; guarantors from delivery."""

from __future__ import annotations

from ceaseline.kernel import mechanism


@mechanism
def believed(kept: float, broken: float) -> float:
    """Return the mean of a Beta belief from kept and broken cases.

    Parameters
    ----------
    kept, broken : float
        Weights in cases, > 0.

    Returns
    -------
    float
        A chance in (0, 1).

    Examples
    --------
    >>> believed(2.2, 7.8)
    0.22
    """
    return kept / (kept + broken)


@mechanism
def cost_per_year(
    troops: float,
    aircraft: float,
    ship_tonnes: float,
    monitors: float,
    batteries: float,
    trainees: float,
    deliveries: float,
    own: float,
    soldier_cost: float,
    aircraft_cost: float,
    ship_cost: float,
    monitor_cost: float,
    battery_cost: float,
    trainee_cost: float,
) -> float:
    """Return what the package costs its guarantors at present strength, EUR a year.

    Examples
    --------
    >>> cost_per_year(10.0, 0, 0, 0, 0, 0, 5.0, 1.0, 2.0, 0, 0, 0, 0, 0)
    26.0
    """
    return (
        troops * soldier_cost
        + aircraft * aircraft_cost
        + ship_tonnes * ship_cost
        + monitors * monitor_cost
        + batteries * battery_cost
        + trainees * trainee_cost
        + deliveries
        + own
    )
