"""The functions that run uncompiled are the functions that run compiled, and what they call is counted."""

from types import SimpleNamespace

import numpy as np
import pytest

from ceaseline.bench.flagship import WORLDS, Subject, subject
from ceaseline.bench.floor import PARTS, time_floor
from ceaseline.bench.uncompiled import Counter, plain, records
from ceaseline.case import load
from ceaseline.model.records import OUTCOME


@pytest.fixture(scope="module")
def all_promised() -> Subject:
    return subject(load("ukraine-2025"), "all-promised", 3)


def test_uncompiled_futures_are_the_compiled_ones(all_promised: Subject) -> None:
    result, plainly = all_promised.run_plain(WORLDS)
    compiled = all_promised.run(WORLDS, 2)
    assert result["seconds"] > 0.0
    assert result["calls"] == {}
    for name in OUTCOME.names or ():
        np.testing.assert_allclose(
            plainly[name].astype(float), compiled[name].astype(float), rtol=1e-9, err_msg=name
        )


def test_calls_are_counted_without_changing_the_futures(all_promised: Subject) -> None:
    counted, outcomes = all_promised.run_plain(WORLDS, count=True)
    calls = counted["calls"]
    assert {name for name, number in calls.items() if number > 0} <= set(PARTS)
    months = int(outcomes["months"].sum())
    assert calls["philox"] >= months + 4 * WORLDS, "a block each month and four on the first day"
    assert calls["normal_quantile"] >= 9 * WORLDS, "error, quality, frailty, trends and blocs are normal"
    none, _ = subject(load("ukraine-2025"), "none", 3).run_plain(WORLDS, count=True)
    assert none["calls"]["philox"] < calls["philox"], "promises draw"


def test_a_counter_hides_what_a_whole_calls() -> None:
    counter = Counter()
    inner = counter.part("inner", lambda x: x + 1)
    outer = counter.whole("outer", lambda x: inner(x) + inner(x))
    assert (outer(1), inner(1)) == (4, 2)
    assert counter.calls == {"inner": 1, "outer": 1}


def test_plain_and_records_are_inverse() -> None:
    rng = np.arange(2 * OUTCOME.itemsize, dtype=np.uint8) % 64
    array = rng.view(OUTCOME)
    assert records(plain(array), OUTCOME).tobytes() == array.tobytes()
    assert isinstance(plain(array)[0], SimpleNamespace)


def test_the_floor_refuses_calls_it_has_no_loop_for() -> None:
    with pytest.raises(ValueError, match="no loop for tanh"):
        time_floor({"exp": 10, "tanh": 3}, 1, 1)


def test_the_floor_grows_with_the_calls() -> None:
    time_floor({"exp": 1}, 1, 1)
    small = time_floor({"exp": 1000}, 1, 1)["exp"].cpu
    large = min(time_floor({"exp": 3_000_000}, 1, 1)["exp"].cpu for _ in range(3))
    assert large > 10.0 * small
    assert large > 3_000_000 * 1e-10
