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
        number=_next(ledger),
        note=note,
    ).named()


def _next(ledger: Ledger) -> int:
    """Return the number of the next decision, whatever the clock says."""
    return 1 + max((review.number or 0 for review in ledger.reviews.values()), default=0)


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
    heads = {name: held[-1] for name, held in ledger.heads.items()}
    held = {name: _in_effect(ledger, head.id) for name, head in heads.items()}
    own = [review for review in held.values() if review is not None and review.by == by]
    if not own:
        return None
    last = max(own, key=lambda r: r.order)
    before = _in_effect(ledger, last.follows)
    return ReviewRecord(
        statement=last.statement,
        decision=before.decision if before else "reopen",
        changes=before.changes if before else {},
        by=by,
        at=at,
        follows=heads[last.statement].id,
        undoes=last.id,
        number=_next(ledger),
    ).named()


def _in_effect(ledger: Ledger, name: str | None) -> ReviewRecord | None:
    """Return the decision that a review stands for: itself, or what held before the one it takes back."""
    review = ledger.reviews.get(name or "")
    while review is not None and review.undoes is not None:
        review = ledger.reviews.get(ledger.reviews[review.undoes].follows or "")
    return review


def with_reviews(ledger: Ledger, reviews: Iterable[ReviewRecord]) -> Ledger:
    """Return the ledger as it is after further reviews."""
    return replace(ledger, reviews={**ledger.reviews, **{review.id: review for review in reviews}})
