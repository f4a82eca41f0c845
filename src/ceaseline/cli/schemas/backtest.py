"""The form of the answer of ``ceaseline backtest``."""

from typing import Any, Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form

Score = Literal["brier", "log_loss"]
Rival = Literal["base_rate", "history", "outside_view"]


class Interval(Form):
    """A figure with its 90 per cent interval from drawing clusters again."""

    value: float
    low: float
    high: float


class Scores(Form):
    """The mean loss of each forecast on the same cases; lower is better."""

    model: Interval
    base_rate: Interval
    history: Interval
    outside_view: Interval


class Terms(Interval):
    """The model's mean loss less that of the model without the terms of the ceasefire."""

    score: Score


class Difference(Interval):
    """The model's mean loss less that of another forecast, paired by case; above zero the model is worse."""

    score: Score
    against: Rival


class Concordance(Form):
    """Share of pairs in which the case that failed had the higher forecast; null where no event came."""

    model: float | None = Field(ge=0, le=1)
    history: float | None = Field(ge=0, le=1)


class ClusterCount(Form):
    """What the model expects in a cluster and what came."""

    cluster: str
    cases: int
    expected: float
    observed: int


class Calibration(Form):
    """Events expected and observed, and the chance of so few or so many if the model were right."""

    expected: float
    observed: int
    chance_of_so_few: float
    chance_of_so_many: float
    clusters: list[ClusterCount]


class BacktestReading(Form):
    """Scores under one reading of the outcome."""

    reading: Literal["serious_clash", "war"]
    meaning: str
    brier: Scores
    log_loss: Scores
    differences: list[Difference]
    terms: list[Terms]
    concordance: Concordance
    calibration: Calibration
    range: tuple[float, float] = Field(strict=False)
    rejected: bool
    verdict: str


class CitedSource(Form):
    """A source of a case."""

    key: str
    title: str
    url: str


class Rungs(Form):
    """The model's chance of each rung within five years."""

    deadly_clash: float = Field(gt=0, lt=1)
    serious_clash: float = Field(gt=0, lt=1)
    war: float = Field(gt=0, lt=1)


class PastCase(Form):
    """One past ceasefire, what was forecast and what came."""

    case: str
    title: str
    cluster: str
    ceasefire: str
    terms: list[str]
    coded: list[str]
    probability: float = Field(gt=0, lt=1)
    error: float = Field(ge=0)
    worlds_p5: float
    worlds_p95: float
    without_terms: float = Field(gt=0, lt=1)
    base_rate: float = Field(gt=0, lt=1)
    history: float = Field(gt=0, lt=1)
    outside_view: float = Field(gt=0, lt=1)
    rungs: Rungs
    outcome: bool
    war: bool
    resumed_in: int | None
    note: str
    sources: list[CitedSource]


class PublishedScore(Form):
    """Scores on a larger set of past ceasefires: context, not the same cases."""

    sample: str
    model: str
    cases: int
    events: int
    brier: float
    log_loss: float


class Backtest(BacktestReading):
    """The backtest; ``war`` holds the second reading."""

    war: BacktestReading
    cases: list[PastCase]
    clusters: int
    level: float
    published: list[PublishedScore]
    limits: list[str]
    manifest: dict[str, Any]
