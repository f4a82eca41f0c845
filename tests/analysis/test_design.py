"""Designs: enumeration against brute force, the front's properties, limits never broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ceaseline.analysis.candidates import space_of
from ceaseline.analysis.costs import is_unpriced, lever_costs
from ceaseline.analysis.design import Brief, Prices, design
from ceaseline.analysis.limits import read_limit, read_steps, read_target
from ceaseline.analysis.measures import cost_measure
from ceaseline.analysis.pareto import front, shares_on_front
from ceaseline.analysis.restore import changes, raised, restore
from ceaseline.analysis.screen import Linear, Rows, best_within, condition_rows, options_of
from ceaseline.analysis.statistics import Floats
from ceaseline.analysis.trials import Trials, goal, with_amounts
from ceaseline.case import Case, FrozenMap, Package
from ceaseline.study import Sample
from ceaseline.study.plan import make_plan
from ceaseline.study.run import worlds_of

SAMPLE = Sample(128, 32, 1)

figures = arrays(np.float64, st.integers(1, 12), elements=st.integers(0, 5).map(float))


def few(case: Case) -> tuple[str, ...]:
    package = case.package("all-promised")
    return tuple(list(package.settings)[:3])


@given(figures, figures)
def test_front_is_what_no_other_beats(one: Floats, other: Floats) -> None:
    size = min(one.size, other.size)
    costs, losses = one[:size], other[:size]
    on = front(costs, losses)
    for i in range(costs.size):
        beaten = any(
            costs[j] <= costs[i] and losses[j] <= losses[i] and (costs[j] < costs[i] or losses[j] < losses[i])
            for j in range(costs.size)
        )
        assert on[i] == (not beaten)


@given(figures)
def test_the_order_of_packages_does_not_matter(costs: Floats) -> None:
    losses = costs[::-1].copy()
    order = np.argsort(losses, kind="stable")
    assert (front(costs, losses)[order] == front(costs[order], losses[order])).all()


def test_shares_say_how_sure_the_front_is() -> None:
    worlds = 64
    costs = np.array([[1.0], [2.0], [3.0]]) * np.ones((3, worlds))
    losses = np.ones((3, worlds)) * np.array([[0.5], [0.4], [0.9]])
    assert shares_on_front(costs, losses, 1).tolist() == [1.0, 1.0, 0.0]
    losses[1] = 0.5 + np.where(np.arange(worlds) % 2 == 0, 0.1, -0.1)
    assert 0.3 < shares_on_front(costs, losses, 1)[1] < 0.7


def test_enumeration_is_brute_force(korea: Case) -> None:
    names = few(korea)
    found = design(korea, "all-promised", SAMPLE, candidates=names, threads=2, keep=False)
    json.dumps(found, allow_nan=False)
    assert (found["method"], found["considered"], found["within"]) == ("exact", 8, 8)
    trials = Trials(korea, SAMPLE, [goal(korea).measure, cost_measure()], threads=1)
    base = korea.package("all-promised")
    brute: dict[frozenset[str], tuple[float, float]] = {}
    for count in range(4):
        for taken in combinations(names, count):
            gone = set(names) - set(taken)
            settings = {n: s for n, s in base.settings.items() if n not in gone}
            means = trials.means(Package(name="x", title="x", settings=FrozenMap(settings)))
            brute[frozenset(taken)] = (float(means[1].mean()), float(means[0].mean()))
    on = [
        some
        for some, (cost, loss) in brute.items()
        if not any(c <= cost and v <= loss and (c, v) != (cost, loss) for c, v in brute.values())
    ]
    front_found = {frozenset(row["levers"]): row for row in found["packages"] if row["on_front"]}
    assert set(front_found) == set(on)
    for some, row in front_found.items():
        assert (row["cost"], row["value"]) == pytest.approx(brute[some])


def test_packages_run_together_have_the_bits_of_packages_run_apart(ukraine: Case) -> None:
    trials = Trials(ukraine, Sample(64, 8, 1), (goal(ukraine).measure, cost_measure()))
    luck = np.random.default_rng(1)
    whole = ukraine.package("every-lever")
    designs = [name for name in whole.settings if ukraine.lever(name).kind == "design"]
    assert designs
    packages = []
    for at in range(40):
        held = {name: setting for name, setting in whole.settings.items() if luck.random() < 0.7}
        if at % 2:
            held = {name: setting for name, setting in held.items() if name not in designs}
        package = Package(name=f"some {at}", title="", settings=FrozenMap(held))
        if at % 3 == 0 and "force-france" in held:
            package = with_amounts(package, {"force-france": whole.settings["force-uk"].amount})
        packages.append(package)
    together = trials.means_together(packages)
    assert trials.runs == 0
    assert (together == np.stack([trials.means(package) for package in packages])).all()
    announced = Trials(ukraine, Sample(64, 8, 1), (goal(ukraine, "agreement").measure,))
    pair = packages[:2]
    assert (announced.means_together(pair) == np.stack([announced.means(one) for one in pair])).all()
    assert announced.runs == len(pair)


def test_the_budget_is_never_exceeded(korea: Case) -> None:
    space = space_of(korea, korea.package("all-promised"), few(korea))
    drawn = worlds_of(korea, SAMPLE)
    brief = Brief(korea, space, goal(korea), None, (), None)
    free = Prices(brief, SAMPLE, drawn)
    costs = {}
    for choice in space.choices():
        whole = make_plan(korea, space.package(choice), SAMPLE.seed, SAMPLE.worlds)
        total = lever_costs(whole, korea, drawn).sum(axis=0)
        assert free.cost(choice) == pytest.approx(total)
        costs[choice] = float(total.mean())
    for budget in np.linspace(min(costs.values()) * 0.99, max(costs.values()), 5):
        limited = Prices(Brief(korea, space, goal(korea), float(budget), (), None), SAMPLE, drawn)
        assert all(limited.within(choice) == (cost <= budget) for choice, cost in costs.items())


def test_limits_of_contributors_are_kept(ukraine: Case) -> None:
    steps = read_steps(ukraine, "force-uk=2500,5000,10000")
    limit = read_limit(ukraine, "uk=5000 troops")
    space = space_of(ukraine, ukraine.package("as-reported-2025-08-26"), ("us-response",), steps)
    brief = Brief(ukraine, space, goal(ukraine), None, (limit,), None)
    prices = Prices(brief, SAMPLE, worlds_of(ukraine, SAMPLE))
    fit = [space.labels(choice) for choice in space.choices() if prices.within(choice)]
    assert len(fit) == 6
    assert not any("force-uk at 10000" in labels for labels in fit)


def test_a_linear_screen_keeps_budget_and_conditions(ukraine: Case) -> None:
    space = space_of(ukraine, ukraine.package("all-promised"), by="lever")
    places = list(options_of(space))
    conditions = condition_rows(ukraine, space)
    assert conditions.matrix.shape[0] > 10
    values = -np.linspace(1.0, 2.0, len(places))
    costs = np.linspace(5.0, 1.0, len(places))
    for budget in (0.0, 10.0, 60.0):
        choice = best_within(Linear(space, values, costs, conditions), budget)
        assert choice is not None
        taken = np.array([choice[c] == at for c, at in places], dtype=float)
        assert costs @ taken <= budget + 1e-6
        assert (conditions.matrix @ taken <= conditions.upper + 1e-6).all()
    alone = {space.candidates[c].name: k for k, (c, _) in enumerate(places)}
    lonely = np.zeros(len(places))
    lonely[alone["force-netherlands"]] = 1.0
    assert (conditions.matrix @ lonely > conditions.upper + 1e-6).any()


def test_the_linear_screen_is_exact_on_a_linear_problem(korea: Case) -> None:
    space = space_of(korea, korea.package("all-promised"), few(korea))
    values, costs = np.array([-3.0, -2.0, -2.5]), np.array([4.0, 2.0, 3.0])
    model = Linear(space, values, costs, Rows(np.zeros((0, 3)), np.zeros(0)))
    for budget in range(10):
        best = min(
            float(values @ np.array(choice))
            for choice in space.choices()
            if costs @ np.array(choice) <= budget
        )
        found = best_within(model, float(budget))
        assert found is not None
        assert values @ np.array(found) == pytest.approx(best)


def test_more_packages_than_can_be_run_are_screened(korea: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("ceaseline.analysis.design"), "EXACT", 4)
    whole = design(korea, "all-promised", SAMPLE, candidates=few(korea), threads=2, keep=False)
    dearest = max(row["promised"] for row in whole["packages"])
    budget = dearest * 0.999
    found = design(korea, "all-promised", SAMPLE, candidates=few(korea), budget=budget, threads=2, keep=False)
    assert (whole["method"], found["method"]) == ("screened", "screened")
    assert all(row["promised"] <= budget for row in found["packages"])
    assert "a better one may exist" in found["reads"]


def test_missing_prices_are_told_and_not_set_to_nothing(ukraine: Case) -> None:
    found = design(ukraine, "all-promised", SAMPLE, candidates=("us-response", "sea"), threads=2, keep=False)
    with_answer = [row for row in found["packages"] if "us-response" in row["levers"]]
    assert with_answer
    assert all("us-response" in row["unpriced"] for row in with_answer)
    assert "gives no price for" in found["reads"]
    assert not is_unpriced(ukraine, ukraine.lever("sea-uk"))
    assert is_unpriced(ukraine, ukraine.lever("written-guarantee"))


def test_a_target_is_met_by_the_cheapest(korea: Case) -> None:
    found = design(
        korea,
        "all-promised",
        SAMPLE,
        candidates=few(korea),
        target=read_target(korea, "war<=0.99@10"),
        threads=2,
        keep=False,
    )
    assert found["cheapest"]["surely"] == found["packages"][0]["package"]
    none = design(
        korea,
        "all-promised",
        SAMPLE,
        candidates=few(korea),
        target=read_target(korea, "war<=0.0001@10"),
        threads=2,
        keep=False,
    )
    assert none["cheapest"] == {"surely": None, "perhaps": None}
    assert "None reaches" in none["reads"]


def test_what_hangs_on_a_withdrawn_promise_falls_with_it(ukraine: Case) -> None:
    us = ["us-air-defence", "us-sensing", "us-command", "us-response", "us-air-support"]
    found = restore(ukraine, "all-promised", us, SAMPLE, threads=2, keep=False)
    json.dumps(found, allow_nan=False)
    falls = {row["lever"] for row in found["falls"]}
    assert "force-netherlands" in falls
    assert not any(name.startswith("us-") and name in found["withdrawn"] for name in falls)
    for row in found["remedies"]:
        assert not set(row["levers"]) & set(found["withdrawn"])
        assert all(ukraine.lever(name).by not in ("us", "russia") for name in row["levers"])


def test_changes_raise_what_is_left_and_add_what_is_not_there(ukraine: Case) -> None:
    options = {o.label: o for o in changes(ukraine, ukraine.package("all-promised"), ["us-response"])}
    assert "add iiss-force" in options
    assert not any("us-" in label or "regrouping" in label for label in options)
    before = ukraine.lever("force-uk").amount
    after = options["core-force doubled"].settings["force-uk"].amount
    assert before is not None
    assert after is not None
    assert [after.quantile(u) for u in (0.05, 0.3, 0.9)] == pytest.approx(
        [2 * before.quantile(u) for u in (0.05, 0.3, 0.9)]
    )
    assert raised(before, 1.0).value == before.value


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (read_limit, "uk", "is no limit"),
        (read_limit, "ukk=3", "uk"),
        (read_limit, "uk=3 km", "cannot be read as"),
        (read_target, "war<0.2", "is no target"),
        (read_target, "war>=0.2", "war<=0.2"),
        (read_steps, "force-uk=0", "are no steps"),
        (read_steps, "force-uk", "are no steps"),
        (read_steps, "forceuk=1", "force-uk"),
    ],
)
def test_what_cannot_be_read_is_refused(
    ukraine: Case, read: Callable[[Case, str], object], text: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        read(ukraine, text)


def test_no_package_within_the_limits(korea: Case) -> None:
    with pytest.raises(ValueError, match="no package keeps within"):
        design(korea, "all-promised", SAMPLE, candidates=few(korea)[:1], budget=-1.0, keep=False)
