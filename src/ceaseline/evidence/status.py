"""What the approved statements say: what stands as of a day, since when, and on how many reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceaseline.evidence import rules
from ceaseline.evidence.ledger import Ledger, as_statement
from ceaseline.evidence.rules import Position, Status
from ceaseline.evidence.tables import StatementRecord

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A position with the statement that makes it."""

    position: Position
    statement: str


def said(ledger: Ledger) -> tuple[Said, ...]:
    """Multiply the approved statements out into positions; nothing else in the program reads stances."""
    found = []
    for name, held in ledger.approved.items():
        speeches = {name: held.speech} if held.speech else {}
        found += [Said(p, name) for p in rules.positions([as_statement(name, held)], speeches)]
    return tuple(found)


def known_reports(ledger: Ledger) -> frozenset[str]:
    """Return the ids of the reports whose outlet is known."""
    return rules.identified(ledger.outlets())


def behind(step: Status, found: Iterable[Said]) -> tuple[str, ...]:
    """Name the statements that hold a stance on its day, firmest report first."""
    holders = [
        s
        for s in found
        if s.position.day == step.since
        and (s.position.stance, s.position.scope) == (step.stance, step.scope)
        and s.position.report in step.reports
    ]
    strongest = sorted(holders, key=lambda s: (s.position.firmness != step.firmness, s.statement))
    return tuple(dict.fromkeys(s.statement for s in strongest))


def timelines(
    ledger: Ledger, actors: Sequence[str] = (), items: Sequence[str] = (), until: date | None = None
) -> list[Data]:
    """Return every step of every actor and item, by the as-of rule.

    Parameters
    ----------
    ledger
    actors, items
        Only these; all where none is named.
    until
        Only steps up to this day.

    Returns
    -------
    list of dict
        ``actor``, ``item`` and ``steps``, each with ``since``, ``stance``, ``scope``, ``firmness``,
        ``reports``, ``independent``, ``contested`` and ``statements``.
    """
    found, known = said(ledger), known_reports(ledger)
    positions = [s.position for s in found]
    pairs = sorted({(p.actor, p.item) for p in positions})
    told = []
    for actor, item in pairs:
        if (actors and actor not in actors) or (items and item not in items):
            continue
        own = [s for s in found if (s.position.actor, s.position.item) == (actor, item)]
        steps = rules.timeline(actor, item, positions, known)
        kept = [_step(ledger, step, own) for step in steps if until is None or step.since <= until]
        if kept:
            told.append({"actor": actor, "item": item, "steps": kept})
    return told


def _step(ledger: Ledger, step: Status, own: Sequence[Said]) -> Data:
    names = behind(step, own)
    return {
        "since": step.since.isoformat(),
        "stance": step.stance,
        "scope": step.scope,
        "firmness": step.firmness,
        "reports": list(step.reports),
        "independent": step.independent,
        "contested": step.contested,
        "statements": [told(ledger, name) for name in names],
    }


def told(ledger: Ledger, name: str) -> Data:
    """Return an approved statement as answers show it, with where it stands and what it quotes."""
    held = ledger.approved[name]
    return {"id": name, **statement_data(held), "places": places_data(ledger, name)}


def statement_data(held: StatementRecord) -> Data:
    """Return what a statement says, as plain data."""
    return {
        "text": held.text,
        "actor": list(held.actor),
        "item": list(held.item),
        "stance": held.stance,
        "scope": held.scope,
        "firmness": held.firmness,
        "basis": held.basis,
        "core": held.core,
        "speaker": held.speaker,
        "report": held.report,
        "date": held.date,
        "condition": held.condition,
        "provider": list(held.provider),
        "note": held.note,
    }


def places_data(ledger: Ledger, name: str) -> list[Data]:
    """Return where a statement appears: document, span and a short quotation."""
    return [
        {
            "document": a.target.source,
            "start": a.target.selector.start,
            "end": a.target.selector.end,
            "quote": a.target.selector.refined_by.exact,
            "label": a.label,
        }
        for a in ledger.places(name)
    ]


def status(ledger: Ledger, as_of: date, actors: Sequence[str] = (), items: Sequence[str] = ()) -> Data:
    """Return what stands on a day, what others ask for, and what still waits for a decision.

    Parameters
    ----------
    ledger
    as_of
        The day; statements spoken later do not count.
    actors, items
        Only these; all where none is named.

    Returns
    -------
    dict
        ``standing``, one entry an actor and item; ``asked``: demands and expectations, which never stand for
        the provider; ``undated``: approved statements without a day, which count for no day; ``pending``:
        statements without a decision.
    """
    standing = [
        {"actor": entry["actor"], "item": entry["item"], **entry["steps"][-1]}
        for entry in timelines(ledger, actors, items, as_of)
    ]
    return {
        "as_of": as_of.isoformat(),
        "standing": standing,
        "asked": list(_asked(ledger, as_of, actors, items)),
        "approved": len(ledger.approved),
        "undated": sum(rules.spoken_day(held.date) is None for held in ledger.approved.values()),
        "pending": len(ledger.pending),
        "disagreed": sorted(name for name in ledger.heads if ledger.disagreed(name)),
    }


def latest_day(ledger: Ledger) -> date | None:
    """Return the latest day on which an approved statement was spoken."""
    days = (rules.spoken_day(held.date) for held in ledger.approved.values())
    return max((day for day in days if day is not None), default=None)


def _asked(ledger: Ledger, as_of: date, actors: Sequence[str], items: Sequence[str]) -> Iterator[Data]:
    for name, held in sorted(ledger.approved.items(), key=lambda pair: (pair[1].date or "", pair[0])):
        day = rules.spoken_day(held.date)
        wanted = not actors or {*actors} & {*held.actor, *held.provider}
        if held.stance not in {"demands", "expects"} or not wanted:
            continue
        if (day is None or day <= as_of) and (not items or {*items} & {*held.item}):
            yield told(ledger, name)


def sources(ledger: Ledger) -> list[Data]:
    """Return the reports with the documents that pass them on and the statements that rest on them.

    ``independent`` is 1 for a report with a known outlet, however many documents pass it on, else 0.
    """
    known = known_reports(ledger)
    rows = []
    for report in sorted(ledger.reports.values(), key=lambda r: (r.date or "", r.id)):
        resting = [held for held in ledger.approved.values() if held.report == report.id]
        documents = [d for d in ledger.documents.values() if d.report == report.id]
        rows.append(
            {
                "report": report.id,
                "outlet": report.outlet,
                "date": report.date,
                "title": report.title,
                "source": report.source,
                "primary": report.primary,
                "grade": report.grade,
                "documents": sorted(d.id for d in documents),
                "files": sorted(d.file for d in documents),
                "statements": len(resting),
                "independent": int(report.id in known),
                "note": report.note,
            }
        )
    return rows


def drifts(ledger: Ledger) -> list[Data]:
    """Return the links along which something changed, or that are at odds, with the words on both sides."""
    rows = []
    for link in sorted(ledger.links.values(), key=lambda held: (held.kind, held.a, held.b)):
        if link.drift or link.kind in {"contradicts", "tension"}:
            ends = {"a": _end(ledger, link.a), "b": _end(ledger, link.b)}
            rows.append(
                {"link": link.id, "kind": link.kind, "drift": list(link.drift), **ends, "note": link.note}
            )
    return rows


def _end(ledger: Ledger, name: str) -> Data:
    place = ledger.appearances.get(name) or ledger.quotes.get(name)
    if place is None:
        held = ledger.statements[name]
        return {"id": name, "document": None, "label": "", "quote": "", "text": held.text}
    text = ledger.statements[place.statement].text if hasattr(place, "statement") else ""
    quote = place.target.selector.refined_by.exact
    return {"id": name, "document": place.target.source, "label": place.label, "quote": quote, "text": text}
