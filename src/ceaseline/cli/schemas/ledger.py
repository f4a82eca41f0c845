"""The forms of what ``ledger`` answers."""

from typing import Any, Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form

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


class AddedDocument(Form):
    """A document as it came; ``new`` is false where the ledger had it already."""

    id: str
    file: str
    sha256: str
    chars: int = Field(ge=0)
    new: bool
    notes: list[str]


class Added(Form):
    """``ledger add``."""

    case: str
    documents: list[AddedDocument]


class ProposedStatement(Form):
    """A statement that the program proposes, at a place in the raw text."""

    id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    actor: list[str]
    item: list[str]
    stance: Stance
    scope: Scope
    firmness: Firmness
    basis: Basis
    core: bool
    speaker: str | None
    report: str | None
    date: str | None
    condition: str | None
    provider: list[str]


class ProposedQuote(Form):
    """A direct quotation with its speaker."""

    id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    speaker: str


class Window(Form):
    """Days between which a document was published; null is an open end."""

    from_: str | None = Field(alias="from")
    to: str | None
    basis: str


class ProposedDocument(Form):
    """A document as read; ``report`` is the one that it mainly rewrites."""

    file: str
    sha256: str
    relevant: bool
    outlet: str | None
    report: str | None
    date: Window
    masked: list[tuple[int, int, str]]
    statements: list[ProposedStatement]
    quotes: list[ProposedQuote]


class ProposedReport(Form):
    """An underlying report with the documents that mainly rewrite it."""

    id: str
    outlet: str | None
    date: str | None
    documents: list[str]


class ProposedLink(Form):
    """Two quotations or two claims that are one, and what changed between them."""

    kind: Literal["quote", "claim"]
    a: str
    b: str
    drift: list[str]


class Proposed(Form):
    """``ledger propose FILE``."""

    documents: list[ProposedDocument]
    reports: list[ProposedReport]
    links: list[ProposedLink]


class Entered(Form):
    """``ledger propose CASE``: lines added to each table; ``beside`` are documents on something else."""

    case: str
    read: int = Field(ge=0)
    absent: list[str]
    sides: tuple[str, str]
    beside: list[str]
    added: dict[str, int]
    known: int = Field(ge=0)
    pending: int = Field(ge=0)


class Place(Form):
    """Where a statement appears, with a few of the words there."""

    document: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    label: str


class Statement(Form):
    """A statement of the ledger."""

    id: str
    text: str
    actor: list[str]
    item: list[str]
    stance: Stance
    scope: Scope
    firmness: Firmness
    basis: Basis
    core: bool
    speaker: str | None
    report: str | None
    date: str | None
    condition: str | None
    provider: list[str]
    note: str
    places: list[Place]


class Step(Form):
    """What began to stand on a day."""

    since: str
    stance: Stance
    scope: Scope
    firmness: Firmness
    reports: list[str]
    independent: int = Field(ge=0)
    contested: bool
    statements: list[Statement]


class Standing(Step):
    """What stands for an actor and an item."""

    actor: str
    item: str


class LedgerStatus(Form):
    """``ledger status``."""

    case: str
    as_of: str
    standing: list[Standing]
    asked: list[Statement]
    approved: int = Field(ge=0)
    undated: int = Field(ge=0)
    pending: int = Field(ge=0)
    disagreed: list[str]


class ItemTimeline(Form):
    """Every step of an actor and an item."""

    actor: str
    item: str
    steps: list[Step]


class LedgerTimeline(Form):
    """``ledger timeline``."""

    case: str
    timelines: list[ItemTimeline]


class SourceReport(Form):
    """A report; ``independent`` is 1 where its outlet is known."""

    report: str
    outlet: str | None
    date: str | None
    title: str
    source: str | None
    primary: bool
    grade: Literal["A", "B", "C"] | None
    documents: list[str]
    files: list[str]
    statements: int = Field(ge=0)
    independent: Literal[0, 1]
    note: str


class LedgerSources(Form):
    """``ledger sources``."""

    case: str
    reports: list[SourceReport]


class End(Form):
    """One end of a link."""

    id: str
    document: str | None
    label: str
    quote: str
    text: str


class Drifted(Form):
    """A link along which something changed, or whose ends are at odds."""

    link: str
    kind: Literal["quote", "claim", "supports", "supersedes", "contradicts", "tension"]
    drift: list[str]
    a: End
    b: End
    note: str


class LedgerDrift(Form):
    """``ledger drift``."""

    case: str
    links: list[Drifted]


class CheckedDocument(Form):
    """A document and whether its bytes were found as they were read."""

    document: str
    file: str
    sha256: str
    state: Literal["same", "differs", "absent"]


class Fault(Form):
    """A place whose words do not stand where they stood; ``found`` is where they stand now."""

    place: str
    document: str
    outcome: Literal["moved", "changed", "lost"]
    start: int
    found: int | None


class LedgerVerify(Form):
    """``ledger verify``."""

    case: str
    documents: list[CheckedDocument]
    places: dict[Literal["holds", "moved", "changed", "lost", "absent"], int]
    faults: list[Fault]
    sound: bool


class MadeDecision(Form):
    """A decision that was just made."""

    review: str
    statement: str
    decision: Literal["accept", "edit", "reject", "reopen"]


class LedgerReview(Form):
    """``ledger review --json``."""

    case: str
    decided: list[MadeDecision]
    pending: list[Statement]


class LedgerPositions(Form):
    """``ledger positions``; the entries are those of evidence/positions.yaml."""

    case: str
    state: Literal["written", "current", "stale"]
    levers: dict[str, list[dict[str, Any]]]


class LedgerExport(Form):
    """``ledger export``: rows by table; the columns are those of the CSV files."""

    case: str
    tables: dict[str, list[dict[str, Any]]]


LEDGER_FORMS: dict[str, Any] = {
    "add": Added,
    "drift": LedgerDrift,
    "export": LedgerExport,
    "positions": LedgerPositions,
    "propose": Entered,
    "propose-files": Proposed,
    "review": LedgerReview,
    "sources": LedgerSources,
    "status": LedgerStatus,
    "timeline": LedgerTimeline,
    "verify": LedgerVerify,
}
"""The form of the answer of each verb."""
