"""The second engines: fixtures of their own, their limits, and that they take the same luck as the first."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.analysis.knockout import knockout
from ceaseline.case import Case, load
from ceaseline.model import attrition, challenge, engines, fighting, lanchester, threshold
from ceaseline.model.decision import best_choice, deterrence_threshold
from ceaseline.model.records import WORLD
from ceaseline.study import DECISIONS, EVERY_ENGINE, LANDS, Engines, Sample
from ceaseline.study.run import run_package, surrogate_of, worlds_of

SAMPLE = Sample(512, 32, 3)
VALUE = st.floats(-1.0, 1.0)
STRENGTH = st.floats(1.0, 100.0)
THRESHOLD, LANCHESTER = Engines("threshold"), Engines(land="lanchester")


@pytest.fixture(scope="module")
def ukraine() -> Case:
    return load("ukraine-2025")


def outcomes(case: Case, package: str, used: Engines, pins: dict[str, float] | None = None) -> np.ndarray:
    return run_package(case, case.package(package), replace(SAMPLE, engines=used), pins=pins)[1]


def world(**values: float) -> np.record:
    out = np.zeros(1, dtype=WORLD).view(np.recarray)
    given_values = {
        "assault_loss": 0.01,
        "exchange_ratio": 1.0,
        "dry_exchange": 0.5,
        "followon_days": 30.0,
        "aircraft_effect": 0.001,
        "aircraft_attrition": 0.04,
        "advance_rate": 1.0,
        "flank_spacing": 12.0,
    }
    for name, value in (given_values | values).items():
        out[name] = value
    record: np.record = out[0]
    return record


def campaign(
    reserve: float = 100.0,
    defender: float = 80.0,
    arrival: float = math.inf,
    brigades: float = 0.0,
    follow_on: float = 0.0,
    aircraft: float = 0.0,
    quality: float = 1.0,
    stock: float = math.inf,
    days: float = 400.0,
    most_losses: float = math.inf,
) -> tuple[int, int, float, float, float]:
    arguments = (reserve, defender, arrival, brigades, follow_on, aircraft, quality, stock, days, most_losses)
    found: tuple[int, int, float, float, float] = both(attrition.square_law_campaign, *arguments, world())
    return found


def test_codes_and_names_belong_together() -> None:
    assert (DECISIONS.index("quantal"), DECISIONS.index("threshold")) == (engines.QUANTAL, engines.THRESHOLD)
    assert (LANDS.index("posen"), LANDS.index("lanchester")) == (engines.POSEN, engines.LANCHESTER)
    assert EVERY_ENGINE[0] == Engines() == Sample().engines
    assert len(set(EVERY_ENGINE)) == 4
    with pytest.raises(ValueError, match="no land engine 'epstein', only posen and lanchester"):
        Engines(land="epstein")


@given(VALUE, VALUE, st.floats(0.0, 0.3))
def test_a_preparation_ends_in_the_best_threat(grab: float, offensive: float, cost: float) -> None:
    chosen = best_choice(np.array([0.0, grab, offensive]), np.empty(3))
    assert both(threshold.threshold_execution, grab, offensive) == (0, 5, 6)[chosen]
    best = max(0.0, grab, offensive)
    assert both(threshold.threshold_preparation, grab, offensive, cost) == pytest.approx(best - cost)


@given(st.lists(VALUE, min_size=5, max_size=5))
def test_an_opening_is_used_for_the_best_option_or_not_at_all(values: list[float]) -> None:
    chosen = both(threshold.threshold_opening, *values)
    probe, sea, strike, hit, prepare = values
    by_code = {0: 0.0, 1: probe, 3: sea, 2: strike, 4: hit, 5: prepare}
    assert by_code[chosen] == max(by_code.values())


@given(st.lists(VALUE, min_size=5, max_size=5, unique=True), st.floats(0.01, 0.99))
def test_the_threshold_rule_is_the_limit_of_quantal_response(values: list[float], draw: float) -> None:
    ordered = sorted([0.0, *values])
    if ordered[-1] - ordered[-2] < 0.01:
        return
    probe, sea, strike, hit, prepare = values
    sharp = challenge.opened(draw, probe, sea, strike, hit, prepare, 1e4, 0.999)
    assert threshold.threshold_opening(*values) == sharp
    grab, offensive = values[:2]
    if max(grab, offensive) > 0.01 and abs(grab - offensive) > 0.01:
        assert threshold.threshold_execution(grab, offensive) == challenge.executed(
            draw, grab, offensive, 1e4
        )
        assert threshold.threshold_preparation(grab, offensive, 0.1) == pytest.approx(
            challenge.preparation_value(grab, offensive, 0.1, 1e4)
        )
    free, guarded = values[2:4]
    assert both(threshold.threshold_place, free, guarded) == pytest.approx(
        challenge.place_value(free, guarded, 0.4, 1e5, 1.0), abs=1e-3
    )


@given(st.floats(0.1, 1.0), st.floats(0.05, 0.5), st.floats(0.0, 1.0), st.floats(0.01, 0.99))
def test_a_grab_is_deterred_exactly_above_the_threshold_of_perfect_deterrence(
    aim: float, cost: float, odds: float, belief: float
) -> None:
    def value(chance: float) -> float:
        return challenge.attack_value(1.0 - chance * (1.0 - odds), 1.0, aim, cost * (1.0 + chance), 0.0, 0.0)

    needed = deterrence_threshold(value(0.0), 0.0, value(1.0))
    if abs(belief - needed) > 1e-6:
        assert both(threshold.carried_out, value(belief)) == (belief < needed)


def test_the_campaign_keeps_what_the_square_law_keeps() -> None:
    broke, days, lost, lost_defender, helpers = campaign()
    assert (broke, days, helpers) == (1, 110, 0.0)
    assert (lost, lost_defender) == pytest.approx((40.0, 80.0))
    path = np.empty((51, 2))
    lanchester.square_law_run(100.0, 80.0, 0.01, 0.01, np.zeros(50), np.zeros(50), 100, path)
    _, days, lost, lost_defender, _ = campaign(days=50.0)
    assert days == 50
    assert (100.0 - lost, 80.0 - lost_defender) == pytest.approx(tuple(path[50]), rel=1e-5)


@settings(max_examples=30)
@given(STRENGTH, STRENGTH, st.floats(0.5, 2.0))
def test_who_wins_is_what_the_invariant_says(reserve: float, defender: float, quality: float) -> None:
    days = lanchester.square_law_days(reserve, defender, 0.01 / quality, 0.01)
    if days < 400.0:
        edge = lanchester.square_invariant(reserve, defender, 0.01 / quality, 0.01)
        broke, _, lost, lost_defender, _ = campaign(reserve, defender, quality=quality)
        assert (broke == 1) == (edge > 0.0)
        left = lanchester.square_law_left(reserve, defender, 0.01 / quality, 0.01)
        assert (reserve - lost, defender - lost_defender) == pytest.approx(left, abs=1e-5)


def test_reinforcement_counts_from_its_day_and_shares_the_losses() -> None:
    assert campaign(defender=60.0, arrival=1.0, brigades=20.0)[1:3] == pytest.approx((110, 40.0))
    _, _, _, own, helpers = campaign(defender=60.0, arrival=1.0, brigades=20.0)
    assert helpers / own == pytest.approx(20.0 / 60.0)
    assert campaign(defender=60.0)[1] < campaign(defender=60.0, arrival=20.0, brigades=20.0)[1] < 110
    assert campaign(defender=60.0, arrival=20.0, brigades=60.0)[0] == 0
    assert campaign(arrival=1.0, follow_on=60.0)[0] == 0
    assert both(fighting.brigades_present, 60.0, 3.0, 10.0, 30.0) == 13.0


def test_aircraft_quality_stocks_and_losses_act_as_in_the_first_engine() -> None:
    alone = campaign()
    assert campaign(arrival=1.0, aircraft=300.0)[2] > alone[2]
    assert campaign(quality=2.0)[0] == 0
    assert campaign(defender=95.0, quality=1.5)[0] == 0
    assert campaign(defender=95.0, quality=1.5, stock=10.0)[0] == 1
    assert campaign(most_losses=10.0)[:2] == (0, 14)
    assert campaign(reserve=1e-9, most_losses=0.0)[1] == 1
    assert campaign(arrival=1.0, aircraft=1e9)[:4] == pytest.approx((0, 400, 100.0, 0.0))


def test_the_world_says_which_engine_fights() -> None:
    arguments = (40.0, 15.0, 3.0, 12.0, math.inf, 0.0, 0.0, 0.0, 1.0, 400.0, 180.0, 40.0)
    assert both(engines.fight, *arguments, world(land=0)) == fighting.land_campaign(*arguments, world())
    square = (40.0, *arguments[3:])
    assert both(engines.fight, *arguments, world(land=1)) == attrition.square_law_campaign(*square, world())


def test_another_engine_changes_levels_and_no_luck(ukraine: Case) -> None:
    found = {used: outcomes(ukraine, "all-promised", used) for used in EVERY_ENGINE}
    first = found[Engines()]
    for used, other in found.items():
        for field in ("type", "misled", "greatest_reached", "least_start", "greatest_start", "agreement"):
            np.testing.assert_array_equal(other[field], first[field])
        if used != Engines():
            assert (other["first"] != first["first"]).any()
    land = found[LANCHESTER]
    untouched = (first["challenges"][:, 5:].sum(axis=1) == 0) & (land["challenges"][:, 5:].sum(axis=1) == 0)
    assert 0.2 < untouched.mean() < 1.0
    # only what the challenger believes of fighting reaches futures in which nothing is fought
    same = (first["first"][untouched] == land["first"][untouched]).all(axis=1)
    assert same.mean() > 0.9


def test_precision_acts_in_quantal_response_alone(ukraine: Case) -> None:
    low, high = ({"precision": u} for u in (0.05, 0.95))
    for used, same in ((Engines(), False), (THRESHOLD, True)):
        found = [outcomes(ukraine, "none", used, pins).tobytes() for pins in (low, high)]
        assert (found[0] == found[1]) == same


def test_belief_is_fitted_to_the_engine_that_fights(ukraine: Case) -> None:
    fits = [surrogate_of(ukraine.digest, ukraine, land) for land in LANDS]
    assert fits[0].slopes != fits[1].slopes
    for fit in fits:
        assert fit.ratio > 0.0 > max(fit.brigades, fit.aircraft, fit.warning)
        assert fit.error < 0.05
    assert worlds_of(ukraine, replace(SAMPLE, engines=LANCHESTER))["fit_ratio"][0] == fits[1].ratio


@pytest.mark.parametrize("used", EVERY_ENGINE[1:], ids=lambda used: f"{used.decision}-{used.land}")
def test_parts_of_a_package_still_act(ukraine: Case, used: Engines) -> None:
    found = knockout(ukraine, "all-promised", Sample(1024, 64, 1, used), threads=2)
    assert (found["decision"], found["land"]) == (used.decision, used.land)
    assert found["difference"] < 0.0
    assert sum(part["change"] != 0.0 for part in found["parts"]) >= 5
