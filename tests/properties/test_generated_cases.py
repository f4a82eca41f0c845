"""What must hold for every case, held for whole cases that nobody wrote."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
from hypothesis import given, settings
from numpy.typing import NDArray
from tests.properties.generated import OTHER_UNITS, Files, amount, files, loaded, scaffolded

from ceaseline.analysis.compare import compare, in_force
from ceaseline.model.records import RUNGS
from ceaseline.study import PackageRun, Sample, run_study

SAMPLE = Sample(64, 8, 1)
MASKS = ("least", "greatest", "least_start", "greatest_start")


def run(made: Files, package: str) -> PackageRun:
    return run_study(loaded(made), [package], SAMPLE, threads=1, keep=False).baseline


def differing(one: PackageRun, other: PackageRun) -> list[str]:
    """Name the outcomes in which two runs differ by a bit."""
    names = one.outcomes.dtype.names or ()
    return [name for name in names if one.outcomes[name].tobytes() != other.outcomes[name].tobytes()]


def shares(result: Any) -> list[float]:
    """Return every share of futures of an answer."""
    found = []
    for package in result["packages"]:
        for ladder in (package["ladder"], package["if_accepted"]):
            found += [cell["share"] for rungs in ladder.values() for cell in rungs.values()]
        found += [*package["roads"].values(), package["agreement"]["share"]]
        found += [share for point in package["in_force"].values() for share in point.values()]
        found += [package["outcomes"][name] for name in ("aim_reached", "promise_tested", "promise_kept")]
    return [share for share in found if share is not None]


def survival(first: NDArray[np.uint16], horizon: int) -> NDArray[np.float64]:
    """Return the share of futures that have not reached a rung by the end of each month."""
    return np.array([(first > month).mean() for month in range(1, horizon + 1)])


@settings(max_examples=4)
@given(files())
def test_every_case_gives_sound_answers(made: Files) -> None:
    case = loaded(made)
    study = run_study(case, ["none", "some", "all-promised"], SAMPLE, threads=1, keep=False)
    result = compare(study)
    found = shares(result)
    assert len(found) > 50
    assert all(0.0 <= share <= 1.0 for share in found)
    for package in result["packages"]:
        assert sum(package["roads"].values()) <= 1.0 + 1e-12
        least, greatest = package["in_force"]["least"], package["in_force"]["greatest"]
        assert all(least[name] <= greatest[name] for name in greatest)
        for ladder in (package["ladder"], package["if_accepted"]):
            years = sorted(ladder, key=int)
            for rungs in ladder.values():
                climb = [rungs[rung]["share"] for rung in RUNGS]
                assert climb == sorted(climb, reverse=True), "a higher rung is never reached more often"
            for rung in RUNGS:
                reached = [ladder[year][rung]["share"] for year in years]
                assert reached == sorted(reached), "what was reached stays reached"
    for held in study.runs:
        first = held.outcomes["first"]
        assert (np.diff(first.astype(np.int64), axis=1) >= 0).all(), "no rung comes before the one below it"
        for column in range(len(RUNGS)):
            assert (np.diff(survival(first[:, column], case.horizon_months)) <= 0).all()


@settings(max_examples=4)
@given(files())
def test_what_means_nothing_changes_nothing(made: Files) -> None:
    some, everything = run(made, "some"), run(made, "all-promised")
    assert differing(everything, run(with_other_units(made), "all-promised")) == []
    assert differing(everything, run(with_parties_turned(made), "all-promised")) == []
    assert differing(some, run(with_a_lever_that_nobody_holds(made), "some")) == []


@settings(max_examples=3)
@given(files())
def test_promises_in_another_order_permute_what_is_in_force(made: Files) -> None:
    turned = deepcopy(made)
    turned["levers"]["levers"].reverse()
    one, other = run(made, "all-promised"), run(turned, "all-promised")
    assert one.lever_ids == other.lever_ids[::-1]
    for point in ("least", "greatest"):
        assert in_force(one, point) == in_force(other, point)
    for name in differing(one, other):
        if name not in MASKS:  # sums over promises are added in another order
            np.testing.assert_allclose(one.outcomes[name], other.outcomes[name], rtol=1e-12)


def with_other_units(made: Files) -> Files:
    """Say amounts in thousands of troops and in billions."""
    turned = deepcopy(made)
    for lever in turned["levers"]["levers"]:
        held = lever["amount"]
        if held["unit"] in OTHER_UNITS:
            unit, many = OTHER_UNITS[held["unit"]]
            lever["amount"] = {k: v / many if k[0] == "p" else v for k, v in held.items()} | {"unit": unit}
    for party in turned["case"]["parties"]:
        if "pool" in party:
            pool = party["pool"]
            party["pool"] = {k: v / 1000 if k[0] == "p" else v for k, v in pool.items()}
            party["pool"]["unit"] = "thousand_troops"
    return turned


def with_parties_turned(made: Files) -> Files:
    """List the parties in the opposite order."""
    turned = deepcopy(made)
    turned["case"]["parties"].reverse()
    return turned


def with_a_lever_that_nobody_holds(made: Files) -> Files:
    """Add a promise that the package leaves out."""
    turned = deepcopy(made)
    model = deepcopy(made["levers"]["levers"][0])
    model |= {"id": "unheld", "title": "Unheld", "item": "radar", "amount": amount("black_sea_patrols", 1)}
    model["amount"]["unit"] = "share"
    model["amount"] |= {"p5": 0.2, "p50": 0.4, "p95": 0.6}
    model.pop("siting", None)
    turned["levers"]["levers"].append(model)
    return turned


def test_what_means_something_is_noticed() -> None:
    made = scaffolded()
    other = deepcopy(made)
    other["levers"]["levers"][0]["amount"] = amount("ground_troops", 40)
    assert differing(run(made, "all-promised"), run(other, "all-promised"))
