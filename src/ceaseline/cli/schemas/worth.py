"""The form of ``worth --json``."""

from typing import Any, Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form
from ceaseline.cli.schemas.results import Sampled


class GroupWorth(Form):
    """What one group of promises is worth."""

    lever: str = Field(description="name of the group, or of the lever that stands alone")
    title: str
    levers: list[str]
    shapley: float = Field(description="change of the outcome, on average over all orders of joining")
    first_in: float = Field(description="change when it joins alone")
    last_in: float = Field(description="change when it joins last")
    error: float = Field(ge=0, description="of shapley: futures and, where orders are drawn, orders")
    first_in_error: float = Field(ge=0)
    last_in_error: float = Field(ge=0)
    sampling_error: float = Field(ge=0, description="part of error that is due to drawn orders; 0 if exact")
    in_force: float = Field(ge=0, le=1, description="share of futures that open with any of it in force")
    in_force_alone: float = Field(ge=0, le=1, description="the same with no other promise")
    reads: str


class Interaction(Form):
    """What two groups move together beyond what each moves."""

    levers: list[str] = Field(min_length=2, max_length=2)
    interaction: float = Field(description="Shapley interaction index")
    error: float = Field(ge=0)
    together: float = Field(description="change when the two join with no other promise")
    together_error: float = Field(ge=0)
    reads: str


class ShapleyOnly(Form):
    """Worth of one group in some of the worlds."""

    lever: str
    shapley: float
    error: float = Field(ge=0)


class AtPrecision(Form):
    """Worth in worlds of one span of precision, or with precision held at one value."""

    low: float
    high: float
    worlds: int
    difference: float
    error: float = Field(ge=0)
    worth: list[ShapleyOnly]


class Efficiency(Form):
    """Values add up to what the whole package moves."""

    sum: float
    difference: float
    gap: float


class Sharing(Form):
    """How many futures were asked for and how many had to be run."""

    subsets: int
    futures: int
    histories: int
    factor: float


class Worth(Sampled):
    """``worth``: what each group of a package's promises is worth for an outcome."""

    package: str
    title: str
    outcome: str
    year: int | None
    unit: str
    by: str
    method: Literal["exact", "sampled"]
    orders: int | None
    empty: float = Field(description="the outcome with none of the promises")
    full: float = Field(description="the outcome with all of them")
    difference: float
    error: float = Field(ge=0)
    worth: list[GroupWorth]
    interactions: list[Interaction]
    efficiency: Efficiency
    by_precision: list[AtPrecision]
    sharing: Sharing
    reads: list[str]
    manifest: dict[str, Any]
