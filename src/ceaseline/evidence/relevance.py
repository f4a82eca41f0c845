"""Relevance: whether a document bears on promises of security to the protected party."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ceaseline.evidence.names import PEOPLE, STATES
from ceaseline.evidence.scenes import CONTEXT_ITEMS, Draft

_SUBJECT: Final = re.compile(
    r"security guarantees?|backstop|coalition of the (?:willing|will)|peacekeep\w+|reassurance force"
    r"|(?:military|security) (?:support|assistance|aid|umbrella|package)|boots on the ground|troops"
    r"|soldiers|air[- ]defen[cs]e"
    r"|no[- ]fly zone|Patriot|ceasefire|cease-fire|truce|armistice|after the war|peace (?:deal"
    r"|agreement|plan|talks|settlement)|intelligence|guarantees|weapons|Black Sea|training mission"
    r"|instructors|air (?:cover|support|power|policing)"
    r"|multinational force|deterrence|monitoring mission|European force|NATO",
    re.IGNORECASE,
)
_GUARANTEE: Final = re.compile(
    (
        r"security (?:guarantee|package|umbrella|arrangement|commitment|provision|assurance)"
        r"|guarantees|(?:US|U\.S\.|American|firm|written|strong) guarantee"
        r"|back-?stop|umbrella|troops|soldiers|peacekeep|ceasefire|US support|American support|coalition"
    ),
    re.IGNORECASE,
)
ENOUGH: Final = 1.9
"""Sum of the shares (party named, subject named, statements found), 3 at most, of a relevant document."""
WORDS_EACH: Final = 50
"""Words of text for which one mention of each kind is expected, up to four mentions."""


def is_relevant(text: str, found: Sequence[Draft], protected: str) -> bool:
    """Say whether a document bears on promises to the protected party.

    It must name that party and hold statements on more than context worth one in full. How often it names the
    party, how many words of the subject and how many statements it has, for its length, must reach `ENOUGH`.
    """
    mentions = len(_names(protected).findall(text))
    weight = sum(_weight(d) for d in found)
    if not mentions or weight < 1.0:
        return False
    subjects = len({m.group().lower() for m in _SUBJECT.finditer(text)})
    expected = min(max(len(text.split()) / WORDS_EACH, 1.0), 4.0)
    return sum(min(found_here / expected, 1.0) for found_here in (mentions, subjects, weight)) >= ENOUGH


def _weight(draft: Draft) -> float:
    """Count a named component in full, the guarantee as a whole only where the sentence speaks of one."""
    items = set(draft.item) - CONTEXT_ITEMS
    if not items:
        return 0.0
    exact = items != {"security_guarantee"}
    return 1.0 if exact or _GUARANTEE.search(draft.sentence.text) else 0.2


def _names(protected: str) -> re.Pattern[str]:
    others, adjectives, capitals = STATES.get(protected, ((), (), ()))
    people = [name.split()[-1] for name, who in PEOPLE if who == protected]
    words = sorted({protected, *others, *adjectives, *capitals, *people}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b")
