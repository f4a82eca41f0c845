"""Phase 0. Everything hangs on a ceasefire, and the challenger may refuse one.

Results are given *given a ceasefire*; this chance stands beside them, never inside them.
A promise that is announced but not in force acts here and nowhere else.
"""

from __future__ import annotations

from ceaseline.kernel import logistic, logit, mechanism


@mechanism
def acceptance(
    base: float,
    type_index: int,
    type_gap: float,
    troops: float,
    force_effect: float,
    power_promise: float,
    power_effect: float,
    early: float,
    early_effect: float,
    settlement: float,
    territory_effect: float,
) -> float:
    """Return the chance that the challenger accepts a ceasefire with this package.

    ``logit p = logit p_0 + k_T (1 - type) - k_F troops / 10 000 - k_U u - k_E e + k_L s``.
    A linear form in what the challenger dislikes, an assumption of this program; its signs
    follow the stated objections to foreign troops and the selection argument of Fearon (2002).

    Parameters
    ----------
    base : float
        Chance for an opportunist with no promise on the table, in (0, 1).
    type_index : int
        0 satisfied, 1 opportunist, 2 revisionist.
    type_gap, force_effect, power_effect, early_effect, territory_effect : float
        Effects in log-odds; `force_effect` per 10 000 troops.
    troops : float
        Foreign troops promised in the country, each times the chance that it is meant.
    power_promise : float
        Chance that at least one promise of the leading outside power is meant, in [0, 1].
    early : float
        Share of the troops that would enter before the ceasefire, in [0, 1].
    settlement : float
        Territorial claims settled, in [0, 1].

    Returns
    -------
    float
        A chance in (0, 1).

    Examples
    --------
    >>> round(acceptance(0.5, 1, 1.0, 0.0, 0.3, 0.0, 0.2, 0.0, 1.0, 0.0, 1.0), 2)
    0.5
    >>> acceptance(0.5, 1, 1.0, 2e4, 0.3, 0.0, 0.2, 0.0, 1.0, 0.0, 1.0) < 0.5
    True
    """
    return logistic(
        logit(base)
        + type_gap * (1 - type_index)
        - force_effect * troops / 1e4
        - power_effect * power_promise
        - early_effect * early
        + territory_effect * settlement
    )
