"""The tables of the ledger: a frozen record a line, named by its content, in words of PROV and annotation.

Terms in JSON are those of PROV-O (W3C Recommendation, 30 April 2013) and of the Web Annotation Data Model
(W3C Recommendation, 23 February 2017) where these have one; Python names are plain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ceaseline.evidence.items import ITEMS
from ceaseline.evidence.records import Basis, Firmness, Scope, Stance
from ceaseline.evidence.rules import spoken_day
from ceaseline.terms import ITEMS as LEVER_ITEMS

QUOTED_WORDS: Final = 12
"""Words of an article that a case may hold at one place; the rest is paraphrased."""

KNOWN_ITEMS: Final = frozenset({*ITEMS, *LEVER_ITEMS})
"""Items of statements: those that the reading knows and those that a lever may be about."""

Decision = Literal["accept", "edit", "reject", "reopen"]
LinkKind = Literal["quote", "claim", "supports", "supersedes", "contradicts", "tension"]


SHOWN_WORDS: Final = 8
"""Words that are kept of a passage unless more are asked for: enough to find and recognise it."""


def excerpt(text: str, words: int = QUOTED_WORDS) -> str:
    """Return the first words of a passage, by default twelve, exactly as they stand in it.

    >>> excerpt("one two  three four five six seven eight nine ten eleven twelve thirteen")
    'one two  three four five six seven eight nine ten eleven twelve'
    """
    end = 0
    for _ in range(words):
        start = end + len(text[end:]) - len(text[end:].lstrip())
        if start >= len(text):
            break
        word = text[start:].split(maxsplit=1)[0]
        end = start + len(word)
    return text[:end]


def digest(text: str) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of a text, by which it is recognised without being kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _quotable(text: str) -> str:
    if len(text.split()) > QUOTED_WORDS:
        raise ValueError(f"a quotation holds at most {QUOTED_WORDS} words")
    return text


def _drift(flag: str) -> str:
    for side in flag.partition(": ")[2].split(" -> "):
        _quotable(side)
    return flag


def short_drift(flag: str) -> str:
    """Return a flag of drift, ``kind: left -> right``, with at most twelve words on each side.

    >>> short_drift("changed_number: about ten -> at least ten other")
    'changed_number: about ten -> at least ten other'
    """
    kind, colon, words = flag.partition(": ")
    return kind + colon + " -> ".join(excerpt(side) for side in words.split(" -> "))


def _item(name: str) -> str:
    if name not in KNOWN_ITEMS:
        raise ValueError(f"no item is called {name}")
    return name


def _when(words: str) -> str:
    try:
        spoken_day(words)
    except ValueError:
        raise ValueError(f"{words} is no date, interval or 'before' a date") from None
    if not any(sign.isdecimal() for sign in words):
        raise ValueError(f"{words} holds no date")
    return words


Words = Annotated[str, AfterValidator(_quotable)]
Drift = Annotated[str, AfterValidator(_drift)]
Item = Annotated[str, AfterValidator(_item)]
When = Annotated[str, AfterValidator(_when)]


class Record(BaseModel):
    """A line of a table.

    Attributes
    ----------
    id
        Prefix of the table and a hash of the rest of the record, unless the table says otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)
    prefix: ClassVar[str] = ""
    id: str = ""

    def content(self) -> dict[str, Any]:
        """Return everything but the id, without what is absent or empty."""
        held = self.model_dump(mode="json", by_alias=True, exclude={"id"})
        return {name: value for name, value in held.items() if value not in (None, [], "", {})}

    def named(self) -> Self:
        """Return the record with the id that follows from its content."""
        return self.model_copy(update={"id": self.prefix + digest(canonical(self.content()))[:12]})

    def line(self) -> str:
        """Return the line that stands in the file: pure ASCII JSON, so that it can be shown anywhere."""
        return json.dumps({"id": self.id, **self.content()}, ensure_ascii=True)

    def sound(self) -> bool:
        """Say whether the id still fits the content."""
        return self.id == self.named().id


def canonical(content: dict[str, Any]) -> str:
    """Return the text of which an id is the hash."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


class Revised(Record):
    """A record about a thing that keeps its id: the highest revision counts, and the lower ones stay."""

    revision: Annotated[int, Field(ge=0)] = 0

    def sound(self) -> bool:
        """Say whether it has an id of its table; the content may change from revision to revision."""
        return self.id.startswith(self.prefix) and len(self.id) > len(self.prefix)


class QuoteSelector(BaseModel):
    """W3C text-quote selector; no prefix or suffix, which would quote more than twelve words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: Words


class PositionSelector(BaseModel):
    """W3C text-position selector of a passage in the raw text, refined by a short quotation from it.

    ``digest`` recognises the whole passage, of which only the quotation is kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)
    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: Annotated[int, Field(ge=0)]
    end: int
    digest: str
    refined_by: QuoteSelector = Field(validation_alias="refinedBy", serialization_alias="refinedBy")

    @classmethod
    def of(cls, text: str, start: int, end: int, words: int = SHOWN_WORDS) -> PositionSelector:
        """Select a passage of a text and keep its first words.

        >>> PositionSelector.of("Poland said no.", 0, 6).refined_by.exact
        'Poland'
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}-{end} is not inside a text of {len(text)} characters")
        passage = text[start:end]
        quote = QuoteSelector(exact=excerpt(passage, words))
        return cls(start=start, end=end, digest=digest(passage), refined_by=quote)


class Target(BaseModel):
    """W3C specific resource: a document and a place in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    source: str
    selector: PositionSelector


class DocumentRecord(Revised):
    """A document as it came: where the words stand that somebody else reported.

    The raw text is not kept here; ``sha256`` finds it again. ``mask`` lists what is no article text.
    """

    prefix: ClassVar[str] = "d-"
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    file: str
    chars: Annotated[int, Field(ge=0)]
    kind: Literal["text", "html"] = "text"
    outlet: str | None = None
    report: str | None = Field(
        default=None, validation_alias="hadPrimarySource", serialization_alias="hadPrimarySource"
    )
    derived_from: str | None = Field(
        default=None, validation_alias="wasDerivedFrom", serialization_alias="wasDerivedFrom"
    )
    url: str | None = None
    earliest: When | None = None
    latest: When | None = None
    basis: str = ""
    relevant: bool | None = None
    mask: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[str, ...] = ()
    added: str = Field(default="", validation_alias="generatedAtTime", serialization_alias="generatedAtTime")

    @staticmethod
    def name(sha256: str) -> str:
        """Return the id of the document with this hash."""
        return f"d-{sha256[:12]}"

    def sound(self) -> bool:
        """Say whether the id is that of the hash."""
        return self.id == self.name(self.sha256)


class ReportRecord(Revised):
    """A report: the piece that documents pass on; without an outlet it counts for nothing."""

    prefix: ClassVar[str] = ""
    outlet: str | None = None
    date: When | None = None
    title: str = ""
    source: str | None = None
    primary: bool = False
    grade: Literal["A", "B", "C"] | None = None
    note: str = ""


class StatementRecord(Record):
    """Who takes which stance on what, as one report has it; ``text`` is a paraphrase, never article text.

    ``speech`` names spoken words that several reports pass on, so that they count once.
    """

    prefix: ClassVar[str] = "s-"
    text: str = ""
    actor: Annotated[tuple[str, ...], Field(min_length=1)]
    item: Annotated[tuple[Item, ...], Field(min_length=1)]
    stance: Stance
    scope: Scope = "full"
    firmness: Firmness
    basis: Basis
    core: bool = True
    speaker: Words | None = Field(
        default=None, validation_alias="wasAttributedTo", serialization_alias="wasAttributedTo"
    )
    report: str | None = Field(
        default=None, validation_alias="hadPrimarySource", serialization_alias="hadPrimarySource"
    )
    date: When | None = None
    condition: Words | None = None
    provider: tuple[str, ...] = ()
    speech: str | None = None
    locator: str = ""
    note: str = ""
    reading: str = Field(validation_alias="wasGeneratedBy", serialization_alias="wasGeneratedBy")

    @model_validator(mode="after")
    def _provider_only_where_asked(self) -> Self:
        if self.provider and self.stance not in {"demands", "expects"}:
            raise ValueError("a provider stands only with demands and expects")
        return self


class AppearanceRecord(Record):
    """A statement in a document, at a place. ``label`` is the name that its reader gave it."""

    prefix: ClassVar[str] = "a-"
    statement: str
    target: Target
    label: str = ""


class QuoteRecord(Record):
    """A direct quotation in a document with its speaker."""

    prefix: ClassVar[str] = "q-"
    target: Target
    speaker: Words = Field(
        default="", validation_alias="wasAttributedTo", serialization_alias="wasAttributedTo"
    )
    statements: tuple[str, ...] = ()
    label: str = ""


class LinkRecord(Record):
    """Two appearances, quotations or statements that belong together, and what changed between them."""

    prefix: ClassVar[str] = "l-"
    kind: LinkKind
    a: str
    b: str
    drift: tuple[Drift, ...] = ()
    note: str = ""


class ReviewRecord(Record):
    """A person's decision on a statement; ``by`` is a role, not a name.

    ``follows`` is the review that it replaces, so that decisions that were made apart are both seen.
    ``changes`` holds the fields that an edit sets. ``number`` counts on from the highest in the ledger, so
    that the order of decisions does not rest on a clock, which may be set back.
    """

    prefix: ClassVar[str] = "v-"
    statement: str
    decision: Decision
    changes: dict[str, Any] = Field(default_factory=dict)
    by: str = Field(validation_alias="wasAttributedTo", serialization_alias="wasAttributedTo")
    at: str = Field(validation_alias="endedAtTime", serialization_alias="endedAtTime")
    follows: str | None = Field(
        default=None, validation_alias="wasRevisionOf", serialization_alias="wasRevisionOf"
    )
    undoes: str | None = None
    number: Annotated[int, Field(ge=0, le=2**53)] | None = None
    note: str = ""

    @property
    def order(self) -> tuple[int, str, str]:
        """Key by which decisions of one ledger are put in the order in which they were made."""
        return (self.number or 0, self.at, self.id)


TABLES: Final[dict[str, type[Record]]] = {
    "documents": DocumentRecord,
    "reports": ReportRecord,
    "statements": StatementRecord,
    "appearances": AppearanceRecord,
    "quotes": QuoteRecord,
    "links": LinkRecord,
    "reviews": ReviewRecord,
}

EDITABLE: Final = frozenset(StatementRecord.model_fields) - {"id", "reading"}
"""Fields of a statement that a person may set."""


def edited(statement: StatementRecord, changes: dict[str, Any]) -> StatementRecord:
    """Return a statement with a person's changes; it keeps its id.

    Raises
    ------
    ValueError
        If a field cannot be set, or not to this value.
    """
    unknown = sorted(set(changes) - EDITABLE)
    if unknown:
        raise ValueError(
            f"{', '.join(unknown)}: no field that can be set; there are {', '.join(sorted(EDITABLE))}"
        )
    held = statement.model_dump(mode="json")
    return StatementRecord.model_validate_json(json.dumps({**held, **changes}))


def newest(records: Iterable[Revised]) -> dict[str, Revised]:
    """Keep the highest revision of each id; of two of equal height, the one whose text comes last."""
    kept: dict[str, Revised] = {}
    for record in sorted(records, key=lambda r: (r.id, r.revision, r.line())):
        kept[record.id] = record
    return kept
