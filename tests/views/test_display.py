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


def test_every_answer_about_a_package_has_a_page() -> None:
    case = ceaseline.load("korea-1953")
    answers = [
        ceaseline.replay(case, ["none"], SMALL),
        ceaseline.timeline(case, SMALL, keep=False),
        ceaseline.worth(case, "all-promised", SMALL, by="tier", keep=False),
        ceaseline.knockout(case, "all-promised", SMALL),
        ceaseline.assumptions(case, "all-promised", SMALL, only=["front_km"]),
        ceaseline.breakeven(case, "all-promised", SMALL, names=["precision"], keep=False),
        ceaseline.redteam(case, "all-promised", SMALL, names=["precision"], evaluations=20, keep=False),
        ceaseline.design(case, "all-promised", SMALL, candidates=["zone"], keep=False),
        ceaseline.restore(case, "all-promised", ["us-air"], SMALL, keep=False),
        ceaseline.sweep(case, ["none"], SMALL, keep=False),
        ceaseline.discover(case, "all-promised", worlds=200, per_world=4, keep=False),
        ceaseline.sensitivity(case, "all-promised", names=["precision"], base=16, per_row=4, keep=False),
    ]
    pages = [show(answer)._repr_html_() for answer in answers]
    assert all("<p>" in page for page in pages)
    assert len(set(pages)) == len(answers)


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
