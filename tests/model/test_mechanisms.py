"""Properties of the month's small mechanisms: bounds, directions, limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.both import both

from ceaseline.kernel import gamma_variate, logistic, logit, normal_quantile, uniforms
from ceaseline.model import (
    agreement,
    build_up,
    challenge,
    fighting,
    incidents,
    regrouping,
    response,
    watch,
    will,
)
from ceaseline.model.records import WORLD

SHARE = st.floats(0.0, 1.0)
INSIDE = st.floats(0.001, 0.999)
SMALL = st.floats(-1.0, 1.0)


@given(INSIDE, st.integers(0, 1), st.floats(0.0, 2.0), st.floats(0.0, 6e4), st.floats(0.0, 2.0))
def test_more_foreign_troops_make_a_ceasefire_less_acceptable(
    base: float, kind: int, gap: float, troops: float, effect: float
) -> None:
    rest = (effect, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    few = agreement.acceptance(base, kind, gap, troops, *rest)
    many = agreement.acceptance(base, kind, gap, troops + 1e4, *rest)
    harder = agreement.acceptance(base, kind + 1, gap, troops, *rest)
    assert 0.0 < many <= few < 1.0
    assert harder <= few


@given(INSIDE, INSIDE, st.floats(0.001, 0.1), SHARE)
def test_a_binding_form_and_a_low_rate_put_a_withdrawal_off(
    own: float, party: float, rate: float, joint: float
) -> None:
    loose = will.withdrawal_clock(own, party, rate, joint, 1.0)
    bound = will.withdrawal_clock(own, party, rate, joint, will.binding_factor(0.2, 3))
    assert loose < bound
    assert will.withdrawal_clock(own, party, rate, joint, 0.0) == math.inf


def test_withdrawals_come_at_their_rate() -> None:
    draws = [uniforms(1, 1, 0, i, 0, 7, 10) for i in range(20000)]
    clocks = [will.withdrawal_clock(u[0], u[1], 0.02, 0.4, 0.5) for u in draws]
    assert np.mean(clocks) == pytest.approx(100.0, rel=0.03)
    months = [will.month_of_loss(u[2], 0.1) for u in draws]
    assert np.mean(months) == pytest.approx(10.0, rel=0.03)


@given(st.floats(0.0, 120.0), st.floats(0.0, 24.0), st.floats(0.0, 24.0))
def test_build_up_rises_from_nothing_to_all(month: float, delay: float, ramp: float) -> None:
    now, later = build_up.ramp_share(month, delay, ramp), build_up.ramp_share(month + 1.0, delay, ramp)
    assert 0.0 <= now <= later <= 1.0
    assert build_up.ramp_share(delay + ramp + 1e-6, delay, ramp) == pytest.approx(1.0, abs=1e-4)


@given(st.floats(0.0, 1e5), st.floats(0.0, 1e5), st.floats(0.0, 120.0), st.floats(1.0, 36.0))
def test_rotation_keeps_what_it_can(arrived: float, limit: float, month: float, first: float) -> None:
    kept = build_up.held(arrived, limit, month, first)
    assert min(arrived, limit) - 1e-6 <= kept <= arrived
    assert build_up.held(arrived, limit, 2.0 * first + 1.0, first) == pytest.approx(min(arrived, limit))


def test_published_rotation_ratios_are_reproduced() -> None:
    assert build_up.sustainable(256000.0, 4.0, 0.0, 0.0) == 64000.0
    assert build_up.sustainable(100000.0, 2.5, 0.0, 0.0) == 40000.0


@given(SHARE, SHARE, SHARE, SHARE, SHARE, INSIDE)
def test_an_incident_climbs_no_higher_when_a_step_gets_harder(
    force: float, death: float, serious: float, war: float, less: float, draw: float
) -> None:
    usual = incidents.climb(draw, force, death, serious, war)
    for step in range(4):
        steps = [force, death, serious, war]
        steps[step] *= less
        assert incidents.climb(draw, *steps) <= usual


def test_rungs_come_in_their_shares() -> None:
    steps = (0.7, 0.7, 0.2, 0.1)
    rungs = np.array([incidents.climb(uniforms(2, 1, 0, i, 0, 0, 0)[0], *steps) for i in range(40000)])
    for rung in range(1, 5):
        assert (rungs >= rung).mean() == pytest.approx(math.prod(steps[:rung]), abs=0.01)


@given(st.integers(0, 4), INSIDE)
def test_deaths_lie_on_their_rung(rung: int, draw: float) -> None:
    deaths = incidents.clash_deaths(rung, draw)
    assert (deaths == 0.0) == (rung < 2)
    if rung >= 2:
        assert incidents.rung_of_deaths(deaths) == rung


@given(st.floats(0.0, 1.0), st.floats(0.0, 24.0), SHARE, st.floats(0.0, 0.99))
def test_recommitments_hold_down_a_share(level: float, rate: float, cut: float, step: float) -> None:
    assert 0.0 <= incidents.recommitted(level, rate, cut, step) <= 1.0


@given(st.floats(-2.0, 2.0), st.floats(-2.0, 2.0), st.floats(0.5, 40.0), st.floats(0.05, 1.0))
def test_a_nest_is_worth_at_least_its_best_and_at_most_softmax(
    first: float, second: float, precision: float, mu: float
) -> None:
    value = challenge.nest_value(first, second, precision, mu)
    plain = challenge.nest_value(first, second, precision, 1.0)
    assert max(first, second) - 1e-12 <= value <= plain + 1e-12


@given(st.floats(-2.0, 2.0), st.floats(-2.0, 2.0), INSIDE, st.floats(0.5, 40.0), st.floats(0.05, 1.0))
def test_splitting_a_place_changes_nothing(
    free: float, guarded: float, share: float, precision: float, mu: float
) -> None:
    value = challenge.place_value(free, guarded, share, precision, mu)
    assert min(free, guarded) - 1e-9 <= value <= max(free, guarded) + 1e-9
    assert challenge.place_value(free, free, share, precision, mu) == pytest.approx(free, abs=1e-9)


def test_shares_of_choices_are_those_of_nested_logit() -> None:
    values = {"probe": -0.05, "sea": -0.1, "strike": -0.2, "hit": -0.3, "prepare": 0.02}
    precision, mu = 6.0, 0.3
    draws = [(i + 0.5) / 20000 for i in range(20000)]
    probe, sea, strike, hit, prepare = values.values()
    kinds = np.array([challenge.opened(u, probe, sea, strike, hit, prepare, precision, mu) for u in draws])
    below = challenge.nest_value(values["probe"], values["sea"], precision, mu)
    strikes = challenge.nest_value(values["strike"], values["hit"], precision, mu)
    weights = np.exp(precision * np.array([0.0, below, strikes, values["prepare"]]))
    shares = weights / weights.sum()
    assert (kinds == 0).mean() == pytest.approx(shares[0], abs=1e-3)
    assert np.isin(kinds, (1, 3)).mean() == pytest.approx(shares[1], abs=1e-3)
    assert np.isin(kinds, (2, 4)).mean() == pytest.approx(shares[2], abs=1e-3)
    assert (kinds == 5).mean() == pytest.approx(shares[3], abs=1e-3)
    within = 1.0 / (1.0 + math.exp(-precision / mu * (values["probe"] - values["sea"])))
    assert (kinds == 1).sum() / np.isin(kinds, (1, 3)).sum() == pytest.approx(within, abs=1e-2)


@given(st.floats(-2.0, 1.0), st.floats(-2.0, 1.0), st.floats(0.0, 0.3), st.floats(0.5, 60.0))
def test_preparing_is_worth_no_more_than_the_best_that_follows(
    grab: float, offensive: float, cost: float, precision: float
) -> None:
    value = challenge.preparation_value(grab, offensive, cost, precision)
    assert value <= max(grab, offensive, 0.0) - cost + 1e-12


@given(INSIDE, SHARE, SHARE)
def test_a_tripwire_never_lowers_credibility(chance: float, tripwire: float, hit: float) -> None:
    struck = response.expected_tripwire(chance, tripwire, hit)
    assert chance - 1e-12 <= struck <= 1.0
    assert response.expected_tripwire(chance, 0.0, hit) == pytest.approx(chance)
    assert response.expected_tripwire(chance, tripwire, 0.0) == pytest.approx(chance)


@given(st.floats(0.0, 30.0), st.floats(0.0, 30.0), SHARE, st.floats(0.1, 1.0), st.floats(0.0, 60.0))
def test_links_and_warning_bring_an_answer_forward(
    shown: float, delay: float, links: float, speed: float, warning: float
) -> None:
    plain = response.arrival_days(shown, delay, 0.0, speed, 0.0)
    assert response.arrival_days(shown, delay, links, speed, warning) <= plain + 1e-12
    assert 0.0 < response.in_time(plain, 30.0) <= 1.0


@given(st.floats(0.0, 1e4), st.floats(1.0, 2e3), st.floats(0.0, 5.0), SHARE)
def test_more_monitors_see_more(monitors: float, front: float, sight: float, watched: float) -> None:
    few = watch.line_seen(monitors, front, sight, watched)
    assert 0.0 <= few <= watch.line_seen(monitors + 10.0, front, sight, watched) <= 1.0
    assert few >= watched - 1e-12


@given(INSIDE, st.floats(0.001, 1.0), st.floats(1.0, 120.0), st.floats(0.0, 30.0))
def test_faster_detection_gives_more_warning(draw: float, rate: float, days: float, decide: float) -> None:
    slow = watch.warning_days(days, draw, rate, decide)
    assert 0.0 <= slow <= watch.warning_days(days, draw, 2.0 * rate, decide) <= days


def test_mean_warning_is_the_mean_of_its_draws() -> None:
    from ceaseline.model.month_values import mean_warning

    drawn = [watch.warning_days(60.0, uniforms(3, 1, 0, i, 0, 0, 0)[0], 0.04, 0.0) for i in range(40000)]
    assert np.mean(drawn) == pytest.approx(mean_warning(60.0, 0.04), rel=0.02)


@given(st.floats(1.0, 300.0), st.floats(0.05, 0.5), st.floats(0.0, 1.0))
def test_regrouping_approaches_its_target(start: float, growth: float, step: float) -> None:
    target = regrouping.challenger_target(start, growth, 0.0, 0.5)
    moved = regrouping.approach(start, target, step)
    assert start <= moved <= target
    assert regrouping.challenger_target(start, growth, 1.0, 1.0) == pytest.approx(start)


def land_world() -> np.record:
    world = np.zeros(1, dtype=WORLD).view(np.recarray)
    values = {
        "advance_rate": 1.0,
        "flank_spacing": 12.0,
        "aircraft_effect": 0.001,
        "aircraft_attrition": 0.04,
        "assault_loss": 0.01,
        "exchange_ratio": 1.2,
        "dry_exchange": 0.5,
        "followon_days": 30.0,
    }
    for name, value in values.items():
        world[name] = value
    record: np.record = world[0]
    return record


def campaign(
    reserve: float = 40.0,
    defender: float = 12.0,
    arrival: float = math.inf,
    brigades: float = 0.0,
    aircraft: float = 0.0,
) -> tuple[int, int, float, float, float]:
    world = land_world()
    return fighting.land_campaign(
        reserve, 15.0, 3.0, defender, arrival, brigades, 0.0, aircraft, 1.0, 400.0, 180.0, 40.0, world
    )


def test_at_least_one_day_is_fought_and_a_short_attacker_stalls() -> None:
    broke, days, loss_a, _, _ = campaign(reserve=1.0)
    assert (broke, days) == (0, 1)
    assert loss_a == pytest.approx(15.0 * 0.01)


def test_more_reserves_and_help_that_comes_hold_longer() -> None:
    alone = campaign()
    assert alone[0] == 1
    helped = campaign(arrival=1.0, brigades=20.0)
    late = campaign(arrival=170.0, brigades=20.0)
    assert helped[0] == 0
    assert late[:2] == alone[:2]
    assert campaign(defender=30.0)[0] == 0
    assert helped[4] > 0.0


def test_aircraft_take_losses_off_the_ground_force() -> None:
    plain, flown = campaign(), campaign(arrival=1.0, aircraft=200.0)
    assert flown[2] >= plain[2] * flown[1] / plain[1] - 1e-9
    assert flown[3] < plain[3]


@given(SHARE, SHARE, INSIDE, INSIDE)
def test_friction_decides_its_share(share: float, chance: float, draw: float, win: float) -> None:
    both_ways = {fighting.outcome_with_friction(b, share, chance, draw, win) for b in (0, 1)}
    assert (len(both_ways) == 1) == (draw < share)


@given(st.floats(0.001, 0.999))
def test_quantiles_and_log_odds_are_inverses(u: float) -> None:
    both(normal_quantile, u)
    assert 0.5 * math.erfc(-normal_quantile(u) / math.sqrt(2.0)) == pytest.approx(u, abs=1e-12)
    assert logistic(logit(u)) == pytest.approx(u, abs=1e-12)


@pytest.mark.parametrize("shape", [0.3, 0.8, 2.0, 20.0])
def test_gamma_variates_have_mean_one_and_their_spread(shape: float) -> None:
    draws = [uniforms(5, 1, 0, i, 0, 0, 0) for i in range(40000)]
    values = np.array([gamma_variate(u[0], u[1], shape) for u in draws])
    assert values.mean() == pytest.approx(1.0, abs=0.04)
    assert values.var() == pytest.approx(1.0 / shape, rel=0.08)
