"""``ceaseline validate`` in its three forms, and its exit code."""

from __future__ import annotations

import json

import pytest
from tests.cli.support import Cli, once

from ceaseline.analysis.validation import battles
from ceaseline.cli.schemas import FORMS


def test_every_form_holds_every_row(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    once(monkeypatch, "ceaseline.analysis.validation", "validate", {})
    answer = cli("validate", "--json")
    assert answer.code == 0
    FORMS["validate"].validate_json(answer.out)
    rows = answer.json()["rows"]
    table = cli("validate", "--csv").rows()
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    page = cli("validate").out
    assert "every fixture holds" in page
    assert all(row["id"].split(".")[0] in page for row in rows)


def test_a_fixture_that_fails_fails_the_command(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(battles, "qjm_losses", lambda *_: 0.0)
    answer = cli("validate", "--json")
    assert answer.code == 1
    assert json.loads(answer.out)["verdict"]["reads"].startswith("1 fixture FAILS")
