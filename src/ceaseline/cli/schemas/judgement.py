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
    decision: Literal["quantal", "threshold"]
    land: Literal["posen", "lanchester"]
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
    status: Literal["crosses", "fades", "better", "worse", "too small to tell", "unmoved"]
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


class Distance(Form):
    """How far a point lies from the medians of the numbers moved."""

    moved: int
    quantiles: float = Field(description="root of the summed squares of chance levels less one half")
    scores: float = Field(description="root of the summed squares of normal scores")
    log_density_ratio: float = Field(description="log of the density over that at the medians", le=0)
    chance_as_far: float = Field(
        description="chance that draws of these numbers lie at least as far", ge=0, le=1
    )


class MovedNumber(Form):
    """One number that is held, and its range in the case."""

    name: str
    owner: str
    meaning: str
    unit: str
    value: float
    chance: float = Field(ge=0, le=1)
    p5: float
    p50: float
    p95: float
    grade: str
    kind: str


class Closest(Form):
    """The point that came nearest to a loss, on the luck of the search."""

    difference: float
    error: float
    distance: Distance
    numbers: list[MovedNumber]


class Way(Closest):
    """A point at which the package loses, on luck that the search has not seen."""

    loses: bool
    reads: str


class Redteam(Judged):
    """``redteam``: plausible assumptions under which the package loses."""

    against: str
    numbers_searched: int
    difference: float
    error: float
    found: bool
    evaluations: int
    ways: list[Way]
    unverified: bool = Field(
        description="the closest point lost on the luck of the search, not on fresh luck"
    )
    closest: Closest | None
    reads: str


class PartyLimit(Form):
    """The most that a contributor can give."""

    party: str
    most: float
    unit: Literal["eur_per_year", "troops"]


class OutcomeTarget(Form):
    """What an outcome must reach."""

    outcome: str
    year: int | None
    way: Literal["<=", ">="]
    bound: float


class PartOfDesign(Form):
    """One way to take a candidate, and its yearly cost if kept in full; null without a price."""

    name: str
    option: str
    title: str
    levers: list[str]
    cost: float | None
    cost_p5: float | None
    cost_p50: float | None
    cost_p95: float | None
    unpriced: list[str]


class DesignedPackage(Form):
    """One package that was run in full."""

    package: str
    levers: list[str]
    cost: float = Field(description="EUR a year that the futures book, mean")
    cost_error: float
    promised: float = Field(description="EUR a year if all is kept in full, mean over worlds")
    promised_p5: float
    promised_p95: float
    unpriced: list[str] = Field(description="levers without a price: the cost is at least what is shown")
    value: float
    error: float
    on_front: bool
    share_on_front: float = Field(ge=0, le=1)
    clear_step: bool = Field(description="on the front and clearly better than the clear step before")
    meets: Literal["yes", "no", "too small to tell"] | None
    alike: int = Field(description="other packages neither clearly worse nor clearly dearer")
    alike_packages: list[str]


class CheapestMeeting(Form):
    """The cheapest packages that meet the target."""

    surely: str | None
    perhaps: str | None


class Design(Judged):
    """``design``: the packages that are best for their cost."""

    budget: float | None
    limits: list[PartyLimit]
    target: OutcomeTarget | None
    method: Literal["exact", "screened"]
    considered: int
    within: int
    kept: list[str]
    candidates: list[PartOfDesign]
    unpriced: list[str]
    packages: list[DesignedPackage]
    cheapest: CheapestMeeting
    reads: str


class Fallen(Form):
    """A promise that is in force less often, as a share of futures on the first day."""

    lever: str
    before: float
    after: float


class Remedy(Form):
    """A change, and whether it brings back what was lost."""

    change: str
    levers: list[str]
    cost: float = Field(description="EUR a year more than without what is withdrawn")
    cost_error: float
    promised: float
    unpriced: list[str]
    against_before: float
    against_before_error: float
    share_back: float = Field(description="part of the loss that it brings back, by the estimate")
    restores: Literal["more", "too small to tell", "no"]


class Restore(Judged):
    """``design --restore``: the cheapest change that brings back what a withdrawn promise gave."""

    withdrawn: list[str]
    loss: float
    loss_error: float
    lost: bool
    falls: list[Fallen]
    tried: int
    remedies: list[Remedy]
    reads: str
