"""Uncertain numbers and their quantile functions, in plain Python.

Every function grows with ``u``, so that one uniform draw per number gives it its value in a world, and the
same draw under another range gives the same place in that range.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, log, log1p, sqrt
from statistics import NormalDist

from ceaseline.case.beta import beta_quantile
from ceaseline.case.frozen import FrozenMap

_STANDARD = NormalDist()
_Z95 = _STANDARD.inv_cdf(0.95)
_EDGE = 2.0**-53


def default_scale(p5: float, p95: float, lower: float, upper: float) -> str:
    """Choose the scale on which percentiles are joined.

    Parameters
    ----------
    p5, p95
        Percentiles.
    lower, upper
        Bounds of the quantity.

    Returns
    -------
    str
        ``logit`` for shares that stay off 0 and 1, ``log`` for positive quantities, ``linear`` otherwise.

    Examples
    --------
    >>> default_scale(0.1, 0.4, 0, 1), default_scale(5, 9, 0, 100), default_scale(-1, 2, -4, 4)
    ('logit', 'log', 'linear')
    """
    if lower >= 0 and upper <= 1 and p5 > 0 and p95 < 1:
        return "logit"
    return "log" if p5 > 0 and lower >= 0 else "linear"


def _to(scale: str, value: float) -> float:
    if scale == "log":
        return log(value)
    return log(value) - log1p(-value) if scale == "logit" else value


def _from(scale: str, value: float) -> float:
    if scale == "log":
        return exp(min(value, 709.0))
    if scale == "logit":
        grown = exp(-abs(value))
        return 1 / (1 + grown) if value >= 0 else grown / (1 + grown)
    return value


@dataclass(frozen=True)
class Uncertain:
    """A number that is not known exactly, in its canonical unit.

    Parameters
    ----------
    distribution
        ``quantiles`` or one of uniform, loguniform, triangular, normal, beta, fixed.
    arguments
        Its arguments by name: p5, p50, p95; low, high; low, mode, high; mean, sd; a, b, low, high; value.
    lower, upper
        Bounds to which every value is clipped; may be infinite.
    scale
        For ``quantiles``: linear, log or logit; ``linear`` otherwise.

    Examples
    --------
    >>> share = Uncertain.of(0.1, 0.2, 0.5, lower=0, upper=1)
    >>> share.scale, round(share.quantile(0.05), 12), round(share.p95, 12)
    ('logit', 0.1, 0.5)
    >>> Uncertain.fixed(3).quantile(0.9)
    3.0
    """

    distribution: str
    arguments: FrozenMap[float]
    lower: float = -inf
    upper: float = inf
    scale: str = "linear"

    @classmethod
    def of(
        cls,
        p5: float,
        p50: float,
        p95: float,
        *,
        lower: float = -inf,
        upper: float = inf,
        scale: str | None = None,
    ) -> "Uncertain":
        """Build one from percentiles, ``p5 <= p50 <= p95``, on the given or the default scale."""
        chosen = scale or default_scale(p5, p95, lower, upper)
        return cls("quantiles", FrozenMap({"p5": p5, "p50": p50, "p95": p95}), lower, upper, chosen)

    @classmethod
    def named(
        cls, distribution: str, arguments: Mapping[str, float], *, lower: float = -inf, upper: float = inf
    ) -> "Uncertain":
        """Build one from a named distribution and its arguments."""
        return cls(distribution, FrozenMap(arguments), lower, upper)

    @classmethod
    def fixed(cls, value: float, *, lower: float = -inf, upper: float = inf) -> "Uncertain":
        """Build one without uncertainty."""
        return cls("fixed", FrozenMap({"value": float(value)}), lower, upper)

    def quantile(self, u: float) -> float:
        """Return the value below which the number lies with chance ``u``.

        Parameters
        ----------
        u
            A share; 0 and 1 are read as the nearest shares inside.

        Returns
        -------
        float
            A finite value between ``lower`` and ``upper``, never falling in ``u``.

        Raises
        ------
        ValueError
            When ``u`` is not between 0 and 1.

        Examples
        --------
        >>> Uncertain.named("uniform", {"low": 2, "high": 4}).quantile(0.25)
        2.5
        """
        if not 0 <= u <= 1:
            raise ValueError(f"a share is between 0 and 1, not {u}")
        value = _QUANTILES[self.distribution](self, min(max(u, _EDGE), 1 - _EDGE))
        return min(max(value, self.lower), self.upper)

    @cached_property
    def p5(self) -> float:
        """5th percentile."""
        return self._percentile("p5", 0.05)

    @cached_property
    def p50(self) -> float:
        """Median."""
        return self._percentile("p50", 0.5)

    @cached_property
    def p95(self) -> float:
        """95th percentile."""
        return self._percentile("p95", 0.95)

    @cached_property
    def middle(self) -> float:
        """Median on the scale of the number; of percentiles."""
        return _to(self.scale, self.arguments["p50"])

    @cached_property
    def pieces(self) -> tuple[float | None, float | None]:
        """From the median to the 5th and 95th percentile on the scale; None where they are the same."""
        ends = (self.arguments["p5"], self.arguments["p95"])
        below, above = (
            None if end == self.arguments["p50"] else _to(self.scale, end) - self.middle for end in ends
        )
        return below, above

    @property
    def is_fixed(self) -> bool:
        """Whether every draw gives the same value."""
        return self.distribution == "fixed" or self.p5 == self.p95

    def _percentile(self, name: str, u: float) -> float:
        return self.arguments[name] if self.distribution == "quantiles" else self.quantile(u)


def _two_piece(number: Uncertain, u: float) -> float:
    """Join three percentiles by two half-normal pieces on the scale of the number."""
    z = _STANDARD.inv_cdf(u)
    length = number.pieces[0 if z < 0 else 1]
    if length is None:
        return number.arguments["p50"]
    return _from(number.scale, number.middle + abs(z) / _Z95 * length)


def _uniform(number: Uncertain, u: float) -> float:
    low, high = number.arguments["low"], number.arguments["high"]
    return low + u * (high - low)


def _loguniform(number: Uncertain, u: float) -> float:
    low, high = number.arguments["low"], number.arguments["high"]
    return low * exp(u * log(high / low))


def _triangular(number: Uncertain, u: float) -> float:
    low, mode, high = (number.arguments[name] for name in ("low", "mode", "high"))
    width = high - low
    if u * width < mode - low:
        return min(low + sqrt(u * width * (mode - low)), mode)
    return max(high - sqrt((1 - u) * width * (high - mode)), mode)


def _normal(number: Uncertain, u: float) -> float:
    return number.arguments["mean"] + number.arguments["sd"] * _STANDARD.inv_cdf(u)


def _beta(number: Uncertain, u: float) -> float:
    low, high = number.arguments["low"], number.arguments["high"]
    return low + beta_quantile(number.arguments["a"], number.arguments["b"], u) * (high - low)


def _fixed(number: Uncertain, u: float) -> float:
    return number.arguments["value"]


_QUANTILES = {
    "quantiles": _two_piece,
    "uniform": _uniform,
    "loguniform": _loguniform,
    "triangular": _triangular,
    "normal": _normal,
    "beta": _beta,
    "fixed": _fixed,
}
