"""The tables of the ledger as flat rows, for CSV and for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.tables import Target

Row = tuple[Any, ...]


def _joined(values: Sequence[str]) -> str:
    return "; ".join(values)


def _target(target: Target) -> Row:
    held = target.selector
    return (target.source, held.start, held.end, held.refined_by.exact, held.digest)


def _documents(ledger: Ledger) -> list[Row]:
    return [
        (
            *(d.id, d.sha256, d.file, d.chars, d.kind, d.outlet, d.report, d.derived_from, d.url, d.earliest),
            *(d.latest, d.basis, d.relevant, len(d.mask), _joined(d.notes), d.added),
        )
        for d in ledger.documents.values()
    ]


def _reports(ledger: Ledger) -> list[Row]:
    return [
        (r.id, r.outlet, r.date, r.title, r.source, r.primary, r.grade, r.note)
        for r in ledger.reports.values()
    ]


def _statements(ledger: Ledger) -> list[Row]:
    return [_statement(ledger, name) for name in ledger.statements]


def _statement(ledger: Ledger, name: str) -> Row:
    s, review = ledger.approved.get(name, ledger.statements[name]), ledger.review(name)
    return (
        *(name, s.text, _joined(s.actor), _joined(s.item), s.stance, s.scope, s.firmness, s.basis, s.core),
        *(
            s.speaker,
            s.report,
            s.date,
            s.condition,
            _joined(s.provider),
            s.speech,
            s.locator,
            s.note,
            s.reading,
        ),
        *(review.decision if review else "pending", review.by if review else None),
    )


def _appearances(ledger: Ledger) -> list[Row]:
    return [(a.id, a.statement, a.label, *_target(a.target)) for a in ledger.appearances.values()]


def _quotes(ledger: Ledger) -> list[Row]:
    return [
        (q.id, q.speaker, q.label, _joined(q.statements), *_target(q.target)) for q in ledger.quotes.values()
    ]


def _links(ledger: Ledger) -> list[Row]:
    return [(x.id, x.kind, x.a, x.b, _joined(x.drift), x.note) for x in ledger.links.values()]


def _reviews(ledger: Ledger) -> list[Row]:
    return [
        (
            *(
                r.id,
                r.statement,
                r.decision,
                _joined([f"{name}={value}" for name, value in r.changes.items()]),
            ),
            *(r.by, r.at, r.follows, r.undoes, r.note),
        )
        for r in ledger.reviews.values()
    ]


_PLACE: Final = ("document", "start", "end", "quote", "digest")
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "statements": (
        *("statement", "text", "actor", "item", "stance", "scope", "firmness", "basis", "core", "speaker"),
        *(
            "report",
            "date",
            "condition",
            "provider",
            "speech",
            "locator",
            "note",
            "reading",
            "decision",
            "by",
        ),
    ),
    "documents": (
        *(
            "document",
            "sha256",
            "file",
            "chars",
            "kind",
            "outlet",
            "report",
            "derived_from",
            "url",
            "earliest",
        ),
        *("latest", "basis", "relevant", "masks", "notes", "added"),
    ),
    "reports": ("report", "outlet", "date", "title", "source", "primary", "grade", "note"),
    "appearances": ("appearance", "statement", "label", *_PLACE),
    "quotes": ("quotation", "speaker", "label", "statements", *_PLACE),
    "links": ("link", "kind", "a", "b", "drift", "note"),
    "reviews": ("review", "statement", "decision", "changes", "by", "at", "follows", "undoes", "note"),
}
"""Columns of each table; the first one names the row."""

_ROWS: Final[dict[str, Callable[[Ledger], list[Row]]]] = {
    "statements": _statements,
    "documents": _documents,
    "reports": _reports,
    "appearances": _appearances,
    "quotes": _quotes,
    "links": _links,
    "reviews": _reviews,
}


def rows(ledger: Ledger, table: str) -> list[Row]:
    """Return the rows of a table, ordered by its first column.

    Statements are as a person left them, with the decision beside them.
    """
    return sorted(_ROWS[table](ledger), key=lambda row: str(row[0]))
