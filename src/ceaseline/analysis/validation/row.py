"""One line of the validation: what was expected, what the program gives, and whether that is near enough."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: Absolute bound on every figure; the part of it that may be missed; or the values that are accepted.
Tolerance = float | dict[str, float]


@dataclass(frozen=True)
class Row:
    """A check of one mechanism or of the whole against a number that somebody else found.

    Parameters
    ----------
    id : str
        A fixture or table by its letter and number, or a word for an empirical check.
    what : str
        What is compared, in words.
    kind : str
        ``fixture`` for an answer that algebra or a published run fixes: a miss is a fault. ``empirical``
        for a record of the world: a miss is a finding.
    expected, obtained : tuple of float
        As many figures each.
    tolerance : float or dict
        Absolute bound; ``{"relative": r}``; or ``{"low": l, "high": h}`` for the values accepted.
    source : str
        Where the expected figures come from.

    Examples
    --------
    >>> Row("X", "a sum", "fixture", (4.0,), (4.0005,), 0.001, "algebra").passed
    True
    """

    id: str
    what: str
    kind: str
    expected: tuple[float, ...]
    obtained: tuple[float, ...]
    tolerance: Tolerance
    source: str

    @property
    def passed(self) -> bool:
        """Whether every figure is near enough; one that does not exist is not."""
        pairs = zip(self.expected, self.obtained, strict=True)
        return all(math.isfinite(got) and self._near(wanted, got) for wanted, got in pairs)

    def _near(self, wanted: float, got: float) -> bool:
        if not isinstance(self.tolerance, dict):
            return abs(got - wanted) <= self.tolerance
        if "relative" in self.tolerance:
            return abs(got - wanted) <= self.tolerance["relative"] * abs(wanted)
        return self.tolerance["low"] <= got <= self.tolerance["high"]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; a lone figure stands without a list."""
        return {
            "id": self.id,
            "what": self.what,
            "kind": self.kind,
            "expected": _lone(self.expected),
            "obtained": _lone(self.obtained),
            "tolerance": self.tolerance,
            "pass": self.passed,
            "source": self.source,
        }


def _lone(figures: tuple[float, ...]) -> float | list[float]:
    return figures[0] if len(figures) == 1 else list(figures)


def _figures(value: float | Sequence[float]) -> tuple[float, ...]:
    return tuple(float(v) for v in value) if isinstance(value, Sequence) else (float(value),)


def fixture(
    id: str,
    what: str,
    expected: float | Sequence[float],
    obtained: float | Sequence[float],
    tolerance: Tolerance,
    source: str,
) -> Row:
    """Return a row whose answer is known."""
    return Row(id, what, "fixture", _figures(expected), _figures(obtained), tolerance, source)


def empirical(
    id: str,
    what: str,
    expected: float | Sequence[float],
    obtained: float | Sequence[float],
    tolerance: Tolerance,
    source: str,
) -> Row:
    """Return a row that holds the program against a record."""
    return Row(id, what, "empirical", _figures(expected), _figures(obtained), tolerance, source)
