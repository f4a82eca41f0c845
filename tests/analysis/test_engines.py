"""Whether the engines agree: every comparison carries it, and says what keeps its sign and what does not."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ceaseline.analysis import compare, dossier, engines_agree, timeline
from ceaseline.analysis.engines import CHANGES, KEEPS, SAME, first_part, ordering, pairs_of, reads, smaller
from ceaseline.analysis.sentences import TOO_SMALL, UNSETTLED
from ceaseline.analysis.statistics import Estimated
from ceaseline.case import Case
from ceaseline.report import render
from ceaseline.study import EVERY_ENGINE, Engines, Sample, Store, Study, run_study
from ceaseline.study import study as study_module
from ceaseline.views.blocks import Block, Table
from ceaseline.views.comparison import first_screen
from ceaseline.views.details import further_screens
from ceaseline.views.timeline import timeline_page

SAMPLE = Sample(1024, 64, 1)
NAMES = ("none", "as-reported-2025-08-26", "all-promised")


@pytest.fixture(scope="module")
def study(ukraine: Case) -> Study:
    return run_study(ukraine, NAMES, SAMPLE, keep=False)


@pytest.fixture(scope="module")
def result(study: Study) -> dict[str, Any]:
    return compare(study)


@pytest.fixture(scope="module")
def agreed(result: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = result["engines"]
    return found


def words(page: list[Block]) -> str:
    return "\n".join(block for block in page if isinstance(block, str))


def test_another_engine_changes_the_flagships_levels(agreed: dict[str, Any]) -> None:
    used = [(each["decision"], each["land"]) for each in agreed["engines"]]
    assert used == [(engines.decision, engines.land) for engines in EVERY_ENGINE]
    levels = {each["ladder"]["none"]["5"]["war"]["share"] for each in agreed["engines"]}
    assert len(levels) == 4
    assert max(levels) - min(levels) > 0.01


def test_each_pair_is_what_a_study_under_that_engine_says(agreed: dict[str, Any], ukraine: Case) -> None:
    used = Engines("threshold", "lanchester")
    alone = compare(run_study(ukraine, NAMES, replace(SAMPLE, engines=used), keep=False))
    assert alone["engines"]["used"] == {"decision": "threshold", "land": "lanchester"}
    assert alone["engines"]["engines"][0] == agreed["engines"][3]
    shown = {
        (row["package"], row["outcome"], row["year"]): (row["difference"], row["error"])
        for row in alone["differences"]
    }
    for pair in agreed["pairs"]:
        gap = pair["differences"][3]
        if pair["baseline"] == "none":
            assert shown[pair["package"], pair["outcome"], pair["year"]] == (gap["difference"], gap["error"])


def test_every_package_is_held_against_the_baseline_and_its_neighbour(
    agreed: dict[str, Any], study: Study
) -> None:
    pairs = [(NAMES[1], NAMES[0]), (NAMES[2], NAMES[0]), (NAMES[2], NAMES[1])]
    assert pairs_of(study) == tuple(pairs)
    assert [(p["package"], p["baseline"]) for p in agreed["pairs"]] == [p for p in pairs for _ in range(20)]


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ([-3, -4, -5, -6], KEEPS),
        ([3, 4, 5, 6], KEEPS),
        ([3, 4, 5, -6], CHANGES),
        ([3, 0.5, 0.5, -6], CHANGES),
        ([3, 4, 5, 1.9], TOO_SMALL),
        ([-1, 1, -1, 1], TOO_SMALL),
    ],
)
def test_an_ordering_is_judged_by_signs_beyond_twice_their_error(gaps: list[float], said: str) -> None:
    assert ordering([Estimated(gap, 1.0) for gap in gaps]) == said


def test_no_difference_under_any_engine_is_the_same_and_under_one_is_unclear() -> None:
    zero = Estimated(0.0, 0.0)
    assert ordering([zero] * 4) == SAME
    assert ordering([zero, *[Estimated(-3.0, 1.0)] * 3]) == TOO_SMALL


def test_the_sentence_names_every_ordering_once_under_what_became_of_it() -> None:
    engines = [
        {"decision": e.decision, "land": e.land, "ladder": {"none": {"5": {"war": {"share": share}}}}}
        for e, share in zip(EVERY_ENGINE, (0.3, 0.2, 0.31, 0.25), strict=True)
    ]

    def pair(name: str, *gaps: float) -> dict[str, Any]:
        found = [Estimated(gap / 100, 0.01) for gap in gaps]
        if not any(gaps):
            found = [Estimated(0.0, 0.0)] * 4
        rows = [
            {"difference": g.value, "error": g.error, "clear": g.value != 0.0 and abs(g.value) >= 2 * g.error}
            for g in found
        ]
        keys = {"package": name, "baseline": "none", "outcome": "war", "year": 5}
        return {**keys, "differences": rows, "ordering": ordering(found)}

    pairs = [
        pair("a", -3, -4, -5, -6),
        pair("b", 3, -4, 5, 6),
        pair("c", -3, 0, -5, 0),
        pair("d", -3, -3, 0, 0),
        pair("e", 0, 0, 0, 0),
        pair("f", -3, 0, 0, -3),
    ]
    said = reads(engines, pairs, "5")
    assert "1 keeps its sign under all four: a below none by 3.0 to 6.0 of 100" in said
    assert "1 does not: b against none (4.0 fewer to 6.0 more of 100)" in said
    assert "c against none (clear under quantal response alone)" in said
    assert "d against none (clear under Posen alone)" in said
    assert "f against none (clear under 2 of 4)" in said
    assert "1 is the same in every future: e and none" in said
    levels = "20.0 to 31.0 of 100 futures see war by year 5 with none."
    assert said.endswith(f"Levels move with the engine: {levels}")
    assert reads(engines, [], "5") == f"By the engine (two decision rules, two land engines), {levels}"


def test_a_large_study_compares_engines_on_its_first_part(korea: Case) -> None:
    large = Sample(256, 16, 4)
    for most in (64, 16, 5):
        part = smaller(large, most)
        assert part.futures <= most
        known = run_study(korea, ["none"], large, threads=1, keep=False).baseline.outcomes
        wanted = run_study(korea, ["none"], part, threads=1, keep=False).baseline.outcomes
        assert first_part(known, large, part).tobytes() == wanted.tobytes()


def test_the_page_says_on_how_much_luck_engines_are_compared(
    korea: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ceaseline.analysis.engines.MOST_FUTURES", 64)
    result = compare(run_study(korea, ["none", "all-promised"], Sample(256, 16, 1), threads=1, keep=False))
    assert (result["futures"], result["engines"]["futures"], result["engines"]["worlds"]) == (256, 64, 16)
    said = words(first_screen(result, "title", "5", 0))
    assert "Engines are compared on the first 64 futures of a package over 16 worlds." in said


def test_asking_again_runs_nothing(korea: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    names = ("none", "all-promised")
    first = compare(run_study(korea, names, Sample(64, 8, 1), threads=1, store=store))
    assert len(list(tmp_path.glob("*.parquet"))) == 8

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing should run")

    monkeypatch.setattr(study_module, "run_package", refuse)
    assert compare(run_study(korea, names, Sample(64, 8, 1), threads=1, store=store)) == first


def test_progress_counts_every_future_under_the_other_engines(korea: Case) -> None:
    told: list[tuple[int, int]] = []
    study = run_study(korea, ["none", "all-promised", "none"], Sample(64, 8, 1), threads=1, keep=False)
    engines_agree(study, lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (3 * 2 * 64, 3 * 2 * 64)


def test_every_comparison_carries_engines_outside_view_and_what_history_cannot_settle(
    result: dict[str, Any], ukraine: Case, korea: Case
) -> None:
    dated = timeline(korea, Sample(64, 8, 1), keep=False)
    alone = compare(run_study(korea, ["none"], Sample(64, 8, 1), keep=False))
    told = dossier(run_study(korea, ["none", "all-promised"], Sample(64, 8, 1), keep=False), brief=True)
    pages = {
        "compare": (result, words(first_screen(result, ukraine.title, "5", 3))),
        "run": (alone, words(first_screen(alone, korea.title, "5", 3))),
        "timeline": (dated, words(timeline_page(dated, korea.title, "5"))),
        "report": (told["compare"], render(told, korea)),
    }
    for name, (data, page) in pages.items():
        assert data["unsettled"] == UNSETTLED
        assert {found["name"] for found in data["outside_view"]["classes"]}, name
        assert data["engines"]["reads"]["5"] in page, name
        assert UNSETTLED in page, name
        assert "Outside view. " in page, name
        json.dumps(data, allow_nan=False)


def test_tables_show_every_ordering_and_level(
    agreed: dict[str, Any], result: dict[str, Any], study: Study
) -> None:
    tables = {block.name: block for block in further_screens(result, "5") if isinstance(block, Table)}
    orderings, levels = tables["orderings-5"], tables["levels-5"]
    assert [row[:2] for row in orderings.rows] == [tuple(pair) for pair in pairs_of(study)]
    assert len(levels.rows) == len(NAMES) * 5
    share = agreed["engines"][1]["ladder"]["none"]["5"]["war"]["share"]
    row = next(row for row in levels.rows if row[0] == "none" and row[1].startswith("war"))
    assert row[3].startswith(f"{np.round(100 * share, 1):.1f}")
