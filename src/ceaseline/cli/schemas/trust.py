"""The forms of answers about answers: ``diff`` and ``rerun``."""

from typing import Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form


class Compared(Form):
    """One of the two answers."""

    name: str
    case: str
    case_digest: str
    futures: int
    worlds: int
    seed: int
    packages: list[str]


class InputChange(Form):
    """Something that went in and changed; null where one answer does not have it."""

    what: Literal["case", "sample", "assumption", "lever", "package", "part", "version", "program"]
    name: str
    before: str | None
    after: str | None


class FigureChange(Form):
    """A figure that changed."""

    package: str
    outcome: str
    month: int | None
    unit: str
    before: float | None
    after: float | None
    difference: float | None
    error: float | None = Field(ge=0)
    errors: float | None = Field(description="size of the difference in units of its error")
    points: float | None = Field(description="the difference in futures, or parts, of 100")
    reads: Literal["differs", "too small to tell"]


class OutcomeChange(Form):
    """An outcome that changed, over packages and years."""

    outcome: str
    changed: int = Field(description="figures that changed")
    tell: int = Field(description="of these, those that changed by twice their error or more")
    of: int = Field(description="figures that both answers hold")
    largest: FigureChange


class Diff(Form):
    """``diff``: two answers held against each other, largest change first."""

    before: Compared
    after: Compared
    same: bool
    errors: Literal["paired", "apart"]
    figures: int = Field(description="figures that both answers hold")
    only_before: list[str] = Field(description="packages that only the first holds")
    only_after: list[str]
    inputs: list[InputChange]
    outcomes: list[OutcomeChange]
    rows: list[FigureChange]


class RerunPackage(Form):
    """SHA-256 of the outcomes of a package, as the manifest states it and as it came out now."""

    package: str
    stated: str
    found: str
    same: bool


class Rerun(Form):
    """``rerun``: what a manifest states, run again."""

    file: str
    case: str
    case_digest: str
    futures: int
    worlds: int
    seed: int
    same: bool
    packages: list[RerunPackage]
    inputs: list[InputChange]
