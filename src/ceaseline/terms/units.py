"""Converts numbers between units of one dimension."""

from difflib import get_close_matches

from ceaseline.terms.tables import UNITS, Unit


class UnitError(ValueError):
    """A unit is unknown, of another dimension, or needs an exchange rate that is not given."""


def units_like(unit: str) -> tuple[str, ...]:
    """Name the units that convert to ``unit``, itself among them.

    Parameters
    ----------
    unit
        A key of ``UNITS``.

    Returns
    -------
    tuple of str
        Names in the order of the table.

    Raises
    ------
    UnitError
        When the unit is unknown.

    Examples
    --------
    >>> units_like("km")
    ('km', 'miles', 'm')
    """
    dimension = _known(unit).dimension
    return tuple(name for name, other in UNITS.items() if other.dimension == dimension)


def convert(value: float, unit: str, to: str, *, usd: float | None = None) -> float:
    """Express a value given in one unit in another of the same dimension.

    Parameters
    ----------
    value
        Any number.
    unit, to
        Keys of ``UNITS``.
    usd
        Euros per dollar, above 0; needed only between dollars and euros.

    Returns
    -------
    float
        The value in ``to``; exactly ``value`` when the units are the same.

    Raises
    ------
    UnitError
        When a unit is unknown, the dimensions differ, or the rate is missing.

    Examples
    --------
    >>> convert(2, "years", "months")
    24.0
    >>> convert(10, "bn_usd", "bn_eur", usd=0.9)
    9.0
    """
    source, target = _known(unit), _known(to)
    if source.dimension != target.dimension:
        raise UnitError(f"{unit} cannot be read as {to}; valid units are {', '.join(units_like(to))}")
    if source.usd == target.usd:
        return value if unit == to else value * source.factor / target.factor
    if usd is None:
        raise UnitError(f"from {unit} to {to} takes a rate of euros per dollar")
    rate = usd if source.usd else 1 / usd
    return value * source.factor / target.factor * rate


def _known(unit: str) -> Unit:
    if unit not in UNITS:
        near = get_close_matches(unit, UNITS, 1)
        raise UnitError(f"no unit is called {unit!r}" + (f"; nearest is {near[0]}" if near else ""))
    return UNITS[unit]
