"""Cases that the tests of analysis share."""

import pytest

from ceaseline.case import Case, load


@pytest.fixture(scope="session")
def korea() -> Case:
    return load("korea-1953")


@pytest.fixture(scope="session")
def reference() -> Case:
    return load("reference-pair")


@pytest.fixture(scope="session")
def ukraine() -> Case:
    return load("ukraine-2025")
