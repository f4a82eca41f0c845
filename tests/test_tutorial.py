"""The tutorial does what it says: each command, in order, prints what the page shows."""

from pathlib import Path

import pytest
from tests.tutorial import PAGE, steps


def test_every_command_prints_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("CEASELINE_DOCUMENTS", str(tmp_path / "documents"))
    followed = list(steps(PAGE.read_text(encoding="utf-8"), tmp_path))
    assert len(followed) >= 10
    for step in followed:
        assert step.now == step.shown, "write the page anew: python -m tests.tutorial"
    assert (tmp_path / "report.html").stat().st_size > 100_000
