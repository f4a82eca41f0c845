"""Statements proposed from sentences: actor, item, stance, and on whose word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ceaseline.evidence.actors import Mention, People, mentions
from ceaseline.evidence.clauses import Frame, condition, frames, objects, subject
from ceaseline.evidence.items import ItemMention, items_in
from ceaseline.evidence.parties import EXPECTED, JUDGED, fallback, judged, members, roles, who_acts
from ceaseline.evidence.quotes import Quotation, last_person, title_holder
from ceaseline.evidence.records import Basis, Firmness, Scope, Stance
from ceaseline.evidence.scenes import Draft, Memory, Scene
from ceaseline.evidence.sentences import Sentence
from ceaseline.evidence.stances import triggers
from ceaseline.evidence.voices import Voice, voices


def drafts(
    text: str, parts: Sequence[Sentence], quotes: Sequence[Quotation], people: People
) -> tuple[Draft, ...]:
    """Propose statements from the sentences of a document.

    >>> from ceaseline.evidence.actors import people_in
    >>> from ceaseline.evidence.sentences import sentences
    >>> said = "Poland will not send troops to Ukraine, Tusk said."
    >>> [(d.actor, d.item, d.stance) for d in drafts(said, sentences(said), (), people_in(said))]
    [(('Poland',), ('ground_troops',), 'refuses')]
    """
    memory = Memory()
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


def _scene(text: str, part: Sentence, quotes: Sequence[Quotation], people: People, coalition: bool) -> Scene:
    before = text[: part.start]
    last = last_person(before, people)
    here = [q for q in quotes if q.start < part.end and part.start < q.end]
    found = voices(part.text, people, last)
    titled = re.match(
        (
            r"The (?:\w+ )?(president|prime minister|chancellor|defen[cs]e minister|foreign minister"
            r"|minister|premier)\b"
        ),
        part.text,
    )
    if titled and (holder := title_holder(titled[1], before, people)):
        covers = (titled.end(), len(part.text))
        found = (*found, Voice(0, titled.end(), holder.name, "on_record", holder.actors, covers))
    return Scene(
        part, part.text, mentions(part.text, people), items_in(part.text), found, tuple(here), coalition
    )


def _remember(memory: Memory, scene: Scene, done: Sequence[Draft]) -> None:
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


_SMALL: Final = re.compile(
    r"\b(?:small|limited|minor|minimal|marginal|modest|secondary|reduced|token|supporting)\b", re.IGNORECASE
)


def _draft(scene: Scene, frame: Frame, memory: Memory, done: list[Draft]) -> Draft | None:
    stance = frame.trigger.stance
    if stance is None:
        return None
    voice = _voice(scene, frame)
    items = objects(scene.text, frame, scene.items)
    items = tuple(i for i in items if not _taken(scene, frame, i))
    clause = condition(scene.text, frame)
    who = who_acts(scene, frame, voice, memory, done)
    actors, provider = roles(scene, frame, who, voice, items)
    if givers := judged(scene, frame, memory, done):
        actors = givers
    if listed := members(scene, frame):
        return _member_draft(scene, frame, listed, voice, memory, done)
    if not actors:
        actors = fallback(scene, frame, memory)
    named = _item_names(scene, frame, items, memory, done)
    if stance == "conditional" and not named and not who.mentions and done:
        _conditioned(done, clause)
        return None
    if stance == "conditional" and not named:
        return _plan(scene, frame, clause, voice, actors, memory)
    if not named or not actors:
        return None
    stance = _adjusted(scene, frame, stance, clause, voice, items)
    actors, scope = _settled(scene, frame, actors, stance, items)
    if not actors:
        return None
    start, end = _span(scene, frame)
    speaker, basis = _word(voice)
    return Draft(
        start,
        end,
        actors,
        named,
        stance,
        scope,
        _firmness(scene, frame, stance, basis),
        basis,
        speaker,
        clause[0] if clause else None,
        _provided(scene, provider, stance),
        scene.sentence,
        frame.trigger.text,
    )


def _word(voice: Voice | None) -> tuple[str | None, Basis]:
    return (voice.speaker, voice.basis) if voice else (None, "narrator")


_AGENT: Final = re.compile(r"(?:equipped|trained|armed|supplied|financed)[\w ,]*? by\b")


def _taken(scene: Scene, frame: Frame, item: ItemMention) -> bool:
    """Whether an item belongs to an aside with a doer of its own: "troops, trained by NATO, would ..."."""
    aside = _AGENT.search(scene.text)
    inside = aside is not None and aside.start() <= item.start < aside.end()
    mine = aside is not None and aside.start() <= frame.trigger.start < aside.end()
    return inside != mine if aside is not None else False


def _voice(scene: Scene, frame: Frame) -> Voice | None:
    """Find the voice behind a frame: the quotation it stands in, else the nearest that covers it."""
    at = scene.sentence.start + frame.trigger.start
    for quote in scene.quotes:
        if quote.start <= at < quote.end and quote.speaker != "unknown":
            return Voice(0, 0, quote.speaker, quote.basis, quote.actors, (0, 0))
    covering = [
        v
        for v in scene.voices
        if v.covers[0] <= frame.trigger.start < v.covers[1] and not v.start <= frame.trigger.start < v.end
    ]
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
    (
        r"^(?:insist|demand|urg|call|ask|pledg|promis|vow|offer|rul|reject|refus|stress|emphasi|reiterat"
        r"|appeal|assur|commit|announc|propos|signal|indicat|express|confirm|said|hop|want|press)"
    ),
    re.IGNORECASE,
)


def _own_word(scene: Scene, frame: Frame) -> Voice | None:
    """Find the named person whose own speech act the trigger is: "Merz ruled out"."""
    words = re.sub(r"^(?:has|have|had|is|are|was|were|been|\w+ly|\s)+\s", "", frame.trigger.text)
    if not _SPEECH_ACT.match(words):
        return None
    who = subject(scene.text, frame, scene.known)
    persons = [m for m in who.mentions if m.kind == "person"]
    if persons:
        return Voice(0, 0, _full(scene, persons[-1]), "on_record", persons[-1].actors, (0, 0))
    return None


def _full(scene: Scene, mention: Mention) -> str:
    named = [v.speaker for v in scene.voices if v.speaker.split()[-1] == mention.text.split()[-1]]
    return named[0] if named else mention.text


def _member_draft(
    scene: Scene,
    frame: Frame,
    listed: tuple[str, ...],
    voice: Voice | None,
    memory: Memory,
    done: Sequence[Draft],
) -> Draft | None:
    items = done[-1].item if done else memory.items or ("ground_troops",)
    actors, scope = _settled(scene, frame, listed, "considers", ())
    start, end = _span(scene, frame)
    speaker, basis = _word(voice)
    return Draft(
        start,
        end,
        actors,
        items,
        "considers",
        scope,
        _firmness(scene, frame, "considers", basis),
        basis,
        speaker,
        None,
        (),
        scene.sentence,
        frame.trigger.text,
    )


_LIKE_BEFORE: Final = re.compile(r"\b(?:smaller|similar|larger|own|comparable|same)\b", re.IGNORECASE)
_SHORTHAND: Final = (
    ("black_sea_patrols", re.compile(r"\bpatrols?\b", re.IGNORECASE)),
    ("air_policing", re.compile(r"\bpatrols?\b", re.IGNORECASE)),
    (
        "written_guarantee",
        re.compile(
            r"\b(?:such|the|a|this|that) (?:pledge|commitment|promise|engagement|treaty|guarantee)\b",
            re.IGNORECASE,
        ),
    ),
    ("air_defence", re.compile(r"\b(?:systems|batteries|launchers)\b", re.IGNORECASE)),
    (
        "ground_troops",
        re.compile(r"\b(?:the|its|a|European) (?:force|deployment|mission|contingent)\b", re.IGNORECASE),
    ),
)


def _item_names(
    scene: Scene, frame: Frame, items: Sequence[ItemMention], memory: Memory, done: Sequence[Draft]
) -> tuple[str, ...]:
    names = list(dict.fromkeys(i.item for i in items))
    if names == ["security_guarantee"] and any(
        _LIKE_BEFORE.search(scene.text[i.start : i.end]) for i in items
    ):
        before = [d for d in memory.drafts if d.stance in {"offers", "commits", "considers"}]
        names = list(before[-1].item) if before else names
    if (
        names == ["security_guarantee"]
        and "written_guarantee" in memory.seen
        and re.search(r"\bsuch an? (?:pledge|commitment|promise|guarantee)\b", scene.text)
    ):
        names = ["written_guarantee"]
    if not names and JUDGED.search(frame.trigger.text) and (done or memory.drafts):
        names = list((done or memory.drafts)[-1].item)
    if not names:
        names = [
            item
            for item, words in _SHORTHAND
            if words.search(scene.text[frame.start : frame.end]) and item in memory.seen
        ][:1]
    if not names and re.search(
        (
            r"\b(?:do so|such a (?:step|move|deployment)|doing so|the (?:idea|plan|proposal|option|offer"
            r"|request)|it|this|that)\b"
        ),
        scene.text[frame.trigger.end : frame.end][:30],
    ):
        names = (
            list(memory.items)
            if frame.trigger.stance in {"refuses", "withdraws", "considers", "undecided"}
            else []
        )
    if not names and done and frame.trigger.stance in {"withdraws", "considers", "undecided", "refuses"}:
        gap = scene.text[frame.start : frame.trigger.start]
        if re.match(r"\s*(?:,|and|or|but)\b", gap) and not any(
            frame.start <= m.start < frame.trigger.start for m in scene.known
        ):
            names = list(done[-1].item)
    return tuple(names)


def _adjusted(
    scene: Scene,
    frame: Frame,
    stance: Stance,
    clause: tuple[str, tuple[int, int]] | None,
    voice: Voice | None,
    items: Sequence[ItemMention],
) -> Stance:
    words = frame.trigger.text
    if stance == "expects" and EXPECTED.search(words):
        return "considers"
    small = items and _SMALL.search(scene.text[items[0].start : items[0].end]) and items[0].generic
    if small and stance in {"commits", "offers"}:
        return "refuses"
    nested = {t.stance for t in frame.nested}
    if stance == "commits" and any(
        t.stance == "refuses" and t.start - frame.trigger.end <= 4 for t in frame.nested
    ):
        return "refuses"
    strict = clause is not None and re.match(
        (
            r"(?:but )?only|unless|provided|on (?:the )?condition|as long|so long|subject|conditional"
            r"|contingent|depend|hing|predicated|premised|tied"
        ),
        scene.text[clause[1][0] :],
        re.I,
    )
    would = re.match(r"(?:would|'d)\b", words, re.IGNORECASE) is not None
    iffy = clause is not None and re.match(
        r"if|once|should|in the event|in case|until|unless|when", scene.text[clause[1][0] :], re.I
    )
    if stance in {"commits", "offers", "considers"} and (strict or "conditional" in nested):
        return "conditional"
    if stance == "considers" and would and iffy and not frame.trigger.hedged:
        return "conditional"
    if (
        stance == "commits"
        and iffy
        and re.match(r"if|unless|should", scene.text[clause[1][0] :] if clause else "", re.I)
    ):
        return "conditional"
    if (
        stance == "considers"
        and would
        and voice
        and voice.basis in {"on_record", "institutional"}
        and not frame.trigger.hedged
    ):
        return "commits"
    if (
        stance in {"commits", "considers", "offers"}
        and "refuses" in nested
        and re.search(r"\bthat\b", scene.text[frame.trigger.end : frame.end])
    ):
        return "refuses"
    return stance


def _settled(
    scene: Scene, frame: Frame, actors: tuple[str, ...], stance: Stance, items: Sequence[ItemMention]
) -> tuple[tuple[str, ...], Scope]:
    partial = frame.trigger.partial
    if (
        stance in {"refuses", "considers"}
        and items
        and _SMALL.search(scene.text[items[0].start : items[0].end])
    ):
        partial = True
    if stance == "refuses" and re.search(
        r"\b(?:large numbers?|large presence|significant numbers)\b",
        scene.text[frame.trigger.start : frame.end],
    ):
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
    (
        r"\b(?:will not|won't|would not|never|refus\w+|rul\w+ out|no|must|only way|out of the question"
        r"|will|shall|commit\w*|pledg\w*|guarantee\w*|vow\w*|categorical\w*|off the table)\b"
    ),
    re.IGNORECASE,
)
_OPEN: Final = re.compile(r"\b(?:may|might|could|unclear|possible|possibly|perhaps)\b", re.IGNORECASE)


def _firmness(scene: Scene, frame: Frame, stance: Stance, basis: Basis) -> Firmness:
    words = frame.trigger.text
    hedged = (
        frame.trigger.hedged
        or stance == "expects"
        or (stance == "considers" and re.match(r"would|to be", words) is not None)
    )
    if basis == "narrator":
        if _OPEN.search(words):
            return "speculative"
        return "tentative" if hedged else "reported"
    if hedged:
        return "tentative"
    if basis == "anonymous":
        return "reported"
    quoted = any(q.start <= scene.sentence.start + frame.trigger.start < q.end for q in scene.quotes)
    firm = (
        basis == "on_record"
        and _FIRM.search(words) is not None
        and (quoted or stance == "refuses" or stance == "commits")
    )
    return "firm" if firm else "stated"


def _provided(scene: Scene, provider: tuple[str, ...], stance: Stance) -> tuple[str, ...]:
    if stance not in {"demands", "expects"}:
        return ()
    group = "coalition" if scene.coalition else "European allies"
    named = tuple(dict.fromkeys(group if a == "several" else a for a in provider))
    return named or ("unspecified",)


def _span(scene: Scene, frame: Frame) -> tuple[int, int]:
    """Give the clause of a frame, without a trailing "people said", in view positions."""
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
    """Make the clause before conditional: the sentence says that it depends on something."""
    last = done[-1]
    if last.stance in {"considers", "commits", "offers"}:
        done[-1] = replace(last, stance="conditional", condition=clause[0] if clause else None)


_PLAN: Final = re.compile(
    (
        r"\b(?:plans?|initiative|force|mission|operation|proposal|scheme|deployment|project|it|effort"
        r"|arrangement|package)\b"
    ),
    re.IGNORECASE,
)
_TROOPS: Final = re.compile(r"\b(?:force|troops|deploy\w*|soldiers|boots)\b", re.IGNORECASE)


def _plan(
    scene: Scene,
    frame: Frame,
    clause: tuple[str, tuple[int, int]] | None,
    voice: Voice | None,
    actors: tuple[str, ...],
    memory: Memory,
) -> Draft | None:
    """Read "the plan depends on ...": the plan is the statement before, or the force spoken of."""
    if not _PLAN.search(scene.text[: frame.trigger.end]):
        return None
    last = memory.drafts[-1] if memory.drafts else None
    near = last is not None and scene.sentence.start - last.sentence.end < 40
    fresh = [m for m in scene.known if m.end <= frame.trigger.start]
    start, end = _span(scene, frame)
    if last is not None and near and not fresh and last.stance in {"considers", "commits", "offers"}:
        memory.drafts[-1] = replace(
            last, stance="conditional", condition=clause[0] if clause else None, end=end
        )
        return None
    actors = tuple(a for a in actors if a != "several") or ("coalition",)
    positive = [d for d in memory.drafts[-8:] if d.stance in {"offers", "considers", "commits"}]
    if not fresh and positive:
        actors = positive[-1].actor
    item = _plan_item(scene, frame, actors)
    speaker, basis = _word(voice)
    return Draft(
        start,
        end,
        actors,
        (item,),
        "conditional",
        "full",
        _firmness(scene, frame, "conditional", basis),
        basis,
        speaker,
        clause[0] if clause else None,
        (),
        scene.sentence,
        frame.trigger.text,
    )


def _plan_item(scene: Scene, frame: Frame, actors: tuple[str, ...]) -> str:
    """Say what "the plan" is: troops where a force is spoken of, else the guarantee as a whole."""
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
        same = next(
            (
                n
                for n, k in enumerate(kept)
                if k.stance == draft.stance and k.actor == draft.actor and k.provider == draft.provider
            ),
            None,
        )
        if same is None:
            kept.append(draft)
            continue
        old = kept[same]
        items = tuple(dict.fromkeys((*old.item, *draft.item)))
        if items != ("security_guarantee",) and "security_guarantee" in items and len(items) > 1:
            items = tuple(
                i for i in items if i != "security_guarantee" or (i in old.item and i in draft.item)
            )
        kept[same] = replace(
            old,
            item=items,
            start=min(old.start, draft.start),
            end=max(old.end, draft.end),
            condition=old.condition or draft.condition,
        )
    return kept
