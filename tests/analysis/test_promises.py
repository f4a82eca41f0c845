"""Fixed points are those of the runs, and pivots do what they are said to do."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from ceaseline.analysis import promises
from ceaseline.analysis.promises import fixed_points
from ceaseline.case import Case, CountCondition, FrozenMap, Uncertain
from ceaseline.study import Sample, run_study
from ceaseline.study.plan import make_plan
from ceaseline.study.run import run_package

SAMPLE = Sample(512, 32, 4)
PACKAGE = "as-reported-2025-08-26"


def certain_will(case: Case, package: str) -> Case:
    """Return a case whose package is meant for certain, so that only conditions decide."""
    chosen = case.package(package)
    sure = {
        name: replace(setting, will=replace(setting.will, value=Uncertain.fixed(1.0)))
        for name, setting in chosen.settings.items()
    }
    packages = tuple(replace(p, settings=FrozenMap(sure)) if p.name == package else p for p in case.packages)
    return replace(case, packages=packages)


def test_points_are_those_of_the_runs(ukraine: Case) -> None:
    package = ukraine.package(PACKAGE)
    plan, outcomes = run_package(ukraine, package, SAMPLE)
    points = fixed_points(ukraine, plan, SAMPLE)
    assert (points.least == outcomes["least_start"]).all()
    assert (points.greatest == outcomes["greatest_start"]).all()
    assert (points.least & ~points.greatest == 0).all()
    assert (points.least != points.greatest).any()


def test_a_pivot_made_unconditional_lifts_the_least_point_to_the_greatest(ukraine: Case) -> None:
    """Checked by running the case again with the promise's conditions on others taken out."""
    plan = make_plan(ukraine, ukraine.package(PACKAGE), SAMPLE.seed, SAMPLE.worlds)
    points = fixed_points(ukraine, plan, SAMPLE)
    differ = points.least != points.greatest
    seen = 0
    for name in ("us-command", "force-uk", "force-turkiye", "us-air-support"):
        levers = tuple(
            replace(lever, requires=tuple(c for c in lever.requires if not hasattr(c, "levers")))
            if lever.id == name
            else lever
            for lever in ukraine.levers
        )
        freed = replace(ukraine, levers=levers)
        _, outcomes = run_package(freed, freed.package(PACKAGE), SAMPLE)
        lifted = differ & (points.greatest & ~outcomes["least_start"] == 0)
        flagged = (points.pivots >> plan.lever_ids.index(name)) & 1 == 1
        assert (flagged == lifted).all(), name
        seen += int(flagged.sum())
    assert seen > 0


def test_no_pivot_where_the_points_agree(ukraine: Case) -> None:
    plan = make_plan(ukraine, ukraine.package(PACKAGE), SAMPLE.seed, SAMPLE.worlds)
    points = fixed_points(ukraine, plan, SAMPLE)
    assert (points.pivots[points.least == points.greatest] == 0).all()


def test_report(ukraine: Case) -> None:
    found = promises(ukraine, PACKAGE, SAMPLE, threads=1, keep=False)
    json.dumps(found, allow_nan=False)
    run = run_study(ukraine, [PACKAGE], SAMPLE, threads=1, keep=False).baseline
    start = run.outcomes["least_start"] != run.outcomes["greatest_start"]
    later = run.outcomes["least"] != run.outcomes["greatest"]
    assert found["differ"]["start"]["share"] == pytest.approx(start.mean())
    assert found["differ"]["month_24"]["share"] == pytest.approx(later.mean())
    assert found["pivots"]
    assert found["pivots"] == sorted(found["pivots"], key=lambda row: (-row["share"], row["lever"]))
    assert found["pivots"][0]["lever"] in found["reads"]
    for row in found["levers"]:
        assert row["lever"] in ukraine.package(PACKAGE).settings
        bit = run.lever_ids.index(row["lever"])
        for when, field in (("start", "greatest_start"), ("month_24", "greatest")):
            assert row["greatest"][when] == pytest.approx(((run.outcomes[field] >> bit) & 1).mean())
            assert row["gap"][when] == pytest.approx(row["greatest"][when] - row["least"][when])
            assert row["gap"][when] >= 0.0


def test_two_that_wait_for_each_other_are_each_a_pivot(korea: Case) -> None:
    """Written out: A needs B and B needs A. Least holds neither, greatest both, either one is a pivot."""
    first, second = "us-eighth-army", "us-air"
    needs = {first: second, second: first}
    levers = tuple(
        replace(
            lever,
            requires=(CountCondition(levers=(needs[lever.id],), at_least=None, chance=None),)
            if lever.id in needs
            else (),
        )
        for lever in korea.levers
    )
    case = certain_will(replace(korea, levers=levers), "all-promised")
    found = promises(case, "all-promised", Sample(64, 8, 1), threads=1, keep=False)
    shares = {row["lever"]: row for row in found["levers"]}
    for name in needs:
        assert shares[name]["least"]["start"] == 0.0
        assert shares[name]["greatest"]["start"] == 1.0
    assert found["differ"]["start"]["share"] == 1.0
    assert {row["lever"]: row["share"] for row in found["pivots"]} == {first: 1.0, second: 1.0}


def test_nothing_conditional_nothing_differs(korea: Case) -> None:
    found = promises(korea, "none", Sample(64, 8, 1), threads=1, keep=False)
    assert (found["levers"], found["pivots"], found["differ"]["start"]["share"]) == ([], [], 0.0)
    assert found["reads"].startswith("No promise waits")


def test_masks_fit_a_signed_word(ukraine: Case) -> None:
    plan = make_plan(ukraine, ukraine.package("all-promised"), 1, 8)
    assert fixed_points(ukraine, plan, Sample(64, 8, 1)).greatest.min() >= 0
    assert np.iinfo(np.int64).bits - 2 >= len(plan.lever_ids)


def test_hinges(ukraine: Case) -> None:
    """Sets settle more as they grow; refusing and thresholds do what running the changed case does."""
    package = ukraine.package(PACKAGE)
    found = promises(ukraine, PACKAGE, SAMPLE, pivots=True, threads=1, keep=False)
    assert promises(ukraine, PACKAGE, SAMPLE, threads=1, keep=False)["hinges"] is None
    sets = found["hinges"]["sets"]
    assert sets[0]["levers"] == [found["pivots"][0]["lever"]]
    assert sets[0]["share"] == found["pivots"][0]["share"]
    assert all(a["share"] < b["share"] for a, b in pairwise(sets))
    for row in found["hinges"]["thresholds"]:
        assert [p["threshold"] for p in row["points"]] == sorted(p["threshold"] for p in row["points"])
        for point in ("least", "greatest"):
            shares = [p[point] for p in row["points"]]
            assert shares == sorted(shares, reverse=True)
    us = next(row for row in found["hinges"]["vetoes"] if row["party"] == "us")
    kept = {k: v for k, v in package.settings.items() if ukraine.lever(k).by != "us"}
    plan, with_us = run_package(ukraine, package, SAMPLE)
    _, without = run_package(ukraine, replace(package, settings=FrozenMap(kept)), SAMPLE)
    own = sum(1 << i for i, name in enumerate(plan.lever_ids) if ukraine.lever(name).by == "us")
    gone = with_us["greatest_start"] & ~without["greatest_start"] & ~own
    assert us["greatest"]["falls"] == pytest.approx((gone != 0).mean())
    assert us["greatest"]["lost"] == pytest.approx(np.bitwise_count(gone.astype(np.uint64)).mean())
    assert any("refuses" in sentence for sentence in found["hinges"]["reads"])
