"""Reading: from documents to proposed statements, quotations, reports and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from ceaseline.evidence.actors import People, people_in
from ceaseline.evidence.dates import default_date, document_window, statement_date
from ceaseline.evidence.documents import Document, Source, View, decode, sources
from ceaseline.evidence.exchange import PROTECTED, Exchange, between
from ceaseline.evidence.links import links
from ceaseline.evidence.masks import mask
from ceaseline.evidence.outlets import Naming, namings
from ceaseline.evidence.quotes import Quotation, quotations
from ceaseline.evidence.records import DateWindow, Mask, Proposal, Quote, ReadDocument, Report, Statement
from ceaseline.evidence.relevance import is_relevant
from ceaseline.evidence.reports import Profile, groups, likeness
from ceaseline.evidence.scenes import CONTEXT_ITEMS, Draft
from ceaseline.evidence.sentences import Sentence, sentences
from ceaseline.evidence.statements import drafts


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document read on its own, before it is compared with others."""

    document: Document
    view: View
    masks: tuple[Mask, ...]
    parts: tuple[Sentence, ...]
    quotes: tuple[Quotation, ...]
    drafts: tuple[Draft, ...]
    namings: tuple[Naming, ...]
    window: DateWindow
    relevant: bool

    def profile(self) -> Profile:
        return Profile(self.view.text, self.quotes, self.drafts, self.namings, self.window, self.relevant)


def propose(
    given: Iterable[Path | str | bytes | Source],
    protected: str = PROTECTED,
    challenger: str | None = None,
) -> Proposal:
    """Read documents and propose what they say about promises to a protected party.

    Parameters
    ----------
    given
        Paths of files, or texts as strings or bytes, or `Source` objects. A string is always text.
    protected
        Short name of the state whose security is at stake; documents that do not bear on it are not relevant.
    challenger
        Short name of the state that the promises are meant to deter.

    Returns
    -------
    Proposal
        Proposals only: a person accepts, edits or rejects each statement.

    Raises
    ------
    DocumentError
        If a file cannot be read or is too large.

    Examples
    --------
    >>> found = propose(["Germany will send two Patriot batteries to Ukraine, its defence minister said."])
    >>> [(s.actor, s.item, s.stance) for s in found.documents[0].statements]
    [(('Germany',), ('air_defence',), 'commits')]
    >>> found = propose(["Canada will not send soldiers to South Korea."], "South Korea", "North Korea")
    >>> [(s.actor, s.item, s.stance) for s in found.documents[0].statements]
    [(('Canada',), ('ground_troops',), 'refuses')]
    """
    sides = between(protected, challenger)
    read = [_read(decode(source), sides) for source in sources(given)]
    found = groups(likeness([r.profile() for r in read])) if read else ()
    windows = _shared_windows(read, found)
    reports, main, aside = _reports(read, found, windows)
    documents = tuple(_document(r, f"D{n + 1}", windows[n], main[n], aside) for n, r in enumerate(read))
    contexts = [[d.sentence.text for d in r.drafts] if r.relevant else [] for r in read]
    return sides.proposal(Proposal(documents, reports, links(documents, contexts)))


def _read(document: Document, sides: Exchange) -> _Reading:
    masks, left = mask(document)
    left = sides.view(left)
    parts = sentences(left.text)
    people: People = people_in(left.text)
    quotes = quotations(left.text, parts, people)
    found = drafts(left.text, parts, quotes, people)
    tail = "\n".join(document.text[m.start : m.end] for m in masks if m.kind == "copyright")
    named = (*namings(left.text), *_copyright_outlet(tail, len(left.text)))
    window = document_window(left.text, tail)
    relevant = is_relevant(left.text, found, PROTECTED)
    return _Reading(document, left, masks, parts, quotes, found, named, window, relevant)


def _copyright_outlet(tail: str, size: int) -> tuple[Naming, ...]:
    return tuple(replace(n, start=size, end=size, strength=3) for n in namings(tail) if n.strength == 3)


_TIGHT: Final = 14
_SHORT: Final = 45


def _shared_windows(read: Sequence[_Reading], found: Sequence[Sequence[int]]) -> list[DateWindow]:
    """Documents of one origin date each other: a rewrite follows its report within days."""
    windows = [r.window for r in read]
    for group in found:
        closed = [
            w
            for n in group
            if (w := windows[n]).earliest and w.latest and (w.latest - w.earliest).days <= _SHORT
        ]
        for n in group:
            for other in closed:
                windows[n] = _tightened(windows[n], other)
    return windows


def _tightened(window: DateWindow, other: DateWindow) -> DateWindow:
    if other.earliest is None or other.latest is None or window is other:
        return window
    if window.earliest and window.latest and (window.latest - window.earliest).days <= _TIGHT:
        return window
    first = other.earliest - timedelta(days=3)
    last = other.latest + timedelta(days=7)
    earliest = max(first, window.earliest) if window.earliest else first
    latest = min(last, window.latest) if window.latest else last
    if earliest > latest:
        return window
    return DateWindow(earliest, latest, f"{window.basis}; shares its report with a dated document")


def _reports(
    read: Sequence[_Reading], found: Sequence[Sequence[int]], windows: Sequence[DateWindow]
) -> tuple[tuple[Report, ...], list[str], dict[tuple[str, bool], str]]:
    """List the reports: first one for each group, then those that documents cite besides."""
    reports: list[Report] = []
    main = [""] * len(read)
    for group in found:
        identifier = f"R{len(reports) + 1}"
        weights: dict[str, float] = {}
        for n in group:
            for outlet, weight in read[n].profile().outlets().items():
                weights[outlet] = weights.get(outlet, 0.0) + weight
            main[n] = identifier
        leading = max(weights, key=lambda name: (weights[name], name)) if weights else None
        dates = [default_date(windows[n]) for n in group]
        dated = min((d for d in dates if d), key=len, default=None)
        reports.append(Report(identifier, leading, dated, tuple(read[n].document.name for n in group)))
    aside: dict[tuple[str, bool], str] = {}
    named = {r.id: r.outlet for r in reports}
    for n, one in enumerate(read):
        for naming in one.namings if one.relevant else ():
            key = (naming.outlet, naming.strength == 1 and naming.outlet == named[main[n]])
            if key in aside or (naming.outlet == named[main[n]] and not key[1]):
                continue
            aside[key] = f"R{len(reports) + 1}"
            reports.append(Report(aside[key], naming.outlet, None, ()))
    return tuple(reports), main, aside


def _document(
    one: _Reading, identifier: str, window: DateWindow, report: str, aside: dict[tuple[str, bool], str]
) -> ReadDocument:
    outlet = one.profile().outlet()
    stated = tuple(
        _statement(one, draft, f"{identifier}-S{n + 1:02d}", window, _origin(one, draft, report, aside))
        for n, draft in enumerate(one.drafts)
    )
    quotes = tuple(_quote(one, q, f"{identifier}-Q{n + 1:02d}") for n, q in enumerate(one.quotes))
    return ReadDocument(
        file=one.document.name,
        sha256=one.document.sha256,
        relevant=one.relevant,
        outlet=outlet,
        report=report,
        date=window,
        masked=_joined(one.masks),
        statements=stated if one.relevant else (),
        quotes=quotes,
        notes=one.document.notes,
    )


def _joined(masks: Sequence[Mask]) -> tuple[Mask, ...]:
    """Masks without overlaps: furniture found inside markup is markup already."""
    kept: list[Mask] = []
    for one in masks:
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end:
                kept.append(Mask(kept[-1].end, one.end, one.kind))
            continue
        kept.append(one)
    return tuple(kept)


def _origin(one: _Reading, draft: Draft, report: str, aside: dict[tuple[str, bool], str]) -> str:
    for naming in one.namings:
        if draft.sentence.start <= naming.start < draft.sentence.end:
            for key in ((naming.outlet, naming.strength == 1), (naming.outlet, False)):
                if key in aside and not (key[1] is False and naming.outlet == one.profile().outlet()):
                    return aside[key]
    return report


def _statement(one: _Reading, draft: Draft, identifier: str, window: DateWindow, report: str) -> Statement:
    start, end = one.view.raw_span(draft.start, draft.end)
    when, _ = statement_date(_dated_text(one, draft), window)
    return Statement(
        id=identifier,
        start=start,
        end=end,
        quote=one.document.text[start:end],
        actor=draft.actor,
        item=draft.item,
        stance=draft.stance,
        scope=draft.scope,
        firmness=draft.firmness,
        basis=draft.basis,
        core=not set(draft.item) <= CONTEXT_ITEMS,
        speaker=draft.speaker,
        report=report,
        date=when,
        condition=draft.condition,
        provider=draft.provider,
    )


_OPENS_QUOTE: Final = re.compile(r"^[\"“«„]")


def _dated_text(one: _Reading, draft: Draft) -> str:
    """Give the sentence, with the one before it where a quotation follows its cue."""
    if not _OPENS_QUOTE.match(draft.sentence.text):
        return draft.sentence.text
    before = [
        p.text for p in one.parts if p.end <= draft.sentence.start and draft.sentence.start - p.end <= 3
    ]
    return " ".join([*before[-1:], draft.sentence.text])


def _quote(one: _Reading, quote: Quotation, identifier: str) -> Quote:
    start, end = one.view.raw_span(quote.start, quote.end)
    return Quote(identifier, start, end, one.document.text[start:end], quote.speaker)
