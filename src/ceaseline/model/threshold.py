"""Phase 9, second engine: a threshold rule after perfect deterrence.

A threat is carried out if and only if doing so is worth more than not (Zagare and Kilgour 2000: a threat is
credible where its owner prefers to carry it out). The challenger is deterred when it believes that a
challenge is met with at least the chance at which it would rather hold, the threshold of
`ceaseline.model.decision.deterrence_threshold`. A value that falls evenly with that chance is above zero
exactly where the chance is below the threshold, so the rule compares values with holding, which is worth
zero. Nothing is left to chance here: who errs does so because of what it believes, and that is drawn with
the challenger (`ceaseline.model.start`). The rule is the limit of quantal response at high precision;
precision itself does not act. The form of the threshold is recalled from the literature and follows by
algebra.
"""

from __future__ import annotations

from ceaseline.kernel import mechanism


@mechanism
def carried_out(value: float) -> bool:
    """Return whether a threat is carried out: its value over holding is above zero.

    Who is indifferent holds.

    Parameters
    ----------
    value : float
        Value over holding, in units of the full aim.

    Returns
    -------
    bool

    Examples
    --------
    >>> carried_out(0.01), carried_out(0.0)
    (True, False)
    """
    return value > 0.0


@mechanism
def threshold_place(free: float, guarded: float) -> float:
    """Return the value of a grab when the challenger takes the better kind of place.

    ``max(U_free, U_guarded)``; what share of the line is guarded does not matter as long as some is not.

    Parameters
    ----------
    free, guarded : float
        Values over holding where no outside troops stand on the spot, and where they do.

    Returns
    -------
    float

    Examples
    --------
    >>> threshold_place(0.1, -0.2)
    0.1
    """
    return max(free, guarded)


@mechanism
def threshold_preparation(grab: float, offensive: float, cost: float) -> float:
    """Return the value of preparing, by backward induction from what would then be carried out.

    ``max(0, U_grab, U_offensive) - c_R``.

    Parameters
    ----------
    grab, offensive : float
        Values over holding.
    cost : float
        Cost c_R of preparing, in units of the full aim.

    Returns
    -------
    float

    Examples
    --------
    >>> round(threshold_preparation(0.2, -0.1, 0.05), 9), threshold_preparation(-0.2, -0.1, 0.05)
    (0.15, -0.05)
    """
    return max(0.0, grab, offensive) - cost


@mechanism
def threshold_execution(grab: float, offensive: float) -> int:
    """Return what is done at the end of a preparation: the best threat, if it is carried out at all.

    Parameters
    ----------
    grab, offensive : float
        Values over holding. At equal values the grab, which is the smaller step.

    Returns
    -------
    int
        0 stand down, 5 grab, 6 offensive (codes of `records.KINDS`).

    Examples
    --------
    >>> threshold_execution(-0.1, -0.2), threshold_execution(0.1, 0.1), threshold_execution(0.1, 0.2)
    (0, 5, 6)
    """
    if not carried_out(max(grab, offensive)):
        return 0
    return 6 if offensive > grab else 5


@mechanism
def threshold_opening(probe: float, sea: float, strike: float, hit: float, prepare: float) -> int:
    """Return what an opening is used for: the most valuable option, if it is worth more than holding.

    At equal values the option named first, so none that is a copy of another adds anything.

    Parameters
    ----------
    probe, sea, strike, hit, prepare : float
        Values over holding; `ceaseline.model.challenge.ABSENT` where there is no such option.

    Returns
    -------
    int
        0 hold, 1 probe, 2 strike, 3 sea, 4 hit, 5 prepare.

    Examples
    --------
    >>> threshold_opening(-0.1, -0.1, -0.1, -0.1, 0.0), threshold_opening(0.1, 0.1, -0.1, -0.1, 0.3)
    (0, 5)
    """
    best = max(probe, sea, strike, hit, prepare)
    if not carried_out(best):
        return 0
    if probe == best:
        return 1
    if sea == best:
        return 3
    if strike == best:
        return 2
    return 4 if hit == best else 5
