"""Masks for what a page wraps around an article: advertising, counters, lists, notices.

Every rule works on lines of the article text, since that is how extracted pages carry furniture.
A rule errs towards keeping text: masking a sentence of the article would lose evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ceaseline.evidence.documents import Document, View, markup_masks, view
from ceaseline.evidence.records import Mask


def _line(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"^[\W_]*(?:" + "|".join(patterns) + r")[\W_]*$", re.IGNORECASE)


_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "ad_marker",
        _line(
            r"(?:article |story |text |post )?continue[sd]?(?: reading)?(?: after| below)(?: the| this)?"
            r" (?:ad\w*|sponsor\w*|publicity|promotion|commercial)\b.{0,20}",
            r"(?:article|story) continues below",
            r"continua depois da publicidade",
            (
                r"ad(?:vert)?|advertise(?:ment|ments|ing)|publicity|publicidade?|anzeige|werbung"
                r"|sponsored(?: content| by .{1,40})?"
            ),
            r"(?:scroll|swipe)(?: down)? (?:to|for) (?:continue|more|next).{0,40}",
            r"(?:promoted|paid|partner) (?:content|post|story)",
            r"remove (?:all )?ads?|hide ads?|skip ads?|loading(?: ad)?\.*|(?:report|close) (?:this )?ad",
            r"ad feedback|this is an ad(?:vertisement)?",
        ),
    ),
    (
        "comment_counter",
        _line(
            r"\d[\d.,]*k? (?:user |reader )?(?:comments?|replies|reactions?|likes?|views?|shares?|reads?)",
            r"(?:comments?|views?|shares?|likes?)\s*[:(]?\s*\d[\d.,]*k?\)?",
            (
                r"no comments?(?: yet)?|comments?|comments are closed|show comments"
                r"|view (?:all )?comments.{0,12}"
            ),
            r"(?:leave|post|add|write) (?:a|your) (?:comment|reply).{0,30}|be the first to comment",
            r"join the (?:conversation|discussion).{0,40}|log in to (?:comment|reply).{0,30}",
        ),
    ),
    (
        "copyright",
        _line(
            r"(?:©|\(c\)|copyright).{0,160}",
            r".{0,80}\ball rights reserved.{0,120}",
            r".{0,40}© ?\d{4}.{0,80}",
        ),
    ),
    (
        "share",
        _line(
            r"(?:share|tweet|pin|print|e-?mail|copy link|whatsapp|telegram|facebook|twitter|x|linkedin|reddit"
            r"|save|bookmark|listen|listen to (?:this )?article)(?: (?:this|on|via|with|it|to|by"
            r"|article|story|page"
            r"|facebook|twitter|x|linkedin|whatsapp|telegram|e-?mail|friends)){0,6}",
            r"(?:(?:facebook|twitter|x|linkedin|whatsapp|telegram|e-?mail|print|reddit|copy link"
            r"|share|viber|pinterest)"
            r"[\s|,/·•]*){2,}",
            r"(?:follow|join|find|like) us (?:on|at|in)\b.{0,120}",
            r"(?:sign up|subscribe|register)(?: now| here| today)?(?: (?:to|for)\b.{0,140})?",
            (
                r"(?:get|receive) (?:the|our|all|more)\b.{0,80}\b(?:newsletter|inbox|alerts?|app"
                r"|updates)\b.{0,40}"
            ),
            r"download (?:our|the) .{0,60}app.{0,60}",
            r"(?:support|back) (?:us|our (?:work|journalism)|independent journalism).{0,120}",
            r"(?:click|tap) here\b.{0,100}|enter your e-?mail.{0,60}|newsletter",
            r"(?:already )?(?:a )?subscriber\?? .{0,40}|this article is for subscribers.{0,60}",
        ),
    ),
    (
        "navigation",
        _line(
            r"(?:home|news|world|politics|business|sports?|opinion|video|videos|live|menu|search"
            r"|sign in|log ?in"
            r"|my account|subscribe|europe|culture|weather|contact(?: us)?|about(?: us)?|privacy(?: policy)?"
            r"|terms(?: of (?:use|service))?|cookies?(?: policy| settings)?|accept all|next|previous|back)",
            r"(?:[\w&' -]{2,24}\s*[>»›|/·•]\s*){2,}[\w&' -]{0,60}",
            r"skip to (?:main )?content|back to (?:top|home(?:page)?)|toggle (?:navigation|menu)",
            r"(?:next|previous) (?:article|story|post).{0,140}|page \d+ of \d+|\d+ (?:of|/) \d+",
            r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|section)\s*:.{1,200}",
            r"we use cookies.{0,200}|(?:this (?:site|website)) uses cookies.{0,200}",
            r"\d+[ -]min(?:ute)?s?(?: read)?|reading time:? .{1,20}",
        ),
    ),
    (
        "notice",
        _line(
            r"(?:image|photo|picture|photograph|file photo|video|cover image)s?(?: credits?| source"
            r"| by| courtesy of)?"
            r"\s*[:/].{1,120}",
            r"(?:with inputs from|reporting by|editing by|additional reporting by|translated by)\b.{1,160}",
            r"this (?:article|story|text|page) (?:was|has been) (?:automatically |originally |first )*"
            r"(?:published|translated|generated|updated|auto-generated).{0,160}",
            r"(?:disclaimer|editor's note)\s*:.{0,300}",
        ),
    ),
)
_LIST_HEAD: Final = _line(
    r"(?:you (?:may|might|could|will|'ll)(?: also)? (?:like|be interested in|enjoy|want to read).{0,30})",
    r"(?:more|other) (?:from|on|in|stories|news|articles|headlines|like this)\b.{0,50}",
    r"related(?: (?:articles?|stories|news|posts?|topics?|content|coverage|links?|reading))?",
    (
        r"(?:also |further |must |don't miss|see also|also see|what to )read(?: (?:next|also|more|too))?"
        r"|don't miss|see also"
    ),
    r"read (?:more|also|next|on)(?: (?:on|about|from|in|at)\b.{0,50})?",
    r"recommended(?: (?:for you|articles?|stories|reading|by .{1,20}))?|suggested(?: (?:articles?|reading))?",
    r"(?:most|top|latest|trending|popular|breaking)(?: (?:read|viewed|shared|popular|recent|commented"
    r"|stories|news|posts?"
    r"|articles?|headlines|now|today|topics|this week)){0,3}",
    (
        r"(?:editor'?s?'?|our|staff) (?:picks?|choice)|in other news|elsewhere|around the web"
        r"|from the web|up next|in case you missed it"
    ),
    r"people (?:also|are also) (?:read|reading)|readers also liked.{0,20}|keep reading|next up",
)
_INLINE_LINK: Final = re.compile(
    r"^[\W_]*(?:read (?:also|more|next)|also read|see also|related(?: (?:story|article|news))?|more on this"
    r"|don't miss|watch|read)\s*[:|>»–-]+\s*\S.{0,200}$",
    re.IGNORECASE,
)
_BODY_END: Final = re.compile(r"[.!?…][\"'”)\]]*$")
_TAIL_COPYRIGHT: Final = re.compile(
    r"(?<=[.!?\"”])\s+((?:©|\(c\)|copyright ©?) ?\d{4}[^.]{0,60}\.?[^.]{0,20}\.?)$", re.I
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def is_body(self) -> bool:
        """Whether the line reads as running text rather than as a headline."""
        words = len(self.text.split())
        return (words >= 9 and _BODY_END.search(self.text) is not None) or words >= 35


def mask(document: Document) -> tuple[tuple[Mask, ...], View]:
    r"""Find what is not article text, and give the article text that is left.

    Parameters
    ----------
    document
        The decoded document.

    Returns
    -------
    masks, view
        Masks in raw positions, sorted; the view leaves them out.

    >>> from ceaseline.evidence.documents import Source, decode
    >>> masks, left = mask(decode(Source("a", b"Poland said no.\n0 Comments")))
    >>> [(m.start, m.end, m.kind) for m in masks], left.text
    ([(16, 26, 'comment_counter')], 'Poland said no.\n\n')
    """
    markup = markup_masks(document)
    shown = view(document, markup)
    lines = list(_lines(shown.text))
    found = list(_by_line(lines))
    found += _tails(lines)
    placed = [_placed(shown, m) for m in found]
    masks = tuple(sorted((*markup, *placed), key=lambda m: (m.start, m.end)))
    return masks, view(document, masks)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for part in text.split("\n"):
        body = part.strip()
        if body:
            start = at + part.index(body)
            yield _Line(start, start + len(body), body)
        at += len(part) + 1


def _placed(shown: View, found: Mask) -> Mask:
    start, end = shown.raw_span(found.start, found.end)
    return Mask(start, end, found.kind)


def _by_line(lines: list[_Line]) -> Iterator[Mask]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if _LIST_HEAD.match(line.text) and len(line.text) < 70:
            stop = _list_end(lines, at + 1)
            yield from (Mask(x.start, x.end, "related_links") for x in lines[at:stop])
            at = stop
            continue
        if kind := _kind(line):
            yield Mask(line.start, line.end, kind)
        at += 1


def _list_end(lines: list[_Line], at: int) -> int:
    """Index after the headlines that follow a list header: body text ends the list."""
    while at < len(lines) and not lines[at].is_body:
        at += 1
    return at


def _kind(line: _Line) -> str | None:
    if len(line.text) > 320:
        return None
    if _INLINE_LINK.match(line.text) and not line.is_body:
        return "related_links"
    return next((kind for kind, pattern in _KINDS if pattern.match(line.text)), None)


def _tails(lines: list[_Line]) -> list[Mask]:
    found = []
    for line in lines[-4:]:
        if (match := _TAIL_COPYRIGHT.search(line.text)) and match.start(1) > 0:
            found.append(Mask(line.start + match.start(1), line.end, "copyright"))
    return found
