"""Break-evens: crossings against algebra, and numbers held in every world against drawing anew."""

from __future__ import annotations

import json
from importlib import import_module
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.analysis.breakeven import GRID, SCREEN, breakeven
from ceaseline.analysis.crossings import Crossing, bisect, crossings
from ceaseline.analysis.held import holdable
from ceaseline.analysis.statistics import Estimated
from ceaseline.analysis.trials import Trials, goal
from ceaseline.case import Case
from ceaseline.study import Sample
from ceaseline.study.run import surrogate_of, worlds_of
from ceaseline.study.worlds import At, draw_worlds

SAMPLE = Sample(256, 32, 1)
PLACES = tuple(float(x) for x in np.linspace(-1.0, 1.0, 9))


@given(st.floats(-0.9, 0.9), st.floats(0.5, 3.0), st.sampled_from([-1.0, 1.0]))
def test_a_crossing_lies_where_algebra_puts_it(root: float, slope: float, way: float) -> None:
    """A line with error e crosses at its root and is clear beyond root -+ 2 e / slope."""
    error = 0.01
    found = crossings(lambda x: Estimated(way * slope * (x - root), error), PLACES, 1e-7)
    (crossing,) = [c for c in found if c.value is not None]
    assert crossing.value == pytest.approx(root, abs=1e-6)
    if crossing.low is not None and crossing.high is not None:
        assert crossing.low == pytest.approx(root - 2 * error / slope, abs=1e-6)
        assert crossing.high == pytest.approx(root + 2 * error / slope, abs=1e-6)
        assert (crossing.below, crossing.above) == (int(-way), int(way))


def test_several_crossings_are_all_reported() -> None:
    found = crossings(lambda x: Estimated((x + 0.6) * (x - 0.1) * (x - 0.7), 0.002), PLACES, 1e-7)
    assert [round(c.value or 0.0, 4) for c in found] == [-0.6, 0.1, 0.7]
    assert [c.below for c in found] == [-1, 1, -1]
    assert all(c.is_clear for c in found)


def test_a_difference_that_only_becomes_too_small_to_tell_is_no_reversal() -> None:
    """Clear below .2, where .3 - x is twice the error: the estimate never changes sign."""
    (fade,) = crossings(lambda x: Estimated(-max(0.3 - x, 0.01), 0.05), PLACES, 1e-7)
    assert fade.low == pytest.approx(0.2, abs=1e-6)
    assert fade == Crossing(None, fade.low, None, -1, 0)
    assert not fade.is_clear


def test_no_crossing_where_there_is_none() -> None:
    assert crossings(lambda x: Estimated(-1.0 - x * x, 0.1), PLACES, 1e-3) == ()
    assert crossings(lambda x: Estimated(0.05 * x, 0.1), PLACES, 1e-3) == ()


def test_the_error_of_a_crossing_covers_it() -> None:
    """Of many noisy lines about nineteen in twenty have the true root between the bounds."""
    noise = np.random.default_rng(1).normal(0.0, 0.05, 400)
    held = 0
    for shift in noise:
        found = crossings(lambda x: Estimated(x - 0.2 + shift, 0.05), PLACES, 1e-4)  # noqa: B023
        (crossing,) = [c for c in found if c.is_clear]
        assert crossing.low is not None
        assert crossing.high is not None
        held += crossing.low <= 0.2 <= crossing.high
    assert 0.92 < held / 400 < 0.985


def test_bisection_takes_either_direction() -> None:
    assert bisect(lambda x: x * x < 0.5, 0.0, 1.0, 1e-9) == pytest.approx(sqrt(0.5), abs=1e-8)
    assert bisect(lambda x: x > 0.25, 1.0, 0.0, 1e-9) == pytest.approx(0.25, abs=1e-8)


@pytest.mark.parametrize("name", ["precision", "aircraft_range"])
def test_holding_in_drawn_worlds_is_drawing_anew(korea: Case, name: str) -> None:
    slopes = surrogate_of(korea.digest, korea).slopes
    value = korea.assumptions[name].quantile(0.3)
    for pins in ({name: 0.3}, {name: At(value)}):
        anew = draw_worlds(korea, SAMPLE.seed, SAMPLE.worlds, slopes, pins)
        assert worlds_of(korea, SAMPLE, pins).tobytes() == anew.tobytes()


def test_numbers_that_cannot_matter_are_not_run_again(korea: Case) -> None:
    trials = Trials(korea, SAMPLE, [goal(korea).measure], threads=1)
    none = korea.package("none")
    lever = next(iter(korea.package("all-promised").settings))
    before = trials.means(none)
    assert trials.means(none, {f"{lever}.will": 0.5, f"{lever}.amount": At(1.0)}) is before
    assert trials.runs == 1
    assert not np.array_equal(trials.means(none, {"opening_rate": 0.95}), before)


def test_answer_of_one_number(korea: Case) -> None:
    found = breakeven(korea, "all-promised", SAMPLE, names=["opening_rate"], threads=2, keep=False)
    json.dumps(found, allow_nan=False)
    (row,) = found["numbers"]
    assert [point["chance"] for point in row["points"]] == pytest.approx(list(GRID), abs=1e-6)
    assert row["points"][0]["value"] == pytest.approx(row["p5"])
    trials = Trials(korea, SAMPLE, [goal(korea).measure], threads=1)
    packages = [korea.package(name) for name in ("all-promised", "none")]
    value = row["points"][3]["value"]
    again = trials.gap(packages[0], packages[1], {"opening_rate": At(value)})
    assert (row["points"][3]["difference"], row["points"][3]["error"]) == (again.value, again.error)


def test_a_size_beyond_the_effect_makes_a_break_even(korea: Case) -> None:
    """Asked to be better by what it gains in the middle of a number's range, it stops being so within it."""
    sample, name = Sample(1024, 64, 1), "opening_rate"
    plain = breakeven(korea, "all-promised", sample, names=[name], threads=2, keep=False)
    (row,) = plain["numbers"]
    gains = [-point["difference"] for point in row["points"]]
    size = (min(gains) + max(gains)) / 2
    asked = breakeven(korea, "all-promised", sample, size=size, names=[name], threads=2, keep=False)
    (crossed,) = asked["numbers"]
    values = [crossing["value"] for crossing in crossed["crossings"] if crossing["value"] is not None]
    assert values
    assert all(row["p5"] <= value <= row["p95"] for value in values)
    assert "once opening_rate" in crossed["reads"]


def test_a_scan_keeps_what_is_finished(korea: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    known = holdable(korea, korea.package("all-promised"), korea.package("none"))
    few = dict(list(known.items())[90:120])
    monkeypatch.setattr(import_module("ceaseline.analysis.breakeven"), "holdable", lambda *_: few)
    small = Sample(64, 16, 1)
    count = 0

    class Stop(Exception):
        pass

    def stop(done: int, of: int) -> None:
        nonlocal count
        count = done
        if done == 20:
            raise Stop

    with pytest.raises(Stop):
        breakeven(korea, "all-promised", small, threads=2, progress=stop)
    assert count == 20
    pieces = len(list(tmp_path.rglob("*.piece")))
    assert pieces >= 20
    first = breakeven(korea, "all-promised", small, threads=2)
    again = breakeven(korea, "all-promised", small, threads=1, fresh=True)
    assert first == again
    assert [row["name"] for row in first["numbers"]] == list(few)
    assert all(len(row["points"]) in (len(SCREEN), len(GRID)) for row in first["numbers"])


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"against": "all-promised"}, ValueError, "compared with itself"),
        ({"year": 3}, ValueError, "read in years"),
        ({"outcome": "throughput", "year": 5}, ValueError, "whole horizon"),
        ({"outcome": "wars"}, KeyError, "is no outcome"),
        ({"names": ["precison"]}, KeyError, "precision"),
        ({"between": (1.0, 2.0)}, ValueError, "needs the name"),
        ({"between": (2.0, 1.0), "names": ["precision"]}, ValueError, "lower to a higher"),
        ({"size": -1.0}, ValueError, "0 or more"),
    ],
)
def test_refusals(korea: Case, options: dict[str, object], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        breakeven(korea, "all-promised", SAMPLE, keep=False, **options)  # type: ignore[arg-type]
