"""Results show themselves in a notebook and stay the dicts that they are; the examples run."""

from pathlib import Path

import pytest
from tests.cli.support import HOSTILE, hostile_case

import ceaseline
from ceaseline.cli.pages.gallery import example
from ceaseline.study import Sample
from ceaseline.views.display import show

SCRIPTS = sorted((Path(__file__).resolve().parents[2] / "docs" / "gallery").glob("*.py"))
SMALL = Sample(64, 16, 1)


def test_a_result_is_the_same_dict_with_a_page() -> None:
    result = ceaseline.compare(ceaseline.run(hostile_case(), ["none", "all-promised"], SMALL, keep=False))
    shown = show(result)
    assert shown == result
    html = shown._repr_html_()
    assert "of 100 futures see war by year 5" in html
    assert result["unsettled"][:40] in html
    spoiled = show({**result, "title": HOSTILE})._repr_html_()
    assert "<script" not in spoiled
    assert "\x1b" not in spoiled
    assert "&lt;script&gt;" in spoiled


def test_what_has_no_page_is_refused() -> None:
    with pytest.raises(ValueError, match="no page shows a result of strange"):
        show({"strange": 1})


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_every_example_runs_and_its_page_holds_its_source(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    page, pictures = example(script, SMALL)
    written = script.with_suffix(".md").read_text(encoding="utf-8")
    source = script.read_text(encoding="utf-8").strip()
    assert source in page
    assert source in written
    assert all((script.parent / name).is_file() and f"({name})" in written for name in pictures)
    assert "## " in page.split("```")[-1]
