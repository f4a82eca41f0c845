"""Underlying reports: which documents pass on one piece of reporting, and whose it is.

Names come first ("Bloomberg reports", "told Politico"); content decides which documents belong together, so
that a rewrite that names nobody joins its group. The weights were set on the articles under
``tests/evidence`` marked for tuning; ``docs/evidence.md`` gives the scores on those held out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ceaseline.evidence.outlets import Naming
from ceaseline.evidence.quotes import Quotation
from ceaseline.evidence.records import DateWindow
from ceaseline.evidence.scenes import Draft

THRESHOLD: Final = 0.5
"""Average likeness from which two groups of documents are one."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What tells one document's origin: its words, names, numbers, quotations, claims, outlet and date."""

    text: str
    quotes: tuple[Quotation, ...]
    drafts: tuple[Draft, ...]
    namings: tuple[Naming, ...]
    window: DateWindow
    relevant: bool

    def outlet(self) -> str | None:
        """Give the outlet a document mainly rests on, by weight of its namings, or None."""
        scores = self.outlets()
        return max(scores, key=lambda name: (scores[name], name)) if scores else None

    def outlets(self) -> dict[str, float]:
        """Weight of each outlet named; early namings weigh more, interviews and earlier reports less."""
        weights = {3: 5.0, 2: 2.0, 1: 0.5}
        scores: dict[str, float] = {}
        for naming in self.namings:
            place = naming.start / max(len(self.text), 1)
            share = 1.5 if place < 0.4 else 1.0 if place < 0.6 else 0.5
            scores[naming.outlet] = scores.get(naming.outlet, 0.0) + weights[naming.strength] * share
        return scores


def likeness(profiles: Sequence[Profile]) -> list[list[float]]:
    """Likeness of origin for every pair of documents.

    Returns
    -------
    list of list of float
        Symmetric n x n, about -0.5 to 2; 0.5 and more speaks for one origin.
    """
    words = _cosines([p.text for p in profiles])
    rare = _detail_weights(profiles)
    size = len(profiles)
    table = [[0.0] * size for _ in range(size)]
    details = [_details(p.text) for p in profiles]
    for a in range(size):
        for b in range(a):
            value = _pair(profiles[a], profiles[b], words[a][b], _overlap(details[a], details[b], rare))
            table[a][b] = table[b][a] = value
    return table


def _cosines(texts: Sequence[str]) -> list[list[float]]:
    if not any(re.search(r"\w\w", t) for t in texts):
        return [[0.0] * len(texts) for _ in texts]
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, stop_words="english", token_pattern=r"(?u)\b\w\w+\b"
    )
    try:
        matrix = vectors.fit_transform(texts)
    except ValueError:
        return [[0.0] * len(texts) for _ in texts]
    rows: list[list[float]] = (matrix @ matrix.T).toarray().tolist()
    return rows


_NUMBER_WORDS: Final = {
    word: str(n)
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "dozen": "12",
    "hundred": "100",
    "twenty-six": "26",
}
_COMMON: Final = frozenset(
    [
        "Ukraine",
        "Ukrainian",
        "Russia",
        "Russian",
        "Trump",
        "Donald",
        "President",
        "Volodymyr",
        "Zelensky",
        "Zelenskyy",
        "Vladimir",
        "Putin",
        "Europe",
        "European",
        "US",
        "United",
        "States",
        "Kyiv",
        "Kiev",
        "Moscow",
        "Washington",
        "White",
        "House",
        "The",
        "Minister",
        "Prime",
        "NATO",
        "American",
        "France",
        "French",
        "British",
        "UK",
        "Britain",
    ]
)


def _details(text: str) -> frozenset[str]:
    """Names, numbers and dates of a text: what survives a rewrite or a translation."""
    numbers = {n.replace(",", "") for n in re.findall(r"\b\d[\d,.]*\d\b|\b\d\b", text)}
    numbers |= {
        "n" + _NUMBER_WORDS[w.lower()]
        for w in re.findall(r"\b[A-Za-z-]+\b", text)
        if w.lower() in _NUMBER_WORDS and w.lower() not in {"one", "two"}
    }
    numbers = {n if n.startswith("n") else "n" + n for n in numbers}
    names = set(re.findall(r"(?<![.!?\"“”]\s)(?<!^)\b[A-ZÀ-Þ][\w'-]{2,}", text)) - _COMMON
    return frozenset(numbers | {n.removesuffix("'s") for n in names})


def _detail_weights(profiles: Sequence[Profile]) -> Mapping[str, float]:
    seen: Counter[str] = Counter()
    for profile in profiles:
        seen.update(_details(profile.text))
    return {d: 1.0 / count for d, count in seen.items()}


def _overlap(a: frozenset[str], b: frozenset[str], weight: Mapping[str, float]) -> float:
    """Share of the smaller document's rare details found in the other, 0 to 1."""
    smaller = min(sum(weight[d] for d in a), sum(weight[d] for d in b))
    return sum(weight[d] for d in a & b) / smaller if smaller else 0.0


def _pair(a: Profile, b: Profile, words: float, details: float) -> float:
    if a.relevant != b.relevant:
        return min(words, 0.2)
    value = 1.1 * words + 0.35 * details + 0.35 * _claims(a, b)
    value += _shared_quotes(a, b)
    value += _same_outlet(a, b)
    return value - (0.6 if _apart(a.window, b.window) else 0.0)


def _claims(a: Profile, b: Profile) -> float:
    left, right = (_weighted_triples(p) for p in (a, b))
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def _weighted_triples(profile: Profile) -> set[tuple[str, str, str]]:
    return {(a, i, d.stance) for d in profile.drafts for a in d.actor for i in d.item}


def _shared_quotes(a: Profile, b: Profile) -> float:
    """Shared words of unnamed people tie closely; those of public figures reach every agency."""
    from rapidfuzz import fuzz

    best = 0.0
    for one in a.quotes:
        for other in b.quotes:
            if min(len(one.text), len(other.text)) < 24:
                continue
            if (
                fuzz.partial_ratio(one.text, other.text) >= 85
                or fuzz.token_set_ratio(one.text, other.text) >= 90
            ):
                best = max(best, 0.4 if "anonymous" in {one.basis, other.basis} else 0.15)
    return best


def _same_outlet(a: Profile, b: Profile) -> float:
    left, right = a.outlets(), b.outlets()
    if not left or not right:
        return 0.0
    if a.outlet() == b.outlet():
        return 0.15
    strong = [max(scores.values()) >= 2.0 for scores in (left, right)]
    shared = set(left) & set(right)
    return -0.25 if all(strong) and not shared else -0.1 if all(strong) else 0.0


def _apart(a: DateWindow, b: DateWindow) -> bool:
    """Whether two documents are more than ten days apart at the least."""
    for first, second in ((a, b), (b, a)):
        if first.latest and second.earliest and (second.earliest - first.latest).days > 10:
            return True
    return False


def groups(table: Sequence[Sequence[float]], threshold: float = THRESHOLD) -> tuple[tuple[int, ...], ...]:
    """Join documents into groups of one origin by average linkage.

    >>> groups([[0, 0.9, 0.1], [0.9, 0, 0.1], [0.1, 0.1, 0]])
    ((0, 1), (2,))
    """
    clusters = [[n] for n in range(len(table))]
    while len(clusters) > 1:
        best, a, b = max(
            (_average(table, clusters[a], clusters[b]), a, b) for a in range(len(clusters)) for b in range(a)
        )
        if best < threshold:
            break
        clusters[b] += clusters.pop(a)
    return tuple(sorted(tuple(sorted(c)) for c in clusters))


def _average(table: Sequence[Sequence[float]], a: Sequence[int], b: Sequence[int]) -> float:
    return sum(table[i][j] for i in a for j in b) / (len(a) * len(b))
