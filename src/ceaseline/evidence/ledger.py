"""The ledger of a case: every document, report, statement and decision, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from ceaseline.evidence.documents import safe
from ceaseline.evidence.records import Report, Statement
from ceaseline.evidence.store import FOLDER, LedgerError, read_table
from ceaseline.evidence.tables import (
    TABLES,
    AppearanceRecord,
    DocumentRecord,
    LinkRecord,
    QuoteRecord,
    Record,
    ReportRecord,
    ReviewRecord,
    StatementRecord,
    edited,
    newest,
)

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Ledger:
    """All tables of a case.

    Documents and reports are the newest revision of each. Statements are as they were proposed; `approved`
    holds them as a person left them.
    """

    documents: Mapping[str, DocumentRecord] = field(default_factory=dict)
    reports: Mapping[str, ReportRecord] = field(default_factory=dict)
    statements: Mapping[str, StatementRecord] = field(default_factory=dict)
    appearances: Mapping[str, AppearanceRecord] = field(default_factory=dict)
    quotes: Mapping[str, QuoteRecord] = field(default_factory=dict)
    links: Mapping[str, LinkRecord] = field(default_factory=dict)
    reviews: Mapping[str, ReviewRecord] = field(default_factory=dict)

    @cached_property
    def heads(self) -> Mapping[str, tuple[ReviewRecord, ...]]:
        """Reviews by statement that no other review replaces, latest last.

        More than one stand where people decided apart from each other.
        """
        replaced = {review.follows for review in self.reviews.values()}
        found: dict[str, list[ReviewRecord]] = {}
        for review in sorted(self.reviews.values(), key=lambda r: (r.at, r.id)):
            if review.id not in replaced:
                found.setdefault(review.statement, []).append(review)
        return {name: tuple(heads) for name, heads in found.items()}

    def review(self, statement: str) -> ReviewRecord | None:
        """Return the decision that holds for a statement: of several made apart, the latest."""
        heads = self.heads.get(statement, ())
        return heads[-1] if heads else None

    def disagreed(self, statement: str) -> bool:
        """Say whether people decided differently on a statement, apart from each other."""
        return len({(r.decision, str(r.changes)) for r in self.heads.get(statement, ())}) > 1

    @cached_property
    def approved(self) -> Mapping[str, StatementRecord]:
        """Statements that a person accepted, with the person's changes; only these count."""
        found = {}
        for name, statement in self.statements.items():
            review = self.review(name)
            if review is not None and review.decision in {"accept", "edit"}:
                found[name] = edited(statement, review.changes) if review.changes else statement
        return found

    @cached_property
    def pending(self) -> Mapping[str, StatementRecord]:
        """Statements on which nobody has decided, in the order of their documents and places."""
        waiting = [
            name
            for name in self.statements
            if (review := self.review(name)) is None or review.decision == "reopen"
        ]
        return {name: self.statements[name] for name in sorted(waiting, key=self._place)}

    def _place(self, statement: str) -> tuple[str, int, str]:
        places = [(a.target.source, a.target.selector.start) for a in self.places(statement)]
        return (*min(places, default=("", 0)), statement)

    @cached_property
    def _places(self) -> Mapping[str, tuple[AppearanceRecord, ...]]:
        found: dict[str, list[AppearanceRecord]] = {}
        for appearance in self.appearances.values():
            found.setdefault(appearance.statement, []).append(appearance)
        return {
            name: tuple(sorted(held, key=lambda a: (a.target.source, a.target.selector.start)))
            for name, held in found.items()
        }

    def places(self, statement: str) -> tuple[AppearanceRecord, ...]:
        """Return where a statement appears, in the order of documents and places."""
        return self._places.get(statement, ())

    def source_key(self, report: str | None) -> str:
        """Return the key of a report in the bibliography of the case; empty if it has none."""
        held = self.reports.get(report or "")
        return (held.source or "") if held else ""

    def outlets(self) -> tuple[Report, ...]:
        """Return the reports as the rules know them: identified if their outlet is known."""
        behind: dict[str, list[str]] = {}
        for document in self.documents.values():
            behind.setdefault(document.report or "", []).append(document.id)
        return tuple(
            Report(r.id, r.outlet, r.date, tuple(sorted(behind.get(r.id, ())))) for r in self.reports.values()
        )


def as_statement(name: str, held: StatementRecord) -> Statement:
    """Return a statement as the rules know it; places play no part there."""
    return Statement(
        id=name,
        start=0,
        end=0,
        quote="",
        actor=held.actor,
        item=held.item,
        stance=held.stance,
        scope=held.scope,
        firmness=held.firmness,
        basis=held.basis,
        core=held.core,
        speaker=held.speaker,
        report=held.report,
        date=held.date,
        condition=held.condition,
        provider=held.provider,
    )


def read_ledger(case: Path) -> Ledger:
    """Read the ledger of a case.

    Parameters
    ----------
    case
        Folder of the case; without an evidence folder its ledger is empty.

    Raises
    ------
    LedgerError
        With every problem of every table: lines that cannot be read, that were changed, or that name what
        is not there.
    """
    read = {name: read_table(case / FOLDER, name) for name in TABLES}
    problems = [problem for lines in read.values() for problem in lines.problems]
    if problems:
        raise LedgerError(problems)
    revised = {
        name: newest(cast("Iterable[ReportRecord]", read[name].records)) for name in ("documents", "reports")
    }
    ledger = Ledger(
        documents=cast("dict[str, DocumentRecord]", revised["documents"]),
        reports=cast("dict[str, ReportRecord]", revised["reports"]),
        statements=_by_id(read["statements"].records, StatementRecord),
        appearances=_by_id(read["appearances"].records, AppearanceRecord),
        quotes=_by_id(read["quotes"].records, QuoteRecord),
        links=_by_id(read["links"].records, LinkRecord),
        reviews=_by_id(read["reviews"].records, ReviewRecord),
    )
    problems = list(_dangling(ledger))
    if problems:
        raise LedgerError(problems)
    return ledger


def _by_id(records: Iterable[Record], kind: type[T]) -> dict[str, T]:
    return {record.id: record for record in records if isinstance(record, kind)}


def _dangling(ledger: Ledger) -> Iterable[str]:
    """Yield references to what is not in the ledger."""
    everything = {*ledger.appearances, *ledger.quotes, *ledger.statements}
    wanted: list[tuple[str, str, str | None, Iterable[str]]] = []
    wanted += [("documents", d.id, d.report, ledger.reports) for d in ledger.documents.values()]
    wanted += [("documents", d.id, d.derived_from, ledger.documents) for d in ledger.documents.values()]
    wanted += [("statements", s.id, s.report, ledger.reports) for s in ledger.statements.values()]
    for a in ledger.appearances.values():
        wanted += [("appearances", a.id, a.statement, ledger.statements)]
        wanted += [("appearances", a.id, a.target.source, ledger.documents)]
    for q in ledger.quotes.values():
        wanted += [("quotes", q.id, q.target.source, ledger.documents)]
        wanted += [("quotes", q.id, name, ledger.statements) for name in q.statements]
    for link in ledger.links.values():
        wanted += [("links", link.id, end, everything) for end in (link.a, link.b)]
    for r in ledger.reviews.values():
        wanted += [("reviews", r.id, r.statement, ledger.statements)]
        wanted += [("reviews", r.id, name, ledger.reviews) for name in (r.follows, r.undoes)]
        wanted += [("reviews", r.id, r.changes.get("report"), ledger.reports)]
    for table, name, target, known in wanted:
        if target is not None and target not in known:
            yield safe(f"{FOLDER}/{table}.jsonl: {name} names {target}, which is not in the ledger")
    for name, review in ledger.reviews.items():
        try:
            edited(ledger.statements[review.statement], review.changes)
        except KeyError:
            continue
        except ValueError:
            yield safe(f"{FOLDER}/reviews.jsonl: {name} sets a field to a value that it cannot have")
