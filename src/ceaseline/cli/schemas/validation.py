"""The form of the answer of ``validate``."""

from typing import Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form


class Relative(Form):
    """Every figure may be off by this part of what is expected."""

    relative: float = Field(gt=0)


class Accepted(Form):
    """The values that are accepted."""

    low: float
    high: float


class ValidationRow(Form):
    """One check: one figure, or as many obtained as expected."""

    id: str
    what: str
    kind: Literal["fixture", "empirical"]
    expected: float | list[float]
    obtained: float | list[float | None] | None
    tolerance: float | Relative | Accepted
    passed: bool = Field(alias="pass")
    source: str


class Verdict(Form):
    """How many checks of each kind there are and passed, and a sentence."""

    fixtures: int
    fixtures_passed: int
    empirical: int
    empirical_passed: int
    reads: str


class Validation(Form):
    """Every check in order; no row is left out."""

    rows: list[ValidationRow]
    verdict: Verdict
