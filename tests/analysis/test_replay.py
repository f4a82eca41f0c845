"""A replay tells the very future that the study counted."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from ceaseline.analysis import replay
from ceaseline.analysis.replay import month_of
from ceaseline.analysis.tale import Teller
from ceaseline.case import Case
from ceaseline.model.records import NEVER, ROADS
from ceaseline.model.state import EVENTS
from ceaseline.study import Sample, run_study
from ceaseline.study.run import worlds_of

SAMPLE = Sample(256, 16, 6)
NAMES = ["none", "all-promised"]


def test_the_tale_is_that_of_the_outcome(ukraine: Case) -> None:
    """Roads, deaths, challenges and promises in force of 16 futures, told and counted."""
    study = run_study(ukraine, NAMES, SAMPLE, threads=1, keep=False)
    kinds = (
        "probe",
        "strike campaign",
        "interference at sea",
        "strike on outside troops",
        "limited grab",
        "offensive",
    )
    for future in range(0, 256, 17):
        told = replay(ukraine, NAMES, SAMPLE, future=future)
        for package, run in zip(told["packages"], study.runs, strict=True):
            outcome = run.outcomes[future]
            events = package["events"]
            assert package["complete"]
            assert events[-1]["month"] == outcome["months"]
            assert events[-1]["figures"][0] == outcome["road"]
            assert events[-1]["figures"][1] == pytest.approx(outcome["dead"])
            counts = [sum(entry["event"] == kind for entry in events) for kind in kinds]
            assert counts == outcome["challenges"][1:].tolist()
            mask = outcome["greatest_start"] if outcome["greatest_reached"] else outcome["least_start"]
            bits = [name for bit, name in enumerate(run.lever_ids) if (int(mask) >> bit) & 1]
            assert package["in_force"] == bits
            greatest = int(outcome["greatest_start"])
            assert len(package["in_force"]) + len(package["waiting"]) == greatest.bit_count()
            if outcome["first"][4] != NEVER:
                assert ROADS[outcome["road"]] != "none"
                assert events[-1]["text"].startswith("War, by")


def test_world_and_luck_are_shared(ukraine: Case) -> None:
    told = replay(ukraine, NAMES, SAMPLE, future=35)
    json.dumps(told, allow_nan=False)
    assert (told["world"], told["luck"]) == (2, 3)
    assert told["assumptions"]["precision"] == worlds_of(ukraine, SAMPLE)["precision"][2]
    first = [package["events"][0] for package in told["packages"]]
    assert first[0]["figures"][0] == first[1]["figures"][0]


def test_side_by_side(ukraine: Case) -> None:
    told = replay(ukraine, NAMES, SAMPLE, future=35)
    months = [row["month"] for row in told["months"]]
    assert months == sorted(set(months))
    for row in told["months"]:
        assert len(row["texts"]) == 2
        assert row["same"] == (row["texts"][0] == row["texts"][1])
        assert row["date"] == month_of(ukraine.ceasefire, row["month"])


def test_the_same_package_twice_never_parts(ukraine: Case) -> None:
    told = replay(ukraine, ["all-promised", "all-promised"], SAMPLE, future=3)
    assert told["part_in_month"] is None
    assert all(row["same"] for row in told["months"])


def test_parting_is_the_first_month_that_counts(ukraine: Case) -> None:
    """Packages part when something else is decided or happens, not when promises differ."""
    study = run_study(ukraine, NAMES, SAMPLE, threads=1, keep=False)
    one, two = (run.outcomes for run in study.runs)
    apart = np.flatnonzero((one["first"] != two["first"]).any(axis=1))
    for future in apart[:8]:
        month = replay(ukraine, NAMES, SAMPLE, future=int(future))["part_in_month"]
        before = [(o["first"][future] < month) for o in (one, two)]
        assert (before[0] == before[1]).all()


def test_every_event_has_words(ukraine: Case, korea: Case) -> None:
    for case in (ukraine, korea):
        teller = Teller(case, tuple(lever.id for lever in case.levers))
        for event in EVENTS:
            text = teller.words(event, (1.0, 1.0))
            assert text.endswith(".")
    assert Teller(ukraine, ()).words("answer of the outside power", (3.0, 0.5)).startswith("United States")


@pytest.mark.parametrize(
    ("ceasefire", "months", "expected"),
    [(date(2026, 1, 1), 0, "2026-01"), (date(2026, 1, 1), 120, "2036-01"), (date(1953, 7, 27), 6, "1954-01")],
)
def test_calendar(ceasefire: date, months: int, expected: str) -> None:
    assert month_of(ceasefire, months) == expected


def test_refusals(korea: Case) -> None:
    with pytest.raises(ValueError, match="0 to 255, not 256"):
        replay(korea, ["none"], SAMPLE, future=256)
    with pytest.raises(ValueError, match="one or two packages"):
        replay(korea, [], SAMPLE)
    with pytest.raises(KeyError, match="no package is called 'nine'"):
        replay(korea, ["nine"], SAMPLE)
