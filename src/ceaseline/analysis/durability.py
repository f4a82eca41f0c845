"""How long a ceasefire lasts, as a Weibull curve with hazard ratios."""

from __future__ import annotations

import math


def weibull_survival(years: float, shape: float, scale: float, hazard_ratio: float = 1.0) -> float:
    """Return the chance that a ceasefire still holds after some years.

    ``S(t) = exp(-HR (t / s)^k)``, so a hazard ratio raises survival to its power. A shape below one is a
    hazard that falls: the danger is front-loaded (own fits to past ceasefires: .4 to .6). Ratios borrowed
    from the literature are ranges, mostly from civil wars.

    Parameters
    ----------
    years : float
        Years since the ceasefire, >= 0.
    shape, scale : float
        k and s (years), > 0.
    hazard_ratio : float
        Product of the ratios of all mechanisms in place, > 0.

    Returns
    -------
    float
        Probability in [0, 1].

    Raises
    ------
    ValueError
        If shape, scale or hazard ratio is not above zero, or years are negative.

    Examples
    --------
    >>> [round(weibull_survival(t, 0.4884, 41.28), 3) for t in (1, 5, 10)]
    [0.85, 0.7, 0.606]
    >>> round(weibull_survival(5, 0.4884, 41.28, 0.5), 3)
    0.837
    """
    if years < 0.0 or min(shape, scale, hazard_ratio) <= 0.0:
        raise ValueError("years must be >= 0; shape, scale and hazard ratio above 0")
    return math.exp(-hazard_ratio * (years / scale) ** shape)
