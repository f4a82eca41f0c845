"""The examples of the guide run as they stand."""

import doctest
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "interoperability.md"


@pytest.mark.filterwarnings("ignore")  # of libraries that use each other in ways they deprecate
def test_examples_of_the_guide_run() -> None:
    pytest.importorskip("SALib")
    pytest.importorskip("ema_workbench")
    found = doctest.testfile(str(GUIDE), module_relative=False)
    assert found.attempted > 20
    assert found.failed == 0
