"""The red team finds a planted weakness, reports none where there is none, and measures what it moves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import log, sqrt
from pathlib import Path

import pytest
from scipy.stats import chi2, multivariate_normal, norm

from ceaseline.analysis.held import PLAUSIBLE
from ceaseline.analysis.redteam import SURE, Search, distance, inwards, margin, redteam
from ceaseline.analysis.statistics import Estimated
from ceaseline.case import Case
from ceaseline.study import Sample

NAMES = [f"n{k:02d}" for k in range(24)]
SAMPLE = Sample(256, 32, 1)


def planted(point: Mapping[str, float]) -> Estimated:
    """Lose only where n03 is high and n17 low together; n05 helps a little and n09 hurts a little."""
    high, low = point.get("n03", 0.5), 1.0 - point.get("n17", 0.5)
    value = -1.0 + 4.0 * max(0.0, high - 0.5) * max(0.0, low - 0.5) * 3.0 + 0.3 * (high - 0.5)
    value += 0.2 * (low - 0.5) + 0.05 * (point.get("n09", 0.5) - 0.5) - 0.05 * (point.get("n05", 0.5) - 0.5)
    return Estimated(value, 0.02)


def test_a_planted_weakness_is_found_and_no_more_is_moved() -> None:
    found = Search(planted, NAMES).run()
    assert found is not None
    near, far = found
    assert set(near) == set(far) == {"n03", "n17"}
    assert margin(planted(near)) > 0.0
    assert near["n03"] > 0.5 > near["n17"]
    assert all(PLAUSIBLE[0] <= level <= PLAUSIBLE[1] for level in near.values())
    assert distance(near)["scores"] < distance(far)["scores"]


def test_the_point_found_lies_at_the_edge_of_losing() -> None:
    found = Search(planted, NAMES).run()
    assert found is not None
    assert margin(planted(inwards(found[0], 0.9)), SURE) <= 0.0


def test_none_where_there_is_none() -> None:
    search = Search(lambda point: Estimated(-1.0 + 0.01 * sum(point.values()), 0.02), NAMES)
    assert search.run() is None
    assert search.closest is not None
    assert margin(search.closest[1]) < 0.0


def test_a_weakness_inside_the_ranges_is_found_by_the_optimiser() -> None:
    """Neither end of either number loses: only the middle of the upper halves does."""

    def hump(point: Mapping[str, float]) -> Estimated:
        one, two = point.get("n01", 0.5), point.get("n02", 0.5)
        far = (one - 0.75) ** 2 + (two - 0.75) ** 2
        return Estimated(0.1 - 1.5 * far - (0.2 if "n01" not in point or "n02" not in point else 0.0), 0.01)

    corner = {"n01": 0.95, "n02": 0.95}
    shrunk = Search(lambda p: Estimated(hump(p).value - 0.06, 0.01), ["n01", "n02"])
    assert margin(hump(corner)) - 0.06 < 0.0
    found = shrunk.run()
    assert found is not None
    assert found[0]["n01"] == pytest.approx(0.75, abs=0.17)


def test_a_number_that_is_not_needed_is_let_go() -> None:
    search = Search(planted, NAMES)
    point = {"n03": 0.95, "n17": 0.05, "n09": 0.95, "n11": 0.05}
    assert set(search.shrink(point)) == {"n03", "n17"}


def test_distance_is_that_of_normal_scores() -> None:
    found = distance({"a": 0.9, "b": 0.2})
    z = [norm.ppf(0.9), norm.ppf(0.2)]
    assert found["scores"] == pytest.approx(sqrt(z[0] ** 2 + z[1] ** 2))
    assert found["chance_as_far"] == pytest.approx(chi2.sf(z[0] ** 2 + z[1] ** 2, 2))
    density = multivariate_normal(mean=[0.0, 0.0])
    ratio = log(density.pdf(z) / density.pdf([0.0, 0.0]))
    assert found["log_density_ratio"] == pytest.approx(ratio)


def test_same_seed_same_answer_and_honest_about_what_was_tried(korea: Case) -> None:
    names = ["precision", "opening_rate", "provocation_force", "impose_us"]
    answers = [
        redteam(korea, "all-promised", SAMPLE, names=names, threads=threads, keep=False) for threads in (1, 2)
    ]
    json.dumps(answers[0], allow_nan=False)
    assert answers[0] == answers[1]
    found = answers[0]
    assert found["numbers_searched"] == len(names)
    if not found["found"]:
        assert f"within {found['evaluations']} evaluations of 4 numbers" in found["reads"]


def test_stopping_and_asking_again_gives_the_same(
    korea: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    names = ["precision", "opening_rate", "cost_grab", "impose_us"]

    class Stop(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if done == 10:
            raise Stop

    with pytest.raises(Stop):
        redteam(korea, "all-promised", SAMPLE, names=names, threads=2, progress=stop)
    assert list(tmp_path.rglob("*.piece"))
    again = redteam(korea, "all-promised", SAMPLE, names=names, threads=2)
    assert again == redteam(korea, "all-promised", SAMPLE, names=names, threads=2, keep=False)


def test_few_evaluations_are_kept_to(korea: Case) -> None:
    found = redteam(korea, "all-promised", SAMPLE, evaluations=5, threads=2, keep=False)
    assert (found["evaluations"], found["found"]) == (5, False)


def test_a_package_that_is_worse_is_told_at_once(korea: Case) -> None:
    """The other way round the favoured package loses with hardly anything moved."""
    names = ["precision", "opening_rate", "impose_us"]
    found = redteam(
        korea, "none", Sample(512, 64, 1), against="all-promised", names=names, threads=2, keep=False
    )
    (way,) = found["ways"]
    assert way["loses"]
    assert way["distance"]["moved"] == 1
    assert "none does worse than all-promised where" in way["reads"]


def test_refusals(korea: Case) -> None:
    with pytest.raises(ValueError, match="compared with itself"):
        redteam(korea, "none", SAMPLE, against="none")
    with pytest.raises(KeyError, match="no uncertain number"):
        redteam(korea, "none", SAMPLE, against="all-promised", names=["precison"])
