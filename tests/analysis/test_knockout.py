"""Switching a part off changes that part, for package and baseline alike."""

from __future__ import annotations

import json

import pytest

from ceaseline.analysis import knockout
from ceaseline.analysis.compare import compare
from ceaseline.analysis.knockout import PARTS
from ceaseline.case import Case
from ceaseline.model.records import LEVER, WORLD
from ceaseline.study import Sample, run_study

SAMPLE = Sample(512, 32, 1)


def test_the_whole_effect_is_that_of_the_comparison(ukraine: Case) -> None:
    found = knockout(ukraine, "all-promised", SAMPLE, threads=2)
    json.dumps(found, allow_nan=False)
    study = run_study(ukraine, ["none", "all-promised"], SAMPLE, threads=2, keep=False)
    (row,) = [r for r in compare(study)["differences"] if (r["outcome"], r["year"]) == ("war", 5)]
    assert (found["difference"], found["error"]) == pytest.approx((row["difference"], row["error"]))
    parts = {part["part"]: part for part in found["parts"]}
    for part in parts.values():
        assert part["change"] == pytest.approx(part["difference"] - found["difference"])
    assert parts["cost imposed by anyone"]["change"] > 2 * parts["cost imposed by anyone"]["change_error"]
    assert parts["delay"]["difference"] < found["difference"]


def test_with_every_effect_off_nothing_is_left(ukraine: Case, korea: Case) -> None:
    """No effect of promises on war is without an owner in this table."""
    for case in (ukraine, korea):
        found = knockout(case, "all-promised", Sample(2048, 64, 1), threads=2)
        left = next(part for part in found["parts"] if part["part"] == "all effects together")
        assert found["difference"] < -4 * found["error"]
        assert abs(left["difference"]) < max(3 * left["error"], 0.05 * abs(found["difference"]))


def test_a_package_without_effect_has_no_parts(korea: Case) -> None:
    found = knockout(korea, "none", Sample(64, 8, 1), threads=1)
    assert (found["difference"], found["error"]) == (0.0, 0.0)
    assert {part["difference"] for part in found["parts"]} == {0.0}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_parts_name_what_exists(part: object) -> None:
    from ceaseline.analysis.knockout import Part

    assert isinstance(part, Part)
    assert set(part.assumptions) <= set(WORLD.names or ())
    assert set(part.levers) <= set(LEVER.names or ())
    assert part.assumptions or part.levers


def test_other_years(korea: Case) -> None:
    with pytest.raises(ValueError, match=r"read in years \(1, 2, 5, 10\), not 3"):
        knockout(korea, "all-promised", Sample(64, 8, 1), year=3)
