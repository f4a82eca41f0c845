"""The outside view is what our own statistics say, with intervals by formula."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from ceaseline.analysis.outside_view import jeffreys, kaplan_meier, outside_view, reference_classes
from ceaseline.case import Case
from ceaseline.model.records import RUNGS

CLASSES = {entry["name"]: entry for entry in reference_classes()}

#: Published with the statistics (years 1, 2, 5, 10, 20): 90 per cent Jeffreys intervals on 53 spells.
INTERVALS = {
    "incident": [(0.26, 0.47), (0.43, 0.66), (0.63, 0.82), (0.69, 0.87), (0.80, 0.94)],
    "use_of_force": [(0.19, 0.39), (0.33, 0.55), (0.55, 0.76), (0.59, 0.79), (0.71, 0.89)],
    "deadly_clash": [(0.16, 0.35), (0.24, 0.45), (0.43, 0.66), (0.53, 0.74), (0.61, 0.81)],
    "serious_clash": [(0.04, 0.18), (0.08, 0.24), (0.19, 0.39), (0.34, 0.57), (0.38, 0.61)],
    "war": [(0.02, 0.13), (0.04, 0.18), (0.07, 0.22), (0.16, 0.35), (0.25, 0.46)],
}


@pytest.mark.parametrize("rung", RUNGS)
def test_intervals_are_the_published_ones(rung: str) -> None:
    for year, (low, high) in zip((1, 2, 5, 10, 20), INTERVALS[rung], strict=True):
        cell = CLASSES["contiguous"]["rungs"][str(year)][rung]
        assert cell["low"] == pytest.approx(low, abs=0.0101)
        assert cell["high"] == pytest.approx(high, abs=0.0101)


@given(st.integers(0, 60), st.integers(1, 60))
def test_jeffreys_holds_nine_tenths_of_its_beta(successes: int, trials: int) -> None:
    successes = min(successes, trials)
    low, high = jeffreys(successes, trials)
    assert 0.0 <= low <= successes / trials <= high <= 1.0
    if 0 < successes < trials:
        held, _ = quad(beta(successes + 0.5, trials - successes + 0.5).pdf, low, high)
        assert held == pytest.approx(0.9, abs=1e-6)


def test_jeffreys_refuses_what_is_no_share() -> None:
    for successes, trials in [(3, 2), (-1, 2), (0, 0)]:
        with pytest.raises(ValueError, match="is no share"):
            jeffreys(successes, trials)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_without_censoring_kaplan_meier_counts(durations: list[int]) -> None:
    years = np.array(durations, dtype=float)
    found = kaplan_meier(years, np.ones_like(years), (1, 5, 20))
    assert found == pytest.approx([(years <= year).mean() for year in (1, 5, 20)])


def test_kaplan_meier_with_censoring_by_hand() -> None:
    """Freireich's remission data, treated group: published survival .857 at 6 and .807 at 7 weeks."""
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    found = 1 - kaplan_meier(np.array(weeks, float), np.array(ended, float), (6, 7, 10, 13, 16, 22, 23))
    assert found == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=0.0006)


def test_recurrence_is_that_of_the_shipped_episodes() -> None:
    entry = CLASSES["episodes-1946"]
    assert (entry["spells"], entry["rungs"]["5"]["fighting"]["share"]) == (69, pytest.approx(0.19, abs=0.005))
    endings = entry["within_five_years_by_ending"]
    counts = {name: (row["recurred"], row["spells"]) for name, row in endings.items()}
    assert counts == {
        "ceasefire": (1, 15),
        "low activity": (7, 19),
        "peace agreement": (0, 14),
        "victory A": (4, 10),
        "victory B": (1, 11),
    }


def test_shares_rise_with_time_and_fall_with_the_rung() -> None:
    for entry in CLASSES.values():
        rows = list(entry["rungs"].values())
        for cells in rows:
            shares = [cell["share"] for cell in cells.values()]
            assert shares == sorted(shares, reverse=True)
        for rung in rows[0]:
            over_time = [cells[rung]["share"] for cells in rows]
            assert over_time == sorted(over_time)


def test_the_two_sources_differ_on_war_and_the_answer_says_why(korea: Case) -> None:
    view = outside_view(korea)
    war = CLASSES["contiguous"]["rungs"]["5"]["war"]["share"]
    resumed = CLASSES["ceasefires-1945"]["rungs"]["5"]["resumption"]["share"]
    assert f"{100 * war:.0f} of 100 within five years" in view["why_sources_differ"]
    assert f"({100 * resumed:.0f} of 100)" in view["why_sources_differ"]
    assert "13 (7 to 22)" in view["reads"]


def test_a_class_says_when_it_may_hold_the_case(korea: Case, ukraine: Case) -> None:
    assert all(entry["may_hold_this_case"] for entry in outside_view(korea)["classes"])
    assert not any(entry["may_hold_this_case"] for entry in outside_view(ukraine)["classes"])


def test_shipped_data_carry_their_licence() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "ceaseline" / "analysis" / "data"
    notes = (folder / "LICENCES.md").read_text(encoding="utf-8")
    for path in folder.glob("*.csv"):
        assert path.name in notes
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        assert rows
        assert all(None not in row and None not in row.values() for row in rows)
