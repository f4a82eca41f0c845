"""Which packages a command takes when none is named, and what it says of engines that are."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.support import SMALL, Cli

from ceaseline.case import find, load
from ceaseline.cli.ask import one, several


def test_packages_that_the_case_compares_are_taken(cli: Cli) -> None:
    case = load("korea-1953")
    told = json.loads(cli("compare", "korea-1953", "--json", *SMALL).out)
    assert [package["name"] for package in told["packages"]] == list(case.compared)
    assert json.loads(cli("run", "korea-1953", "--json", *SMALL).out)["packages"][0]["name"] == "all-promised"


def test_a_replay_sets_the_first_beside_the_last(cli: Cli) -> None:
    told = json.loads(cli("replay", "korea-1953", "--json", *SMALL).out)
    assert [side["name"] for side in told["packages"]] == ["none", "all-promised"]


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("reference-pair", ("none", "monitored")),
        (
            "ukraine-2025",
            (
                "none",
                "as-reported-2025-06-04",
                "as-reported-2025-08-20",
                "as-reported-2025-08-26",
                "all-promised",
            ),
        ),
    ],
)
def test_a_case_says_what_it_compares(name: str, compared: tuple[str, ...]) -> None:
    case = load(name)
    assert case.compared == several(case, ()) == compared
    assert one(case, None) == compared[-1]
    assert several(case, ("none",)) == ("none",)


def test_a_silent_case_with_many_packages_compares_the_ends(tmp_path: Path) -> None:
    folder = shutil.copytree(find("ukraine-2025"), tmp_path / "ukraine-2025")
    file = folder / "packages.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("compared:")), encoding="utf-8")
    case = load(folder)
    assert case.compared == ("none", "every-lever")
    assert case.digest == load("ukraine-2025").digest


@pytest.mark.parametrize("question", [["promises", "korea-1953"], ["sweep", "korea-1953", "none"]])
def test_another_engine_is_named_once(cli: Cli, question: list[str]) -> None:
    asked = [*question, *SMALL, "--land", "lanchester"]
    assert cli(*asked).out.count("quantal response, Lanchester") == 1
    assert "Not the usual engines" not in cli(*question, *SMALL).out
