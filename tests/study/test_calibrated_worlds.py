"""Calibrated assumptions are drawn together: each world takes one kept row, times the case's own factors."""

import numpy as np
import pytest

from ceaseline.case import Case, load
from ceaseline.study.worlds import draw_worlds

SLOPES = (1.0, -0.1, -0.01, -0.1)


@pytest.fixture(scope="module")
def ukraine() -> Case:
    return load("ukraine-2025")


def test_a_world_is_one_kept_row(reference: Case) -> None:
    kept = reference.calibration
    assert kept is not None
    found = draw_worlds(reference, 3, 64, SLOPES)
    rows = set(kept.rows)
    drawn = [tuple(float(world[name]) for name in kept.assumptions) for world in found]
    assert set(drawn) <= rows
    assert len(set(drawn)) > 50


def test_worlds_do_not_depend_on_how_many_are_drawn(reference: Case) -> None:
    few, many = draw_worlds(reference, 3, 8, SLOPES), draw_worlds(reference, 3, 64, SLOPES)
    assert few.tobytes() == many[:8].tobytes()


def test_a_pinned_assumption_leaves_the_others_as_they_were(reference: Case) -> None:
    kept = reference.calibration
    assert kept is not None
    free = draw_worlds(reference, 3, 16, SLOPES)
    pinned = draw_worlds(reference, 3, 16, SLOPES, {"precision": 0.95})
    assert pinned["precision"] == pytest.approx(reference.assumptions["precision"].p95)
    for name in kept.assumptions:
        if name != "precision":
            assert (pinned[name] == free[name]).all()


def test_a_factor_changes_only_its_own_assumption(reference: Case, ukraine: Case) -> None:
    kept = ukraine.calibration
    assert kept is not None
    theirs, own = draw_worlds(reference, 3, 256, SLOPES), draw_worlds(ukraine, 3, 256, SLOPES)
    for name in kept.assumptions:
        if name not in kept.factors:
            assert (theirs[name] == own[name]).all()
    ratio = own["share_satisfied"] / theirs["share_satisfied"]
    assert 0.2 <= ratio.min() < 0.25 < 0.75 < ratio.max() <= 0.8
    assert abs(np.corrcoef(ratio, theirs["share_satisfied"])[0, 1]) < 0.2
