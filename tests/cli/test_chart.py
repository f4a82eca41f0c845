"""``ceaseline chart``: the file asked for, whole; a folder of all; refusals in a line."""

from pathlib import Path

import pytest
from tests.cli.support import SMALL, Cli

from ceaseline.cli.commands.chart import KINDS


def test_the_command_writes_what_was_asked_for(cli: Cli, tmp_path: Path) -> None:
    for form, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"package,"), ("json", b"{")):
        target = tmp_path / f"dots.{form}"
        answer = cli("chart", "korea-1953", "none", "--kind", "dots", "-o", str(target), *SMALL)
        assert answer.code == 0, answer.err
        assert target.read_bytes().startswith(start)
    assert "of 100" in " ".join(answer.out.split())


def test_the_command_fills_a_folder(cli: Cli, tmp_path: Path) -> None:
    answer = cli("chart", "korea-1953", "none", "-o", str(tmp_path), *SMALL)
    assert answer.code == 0, answer.err
    names = {path.name for path in tmp_path.iterdir()}
    assert {"ladder.svg", "ladder.csv", "survival.svg", "timeline.svg"} <= names
    assert not {"differences.svg", "build_up.svg"} & names


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--kind", "dots", "-o", "x.gif"], 2, "ends in none of"),
        (["-o", "no-such-folder"], 3, "is no folder"),
        (["--kind", "differences", "-o", "x.svg"], 2, "another package"),
    ],
)
def test_the_command_refuses_in_a_line(arguments: list[str], code: int, said: str, cli: Cli) -> None:
    answer = cli("chart", "korea-1953", "none", *arguments, *SMALL)
    assert (answer.code, said in answer.err) == (code, True), answer.err


def test_the_gallery_shows_every_chart() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    page = (docs / "charts.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"## `{kind}`" in page
        assert f"](charts/{kind}.svg)" in page
        assert "<title" in (docs / "charts" / f"{kind}.svg").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in (docs / "charts").iterdir()) < 1_500_000
