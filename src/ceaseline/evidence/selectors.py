"""Positions in a document as W3C Web Annotation selectors, and the check that they still hold.

See the Web Annotation Data Model (W3C Recommendation, 23 February 2017), sections 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CONTEXT: Final = 32
"""Code points kept before and after a quotation, so that it can be found again."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A span of raw text by position and by its words; offsets in Unicode code points, end exclusive."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    def as_dicts(self) -> list[dict[str, object]]:
        """Give the W3C text-position and text-quote selectors."""
        return [
            {"type": "TextPositionSelector", "start": self.start, "end": self.end},
            {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix},
        ]


def select(text: str, start: int, end: int) -> Selector:
    """Describe a span of a text.

    Raises
    ------
    ValueError
        If the span is empty or outside the text.

    >>> select("Poland said no.", 0, 6).exact
    'Poland'
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}-{end} is not inside a text of {len(text)} characters")
    return Selector(
        start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


def from_dicts(position: Mapping[str, object], quote: Mapping[str, object]) -> Selector:
    """Read a pair of W3C selectors back.

    Raises
    ------
    ValueError
        If the offsets are no integers.

    >>> one = select("Poland said no.", 0, 6)
    >>> from_dicts(*one.as_dicts()) == one
    True
    """
    start, end = position["start"], position["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise ValueError("a text position needs whole numbers")
    return Selector(
        start, end, str(quote["exact"]), str(quote.get("prefix", "")), str(quote.get("suffix", ""))
    )


def holds(selector: Selector, text: str) -> bool:
    """Say whether the words still stand at their position."""
    return text[selector.start : selector.end] == selector.exact


def find_again(selector: Selector, text: str) -> Selector | None:
    """Find moved words again: the place whose surroundings agree best, else None.

    >>> moved = find_again(select("Poland said no.", 7, 11), "Today Poland said no.")
    >>> (moved.start, moved.exact) if moved else None
    (13, 'said')
    """
    places = []
    at = text.find(selector.exact) if selector.exact else -1
    while at >= 0:
        places.append(at)
        at = text.find(selector.exact, at + 1)
    if not places:
        return None
    best = max(places, key=lambda place: (_agreement(selector, text, place), -abs(place - selector.start)))
    return select(text, best, best + len(selector.exact))


def _agreement(selector: Selector, text: str, place: int) -> int:
    before = text[max(0, place - CONTEXT) : place]
    after = text[place + len(selector.exact) :][:CONTEXT]
    return _common(before[::-1], selector.prefix[::-1]) + _common(after, selector.suffix)


def _common(a: str, b: str) -> int:
    for n, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return n
    return min(len(a), len(b))
