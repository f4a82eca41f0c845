"""Drift: what changed between two wordings of one claim.

Each finding is a kind followed by the words on both sides, for instance
``reversed_meaning: deter Russia from violating -> determining Russia to violate``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ceaseline.evidence.dates import cues
from ceaseline.evidence.outlets import namings
from ceaseline.evidence.records import FIRMNESS_ORDER, Statement

_PREVENT: Final = re.compile(
    (
        r"\b(?:deter|prevent|stop|discourag|dissuad|keep|block|bar|hinder"
        r"|restrain)\w*\s+(?:\w+\s+){0,3}?(?:from\s+\w+ing|to\s+\w+|again)|\b(?:deter|prevent|stop|avert"
        r"|avoid)\w*\s+(?:\w+\s+){0,3}?(?:attack|invasion|aggression|violation|breach)\w*"
    ),
    re.IGNORECASE,
)
_CAUSE: Final = re.compile(
    (
        r"\b(?:determin|encourag|forc|driv|lead|induc|push|allow|enabl|invit|convinc|persuad|caus|motivat"
        r"|help|oblig|compel)\w*\s+(?:Russia|Moscow|Putin|the Kremlin|the Russians|it"
        r"|aggressor)\s+(?:\w+\s+)?(?:to|into|in)\s+(?:\w+ly\s+)?(?:violat|attack|invad|break|breach"
        r"|strik|resum|launch)\w*"
    ),
    re.IGNORECASE,
)
_NUMBER_WORDS: Final = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "dozen": 12,
    "dozens": 24,
    "hundreds": 200,
    "thousands": 2000,
}
_NUMBER: Final = re.compile(
    r"\b(?P<qualifier>about|around|roughly|nearly|almost|some|approximately|at least|at most|up to"
    r"|more than|over|fewer than|less than|no more than|only|just under|just over|single|one)?\s*"
    r"(?P<number>\d[\d,.]*(?:\s?(?:%|percent|per cent))?|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|fifteen|twenty|thirty|forty|fifty|dozens?|hundreds|thousands|digit numbers?"
    r"|digits)"
    r"(?P<other>(?:\s+other|\s+more|\s+further|\s+additional)?)(?:\s+(?P<thousand>thousand|million"
    r"|billion))?\b",
    re.IGNORECASE,
)
_QUALIFIERS: Final = {
    "about": "about",
    "around": "about",
    "roughly": "about",
    "nearly": "nearly",
    "almost": "nearly",
    "some": "about",
    "approximately": "about",
    "at least": "at least",
    "more than": "more than",
    "over": "more than",
    "up to": "up to",
    "fewer than": "fewer than",
    "less than": "fewer than",
}
_REAR: Final = re.compile(
    (
        r"\b(?:(?:far |well )?away from (?:the )?(?:border|front|front ?lines?|line of contact)"
        r"|far from (?:the )?(?:front|border|front ?lines?)|deep(?:er)? (?:in|into|inside)|in the rear"
        r"|behind (?:the )?(?:lines?|front)|western Ukraine|not (?:on|at|near) the front ?lines?"
        r"|(?:critical |key )?(?:ports|infrastructures?) and|in neighbouring)\b[^,;.]{0,40}"
    ),
    re.IGNORECASE,
)
_FRONT: Final = re.compile(
    (
        r"\b(?:to|on|at|along|near|close to) the (?:front ?lines?|front|border|line of contact"
        r"|contact line|demarcation line)\b[^,;.]{0,30}"
    ),
    re.IGNORECASE,
)
_VERBS: Final = (
    ("weigh", "considered", "discussed", "mulled", "examined", "studied"),
    ("suggest", "proposed", "planned", "outlined"),
    ("take shape", "presented", "announced", "unveiled", "offered"),
    ("agreed", "pledged", "promised", "committed", "approved"),
    ("implemented", "deployed", "delivered", "carried out", "enforced", "put in place", "rolled out"),
)
_TERM: Final = re.compile(
    r"[\"“]([a-z][\w-]+(?:\s[\w-]+){1,4})[\"”]|\b((?:reassurance|guarantee|peacekeeping|deterrence"
    r"|deterrent|stabili[sz]ation|protection|insurance|calming|multinational) force)\b"
)
_NAME: Final = re.compile(r"(?=\b([A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]{3,})\b)")


def claim_drift(one: Statement, other: Statement, left: str, right: str) -> tuple[str, ...]:
    """Name what changed between two statements of one claim.

    Parameters
    ----------
    one, other
        The statements.
    left, right
        The sentences they stand in.
    """
    found = [*_wording(left, right), *_labels(one, other)]
    return tuple(dict.fromkeys(found))


def _wording(left: str, right: str) -> Iterator[str]:
    for finding in (
        reversed_meaning(left, right),
        place_conflict(left, right),
        _dates(left, right),
        _sources(left, right),
        _stronger(left, right),
        _term(left, right),
        _names(left, right),
    ):
        if finding:
            yield finding
    yield from numbers_changed(left, right)


def _labels(one: Statement, other: Statement) -> Iterator[str]:
    if one.stance != other.stance:
        yield f"changed_stance: {one.stance} -> {other.stance}"
    if one.scope != other.scope:
        yield f"changed_scope: {one.scope} -> {other.scope}"
    if abs(FIRMNESS_ORDER.index(one.firmness) - FIRMNESS_ORDER.index(other.firmness)) >= 1:
        yield f"changed_firmness: {one.firmness} -> {other.firmness}"
    for kind, first, second in (("items", one.item, other.item), ("actors", one.actor, other.actor)):
        lost = [x for x in first if x not in second]
        gained = [x for x in second if x not in first]
        if lost or gained:
            yield f"changed_{kind}: {', '.join(lost) or 'none'} -> {', '.join(gained) or 'none'}"
    if bool(one.condition) != bool(other.condition):
        yield f"dropped_condition: {one.condition or other.condition}"


def quote_drift(left: str, right: str) -> tuple[str, ...]:
    """Name what changed between two renderings of one quotation."""
    from rapidfuzz import fuzz

    found = [f for f in (reversed_meaning(left, right),) if f]
    bare = [re.sub(r"[^\w\s]", "", text.lower()) for text in (left, right)]
    if fuzz.partial_ratio(*bare) < 92:
        found.append(f"reworded_quotation: {_short(left)} -> {_short(right)}")
    return (*found, *numbers_changed(left, right))


def _short(text: str) -> str:
    words = text.strip('"“” ').split()
    return " ".join(words[:12]) + (" ..." if len(words) > 12 else "")


@lru_cache(maxsize=20_000)
def _words(pattern: re.Pattern[str], text: str) -> str:
    """Give the first match in a sentence; each sentence meets every other of its report."""
    match = pattern.search(text)
    return match.group().strip() if match else ""


def reversed_meaning(left: str, right: str) -> str | None:
    """Find a preventing verb on one side that causes on the other.

    >>> reversed_meaning("to deter Russia from violating it", "for determining Russia to violate it")
    'reversed_meaning: deter Russia from violating -> determining Russia to violate'
    """
    for first, second in ((left, right), (right, left)):
        prevents, causes = _words(_PREVENT, first), _words(_CAUSE, second)
        if prevents and causes and not _words(_CAUSE, first):
            pair = (prevents, causes)
            return "reversed_meaning: {} -> {}".format(*(pair if first is left else pair[::-1]))
    return None


def place_conflict(left: str, right: str) -> str | None:
    """Find "away from the border" against "to the front lines"."""
    for first, second in ((left, right), (right, left)):
        rear, front = _words(_REAR, first), _words(_FRONT, second)
        if rear and front and not _words(_REAR, second):
            pair = (rear, front)
            return "contradicted_place: {} -> {}".format(*(pair if first is left else pair[::-1]))
    return None


@lru_cache(maxsize=20_000)
def _dated(text: str) -> tuple[str, ...]:
    return tuple(c.text for c in cues(text) if c.kind in {"month", "weekday", "day", "full"})


@lru_cache(maxsize=20_000)
def _outlets(text: str) -> tuple[str, ...]:
    return tuple(sorted({n.outlet for n in namings(text)}))


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> dict[str, re.Match[str]]:
    return {_value(m): m for m in _NUMBER.finditer(text)}


def _dates(left: str, right: str) -> str | None:
    dated = [_dated(text) for text in (left, right)]
    if bool(dated[0]) != bool(dated[1]):
        return f"dropped_date: {(dated[0] or dated[1])[0]}"
    return None


def _sources(left: str, right: str) -> str | None:
    named = [_outlets(text) for text in (left, right)]
    if bool(named[0]) != bool(named[1]):
        return f"dropped_source: {(named[0] or named[1])[0]}"
    return None


def numbers_changed(left: str, right: str) -> Iterator[str]:
    """Yield numbers that differ, or whose qualifier differs: "about ten" against "at least ten other".

    >>> list(numbers_changed("about ten countries", "at least ten other countries"))
    ['changed_number: about ten -> at least ten other']
    """
    first, second = _numbers(left), _numbers(right)
    for value in first.keys() & second.keys():
        a, b = first[value], second[value]
        if _qualifier(a) != _qualifier(b) or bool(a["other"]) != bool(b["other"]):
            yield f"changed_number: {a.group().strip()} -> {b.group().strip()}"
    lost = sorted((m.group().strip() for v, m in first.items() if v not in second))
    gained = sorted((m.group().strip() for v, m in second.items() if v not in first))
    if lost and gained:
        yield f"changed_number: {', '.join(lost)} -> {', '.join(gained)}"
    elif lost or gained:
        yield f"dropped_number: {', '.join(lost or gained)}"


def _value(match: re.Match[str]) -> str:
    words = match["number"].lower()
    number = (
        str(_NUMBER_WORDS[words])
        if words in _NUMBER_WORDS
        else re.sub(r"[,\s]|\.$", "", words).replace("percent", "%").replace("per cent", "%")
    )
    return number + (match["thousand"] or "")


def _qualifier(match: re.Match[str]) -> str:
    return _QUALIFIERS.get((match["qualifier"] or "").lower(), "")


def _stronger(left: str, right: str) -> str | None:
    ranks = [_rank(text) for text in (left, right)]
    if ranks[0] and ranks[1] and ranks[0][0] != ranks[1][0]:
        return f"stronger_verb: {ranks[0][1]} -> {ranks[1][1]}"
    return None


@lru_cache(maxsize=20_000)
def _rank(text: str) -> tuple[int, str] | None:
    for rank in range(len(_VERBS) - 1, -1, -1):
        for verb in _VERBS[rank]:
            if re.search(rf"\b{verb}\b", text):
                return rank, verb
    return None


def _term(left: str, right: str) -> str | None:
    terms = [
        [next(g for g in m.groups() if g).lower() for m in _TERM.finditer(text)] for text in (left, right)
    ]
    forces = [[t for t in side if t.endswith("force")] for side in terms]
    if forces[0] and forces[1] and not set(forces[0]) & set(forces[1]):
        return f"changed_term: {forces[0][0]} -> {forces[1][0]}"
    return None


@lru_cache(maxsize=20_000)
def _named(text: str) -> tuple[str, ...]:
    return tuple(_NAME.findall(text))


def _names(left: str, right: str) -> str | None:
    """Find a person's name that is nearly but not quite the same on both sides."""
    from rapidfuzz.distance import Levenshtein

    for a in _named(left):
        for b in _named(right):
            if a != b and a.split()[0] == b.split()[0] and 0 < Levenshtein.distance(a, b) <= 2:
                return f"changed_name: {a} -> {b}"
    return None
