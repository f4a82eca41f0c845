"""Compiled code and addressed random numbers: bare scalars and arrays, no words of the field."""

from ceaseline.kernel.compiled import JIT_ENABLED, mechanism, source_digest
from ceaseline.kernel.draws import (
    STREAM_FIT,
    STREAM_FUTURE,
    STREAM_RESAMPLE,
    STREAM_WORLD,
    gamma_variate,
    logistic,
    logit,
    normal_quantile,
    philox,
    uniforms,
)

__all__ = [
    "JIT_ENABLED",
    "STREAM_FIT",
    "STREAM_FUTURE",
    "STREAM_RESAMPLE",
    "STREAM_WORLD",
    "gamma_variate",
    "logistic",
    "logit",
    "mechanism",
    "normal_quantile",
    "philox",
    "source_digest",
    "uniforms",
]
