"""Direct quotations and who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ceaseline.evidence.actors import People
from ceaseline.evidence.records import Basis
from ceaseline.evidence.sentences import Sentence
from ceaseline.evidence.voices import VERB, Figure, figures

_PAIRS: Final = re.compile(
    r"“(?P<a>[^“”\n]{2,1500})(?:”|(?=\n\s*“)|$)|\"(?P<b>[^\"\n]{2,1500})(?:\"|(?=\n\s*\"))"
    r"|«(?P<c>[^«»\n]{2,1500})»|„(?P<d>[^„“”\n]{2,1500})[“”]"
    r"|(?<![\w'])'(?P<e>[A-Z](?:[^'\n]|(?<=\w)'(?=\w)){12,1200}[,.!?])'(?!\w)"
)
_TERM: Final = re.compile(
    (
        r"^(?:the )?(?:so-called )?(?:coalition of the (?:willing|will)(?: people)?|reassurance force"
        r"|guarantee force|boots on the ground|backstop|back-stop|special military operation"
        r"|security guarantees?|peacekeepers?|article 5(?:-like)?|no[- ]fly zone)[.,]?$"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A direct quotation in view positions, marks included, with the figure who said it."""

    start: int
    end: int
    text: str
    speaker: str
    basis: Basis
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A quotation with what stands before and after it in its paragraph."""

    start: int
    end: int
    inner: str
    before: str
    after: str


UNKNOWN: Final = Figure(0, 0, "unknown", "narrator", ())


def quotations(text: str, parts: Sequence[Sentence], people: People) -> tuple[Quotation, ...]:
    """Find direct quotations and give each a speaker.

    A quotation without a cue of its own takes the speaker of the quotation before it in the same
    paragraph or, failing that, of the sentence before.

    >>> from ceaseline.evidence.actors import people_in
    >>> from ceaseline.evidence.sentences import sentences
    >>> said = '"We will send no troops," said a Polish official.'
    >>> [q.speaker for q in quotations(said, sentences(said), people_in(said))]
    ['anonymous: a Polish official']
    """
    found: list[Quotation] = []
    for frame in _frames(text):
        who = _speaker(frame, text, people, found)
        if not _is_direct(frame, who):
            continue
        who = _resolved(who or UNKNOWN, text[: frame.start], people)
        found.append(
            Quotation(frame.start, frame.end, text[frame.start : frame.end], who.name, who.basis, who.actors)
        )
    return tuple(_backfilled(text, found, people))


def _frames(text: str) -> Iterator[_Frame]:
    matches = list(_PAIRS.finditer(text))
    for number, match in enumerate(matches):
        first = text.rfind("\n", 0, match.start()) + 1
        last = text.find("\n", match.end())
        last = len(text) if last < 0 else last
        if number and matches[number - 1].end() > first:
            first = matches[number - 1].end()
        if number + 1 < len(matches) and matches[number + 1].start() < last:
            last = matches[number + 1].start()
        inner = next(part for part in match.groups() if part is not None)
        yield _Frame(match.start(), match.end(), inner, text[first : match.start()], text[match.end() : last])


def _is_direct(frame: _Frame, who: Figure | None) -> bool:
    inner = frame.inner.strip()
    words = inner.split()
    if _TERM.match(inner) or re.search(r"so-called\s*$", frame.before):
        return False
    if len(words) >= 7 or (len(words) >= 4 and inner[-1] in ".,!?"):
        return True
    return who is not None and len(words) >= (4 if who.basis == "institutional" else 2)


_SENTENCE_CUT: Final = re.compile(r"(?<=[a-z0-9)\"”]{2})[.!?][\"”']?\s+(?=[A-Z\"“])")


def _speaker(frame: _Frame, text: str, people: People, found: Sequence[Quotation]) -> Figure | None:
    after = (
        _SENTENCE_CUT.split(frame.after)[0] if not re.search(r"[.!?]\s*$", frame.inner) else frame.after[:0]
    )
    if frame.inner.rstrip()[-1:] in {"?", "!"}:
        after = (
            _SENTENCE_CUT.split(frame.after)[0]
            if re.match(r"\s*[a-z]", frame.after)
            else _verb_first(frame.after)
        )
    before = _SENTENCE_CUT.split(frame.before)[-1]
    return (
        _after(after, people, text[: frame.start])
        or _before(before, people, text[: frame.start])
        or _continued(frame, text, found)
    )


def _verb_first(after: str) -> str:
    return after if re.match(rf"\s*(?:{VERB}|[A-Z]\w+(?: \w+)? {VERB})\b", after) else ""


def _after(after: str, people: People, past: str) -> Figure | None:
    """Find a cue after the quotation: ``" said X``, ``" X said``, ``" according to X``."""
    if match := re.match(rf"[\s,–—-]*(?:as |and |which )?(?:{VERB}|according to)\s+", after):
        rest = after[match.end() :]
        spoken = figures(rest, people)
        person = next((f for f in spoken if f.basis == "on_record" and f.start < 90), None)
        first = spoken[0] if spoken and spoken[0].start < 40 else None
        if person and (
            first is None or not re.search(rf"\b(?:{VERB}|that|who)\b|[.;]", rest[: person.start])
        ):
            return person
        return _pronoun(rest, past, people) or first
    head = re.match(
        rf"[\s,–—-]*(?P<subject>[^\"“”.;]{{1,120}}?)\s+(?:\w+ly |later |also |then |has |had )*{VERB}\b",
        after,
    )
    if head:
        return _of_subject(head["subject"], people, past)
    return None


_NAMING: Final = (
    r"(?:called|calls|calling|dubbed|labelled|hailed|praised|welcomed|dismissed|denounced|branded|criticised)"
)


def _before(before: str, people: People, past: str) -> Figure | None:
    """Find a cue before the quotation: ``X said: "``, ``X called it "``, or any verb of speech."""
    matches = list(re.finditer(rf"\b(?:{VERB}|{_NAMING})\b", before))
    if not matches:
        named = figures(before, people)
        if named and re.search(r"\b(?:[Aa]ccording to|[Ii]n the words of)\s[^.;]*$", before):
            return next((f for f in named if f.basis in {"on_record", "anonymous"}), named[-1])
        close = re.search(r"(?::|\bas|\bit|\bin (?:his|her|their) words)\s*$", before)
        return (
            next((f for f in named if f.basis in {"on_record", "anonymous"}), None)
            if close and named
            else None
        )
    for match in reversed(matches):
        clause = before[: match.start()]
        if who := _of_subject(clause, people, past):
            return who
    tail = figures(before[matches[-1].end() :], people)
    return next((f for f in tail if f.basis == "on_record"), None)


def _of_subject(words: str, people: People, past: str) -> Figure | None:
    clause = re.split(r";|\bbut\b|\bwhile\b|, with\b|\bas\b(?= \w+ \w+)", words)[-1]
    spoken = [
        f
        for f in figures(clause, people)
        if not re.search(
            r"\b(?:to|of|with|from|for|by|against|about|including|in|at)\s+(?:the |a |an )?$",
            clause[: f.start],
        )
    ]
    people_first = [f for f in spoken if f.basis != "institutional"]
    if pronoun := _pronoun(clause, past, people):
        at = re.search(r"\b[Hh]e\b|\b[Ss]he\b|\b[Tt]hey\b", clause)
        if at and not any(f.start > at.start() for f in people_first):
            return pronoun
    persons = [f for f in people_first if f.basis == "on_record"]
    titled = _TITLE_ALONE.search(clause)
    if titled and (holder := title_holder(titled["title"], past, people)):
        return holder
    if persons:
        return persons[-1] if len(clause) - persons[-1].end < 60 or len(persons) == 1 else persons[0]
    if people_first:
        return people_first[-1]
    return spoken[-1] if spoken else None


def _pronoun(words: str, past: str, people: People) -> Figure | None:
    if not re.search(r"\b(?:[Hh]e|[Ss]he)\b", words):
        return None
    return last_person(past, people)


def last_person(past: str, people: People) -> Figure | None:
    """Find the person meant by "he" or "she": the first named in the nearest sentence that names any."""
    for chunk in reversed(re.split(r"(?<=[.!?\"”])\s+|\n", past[-1500:])):
        spoken = [f for f in figures(chunk, people) if f.basis == "on_record"]
        if spoken:
            return spoken[0]
    return None


def title_holder(title: str, past: str, people: People) -> Figure | None:
    """Find the person meant by "the president": the first so called in the nearest sentence."""
    for chunk in reversed(re.split(r"(?<=[.!?\"”])\s+|\n", past[-3000:])):
        if not re.search(title, chunk, re.IGNORECASE):
            continue
        for figure in figures(chunk, people):
            if figure.basis == "on_record" and _is_called(title, chunk, figure):
                return figure
    return None


def _is_called(title: str, chunk: str, figure: Figure) -> bool:
    """Say whether a title stands directly before a name, or after it between commas."""
    before, after = chunk[: figure.start], chunk[figure.end : figure.end + 60]
    return (
        re.search(rf"{title}[ ,\w]{{0,24}}$", before, re.IGNORECASE) is not None
        or re.match(rf", [\w' ]{{0,24}}{title}", after, re.IGNORECASE) is not None
    )


def _continued(frame: _Frame, text: str, found: Sequence[Quotation]) -> Figure | None:
    if not found:
        return None
    last = found[-1]
    gap = text[last.end : frame.start]
    sole = "\n" in gap and not re.search(r"\w", frame.before) and len(frame.inner.split()) >= 6
    if "\n" not in gap or (sole and len(gap) < 260):
        return Figure(0, 0, last.speaker, last.basis, last.actors)
    return None


_BARE: Final = re.compile(
    r"^anonymous: (?:(?:one|two|another|the|some|a|an|several|other) )?(?:of (?:the"
    r"|them) ?)?(?:senior |second |unnamed |other )*(?:officials?|diplomats?|people|persons?|sources?"
    r"|ministers?|leaders?|employees?|officers|functionar(?:y|ies)|them)$"
)
_FULLER: Final = re.compile(
    r"\b(?P<adjective>(?:[A-Z][\w.]+(?: and [A-Z]\w+)?))\s(?:(?:military|defen[cs]e|government"
    r"|security|senior|foreign|coalition|NATO|EU|diplomatic)\s)*(?P<noun>officials?|diplomats?"
    r"|leaders?|ministers?|employees?|functionar(?:y|ies)|officers?|sources?|governments)\b"
)
_TITLE_ALONE: Final = re.compile(
    r"\b(?:the|The) (?:\w+ )?(?P<title>(?i:president|prime minister|premier|chancellor"
    r"|defen[cs]e minister|foreign minister|minister|secretary|secretary[- ]general|taoiseach"
    r"|ambassador|general))\s*$"
)


_DEFINITE: Final = re.compile(
    r"^anonymous: the (?P<noun>diplomat|minister|official|politician|ambassador|general|envoy"
    r"|spokes(?:man|woman|person))$"
)


def _introduced(noun: str, past: str, people: People) -> Figure | None:
    """Find whom "the diplomat" means: a named holder of the title, such a role, or the last person."""
    if holder := title_holder(noun, past, people):
        return holder
    roles = [f for f in figures(past[-1600:], people) if f.basis == "anonymous" and f.name.endswith(noun)]
    if roles:
        return roles[-1]
    return last_person(past, people) if noun in {"diplomat", "politician", "official"} else None


def _resolved(who: Figure, past: str, people: People) -> Figure:
    """Give "one of the officials" the fuller name used before: "a European official"."""
    if definite := _DEFINITE.match(who.name):
        return _introduced(definite["noun"], past, people) or who
    if who.basis != "anonymous" or not _BARE.match(who.name):
        return who
    fuller = [
        m
        for m in _FULLER.finditer(past[-1600:])
        if m["adjective"] not in {"The", "Some", "Several", "But", "Senior", "Two"}
    ]
    if not fuller:
        return who
    adjective = fuller[-1]["adjective"]
    noun = "diplomat" if "diplomat" in who.name else "official"
    article = "an" if adjective[0] in "AEIO" and not adjective.startswith(("Euro", "U")) else "a"
    spoken = figures(f"{article} {adjective} {noun}", people)
    actors = spoken[0].actors if spoken else ()
    return Figure(who.start, who.end, f"anonymous: {article} {adjective} {noun}", "anonymous", actors)


def _backfilled(text: str, found: list[Quotation], people: People) -> Iterator[Quotation]:
    """Give a quotation with no cue the person of the next quotation at hand, or of the sentence before."""
    for number, one in enumerate(found):
        if one.speaker != "unknown":
            yield one
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        if following and "\n" not in text[one.end : following.start] and following.speaker != "unknown":
            yield Quotation(
                one.start, one.end, one.text, following.speaker, following.basis, following.actors
            )
            continue
        person = last_person(text[: one.start], people)
        if person is None:
            yield one
        else:
            yield Quotation(one.start, one.end, one.text, person.name, person.basis, person.actors)
