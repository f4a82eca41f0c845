"""The flagship gives the figures that are pinned, to the last digit; what moved is told, largest first."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ceaseline.analysis.changes import Side, changes, read_side, side_of
from ceaseline.case import load
from ceaseline.cli.output import show
from ceaseline.cli.pins import PINNED
from ceaseline.study import run_study
from ceaseline.views.changes import page

PINS = Path(__file__).resolve().parents[1] / "pins"


def now(case: str, pin: Side) -> Side:
    study = run_study(load(case), PINNED[case], pin.answer.manifest.sample, keep=False)
    return side_of(study, "now")


@pytest.mark.parametrize("case", PINNED)
def test_the_pinned_figures_stand(case: str) -> None:
    pin = read_side((PINS / f"{case}.json").read_bytes(), f"tests/pins/{case}.json")
    found = changes(pin, now(case, pin))
    versions = [row for row in found["inputs"] if row["what"] == "version"]
    told = io.StringIO()
    show(page(found, full=True), told)
    mend = "\nIf this is meant, write the figures anew: python -m ceaseline.cli.pins tests/pins"
    if versions:  # another numba or NumPy may round otherwise, but may not be seen to
        assert not [row for row in found["rows"] if row["reads"] == "differs"], told.getvalue() + mend
    else:
        assert found["same"], told.getvalue() + mend
