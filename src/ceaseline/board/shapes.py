"""The form of every answer, for the description of the interface."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = float


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rung(_Shape):
    """One rung of the ladder in one year."""

    year: int
    rung: str
    share: Share = Field(description="Share of futures that reach the rung by the end of the year.")
    error: float = Field(description="Monte-Carlo standard error, clustered by world.")
    worlds_p5: Share = Field(description="5th percentile over worlds, with luck's variance removed.")
    worlds_p95: Share


class Figure(_Shape):
    """A figure beyond the ladder: a mean as `value`, or percentiles over futures."""

    unit: str
    value: float | None = None
    p5: float | None = None
    p50: float | None = None
    p95: float | None = None


class Series(_Shape):
    """The package or the baseline, under the case's assumptions or one's own."""

    id: str
    role: Literal["package", "baseline"]
    assumptions: Literal["default", "own"]
    ladder: list[Rung]
    survival: dict[str, list[Share]] = Field(description="Share of futures without the rung, by `months`.")
    figures: dict[str, Figure] | None


class Difference(_Shape):
    """Package less baseline, with the same luck."""

    assumptions: Literal["default", "own"]
    outcome: str
    year: int | None
    unit: str
    difference: float
    error: float
    reads: str


class InForce(_Shape):
    """Share of futures in which a promise is in force at month 24."""

    least: Share
    greatest: Share


class Idle(_Shape):
    """A lever that can do nothing in the package, and why."""

    lever: str
    why: str


class Answer(_Shape):
    """What the board shows of a setting beside its baseline."""

    case: str
    baseline: str
    futures: int
    worlds: int
    seed: int
    draft: bool
    years: list[int]
    months: list[int]
    capability_month: int
    series: list[Series]
    differences: list[Difference]
    in_force: dict[str, InForce]
    idle: list[Idle]
    fingerprint: str = Field(description="Equal for settings that do the same in every future.")
    unsettled: str


class Missing(_Shape):
    """A condition on other promises, and how often it is what a willing party waits for."""

    levers: list[str]
    counts: bool
    at_least: float
    unit: str
    unmet: Share


class Pledge(_Shape):
    """A promise on the first day."""

    lever: str
    title: str
    by: str
    willing: Share
    least: Share = Field(description="In force if nobody moves before its conditions are met.")
    greatest: Share = Field(description="In force if everyone trusts the others.")
    missing: list[Missing]


class Total(_Shape):
    """What the promises of one item add up to, as means over futures."""

    item: str
    unit: str
    meaning: str
    promised: float
    least: float
    greatest: float


class Pivot(_Shape):
    """A promise that, made unconditional alone, lifts the least fixed point to the greatest."""

    lever: str
    title: str
    share: Share
    error: float


class Standing(_Shape):
    """Promises in force on the first day at both fixed points."""

    case: str
    package: str
    futures: int
    worlds: int
    seed: int
    levers: list[Pledge]
    totals: list[Total]
    differ: Share
    pivots: list[Pivot]
    reads: str


class Happening(_Shape):
    """What happens in a month of a future, a list for each package."""

    month: int
    date: str
    texts: list[list[str]]
    same: bool


class Told(_Shape):
    """One package in one future."""

    name: str
    title: str
    in_force: list[str]
    waiting: list[str]


class Story(_Shape):
    """One future told month by month, under the package and the baseline."""

    future: int
    world: int
    luck: int
    found: bool = Field(description="False if no future of the kind asked for was found.")
    packages: list[Told]
    months: list[Happening]
    part_in_month: int | None


class Said(_Shape):
    """An approved statement behind a position."""

    id: str
    text: str
    stance: str
    firmness: str
    speaker: str
    date: str
    note: str
    quotes: list[str]
    outlet: str
    report: str
    report_date: str
    report_grade: str
    reviewer: str
    decision: str
    reviewed: str


class Held(_Shape):
    """A position on a lever."""

    as_of: str
    stance: str
    firmness: str
    independent: int
    contested: bool
    words: str
    source: str
    url: str
    statements: list[Said]


class Evidence(_Shape):
    """What stands behind a lever, latest position first."""

    lever: str
    title: str
    by: str
    note: str
    contradicted: list[str]
    positions: list[Held]


class Agreement(_Shape):
    """What the other engines make of it, a sentence on war for each year of the ladder."""

    reads: dict[str, str]


class Drawing(_Shape):
    """A chart: its words, its Vega-Lite specification for light and dark, and the rows behind it."""

    name: str
    title: str
    alt: str
    note: str
    spec: dict[str, Any]
    spec_dark: dict[str, Any]
    rows: list[dict[str, Any]]


class GroupWorth(_Shape):
    """What a group of promises is worth: its Shapley value, in the unit of the outcome."""

    lever: str
    title: str
    levers: list[str]
    shapley: float
    error: float
    reads: str


class Worth(Drawing):
    """What each group is worth, largest first, and the same in words and as a chart."""

    groups: list[GroupWorth]
    reads: list[str]


class Fault(_Shape):
    """One thing that is wrong with a question."""

    loc: list[str | int]
    msg: str
    type: str


class Faults(_Shape):
    """Everything that is wrong with a question."""

    detail: list[Fault]
