"""The forms of answers that come from futures."""

from typing import Any, Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form

Rung = Literal["incident", "use_of_force", "deadly_clash", "serious_clash", "war"]
Year = Literal["1", "2", "5", "10"]
Month = Literal["12", "60"]
Road = Literal["decision", "grab", "strike", "incident"]


class Spread(Form):
    """A share of futures and its 5th and 95th percentile between worlds, luck's variance removed."""

    share: float | None = Field(ge=0, le=1)
    worlds_p5: float | None = Field(ge=0, le=1)
    worlds_p95: float | None = Field(ge=0, le=1)


class Share(Spread):
    """A share of futures with its Monte-Carlo standard error, clustered by world."""

    error: float | None = Field(ge=0)


Ladder = dict[Year, dict[Rung, Share]]


class Percentiles(Form):
    """Percentiles over futures; null where no future has a figure."""

    p5: float | None
    p50: float | None
    p95: float | None


class PercentilesAndMean(Percentiles):
    """Percentiles and mean over futures."""

    mean: float | None


class InForce(Form):
    """Share of futures in which each promise is in force at month 24, at both fixed points."""

    least: dict[str, float]
    greatest: dict[str, float]


class Outcomes(Form):
    """Outcomes beyond the ladder, over the whole horizon."""

    territory_lost_km2: PercentilesAndMean
    dead: PercentilesAndMean
    guarantor_dead: PercentilesAndMean
    hits_on_sites: PercentilesAndMean
    violations: PercentilesAndMean
    throughput: PercentilesAndMean
    months_to_war: Percentiles
    aim_reached: float | None
    promise_tested: float | None
    promise_kept: float | None


class Capability(Form):
    """What stands in place at one month, over futures that still run then."""

    troops_in_country: Percentiles
    warning_days: Percentiles
    attribution_days: Percentiles
    air_leak_share: Percentiles
    ships_on_station: Percentiles


class Shortfall(Form):
    """A pledge that cannot be sustained, in the median world."""

    contributor: str
    lever: str
    item: str
    needed: float
    sustainable: float
    unit: str
    month: int


class Figure(Form):
    """The mean of an outcome with its Monte-Carlo standard error; what ``diff`` compares."""

    outcome: str
    month: int | None = Field(description="null over the whole horizon")
    unit: str
    value: float | None
    error: float | None = Field(ge=0)


class Stated(Form):
    """What the case states: percentiles of its assumptions, and digests of everything else."""

    assumptions: dict[str, tuple[float, float, float]] = Field(description="5th, 50th, 95th percentile")
    levers: dict[str, str]
    packages: dict[str, str]
    parts: dict[str, str]


class PackageResult(Form):
    """What comes of one package; shares are given a ceasefire."""

    name: str
    title: str
    as_of: str | None
    ladder: Ladder
    if_accepted: Ladder = Field(description="the ladder with futures weighted by the chance of acceptance")
    roads: dict[Road, float] = Field(description="share of futures that end in war by each road")
    agreement: Spread = Field(description="chance that the challenger accepts a ceasefire")
    in_force: InForce
    capability: dict[Month, Capability]
    outcomes: Outcomes
    cost_eur_per_year: float | None = Field(description="mean over futures")
    shortfalls: list[Shortfall]
    figures: list[Figure]


class Difference(Form):
    """Package less baseline, future by future with the same luck."""

    package: str
    baseline: str
    outcome: str
    year: int | None
    unit: str
    difference: float
    error: float = Field(ge=0)
    reads: str = Field(description='a sentence; "too small to tell" below twice the error')


class Interval(Form):
    """A share with its 90 % Jeffreys interval."""

    share: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)


class Recurred(Interval):
    """How many of how many came back."""

    recurred: int
    spells: int


class ReferenceClass(Form):
    """Past ceasefires of one kind: what came back, by year."""

    name: str
    title: str
    spells: int
    conflicts: int
    years: list[int]
    counted: str
    rungs: dict[str, dict[str, Interval]]
    source: str
    note: str
    may_hold_this_case: bool
    within_five_years_by_ending: dict[str, Recurred] | None = None


class OutsideView(Form):
    """The record of past ceasefires; never blended in."""

    classes: list[ReferenceClass]
    interval: str
    why_sources_differ: str
    bracket: str
    reads: str


class Sampled(Form):
    """From how much luck the answer comes."""

    case: str
    seed: int
    futures: int
    worlds: int


class Level(Form):
    """A share of futures with its Monte-Carlo standard error."""

    share: float | None = Field(ge=0, le=1)
    error: float | None = Field(ge=0)


class Engines(Form):
    """How the challenger decides, and how land is fought over."""

    decision: Literal["quantal", "threshold"]
    land: Literal["posen", "lanchester"]


class ToldBy(Engines):
    """The ladder of each package under one combination of engines."""

    surrogate: dict[str, float] = Field(
        description="what the challenger believes of fighting, fitted to the land engine, with its error"
    )
    ladder: dict[str, dict[Year, dict[Rung, Level]]]


class Gap(Form):
    """A paired difference and its standard error."""

    difference: float
    error: float = Field(ge=0)
    clear: bool = Field(description="whether it is beyond twice its error")


class Ordering(Form):
    """A package less another under every combination of engines, in their order."""

    package: str
    baseline: str
    outcome: Rung
    year: int
    differences: list[Gap]
    ordering: Literal[
        "keeps its sign", "does not keep its sign", "too small to tell", "the same in every future"
    ]


class Agreement(Form):
    """Whether the engines agree: levels and orderings under every combination, with the same luck."""

    used: Engines
    futures: int
    worlds: int
    engines: list[ToldBy] = Field(description="the answer's own engines first")
    pairs: list[Ordering]
    reads: dict[Year, str]


class Comparison(Sampled):
    """``compare`` and ``run``: packages side by side; the first is the baseline."""

    title: str
    question: str
    horizon_months: int
    manifest: dict[str, Any]
    stated: Stated
    packages: list[PackageResult]
    differences: list[Difference]
    engines: Agreement
    outside_view: OutsideView
    unsettled: str


class SweptPackage(Form):
    """What comes of one package, as far as sums tell."""

    name: str
    title: str
    as_of: str | None
    ladder: Ladder
    if_accepted: Ladder = Field(description="the ladder with futures weighted by the chance of acceptance")
    roads: dict[Road, float] = Field(description="share of futures that end in war by each road")
    agreement: Spread = Field(description="chance that the challenger accepts a ceasefire")
    in_force: InForce
    months_to_war: Percentiles = Field(description="over futures that see war")
    figures: list[Figure]


class Sweep(Sampled):
    """``sweep``: packages side by side over more futures than memory holds."""

    title: str
    question: str
    horizon_months: int
    manifest: dict[str, Any] = Field(description="with the SHA-256 of the sums of each package")
    stated: Stated
    packages: list[SweptPackage]
    differences: list[Difference]
    outside_view: OutsideView
    kept: str = Field(description="what is kept of the futures, and what cannot be said")
    unsettled: str


class StandingPosition(Form):
    """What a party said of a lever."""

    as_of: str
    stance: str
    firmness: str
    statement: str
    source: str
    locator: str
    independent: int = Field(ge=0)
    contested: bool
    statements: list[str]


class ChangedPosition(Form):
    """A lever on which something was said between two dates."""

    lever: str
    title: str
    by: str
    changed: bool
    before: StandingPosition | None
    after: StandingPosition | None
    also_said: list[StandingPosition]


class TimelineEntry(Form):
    """The answer as of one date, and the change since the entry before."""

    package: str
    title: str
    as_of: str
    ladder: Ladder
    agreement: Share
    in_force: InForce
    change: list[Difference]
    positions: list[ChangedPosition]


class Timeline(Sampled):
    """``timeline``: packages as reported on a date, earliest first."""

    manifest: dict[str, Any]
    entries: list[TimelineEntry]
    engines: Agreement
    outside_view: OutsideView
    unsettled: str


class StartAndLater(Form):
    """At the start and at month 24."""

    start: float
    month_24: float


class PromiseInForce(Form):
    """One promise at both fixed points."""

    lever: str
    title: str
    by: str
    item: str
    least: StartAndLater
    greatest: StartAndLater
    gap: StartAndLater


class Differ(Form):
    """Share of futures in which the fixed points differ."""

    start: Share
    month_24: Share


class Pivot(Form):
    """A promise that, made unconditional alone, lifts the least point to the greatest."""

    lever: str
    title: str
    share: float
    error: float


class PivotSet(Form):
    """Promises that, made unconditional together, lift the least point to the greatest."""

    levers: list[str]
    share: float
    error: float


class AtThreshold(Form):
    """Share of futures in which a promise is in force with its threshold held at a value."""

    level: float = Field(ge=0, le=1, description="chance that the threshold is thought to be less")
    threshold: float
    least: float
    least_error: float
    greatest: float
    greatest_error: float


class Threshold(Form):
    """How a conditional promise depends on its uncertain threshold."""

    lever: str
    condition: int
    unit: str
    points: list[AtThreshold]


class Falls(Form):
    """What leaves the set in force, beyond the own promises of who refuses."""

    falls: float = Field(ge=0, le=1, description="share of futures in which any does")
    error: float
    lost: float = Field(description="promises of others lost, mean over futures")


class Veto(Form):
    """A party whose refusal takes promises of others with it."""

    party: str
    name: str
    least: Falls
    greatest: Falls


class Hinges(Form):
    """On whom a coalition hangs."""

    sets: list[PivotSet]
    thresholds: list[Threshold]
    vetoes: list[Veto]
    reads: list[str]


class Promises(Sampled):
    """``promises``: what is in force at both fixed points."""

    package: str
    title: str
    manifest: dict[str, Any]
    levers: list[PromiseInForce]
    differ: Differ
    greatest_reached: float
    pivots: list[Pivot]
    hinges: Hinges | None = Field(description="only with --pivots")
    reads: str


class Moved(Form):
    """An outcome without and with a lever."""

    outcome: str
    year: int | None
    month: int | None
    unit: str
    without: float
    with_: float = Field(alias="with")
    difference: float
    error: float


class LeverMoves(Moved):
    """The outcome that a lever moves most, in units of its error, and the rung that it moves most."""

    lever: str
    title: str
    item: str
    row: int | None
    base: str
    in_base: bool
    moves: bool
    rung: Moved


class NumberMoves(Form):
    """The outcome that a number moves most between its 5th and 95th percentile."""

    name: str
    owner: str
    p5: float
    p95: float
    unit_of_number: str
    package: str
    outcome: str | None = None
    year: int | None = None
    month: int | None = None
    unit: str | None = None
    at_p5: float | None = None
    at_p95: float | None = None
    difference: float | None = None
    error: float | None = None
    moves: bool


class Numbers(Sampled, Engines):
    """``levers --assumptions``: what each uncertain number moves."""

    package: str
    numbers: list[NumberMoves]
    exceptions: list[str]
    too_small: list[str]


class PartOff(Form):
    """The effect without one part of it."""

    part: str
    how: str
    difference: float
    error: float
    change: float
    change_error: float


class Knockout(Sampled, Engines):
    """``levers --knockout``: what the effect of a package on war is made of."""

    package: str
    baseline: str
    outcome: str
    year: int
    difference: float
    error: float
    parts: list[PartOff]


class Event(Form):
    """One event of a future."""

    month: int
    date: str
    event: str
    lever: str | None
    figures: list[float]
    text: str


class Told(Form):
    """A future under one package."""

    name: str
    title: str
    in_force: list[str]
    waiting: list[str]
    events: list[Event]
    complete: bool


class ToldMonth(Form):
    """A month in which something happened, by package."""

    month: int
    date: str
    texts: list[list[str]]
    same: bool


class Replay(Sampled, Engines):
    """``replay``: one future month by month."""

    future: int
    world: int
    luck: int
    assumptions: dict[str, float]
    packages: list[Told]
    months: list[ToldMonth]
    part_in_month: int | None
