r"""Where a noisy difference changes sign along one number: bisection with the error of the crossing.

A difference is *clear* where it is at least twice its error from zero. Between a clear stretch of one sign
and one of the other lies a crossing; bisection finds where the estimate is zero, and again where the
difference stops being clear on either side. On common random numbers the estimate is a step function of the
number, so the two bounds, at which :math:`|d(x)| = 2 e(x)`, say how well the crossing is known; they are
Fieller's bounds in kind (Fieller 1954, *J. R. Stat. Soc. B* 16:175) found by search instead of algebra.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ceaseline.analysis.statistics import Estimated

#: A difference below so many of its errors is too small to tell.
CLEAR = 2.0

#: From a place on the axis to the difference there.
Curve = Callable[[float], Estimated]


@dataclass(frozen=True)
class Crossing:
    """Where a difference changes sign, or stops being clear.

    Parameters
    ----------
    value : float or None
        Where the estimate is zero; None where it only becomes too small to tell.
    low, high : float or None
        Where the difference stops being clear below and above; None where it does not within the range.
    below, above : int
        Sign of the difference on either side: -1, 1, or 0 for too small to tell.
    """

    value: float | None
    low: float | None
    high: float | None
    below: int
    above: int

    @property
    def is_clear(self) -> bool:
        """Whether the difference is clear, and of opposite sign, on both sides."""
        return self.below * self.above < 0


def clear_sign(found: Estimated) -> int:
    """Return the sign of a difference, 0 where it is below twice its error.

    Examples
    --------
    >>> clear_sign(Estimated(-0.3, 0.1)), clear_sign(Estimated(0.1, 0.1)), clear_sign(Estimated(0.0, 0.0))
    (-1, 0, 0)
    """
    if found.value == 0.0 or abs(found.value) < CLEAR * found.error:
        return 0
    return 1 if found.value > 0.0 else -1


def bisect(holds: Callable[[float], bool], inside: float, outside: float, tolerance: float) -> float:
    """Return the edge between a place where something holds and one where it does not.

    Parameters
    ----------
    holds : callable
        True at `inside`, False at `outside`.
    inside, outside : float
        In either order.
    tolerance : float
        Width at which to stop, > 0.

    Returns
    -------
    float
        Midway between the last place where it holds and the first where it does not.

    Examples
    --------
    >>> round(bisect(lambda x: x < 0.3, 0.0, 1.0, 1e-6), 5)
    0.3
    """
    while abs(outside - inside) > tolerance:
        middle = 0.5 * (inside + outside)
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return 0.5 * (inside + outside)


def _between(curve: Curve, first: float, sign: int, last: float, tolerance: float) -> Crossing:
    """Return the crossing between a clear place and a clear one of the other sign."""
    value = bisect(lambda x: curve(x).value * sign > 0.0, first, last, tolerance)
    low = bisect(lambda x: clear_sign(curve(x)) == sign, first, last, tolerance)
    high = bisect(lambda x: clear_sign(curve(x)) == -sign, last, first, tolerance)
    return Crossing(value, min(low, value), max(high, value), sign, -sign)


def _fades(curve: Curve, clear: float, end: float, sign: int, tolerance: float) -> Crossing:
    """Return where a clear difference becomes too small to tell on the way to an end of the range."""
    edge = bisect(lambda x: clear_sign(curve(x)) == sign, clear, end, tolerance)
    value = None
    if curve(end).value * sign <= 0.0:
        value = bisect(lambda x: curve(x).value * sign > 0.0, clear, end, tolerance)
    if end > clear:
        return Crossing(value, edge, None, sign, 0)
    return Crossing(value, None, edge, 0, sign)


def crossings(curve: Curve, places: Sequence[float], tolerance: float) -> tuple[Crossing, ...]:
    """Find every change of sign of a difference that a grid shows, each by bisection.

    Parameters
    ----------
    curve : callable
        The difference and its error at a place.
    places : sequence of float
        The grid, ascending, at least two.
    tolerance : float
        Width at which bisection stops.

    Returns
    -------
    tuple of Crossing
        In ascending order. What crosses and comes back between two places of the grid is not seen.

    Examples
    --------
    >>> found = crossings(lambda x: Estimated(x * x - 0.25, 0.01), [-1.0, 0.0, 1.0], 1e-4)
    >>> [round(crossing.value, 3) for crossing in found]
    [-0.5, 0.5]
    """
    signs = [clear_sign(curve(place)) for place in places]
    clear = [k for k, sign in enumerate(signs) if sign != 0]
    if not clear:
        return ()
    found: list[Crossing] = []
    first, last = clear[0], clear[-1]
    if first > 0:
        found.append(_fades(curve, places[first], places[0], signs[first], tolerance))
    for k, after in pairwise(clear):
        if signs[k] != signs[after]:
            found.append(_between(curve, places[k], signs[k], places[after], tolerance))
    if last < len(places) - 1:
        found.append(_fades(curve, places[last], places[-1], signs[last], tolerance))
    return tuple(found)
