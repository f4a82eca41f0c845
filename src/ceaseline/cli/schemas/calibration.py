"""The form of the answer of ``ceaseline calibrate``, and of the manifest beside kept worlds."""

from typing import Any, Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form, Range

Rung = Literal["incident", "use_of_force", "deadly_clash", "serious_clash", "war"]


class Wave(Form):
    """A wave: worlds drawn from the prior, run and kept."""

    wave: int
    looked_at: int
    worlds: int
    futures: int
    kept: int
    share: float = Field(ge=0, le=1)
    share_of_prior: float = Field(ge=0, le=1)


class Discrepancy(Form):
    """What the model may be off even where it is right."""

    any: float
    first_year_above: float


class TargetRow(Form):
    """What a world is held against, with the standard deviation below and above."""

    rung: Rung
    year: int
    low: float
    high: float
    sd_below: float
    sd_above: float


class FitRow(Form):
    """The kept worlds beside the record."""

    rung: Rung
    year: int
    mean: float = Field(ge=0, le=1)
    p5: float
    p95: float
    target: float
    target_high: float
    low: float
    high: float
    inside: bool


class FrontRow(Form):
    """Part of five years' resumptions that comes in the first year."""

    rung: Rung
    share: float = Field(ge=0, le=1)
    low: float
    high: float
    inside: bool


class MatchedAssumption(Form):
    """An assumption before and after, and the part of its spread that is left."""

    name: str
    unit: str
    prior: Range
    kept: Range
    sd_ratio: float
    reading: Literal["narrowed", "touched", "not identified"]


class Correlation(Form):
    """Two assumptions that the kept worlds tie together."""

    first: str
    second: str
    correlation: float = Field(ge=-1, le=1)


class Weight(Form):
    """The part of an assumption in a direction."""

    name: str
    weight: float


class Direction(Form):
    """A principal direction of the kept worlds; eigenvalue 1 is as wide as the prior."""

    eigenvalue: float
    weights: list[Weight]


class RoadRow(Range):
    """Share of ten years' wars by a road."""

    road: str
    share: float = Field(ge=0, le=1)


class Calibration(Form):
    """``calibrate``."""

    case: str
    version: int
    sound: bool
    war_between: bool
    verdict: str
    waves: list[Wave]
    missed_by_screen: float | None
    kept: int
    kept_share: float = Field(ge=0, le=1)
    cutoff: float
    discrepancy: Discrepancy
    front_range: tuple[float, float] = Field(strict=False)
    targets: list[TargetRow]
    fit: list[FitRow]
    front_loading: list[FrontRow]
    assumptions: list[MatchedAssumption]
    correlations: list[Correlation]
    directions: list[Direction]
    learned: str
    roads: list[RoadRow]
    roads_warning: str
    limits: list[str]
    manifest: dict[str, Any]
