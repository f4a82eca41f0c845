"""Small ledgers by hand, for tests."""

from collections.abc import Iterable
from typing import Any

from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.review import decide, with_reviews
from ceaseline.evidence.tables import ReportRecord, StatementRecord

BY, AT = "analyst", "2026-01-01T00:00:00+00:00"


def statement(**changes: Any) -> StatementRecord:
    plain: dict[str, Any] = {
        "actor": ("US",),
        "item": ("radar",),
        "stance": "offers",
        "firmness": "reported",
        "basis": "anonymous",
        "report": "one-2025-08-26",
        "date": "2025-08-26",
        "reading": "test",
    }
    return StatementRecord(**{**plain, **changes}).named()


def ledger(*statements: StatementRecord, approve: bool = True, known: Iterable[str] = ()) -> Ledger:
    """Make a ledger in which every report named has an outlet, except those that begin with "unknown"."""
    names = {s.report for s in statements if s.report} | {*known}
    reports = {n: ReportRecord(id=n, outlet=None if n.startswith("unknown") else n, source=n) for n in names}
    held = Ledger(reports=reports, statements={s.id: s for s in statements})
    return approved(held) if approve else held


def approved(held: Ledger) -> Ledger:
    for name in held.statements:
        held = with_reviews(held, [decide(held, name, "accept", BY, AT)])
    return held
