"""The page on worth: reading first, and the documentation's page as its command writes it."""

from pathlib import Path

from ceaseline.analysis.worth import worth
from ceaseline.case import load
from ceaseline.cli.pages.worth import COMMAND, PACKAGES
from ceaseline.study import Sample
from ceaseline.views.worth import worth_markdown

PAGE = Path(__file__).resolve().parents[2] / "docs" / "worth.md"


def test_a_page_reads_before_it_counts() -> None:
    result = worth(load("korea-1953"), "all-promised", Sample(64, 16, 1), by="lever", threads=1, keep=False)
    text = worth_markdown([result], COMMAND)
    assert text.startswith("# What each promise is worth\n")
    assert text.index(result["reads"][0]) < text.index("**What each promise is worth**")
    for row in result["worth"]:
        assert f"| {row['title']} |" in text
    assert "share a run" in text
    assert "nan" not in text


def test_the_flagship_page_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"Written by `{COMMAND}`" in text
    for package, precisions in PACKAGES.items():
        assert f"({package})" in text
        assert all(f"precision {value:g} |" in text for value in precisions)
