"""The command around the speed figures; the figures themselves are the business of the benchmark."""

import json
from typing import Any

import pytest
from tests.cli.support import Cli

from ceaseline import bench as benchmarks
from ceaseline.cli.schemas import FORMS

RESULT: dict[str, Any] = {
    "case": "korea-1953",
    "package": "all-promised",
    "futures_per_second": 19245.1,
    "seconds_10000x120": 0.5196,
    "floor_seconds": 0.082,
    "ratio_python": 148.4,
    "ratio_numpy": 3.9,
    "ratio_abm": None,
    "posen_10000_seconds": 0.0024,
    "cpu_over_wall": 0.95,
    "packages": [{"package": "all-promised"}],
    "reference_month": {"ratio_numpy": 3.9},
    "threads": 2,
    "repeats": 7,
    "seed": 1,
    "machine": {"python": "3.11"},
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = []

    def bench(**given: Any) -> dict[str, Any]:
        given.pop("say")("measuring")
        calls.append(given)
        return RESULT

    monkeypatch.setattr(benchmarks, "bench", bench)
    return calls


def test_json_is_the_result_in_its_published_form(cli: Cli, asked: list[dict[str, Any]]) -> None:
    answer = cli("bench", "--json", "--threads", "2")
    FORMS["bench"].validate_json(answer.out)
    assert json.loads(answer.out) == RESULT
    assert asked == [{"threads": 2, "seed": 1}]


def test_page_and_csv_hold_every_figure(cli: Cli, asked: list[dict[str, Any]]) -> None:
    page = cli("bench", "korea-1953", "all-promised", "--repeats", "3").out
    assert "148" in page
    assert "0.52" in page
    assert "3.11" in page
    rows = {row["name"]: row["value"] for row in cli("bench", "--csv").rows()}
    assert rows["ratio_python"] == "148.4"
    assert rows["ratio_abm"] == ""
    assert asked[0] == {
        "case": "korea-1953",
        "package": "all-promised",
        "repeats": 3,
        "threads": 0,
        "seed": 1,
    }


def test_unknown_package_is_refused_before_the_work(cli: Cli, asked: list[dict[str, Any]]) -> None:
    answer = cli("bench", "korea-1953", "al-promised")
    assert answer.code == 2
    assert "did you mean all-promised?" in answer.err
    assert asked == []
