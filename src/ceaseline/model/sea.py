"""Presence at sea within a strait regime, mines, and what shipping still gets through.

The limits of the regime are arguments. The defaults are those of the Montreux Convention of 1936 for states
that do not border the Black Sea, as the Turkish foreign ministry sets them out; states on its shore are not
limited in number or stay.
"""

from __future__ import annotations

import math

import numpy as np

from ceaseline.kernel import mechanism

#: Warships in transit at one time, and their tonnage together.
TRANSIT_SHIPS = 9
TRANSIT_TONNES = 15_000.0

#: Tonnage in the sea of all outside states together, and of any one of them.
AGGREGATE_TONNES = 45_000.0
SINGLE_STATE_TONNES = 30_000.0

#: Longest stay of an outside warship, days.
STAY_DAYS = 21.0

#: Guards whole-number floors against a quotient that rounds to just below a whole number.
_ROUNDING = 1e-9


@mechanism
def transit_allowed(
    ships: float,
    tonnes: float,
    most_ships: float = TRANSIT_SHIPS,
    most_tonnes: float = TRANSIT_TONNES,
) -> bool:
    """Return whether a group of outside warships may pass the strait at one time.

    Parameters
    ----------
    ships : float
        Ships in transit, >= 0.
    tonnes : float
        Their tonnage together, >= 0.
    most_ships, most_tonnes : float
        Limits of the regime.

    Returns
    -------
    bool

    Examples
    --------
    >>> transit_allowed(3.0, 12600.0), transit_allowed(3.0, 15600.0)
    (True, False)
    """
    return ships <= most_ships and tonnes <= most_tonnes


@mechanism
def presence_allowed(
    all_tonnes: float,
    largest_state_tonnes: float,
    aggregate: float = AGGREGATE_TONNES,
    single_state: float = SINGLE_STATE_TONNES,
) -> bool:
    """Return whether outside warships may be in the sea together.

    Parameters
    ----------
    all_tonnes : float
        Tonnage of all outside states together, >= 0.
    largest_state_tonnes : float
        Tonnage of the outside state that has most there, >= 0.
    aggregate, single_state : float
        Limits of the regime, tonnes.

    Returns
    -------
    bool

    Examples
    --------
    >>> presence_allowed(12600.0, 12600.0), presence_allowed(31000.0, 31000.0)
    (True, False)
    """
    return all_tonnes <= aggregate and largest_state_tonnes <= single_state


@mechanism
def ships_allowed(
    tonnage: float,
    states: int,
    aggregate: float = AGGREGATE_TONNES,
    single_state: float = SINGLE_STATE_TONNES,
) -> float:
    """Return the most outside ships of one size that may be in the sea at one time.

    ``min(floor(aggregate / t), states floor(single / t))``, the states' shares being free.

    Parameters
    ----------
    tonnage : float
        Tonnage t of a ship, > 0; ships without tonnage are not limited.
    states : int
        Outside states that send ships, >= 0.
    aggregate, single_state : float
        Limits of the regime, tonnes.

    Returns
    -------
    float
        A whole number of ships, >= 0, or infinity.

    Examples
    --------
    >>> ships_allowed(4200.0, 1), ships_allowed(4200.0, 2)
    (7.0, 10.0)
    """
    if states <= 0:
        return 0.0
    if tonnage <= 0.0:
        return math.inf
    together = np.floor(aggregate / tonnage + _ROUNDING)
    each = np.floor(single_state / tonnage + _ROUNDING)
    return float(min(together, states * each))


@mechanism
def stay_share(gap_days: float, stay_days: float = STAY_DAYS) -> float:
    """Return the part of the time that a ship with limited stays is in the sea, ``stay / (stay + gap)``.

    Parameters
    ----------
    gap_days : float
        Days from leaving the sea to entering it again, >= 0.
    stay_days : float
        Longest stay, days, >= 0.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> stay_share(42.0)
    0.3333333333333333
    """
    if stay_days <= 0.0:
        return 0.0
    return stay_days / (stay_days + gap_days)


@mechanism
def ships_on_station(
    littoral: float,
    outside: float,
    tonnage: float,
    availability: float,
    states: int = 2,
    gap_days: float = 0.0,
    aggregate: float = AGGREGATE_TONNES,
    single_state: float = SINGLE_STATE_TONNES,
    stay_days: float = STAY_DAYS,
) -> float:
    """Return the ships on patrol at any time, on average.

    ``a L + min(limit, a s O)``: ready ships of states on the shore, and of outside states those whose turn it
    is (`stay_share`), no more than the tonnage limits let in (`ships_allowed`).

    Parameters
    ----------
    littoral, outside : float
        Ships pledged by states on the shore, L, and by outside states, O; >= 0.
    tonnage : float
        Tonnage of an outside ship, > 0.
    availability : float
        Part a of the ships pledged that is ready, in [0, 1].
    states : int
        Outside states that send ships, >= 0; from two on only the aggregate limit can bind by default.
    gap_days : float
        Days between two stays of an outside ship, >= 0; 0 if the availability already counts them.
    aggregate, single_state, stay_days : float
        Limits of the regime.

    Returns
    -------
    float
        Ships, >= 0.

    Examples
    --------
    >>> ships_on_station(4.0, 40.0, 4500.0, 0.5)
    12.0
    >>> ships_on_station(4.0, 12.0, 4500.0, 0.5, 1, 21.0)
    5.0
    """
    turned_up = availability * stay_share(gap_days, stay_days) * outside
    return availability * littoral + min(ships_allowed(tonnage, states, aggregate, single_state), turned_up)


@mechanism
def clear_mines(mines: float, hunters: float, cleared_per_month: float, months: float = 1.0) -> float:
    """Return the mines left on a route after a month of clearance, or several.

    ``max(0, M - h c T)``.

    Parameters
    ----------
    mines : float
        Mines M at first, >= 0.
    hunters : float
        Mine-hunters h at work, >= 0.
    cleared_per_month : float
        Mines c that one clears in a month, >= 0.
    months : float
        Months T, >= 0.

    Returns
    -------
    float
        Mines, >= 0.

    Examples
    --------
    >>> clear_mines(100.0, 3.0, 5.0)
    85.0
    """
    return max(0.0, mines - hunters * cleared_per_month * months)


@mechanism
def interference_left(ships: float, effect_ships: float) -> float:
    """Return the part of an interference with shipping that patrols leave, ``exp(-n / n_P)``.

    The form is an assumption: each further ship takes the same share of what is left.

    Parameters
    ----------
    ships : float
        Ships n on station, >= 0.
    effect_ships : float
        Ships n_P that leave 37 per cent, > 0; at 0 a single ship ends it.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> round(interference_left(4.0, 4.0), 3)
    0.368
    """
    if effect_ships <= 0.0:
        return 0.0 if ships > 0.0 else 1.0
    return math.exp(-ships / effect_ships)


@mechanism
def port_throughput(open_share: float, mines: float, loss_per_100_mines: float, lost: float) -> float:
    """Return the throughput of ports as a part of full throughput.

    ``u_0 max(0, 1 - l_M M / 100) (1 - x)``: what could be open, less what mines and interference take.

    Parameters
    ----------
    open_share : float
        Throughput u_0 of a route free of mines and interference, in [0, 1].
    mines : float
        Mines M on the route, >= 0.
    loss_per_100_mines : float
        Part l_M of that throughput lost per 100 mines, in [0, 1].
    lost : float
        Part x of the rest lost to interference in this month, in [0, 1].

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> round(port_throughput(0.8, 100.0, 0.1, 0.5), 3)
    0.36
    """
    return open_share * max(0.0, 1.0 - loss_per_100_mines * mines / 100.0) * (1.0 - lost)
