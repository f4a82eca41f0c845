"""What every form shares."""

from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """No further keys, no conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Range(Form):
    """Percentiles of what is thought possible, in the unit that stands beside."""

    p5: float
    p50: float
    p95: float
