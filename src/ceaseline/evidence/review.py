"""Decisions of people on statements: pure functions that make the next line of the table of reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.tables import EDITABLE, Decision, ReviewRecord, edited


def decide(
    ledger: Ledger,
    statement: str,
    decision: Decision,
    by: str,
    at: str,
    changes: Mapping[str, Any] | None = None,
    note: str = "",
) -> ReviewRecord:
    """Make the review that decides on a statement.

    Parameters
    ----------
    ledger
    statement
        Id of a statement.
    decision
        ``accept``, ``edit`` (accept with changes), ``reject`` or ``reopen``.
    by, at
        Role of the person, and the time as ISO text.
    changes
        Fields that an edit sets, counted from the statement as it was proposed; earlier changes stay.
    note
        Why.

    Raises
    ------
    ValueError
        If there is no such statement, or a field cannot be set to a value.
    """
    if statement not in ledger.statements:
        raise ValueError(f"there is no statement {statement}")
    before = ledger.review(statement)
    held = dict(before.changes) if before and decision in {"accept", "edit"} else {}
    wanted = {**held, **(changes or {})}
    if decision == "edit" and not changes:
        raise ValueError("an edit sets at least one field")
    if wanted:
        left = edited(ledger.statements[statement], wanted)
        if left.report is not None and left.report not in ledger.reports:
            raise ValueError(f"there is no report {left.report}")
    return ReviewRecord(
        statement=statement,
        decision="edit" if decision == "accept" and wanted else decision,
        changes=wanted,
        by=by,
        at=at,
        follows=before.id if before else None,
        note=note,
    ).named()


def change(words: str) -> tuple[str, Any]:
    """Read a change as a person types it, ``field=value``; lists are parted by commas, nothing means absent.

    Raises
    ------
    ValueError
        If there is no such field.

    >>> change("item=radar, air_defence"), change("core=no"), change("condition=")
    (('item', ['radar', 'air_defence']), ('core', False), ('condition', None))
    """
    name, sign, value = (part.strip() for part in words.partition("="))
    if not sign or name not in EDITABLE:
        raise ValueError(f"write field=value; fields are {', '.join(sorted(EDITABLE))}")
    if name in {"actor", "item", "provider"}:
        return name, [part.strip() for part in value.split(",") if part.strip()]
    if name == "core":
        return name, value.lower() in {"yes", "true", "1"}
    return name, value if value or name in {"text", "locator", "note"} else None


def undo(ledger: Ledger, by: str, at: str) -> ReviewRecord | None:
    """Make the review that takes back the last decision of a person that still holds.

    Parameters
    ----------
    ledger
    by, at
        Role of the person, and the time as ISO text.

    Returns
    -------
    ReviewRecord or None
        Restores what held before; None if there is nothing to take back.
    """
    taken_back = {review.undoes for review in ledger.reviews.values()}
    standing = [heads[-1] for heads in ledger.heads.values()]
    own = [r for r in standing if r.by == by and r.undoes is None and r.id not in taken_back]
    if not own:
        return None
    last = max(own, key=lambda r: (r.at, r.id))
    before = ledger.reviews.get(last.follows or "")
    return ReviewRecord(
        statement=last.statement,
        decision=before.decision if before else "reopen",
        changes=before.changes if before else {},
        by=by,
        at=at,
        follows=last.id,
        undoes=last.id,
    ).named()


def with_reviews(ledger: Ledger, reviews: Iterable[ReviewRecord]) -> Ledger:
    """Return the ledger as it is after further reviews."""
    return replace(ledger, reviews={**ledger.reviews, **{review.id: review for review in reviews}})
