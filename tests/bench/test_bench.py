"""The bench gives every figure that is promised, from one run."""

import json

import pytest

from ceaseline.bench import bench
from ceaseline.bench.timing import Timing, machine, measure, middle

KEYS = (
    "futures_per_second",
    "seconds_10000x120",
    "floor_seconds",
    "ratio_python",
    "ratio_numpy",
    "ratio_abm",
    "posen_10000_seconds",
    "cpu_over_wall",
)


@pytest.mark.slow
def test_every_figure_is_measured() -> None:
    """Bounds are loose on purpose: the machine that runs tests may be busy."""
    told: list[str] = []
    result = bench(repeats=1, say=told.append)
    assert json.loads(json.dumps(result)) == result
    assert all(result[key] is None or result[key] > 0.0 for key in KEYS)
    assert len(told) == 4
    assert [p["package"] for p in result["packages"]] == ["all-promised", "none"]
    main = result["packages"][0]
    assert result["futures_per_second"] == pytest.approx(10_000 / result["seconds_10000x120"])
    assert main["floor_seconds"] == pytest.approx(sum(part["seconds"] for part in main["floor"].values()))
    assert result["ratio_python"] > 30.0
    assert result["ratio_numpy"] > 1.0
    assert result["ratio_abm"] is None or result["ratio_abm"] > 20.0
    assert result["posen_10000_seconds"] < 1.0


@pytest.mark.parametrize("arguments", [{"repeats": 0}, {"threads": -1}])
def test_impossible_numbers_are_refused(arguments: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="repeats are at least 1"):
        bench(**arguments)  # type: ignore[arg-type]


def test_time_is_that_of_the_call() -> None:
    result, timing = measure(lambda: sum(range(200_000)))
    assert result == 19_999_900_000
    assert 0.0 < timing.wall < 5.0
    assert middle([Timing(3.0, 1.0), timing, Timing(4.0, 1.0)]).wall == 3.0


def test_machine_facts_name_versions() -> None:
    facts = machine()
    packages = facts["packages"]
    assert isinstance(packages, dict)
    assert packages["numba"]
    assert facts["cores"]
