"""The regularised incomplete beta function and its inverse, in plain Python.

Written here because a case is read without numerics; the tests hold it against SciPy.
"""

from math import exp, lgamma, log, log1p

_TINY = 1e-300


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the share of a Beta(a, b) distribution that lies below ``x``.

    Continued fraction of the regularised incomplete beta function (NIST Digital Library of Mathematical
    Functions, 8.17.22), evaluated by the method of Lentz.

    Parameters
    ----------
    a, b
        Weights, above 0.
    x
        A share, 0 to 1.

    Returns
    -------
    float
        A share, 0 to 1.

    Examples
    --------
    >>> round(incomplete_beta(2, 3, 0.5), 12)
    0.6875
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _off_zero(1 + step * d)
            c = _off_zero(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def beta_quantile(a: float, b: float, u: float) -> float:
    """Return the value below which a share ``u`` of a Beta(a, b) distribution lies.

    Bisection keeps it monotone in ``u``: a larger share never gives a smaller value.

    Parameters
    ----------
    a, b
        Weights, above 0.
    u
        A share, 0 to 1.

    Returns
    -------
    float
        A share, 0 to 1.

    Examples
    --------
    >>> round(beta_quantile(2, 3, 0.6875), 9)
    0.5
    """
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if not low < middle < high or high - low < 1e-16 * high:
            return middle
        if incomplete_beta(a, b, middle) < u:
            low = middle
        else:
            high = middle
