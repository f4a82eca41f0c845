"""``ceaseline chart``: the file asked for, whole; a folder of all; refusals in a line."""

import re
from html import escape
from pathlib import Path

import pytest
from tests.cli.support import SMALL, Cli

from ceaseline.cli.commands.chart import KINDS, SEARCHED
from ceaseline.cli.pages.charts import COMMAND, quick, section

DOCS = Path(__file__).resolve().parents[2] / "docs"


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
        (["--kind", "worth", "-o", "x.svg"], 2, "no chart worth"),
        (["--kind", "discovery", "--decision", "threshold", "-o", "x.svg"], 2, "the default engines only"),
    ],
)
def test_the_command_refuses_in_a_line(arguments: list[str], code: int, said: str, cli: Cli) -> None:
    answer = cli("chart", "korea-1953", "none", *arguments, *SMALL)
    assert (answer.code, said in answer.err) == (code, True), answer.err


@pytest.mark.parametrize("kind", SEARCHED)
def test_the_command_draws_what_needs_a_search(kind: str, cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / f"{kind}.svg"
    answer = cli("chart", "korea-1953", "none", "all-promised", "--kind", kind, "-o", str(target), *SMALL)
    assert answer.code == 0, answer.err
    assert f"chart-{kind}-title" in target.read_text(encoding="utf-8")


def test_the_gallery_shows_every_chart() -> None:
    page = (DOCS / "charts.md").read_text(encoding="utf-8")
    assert set(re.findall(r"## `(\w+)`", page)) == set(KINDS)
    assert {path.name for path in (DOCS / "charts").iterdir()} == {f"{kind}.svg" for kind in KINDS}
    for kind in KINDS:
        (told,) = re.findall(rf"!\[(.+)\]\(charts/{kind}\.svg\)", page)
        picture = (DOCS / "charts" / f"{kind}.svg").read_text(encoding="utf-8")
        assert f'<desc id="chart-{kind}-text">{escape(told)}</desc>' in picture
    assert sum(path.stat().st_size for path in (DOCS / "charts").iterdir()) < 1_500_000


def test_the_gallery_says_what_the_program_says_now() -> None:
    """Held against every chart that needs no search: titles and words, which hold the figures."""
    page = (DOCS / "charts.md").read_text(encoding="utf-8")
    for chart in quick():
        assert section(chart) in page, f"{chart.name} is stale: {COMMAND}"
        picture = (DOCS / "charts" / f"{chart.name}.svg").read_text(encoding="utf-8")
        assert f'<title id="chart-{chart.name}-title">{escape(chart.title)}</title>' in picture, COMMAND
