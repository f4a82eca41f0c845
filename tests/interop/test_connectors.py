"""The model in the hands of EMA Workbench and SALib."""

from __future__ import annotations

import numpy as np
import pytest

from ceaseline.analysis.asked import Asked
from ceaseline.case import Case, load
from ceaseline.interop import Points, ema_model, evaluate, points, salib_problem
from ceaseline.study.rows import draw_rows

NAMES = ["incident_rate", "precision", "us-eighth-army.amount"]


@pytest.fixture(scope="module")
def korea() -> Case:
    return load("korea-1953")


@pytest.fixture(scope="module")
def asked(korea: Case) -> Points:
    return points(korea, "all-promised", NAMES, outcome="incident", year=1, futures=16)


def test_values_and_chances_are_two_ways_to_say_the_same(asked: Points) -> None:
    chances = np.array([[0.05, 0.5, 0.95], [0.95, 0.05, 0.5], [0.5, 0.5, 0.5]])
    values = np.stack(
        [
            [number.estimate.quantile(float(u)) for u in column]
            for number, column in zip(asked.numbers, chances.T, strict=True)
        ],
        axis=1,
    )
    np.testing.assert_allclose(asked.at_values(values), asked.at_chances(chances), atol=1e-12)


def test_what_a_point_does_not_set_stands_at_its_median(korea: Case, asked: Points) -> None:
    rows = asked.rows(np.full((2, 3), 0.25))
    for name, assumption in korea.assumptions.items():
        at = 0.25 if name in NAMES else 0.5
        assert rows.worlds[name] == pytest.approx(assumption.quantile(at), rel=1e-9)
    drawn = draw_rows(korea, Asked.of(korea, "all-promised").owned(), 1, 1)
    assert set(rows.chances) == set(drawn.chances)
    assert {float(of[0]) for name, of in rows.chances.items() if name not in NAMES} == {0.5}


def test_answer_is_a_function_of_the_point(asked: Points) -> None:
    point = np.full((1, 3), 0.3)
    twice = asked.at_chances(np.repeat(point, 2, axis=0))
    assert twice[0] == twice[1] == asked.at_chances(point, threads=1)[0]


def test_unknown_numbers_are_named(korea: Case) -> None:
    with pytest.raises(KeyError, match="did you mean precision"):
        points(korea, "none", ["precisio"])


def test_salib_samples_and_analyses(asked: Points) -> None:
    sobol_sample = pytest.importorskip("SALib.sample.sobol")
    sobol = pytest.importorskip("SALib.analyze.sobol")
    problem = salib_problem(asked, groups=True)
    assert problem["groups"] == ["incidents", "challenge", "us-eighth-army"]
    sample = sobol_sample.sample({**problem, "groups": None}, 8, calc_second_order=False, seed=1)
    answers = evaluate(asked, sample)
    assert answers.shape == (8 * (3 + 2),)
    found = sobol.analyze({**problem, "groups": None}, answers, calc_second_order=False, seed=1)
    assert np.isfinite(found["ST"]).all()
    by_value = salib_problem(asked, chances=False)
    assert by_value["bounds"][0] == [asked.low[0], asked.high[0]]
    inside = np.array([[0.5 * (low + high) for low, high in by_value["bounds"]]])
    assert evaluate(asked, inside, chances=False).shape == (1,)


def test_salib_takes_the_groups(asked: Points) -> None:
    sobol_sample = pytest.importorskip("SALib.sample.sobol")
    problem = salib_problem(asked, groups=True)
    different = len(set(problem["groups"]))
    sample = sobol_sample.sample(problem, 4, calc_second_order=False, seed=1)
    assert len(sample) == 4 * (different + 2)


@pytest.mark.filterwarnings("ignore")  # of libraries that EMA Workbench uses in ways they deprecate
def test_ema_workbench_runs_experiments(korea: Case) -> None:
    ema = pytest.importorskip("ema_workbench")
    model = ema_model(korea, ["all-promised", "none"], NAMES[:2], [("war", 5), ("dead", None)], futures=8)
    experiments, outcomes = ema.perform_experiments(model, scenarios=3, policies=2)
    assert len(experiments) == 6
    assert set(outcomes) == {"war_5", "dead"}
    row = experiments.iloc[0]
    again = points(korea, str(row["package"]), NAMES[:2], futures=8)
    values = np.array([[row[name] for name in NAMES[:2]]], dtype=np.float64)
    assert outcomes["war_5"][0] == pytest.approx(again.at_values(values)[0])
