"""Results that the tests of charts share: small, and of the flagship where titles and places matter."""

from typing import Any

import pytest

from ceaseline.analysis.compare import compare
from ceaseline.analysis.survival import survival
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


def renamed(result: dict[str, Any], title: str) -> dict[str, Any]:
    """Give every package of a result the same title."""
    return {**result, "packages": [{**package, "title": title} for package in result["packages"]]}


def only(result: dict[str, Any], count: int) -> dict[str, Any]:
    """Keep the first packages of a result."""
    return {**result, "packages": result["packages"][:count]}
