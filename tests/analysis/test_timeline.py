"""The timeline follows dates, and says what changed between them and on whose word."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ceaseline.analysis import dated_packages, timeline
from ceaseline.analysis.compare import compare
from ceaseline.analysis.timeline import positions_changed
from ceaseline.case import Case
from ceaseline.study import Sample, run_study

SAMPLE = Sample(128, 16, 1)


@pytest.fixture(scope="module")
def found(ukraine: Case) -> dict[str, Any]:
    return timeline(ukraine, SAMPLE, threads=1, keep=False)


def test_only_packages_named_for_their_date_in_order(ukraine: Case, found: dict[str, Any]) -> None:
    names = [entry["package"] for entry in found["entries"]]
    assert names[:3] == [f"as-reported-2025-{day}" for day in ("06-04", "08-20", "08-26")]
    dates = [entry["as_of"] for entry in found["entries"]]
    assert dates == sorted(dates)
    assert "europe-alone" not in names
    shuffled = replace(ukraine, packages=tuple(reversed(ukraine.packages)))
    assert [package.name for package in dated_packages(shuffled)] == names


def test_change_is_the_paired_difference_from_the_entry_before(ukraine: Case, found: dict[str, Any]) -> None:
    json.dumps(found, allow_nan=False)
    entries = found["entries"]
    assert entries[0]["change"] == []
    names = [entries[1]["package"], entries[2]["package"]]
    rows = compare(run_study(ukraine, names, SAMPLE, threads=1, keep=False))["differences"]
    assert entries[2]["change"] == rows


def test_positions_that_changed_by_hand(ukraine: Case) -> None:
    changed = {row["lever"]: row for row in positions_changed(ukraine, date(2025, 8, 20), date(2025, 8, 26))}
    row = changed["us-air-defence"]
    assert row["changed"]
    assert row["before"]["as_of"] <= "2025-08-20" < row["after"]["as_of"] <= "2025-08-26"
    assert row["after"]["source"] in ukraine.sources
    for lever in ukraine.levers:
        stood, stands = lever.position(date(2025, 8, 20)), lever.position(date(2025, 8, 26))
        assert (stood != stands) == changed.get(lever.id, {"changed": False})["changed"]


def test_what_was_said_besides_is_kept(ukraine: Case) -> None:
    for row in positions_changed(ukraine, None, date(2026, 1, 6)):
        lever = ukraine.lever(row["lever"])
        said = [p.as_of.isoformat() for p in lever.positions if p.as_of <= date(2026, 1, 6)]
        shown = [entry["as_of"] for entry in row["also_said"]]
        shown += [row["after"]["as_of"]] if row["after"] else []
        assert sorted(shown) == sorted(said)


def test_nothing_new_nothing_changed(ukraine: Case) -> None:
    assert positions_changed(ukraine, date(2026, 1, 6), date(2026, 1, 6)) == []


def test_a_case_without_dates_says_so(reference: Case) -> None:
    with pytest.raises(ValueError, match="no package of reference-pair is named for the date"):
        timeline(reference, SAMPLE)
