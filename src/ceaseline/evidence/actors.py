"""Who acts: states by English short name, alliances and groups, and the people who speak for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from ceaseline.evidence.names import COMMON_SURNAMES, GROUPS, OFFICES, PEOPLE, STATES

Kind = Literal["state", "adjective", "person", "group", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for one or more actors."""

    start: int
    end: int
    actors: tuple[str, ...]
    kind: Kind
    text: str


_HUMAN: Final = (
    r"(?:officials?|officers?|employees?|leaders?|governments?|diplomats?|ministers?|allies|ally"
    r"|partners?|nations?"
    r"|countries|states|capitals?|powers|members?|commanders?|generals?|authorities|authority|side|sources?"
    r"|lawmakers?|parliament|representatives?|counterparts?|heads? of (?:state|government)"
    r"|politicians?|planners|chiefs"
    r"|delegations?|negotiators?|presidents?|prime ministers?|chancellors?|cabinet|administration"
    r"|military|army|ministry"
    r"|servants|executives|troops|forces|soldiers|defen[cs]e|security|foreign|senior|military"
    r"|government|armed|state)"
)


@cache
def _entity_pattern() -> re.Pattern[str]:
    words = sorted({*_state_words(), *OFFICES}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(re.escape(w) for w in words) + r")(?![\w]|-\w)")


@cache
def _state_words() -> Mapping[str, tuple[str, Kind]]:
    found: dict[str, tuple[str, Kind]] = {}
    for name, (others, adjectives, capitals) in STATES.items():
        for word in (name, *others, *capitals):
            found[word] = (name, "state")
        for word in adjectives:
            found.setdefault(word, (name, "adjective"))
    return found


_GROUP_PATTERNS: Final = tuple(
    (re.compile(r"(?<![\w-])(?:" + pattern + r")(?![\w])"), actors) for pattern, actors in GROUPS
)


@cache
def _people_pattern() -> re.Pattern[str]:
    words = sorted(
        {full.split()[-1] for full, _ in PEOPLE} | {full for full, _ in PEOPLE}, key=len, reverse=True
    )
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w|-\w)")


@dataclass(frozen=True, eq=False)
class People:
    """Persons known in a document: surname to full name and to the actor they speak for.

    Compared by identity, so that what is found in a sentence can be kept for the same document.
    """

    full: Mapping[str, str]
    actor: Mapping[str, str]

    def named(self, surname: str) -> str:
        """Give the full name for a surname, or the surname itself."""
        return self.full.get(surname, surname)


_TITLE: Final = (
    r"(?:President|Prime Minister|Chancellor|Foreign Minister|Foreign Secretary|Defen[cs]e Minister"
    r"|Defen[cs]e Secretary"
    r"|Secretary of State|Secretary of Defen[cs]e|Secretary of War|Secretary-General"
    r"|Secretary General|Vice President"
    r"|Premier|Ambassador|Envoy|Special Envoy|General|Gen\.|Admiral|Press Secretary|Spokesman"
    r"|Spokeswoman|Spokesperson"
    r"|Undersecretary|Taoiseach|Senator|Minister|Commissioner|Chief|Deputy"
    r"|Undersecretary of Defen[cs]e for Policy)"
)
_LOWER_TITLE: Final = (
    r"(?:(?:deputy|vice|outgoing|acting|new|former|special|armed|forces|top|chief|senior|national"
    r"|security|foreign|defen[cs]e"
    r"|prime|interior|armed-forces|press|state|military|government|presidential|ministry|permanent)\s+)*"
    r"(?:president|prime minister|premier|chancellor|minister|secretary|ambassador|envoy|spokes(?:man"
    r"|woman|person)"
    r"|adviser|advisor|chief|commander|general|leader|representative|undersecretary|head|taoiseach"
    r"|king|commissioner)"
    r"(?: (?:of|for|to) (?:state|defen[cs]e|foreign affairs|policy|staff|the army|NATO"
    r"|the armed forces|government|the EU))*"
)
_NAME: Final = r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s+(?:van|von|der|de|al|bin|el))*(?:\s+[A-ZÀ-Þ][\w'’-]+){1,2})"


@cache
def _titled_pattern() -> re.Pattern[str]:
    holder = (
        r"(?P<holder>"
        + "|".join(re.escape(w) for w in sorted({*_state_words(), *OFFICES}, key=len, reverse=True))
        + r"|NATO|European Commission|EU|European Union)"
    )
    return re.compile(rf"\b{holder}(?:'s|')?\s+(?:(?:{_LOWER_TITLE}|{_TITLE})[\s,]+){{1,3}}{_NAME}")


@cache
def _apposed_pattern() -> re.Pattern[str]:
    holder = (
        r"(?P<holder>"
        + "|".join(re.escape(w) for w in sorted({*_state_words(), *OFFICES}, key=len, reverse=True))
        + r"|NATO|European Commission|EU|European Union)"
    )
    return re.compile(
        rf"{_NAME},\s+(?:the\s+|a\s+)?{holder}(?:'s|')?\s+(?:[\w-]+\s+){{0,4}}?(?:{_LOWER_TITLE}|{_TITLE})",
    )


def people_in(text: str) -> People:
    """Find the persons a document introduces, added to well-known office-holders.

    A garbled surname ("Strmer") is put right where one known full name is nearly the same.

    >>> people_in("Ruritanian talks. Norway's defence minister Kari Holm spoke.").actor["Holm"]
    'Norway'
    """
    known_here = [(n, a) for n, a in PEOPLE if n.split()[-1] not in COMMON_SURNAMES or n in text]
    full = {name.split()[-1]: name for name, _ in known_here}
    actor = {name.split()[-1]: who for name, who in known_here}
    for match in (*_titled_pattern().finditer(text), *_apposed_pattern().finditer(text)):
        name = match["name"]
        surname = name.split()[-1]
        if surname in actor or surname in _state_words():
            continue
        known = _nearly(name, full.values())
        full[surname] = known or name
        actor[surname] = actor[known.split()[-1]] if known else actor_of(match["holder"])
    return People(full, actor)


def _nearly(name: str, known: Iterable[str]) -> str | None:
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    found = process.extractOne(name, list(known), scorer=JaroWinkler.similarity, score_cutoff=0.94)
    return found[0] if found else None


def actor_of(word: str) -> str:
    """Give the actor behind a state's name, demonym, capital or seat of government.

    >>> actor_of("Polish"), actor_of("Kremlin"), actor_of("Downing Street")
    ('Poland', 'Russia', 'UK')
    """
    if word in OFFICES:
        return OFFICES[word]
    return _state_words()[word][0] if word in _state_words() else {"NATO": "NATO"}.get(word, "EU")


@lru_cache(maxsize=4096)
def mentions(text: str, people: People) -> tuple[Mention, ...]:
    """Find every mention of an actor in a text, longest first, without overlaps, in order.

    >>> known = people_in("")
    >>> [m.actors for m in mentions("Berlin and the Polish government told Trump", known)]
    [('Germany',), ('Poland',), ('US',)]
    """
    found = sorted(
        (*_groups(text), *_people(text, people), *_entities(text)), key=lambda m: (m.start, m.start - m.end)
    )
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _groups(text: str) -> Iterator[Mention]:
    for pattern, actors in _GROUP_PATTERNS:
        for match in pattern.finditer(text):
            yield Mention(match.start(), match.end(), actors, "group", match.group())


def _people(text: str, people: People) -> Iterator[Mention]:
    for match in _people_pattern().finditer(text):
        if match.group().split()[-1] not in people.actor:
            continue
        yield Mention(
            match.start(), match.end(), (people.actor[match.group().split()[-1]],), "person", match.group()
        )
    for surname in people.actor.keys() - {full.split()[-1] for full, _ in PEOPLE}:
        name = re.escape(people.full[surname])
        for match in re.finditer(rf"(?<!\w)(?:{name}|(?:[A-Z][\w'-]+ )?{re.escape(surname)})(?!\w)", text):
            yield Mention(match.start(), match.end(), (people.actor[surname],), "person", match.group())


def _entities(text: str) -> Iterator[Mention]:
    words = _state_words()
    for match in _entity_pattern().finditer(text):
        word = match.group()
        if word in OFFICES:
            yield Mention(match.start(), match.end(), (OFFICES[word],), "state", word)
            continue
        name, kind = words[word]
        yield Mention(match.start(), match.end(), (name,), kind, word)
