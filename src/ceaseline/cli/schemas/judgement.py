"""The forms of answers that search: break-even, red team, design."""

from typing import Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form

Side = Literal["better", "worse", "too small to tell"]


class Judged(Form):
    """Which packages were set against each other, in what, on how much luck."""

    case: str
    package: str
    outcome: str
    year: int | None
    unit: str
    better: Literal["less", "more"]
    seed: int
    futures: int
    worlds: int


class HeldCrossing(Form):
    """Where a difference changes sign, or becomes too small to tell; null beyond the range."""

    value: float | None
    low: float | None
    high: float | None
    chance: float | None = Field(description="chance level of the value in the case's range", ge=0, le=1)
    below: Side
    above: Side


class HeldPoint(Form):
    """The difference with a number held at a value."""

    value: float
    chance: float = Field(ge=0, le=1)
    difference: float
    error: float = Field(ge=0)


class HeldNumber(Form):
    """One number and where the package stops being better."""

    name: str
    owner: str
    meaning: str
    unit: str
    p5: float
    p50: float
    p95: float
    status: Literal["crosses", "fades", "better", "worse", "too small to tell"]
    screened: bool = Field(description="looked at cheaply only")
    crossings: list[HeldCrossing]
    nearest: HeldPoint
    points: list[HeldPoint]
    reads: str


class Breakeven(Judged):
    """``breakeven``: at which value of a number a package stops being better than another."""

    against: str
    size: float = Field(ge=0)
    difference: float
    error: float = Field(ge=0)
    reads: str
    numbers: list[HeldNumber]
