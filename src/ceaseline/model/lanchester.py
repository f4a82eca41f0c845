"""Lanchester's laws: attrition between two forces, with reinforcement.

``dA/dt = -b B + r_A`` and ``dB/dt = -a A + r_B`` (square law, aimed fire) or ``dA/dt = -b A B``,
``dB/dt = -a A B`` (linear law, area fire). Rates of loss are not measured properties of a force; manoeuvre,
morale and logistics are left out. Strengths may be men or brigade equivalents.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ceaseline.kernel import mechanism


@mechanism
def square_invariant(a: float, b: float, rate_a: float, rate_b: float) -> float:
    """Return what the square law keeps constant, ``a A² - b B²``; above zero A wins.

    Parameters
    ----------
    a, b : float
        Strengths A and B, >= 0.
    rate_a, rate_b : float
        Losses that one of A inflicts a day, and one of B; >= 0.

    Returns
    -------
    float

    Examples
    --------
    >>> square_invariant(100.0, 80.0, 0.01, 0.01)
    36.0
    """
    return rate_a * a * a - rate_b * b * b


@mechanism
def square_law_left(a: float, b: float, rate_a: float, rate_b: float) -> tuple[float, float]:
    """Return what is left of each side when the other is spent, under the square law.

    The winner keeps ``sqrt(A² - (b / a) B²)``; nobody is reinforced.

    Parameters
    ----------
    a, b, rate_a, rate_b : float
        As in `square_invariant`.

    Returns
    -------
    a, b : float
        Strengths at the end; both zero if they are even, both unchanged if neither can hurt the other.

    Examples
    --------
    >>> square_law_left(100.0, 80.0, 0.01, 0.01)
    (60.0, 0.0)
    """
    if rate_a <= 0.0 and rate_b <= 0.0:
        return a, b
    advantage = square_invariant(a, b, rate_a, rate_b)
    if advantage > 0.0:
        return math.sqrt(advantage / rate_a), 0.0
    if advantage < 0.0:
        return 0.0, math.sqrt(-advantage / rate_b)
    return 0.0, 0.0


@mechanism
def square_law_days(a: float, b: float, rate_a: float, rate_b: float) -> float:
    """Return the days until the weaker side is spent, under the square law.

    ``artanh(ratio) / sqrt(a b)`` with the ratio of the weaker to the stronger, ``sqrt(b) B / (sqrt(a) A)`` or
    its inverse.

    Parameters
    ----------
    a, b, rate_a, rate_b : float
        As in `square_invariant`.

    Returns
    -------
    float
        Days, >= 0; infinite if the sides are even or the weaker cannot be hurt.

    Examples
    --------
    >>> round(square_law_days(100.0, 80.0, 0.01, 0.01), 3)
    109.861
    """
    strength_a = math.sqrt(rate_a) * a
    strength_b = math.sqrt(rate_b) * b
    if a <= 0.0 or b <= 0.0:
        return 0.0
    if strength_a == strength_b:
        return math.inf
    if rate_a <= 0.0:
        return a / (rate_b * b)
    if rate_b <= 0.0:
        return b / (rate_a * a)
    ratio = min(strength_a, strength_b) / max(strength_a, strength_b)
    return math.atanh(ratio) / math.sqrt(rate_a * rate_b)


@mechanism
def square_law_at(a: float, b: float, rate_a: float, rate_b: float, days: float) -> tuple[float, float]:
    """Return the strengths after some days of the square law, from its closed form.

    ``A(t) = A cosh(s t) - B sqrt(b / a) sinh(s t)`` with ``s = sqrt(a b)``, and B likewise; once a side is
    spent the other stays as `square_law_left` says.

    Parameters
    ----------
    a, b, rate_a, rate_b : float
        As in `square_invariant`.
    days : float
        Days, >= 0.

    Returns
    -------
    a, b : float
        Strengths, >= 0.

    Examples
    --------
    >>> [round(strength, 3) for strength in square_law_at(100.0, 80.0, 0.01, 0.01, 10.0)]
    [92.487, 70.384]
    """
    if days >= square_law_days(a, b, rate_a, rate_b):
        if a <= 0.0 or b <= 0.0:
            return a, b
        return square_law_left(a, b, rate_a, rate_b)
    if rate_a <= 0.0 or rate_b <= 0.0:
        return a - rate_b * b * days, b - rate_a * a * days
    pace = math.sqrt(rate_a * rate_b)
    exchange = math.sqrt(rate_b / rate_a)
    grow = math.cosh(pace * days)
    cross = math.sinh(pace * days)
    return max(0.0, a * grow - b * exchange * cross), max(0.0, b * grow - a / exchange * cross)


@mechanism
def square_law_step(
    a: float, b: float, rate_a: float, rate_b: float, arrive_a: float, arrive_b: float, step: float
) -> tuple[float, float]:
    """Return the strengths after one step of the square law with reinforcement (midpoint rule).

    Second-order Runge-Kutta; arrivals are steady within a step.

    Parameters
    ----------
    a, b, rate_a, rate_b : float
        As in `square_invariant`.
    arrive_a, arrive_b : float
        Reinforcement a day, r_A and r_B.
    step : float
        Days, > 0.

    Returns
    -------
    a, b : float
        Strengths, >= 0.

    Examples
    --------
    >>> [round(strength, 3) for strength in square_law_step(100.0, 80.0, 0.01, 0.01, 0.0, 0.0, 10.0)]
    [92.5, 70.4]
    """
    half_a = max(0.0, a + 0.5 * step * (arrive_a - rate_b * b))
    half_b = max(0.0, b + 0.5 * step * (arrive_b - rate_a * a))
    return (
        max(0.0, a + step * (arrive_a - rate_b * half_b)),
        max(0.0, b + step * (arrive_b - rate_a * half_a)),
    )


@mechanism
def square_law_run(
    a: float,
    b: float,
    rate_a: float,
    rate_b: float,
    arrive_a: NDArray[np.float64],
    arrive_b: NDArray[np.float64],
    steps_per_day: int,
    path: NDArray[np.float64],
) -> int:
    """Fill in the strengths at the end of each day under the square law with reinforcement.

    Source of the form with arrivals: Engel (1954) on Iwo Jima. The run stops when a side without
    reinforcement to come is spent.

    Parameters
    ----------
    a, b, rate_a, rate_b : float
        As in `square_invariant`.
    arrive_a, arrive_b : array of float, shape (days,)
        Reinforcement on each day, steady within it.
    steps_per_day : int
        Steps of `square_law_step` a day, >= 1.
    path : array of float, shape (days + 1, 2)
        Filled with A and B at the start and at the end of each day.

    Returns
    -------
    int
        The day at whose end a side was spent, or the number of days if none was.

    Examples
    --------
    >>> import numpy as np
    >>> path = np.empty((11, 2))
    >>> square_law_run(100.0, 80.0, 0.01, 0.01, np.zeros(10), np.zeros(10), 100, path)
    10
    >>> [round(float(strength), 3) for strength in path[10]]
    [92.487, 70.384]
    """
    days = arrive_a.size
    step = 1.0 / steps_per_day
    path[0, 0] = a
    path[0, 1] = b
    ended = days
    for day in range(days):
        for _ in range(steps_per_day):
            if ended == days:
                a, b = square_law_step(a, b, rate_a, rate_b, arrive_a[day], arrive_b[day], step)
                if (a <= 0.0 or b <= 0.0) and not _more_to_come(arrive_a, arrive_b, a, b, day):
                    ended = day + 1
        path[day + 1, 0] = a
        path[day + 1, 1] = b
    return ended


@mechanism
def _more_to_come(
    arrive_a: NDArray[np.float64], arrive_b: NDArray[np.float64], a: float, b: float, day: int
) -> bool:
    """Return whether a side that is spent still gets reinforcement on this or a later day."""
    coming = 0.0
    for later in range(day, arrive_a.size):
        if a <= 0.0:
            coming += arrive_a[later]
        if b <= 0.0:
            coming += arrive_b[later]
    return coming > 0.0


@mechanism
def linear_invariant(a: float, b: float, rate_a: float, rate_b: float) -> float:
    """Return what the linear law keeps constant, ``a A - b B``; above zero A wins.

    Parameters
    ----------
    a, b : float
        Strengths A and B, >= 0.
    rate_a, rate_b : float
        Losses that one of A inflicts a day on each of B, and one of B on each of A; >= 0.

    Returns
    -------
    float

    Examples
    --------
    >>> linear_invariant(100.0, 80.0, 0.01, 0.01)
    0.2
    """
    return rate_a * a - rate_b * b


@mechanism
def linear_law_step(a: float, b: float, rate_a: float, rate_b: float, step: float) -> tuple[float, float]:
    """Return the strengths after one step of the linear law (midpoint rule).

    Each loses the rate of the other times A times B, so the midpoint rule keeps `linear_invariant` as the law
    does.

    Parameters
    ----------
    a, b, rate_a, rate_b : float
        As in `linear_invariant`.
    step : float
        Days, > 0.

    Returns
    -------
    a, b : float
        Strengths, >= 0.

    Examples
    --------
    >>> [round(strength, 4) for strength in linear_law_step(100.0, 80.0, 1e-4, 1e-4, 1.0)]
    [99.2072, 79.2072]
    """
    fought = a * b
    half_a = max(0.0, a - 0.5 * step * rate_b * fought)
    half_b = max(0.0, b - 0.5 * step * rate_a * fought)
    fought = half_a * half_b
    return max(0.0, a - step * rate_b * fought), max(0.0, b - step * rate_a * fought)
