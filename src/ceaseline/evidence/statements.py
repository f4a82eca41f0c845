"""Statements proposed from sentences: actor, item, stance, and on whose word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ceaseline.evidence.actors import Mention, People, mentions
from ceaseline.evidence.clauses import Frame, Subject, condition, frames, objects, subject
from ceaseline.evidence.items import ItemMention, items_in
from ceaseline.evidence.quotes import Quotation, last_person, title_holder
from ceaseline.evidence.records import Basis, Firmness, Scope, Stance
from ceaseline.evidence.sentences import Sentence
from ceaseline.evidence.stances import triggers
from ceaseline.evidence.voices import Figure, Voice, voices

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
class _Memory:
    """What "it", "they" and "the plan" may refer to while reading on."""

    actors: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    seen: set[str] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence with everything found in it."""

    sentence: Sentence
    text: str
    known: tuple[Mention, ...]
    items: tuple[ItemMention, ...]
    voices: tuple[Voice, ...]
    quotes: tuple[Quotation, ...]
    coalition: bool


def drafts(text: str, parts: Sequence[Sentence], quotes: Sequence[Quotation], people: People) -> tuple[Draft, ...]:
    """Propose statements from the sentences of a document.

    >>> from ceaseline.evidence.actors import people_in
    >>> from ceaseline.evidence.sentences import sentences
    >>> said = "Poland will not send troops to Ukraine, Tusk said."
    >>> [(d.actor, d.item, d.stance) for d in drafts(said, sentences(said), (), people_in(said))]
    [(('Poland',), ('ground_troops',), 'refuses')]
    """
    memory = _Memory()
    coalition = re.search(r"[Cc]oalition|reassurance force|multinational force", text) is not None
    for part in parts:
        if part.heading:
            continue
        scene = _scene(text, part, quotes, people, coalition)
        done: list[Draft] = []
        for frame in frames(scene.text, triggers(scene.text), scene.known):
            draft = _draft(scene, frame, memory, done)
            if draft is not None:
                done.append(draft)
        memory.drafts += _merged(done)
        _remember(memory, scene, done)
    return tuple(memory.drafts)


def _scene(text: str, part: Sentence, quotes: Sequence[Quotation], people: People, coalition: bool) -> _Scene:
    before = text[: part.start]
    last = last_person(before, people)
    here = [q for q in quotes if q.start < part.end and part.start < q.end]
    found = voices(part.text, people, last)
    titled = re.match(r"The (?:\w+ )?(president|prime minister|chancellor|defen[cs]e minister|foreign minister|minister|premier)\b", part.text)
    if titled and (holder := title_holder(titled[1], before, people)):
        covers = (titled.end(), len(part.text))
        found = (*found, Voice(0, titled.end(), holder.name, "on_record", holder.actors, covers))
    return _Scene(part, part.text, mentions(part.text, people), items_in(part.text), found, tuple(here), coalition)


def _remember(memory: _Memory, scene: _Scene, done: Sequence[Draft]) -> None:
    memory.seen |= {i.item for i in scene.items}
    persons = [m for m in scene.known if m.kind == "person"]
    if persons:
        memory.person = persons[0].actors
    if done:
        memory.actors, memory.items = done[-1].actor, done[-1].item
        return
    named = [m for m in scene.known if m.kind != "adjective" and m.actors != ("several",)]
    if named:
        memory.actors = named[0].actors


_MODAL: Final = re.compile(r"\b(?:must|has to|have to|needs? to|ought to|should|had to|forced to|be forced|need to)\b", re.IGNORECASE)
_ESSENTIAL: Final = re.compile(
    r"essential|necessary|needed|required|indispensable|vital|crucial|key\b|imperative|a must|precondition|prerequisite|only (?:way|guarantee|deterrent|thing)|critical|non-negotiable|fundamental|without",
    re.IGNORECASE,
)
_PASSIVE_ASK: Final = re.compile(r"\b(?:is|are|was|were|been|being|be)\b(?: \w+ly| also)? (?:asked|urged|pressed|pressured|requested|called on|told)", re.IGNORECASE)
_EXPECTED: Final = re.compile(r"\b(?:is|are|was|were|be|been)\b(?: \w+ly| also| widely)? expected", re.IGNORECASE)
_SMALL: Final = re.compile(r"\b(?:small|limited|minor|minimal|marginal|modest|secondary|reduced|token|supporting)\b", re.IGNORECASE)


def _draft(scene: _Scene, frame: Frame, memory: _Memory, done: list[Draft]) -> Draft | None:
    stance = frame.trigger.stance
    if stance is None:
        return None
    voice = _voice(scene, frame)
    items = objects(scene.text, frame, scene.items)
    items = tuple(i for i in items if not _taken(scene, frame, i))
    clause = condition(scene.text, frame)
    who = _who(scene, frame, voice, memory, done)
    actors, provider = _roles(scene, frame, who, voice, items)
    if judged := _judged(scene, frame, memory, done):
        actors = judged
    if listed := _members(scene, frame):
        return _member_draft(scene, frame, listed, voice, memory, done)
    if not actors:
        actors = _fallback(scene, frame, memory)
    named = _item_names(scene, frame, items, memory, done)
    if stance == "conditional" and not named and not who.mentions and done:
        return _conditioned(done, clause)
    if stance == "conditional" and not named:
        return _plan(scene, frame, clause, voice, actors, memory)
    if not named or not actors:
        return None
    stance = _adjusted(scene, frame, stance, clause, voice, items)
    actors, scope = _settled(scene, frame, actors, stance, items)
    if not actors:
        return None
    start, end = _span(scene, frame)
    speaker, basis = (voice.speaker, voice.basis) if voice else (None, "narrator")
    return Draft(
        start, end, actors, named, stance, scope, _firmness(scene, frame, stance, basis), basis, speaker,
        clause[0] if clause else None, _provided(scene, provider, stance), scene.sentence, frame.trigger.text,
    )  # fmt: skip


_AGENT: Final = re.compile(r"(?:equipped|trained|armed|supplied|financed)[\w ,]*? by\b")


def _taken(scene: _Scene, frame: Frame, item: ItemMention) -> bool:
    """Whether an item belongs to an aside with a doer of its own: "troops, trained by NATO, would ..."."""
    aside = _AGENT.search(scene.text)
    inside = aside is not None and aside.start() <= item.start < aside.end()
    mine = aside is not None and aside.start() <= frame.trigger.start < aside.end()
    return inside != mine if aside is not None else False


def _voice(scene: _Scene, frame: Frame) -> Voice | None:
    """The voice behind a frame: the quotation it stands in, else the nearest that covers it."""
    at = scene.sentence.start + frame.trigger.start
    for quote in scene.quotes:
        if quote.start <= at < quote.end and quote.speaker != "unknown":
            return Voice(0, 0, quote.speaker, quote.basis, quote.actors, (0, 0))
    covering = [v for v in scene.voices if v.covers[0] <= frame.trigger.start < v.covers[1] and not v.start <= frame.trigger.start < v.end]
    leading = [v for v in covering if v.end <= frame.trigger.start and v.covers[0] >= v.end]
    if leading:
        return leading[-1]
    if covering:
        return covering[0]
    inside = [v for v in scene.voices if v.start <= frame.trigger.start < v.end]
    if inside:
        return inside[0]
    return _own_word(scene, frame)


_SPEECH_ACT: Final = re.compile(
    r"^(?:insist|demand|urg|call|ask|pledg|promis|vow|offer|rul|reject|refus|stress|emphasi|reiterat|appeal|assur|commit|announc|propos|signal|indicat|express|confirm|said|hop|want|press)",
    re.IGNORECASE,
)


def _own_word(scene: _Scene, frame: Frame) -> Voice | None:
    """A named person or office whose own speech act the trigger is: "Merz ruled out", "the Kremlin demanded"."""
    words = re.sub(r"^(?:has|have|had|is|are|was|were|been|\w+ly|\s)+\s", "", frame.trigger.text)
    if not _SPEECH_ACT.match(words):
        return None
    who = subject(scene.text, frame, scene.known)
    persons = [m for m in who.mentions if m.kind == "person"]
    if persons:
        return Voice(0, 0, _full(scene, persons[-1]), "on_record", persons[-1].actors, (0, 0))
    return None


def _full(scene: _Scene, mention: Mention) -> str:
    named = [v.speaker for v in scene.voices if v.speaker.split()[-1] == mention.text.split()[-1]]
    return named[0] if named else mention.text


def _who(scene: _Scene, frame: Frame, voice: Voice | None, memory: _Memory, done: Sequence[Draft]) -> Subject:
    who = subject(scene.text, frame, scene.known)
    if who.actors:
        return who
    if who.pronoun in {"we", "our", "i"}:
        return Subject(voice.actors if voice else memory.actors, (), who.pronoun)
    if who.pronoun in {"he", "she", "his", "her"} and (person := _person(scene, frame, memory)):
        return Subject(person, (), who.pronoun)
    leading = voice is not None and voice.end <= frame.trigger.start and voice.end > 0
    if who.pronoun and leading and voice is not None and voice.actors and voice.basis != "anonymous":
        return Subject(voice.actors, (), who.pronoun)
    if done and (not who.pronoun or done[-1].end - scene.sentence.start <= frame.trigger.start + 1 or len(done) > 0):
        return Subject(done[-1].actor, (), who.pronoun)
    first = next((m for m in scene.known if m.end <= frame.trigger.start and m.kind != "adjective"), None)
    if who.pronoun in {"it", "he", "she", "they"} and first is not None and first.actors != ("several",):
        return Subject(_list_from(scene.text, [m for m in scene.known if m.start >= first.start]), (), who.pronoun)
    if who.pronoun:
        return Subject(memory.actors, (), who.pronoun)
    if voice and voice.basis != "anonymous" and voice.actors:
        return Subject(voice.actors, (), None)
    return who


def _person(scene: _Scene, frame: Frame, memory: _Memory) -> tuple[str, ...]:
    """Whom "he" stands for: the last person of the sentence before the trigger, else of the sentences before."""
    named = [m for m in scene.known if m.kind == "person" and m.end <= frame.trigger.start]
    return named[-1].actors if named else memory.person


_JUDGED: Final = re.compile(r"\b(?:unlikely|improbable|doubtful|impossible|unrealistic)\b", re.IGNORECASE)
_JUDGING: Final = re.compile(r"\b(?:find|finds|found|consider|considers|considered|call|calls|called|see|sees|view|deem|deemed|regard|regards|think|believe|said|says)\b(?: \w+){0,5}$")


def _judged(scene: _Scene, frame: Frame, memory: _Memory, done: Sequence[Draft]) -> tuple[str, ...]:
    """Who would have to give what others find unlikely: the provider last asked."""
    if frame.trigger.stance != "refuses" or not _JUDGED.search(frame.trigger.text):
        return ()
    before = scene.text[: frame.trigger.start]
    vague = re.search(r"\b(?:such a|that|this|it) ?(?:\w+ ){0,2}(?:is|was|as)?\s*$", before)
    if not (_JUDGING.search(before) or vague) or re.search(r"\b(?:Trump|Washington|US|States)\b(?: \w+){0,2}$", before):
        return ()
    asked = [d for d in (*memory.drafts[-3:], *done) if d.provider and d.provider != ("unspecified",)]
    return asked[-1].provider if asked else ()


_MEMBERS: Final = re.compile(r"\s*(?:those|troops|soldiers|forces|contingents|units|personnel|contributions)?\s*(?:of|from)\s+", re.IGNORECASE)


def _members(scene: _Scene, frame: Frame) -> tuple[str, ...]:
    """Actors listed as members: "which could include troops from Britain, France and ten others"."""
    if not re.search(r"\b(?:include|comprise|involve|consist)$", frame.trigger.text.strip()):
        return ()
    match = _MEMBERS.match(scene.text, frame.trigger.end)
    after = [m for m in scene.known if match and m.start >= match.end() and m.start < frame.end]
    return _list_from(scene.text, after) if after else ()


def _member_draft(
    scene: _Scene, frame: Frame, listed: tuple[str, ...], voice: Voice | None, memory: _Memory, done: Sequence[Draft]
) -> Draft | None:  # fmt: skip
    items = done[-1].item if done else memory.items or ("ground_troops",)
    actors, scope = _settled(scene, frame, listed, "considers", ())
    start, end = _span(scene, frame)
    speaker, basis = (voice.speaker, voice.basis) if voice else (None, "narrator")
    return Draft(
        start, end, actors, items, "considers", scope, _firmness(scene, frame, "considers", basis), basis, speaker,
        None, (), scene.sentence, frame.trigger.text,
    )  # fmt: skip


def _fallback(scene: _Scene, frame: Frame, memory: _Memory) -> tuple[str, ...]:
    """An unnamed doer of a plan: who acted in the sentence before, else the allies or the coalition."""
    if frame.trigger.stance == "withdraws":
        given = [d for d in memory.drafts if d.stance in {"offers", "commits", "considers"}]
        return given[-1].actor if given else ()
    if frame.trigger.stance not in {"considers", "conditional", "undecided"}:
        return ()
    others = [m for m in scene.known if m.kind == "group" and m.actors != ("several",)]
    whole = "security_guarantee" in {i.item for i in scene.items} and "package" in scene.text
    if others and (whole or others[0].end <= frame.trigger.start):
        return others[0].actors
    if memory.drafts and scene.sentence.start - memory.drafts[-1].sentence.end < 3:
        return memory.drafts[-1].actor
    if memory.actors and memory.actors != ("Ukraine",):
        return memory.actors
    if others:
        return others[0].actors
    return ("coalition",) if scene.coalition else ()


def _roles(
    scene: _Scene, frame: Frame, who: Subject, voice: Voice | None, items: Sequence[ItemMention]
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
    if trigger.need and (_MODAL.search(trigger.text) or _ESSENTIAL.search(trigger.text)) and not _own_need(trigger.text):
        found = _asked(scene, frame, items)
        if _MODAL.search(trigger.text) and who.mentions:
            found = who.actors
        takers = asker or tuple(_lone_asker(scene, frame))
        return (takers if takers != found else asker), found
    asked = _asked(scene, frame, items)
    return who.actors or asker, tuple(a for a in asked if a not in who.actors)


def _own_need(words: str) -> bool:
    return re.match(r"needs?\b(?! to be)|needed$|the need|emphas|stress|underlin|highlight|reiterat", words, re.IGNORECASE) is not None


def _lone_asker(scene: _Scene, frame: Frame) -> Iterator[str]:
    """The first mention of the sentence, where it stands well before a need and believes or argues it."""
    belief = re.search(r"\b(?:believ|argu|insist|sa(?:y|id)|see|regard|consider|think|maintain|warn|view|deem)\w*", scene.text[: frame.trigger.start])
    if belief:
        named = [m for m in scene.known if m.end <= belief.start()]
        if named:
            yield from named[0].actors


def _performer(
    scene: _Scene, frame: Frame, who: Subject, items: Sequence[ItemMention], voice: Voice | None
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
    beside = [m for i in items for m in scene.known if m.start <= i.start <= m.end + 14 or i.start <= m.start < i.end]
    return beside[0].actors if beside else ()


def _asked(scene: _Scene, frame: Frame, items: Sequence[ItemMention]) -> tuple[str, ...]:
    text, trigger = scene.text, frame.trigger
    clause = condition(text, frame)
    after = [m for m in scene.known if trigger.end <= m.start < frame.end and not (clause and clause[1][0] <= m.start < clause[1][1])]
    if trigger.need and trigger.place == "before":
        return _beside(scene, items) or ()
    for one in after:
        if re.search(r"\bfrom\s+(?:the\s+)?$", text[: one.start]):
            return one.actors
    if after and len(text[trigger.end : after[0].start].split()) <= 3 and not re.search(r"\bin\s+(?:the\s+)?$", text[: after[0].start]):
        if after[0].actors != ("Ukraine",) or re.search(r"\b(?:must|to|should|cede|give)\b", text[after[0].end : after[0].end + 30]):
            return _list_from(text, after)
    if beside := _beside(scene, items):
        return beside
    for one in after:
        if re.match(r"(?:'s)?\s+(?:\w+\s+){0,2}?(?:to|must|should|will|would|can|could|may|might)\b", text[one.end :]):
            return one.actors
    return ()


def _beside(scene: _Scene, items: Sequence[ItemMention]) -> tuple[str, ...]:
    """The giver named at the item itself: "US support", "the guarantee of US security"."""
    for item in items:
        for one in scene.known:
            near = one.start <= item.start <= one.end + 14 or item.start <= one.start < item.end + 9
            if near and one.actors != ("Ukraine",):
                return one.actors
    return ()


def _list_from(text: str, after: Sequence[Mention]) -> tuple[str, ...]:
    found = [after[0]]
    for one in after[1:]:
        if not re.fullmatch(r"\s*(?:,|and|or|,\s*and)\s*(?:the\s+)?", text[found[-1].end : one.start]):
            break
        found.append(one)
    return tuple(dict.fromkeys(a for m in found for a in m.actors))


_LIKE_BEFORE: Final = re.compile(r"\b(?:smaller|similar|larger|own|comparable|same)\b", re.IGNORECASE)
_SHORTHAND: Final = (
    ("black_sea_patrols", re.compile(r"\bpatrols?\b", re.IGNORECASE)),
    ("air_policing", re.compile(r"\bpatrols?\b", re.IGNORECASE)),
    ("written_guarantee", re.compile(r"\b(?:such|the|a|this|that) (?:pledge|commitment|promise|engagement|treaty|guarantee)\b", re.IGNORECASE)),
    ("air_defence", re.compile(r"\b(?:systems|batteries|launchers)\b", re.IGNORECASE)),
    ("ground_troops", re.compile(r"\b(?:the|its|a|European) (?:force|deployment|mission|contingent)\b", re.IGNORECASE)),
)


def _item_names(
    scene: _Scene, frame: Frame, items: Sequence[ItemMention], memory: _Memory, done: Sequence[Draft]
) -> tuple[str, ...]:
    names = list(dict.fromkeys(i.item for i in items))
    if names == ["security_guarantee"] and any(_LIKE_BEFORE.search(scene.text[i.start : i.end]) for i in items):
        before = [d for d in memory.drafts if d.stance in {"offers", "commits", "considers"}]
        names = list(before[-1].item) if before else names
    if names == ["security_guarantee"] and "written_guarantee" in memory.seen and re.search(r"\bsuch an? (?:pledge|commitment|promise|guarantee)\b", scene.text):
        names = ["written_guarantee"]
    if not names and _JUDGED.search(frame.trigger.text) and (done or memory.drafts):
        names = list((done or memory.drafts)[-1].item)
    if not names:
        names = [item for item, words in _SHORTHAND if words.search(scene.text[frame.start : frame.end]) and item in memory.seen][:1]
    if not names and re.search(r"\b(?:do so|such a (?:step|move|deployment)|doing so|the (?:idea|plan|proposal|option|offer|request)|it|this|that)\b", scene.text[frame.trigger.end : frame.end][:30]):
        names = list(memory.items) if frame.trigger.stance in {"refuses", "withdraws", "considers", "undecided"} else []
    if not names and done and frame.trigger.stance in {"withdraws", "considers", "undecided", "refuses"}:
        gap = scene.text[frame.start : frame.trigger.start]
        if re.match(r"\s*(?:,|and|or|but)\b", gap) and not any(frame.start <= m.start < frame.trigger.start for m in scene.known):
            names = list(done[-1].item)
    return tuple(names)


def _adjusted(
    scene: _Scene, frame: Frame, stance: Stance, clause: tuple[str, tuple[int, int]] | None, voice: Voice | None,
    items: Sequence[ItemMention],
) -> Stance:  # fmt: skip
    words = frame.trigger.text
    if stance == "expects" and _EXPECTED.search(words):
        return "considers"
    small = items and _SMALL.search(scene.text[items[0].start : items[0].end]) and items[0].generic
    if small and stance in {"commits", "offers"}:
        return "refuses"
    nested = {t.stance for t in frame.nested}
    strict = clause is not None and re.match(r"(?:but )?only|unless|provided|on (?:the )?condition|as long|so long|subject|conditional|contingent|depend|hing|predicated|premised|tied", scene.text[clause[1][0] :], re.I)
    would = re.match(r"(?:would|'d)\b", words, re.IGNORECASE) is not None
    iffy = clause is not None and re.match(r"if|once|should|in the event|in case|until|unless|when", scene.text[clause[1][0] :], re.I)
    if stance in {"commits", "offers", "considers"} and (strict or "conditional" in nested):
        return "conditional"
    if stance == "considers" and would and iffy and not frame.trigger.hedged:
        return "conditional"
    if stance == "commits" and iffy and re.match(r"if|unless|should", scene.text[clause[1][0] :] if clause else "", re.I):
        return "conditional"
    if stance == "considers" and would and voice and voice.basis in {"on_record", "institutional"} and not frame.trigger.hedged:
        return "commits"
    if stance in {"commits", "considers", "offers"} and "refuses" in nested and re.search(r"\bthat\b", scene.text[frame.trigger.end : frame.end]):
        return "refuses"
    return stance


def _settled(
    scene: _Scene, frame: Frame, actors: tuple[str, ...], stance: Stance, items: Sequence[ItemMention]
) -> tuple[tuple[str, ...], Scope]:
    partial = frame.trigger.partial
    if stance in {"refuses", "considers"} and items and _SMALL.search(scene.text[items[0].start : items[0].end]):
        partial = True
    if stance == "refuses" and re.search(r"\b(?:large numbers?|large presence|significant numbers)\b", scene.text[frame.trigger.start : frame.end]):
        partial = True
    if "several" in actors:
        europe = any(
            "European" in m.text or re.match(r"\s(?:in|of|across) Europe\b", scene.text[m.end :])
            for m in scene.known
            if m.actors == ("several",)
        )
        group = "European allies" if europe or not scene.coalition else "coalition"
        several = [m.text for m in scene.known if m.actors == ("several",)]
        partial = partial or (bool(several) and len(actors) == 1)
        actors = tuple(dict.fromkeys(group if a == "several" else a for a in actors))
    return tuple(a for a in actors if a != "UN"), "partial" if partial else "full"


_FIRM: Final = re.compile(
    r"\b(?:will not|won't|would not|never|refus\w+|rul\w+ out|no|must|only way|out of the question|will|shall|commit\w*|pledg\w*|guarantee\w*|vow\w*|categorical\w*|off the table)\b",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(r"\b(?:may|might|could|unclear|possible|possibly|perhaps)\b", re.IGNORECASE)


def _firmness(scene: _Scene, frame: Frame, stance: Stance, basis: Basis) -> Firmness:
    words = frame.trigger.text
    hedged = frame.trigger.hedged or stance == "expects" or (stance == "considers" and re.match(r"would|to be", words) is not None)
    if basis == "narrator":
        if _OPEN.search(words):
            return "speculative"
        return "tentative" if hedged else "reported"
    if hedged:
        return "tentative"
    if basis == "anonymous":
        return "reported"
    quoted = any(q.start <= scene.sentence.start + frame.trigger.start < q.end for q in scene.quotes)
    firm = basis == "on_record" and _FIRM.search(words) is not None and (quoted or stance == "refuses" or stance == "commits")
    return "firm" if firm else "stated"


def _provided(scene: _Scene, provider: tuple[str, ...], stance: Stance) -> tuple[str, ...]:
    if stance not in {"demands", "expects"}:
        return ()
    group = "coalition" if scene.coalition else "European allies"
    named = tuple(dict.fromkeys(group if a == "several" else a for a in provider))
    return named or ("unspecified",)


def _span(scene: _Scene, frame: Frame) -> tuple[int, int]:
    """The clause of a frame, without a trailing "people said", in view positions."""
    end = frame.end
    for voice in scene.voices:
        if voice.start >= frame.trigger.end and voice.covers[0] == 0 and voice.start < end:
            end = voice.start
    clause = scene.text[frame.start : end]
    left = len(clause) - len(clause.lstrip(" ,;:–—-\"“'"))
    right = len(clause.rstrip(" ,;:–—-\"”'("))
    if right <= left:
        left, right = 0, len(clause)
    base = scene.sentence.start + frame.start
    return base + left, base + right


def _conditioned(done: list[Draft], clause: tuple[str, tuple[int, int]] | None) -> None:
    """The sentence says of its own earlier clause that it depends on something."""
    last = done[-1]
    if last.stance in {"considers", "commits", "offers"}:
        done[-1] = replace(last, stance="conditional", condition=clause[0] if clause else None)


_PLAN: Final = re.compile(r"\b(?:plans?|initiative|force|mission|operation|proposal|scheme|deployment|project|it|effort|arrangement|package)\b", re.IGNORECASE)
_TROOPS: Final = re.compile(r"\b(?:force|troops|deploy\w*|soldiers|boots)\b", re.IGNORECASE)


def _plan(
    scene: _Scene, frame: Frame, clause: tuple[str, tuple[int, int]] | None, voice: Voice | None,
    actors: tuple[str, ...], memory: _Memory,
) -> Draft | None:  # fmt: skip
    """ "The plan depends on ...": the plan is the statement before, or the force that is spoken of."""
    if not _PLAN.search(scene.text[: frame.trigger.end]):
        return None
    last = memory.drafts[-1] if memory.drafts else None
    near = last is not None and scene.sentence.start - last.sentence.end < 40
    fresh = [m for m in scene.known if m.end <= frame.trigger.start]
    start, end = _span(scene, frame)
    if last is not None and near and not fresh and last.stance in {"considers", "commits", "offers"}:
        memory.drafts[-1] = replace(last, stance="conditional", condition=clause[0] if clause else None, end=end)
        return None
    actors = tuple(a for a in actors if a != "several") or ("coalition",)
    positive = [d for d in memory.drafts[-8:] if d.stance in {"offers", "considers", "commits"}]
    if not fresh and positive:
        actors = positive[-1].actor
    item = _plan_item(scene, frame, actors)
    speaker, basis = (voice.speaker, voice.basis) if voice else (None, "narrator")
    return Draft(
        start, end, actors, (item,), "conditional", "full", _firmness(scene, frame, "conditional", basis), basis,
        speaker, clause[0] if clause else None, (), scene.sentence, frame.trigger.text,
    )  # fmt: skip


def _plan_item(scene: _Scene, frame: Frame, actors: tuple[str, ...]) -> str:
    """What "the plan" is: troops where a force is spoken of, else the guarantee as a whole."""
    before = scene.text[: frame.trigger.start]
    if re.search(r"\b(?:proposal|offer|package|support|backing|arrangement|guarantee)s?\b", before):
        return "security_guarantee"
    if _TROOPS.search(before) or re.search(r"\b(?:mission|operation)\b", before):
        return "ground_troops"
    return "ground_troops" if _TROOPS.search(scene.text) and "US" not in actors else "security_guarantee"


def _merged(done: Sequence[Draft]) -> list[Draft]:
    """Drop what a sentence says twice, and join statements that differ only in items."""
    kept: list[Draft] = []
    for draft in done:
        same = next((n for n, k in enumerate(kept) if k.stance == draft.stance and k.actor == draft.actor and k.provider == draft.provider), None)
        if same is None:
            kept.append(draft)
            continue
        old = kept[same]
        items = tuple(dict.fromkeys((*old.item, *draft.item)))
        if items != ("security_guarantee",) and "security_guarantee" in items and len(items) > 1:
            items = tuple(i for i in items if i != "security_guarantee" or i in old.item and i in draft.item)
        kept[same] = replace(old, item=items, start=min(old.start, draft.start), end=max(old.end, draft.end), condition=old.condition or draft.condition)
    return kept
