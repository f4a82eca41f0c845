"""Who takes a stance and who is asked: actors and providers of a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ceaseline.evidence.actors import Mention
from ceaseline.evidence.clauses import Frame, Subject, condition, subject
from ceaseline.evidence.items import ItemMention
from ceaseline.evidence.scenes import Draft, Memory, Scene
from ceaseline.evidence.voices import Voice

_MODAL: Final = re.compile(
    r"\b(?:must|has to|have to|needs? to|ought to|should|had to|forced to|be forced|need to)\b", re.IGNORECASE
)
_ESSENTIAL: Final = re.compile(
    (
        r"essential|necessary|needed|required|indispensable|vital|crucial|key\b|imperative|a must"
        r"|precondition|prerequisite|only (?:way|guarantee|deterrent|thing)|critical|non-negotiable"
        r"|fundamental|without"
    ),
    re.IGNORECASE,
)
_PASSIVE_ASK: Final = re.compile(
    (
        r"\b(?:is|are|was|were|been|being|be)\b(?: \w+ly| also)? (?:asked|urged|pressed|pressured"
        r"|requested|called on|told)"
    ),
    re.IGNORECASE,
)
EXPECTED: Final = re.compile(
    r"\b(?:is|are|was|were|be|been)\b(?: \w+ly| also| widely)? expected", re.IGNORECASE
)


def who_acts(
    scene: Scene, frame: Frame, voice: Voice | None, memory: Memory, done: Sequence[Draft]
) -> Subject:
    """Find who acts in a frame, with "it", "he" and "they" resolved.

    A subject named in the clause comes first, then the speaker for "we" and "it", the last person for "he",
    who acted before in the sentence, and who acted in the sentences before.
    """
    who = subject(scene.text, frame, scene.known)
    if who.actors:
        return who
    if who.pronoun in {"we", "our", "i"}:
        return Subject(voice.actors if voice else memory.actors, (), who.pronoun)
    if who.pronoun in {"he", "she", "his", "her"} and (person := _person(scene, frame, memory)):
        return Subject(person, (), who.pronoun)
    leading = voice is not None and voice.end <= frame.trigger.start and voice.end > 0
    if who.pronoun and leading and voice is not None and voice.actors and voice.basis != "anonymous":
        return Subject(_speakers(scene, voice) if who.pronoun == "they" else voice.actors, (), who.pronoun)
    if done and (
        not who.pronoun or done[-1].end - scene.sentence.start <= frame.trigger.start + 1 or len(done) > 0
    ):
        return Subject(done[-1].actor, (), who.pronoun)
    first = next((m for m in scene.known if m.end <= frame.trigger.start and m.kind != "adjective"), None)
    if who.pronoun in {"it", "he", "she", "they"} and first is not None and first.actors != ("several",):
        return Subject(
            listed_from(scene.text, [m for m in scene.known if m.start >= first.start]), (), who.pronoun
        )
    if who.pronoun:
        return Subject(memory.actors, (), who.pronoun)
    if voice and voice.basis != "anonymous" and voice.actors:
        return Subject(voice.actors, (), None)
    return who


def _speakers(scene: Scene, voice: Voice) -> tuple[str, ...]:
    """Give all who speak together: "Bulgaria and Romania said they"."""
    before = [m for m in scene.known if m.start <= voice.start]
    for n in range(len(before)):
        together = listed_from(scene.text, before[n:])
        if set(voice.actors) <= set(together):
            return together
    return voice.actors


def _person(scene: Scene, frame: Frame, memory: Memory) -> tuple[str, ...]:
    """Find whom "he" stands for: the last person before the trigger, else of the sentences before."""
    named = [m for m in scene.known if m.kind == "person" and m.end <= frame.trigger.start]
    return named[-1].actors if named else memory.person


JUDGED: Final = re.compile(r"\b(?:unlikely|improbable|doubtful|impossible|unrealistic)\b", re.IGNORECASE)
_JUDGING: Final = re.compile(
    r"\b(?:find|finds|found|consider|considers|considered|call|calls|called|see|sees|view|deem|deemed"
    r"|regard|regards|think|believe|said|says)\b(?: \w+){0,5}$"
)


def judged(scene: Scene, frame: Frame, memory: Memory, done: Sequence[Draft]) -> tuple[str, ...]:
    """Who would have to give what others find unlikely: the provider last asked."""
    if frame.trigger.stance != "refuses" or not JUDGED.search(frame.trigger.text):
        return ()
    before = scene.text[: frame.trigger.start]
    vague = re.search(r"\b(?:such a|that|this|it) ?(?:\w+ ){0,2}(?:is|was|as)?\s*$", before)
    if not (_JUDGING.search(before) or vague) or re.search(
        r"\b(?:Trump|Washington|US|States)\b(?: \w+){0,2}$", before
    ):
        return ()
    asked = [d for d in (*memory.drafts[-3:], *done) if d.provider and d.provider != ("unspecified",)]
    return asked[-1].provider if asked else ()


_MEMBERS: Final = re.compile(
    r"\s*(?:those|troops|soldiers|forces|contingents|units|personnel|contributions)?\s*(?:of|from)\s+",
    re.IGNORECASE,
)


def members(scene: Scene, frame: Frame) -> tuple[str, ...]:
    """Actors listed as members: "which could include troops from Britain, France and ten others"."""
    if not re.search(r"\b(?:include|comprise|involve|consist)$", frame.trigger.text.strip()):
        return ()
    match = _MEMBERS.match(scene.text, frame.trigger.end)
    after = [m for m in scene.known if match and m.start >= match.end() and m.start < frame.end]
    return listed_from(scene.text, after) if after else ()


def fallback(scene: Scene, frame: Frame, memory: Memory) -> tuple[str, ...]:
    """Guess the unnamed doer of a plan: who acted in the sentence before, else the allies."""
    if frame.trigger.stance == "withdraws":
        given = [d for d in memory.drafts if d.stance in {"offers", "commits", "considers"}]
        return given[-1].actor if given else ()
    if frame.trigger.stance not in {"considers", "conditional", "undecided"}:
        return ()
    others = [m for m in scene.known if m.kind == "group" and m.actors != ("several",)]
    whole = "security_guarantee" in {i.item for i in scene.items} and "package" in scene.text
    if others and (whole or others[0].end <= frame.trigger.start):
        return others[0].actors
    if whole:
        return ("European allies",)
    if memory.drafts and scene.sentence.start - memory.drafts[-1].sentence.end < 3:
        return memory.drafts[-1].actor
    if memory.actors and memory.actors != ("Ukraine",):
        return memory.actors
    if others:
        return others[0].actors
    return ("coalition",) if scene.coalition else ()


def roles(
    scene: Scene, frame: Frame, who: Subject, voice: Voice | None, items: Sequence[ItemMention]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who takes the stance, and who is asked: the subject of a need or of "was asked" is the provider."""
    trigger = frame.trigger
    asker = voice.actors if voice else ()
    if trigger.stance not in {"demands", "expects"}:
        return _performer(scene, frame, who, items, voice), ()
    if _PASSIVE_ASK.search(trigger.text):
        by = re.search(r"\bby\s+(?:the\s+)?", scene.text[trigger.end : frame.end])
        first = [m for m in scene.known if by and m.start >= trigger.end + by.end()][:1]
        return (first[0].actors if first else asker), who.actors
    if (
        trigger.need
        and (_MODAL.search(trigger.text) or _ESSENTIAL.search(trigger.text))
        and not _own_need(trigger.text)
    ):
        found = _asked(scene, frame, items)
        if _MODAL.search(trigger.text) and who.mentions:
            found = who.actors
        takers = asker or tuple(_lone_asker(scene, frame))
        return (takers if takers != found else asker), found
    asked = _asked(scene, frame, items)
    return who.actors or asker, tuple(a for a in asked if a not in who.actors)


def _own_need(words: str) -> bool:
    return (
        re.match(
            r"needs?\b(?! to be)|needed$|the need|emphas|stress|underlin|highlight|reiterat",
            words,
            re.IGNORECASE,
        )
        is not None
    )


def _lone_asker(scene: Scene, frame: Frame) -> Iterator[str]:
    """Yield the first actor of the sentence, where it believes or argues the need."""
    belief = re.search(
        r"\b(?:believ|argu|insist|sa(?:y|id)|see|regard|consider|think|maintain|warn|view|deem)\w*",
        scene.text[: frame.trigger.start],
    )
    if belief:
        named = [m for m in scene.known if m.end <= belief.start()]
        if named:
            yield from named[0].actors


def _performer(
    scene: Scene, frame: Frame, who: Subject, items: Sequence[ItemMention], voice: Voice | None
) -> tuple[str, ...]:
    tail = scene.text[frame.trigger.end : frame.end]
    passive = re.search(r"\b(?:be|been|being|is|are|was|were)\b", frame.trigger.text) is not None
    by = re.search(r"^(?:\s+\w+){0,2}\s+by\s+(?:the\s+)?", tail) if passive else None
    if frame.trigger.text.endswith(" by"):
        by = re.match(r"\s+(?:the\s+)?", tail)
    if by:
        at = frame.trigger.end + by.end()
        named = [m for m in scene.known if at <= m.start <= at + 12]
        if named:
            return named[0].actors
    if who.actors:
        return who.actors
    beside = [
        m
        for i in items
        for m in scene.known
        if m.start <= i.start <= m.end + 14 or i.start <= m.start < i.end
    ]
    return beside[0].actors if beside else ()


def _asked(scene: Scene, frame: Frame, items: Sequence[ItemMention]) -> tuple[str, ...]:
    text, trigger = scene.text, frame.trigger
    clause = condition(text, frame)
    after = [
        m
        for m in scene.known
        if trigger.end <= m.start < frame.end and not (clause and clause[1][0] <= m.start < clause[1][1])
    ]
    if trigger.need and trigger.place == "before":
        return _beside(scene, items) or ()
    for one in after:
        if re.search(r"\bfrom\s+(?:the\s+)?$", text[: one.start]):
            return one.actors
    if (
        after
        and len(text[trigger.end : after[0].start].split()) <= 3
        and not re.search(r"\bin\s+(?:the\s+)?$", text[: after[0].start])
    ) and (
        after[0].actors != ("Ukraine",)
        or re.search(r"\b(?:must|to|should|cede|give)\b", text[after[0].end : after[0].end + 30])
    ):
        return listed_from(text, after)
    if beside := _beside(scene, items):
        return beside
    for one in after:
        if re.match(
            r"(?:'s)?\s+(?:\w+\s+){0,2}?(?:to|must|should|will|would|can|could|may|might)\b", text[one.end :]
        ):
            return one.actors
    return ()


def _beside(scene: Scene, items: Sequence[ItemMention]) -> tuple[str, ...]:
    """Find the giver named at the item itself: "US support", "the guarantee of US security"."""
    for item in items:
        near = [
            m
            for m in scene.known
            if (m.start <= item.start <= m.end + 14 or item.start <= m.start < item.end + 9)
            and m.actors != ("Ukraine",)
        ]
        if near:
            return min(near, key=lambda m: max(item.start - m.end, m.start - item.end)).actors
    return ()


def listed_from(text: str, after: Sequence[Mention]) -> tuple[str, ...]:
    """Give the actors of the first mention and of those joined to it by commas and "and"."""
    found = [after[0]]
    for one in after[1:]:
        if not re.fullmatch(r"\s*(?:,|and|or|,\s*and)\s*(?:the\s+)?", text[found[-1].end : one.start]):
            break
        found.append(one)
    return tuple(dict.fromkeys(a for m in found for a in m.actors))
