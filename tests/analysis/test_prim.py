"""PRIM finds known boxes, agrees with ema-workbench, and does not take chance for a finding."""

from __future__ import annotations

import numpy as np
import pytest

from ceaseline.analysis.indices import resample_uniforms
from ceaseline.analysis.prim import (
    Inputs,
    Target,
    chance_of_limit,
    kinds_allowed,
    limits,
    odds_ratio,
    paste,
    peel,
    prim,
    quality,
)
from ceaseline.analysis.statistics import Floats

POINTS = resample_uniforms(1, "test of prim", 1000, 3)
FAILS = ((POINTS[:, 0] > 0.7) & (POINTS[:, 1] < 0.4)).astype(np.float64)


def counted(response: Floats) -> Target:
    return Target(response, np.ones(response.size))


def test_finds_the_box_of_the_fixture_and_leaves_the_third_input_free() -> None:
    inputs = Inputs.of(POINTS)
    found = prim(inputs, counted(FAILS))
    assert found.quality.coverage > 0.85
    assert found.quality.density > 0.85
    assert sorted(found.chance) == [0, 1]
    low, high = limits(inputs, found.box, 0)
    assert low == pytest.approx(0.7, abs=0.03)
    assert high is None
    assert limits(inputs, found.box, 1)[1] == pytest.approx(0.4, abs=0.03)
    assert limits(inputs, found.box, 2) == (None, None)
    assert max(found.chance.values()) < 1e-6


@pytest.mark.filterwarnings("ignore")  # of libraries that it uses in ways they deprecate
def test_same_path_as_ema_workbench() -> None:
    pytest.importorskip("ema_workbench")
    import pandas as pd
    from ema_workbench.analysis import prim as theirs

    frame = pd.DataFrame(POINTS, columns=["a", "b", "c"])
    box = theirs.Prim(frame, FAILS.astype(bool), threshold=0.5, peel_alpha=0.05, mass_min=0.05).find_box()
    other = box.peeling_trajectory
    path = [of for _, of in peel(Inputs.of(POINTS), counted(FAILS))]
    steps = min(len(other), len(path))
    assert steps > 35
    for name in ("coverage", "density", "mass"):
        ours = [getattr(of, name) for of in path[:steps]]
        np.testing.assert_allclose(ours, other[name][:steps], atol=0.01)
    last = box.box_lims[-1]
    found = prim(Inputs.of(POINTS), counted(FAILS))
    low, _ = limits(Inputs.of(POINTS), found.box, 0)
    assert low == pytest.approx(float(last["a"].iloc[0]), abs=0.02)


def test_chance_alone_gives_no_limit_that_holds() -> None:
    half = counted((resample_uniforms(2, "coin", 1, 1000)[0] < 0.2).astype(np.float64))
    inputs = Inputs.of(POINTS)
    one, other = np.arange(500), np.arange(500, 1000)
    found = prim(inputs.part(one), half.part(one))
    tested = quality(inputs.part(other), half.part(other), found.box)
    assert tested.density == pytest.approx(half.part(other).response.mean(), abs=0.08)


def test_kinds_are_cut_one_by_one() -> None:
    kinds = np.floor(resample_uniforms(3, "kinds", 1, 2000)[0] * 4.0)
    noise = resample_uniforms(4, "noise", 1, 2000)[0]
    fails = counted((np.isin(kinds, (1.0, 3.0)) & (noise < 0.9)).astype(np.float64))
    inputs = Inputs.of(np.stack([kinds, noise], axis=1), [True, False])
    found = prim(inputs, fails, coverage=0.9)
    assert kinds_allowed(inputs, found.box, 0) == [1.0, 3.0]
    with pytest.raises(ValueError, match="too many"):
        Inputs.of(noise[:, None], [True])


def test_shares_and_weights_count_as_points_that_stand_for_several() -> None:
    """A point that fails in three of four futures equals three failing points and one that holds."""
    x = resample_uniforms(5, "points", 1, 400)
    share = np.where(x[0] > 0.6, 0.75, 0.25)
    one = Inputs.of(x.T)
    many = Inputs.of(np.repeat(x.T, 4, axis=0))
    single = np.concatenate([np.arange(4) < 4 * value for value in share]).astype(np.float64)
    paths = [
        [of for _, of in peel(one, Target(share, np.full(400, 4.0)))],
        [of for _, of in peel(many, counted(single))],
    ]
    for ours, theirs in zip(*paths, strict=True):
        assert ours == theirs


def test_a_cut_too_deep_is_pasted_back() -> None:
    grid = np.linspace(0.0, 1.0, 101)[:, None]
    inputs, target = Inputs.of(grid), counted((grid[:, 0] > 0.495).astype(np.float64))
    deep = inputs.whole()
    deep[0, :60] = False
    wide = paste(inputs, target, deep)
    assert limits(inputs, wide, 0)[0] == pytest.approx(0.595)
    target = counted((grid[:, 0] > 0.495).astype(np.float64) * np.where(grid[:, 0] > 0.8, 0.5, 1.0))
    wide = paste(inputs, target, deep)
    assert quality(inputs, target, wide).density > quality(inputs, target, deep).density
    assert limits(inputs, wide, 0)[0] == pytest.approx(0.495, abs=0.03)


def test_quasi_p_value_is_binomial_for_points_that_fail_or_not() -> None:
    inputs = Inputs.of(np.arange(8.0)[:, None])
    box = inputs.whole()
    box[0, :4] = False
    fails = counted(np.array([0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0]))
    assert chance_of_limit(inputs, fails, box, 0) == pytest.approx(0.5**4)
    shares = counted(np.array([0.1, 0.2, 0.1, 0.2, 0.8, 0.9, 0.8, 0.9]))
    assert chance_of_limit(inputs, shares, box, 0) < 1e-6


def test_many_values_are_cut_into_steps_of_like_count() -> None:
    x = resample_uniforms(6, "many", 1, 5000)[0]
    inputs = Inputs.of(x[:, None])
    counts = np.bincount(inputs.codes[0])
    assert counts.size <= 1024
    assert counts.max() <= 2 * 5000 / 1024 + 1
    order = np.argsort(x)
    assert (np.diff(inputs.codes[0][order]) >= 0).all()


def test_odds() -> None:
    assert odds_ratio(1.0, 0.5) == np.inf
    assert odds_ratio(0.3, 0.3) == 1.0
    assert odds_ratio(0.0, 0.5) == 0.0
