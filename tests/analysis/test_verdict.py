"""The verdict says it when the model loses, when nothing can be told, and never that the model is right."""

from typing import Any

import pytest

from ceaseline.analysis.verdict import RIVALS, verdict


def found(
    low: float = -0.1, high: float = 0.1, *, expected: float = 5.0, observed: int = 4, few: float = 0.4
) -> dict[str, Any]:
    row = {"value": (low + high) / 2, "low": low, "high": high}
    return {
        "differences": [{"score": s, "against": r, **row} for s in ("brier", "log_loss") for r in RIVALS],
        "terms": [{"score": s, **row} for s in ("brier", "log_loss")],
        "calibration": {
            "expected": expected,
            "observed": observed,
            "chance_of_so_few": few,
            "chance_of_so_many": 1.0 - few,
        },
        "concordance": {"model": 0.6 if observed else None},
        "range": [0.2, 0.3],
    }


def test_a_model_that_loses_is_rejected_in_words() -> None:
    answer = verdict(found(0.01, 0.1))
    assert answer["rejected"]
    assert "rejects the model" in answer["verdict"]
    assert answer["verdict"].count("does worse than") == 3
    assert "terms of the ceasefires makes it worse" in answer["verdict"]


def test_a_model_that_wins_is_not_confirmed() -> None:
    answer = verdict(found(-0.1, -0.01))
    assert not answer["rejected"]
    assert "no confirmation" in answer["verdict"]
    assert answer["verdict"].count("does better than") == 3


def test_a_model_that_cannot_be_told_apart_is_not_rejected() -> None:
    answer = verdict(found())
    assert not answer["rejected"]
    assert answer["verdict"].count("cannot be told from") == 3


def test_one_lost_comparison_rejects() -> None:
    mixed = found()
    mixed["differences"][1].update(low=0.01, high=0.2)
    assert verdict(mixed)["rejected"]


@pytest.mark.parametrize(("few", "rejected"), [(0.049, True), (0.051, False)])
def test_a_count_that_is_too_rare_rejects(few: float, rejected: bool) -> None:
    assert verdict(found(few=few))["rejected"] is rejected


def test_without_events_only_the_count_judges() -> None:
    answer = verdict(found(0.01, 0.1, expected=1.5, observed=0, few=0.2))
    assert not answer["rejected"]
    assert "number of events alone judges" in answer["verdict"]
    assert verdict(found(expected=6.0, observed=0, few=0.001))["rejected"]
