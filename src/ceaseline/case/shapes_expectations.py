"""The shape of expectations.yaml."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from ceaseline import terms
from ceaseline.case.shapes import OneOf, ParameterName, Shape, Slug, SourceRef, Text, Version

#: What a difference may be expected to do without a range.
DIRECTIONS = ("falls", "rises")
Factor = Annotated[float, Field(ge=0, le=1000)]
Level = Annotated[float, Field(ge=0, le=1)]
OutcomeName = Annotated[str, OneOf.of(terms.OUTCOMES, "outcome")]


class ChangeEntry(Shape):
    """What is changed, and on top of which package."""

    base: Text = "none"
    package: Text | None = None
    add: tuple[Text, ...] = Field(default=(), strict=False)
    remove: tuple[Text, ...] = Field(default=(), strict=False)
    amounts: dict[str, Factor] = Field(default_factory=dict)
    assume: dict[ParameterName, Level] = Field(default_factory=dict)
    given: dict[ParameterName, Level] = Field(default_factory=dict)


class RangeEntry(Shape):
    """Between which differences the expectation holds."""

    low: float
    high: float


def _expected(data: Any) -> str:
    return "word" if isinstance(data, str) else "range"


class ExpectationEntry(Shape):
    """What an analyst expects a change to do to an outcome, and why."""

    id: Slug
    claim: Text
    row: Annotated[int, Field(ge=1, le=99)] | None = None
    change: ChangeEntry
    outcome: OutcomeName
    lever: Text | None = None
    month: Annotated[int, Field(ge=1, le=600)] | None = None
    expect: Annotated[
        Annotated[str, OneOf.of(DIRECTIONS, "direction"), Tag("word")] | Annotated[RangeEntry, Tag("range")],
        Discriminator(_expected),
    ]
    why: Text
    source: SourceRef | None = None


class ExpectationsShell(Shape):
    """expectations.yaml, before its entries are looked at."""

    schema_: Version = Field(default=1, alias="schema")
    expectations: list[Any]


class ExpectationsFile(ExpectationsShell):
    """expectations.yaml: what an analyst expects of this case, checked against the model."""

    expectations: list[ExpectationEntry]
