"""Every answer in its three forms: as a page, as JSON in its published form, and as CSV."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from tests.cli.support import SMALL, Cli, hostile_case, once

from ceaseline import case as case_package
from ceaseline.cli.schemas import FORMS, json_schemas

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"

EXPLORED = ["--against", "none"]
ASKED = {
    "backtest": ["backtest", *SMALL],
    "breakeven": ["breakeven", "korea-1953", "all-promised", "--assumption", "precision", *SMALL],
    "calibrate": ["calibrate", "--worlds", "256", "--futures", "16", "--seed", "2"],
    "check": ["check", "korea-1953", "nowhere"],
    "compare": ["compare", "korea-1953", "none", "all-promised", *SMALL],
    "run": ["run", "korea-1953", "none", *SMALL],
    "design": [
        *["design", "korea-1953", "--candidates", "us-air,zone", "--target", "war<=0.2@10"],
        *["--budget", "1e11", *SMALL],
    ],
    "design-restore": ["design", "korea-1953", "--restore", "us-air", "--year", "5", *SMALL],
    "diff": ["diff", "korea-1953", "korea-1953", "--package", "none", *SMALL],
    "explain": ["explain", "ukraine-2025"],
    "explain-name": ["explain", "ukraine-2025", "front_km"],
    "levers": ["levers", "korea-1953", "us-air", "zone", *SMALL],
    "levers-assumptions": ["levers", "korea-1953", "front_km", "--assumptions", *SMALL],
    "levers-knockout": ["levers", "korea-1953", "--knockout", *SMALL],
    "discover": ["discover", "korea-1953", "all-promised", *EXPLORED, "--worlds", "400", "--per-world", "4"],
    "sensitivity": [
        *("sensitivity", "korea-1953", *EXPLORED, "--base", "16", "--per-row", "16"),
        *("--assumptions", "precision", "odds_level"),
    ],
    "promises": ["promises", "ukraine-2025", "as-reported-2025-08-26", "--pivots", *SMALL],
    "redteam": [
        *["redteam", "korea-1953", "all-promised", "--assumption", "precision", "opening_rate", "cost_grab"],
        *SMALL,
    ],
    "replay": ["replay", "korea-1953", "none", "all-promised", "--future", "3", *SMALL],
    "store": ["store"],
    "sweep": ["sweep", "korea-1953", "none", "all-promised", "--chunk", "50", *SMALL],
    "timeline": ["timeline", "korea-1953", *SMALL],
    "worth": ["worth", "ukraine-2025", "as-reported-2025-08-26", *SMALL],
}

TABLES = [
    ("compare", table)
    for table in ("ladder", "differences", "in_force", "capability", "outcomes", "roads", "shortfalls")
] + [
    ("backtest", "clusters"),
    ("backtest", "differences"),
    ("backtest", "scores"),
    ("breakeven", "points"),
    ("design", "candidates"),
    ("calibrate", "worlds"),
    ("calibrate", "directions"),
    ("explain", "assumptions"),
    ("explain", "departures"),
    ("explain", "levers"),
    ("explain", "packages"),
    ("explain", "phases"),
    ("promises", "pivots"),
    ("discover", "limits"),
    ("discover", "path"),
    ("sensitivity", "convergence"),
    ("sensitivity", "screened"),
    *(("sweep", table) for table in ("differences", "figures", "in_force", "roads")),
    ("timeline", "positions"),
    ("worth", "interactions"),
    ("worth", "precision"),
]


@pytest.fixture(scope="module")
def held() -> dict[str, Any]:
    return {}


@pytest.fixture(autouse=True)
def past_is_run_once(monkeypatch: pytest.MonkeyPatch, held: dict[str, Any]) -> None:
    """Twenty cases are read and run once, not for each form and table: no store keeps them."""
    once(monkeypatch, "ceaseline.analysis.backtest", "backtest", held)


def test_published_schemas_are_current() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()} == json_schemas()


@pytest.mark.parametrize("name", ASKED)
def test_json_has_the_published_form(name: str, cli: Cli) -> None:
    answer = cli(*ASKED[name], "--json")
    FORMS[name].validate_json(answer.out)
    assert answer.json()


@pytest.mark.parametrize("name", ["force-uk", "as-reported-2025-08-26", "air", "ft-2025-08-26"])
def test_json_of_every_kind_of_name_has_the_published_form(name: str, cli: Cli) -> None:
    FORMS["explain-name"].validate_json(cli("explain", "ukraine-2025", name, "--json").out)


def test_json_of_new_has_the_published_form(tmp_path: Path, cli: Cli) -> None:
    FORMS["new"].validate_json(cli("new", str(tmp_path / "mine"), "--json").out)


def test_the_form_would_notice(cli: Cli) -> None:
    result = cli(*ASKED["run"], "--json").json()
    result["packages"][0]["ladder"]["1"]["war"]["share"] = 1.2
    with pytest.raises(ValidationError, match="less than or equal to 1"):
        FORMS["run"].validate_json(json.dumps(result))
    del result["unsettled"]
    with pytest.raises(ValidationError, match="unsettled"):
        FORMS["run"].validate_json(json.dumps(result))


@pytest.mark.parametrize("name", ASKED)
def test_csv_is_a_table(name: str, cli: Cli) -> None:
    rows = cli(*ASKED[name], "--csv").rows()
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_csv_of_every_table(name: str, table: str, cli: Cli) -> None:
    answer = cli(*ASKED[name], "--csv", "--table", table)
    assert all(None not in row and None not in row.values() for row in answer.rows())
    assert answer.out.splitlines()[0].count(",") > 0


def test_csv_and_json_say_the_same(cli: Cli) -> None:
    result = cli(*ASKED["compare"], "--json").json()
    rows = cli(*ASKED["compare"], "--csv").rows()
    found = {
        (row["package"], row["year"], row["rung"]): float(row["share"])
        for row in rows
        if row["given"] == "ceasefire"
    }
    told = {
        (package["name"], year, rung): cell["share"]
        for package in result["packages"]
        for year, rungs in package["ladder"].items()
        for rung, cell in rungs.items()
    }
    assert found == told


@pytest.mark.parametrize("name", ASKED)
def test_page_is_for_people(name: str, cli: Cli) -> None:
    answer = cli(*ASKED[name])
    assert answer.out.strip()
    assert not re.search(r"\b(None|nan|inf|True|False)\b|[{}\x1b]", answer.out)


def test_first_page_of_a_comparison_says_all_it_must(cli: Cli) -> None:
    answer = cli(*ASKED["compare"])
    result = cli(*ASKED["compare"], "--json").json()
    page = " ".join(answer.out.split())
    war = next(d for d in result["differences"] if d["outcome"] == "war" and d["year"] == 5)
    assert f"• all-promised: {war['reads']}".replace("\xa0", " ") in page.replace("\xa0", " ") or (
        war["reads"] == "too small to tell" and "the difference from none is too small to tell" in page
    )
    assert "of 100 futures see war by year 5" in page
    assert page.index("Difference from none") < page.index("Ladder of breaches")
    assert "past: neighbours after a war" in page
    assert "Outside view." in page
    assert result["unsettled"] in page
    assert "given a ceasefire" in page


def test_a_package_compared_with_itself_is_the_same(cli: Cli) -> None:
    arguments = ["compare", "korea-1953", "all-promised", "all-promised", *SMALL]
    result = cli(*arguments, "--json").json()
    assert [package["name"] for package in result["packages"]] == ["all-promised"] * 2
    assert {row["difference"] for row in result["differences"]} == {0.0}
    assert "the same as with all-promised in every future" in cli(*arguments).out
    rows = cli(*arguments, "--csv").rows()
    assert len({(r["package"], r["given"], r["year"], r["rung"]) for r in rows}) == len(rows)


def test_full_page_holds_every_table(cli: Cli) -> None:
    short, full = cli(*ASKED["compare"]).out, cli(*ASKED["compare"], "--full").out
    for title in ("Road by which war came", "Promises in force", "Capability", "Outside view, of 100"):
        assert title not in short.replace("Outside view.", "")
        assert title in full


def test_json_does_not_depend_on_threads_or_batch(cli: Cli) -> None:
    answers = {
        cli(*ASKED["compare"], "--json", "--fresh", "--threads", threads, "--batch", batch).out
        for threads, batch in (("1", "17"), ("2", "64"))
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    "asked",
    [
        ["compare", "korea-1953", "none", "all-promised", "--full", *SMALL],
        ["explain", "korea-1953"],
        ["explain", "korea-1953", "us-eighth-army"],
        ["explain", "korea-1953", "all-promised"],
        ["explain", "korea-1953", "front_km"],
        ["explain", "korea-1953", "nsc-167"],
        ["levers", "korea-1953", "us-air", *SMALL],
        ["promises", "korea-1953", "all-promised", "--pivots", *SMALL],
        ["replay", "korea-1953", "none", "all-promised", *SMALL],
        ["run", "korea-1953", "none", *SMALL],
        ["timeline", "korea-1953", *SMALL],
    ],
    ids=" ".join,
)
def test_hostile_text_does_not_reach_the_terminal(
    asked: list[str], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = hostile_case()
    monkeypatch.setattr(case_package, "load", lambda _: hostile)
    for form in ([], ["--csv"], ["--json"]):
        answer = cli(*asked, *form)
        assert answer.code == 0, answer.err
        assert not {"\x1b", "\x07", "\u202e"} & set(answer.out + answer.err)


def test_hostile_text_is_shown_spelled_out(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = hostile_case()
    monkeypatch.setattr(case_package, "load", lambda _: hostile)
    page = cli("explain", "korea-1953", "us-eighth-army").out
    assert r"A\x1b[31mB\x07 <script>" in page
    assert r"[bold]C[/bold] \u202eD" in page
