"""What reading works on: the sentence at hand, what was said so far, what is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ceaseline.evidence.actors import Mention
from ceaseline.evidence.items import ItemMention
from ceaseline.evidence.quotes import Quotation
from ceaseline.evidence.records import Basis, Firmness, Scope, Stance
from ceaseline.evidence.sentences import Sentence
from ceaseline.evidence.voices import Voice

CONTEXT_ITEMS: Final = frozenset({"burden_sharing", "leaders_meeting", "territory"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in view positions, before report, date and identifier are known."""

    start: int
    end: int
    actor: tuple[str, ...]
    item: tuple[str, ...]
    stance: Stance
    scope: Scope
    firmness: Firmness
    basis: Basis
    speaker: str | None
    condition: str | None
    provider: tuple[str, ...]
    sentence: Sentence
    trigger: str


@dataclass(slots=True)
class Memory:
    """What "it", "they" and "the plan" may refer to while reading on."""

    actors: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    seen: set[str] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with everything found in it."""

    sentence: Sentence
    text: str
    known: tuple[Mention, ...]
    items: tuple[ItemMention, ...]
    voices: tuple[Voice, ...]
    quotes: tuple[Quotation, ...]
    coalition: bool
