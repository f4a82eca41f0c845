"""Words that carry a stance, with what they say about firmness and where their object stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ceaseline.evidence.records import Stance
from ceaseline.evidence.stance_words import IGNORED, LITTLE, Place
from ceaseline.evidence.words_giving import GIVING
from ceaseline.evidence.words_withholding import WITHHOLDING


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that carry a stance.

    ``stance`` is None for words that look like a stance and are none ("refused to comment").
    ``place`` tells on which side the item stands; ``asks`` marks demands and expectations whose object names
    the provider; ``need`` marks a need stated of a thing ("is essential"), whose provider stands in the
    subject.
    """

    start: int
    end: int
    stance: Stance | None
    place: Place
    hedged: bool
    partial: bool
    need: bool
    text: str


_HEDGE: Final = re.compile(
    (
        r"\b(?:may|might|could|unlikely|probably|possibly|perhaps|likely|hop(?:e|es|ed|ing|eful)|appears?"
        r"|appeared|seems?|seemed|possib(?:le|ility)|doubtful|suggest\w*|hint\w*|believ\w*|potentially"
        r"|option|on the table|not rul\w+ out|n't rul\w+ out|consider\w*|expect\w*|would consider|open to"
        r"|conceivable|should)\b"
    ),
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(
    LITTLE + r"|\blarge\b|\bsignificant numbers\b|\bnot(?:\s\w+){0,3} (?:large|big|fully)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance | None
    place: Place
    pattern: re.Pattern[str]
    order: int


def _compiled() -> tuple[_Rule, ...]:
    ignored = [
        _Rule(None, "after", re.compile(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE), -1) for p in IGNORED
    ]
    kept = [
        _Rule(stance, place, re.compile(rf"(?<![\w-])(?:{p})(?:(?<=\s)|(?![\w-]))", re.IGNORECASE), order)
        for order, (stance, place, p) in enumerate((*WITHHOLDING, *GIVING))
    ]
    return (*ignored, *kept)


_COMPILED: Final = _compiled()


def triggers(text: str) -> tuple[Trigger, ...]:
    """Find the words that carry a stance, in order and without overlaps.

    Where two rules meet at one place the one listed first wins: "does not rule out" is no refusal.

    >>> [(t.text, t.stance) for t in triggers("It does not rule out radar but refused to comment.")]
    [('does not rule out', 'considers'), ('refused to comment', None)]
    """
    taken = bytearray(len(text))
    found = []
    for rule, match in _matches(text):
        if match.end() == match.start() or any(taken[match.start() : match.end()]):
            continue
        taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        found.append(_trigger(text, rule, match))
    return tuple(sorted(found, key=lambda t: t.start))


def _matches(text: str) -> Iterator[tuple[_Rule, re.Match[str]]]:
    for rule in _COMPILED:
        for match in rule.pattern.finditer(text):
            yield rule, match


def _trigger(text: str, rule: _Rule, match: re.Match[str]) -> Trigger:
    words = match.group()
    around = text[max(0, match.start() - 30) : match.end() + 12]
    hedged = rule.stance == "expects" or _HEDGE.search(words) is not None
    hedged = (
        hedged
        or re.search(
            r"\b(?:probably|possibly|perhaps|appears?|seems?|likely|could|may|might|unlikely)\b", around
        )
        is not None
    )
    partial = rule.stance == "refuses" and _PARTIAL.search(text[match.start() : match.end() + 24]) is not None
    need = rule.stance == "demands" and rule.place != "after"
    return Trigger(match.start(), match.end(), rule.stance, rule.place, hedged, partial, need, words)
