"""Credibility: what ties a guarantor's hands, what a tripwire adds, what a record teaches."""

from __future__ import annotations

from ceaseline.kernel import mechanism


@mechanism
def tied_hands(audience_cost: float, win: float, war_cost: float) -> float:
    """Return the chance that a guarantor fights, given what backing down would cost it.

    A guarantor whose stake is v fights if ``p v - c > -a``; with v uniform on [0, 1] that happens with chance
    ``Q(a) = 1 - (c - a) / p``, clipped. A reduction of Fearon (1997) to its tying of hands; a sunk cost
    moves no threshold here, it only screens who would pay it. Audience costs are contested empirically.

    Parameters
    ----------
    audience_cost : float
        Cost a of backing down, in units of the largest stake, >= 0.
    win : float
        Chance p that fighting defends the stake, in [0, 1].
    war_cost : float
        Cost c of fighting, same unit, >= 0.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> [round(tied_hands(a, 0.6, 0.3), 2) for a in (0.0, 0.15, 0.3)]
    [0.5, 0.75, 1.0]
    """
    gap = war_cost - audience_cost
    if gap <= 0.0:
        return 1.0
    if gap >= win:
        return 0.0
    return 1.0 - gap / win


@mechanism
def with_tripwire(credibility: float, tripwire: float, hit: float) -> float:
    """Return the chance that a guarantor fights once its troops are hit or spared.

    ``Q = 1 - (1 - Q_base) (1 - T)^h``. That T may be nearly zero is the finding of Reiter and Poast (2021)
    and of Musgrave and Ward (2023): its range must reach down there.

    Parameters
    ----------
    credibility : float
        Chance Q_base without casualties, in [0, 1].
    tripwire : float
        Chance T that casualties bring in a guarantor who would not have fought, in [0, 1].
    hit : float
        1 if its troops are hit, 0 if not.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(with_tripwire(0.3, 0.1, 1.0), 3)
    0.37
    """
    return float(1.0 - (1.0 - credibility) * (1.0 - tripwire) ** hit)


@mechanism
def with_means(credibility: float, arrival: float) -> float:
    """Return the credibility that counts, will times means, ``Q R``.

    The product form follows Blankenship and Lin-Greenberg (2022): resolve without capability reassures no
    more than capability without resolve.

    Parameters
    ----------
    credibility : float
        Chance Q that the guarantor fights, in [0, 1].
    arrival : float
        Chance R that its forces act before the aim is secured, in [0, 1].

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> with_means(0.5, 0.5)
    0.25
    """
    return credibility * arrival


@mechanism
def record_update(a: float, b: float, kept: float, broken: float) -> tuple[float, float]:
    """Return the Beta belief in a promise after seeing promises kept and broken.

    ``Beta(a, b) -> Beta(a + kept, b + broken)``. What the challenger believes and what is true are held in
    separate pairs by the caller.

    Parameters
    ----------
    a, b : float
        Belief so far, in cases, > 0.
    kept, broken : float
        Cases seen since, >= 0; a fraction is a case that counts in part.

    Returns
    -------
    a, b : float
        Belief now.

    Examples
    --------
    >>> record_update(0.5, 0.5, 3.0, 1.0)
    (3.5, 1.5)
    """
    return a + kept, b + broken


@mechanism
def record_mean(a: float, b: float) -> float:
    """Return the mean of a Beta belief, ``a / (a + b)``.

    Parameters
    ----------
    a, b : float
        Belief, in cases, >= 0; without any case it is one half.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(record_mean(3.5, 1.5), 3)
    0.7
    """
    if a + b <= 0.0:
        return 0.5
    return a / (a + b)
