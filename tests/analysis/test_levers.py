"""Each lever and each number is tried alone, with the same luck, and told from noise."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from ceaseline.analysis import assumptions, levers
from ceaseline.analysis.effects import effects, most_moved, threshold
from ceaseline.analysis.levers import packages_tried
from ceaseline.analysis.measures import every_measure, ladder_measures
from ceaseline.analysis.numbers import uncertain_numbers
from ceaseline.analysis.variants import SILENCING, with_every_lever, with_lever, without_lever
from ceaseline.case import Case, Uncertain
from ceaseline.model.records import NEVER, OUTCOME, RUNGS
from ceaseline.study import Sample
from ceaseline.study.run import run_package
from ceaseline.study.worlds import world_uniforms

SAMPLE = Sample(512, 64, 1)


def test_every_row_of_the_flagship_has_a_lever_that_moves_something_other_than_cost(ukraine: Case) -> None:
    first = {lever.row: lever.id for lever in reversed(ukraine.levers) if lever.row is not None}
    assert set(first) == set(range(1, 21))
    found = levers(ukraine, Sample(8192, 128, 1), only=list(first.values()), threads=2)
    json.dumps(found, allow_nan=False)
    assert {row["row"] for row in found if row["moves"]} == set(first)
    for row in found:
        assert not row["outcome"].startswith("cost")
        assert row["difference"] == pytest.approx(row["with"] - row["without"])
        assert row["rung"]["outcome"] in RUNGS
        if row["moves"]:
            assert abs(row["difference"]) > 2 * row["error"]


def test_a_lever_of_the_base_is_taken_out_and_another_added(korea: Case) -> None:
    found = {row["lever"]: row for row in levers(korea, SAMPLE, threads=1)}
    assert list(found) == [lever.id for lever in korea.levers]
    base = korea.package("all-promised")
    _, standing = run_package(korea, base, SAMPLE)
    _, less = run_package(korea, without_lever(base, "un-links"), SAMPLE)
    row = found["un-links"]
    (measure,) = [m for m in every_measure(120) if (m.outcome, m.month) == (row["outcome"], row["month"])]
    one, two = measure.read(less), measure.read(standing)
    both = (one.weights * two.weights) > 0
    assert row["in_base"]
    assert row["without"] == pytest.approx(one.values[both].mean())
    assert row["with"] == pytest.approx(two.values[both].mean())
    assert not found["treaty-ratified"]["in_base"]


def test_only_the_levers_asked_for(korea: Case) -> None:
    found = levers(korea, Sample(64, 8, 1), only=["zone"], threads=1)
    assert [row["lever"] for row in found] == ["zone"]
    with pytest.raises(KeyError, match=r"no lever is called 'zne'.*zone"):
        levers(korea, Sample(64, 8, 1), only=["zne"])


def test_variants(ukraine: Case) -> None:
    base = ukraine.package("all-promised")
    less = without_lever(base, "zone")
    assert set(base.settings) - set(less.settings) == {"zone"}
    more = with_lever(ukraine, base, "territory")
    assert set(more.settings) - set(base.settings) == {"territory"}
    assert more.settings["territory"].will.p50 == 1.0
    every = with_every_lever(ukraine, base)
    silent = {lever.id for lever in ukraine.levers if lever.item in SILENCING}
    assert set(every.settings) == {lever.id for lever in ukraine.levers} - silent
    with pytest.raises(KeyError, match="does not hold"):
        without_lever(less, "zone")


def noise(name: str, futures: int) -> np.ndarray:
    outcomes = np.zeros(futures, dtype=OUTCOME)
    outcomes["capability"] = np.nan
    for r in range(5):
        reached = world_uniforms(1, f"{name}{r}", futures) < 0.3
        outcomes["first"][:, r] = np.where(reached, 6, NEVER)
    outcomes["violations"] = world_uniforms(1, name, futures)
    outcomes["hits_on_sites"] = world_uniforms(1, name + "hits", futures)
    return outcomes


def test_pure_noise_is_seldom_called_an_effect() -> None:
    """The largest of many differences passes twice its error often, the threshold seldom."""
    measures = every_measure(120)
    naive = strict = 0
    for trial in range(200):
        found = effects(measures, noise(f"a{trial}", 256), noise(f"b{trial}", 256), 64)
        largest = most_moved(found).times_error
        naive += largest > 2.0
        strict += largest > threshold(len(found), 64)
    assert naive > 30
    assert strict <= 10


def test_no_difference_is_no_effect_and_a_certain_one_is_the_largest() -> None:
    one = noise("same", 256)
    two = one.copy()
    two["throughput"] = 0.5
    found = effects(every_measure(120), one, two, 64)
    assert most_moved(found).measure.outcome == "throughput"
    assert math.isinf(most_moved(found).times_error)
    assert {e.times_error for e in found if e.measure.outcome != "throughput"} == {0.0}


def test_threshold_grows_with_what_is_looked_at_and_never_falls_below_two() -> None:
    assert threshold(1, 10_000) == 2.0
    assert 2.0 < threshold(20, 128) < threshold(100, 128) < threshold(100, 8)


def test_numbers_of_a_package_are_named_as_they_are_drawn(ukraine: Case) -> None:
    package = ukraine.package("as-reported-2025-08-26")
    names = {number.name: number for number in uncertain_numbers(ukraine, package)}
    assert {"precision", "force-uk.amount", "force-uk.will", "force-uk.requires.1.chance"} <= set(names)
    assert not any(number.estimate.value.is_fixed for number in names.values())
    assert not any(name.startswith("iiss-force") for name in names)
    for name in ("precision", "force-uk.amount", "us-air-defence.requires.1.at_least", "uk.pool"):
        assert name in names
        low, high = (run_package(ukraine, package, SAMPLE, pins={name: u})[1] for u in (0.05, 0.95))
        assert low.tobytes() != high.tobytes(), name


def test_a_number_that_nothing_reads_is_an_exception(korea: Case) -> None:
    """Korea has no sea: nothing at sea can matter, and the report says so."""
    found = assumptions(
        korea, sample=Sample(128, 16, 1), only=["attribution_rate", "interference_loss"], threads=1
    )
    rows = {row["name"]: row for row in found["numbers"]}
    assert rows["attribution_rate"]["moves"]
    assert not rows["interference_loss"]["moves"]
    assert rows["interference_loss"]["difference"] == 0.0
    assert found["exceptions"] == ["interference_loss"]


def test_what_shows_nothing_at_first_is_tried_with_more_futures(ukraine: Case) -> None:
    """A number with a small effect is lost among few futures and found among many."""
    few = Sample(64, 16, 1)
    found = assumptions(ukraine, sample=few, only=["exploit_km"], threads=2)
    assert found["exceptions"] == []
    package = ukraine.package("all-promised")
    low, high = (run_package(ukraine, package, few, pins={"exploit_km": u})[1] for u in (0.05, 0.95))
    at_first = effects(every_measure(120), low, high, 16)
    assert most_moved(at_first).times_error < threshold(len(at_first), 16)
    (row,) = found["numbers"]
    assert row["moves"]
    assert row["outcome"] in ("territory_lost_km2", "aim_reached")


def test_numbers_of_other_levers_are_tried_where_those_levers_are(ukraine: Case) -> None:
    names = ["agreement_territory", "territory.amount", "will_correlation"]
    found = assumptions(ukraine, sample=Sample(2048, 256, 1), only=names, threads=2)
    rows = {row["name"]: row for row in found["numbers"]}
    tried = [package.name for package in packages_tried(ukraine, "all-promised")]
    assert rows["agreement_territory"]["package"] == tried[-1]
    assert rows["will_correlation"]["package"] == tried[1]
    assert found["exceptions"] == []
    assert rows["agreement_territory"]["outcome"] == "agreement"


def test_pinning_is_between_the_percentiles(ukraine: Case) -> None:
    found = assumptions(ukraine, sample=Sample(128, 16, 1), only=["port_open"], threads=1)
    (row,) = found["numbers"]
    assert row["p5"] == ukraine.assumptions["port_open"].p5
    assert row["outcome"] in ("throughput", "port_throughput")
    assert row["at_p95"] > row["at_p5"]


def test_unknown_numbers_are_refused(ukraine: Case) -> None:
    with pytest.raises(KeyError, match="no uncertain number called 'precison'"):
        assumptions(ukraine, sample=Sample(64, 8, 1), only=["precison"])


def test_fixed_numbers_are_not_looked_at(korea: Case) -> None:
    case = replace(
        korea,
        assumptions=type(korea.assumptions)(
            {
                **korea.assumptions,
                "precision": replace(korea.assumptions["precision"], value=Uncertain.fixed(5.0)),
            }
        ),
    )
    assert "precision" not in {n.name for n in uncertain_numbers(case, case.package("none"))}


def test_ladder_measures_of_a_short_horizon() -> None:
    assert {measure.month for measure in ladder_measures(30)} == {12, 24}
