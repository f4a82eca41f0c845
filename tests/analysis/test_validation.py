"""The validation: every fixture holds, every table is there, a fault would show, and no miss is hidden."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.analysis.validation import battles, validate
from ceaseline.analysis.validation.fits import (
    concordance,
    line_fit,
    logistic_fit,
    qjm_losses,
    wilson,
)
from ceaseline.analysis.validation.land_record import fight
from ceaseline.analysis.validation.presence_record import overdispersion, rank_in, violations_by_year
from ceaseline.analysis.validation.records import engagements, raids
from ceaseline.analysis.validation.row import Row, empirical, fixture
from ceaseline.case import Case

FIXTURES = {
    *(f"H{n}" for n in range(1, 4)),
    *(f"L{n}" for n in range(1, 8)),
    *(f"A{n}" for n in range(1, 7)),
    *(f"D{n}" for n in range(1, 5)),
    *(f"E{n}" for n in range(1, 7)),
    *(f"C{n}" for n in range(1, 4)),
    *(f"S{n}" for n in range(1, 4)),
    *(f"T{n}" for n in range(1, 11)),
}


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return validate()


def test_every_fixture_and_table_is_there_and_holds(result: dict[str, Any]) -> None:
    fixtures = {row["id"]: row["pass"] for row in result["rows"] if row["kind"] == "fixture"}
    assert fixtures.keys() >= FIXTURES
    assert [name for name, passed in fixtures.items() if not passed] == []


def test_rows_are_counted_as_they_stand(result: dict[str, Any]) -> None:
    rows, verdict = result["rows"], result["verdict"]
    assert len({row["id"] for row in rows}) == len(rows)
    assert verdict["fixtures"] + verdict["empirical"] == len(rows)
    assert verdict["empirical_passed"] == sum(r["pass"] for r in rows if r["kind"] == "empirical")
    assert all(row["source"] and row["what"] for row in rows)


def test_records_that_the_engine_is_known_to_miss_are_shown(result: dict[str, Any]) -> None:
    """The engine's losses scatter less than history's, and friction makes it flat: said, not hidden."""
    rows = {row["id"]: row for row in result["rows"]}
    assert not rows["land.reference-pair.casualty-scatter"]["pass"]
    engine, whole = (rows[f"land.reference-pair.{name}"]["obtained"] for name in ("slope-engine", "slope"))
    assert engine > 2.0
    assert whole < 0.37 + 2 * 0.15


def test_the_same_figures_every_time(result: dict[str, Any]) -> None:
    assert validate() == result


@pytest.mark.parametrize(
    ("obtained", "tolerance", "passed"),
    [
        (1.1, 0.2, True),
        (1.3, 0.2, False),
        (0.7, 0.2, False),
        (math.nan, 9.0, False),
        (math.inf, {"low": 0.0, "high": math.inf}, False),
        (1.05, {"relative": 0.1}, True),
        (1.2, {"relative": 0.1}, False),
        (3.0, {"low": 2.0, "high": 4.0}, True),
        (1.0, {"low": 2.0, "high": 4.0}, False),
    ],
)
def test_a_row_passes_only_within_its_tolerance(obtained: float, tolerance: Any, passed: bool) -> None:
    assert fixture("x", "what", 1.0, obtained, tolerance, "source").passed is passed


def test_one_figure_of_many_is_enough_to_fail_and_none_may_be_missing() -> None:
    assert not empirical("x", "what", (1.0, 2.0), (1.0, 3.0), 0.1, "source").passed
    with pytest.raises(ValueError, match="shorter"):
        _ = Row("x", "what", "fixture", (1.0, 2.0), (1.0,), 0.1, "source").passed


def test_a_fault_in_a_mechanism_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(battles, "square_law_left", lambda *_: (61.0, 0.0))
    failed = [row.id for row in battles.land_fixtures() if not row.passed]
    assert failed == ["L1"]


def test_the_record_of_battles_is_the_published_one() -> None:
    record = engagements()
    assert (record.won.size, len(set(record.war))) == (621, 64)
    assert record.won.mean() == pytest.approx(0.594, abs=5e-4)
    assert concordance(record.log_ratio, record.won, record.war) == pytest.approx(0.627, abs=5e-4)
    modern = record.during(1914)
    assert concordance(modern.log_ratio, modern.won, modern.war) == pytest.approx(0.631, abs=5e-4)
    (level, slope), (_, error) = logistic_fit(modern.log_ratio, modern.won)
    assert (level, slope, error) == pytest.approx((0.206, 0.374, 0.154), abs=5e-4)
    late = record.during(1939)
    known = np.isfinite(late.lost_a) & np.isfinite(late.lost_d) & (late.lost_a > 0) & (late.lost_d > 0)
    exchanged = np.log(late.lost_a[known] / late.lost_d[known]) + late.log_ratio[known]
    assert line_fit(late.log_ratio[known], exchanged) == pytest.approx((-0.538, 0.315, 1.445), abs=5e-4)


def test_raids_add_up_to_the_published_totals() -> None:
    totals = {name: (raids(name).raids.sum(), raids(name).launched.sum()) for name in ("drones", "cruise")}
    assert totals == {"drones": (985.0, 87041.0), "cruise": (529.0, 4478.0)}
    drones = raids("drones")
    assert (drones.launched * drones.stopped).sum() / drones.launched.sum() == pytest.approx(0.873, abs=1e-3)


@given(st.integers(1, 40), st.integers(0, 40))
def test_wilson_interval_holds_the_share(trials: int, successes: int) -> None:
    wins = min(successes, trials)
    low, high = wilson(wins, trials)
    assert low - 1e-12 <= wins / trials <= high + 1e-12
    assert -1e-12 <= low < high <= 1.0 + 1e-12


def test_concordance_counts_ties_half_and_compares_within_groups_only() -> None:
    x, won = np.array([1.0, 1.0, 5.0]), np.array([1.0, 0.0, 0.0])
    assert concordance(x, won, [0, 0, 0]) == 0.25
    assert concordance(x, won, [0, 0, 1]) == 0.5
    assert math.isnan(concordance(x, won, [0, 1, 2]))


def test_casualty_rates_are_capped() -> None:
    assert qjm_losses(1000.0, True, (3.0, 3.0)) == pytest.approx(134.4)
    assert qjm_losses(1000.0, False, (2.0,)) == pytest.approx(30.0)
    assert qjm_losses(1000.0, False, (9.0,)) == pytest.approx(57.6)


def test_a_larger_ratio_breaks_through_more_often_and_friction_flattens(reference: Case) -> None:
    logs = np.log(np.array([0.5, 1.0, 2.0, 4.0]))
    fought = fight(reference, logs, worlds=32)
    by_ratio = fought.broke.mean(axis=0)
    assert (np.diff(by_ratio) >= 0.0).all()
    assert by_ratio[-1] > by_ratio[0]
    assert 0.0 < fought.slope(fought.chance) < fought.slope(fought.broke)


def test_raids_without_spread_are_binomial_and_spread_widens_them() -> None:
    assert overdispersion("cruise", 0.2, 0.0) == pytest.approx(1.0)
    assert 1.0 < overdispersion("cruise", 0.2, 0.4) < overdispersion("cruise", 0.2, 0.8)


@given(st.floats(0.02, 0.98))
def test_the_rank_of_a_quantile_is_its_chance_level(level: float) -> None:
    from ceaseline.case import load

    value = load("reference-pair").assumptions["front_km"].value
    assert rank_in(value, value.quantile(level)) == pytest.approx(level, abs=1e-5)


def test_violations_without_decline_or_recommitment_are_the_first_rate() -> None:
    world = SimpleNamespace(
        recommitment_rate=0.0,
        recommitment_cut=0.5,
        recommitment_memory=1.0,
        violations_start=100.0,
        violations_floor=1.0,
        violations_decay=2.0,
    )
    assert violations_by_year(world, 3) == pytest.approx([36_500.0] * 3)
    world.violations_floor = 0.1
    assert (np.diff(violations_by_year(world, 3)) < 0.0).all()
