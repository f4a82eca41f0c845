"""Pages and tables of a comparison say what the result holds, and nothing else."""

from copy import deepcopy
from typing import Any

import pytest

from ceaseline.analysis.compare import compare
from ceaseline.case import load
from ceaseline.study import Sample, run_study
from ceaseline.views import comparison, details, engines, tidy
from ceaseline.views.blocks import Table
from ceaseline.views.labels import RUNGS
from ceaseline.views.text import of_100

Result = dict[str, Any]
SAMPLE = Sample(futures=256, worlds=16, seed=3)


@pytest.fixture(scope="module")
def found() -> Result:
    case = load("korea-1953")
    return compare(run_study(case, ["none", "all-promised"], SAMPLE, threads=1, keep=False))


@pytest.fixture
def result(found: Result) -> Result:
    return deepcopy(found)


def difference(result: Result, name: str, year: int | None) -> Result:
    (row,) = [d for d in result["differences"] if d["outcome"] == name and d["year"] == year]
    assert isinstance(row, dict)
    return row


def set_war(result: Result, value: float, error: float, reads: str) -> None:
    difference(result, "war", 5).update(difference=value, error=error, reads=reads)


def cell(table: Table, package: str, column: str) -> str:
    place = [c.key for c in table.columns].index(column)
    (row,) = [row for row in table.cells() if row[0] == package]
    return row[place]


def test_ladder_shows_every_share_with_error_and_spread(result: Result) -> None:
    table = comparison.ladder_table(result, "5")
    for package in result["packages"]:
        for rung in RUNGS:
            share = package["ladder"]["5"][rung]
            first, second = cell(table, package["name"], rung).split("\n")
            assert first == f"{of_100(share['share'])} ± {of_100(share['error'])}"
            low, high = (float(end) for end in second.split("–"))
            assert low == pytest.approx(100 * share["worlds_p5"], abs=0.51)
            assert high == pytest.approx(100 * share["worlds_p95"], abs=0.51)


def test_the_outside_view_stands_beside_the_ladder_and_leaves_it_alone(result: Result) -> None:
    rows = comparison.ladder_table(result, "5").cells()
    past = [row for row in rows if row[0].startswith("past: ")]
    assert len(past) == 2
    assert past[0][-1].startswith("13.2\n")
    result["outside_view"]["classes"] = []
    assert comparison.ladder_table(result, "5").cells() == [row for row in rows if row not in past]


def test_a_difference_that_cannot_be_told_shows_no_figure(result: Result) -> None:
    set_war(result, -0.001, 0.004, "too small to tell")
    assert cell(comparison.differences_table(result, "5"), "all-promised", "war") == "too small to tell"
    assert "by year 5 the difference from none is too small to tell" in comparison.headlines(result, "5")[1]


def test_a_difference_that_can_be_told_is_shown_with_its_error(result: Result) -> None:
    set_war(result, -0.0312, 0.0041, "3.1 fewer, give or take 0.4")
    assert cell(comparison.differences_table(result, "5"), "all-promised", "war") == "−3.1 ± 0.4"
    assert comparison.headlines(result, "5")[1].startswith("all-promised: 3.1 fewer, give or take 0.4 (")


def test_no_difference_at_all_is_said(result: Result) -> None:
    set_war(result, 0.0, 0.0, "the same as with none in every future")
    assert cell(comparison.differences_table(result, "5"), "all-promised", "war") == "the same"


def test_the_year_asked_for_is_shown_if_the_horizon_holds_it(result: Result) -> None:
    assert comparison.headline_year(result) == "5"
    assert comparison.headline_year(result, 10) == "10"
    for package in result["packages"]:
        package["ladder"] = {year: package["ladder"][year] for year in ("1", "2")}
    assert comparison.headline_year(result) == "2"
    assert comparison.headline_year(result, 10) == "2"


def test_engines_are_told_in_a_sentence_short_enough_for_the_first_page(result: Result) -> None:
    pairs = [p for p in result["engines"]["pairs"] if p["outcome"] == "war" and p["year"] == 5]
    for pair in pairs:
        pair["ordering"] = "keeps its sign"
    told = engines.agreement_short(result, "5")
    assert told.startswith(f"{len(pairs)} of {len(pairs)} orderings of packages keep their sign")
    assert "all-promised against none" in told
    pairs[0]["ordering"] = "does not keep its sign"
    assert "; 1 change it, 0 are too small to tell" in engines.agreement_short(result, "5")


def test_further_tables_leave_out_what_is_empty(result: Result) -> None:
    for package in result["packages"]:
        package["shortfalls"] = []
    titles = [block.title for block in details.further_screens(result, "5") if isinstance(block, Table)]
    assert "Pledges that cannot be sustained" not in titles
    assert "Road by which war came" in titles
    for block in details.further_screens(result, "5"):
        assert isinstance(block, Table)
        assert all(all(isinstance(text, str) for text in row) for row in block.cells())


def test_what_no_future_holds_is_a_dash(result: Result) -> None:
    for package in result["packages"]:
        package["outcomes"]["promise_kept"] = None
        package["outcomes"]["months_to_war"] = {"p5": None, "p50": None, "p95": None}
        package["cost_eur_per_year"] = None
    rows = {row[0]: row[1:] for row in details.outcomes_table(result).cells()}
    assert set(rows["promises kept of 100 tested"]) == {"–"}
    assert set(rows["months to war, where war comes"]) == {"–"}
    assert cell(comparison.stands_table(result), "none", "cost_eur_per_year") == "–"


def test_tidy_tables_have_one_row_for_each_key(result: Result) -> None:
    result["packages"] *= 2
    result["differences"] *= 2
    keys = {"ladder": 4, "differences": 4, "in_force": 2, "capability": 3, "outcomes": 2, "roads": 2}
    for name, width in keys.items():
        rows = tidy.TABLES[name](result).rows
        assert len({row[:width] for row in rows}) == len(rows) > 0
