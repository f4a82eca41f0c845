"""The reference month gives the same futures however it is run."""

import math
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest
from numpy.typing import NDArray

from ceaseline.bench import month, month_numpy, peers

Run = Callable[[int, int], NDArray[np.float64]]


def peer(name: str) -> Run:
    package = {"month_mesa": "mesa", "month_simpy": "simpy"}.get(name)
    if package is not None and find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    run: Run = import_module(f"ceaseline.bench.{name}").run
    return run


def assert_same_futures(got: NDArray[np.float64], expected: NDArray[np.float64]) -> None:
    """Hold peers to the kernel future by future.

    Libraries may round the last bit of an exponential differently, which can turn a draw in one future of
    some 10**12; one row in a thousand would already be a mistake.
    """
    same = np.isclose(got, expected, rtol=1e-9, atol=0.0).all(axis=1)
    assert same.mean() > 0.999


@pytest.mark.parametrize(
    ("name", "futures"), [("month_numpy", 3000), ("month_simpy", 150), ("month_mesa", 150)]
)
def test_peers_run_the_same_futures(name: str, futures: int) -> None:
    assert_same_futures(peer(name)(futures, 7), month.run(futures, 7))


@pytest.mark.parametrize("name", ["month_numpy", "month_simpy", "month_mesa"])
def test_another_seed_is_noticed(name: str) -> None:
    got, expected = peer(name)(50, 8), month.run(50, 7)
    assert not np.isclose(got, expected).all(axis=1).any()


@pytest.mark.parametrize("batch", [1, 7, 64, 4096])
def test_batches_of_numpy_change_nothing(batch: int) -> None:
    assert (month_numpy.run(100, 3, batch) == month_numpy.run(100, 3)).all()


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_threads_of_the_kernel_change_nothing(threads: int) -> None:
    assert (peers.kernel_on_threads(101, 3, threads) == month.run(101, 3)).all()


def test_every_phase_acts() -> None:
    """A peer that skipped a phase would still agree if the phase did nothing."""
    out = month.run(4000, 1)
    column = {name: out[:, i] for i, name in enumerate(month.COLUMNS)}
    for rung, above in zip(month.COLUMNS[1:5], month.COLUMNS[:4], strict=True):
        assert (column[rung] >= column[above]).all()
        assert (column[rung] < month.NEVER).any()
    assert 0.2 < (column["war"] <= month.MONTHS).mean() < 0.4
    assert len(np.unique(column["in_force"])) > 40
    assert 0 < column["kept"].sum() < column["tested"].sum()
    assert column["taken"].sum() > 0
    assert column["belief_europe"].std() > 0.02
    assert column["ratio"].std() > 0.01


def test_promises_hang_on_each_other() -> None:
    out = month.run(4000, 1)[:, month.COLUMNS.index("in_force")].astype(int)
    for i, promise in enumerate(month.PROMISES):
        if promise.needs >= 0:
            held = (out >> i) & 1 == 1
            assert held.any()
            assert ((out[held] >> promise.needs) & 1 == 1).all()


def test_incidents_arise_at_the_stated_chance() -> None:
    """With all else as it is, first incidents of month one follow the mixture over frailty."""
    out = month.run(40_000, 2)
    rates, openings = month.rates()
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    damping = math.prod(p.damping for p in month.PROMISES)
    risk = damping * rates[1] * np.exp(month.FRAILTY_SPREAD * nodes)
    expected = float((weights / weights.sum()) @ -np.expm1(-risk))
    first = (out[:, 0] == 1.0).mean()
    error = math.sqrt(expected / len(out))
    assert expected - 4.0 * error < first < expected + openings[1] + 4.0 * error


def test_missing_frameworks_are_skipped_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "version", lambda _: None)
    found, skipped = peers.frameworks()
    assert found == {}
    assert set(skipped) == set(peers.FRAMEWORKS)
    assert all("not installed" in reason for reason in skipped.values())
