"""Relevance: does a document bear on promises of security to the protected party?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ceaseline.evidence.names import PEOPLE, STATES
from ceaseline.evidence.statements import CONTEXT_ITEMS, Draft

_SUBJECT: Final = re.compile(
    r"security guarantees?|backstop|coalition of the (?:willing|will)|peacekeep\w+|reassurance force|(?:military|security) (?:support|assistance|aid|umbrella|package)|boots on the ground|troops|soldiers|air[- ]defen[cs]e"
    r"|no[- ]fly zone|Patriot|ceasefire|cease-fire|truce|peace (?:deal|agreement|plan|talks)|intelligence|guarantees?|weapons|Black Sea|training mission|air (?:cover|support|power)|multinational force|deterrence|monitoring mission",
    re.IGNORECASE,
)
NEEDED: Final = 2
"""Distinct words of the subject that a relevant document has at least."""


def is_relevant(text: str, found: Sequence[Draft], protected: str) -> bool:
    """Say whether a document bears on promises to the protected party.

    It must name that party, speak of the subject, and hold at least one statement on more than context.
    """
    named = _names(protected)
    mentions = len(named.findall(text))
    subjects = {m.group().lower() for m in _SUBJECT.finditer(text)}
    core = [d for d in found if not set(d.item) <= CONTEXT_ITEMS]
    return mentions >= 1 and len(subjects) >= NEEDED and bool(core)


def _names(protected: str) -> re.Pattern[str]:
    others, adjectives, capitals = STATES.get(protected, ((), (), ()))
    people = [name.split()[-1] for name, who in PEOPLE if who == protected]
    words = sorted({protected, *others, *adjectives, *capitals, *people}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b")
