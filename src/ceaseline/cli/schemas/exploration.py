"""The forms of answers that explore where an outcome comes from."""

from typing import Any

from pydantic import Field

from ceaseline.cli.schemas.form import Form


class Asked(Form):
    """What was asked, and from how much luck the answer comes."""

    case: str
    package: str
    against: str | None = Field(description="baseline of the paired difference; null for the level")
    outcome: str
    year: int | None = Field(description="of the ladder; null for an outcome over the whole horizon")
    unit: str
    seed: int
    futures: int = Field(description="all futures run, over both packages")
    manifest: dict[str, Any]
    reads: str


class Share(Form):
    """A share of the variance with its standard error and 90 % interval, which may pass 0 and 1."""

    value: float | None
    error: float | None = Field(ge=0)
    low: float | None
    high: float | None


class Explains(Form):
    """One number, or several that change over together."""

    assumption: str
    members: list[str]
    owner: str = Field(description="lever or party that it belongs to; empty for an assumption or a group")
    unit: str | None
    p5: float | None
    p95: float | None
    first: Share = Field(description="Sobol index of first order")
    total: Share = Field(description="total Sobol index")
    shapley: Share = Field(description="Shapley effect; they add up to 1")


class Settling(Form):
    """Indices of one number from the first so many rows of each table."""

    rows: int
    assumption: str
    first: float | None
    total: float | None


class Score(Form):
    """About how much a number explains by itself in the screening."""

    assumption: str
    first: float | None


class Screened(Form):
    """How the numbers were chosen; no worlds where they were named or grouped."""

    numbers: int
    worlds: int
    futures: int
    scores: list[Score]


class Sums(Form):
    """Sums of each kind of index."""

    first: float | None
    total: float | None
    shapley: float | None


class Sensitivity(Asked):
    """``sensitivity``: what the spread of an outcome between worlds comes from."""

    base: int = Field(description="rows of one table")
    walks: int = Field(description="walks between the tables, one random order of the numbers each")
    rows: int
    per_row: int = Field(description="futures a row and package, the same luck in every row")
    mean: float
    deviation: float | None = Field(description="standard deviation between worlds, luck's part taken out")
    noise_share: float | None = Field(description="part of the raw variance of rows that luck had made")
    screened: Screened
    assumptions: list[Explains] = Field(description="largest Shapley effect first")
    sums: Sums
    convergence: list[Settling]


class Limit(Form):
    """A limit that a box sets on one number."""

    assumption: str
    unit: str
    low: float | None
    high: float | None
    kinds: list[float] | None = Field(description="values allowed, for a number that names kinds")
    p5: float
    p95: float
    p: float = Field(ge=0, le=1, description="quasi-p-value")
    reproduced: float = Field(ge=0, le=1, description="share of random halves in which it is found again")


class Estimate(Form):
    """A mean over worlds with its standard error."""

    value: float | None
    error: float | None = Field(ge=0)


class Box(Form):
    """A part of the space of assumptions that holds many failures and little else."""

    limits: list[Limit]
    coverage: float = Field(ge=0, le=1, description="failures inside, of all failures")
    density: float = Field(ge=0, le=1, description="failures inside, of all that counts inside")
    mass: float = Field(ge=0, le=1, description="worlds inside, of all worlds")
    tested_coverage: float = Field(ge=0, le=1, description="mean over random halves, on the other half")
    tested_density: float = Field(ge=0, le=1)
    inside: Estimate = Field(description="outcome, or paired difference, inside")
    outside: Estimate
    words: str


class Step(Form):
    """A box on the path of peeling."""

    coverage: float = Field(ge=0, le=1)
    density: float = Field(ge=0, le=1)
    mass: float = Field(ge=0, le=1)
    restricted: int


class Discovery(Asked):
    """``discover``: boxes of assumptions in which a package fails."""

    fails_when: float | None
    definition: str = Field(description="when something fails")
    counted: str = Field(description="what fails: futures or worlds")
    worlds: int
    per_world: int
    looked_at: list[str] = Field(description="numbers that could limit a box")
    density: float = Field(ge=0, le=1, description="share of failures over all worlds")
    told_apart: float | None = Field(description="share of worlds whose futures tell clearly if they fail")
    overall: Estimate
    splits: int
    boxes: list[Box]
    path: list[Step] = Field(description="to the first box, from all worlds on")
