"""Differences read as a person would say them."""

from __future__ import annotations

import pytest

from ceaseline.analysis.measures import Measure, compared_measures
from ceaseline.analysis.sentences import TOO_SMALL, reads
from ceaseline.analysis.statistics import Estimated

MEASURES = {(m.outcome, m.month): m for m in compared_measures(120)}


@pytest.mark.parametrize(
    ("key", "difference", "error", "sentence"),
    [
        (
            ("war", 120),
            -0.061,
            0.008,
            "6.1 fewer of 100 futures see war by year 10 than with none, give or take 0.8",
        ),
        (
            ("incident", 12),
            0.148,
            0.0137,
            "14.8 more of 100 futures see a militarised incident by year 1 than with none, give or take 1.4",
        ),
        (
            ("troops_in_country", 60),
            12345.0,
            640.0,
            "12 300 more outside troops in the country at month 60 than with none, give or take 600",
        ),
        (
            ("cost_eur_per_year", None),
            -2.04e9,
            3e8,
            "guarantors pay 2.0 bn EUR a year less than with none, give or take 0.3",
        ),
        (
            ("throughput", None),
            0.021,
            0.003,
            "port throughput is 2.1 points of 100 higher than with none, give or take 0.3",
        ),
        (("war", 12), 0.0159, 0.008, TOO_SMALL),
        (("war", 12), -0.0159, 0.008, TOO_SMALL),
        (("war", 12), 0.0, 0.008, TOO_SMALL),
        (("war", 12), 0.0, 0.0, "the same as with none in every future"),
    ],
)
def test_reads(key: tuple[str, int | None], difference: float, error: float, sentence: str) -> None:
    assert reads(MEASURES[key], Estimated(difference, error), "none") == sentence


@pytest.mark.parametrize("measure", compared_measures(120), ids=lambda m: f"{m.outcome}-{m.month}")
def test_everything_compared_has_words(measure: Measure) -> None:
    more, less = (reads(measure, Estimated(sign * 0.5, 0.1), "x") for sign in (1, -1))
    assert more != less
    assert "{" not in more
    assert more.endswith(f"than with x, give or take {'10' if measure.unit == 'share' else more.split()[-1]}")
