"""Quantile functions: monotone, true to their percentiles, and equal to SciPy's."""

import math
import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ceaseline.case import FrozenMap, Uncertain
from ceaseline.case.beta import beta_quantile, incomplete_beta

SHARES = st.floats(0, 1)
LEVELS = [0.001, 0.05, 0.2, 0.5, 0.7, 0.95, 0.9999]


@st.composite
def percentiles(draw: st.DrawFn) -> Uncertain:
    kind = draw(st.sampled_from(["share", "positive", "any"]))
    ends = {"share": (0.0, 1.0), "positive": (0.0, 1e6), "any": (-1e4, 1e4)}[kind]
    low, high = (0.001, 0.999) if kind == "share" else ends
    values = sorted(draw(st.lists(st.floats(low, high, allow_subnormal=False), min_size=3, max_size=3)))
    scale = draw(st.sampled_from([None, "linear"]))
    return Uncertain.of(*values, lower=ends[0], upper=ends[1], scale=scale)


@st.composite
def named(draw: st.DrawFn) -> Uncertain:
    low = draw(st.floats(0.01, 50))
    width = draw(st.floats(0.01, 50))
    a, b = draw(st.floats(0.3, 30)), draw(st.floats(0.3, 30))
    place = draw(SHARES)
    arguments = {
        "uniform": {"low": low, "high": low + width},
        "loguniform": {"low": low, "high": low + width},
        "triangular": {"low": low, "mode": min(low + place * width, low + width), "high": low + width},
        "normal": {"mean": low, "sd": width},
        "beta": {"a": a, "b": b, "low": low, "high": low + width},
        "fixed": {"value": low},
    }
    name = draw(st.sampled_from(sorted(arguments)))
    return Uncertain.named(name, arguments[name], lower=0, upper=200)


@given(percentiles() | named(), SHARES, SHARES)
def test_quantiles_never_fall(number: Uncertain, one: float, other: float) -> None:
    below, above = (number.quantile(u) for u in sorted((one, other)))
    assert below <= above + 1e-9 * abs(above)
    assert number.lower <= below <= number.upper
    assert math.isfinite(above)


@given(percentiles())
def test_percentiles_are_recovered(number: Uncertain) -> None:
    for name, u in (("p5", 0.05), ("p50", 0.5), ("p95", 0.95)):
        given_value = number.arguments[name]
        assert number.quantile(u) == pytest.approx(given_value, rel=1e-9, abs=1e-9)
        assert getattr(number, name) == given_value


@pytest.mark.parametrize(
    ("name", "arguments", "other"),
    [
        ("uniform", {"low": 2, "high": 5}, stats.uniform(2, 3)),
        ("loguniform", {"low": 2, "high": 50}, stats.loguniform(2, 50)),
        ("triangular", {"low": 1, "mode": 2, "high": 6}, stats.triang(0.2, 1, 5)),
        ("triangular", {"low": 1, "mode": 1, "high": 6}, stats.triang(0, 1, 5)),
        ("triangular", {"low": 1, "mode": 6, "high": 6}, stats.triang(1, 1, 5)),
        ("normal", {"mean": -1, "sd": 3}, stats.norm(-1, 3)),
        ("beta", {"a": 2.2, "b": 7.8, "low": 0, "high": 1}, stats.beta(2.2, 7.8)),
        ("beta", {"a": 0.5, "b": 0.5, "low": 0, "high": 1}, stats.beta(0.5, 0.5)),
        ("beta", {"a": 2, "b": 3, "low": 10, "high": 20}, stats.beta(2, 3, 10, 10)),
    ],
)
def test_named_distributions_are_those_of_scipy(
    name: str, arguments: dict[str, float], other: object
) -> None:
    number = Uncertain.named(name, arguments)
    for u in LEVELS:
        assert number.quantile(u) == pytest.approx(other.ppf(u), rel=1e-9, abs=1e-12)  # type: ignore[attr-defined]


@given(st.floats(0.05, 300), st.floats(0.05, 300), SHARES)
def test_incomplete_beta_is_that_of_scipy(a: float, b: float, x: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(stats.beta.cdf(x, a, b), rel=1e-8, abs=1e-12)


@given(st.floats(0.3, 100), st.floats(0.3, 100), st.floats(0.001, 0.999))
def test_beta_quantile_is_the_inverse(a: float, b: float, u: float) -> None:
    x = beta_quantile(a, b, u)
    assert incomplete_beta(a, b, x) == pytest.approx(u, rel=1e-6, abs=1e-9)


def test_two_pieces_on_each_scale() -> None:
    z = float(stats.norm.ppf(0.8) / stats.norm.ppf(0.95))
    odds = 9**z
    for number, scale, value in (
        (Uncertain.of(-1, 0, 4), "linear", 4 * z),
        (Uncertain.of(1, 10, 1000, lower=0), "log", 10 ** (1 + 2 * z)),
        (Uncertain.of(0.1, 0.5, 0.9, lower=0, upper=1), "logit", odds / (1 + odds)),
    ):
        assert number.scale == scale
        assert number.quantile(0.8) == pytest.approx(value)


def test_values_are_clipped_to_bounds() -> None:
    number = Uncertain.of(0, 0.5, 1, lower=0, upper=1)
    assert number.scale == "linear"
    assert number.quantile(0.001) == 0
    assert number.quantile(0.999) == 1


def test_equal_percentiles_are_fixed() -> None:
    number = Uncertain.of(3, 3, 3, lower=0)
    assert number.is_fixed
    assert {number.quantile(u) for u in (0, 0.3, 1)} == {3}
    assert not Uncertain.of(1, 2, 3).is_fixed


@pytest.mark.parametrize("u", [-0.1, 1.1, math.nan])
def test_shares_outside_are_refused(u: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Uncertain.fixed(1).quantile(u)


def test_it_is_frozen_hashed_pickled_and_printed() -> None:
    number = Uncertain.of(1, 2, 3, lower=0)
    with pytest.raises(AttributeError):
        number.lower = 5  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(number)) == number
    assert hash(number) == hash(Uncertain.of(1, 2, 3, lower=0))
    assert repr(number) == (
        "Uncertain(distribution='quantiles', arguments=FrozenMap({'p5': 1, 'p50': 2, 'p95': 3}), "
        "lower=0, upper=inf, scale='log')"
    )
    assert FrozenMap({"a": 1}) != FrozenMap({"a": 2})


def test_a_frozen_map_keeps_its_hash_to_its_own_process() -> None:
    """Words hash differently in every process: a copy that brought its hash along would be lost in a dict."""
    table = FrozenMap({"a": 1})
    hash(table)
    assert pickle.loads(pickle.dumps(table)) == table
    foreign = subprocess.run(
        [sys.executable, "-c", _FOREIGN],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=True,
        stdout=subprocess.PIPE,
    )
    assert pickle.loads(foreign.stdout) in {table}


_FOREIGN = """
import pickle, sys
from ceaseline.case import FrozenMap
table = FrozenMap({"a": 1})
hash(table)
sys.stdout.buffer.write(pickle.dumps(table))
"""
