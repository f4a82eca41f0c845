"""From documents to lines of the ledger: what came, and what the program proposes that it says.

Nothing here decides. A place in a document on which a person has decided is not proposed again, however the
program reads it by then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from ceaseline.evidence.documents import Document, Source, decode, safe
from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.records import Link, Proposal, Quote, ReadDocument, Report, Statement
from ceaseline.evidence.tables import (
    QUOTED_WORDS,
    SHOWN_WORDS,
    AppearanceRecord,
    DocumentRecord,
    LinkRecord,
    PositionSelector,
    QuoteRecord,
    Record,
    ReportRecord,
    StatementRecord,
    Target,
    excerpt,
    short_drift,
)

_LONGEST_NAME: Final = 120


def entered(sources: Iterable[Source], at: str, url: str | None = None) -> tuple[DocumentRecord, ...]:
    r"""Describe documents as they came.

    Parameters
    ----------
    sources
        Raw bytes with names; of a path only the last part is kept, with control characters spelled out.
    at
        When they were added, as ISO text.
    url
        Where they were found.

    Raises
    ------
    DocumentError
        If one is too large.

    >>> entered([Source("../../etc/a\x1bb.txt", b"Poland said no.")], "2026-01-01")[0].file
    'a\\x1bb.txt'
    """
    return tuple(_described(decode(source), at, url) for source in sources)


def _described(document: Document, at: str, url: str | None) -> DocumentRecord:
    return DocumentRecord(
        id=DocumentRecord.name(document.sha256),
        sha256=document.sha256,
        file=_file_name(document.name),
        chars=len(document.text),
        kind="html" if document.is_html else "text",
        notes=document.notes,
        url=url,
        added=at,
    )


def _file_name(name: str) -> str:
    last = PureWindowsPath(PurePosixPath(name).name).name or "unnamed"
    return safe(last).replace("\n", r"\n")[:_LONGEST_NAME]


@dataclass
class Entries:
    """Lines to be added, by table, in an order in which each names only what stands before it."""

    reports: list[ReportRecord] = field(default_factory=list)
    documents: list[DocumentRecord] = field(default_factory=list)
    statements: list[StatementRecord] = field(default_factory=list)
    appearances: list[AppearanceRecord] = field(default_factory=list)
    quotes: list[QuoteRecord] = field(default_factory=list)
    links: list[LinkRecord] = field(default_factory=list)
    known: int = 0

    def tables(self) -> Mapping[str, Sequence[Record]]:
        """Return the lines by name of the table."""
        return {
            "reports": self.reports,
            "documents": self.documents,
            "statements": self.statements,
            "appearances": self.appearances,
            "quotes": self.quotes,
            "links": self.links,
        }


def proposed(ledger: Ledger, proposal: Proposal, texts: Mapping[str, str], reading: str) -> Entries:
    """Turn a proposal into lines for a ledger.

    Parameters
    ----------
    ledger
        What is there already.
    proposal
        A reading of documents of the ledger, each named by its id.
    texts
        Decoded raw texts by id of the document.
    reading
        Which reading it is: program and version.

    Returns
    -------
    Entries
        Only what is new; ``known`` counts statements at places that were proposed or decided before.
    """
    return _Entering(ledger, proposal, texts, reading).entries()


class _Entering:
    def __init__(self, ledger: Ledger, proposal: Proposal, texts: Mapping[str, str], reading: str) -> None:
        self.ledger, self.proposal, self.texts, self.reading = ledger, proposal, texts, reading
        self.new = Entries()
        self.reports: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.joined = {frozenset((held.a, held.b)) for held in ledger.links.values()}

    def entries(self) -> Entries:
        relevant = {d.report for d in self.proposal.documents if d.relevant}
        named = {s.report for d in self.proposal.documents for s in d.statements}
        for report in self.proposal.reports:
            if report.id in relevant | named:
                self._report(report)
        for document in self.proposal.documents:
            self._document(document)
            for statement in document.statements:
                self._statement(document.file, statement)
            for quote in document.quotes if document.relevant else ():
                self._quote(document.file, quote)
        for link in self.proposal.links:
            self._link(link)
        return self.new

    def _report(self, report: Report) -> None:
        """Find the report in the ledger by its documents, or enter it under its outlet and date."""
        held = (self.ledger.documents[name].report for name in report.documents)
        known = sorted({name for name in held if name is not None})
        if known:
            self.reports[report.id] = known[0]
            return
        first = report.documents[0] if report.documents else self._citing(report.id)
        name = "-".join([_slug(report.outlet or "unidentified"), report.date or "undated"])
        if report.date is None or report.outlet is None or "/" in name:
            name = f"{name.split('/')[0]}-{first[2:8]}"
        self.reports[report.id] = name
        if name not in self.ledger.reports:
            self.new.reports.append(ReportRecord(id=name, outlet=report.outlet, date=report.date))

    def _citing(self, report: str) -> str:
        return next(d.file for d in self.proposal.documents for s in d.statements if s.report == report)

    def _document(self, read: ReadDocument) -> None:
        """Describe a document by its first reading; after that only a person changes it."""
        held = self.ledger.documents[read.file]
        if held.relevant is not None:
            return
        described = {
            "revision": held.revision + 1,
            "relevant": read.relevant,
            "outlet": held.outlet or read.outlet,
            "report": held.report or self.reports.get(read.report or ""),
            "earliest": read.date.earliest.isoformat() if read.date.earliest else None,
            "latest": read.date.latest.isoformat() if read.date.latest else None,
            "basis": excerpt(read.date.basis),
            "mask": tuple((m.start, m.end, m.kind) for m in read.masked),
        }
        self.new.documents.append(held.model_copy(update=described))

    def _statement(self, document: str, read: Statement) -> None:
        before = self._decided(document, read)
        if before is not None:
            self.places[read.id] = before.id
            self.new.known += 1
            return
        statement = StatementRecord(
            actor=read.actor,
            item=read.item,
            stance=read.stance,
            scope=read.scope,
            firmness=read.firmness,
            basis=read.basis,
            core=read.core,
            speaker=excerpt(read.speaker) if read.speaker else None,
            report=self.reports.get(read.report or ""),
            date=read.date,
            condition=excerpt(read.condition) if read.condition else None,
            provider=read.provider,
            reading=self.reading,
        ).named()
        appearance = AppearanceRecord(
            statement=statement.id, target=self._target(document, read.start, read.end)
        ).named()
        self.places[read.id] = appearance.id
        if statement.id not in self.ledger.statements:
            self.new.statements.append(statement)
        self.new.appearances.append(appearance)

    def _decided(self, document: str, read: Statement) -> AppearanceRecord | None:
        """Return where the same claim stands already at this place, or its words were decided on."""
        for appearance in self.ledger.appearances.values():
            if appearance.target.source != document or not _overlap(appearance.target, read.start, read.end):
                continue
            held = self.ledger.approved.get(appearance.statement)
            for one in (self.ledger.statements[appearance.statement], held):
                if (
                    one
                    and one.stance == read.stance
                    and {*one.actor} & {*read.actor}
                    and {*one.item} & {*read.item}
                ):
                    return appearance
        return None

    def _quote(self, document: str, read: Quote) -> None:
        for held in self.ledger.quotes.values():
            if held.target.source == document and _overlap(held.target, read.start, read.end):
                self.places[read.id] = held.id
                return
        target = self._target(document, read.start, read.end, QUOTED_WORDS)
        quote = QuoteRecord(target=target, speaker=excerpt(read.speaker)).named()
        self.places[read.id] = quote.id
        self.new.quotes.append(quote)

    def _target(self, document: str, start: int, end: int, words: int = SHOWN_WORDS) -> Target:
        selector = PositionSelector.of(self.texts[document], start, end, words)
        return Target(source=document, selector=selector)

    def _link(self, link: Link) -> None:
        a, b = self.places.get(link.a), self.places.get(link.b)
        if a is None or b is None or a == b or frozenset((a, b)) in self.joined:
            return
        drift = tuple(short_drift(flag) for flag in link.drift)
        self.new.links.append(LinkRecord(kind=link.kind, a=a, b=b, drift=drift).named())


def _overlap(target: Target, start: int, end: int) -> bool:
    """Say whether two passages share at least half of the shorter one."""
    held = target.selector
    shared = min(held.end, end) - max(held.start, start)
    return 2 * shared >= min(held.end - held.start, end - start) > 0


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "report"
