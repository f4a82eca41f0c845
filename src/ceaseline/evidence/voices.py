"""Who speaks: the named, institutional or unnamed voice behind a sentence or a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ceaseline.evidence.actors import Mention, People, mentions
from ceaseline.evidence.outlets import OUTLET
from ceaseline.evidence.records import Basis

VERB: Final = (
    r"(?:said|says|saying|say|told|tells|telling|added|adds|adding|stated|states|stating|noted|notes"
    r"|noting|warned|warns|warning"
    r"|argued|argues|argue|arguing|explained|explains|explaining|insisted|insists|insisting|declared"
    r"|declares|declaring|stressed|stresses"
    r"|stressing|emphasi[sz]ed|emphasi[sz]es|emphasi[sz]ing|wrote|writes|writing|posted|tweeted"
    r"|commented|remarked|replied|admitted|admits|admit"
    r"|admitting|conceded|concedes|conceding|acknowledged|acknowledges|acknowledging|claimed|claims"
    r"|claim|claiming|confirmed|confirms|confirming"
    r"|announced|announces|announcing|announce|continued|concluded|observed|cautioned|cautioning"
    r"|pointed out|points out|described|describes|describing|called it|calling it"
    r"|put it|summed it up|summed up|reiterated|reiterating|quipped|joked|recalled|suggested|suggests"
    r"|suggest|suggesting|responded|predicted"
    r"|complained|revealed|reveals|revealing|indicated|indicates|indicating|signal?led|signals"
    r"|signal?ling|maintained|underlined|underlines|underlining|underscored|highlighted|asserted"
    r"|believes?|believed|assured|assures|assuring|informed|communicated|expressed|affirmed|affirms"
    r"|reaffirmed|repeated|repeating|remains|quoted as saying"
    r"|made (?:it )?clear|making (?:it )?clear|has made (?:it )?clear|asked|urged|vowed|pledged"
    r"|promised|thinks?|considers it|opined|clarified|disclosed|hinted|hints|commented on)"
)
_ANON_NOUN: Final = (
    r"(?:officials?|diplomats?|sources?|people|persons?|insiders?|advis[eo]rs?|aides?|officers?"
    r"|employees?|executives?|civil servants?|ministers?|commanders?|lawmakers?"
    r"|planners|experts?|analysts?|servants|negotiators?|interlocutors?|representatives?"
    r"|functionaries|staffers?|traders?|coach|manager|economists?|farmers?|residents?|envoys?"
    r"|ambassadors?|generals?|participants?|figures?|insider|functionar(?:y|ies)"
    r"|spokes(?:man|woman|person)|leaders?)"
)
_ROLE: Final = re.compile(
    r"\b(?P<det>[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]everal"
    r"|[Ss]ome|[Ss]enior|[Mm]ultiple|[Mm]any|[Hh]is|[Hh]er|[Tt]heir|[Oo]ther|[Aa]nonymous"
    r"|[Uu]nnamed)?\s?"
    r"(?:of the (?:officials|people|sources|diplomats|persons|aides|ministers)|(?:(?!(?:said|says"
    r"|told|tells|that|which|who|but|with|by|to|of|after|as|is|are|was|were|has|have|had|for|from|at"
    r"|in|on|if|when|while|added|according)\b)[\w.'&-]+\s+){0,5}?"
    + _ANON_NOUN
    + (
        r")\b(?: (?:familiar|briefed|involved|close|with knowledge|with direct knowledge|with the matter"
        r"|on condition|who|speaking|aware|privy|from|in|at|within|of)\b(?: [\w'’.-]+){1,6}?(?=[,.;:]"
        r"|\s(?:said|says|told|added|who|that)\b|$))?"
    )
)
_TITLES: Final = (
    r"(?<![\w])(?:(?:Prime|Foreign|Defen[cs]e|Deputy|Finance|Interior|First|Vice|Former|Secretary"
    r"|Minister|President|Chancellor|General|Admiral|Ambassador|Sir|Lord|Dame|King|Queen|Mr\.?|Mrs\.?"
    r"|Ms\.?|Dr\.?|Press|Spokesman|Spokeswoman"
    r"|Spokesperson|State|Chief|Colonel|Major|Senator|Governor|Undersecretary|Envoy|Special|Premier"
    r"|Taoiseach|Commissioner|Representative|High|Gen\.|Lt\.|Adm\.|Col\.|Air|Marshal|Justice|Trade"
    r"|Energy|Economy|of|for|Foreign Affairs|Affairs|Policy)\s+)*"
)
_LEADING: Final = re.compile(
    r"^(?:[\s,]|(?:But|And|However|Meanwhile|Still|Yet|Now|Although|While|Instead|Separately|Although"
    r"|Despite|Though)\b)+"
)
_NAMED: Final = re.compile(
    _TITLES
    + (
        r"(?P<name>(?:[A-ZÀ-Þ][\w'’.-]*[a-zß-ÿ][\w'’-]*|[A-Z]\.(?:[A-Z]\.)?)(?:\s+(?:van|von|der|de|De|al"
        r"|bin|el|da|di|le))*(?:\s+[A-ZÀ-Þ][\w'’-]+){1,3})"
    )
)
_INSTITUTION: Final = re.compile(
    r"\b(?:(?:[Tt]he |[A-Z][\w.]+(?:'s)? )?(?:[\w'-]+ )?(?:[Mm]inistry(?: of [A-Z][\w ]+?)?|[Mm]oD"
    r"|Pentagon|Kremlin|White House|State Department|Downing Street|Elys[ée]e(?: Palace)?"
    r"|Élysée(?: Palace)?|[Gg]overnment|[Cc]abinet|[Cc]hancellery|European Commission"
    r"|European Council|[Cc]ommission|NATO|Foreign Office|[Pp]residency|[Pp]resident's office"
    r"|[Pp]rime [Mm]inister's office"
    r"|[Aa]dministration|[Pp]arliament|[Aa]rmy|[Nn]avy|[Ee]mbassy|[Cc]ommuniqu[ée]|(?:joint "
    r"|official )?(?:statement|declaration)|spokes(?:man|woman|person)))\b"
)
_PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_ACCORDING: Final = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s (?:reported|stated|told|said) (?:by|to)|[Cc]iting|[Qq]uoting|[Pp]er"
    r"|cited by|as cited by"
    r"|in the words of)\s+(?P<who>[^;.]*?(?:\b[A-Z]\.[A-Z]\.[^;.]*?)*)(?=,\s+(?:who|which|the (?:US"
    r"|U\.S\.)|a |[a-z])|,\s|;|\.\s|\.?[\"”]?$|\s[–—-]\s)"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice, where it is named, and the part of the sentence it covers."""

    start: int
    end: int
    speaker: str
    basis: Basis
    actors: tuple[str, ...]
    covers: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A person or role named in a text, able to speak."""

    start: int
    end: int
    name: str
    basis: Basis
    actors: tuple[str, ...]


_NOT_NAMES: Final = re.compile(
    r"^(?:The|But|In|On|At|For|Mr|Black Sea|White House|European|Middle East|Security|Oval|Air|North"
    r"|South|East|West|Fox News|Wall Street|Financial|New York|Asia|Prime Minister|Foreign|Defen[cs]e"
    r"|Defen[cs]e Secretary|Air Force|Number|Coalition|Group|Supreme|Article|Reassurance"
    r"|Multinational|Joint|Western|United|Saudi|Downing|National|Ministry|Kremlin"
    r"|Paris Declaration)\b"
)


@lru_cache(maxsize=4096)
def figures(text: str, people: People) -> tuple[Figure, ...]:
    """Find everyone in a text who could be speaking, in order.

    >>> from ceaseline.evidence.actors import people_in
    >>> [f.name for f in figures("a NATO diplomat told Trump", people_in(""))]
    ['anonymous: a NATO diplomat', 'Donald Trump']
    """
    found = list(_figures(text, people))
    found.sort(key=lambda f: (f.start, f.start - f.end))
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
        elif figure.basis == "on_record" and kept[-1].basis != "on_record":
            kept[-1] = figure
    return tuple(kept)


def _figures(text: str, people: People) -> Iterator[Figure]:
    known = mentions(text, people)
    for one in known:
        if one.kind == "person":
            name = people.named(one.text.split()[-1])
            yield Figure(one.start, one.end, name, "on_record", one.actors)
    for match in _NAMED.finditer(text):
        name = match["name"]
        if not _NOT_NAMES.match(name) and not _covered(match, known) and not OUTLET.search(name):
            yield Figure(match.start("name"), match.end(), name, "on_record", ())
    for match in _ROLE.finditer(text):
        words = _LEADING.sub("", match.group()).strip()
        start = match.end() - len(words)
        yield Figure(start, match.end(), "anonymous: " + _article(words), "anonymous", _of(match, known))
    for match in _INSTITUTION.finditer(text):
        yield Figure(match.start(), match.end(), match.group().strip(), "institutional", _of(match, known))
    for one in known:
        if one.kind in {"state", "group"}:
            yield Figure(one.start, one.end, one.text, "institutional", one.actors)


def _article(words: str) -> str:
    first, _, rest = words.partition(" ")
    if first.lower() in {"one", "another"} and rest and not rest.startswith("of "):
        return ("an " if rest[0] in "aeioAI" else "a ") + rest
    return (
        words[:1].lower() + words[1:]
        if first.lower() in {"a", "an", "the", "some", "several", "one", "senior", "two"}
        else words
    )


def _covered(match: re.Match[str], known: tuple[Mention, ...]) -> bool:
    return any(m.start < match.end() and match.start() < m.end for m in known)


def _of(match: re.Match[str], known: tuple[Mention, ...]) -> tuple[str, ...]:
    inside = [m for m in known if m.start >= match.start() and m.end <= match.end()]
    return tuple(dict.fromkeys(a for m in inside for a in m.actors if a != "several"))


_VERB_AFTER: Final = re.compile(
    (
        r"^(?:,[^,]{2,90},)?\s*(?:(?:has|have|had|is|was|later|also|then|who|repeatedly|reportedly|again"
        r"|since|publicly|privately|further|once|\w+ly)\s+){0,3}"
    )
    + VERB
    + r"\b"
)
_CONTENT: Final = re.compile(
    r"^\s*(?:(?:[A-Z]\w+(?: \w+){0,2}|reporters|journalists|parliament|lawmakers|the \w+|them|him|us"
    r"|European leaders)\s+)?(?:(?:on|in|at|during|after|last|earlier|late"
    r"|this)\s[^,:]{2,40}?)?,?\s*(?:that\b|:)?"
)


def voices(text: str, people: People, last: Figure | None) -> tuple[Voice, ...]:
    """Find the voices of one sentence.

    Parameters
    ----------
    text
        The sentence, quotations included.
    people
        Persons known in the document.
    last
        The person spoken of before, for "he" and "she".

    Returns
    -------
    tuple of Voice
        Leading voices cover what follows their verb; trailing ones and "according to" the whole sentence.
    """
    found = list(_according(text, people))
    spoken = figures(text, people)
    if last is not None:
        spoken = tuple(sorted((*spoken, *_pronouns(text, last)), key=lambda f: f.start))
    masked = [(v.start, v.end) for v in found]
    for figure in spoken:
        if any(a <= figure.start < b for a, b in masked):
            continue
        if voice := _with_verb(text, figure):
            found.append(voice)
    if not found:
        found += _outlet_voices(text)
    return tuple(sorted(found, key=lambda v: v.start))


def _pronouns(text: str, last: Figure) -> Iterator[Figure]:
    for match in _PRONOUN.finditer(text):
        yield Figure(match.start(), match.end(), last.name, last.basis, last.actors)


def _with_verb(text: str, figure: Figure) -> Voice | None:
    after = _VERB_AFTER.match(text[figure.end :])
    if after:
        end = figure.end + after.end()
        trailing = not re.search(r"\w", text[end:].split(" in ")[0].split(" on ")[0]) or _closes(
            text, figure.start
        )
        covers = (0, figure.start) if trailing else (end, len(text))
        return Voice(figure.start, end, figure.name, figure.basis, figure.actors, covers)
    before = re.search(
        r"(?:^|[,\"”?!]|\s[–—-])\s*(?:(?:as|what|has|have|had)\s)?(?!told|tell|assur|inform|urg|asked)"
        + VERB
        + r"\s+(?:by\s)?(?:[A-ZÀ-Þ\w.,' -]{0,60}?)$",
        text[: figure.start],
    )
    if before and _closes(text, before.start() + 1):
        return Voice(before.start(), figure.end, figure.name, figure.basis, figure.actors, (0, len(text)))
    return None


def _closes(text: str, at: int) -> bool:
    """Say whether what stands before a place is finished content: ", said X" or a closing quotation mark."""
    return (
        re.search(r"[,\"”'?!]\s*$", text[:at]) is not None
        and len(text[:at].split()) >= 3
        and not _appositive(text[:at])
    )


def _appositive(before: str) -> bool:
    words = before.rstrip().rstrip(",").split()
    return len(words) <= 3 or (
        bool(
            re.match(
                (
                    r"^(?:Despite|Although|While|In|On|At|After|Following|Meanwhile|However|But|As|Since"
                    r"|For|During|Speaking|Asked)\b"
                ),
                before,
            )
        )
        and before.count(",") <= 1
    )


def _according(text: str, people: People) -> Iterator[Voice]:
    for match in _ACCORDING.finditer(text):
        who = match["who"]
        named = figures(who, people)
        outlets = OUTLET.search(who)
        persons = [f for f in named if f.basis == "on_record"]
        if persons:
            best = persons[0]
        elif people_like := [f for f in named if f.basis == "anonymous"]:
            best = people_like[0]
        elif outlets:
            best = Figure(0, 0, outlets.group(), "anonymous", ())
        elif named:
            best = named[0]
        else:
            best = Figure(0, 0, "anonymous: " + who.strip()[:60], "anonymous", ())
        yield Voice(match.start(), match.end(), best.name, best.basis, best.actors, (0, len(text)))


def _outlet_voices(text: str) -> Iterator[Voice]:
    pattern = (
        rf"{OUTLET.pattern}\s+(?:has |had |also |first |previously |earlier )*(?:reports?|reported|says"
        rf"|said|writes|wrote|informed|revealed|reveals|claims|claimed|quoted|notes|learned)\b"
    )
    for match in re.finditer(pattern, text):
        yield Voice(
            match.start(),
            match.end(),
            "anonymous, through " + (OUTLET.search(match.group()) or match).group(),
            "anonymous",
            (),
            (0, len(text)),
        )
    for match in re.finditer(
        r"\b(?:[Rr]eports (?:suggest|say|indicate|claim)|[Ii]t (?:was|is|has been) reported|reportedly)\b",
        text,
    ):
        yield Voice(match.start(), match.end(), "anonymous: reports", "anonymous", (), (0, len(text)))
