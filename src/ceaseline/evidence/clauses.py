"""Clauses around the words that carry a stance: subject, object, condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ceaseline.evidence.actors import Mention
from ceaseline.evidence.items import ItemMention
from ceaseline.evidence.stances import Trigger
from ceaseline.evidence.voices import VERB

_PEACE: Final = (
    r"(?:ceasefire|cease-fire|truce|peace|armistice|deal|agreement|settlement|war|hostilities|fighting"
    r"|guns|conflict)"
)
_CONDITION: Final = re.compile(
    r"\b(?:(?:but )?only (?:if|when|once|after|in the event of|as part of|with)|if(?! (?:only|not|any"
    r"|necessary|needed))|once|unless|provided(?: that)?|on (?:the )?condition (?:that"
    r"|of)(?! anonymity)|as long as|so long as|in the event (?:of|that)|in case(?: of)?"
    r"|should (?=(?:an?|the|its|any|Russia|Moscow|Kyiv|Ukraine|Putin|they|it|hostilities|fighting"
    r"|talks|[A-Z]\w+)\b)|subject to|conditional (?:up)?on|contingent (?:up)?on|dependent (?:up)?on"
    r"|depend(?:s|ed|ing)? (?:up)?on|hing(?:es?|ed|ing) (?:up)?on|tied to|predicated on|premised on"
    r"|requir(?:es?|ed|ing)(?= )|until|pending|without(?= (?:\w+ ){0,4}(?:support|backing|backstop"
    r"|guarantees?|mandate|approval|ceasefire|consent|agreement|participation|help|cover))"
    r"|in (?:return|exchange) for"
    rf"|(?:after|following|upon|when|as soon as|from the moment)(?= (?:[\w'-]+ ){{0,4}}{_PEACE}\b)"
    rf"|with(?= (?:US|American|U\.S\.|Washington's) (?:support|backing|cover))(?= )|in support of"
    rf"|whenever)\s*(?P<what>(?:[^,;.–—]|\.(?=[A-Z]\.|[A-Z]\b)|(?<=[A-Z])\.(?=\s[a-z]))*)"
)
_PURPOSE: Final = re.compile(
    (
        r",\swith\b(?=\s(?:the\s)?\w+\s\w+ing\b)"
        r"|\b(?:in order to|so as to|so that|as part of|without|to (?:support|sustain|accompany|back"
        r"|protect|secure|safeguard|deter|stop|prevent|ensure|reassure|underpin|bolster|underwrite"
        r"|enforce|uphold|guarantee|help|keep|make|save|satisfy|end|deal|counter|shore)|aimed at"
        r"|designed to|that (?:would|will|could) (?:deter|help|protect|back|be)|for (?:a|the|any"
        r"|an) (?:[\w-]+ ){0,4}[\"“']?(?:[\w-]+ )?(?:force|mission|coalition)|rather than|instead of"
        r"|as opposed to|despite|unlike|except|apart from|beyond)\b"
    ),
    re.IGNORECASE,
)
_BREAK: Final = re.compile(
    r";|:\s|\s[–—-]\s|[,\s](?:but|while|whereas|although|though|because|however(?!,)|yet|nor)\b"
    r"|,\s(?:and|or|with|so|as|after|before|which|who|where|when|whose)\b|,\s(?:saying|adding"
    r"|stressing|noting|stating|arguing|warning|making|insisting|leaving|explaining|suggesting|though"
    r"|citing|emphasi[sz]ing)\b|\bbut\b|\)\s"
)
_THAT: Final = re.compile(
    r"\b(?:that|after|before|whether|how|because|if|as|since|when|after|while|although|though|whereas"
    r"|which|who|but|where)\b|[:;]|\s[–—-]\s|[\"“”]"
)
_OBLIQUE: Final = re.compile(
    (
        r"\b(?:in|for|to|of|from|against|with|by|on|at|after|about|over|into|inside|near|between|among"
        r"|outside|within|across|behind|via|towards?|under|like|including|such as|unlike|than|despite"
        r"|without|before|during|through|alongside|around|beyond|neighbouring|defending|attacking"
        r"|supporting|helping|protecting|told|tells|telling)\s+(?:(?:the|a|an|its|their|his|post-?war"
        r"|future|western|eastern|neighbouring|other|any|some|neighboring|central|US|French|British"
        r"|with)\s+)*(?:President\s|Prime Minister\s|Chancellor\s)?$"
    ),
    re.IGNORECASE,
)
_HEAD_OF: Final = re.compile(
    (
        r"\b(?:officials?|government|governments|leaders?|sources|diplomats?|ministers?|president"
        r"|prime minister|chancellor|authorities|administration|troops|soldiers|forces|support|those"
        r"|contingents?|people|military|part|side|head|troops?|guarantees?|members? of the)\s+(?:of|in"
        r"|from|within|inside|at|by)\s+(?:the\s+)?$"
    ),
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r",\s+(?:who|which|whose|where|the|a|an|one of|along with|alongside|together with|including|like"
    r"|such as|led by|backed by|speaking|itself|himself|herself"
    r"|[A-Z][\w.]+(?:'s)?\s+(?:\w+\s+){0,4}?(?:minister|president|chancellor|leader|secretary|chief"
    r"|premier|ambassador|envoy|commander)|for (?:his|her|its|their) part|however|meanwhile|in turn"
    r"|though|too|by contrast|in particular|particularly|especially|among others|in a series of"
    r"|during|after|following|in recent|last|on [A-Z])\b[^,]*,(?=\s)"
)
_PRONOUN: Final = re.compile(
    r"\b(?:it|he|she|they|we|its|his|her|their|our|i|this|these|'?we)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stance with the part of the sentence it reigns over."""

    trigger: Trigger
    start: int
    end: int
    nested: tuple[Trigger, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is the subject of a frame; ``pronoun`` where only "it" or "they" stands there."""

    actors: tuple[str, ...]
    mentions: tuple[Mention, ...]
    pronoun: str | None


_ATTRIBUTIVE: Final = re.compile(
    (
        r"^(?:planned|proposed|possible|needed|promised|enough|required|envisaged|sufficient|pledged"
        r"|unclear|necessary|demands?|requests?|calls?|commitments?|offer|offering|unlikely|pledges?"
        r"|promises?|commitments?|guarantees?|contributions?)$"
    ),
    re.IGNORECASE,
)
_VERBED: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|remains?|as|it|they|he|she|also|already|only"
    r"|so far|now|not|deemed|considered|'s)\s*$|[,:]\s*$"
)


def frames(text: str, found: Sequence[Trigger], known: Sequence[Mention]) -> tuple[Frame, ...]:
    """Turn triggers into frames: a trigger inside the reach of another belongs to it.

    >>> from ceaseline.evidence.stances import triggers
    >>> said = "Poland refused to send troops but offered to host logistics."
    >>> [f.trigger.stance for f in frames(said, triggers(said), ())]
    ['refuses', 'offers']
    """
    kept: list[list[Trigger]] = []
    starts: list[int] = []
    silent_until = -1
    for trigger in found:
        if trigger.stance is None:
            silent_until = _clause_end(text, trigger.end)
            continue
        if trigger.start < silent_until or _weak(text, trigger, known):
            continue
        if kept and not _opens(text, kept[-1], trigger, known):
            kept[-1].append(trigger)
        else:
            starts.append(
                max(
                    _clause_start(text, trigger.start),
                    _joint(text, kept[-1][-1].end, trigger.start) if kept else 0,
                )
            )
            kept.append([trigger])
    ends = [*(max(s, group[-1].end) for s, group in zip(starts[1:], kept[:-1], strict=True)), len(text)][
        : len(kept)
    ]
    return tuple(
        Frame(group[0], start, end, tuple(group[1:]))
        for group, start, end in zip(kept, starts, ends, strict=True)
    )


def _joint(text: str, start: int, end: int) -> int:
    """Place of the last "and", "or" or comma between two triggers."""
    joints = [start + m.start() for m in re.finditer(r",|\b(?:and|or)\b", text[start:end])]
    return joints[-1] if joints else start


def _clause_end(text: str, at: int) -> int:
    match = re.search(r"[,\s](?:but|while|although)\b|;", text[at:])
    return at + match.start() if match else len(text)


def _clause_start(text: str, at: int) -> int:
    breaks = [m.end() for m in _BREAK.finditer(text, 0, at) if m.end() <= at]
    return breaks[-1] if breaks else 0


def _weak(text: str, trigger: Trigger, known: Sequence[Mention]) -> bool:
    """Say whether a trigger is only an adjective or noun before another noun: "a planned force"."""
    words = trigger.text.strip()
    if re.search(
        r"\bwhether\b[^,.;]*$|\b(?:how|where|from which|in which)\b[^,;]{0,30}$",
        text[: trigger.start],
        re.IGNORECASE,
    ):
        return True
    before, after = text[: trigger.start], text[trigger.end :]
    if words.lower() in {"unlikely", "improbable", "possible"} and re.search(r"\bwhich\b[^,]{0,60}$", before):
        return True
    if not _ATTRIBUTIVE.match(words) or _VERBED.search(before):
        return False
    if words.lower() == "offer":
        return re.search(r"\b(?:to|will|would|not|can|could|may|might|they|and)\s*$", before) is None
    if re.match(r"(?:demands?|requests?|calls?)$", words, re.I):
        return not re.match(r"\s(?:for|that|by|on|from|to)\b", after)
    if re.match(r"(?:pledges?|promises?|commitments?|guarantees?)$", words, re.I):
        return (
            re.search(
                (
                    r"\b(?:an?|such|the|its|their|any|no|this|his|firm|written|clear|those|these"
                    r"|\w+'s)\s+(?:\w+\s)?$"
                ),
                before,
            )
            is not None
        )
    if words.lower() in {"pledged", "offering", "promised", "proposed", "planned", "unlikely"}:
        return re.search(r"\b(?:a|an|the|its|their|any|some|this|his|of|s)\s+(?:\w+ )?$", before) is not None
    return True


_ACTS: Final = re.compile(
    rf"(?:'s)?\s+(?:\w+\s+){{0,2}}?(?:{VERB}|has|have|had|will|would|is|are|was|were|could|may|might"
    rf"|must|should|does|did|offered|pledged|refused|rejected|wants)\b"
)


def _opens(text: str, group: Sequence[Trigger], trigger: Trigger, known: Sequence[Mention]) -> bool:
    """Say whether a trigger opens a clause of its own after those of `group`."""
    last = group[-1]
    between = text[last.end : trigger.start]
    if _CONDITION.match(trigger.text) and trigger.stance == "conditional":
        return False
    coordinated = re.search(
        (
            r"\b(?:and|or|nor)\s+(?:\w+ly\s|also\s|then\s|now\s|instead\s|has\s|have\s|had\s|is\s|are\s"
            r"|was\s|were\s|it\s|he\s|she\s|they\s|not\s|even\s|to\s|that\s)*$"
        ),
        between,
    )
    subject_after_comma = re.search(r"(?:,|\band)\s+(?:that\s+)?", between) is not None and any(
        last.end < m.start
        and m.end <= trigger.start
        and not _OBLIQUE.search(text[: m.start])
        and re.search(r"(?:,|\band)\s(?:[^,]{0,30})?$", text[last.end : m.start])
        and (
            not re.search(r"\band\s*$", text[last.end : m.start])
            or _ACTS.match(text[m.end :])
            or trigger.start - m.end <= 2
        )
        for m in known
    )
    if _BREAK.search(between) or last.text.endswith(" by"):
        return True
    if group[0].stance in {"demands", "expects"} or group[0].stance == "refuses":
        return (bool(coordinated) and trigger.stance not in {"commits", "considers"}) or subject_after_comma
    return bool(coordinated) or subject_after_comma


def subject(text: str, frame: Frame, known: Sequence[Mention]) -> Subject:
    """Find the subject of a frame: the first mention in the last clause before the trigger."""
    owner = [
        m
        for m in known
        if re.fullmatch(r"(?:'s|')?\s(?:\w+\s)?", text[m.end : frame.trigger.start])
        and "'" in text[m.end : frame.trigger.start]
    ]
    if owner:
        return Subject(owner[-1].actors, (owner[-1],), None)
    region = _without_asides(text[: frame.trigger.start])
    for piece_start in _pieces(region, known):
        piece = region[piece_start:]
        inside = [
            m
            for m in known
            if m.start >= piece_start and m.end <= frame.trigger.start and region[m.start : m.end].strip()
        ]
        heads = [m for m in inside if _is_head(text, m, piece_start)]
        pronoun = _PRONOUN.search(piece)
        if heads:
            if (
                pronoun
                and piece_start + pronoun.start() < heads[0].start
                and pronoun.group().lower() in {"it", "he", "she", "they", "we", "this"}
            ):
                return Subject((), (), pronoun.group().lower())
            grouped = _with_examples(text, _coordinated(text, heads, inside), known)
            actors = tuple(dict.fromkeys(a for m in grouped for a in m.actors))
            return Subject(actors, tuple(grouped), None)
        if pronoun:
            return Subject((), (), pronoun.group().lower())
        region = region[:piece_start].rstrip()
        region = re.sub(_THAT.pattern + r"$", lambda m: " " * len(m.group()), region)
    return Subject((), (), None)


def _without_asides(region: str) -> str:
    previous = ""
    while previous != region:
        previous = region
        region = _ASIDE.sub(lambda m: " " * len(m.group()), region)
    return region


_SAID: Final = (
    rf"\b(?!told|tells|assured|informed|urged|asked){VERB}(?=\s(?:it|he|she|they|we|[A-Z]\w+|the [A-Z]\w+)\s)"
)
_LISTED: Final = re.compile(
    r"(?:'s)?\s*(?:,\s*)?(?:(?:and|or|as well as|along with|together with|but also"
    r"|,?\s*(?:particularly|including|notably))\s+)?(?:the\s+|from\s+|both\s+)?(?:President\s"
    r"|Prime Minister\s|Chancellor\s)?"
)


_OPENING: Final = re.compile(
    r"(?:(?:But|And|Yet|Still),?\s)?(?:Despite|Amid|In|On|At|After|Before|With|Without|As|While"
    r"|Although|Though|Following|During|For|From|Under|Unlike|Like|Besides|Since|If|When|Once|By"
    r"|According to)\b[^,]*,"
)


def _pieces(region: str, known: Sequence[Mention]) -> list[int]:
    """Give the starts of the clauses before a trigger, the nearest first."""
    cuts = {m.end() for m in re.finditer(rf"{_THAT.pattern}|(?:,|^)\s*(?:and|so)\b|,(?=\s)|{_SAID}", region)}
    lists = [(a.end, b.start) for a, b in pairwise(known) if _LISTED.fullmatch(region[a.end : b.start])]
    opening = _OPENING.match(region)
    cuts = {
        c
        for c in cuts
        if (opening and c == opening.end()) or not any(start < c <= end for start, end in lists)
    }
    return [*sorted(cuts, reverse=True), 0]


def _is_head(text: str, mention: Mention, piece_start: int) -> bool:
    if _HEAD_OF.search(text[: mention.start]):
        return True
    before = text[piece_start : mention.start]
    if _OBLIQUE.search(before) or re.search(
        r"(?:ruler|meeting|summit|talks|war|attack|invasion|aggression)\s*$", before
    ):
        return False
    after = text[mention.end :]
    return (
        mention.kind != "adjective"
        or re.match(
            (
                r"(?:'s)?(?:\s+and\s+[A-Z]\w+)?\s+(?:[\w-]+\s+){0,3}?(?:officials?|government|governments"
                r"|leaders?|president|prime minister|chancellor|minister|ministers|diplomats?|troops"
                r"|soldiers|forces|force|military|army|navy|parliament|authorities|cabinet|employees"
                r"|officers|sources|administration|side|capital|lawmakers|commanders?|counterparts?"
                r"|officer|official|support|contribution|deployment|proposal|guarantees?|presence|involvement|participation|role|help"
                r"|offer|backing|commitment|aircraft|jets|ships|experts|instructors|contingent|defen[cs]e"
                r"|foreign|Foreign|Defen[cs]e|Prime|President|Chancellor|coalition|air|intelligence)\b"
            ),
            after,
        )
        is not None
    )


def _coordinated(text: str, heads: Sequence[Mention], inside: Sequence[Mention]) -> list[Mention]:
    grouped = [heads[0]]
    for mention in inside:
        if mention.start <= grouped[-1].start:
            continue
        gap = text[grouped[-1].end : mention.start]
        if _LISTED.fullmatch(gap) or _compound(gap, mention):
            grouped.append(mention)
    return grouped


def _with_examples(text: str, grouped: list[Mention], known: Sequence[Mention]) -> list[Mention]:
    """Add those singled out of a group: "European allies, particularly the UK and France, ..."."""
    last = grouped[-1]
    after = re.match(
        r",?\s+(?:particularly|especially|notably|including|above all|among them)\s+(?:the\s+)?",
        text[last.end :],
    )
    if last.kind != "group" or not after:
        return grouped
    first = [m for m in known if m.start == last.end + after.end()]
    rest = [m for m in known if m.start > last.end]
    return [*grouped, *_coordinated(text, first, rest)] if first else grouped


def _compound(gap: str, mention: Mention) -> bool:
    return mention.kind == "person" and re.fullmatch(r"\s*(?:[A-Z]?[\w-]+\s){1,4}", gap) is not None


def condition(text: str, frame: Frame) -> tuple[str, tuple[int, int]] | None:
    """Find what a stance is made to depend on, with its place in the sentence."""
    for match in _CONDITION.finditer(text, frame.start, frame.end):
        if frame.trigger.stance == "demands" and frame.trigger.start <= match.start() < frame.trigger.end:
            continue
        what = re.split(r"\sby\s\w+ing\b", match["what"])[0].strip(' "”')
        if len(what.split()) >= 1 and not _mere_time(match, what):
            return what, (
                match.start(),
                match.start("what") + len(re.split(r"\sby\s\w+ing\b", match["what"])[0]),
            )
    return None


def _mere_time(match: re.Match[str], what: str) -> bool:
    word = match.group().split()[0].lower()
    if word in {"until", "pending", "once"}:
        return (
            re.match(
                (
                    r"(?:now|recently|then|\d|again|more|dismissed|a |considered|seen"
                    r"|the end of (?:the )?(?:year|month))"
                ),
                what,
            )
            is not None
        )
    return (
        word == "should"
        and re.match(r"(?:the|its) \w+ (?:be|take|have)\b", what) is not None
        and _peaceless(what)
    )


def _peaceless(what: str) -> bool:
    return re.search(_PEACE, what) is None


def objects(text: str, frame: Frame, found: Sequence[ItemMention]) -> tuple[ItemMention, ...]:
    """Items in the reach of a frame, without those that only tell purpose or condition."""
    trigger = frame.trigger
    clause = condition(text, frame)
    inside = [i for i in found if frame.start <= i.start < frame.end and not _in(clause, i)]
    after = _purposed(text, trigger, [i for i in inside if i.end > trigger.start])
    before = [i for i in inside if i.end <= trigger.start]
    if trigger.place == "before":
        chosen = before or after
    elif trigger.place == "both":
        chosen = _both(text, trigger, before, after)
    else:
        chosen = after or ([] if clause is None else before)
    if not chosen and re.search(r"\bwhich\s*$", text[: frame.start]):
        chosen = [i for i in found if i.end <= frame.start][-1:]
    if not chosen and trigger.place != "after" and re.search(r"\bbe\b", trigger.text):
        chosen = [i for i in found if i.end <= trigger.start and not i.generic][:1]
    return tuple(_exact(text, _unserved(text, chosen)))


_SERVED: Final = re.compile(
    (
        r"\b(?:with|to|for|on|by|against|help\w*|train\w*|protect\w*|cover\w*|support\w*|equip\w*|arm\w*"
        r"|reassure|if|when|whether)\s+(?:(?:a|an|the|any|their|its|those|these|such|our|new|future"
        r"|European|British|French|allied|Ukrainian|Ukraine's|Kyiv's|more|thousands|of|foreign"
        r"|Western)\s+)*$"
    ),
    re.IGNORECASE,
)


def _unserved(text: str, items: list[ItemMention]) -> list[ItemMention]:
    """Drop troops that are only served by another item: "intelligence to a European force"."""
    kept = [
        i
        for n, i in enumerate(items)
        if i.item != "ground_troops"
        or not any(o is not i and not o.generic for o in items[:n])
        or not (
            _SERVED.search(text[: i.start])
            or re.match(r"(?:a|the|any|their) European|Ukrain", text[i.start : i.end])
            or re.search(r"Ukrain\w+\s+(?:\w+\s)?$", text[: i.start])
        )
    ]
    return kept or items


def _both(
    text: str, trigger: Trigger, before: list[ItemMention], after: list[ItemMention]
) -> list[ItemMention]:
    passive = (
        re.search(
            (
                r"\bbe(?:en|ing)?\b|\bincluded?\b|\bpart of\b|possib|option|table|consider|under|enough"
                r"|sufficient|ruled|unclear|agenda|agreed"
            ),
            trigger.text,
        )
        is not None
    )
    if re.search(
        r"(?:include|involve|comprise|consist|cover|extend|contain|feature|see|mean)\b", trigger.text
    ):
        return after or before
    if before and (passive or not after):
        gap = text[trigger.end : after[0].start] if after else ""
        return (
            [*before, *after]
            if after
            and re.fullmatch(r"\s*(?:to|for|and|of|by|with|on)?\s*(?:the\s)?", gap)
            and not before[-1].generic
            and not after[0].generic
            else before
        )
    return after or before


def _in(clause: tuple[str, tuple[int, int]] | None, item: ItemMention) -> bool:
    return clause is not None and clause[1][0] <= item.start < clause[1][1]


def _purposed(text: str, trigger: Trigger, items: list[ItemMention]) -> list[ItemMention]:
    """Cut at the purpose: "air cover to support the force" promises no force."""
    if not items:
        return items
    first = next((i for i in items if not i.generic), items[0])
    if re.search(r"(?:guarantees?|back-?stop|umbrella)$", text[items[0].start : items[0].end], re.IGNORECASE):
        first = items[0]
    marker = _PURPOSE.search(text, max(first.end, trigger.end))
    return [i for i in items if marker is None or i.start < marker.start() or i is first]


_CONTEXT: Final = frozenset({"burden_sharing", "leaders_meeting"})
_SUCH_AS: Final = re.compile(
    r"^\s*,?\s*(?:\(|such as|like\b|including|ranging from|namely|for example|e\.g\.|[-–—:])\s*"
)


def _exact(text: str, items: Sequence[ItemMention]) -> list[ItemMention]:
    """Keep exact items; a general word followed by its parts, or beside an exact item, gives way."""
    listed = [
        i
        for n, i in enumerate(items)
        if not (
            n + 1 < len(items)
            and _SUCH_AS.match(text[i.end : items[n + 1].start + 1])
            and i.item != items[n + 1].item
        )
    ]
    exact = [i for i in listed if not i.generic]
    general = [i for i in listed if i.generic]
    if exact and general and general[0].start < exact[0].start and all(i.item in _CONTEXT for i in exact):
        return general
    return exact or list(listed)
