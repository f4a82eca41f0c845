"""Paragraphs and sentences of article text, with headings told apart from running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Adm|Sgt|Sen|Rep|Gov|Pres|St|Jr|Sr|No|vs|etc|Inc"
    r"|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|al|e\.g|i\.e|a\.m|p\.m)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$"
)
_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ])")
_FUSED: Final = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2,}\b)")
_FINISHED: Final = re.compile(r"[.!?…:;,][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place in the view and the number of its paragraph."""

    start: int
    end: int
    text: str
    paragraph: int
    heading: bool = False


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split article text into sentences; a line break always ends one.

    >>> [s.text for s in sentences("The U.S. said no. Gen. Smith agreed.")]
    ['The U.S. said no.', 'Gen. Smith agreed.']
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    at = 0
    number = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body)
            fused = _fused_heading(body)
            if fused:
                yield Sentence(start, start + fused, body[:fused], number, heading=True)
                number += 1
            yield from _in_paragraph(body[fused:], start + fused, number)
            number += 1
        at += len(line) + 1


def _fused_heading(body: str) -> int:
    """Length of a heading run together with the sentence after it, else 0."""
    for match in _FUSED.finditer(body[:90]):
        words = body[: match.start()].split()
        last = words[-1] if words else ""
        if 2 <= len(words) <= 10 and last.islower() and not re.search(r"[.!?,;:]", body[: match.start()]):
            return match.start()
    return 0


def _in_paragraph(body: str, start: int, number: int) -> Iterator[Sentence]:
    if not _FINISHED.search(body) and len(body) < 130 and not re.search(r"[a-z][.!?]\s", body):
        yield Sentence(start, start + len(body), body, number, heading=True)
        return
    at = 0
    for match in _END.finditer(body):
        stop = match.end()
        short = match.group()[0] == "." and _ABBREVIATED.search(body[: match.start() + 1])
        if short and not _ends_after_initials(body, match.end()):
            continue
        if stop > at:
            yield Sentence(start + at, start + stop, body[at:stop], number)
        at = stop + len(body[stop:]) - len(body[stop:].lstrip())
    if at < len(body):
        yield Sentence(start + at, start + len(body), body[at:], number)


_STARTER: Final = re.compile(
    r"\s+[\"“]?(?:The|But|However|He|She|It|They|This|That|These|In|On|At|Meanwhile|According|While"
    r"|And|A|An|Despite"
    r"|Although|For|If|Its|His|Earlier|Still|Yet|As|Some|Most|Both)\s"
)


def _ends_after_initials(body: str, at: int) -> bool:
    """Say whether an abbreviation such as "U.S." is followed by the start of a sentence."""
    return re.search(r"[A-Z]\.[A-Z]\.$", body[:at]) is not None and _STARTER.match(body, at) is not None
