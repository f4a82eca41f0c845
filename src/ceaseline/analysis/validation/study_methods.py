"""Fixtures of exploratory analysis (E): variance, worth, information, pools, paired luck."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import ndtri

from ceaseline.analysis.information import perfect_information
from ceaseline.analysis.probabilities import brier, linear_pool, log_pool
from ceaseline.analysis.shapley import shapley_effects, shapley_values
from ceaseline.analysis.sobol import sobol_indices
from ceaseline.analysis.statistics import Floats
from ceaseline.analysis.validation.row import Row, fixture
from ceaseline.case import Case, load
from ceaseline.study import PackageRun, Sample, run_study

_ISHIGAMI = "Ishigami function, a 7 and b .1; computed by integration"
#: Futures and worlds of the paired runs: the statement is exact, so few are enough.
_PAIRED = Sample(512, 64, 1)
_GRID = 8192


def ishigami(u: Floats) -> Floats:
    """Return Ishigami's function of uniforms, ``sin x1 + 7 sin² x2 + .1 x3⁴ sin x1`` on [-π, π]³.

    Examples
    --------
    >>> ishigami(np.full((1, 3), 0.5)).tolist()
    [0.0]
    """
    x = np.pi * (2.0 * u - 1.0)
    return np.asarray(np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def variance_fixtures() -> Iterator[Row]:
    """Yield E1 and E2."""
    found = sobol_indices(ishigami, 3)
    yield fixture(
        "E1",
        "Sobol indices of the Ishigami function: first order of three inputs, then total",
        (0.3139, 0.4424, 0.0, 0.5576, 0.4424, 0.2437),
        [*found.first.tolist(), *found.total.tolist()],
        0.005,
        _ISHIGAMI,
    )
    yield fixture(
        "E2",
        "Shapley effects of the Ishigami function",
        (0.4357, 0.4424, 0.1218),
        shapley_effects(ishigami, 3, points=8192).tolist(),
        0.005,
        _ISHIGAMI,
    )


def worth_fixtures() -> Iterator[Row]:
    """Yield E3 to E5."""
    airport = np.array(
        [max((cost for i, cost in enumerate((1.0, 2.0, 3.0)) if m >> i & 1), default=0.0) for m in range(8)]
    )
    glove = np.array([0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0])
    yield fixture(
        "E3",
        "Shapley value: one left and two right gloves; a runway shared by costs 1, 2, 3",
        (2 / 3, 1 / 6, 1 / 6, 1 / 3, 5 / 6, 11 / 6),
        [*shapley_values(glove).tolist(), *shapley_values(airport).tolist()],
        1e-9,
        "algebra",
    )
    z = ndtri((np.arange(_GRID) + 0.5) / _GRID)
    yield fixture(
        "E4",
        "Value of perfect information on a difference of N(0, 1) and of N(.5, 1)",
        (0.3989, 0.1978),
        [perfect_information(np.column_stack([np.zeros(_GRID), mean + z])) for mean in (0.0, 0.5)],
        1.5e-4,
        "computed, normal loss function",
    )
    opinions = np.array([0.1, 0.4, 0.7])
    yield fixture(
        "E5",
        "Opinions .1, .4, .7: linear and logarithmic pool; Brier score of .2 when the event comes",
        (0.400, 0.3578, 0.64),
        (linear_pool(opinions), log_pool(opinions), brier(np.array([0.2]), np.ones(1))),
        5.1e-5,
        "algebra",
    )


def _outcomes(case: Case, package: str, batch: int) -> PackageRun:
    return run_study(case, [package], _PAIRED, batch=batch, keep=False).runs[0]


def paired_fixtures() -> Iterator[Row]:
    """Yield E6: the same package run twice, in pieces of different size."""
    case = load("korea-1953")
    first, second = (_outcomes(case, "all-promised", batch) for batch in (512, 96))
    unequal = sum(a.tobytes() != b.tobytes() for a, b in zip(first.outcomes, second.outcomes, strict=True))
    yield fixture(
        "E6",
        f"The same package run twice, in pieces of different size: futures of {_PAIRED.futures} that differ",
        0.0,
        float(unequal),
        0.0,
        "design: paired draws",
    )
    reached = first.outcomes["first"].astype(np.int64)
    yield fixture(
        "H3.run",
        f"A run of {case.name}: futures in which a graver rung is reached before a lighter one",
        0.0,
        float((np.diff(reached, axis=1) < 0).any(axis=1).sum()),
        0.0,
        "definition of the ladder",
    )
