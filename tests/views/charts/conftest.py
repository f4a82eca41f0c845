"""Results that the tests of charts share: small, and of the flagship where titles and places matter."""

from typing import Any

import pytest

from ceaseline.analysis.build_up import build_up
from ceaseline.analysis.capability import capability
from ceaseline.analysis.compare import compare
from ceaseline.analysis.promises import promises
from ceaseline.analysis.survival import survival
from ceaseline.analysis.timeline import timeline
from ceaseline.case import Case, load
from ceaseline.study import Sample, Study, run_study

SAMPLE = Sample(512, 16, 1)
PACKAGES = ("none", "as-reported-2025-08-26", "all-promised")
HOSTILE = "</script><script>alert('1')</script> \"quoted\" \x1b[31m & " + "very long " * 30


@pytest.fixture(scope="session")
def ukraine() -> Case:
    return load("ukraine-2025")


@pytest.fixture(scope="session")
def study(ukraine: Case) -> Study:
    return run_study(ukraine, PACKAGES, SAMPLE, threads=1, keep=False)


@pytest.fixture(scope="session")
def compared(study: Study) -> dict[str, Any]:
    return compare(study)


@pytest.fixture(scope="session")
def held(study: Study) -> dict[str, Any]:
    return survival(study)


@pytest.fixture(scope="session")
def standing(study: Study) -> dict[str, Any]:
    return capability(study)


@pytest.fixture(scope="session")
def pledged(ukraine: Case) -> dict[str, Any]:
    return build_up(ukraine, "all-promised")


@pytest.fixture(scope="session")
def coalition(ukraine: Case) -> dict[str, Any]:
    return promises(ukraine, "all-promised", SAMPLE, threads=1, keep=False)


@pytest.fixture(scope="session")
def reported(ukraine: Case) -> dict[str, Any]:
    return timeline(ukraine, Sample(256, 16, 1), threads=1, keep=False)


@pytest.fixture(scope="session")
def shares_out() -> dict[str, Any]:
    """What the analysis of worth gives, in its documented form."""
    rows = (("force", -0.06, 0.006), ("air", -0.04, 0.004), ("zone", 0.011, 0.002), ("sea", -0.006, 0.005))
    return {
        "outcome": "war",
        "year": 10,
        "empty": 0.45,
        "full": 0.355,
        "worth": [
            {"lever": lever, "shapley": value, "first_in": value / 2, "last_in": value, "error": error}
            for lever, value, error in rows
        ],
        "interactions": [],
    }


@pytest.fixture(scope="session")
def boxes() -> dict[str, Any]:
    """What failure discovery gives, in its documented form."""
    limit = {"assumption": "odds_level", "unit": "share", "kinds": None, "p5": 0.1, "p95": 0.5}
    return {
        "package": "all-promised",
        "density": 0.25,
        "boxes": [
            {
                "coverage": 0.62,
                "density": 0.55,
                "mass": 0.2,
                "words": "It fails mostly where the odds are low.",
                "limits": [{**limit, "low": None, "high": 0.3, "reproduced": 0.9}],
            }
        ],
    }


@pytest.fixture(scope="session")
def designs() -> dict[str, Any]:
    """What the search for packages gives, in its documented form."""
    rows = ((0.5e9, 0.45, True), (2e9, 0.40, True), (3e9, 0.42, False), (6e9, 0.36, True))
    return {
        "outcome": "war",
        "year": 10,
        "packages": [
            {
                "package": f"p{place}",
                "levers": [f"lever-{place}"],
                "cost": cost,
                "value": value,
                "error": 0.006,
                "on_front": front,
                "clear_step": front,
            }
            for place, (cost, value, front) in enumerate(rows)
        ],
    }


def renamed(result: dict[str, Any], title: str) -> dict[str, Any]:
    """Give every package of a result the same title."""
    return {**result, "packages": [{**package, "title": title} for package in result["packages"]]}


def only(result: dict[str, Any], count: int) -> dict[str, Any]:
    """Keep the first packages of a result."""
    return {**result, "packages": result["packages"][:count]}
