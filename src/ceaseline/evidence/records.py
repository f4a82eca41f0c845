"""Records of the evidence reading: frozen, typed, ready for JSON.

Positions are 0-based, end-exclusive offsets in Unicode code points of the decoded raw text, so
``raw[start:end]`` is always the quoted span.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

Stance = Literal[
    "commits",
    "offers",
    "considers",
    "conditional",
    "undecided",
    "refuses",
    "withdraws",
    "demands",
    "expects",
]
Firmness = Literal["firm", "stated", "reported", "tentative", "speculative"]
Basis = Literal["on_record", "institutional", "anonymous", "narrator"]
Scope = Literal["full", "partial"]

FIRMNESS_ORDER: Final[tuple[Firmness, ...]] = (
    "speculative",
    "tentative",
    "reported",
    "stated",
    "firm",
)


@dataclass(frozen=True, slots=True)
class Mask:
    """A span of the raw text that is not article text."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class DateWindow:
    """Days between which something lies, both ends included; ``None`` is an open end."""

    earliest: date | None
    latest: date | None
    basis: str

    def holds(self, day: date) -> bool:
        """Say whether `day` lies in the window.

        >>> DateWindow(date(2025, 6, 1), date(2025, 6, 14), "month").holds(date(2025, 6, 4))
        True
        """
        after = self.earliest is None or self.earliest <= day
        return after and (self.latest is None or day <= self.latest)

    def as_dict(self) -> dict[str, str | None]:
        """Give the JSON form with ISO dates."""
        return {
            "from": self.earliest.isoformat() if self.earliest else None,
            "to": self.latest.isoformat() if self.latest else None,
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation with its speaker; span includes the quotation marks."""

    id: str
    start: int
    end: int
    text: str
    speaker: str

    def as_dict(self) -> dict[str, object]:
        """Give the JSON form."""
        return {
            "id": self.id,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposed statement: who takes which stance on what, and on whose word.

    ``actor`` and ``item`` multiply: every pair carries the stance. ``provider`` is filled only for
    ``demands`` and ``expects`` and names who is asked.
    """

    id: str
    start: int
    end: int
    quote: str
    actor: tuple[str, ...]
    item: tuple[str, ...]
    stance: Stance
    scope: Scope
    firmness: Firmness
    basis: Basis
    core: bool
    speaker: str | None
    report: str | None
    date: str | None
    condition: str | None
    provider: tuple[str, ...]

    @property
    def triples(self) -> frozenset[tuple[str, str, str]]:
        """Every (actor, item, stance) the statement makes."""
        return frozenset((a, i, self.stance) for a in self.actor for i in self.item)

    def as_dict(self) -> dict[str, object]:
        """Give the JSON form."""
        return {
            "id": self.id,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "actor": list(self.actor),
            "item": list(self.item),
            "stance": self.stance,
            "scope": self.scope,
            "firmness": self.firmness,
            "basis": self.basis,
            "core": self.core,
            "speaker": self.speaker,
            "report": self.report,
            "date": self.date,
            "condition": self.condition,
            "provider": list(self.provider),
        }


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document as read: its identity, date window, masks and what it was found to say."""

    file: str
    sha256: str
    relevant: bool
    outlet: str | None
    report: str | None
    date: DateWindow
    masked: tuple[Mask, ...]
    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Give the JSON form."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "relevant": self.relevant,
            "outlet": self.outlet,
            "report": self.report,
            "date": self.date.as_dict(),
            "masked": [[m.start, m.end, m.kind] for m in self.masked],
            "statements": [s.as_dict() for s in self.statements],
            "quotes": [q.as_dict() for q in self.quotes],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """An underlying piece of reporting that one or more documents pass on.

    ``identified`` is false where no outlet is known: such a report counts for nothing.
    """

    id: str
    outlet: str | None
    date: str | None
    documents: tuple[str, ...]

    @property
    def identified(self) -> bool:
        """Whether the outlet behind the report is known."""
        return self.outlet is not None

    def as_dict(self) -> dict[str, object]:
        """Give the JSON form."""
        return {
            "id": self.id,
            "outlet": self.outlet,
            "date": self.date,
            "documents": list(self.documents),
        }


@dataclass(frozen=True, slots=True)
class Link:
    """Two quotes, or two claims, that are one; ``drift`` names what changed between them."""

    kind: Literal["quote", "claim"]
    a: str
    b: str
    drift: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, object]:
        """Give the JSON form."""
        return {"kind": self.kind, "a": self.a, "b": self.b, "drift": list(self.drift)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program proposes from a set of documents; a person decides."""

    documents: tuple[ReadDocument, ...]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]

    def as_dict(self) -> dict[str, object]:
        """Give the JSON form as plain lists and dictionaries."""
        return {
            "documents": [d.as_dict() for d in self.documents],
            "reports": [r.as_dict() for r in self.reports],
            "links": [link.as_dict() for link in self.links],
        }

    def as_json(self, indent: int | None = None) -> str:
        """Give JSON text in pure ASCII: control and bidirectional characters arrive escaped.

        >>> Proposal((), (), ()).as_json()
        '{"documents": [], "reports": [], "links": []}'
        """
        return json.dumps(self.as_dict(), ensure_ascii=True, indent=indent)
