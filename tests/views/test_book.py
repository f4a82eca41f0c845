"""The model book and the page of the validation: current, complete, and set without broken formulas."""

from __future__ import annotations

import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.analysis.book.curves import Curve, notes, respond, specifications
from ceaseline.analysis.book.mechanisms import modules_of, read_module
from ceaseline.cli.pages import BOOK, pages, write
from ceaseline.model.phases import PHASES
from ceaseline.terms import PARAMETERS
from ceaseline.views.book import book_pages
from ceaseline.views.curves import curves_picture
from ceaseline.views.formula import to_latex

DOCS = Path(__file__).resolve().parents[2] / "docs"
MODULES = sorted({module.name for phase in PHASES for module in modules_of(phase)})
MECHANISMS = [(name, m.name) for name in MODULES for m in read_module(name).mechanisms]
FIGURE = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def same(one: str, other: str) -> bool:
    """Whether texts agree, figures up to what another machine's last digit can change."""
    if FIGURE.sub("#", one) != FIGURE.sub("#", other):
        return False
    figures = zip(FIGURE.findall(one), FIGURE.findall(other), strict=True)
    return all(math.isclose(float(a), float(b), rel_tol=0.01, abs_tol=0.11) for a, b in figures)


def test_pages_are_current(made: dict[str, str]) -> None:
    book = (DOCS / BOOK).rglob("*.*")
    paths = (path.relative_to(DOCS).as_posix() for path in book)
    there = {"validation.md", "questions.md", "reference.md", *paths}
    assert there == made.keys()
    stale = [name for name, text in made.items() if not same((DOCS / name).read_text(encoding="utf-8"), text)]
    assert stale == [], "make them anew: python -m ceaseline.cli.pages docs"


def test_the_comparison_notices_a_changed_word_and_a_changed_figure() -> None:
    assert same("x 1.0 y", "x 1.05 y")
    assert not same("x 1.0 y", "x 1.5 y")
    assert not same("x 1.0 y", "z 1.0 y")


def test_writing_takes_away_what_is_no_more(
    tmp_path: Path, made: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ceaseline.cli.pages.pages", lambda: made)
    old = tmp_path / BOOK / "99-gone.md"
    old.parent.mkdir()
    old.write_text("gone", encoding="utf-8")
    write(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert written == made.keys()


def test_every_mechanism_is_in_the_book_with_a_picture_or_a_reason(made: dict[str, str]) -> None:
    text = "".join(page for name, page in made.items() if name.endswith(".md"))
    for module, name in MECHANISMS:
        assert f"### `{name}`" in text
        response = respond(module, name)
        picture = f"pictures/{module}-{name.replace('_', '-')}.svg"
        assert bool(response.curves) != bool(response.none)
        assert (f"{BOOK}/{picture}" in made) == bool(response.curves)
        assert (f"]({picture})" in text) == bool(response.curves)


def test_nothing_is_specified_that_is_not_there() -> None:
    specified = {(module, name) for module, entries in specifications().items() for name in entries}
    assert specified == set(MECHANISMS)
    assert notes().keys() == {phase.name for phase in PHASES}


@pytest.mark.parametrize(("module", "name"), MECHANISMS)
def test_a_picture_shows_something_move(module: str, name: str) -> None:
    for curve in respond(module, name).curves:
        spans = [
            max(known) - min(known)
            for _, line in curve.lines
            if (known := [value for value in line if not math.isnan(value)])
        ]
        assert max(spans) > 0.0, curve.input
        assert curve.x[0] <= curve.held <= curve.x[-1]


def test_every_assumption_stands_on_exactly_one_page(made: dict[str, str]) -> None:
    text = "\n".join(page for name, page in made.items() if name.startswith(BOOK) and name.endswith(".md"))
    for name in PARAMETERS:
        assert len(re.findall(rf"^\| \$`[^|]*\| `{name}` \|", text, re.MULTILINE)) == 1, name


def test_every_check_named_in_the_notes_exists(made: dict[str, str]) -> None:
    ids = set(re.findall(r"^\| ([\w.-]+) \|", made["validation.md"], re.MULTILINE))
    for phase, said in notes().items():
        for mark in said["checks"]:
            assert any(id.startswith(mark) for id in ids), (phase, mark)


def test_a_phase_without_checks_says_so() -> None:
    from ceaseline.case import load

    book = book_pages(load("reference-pair"), [], "again")
    assert "No fixture or record bears on this phase" in book["05-watch.md"]


def test_pictures_are_well_formed_and_named(made: dict[str, str]) -> None:
    for name, text in made.items():
        if name.endswith(".svg"):
            root = ElementTree.fromstring(text)
            assert root.find("{http://www.w3.org/2000/svg}title") is not None
            assert "nan" not in text


def test_a_gap_breaks_the_line_and_a_flat_line_has_a_scale() -> None:
    gap = Curve("x", 1.0, (0.0, 1.0, 2.0, 3.0, 4.0), (("", (0.0, 1.0, math.nan, 2.0, 3.0)),))
    assert curves_picture("gap", [gap]).count("<polyline") == 2
    flat = Curve("x", 1.0, (0.0, 2.0), (("", (3.0, 3.0)),))
    assert "nan" not in curves_picture("flat", [flat])
    assert curves_picture("none", []) == ""


@pytest.mark.parametrize(
    ("formula", "latex"),
    [
        ("1 - (1 - p)^n", r"1 - (1 - p)^{n}"),
        ("g_F ** (level / 3)", r"g_{F}^{\text{level} / 3}"),
        ("D (r + 1)", r"D\,(r + 1)"),
        ("Q(a) = -c", r"Q(a) = -c"),
        ("Σ_{i=1..s} x_i", r"\sum_{i = 1 \dots s}\,x_{i}"),
        ("ΔA >= 10 000", r"\Delta A \ge 10\,000"),
        ("sqrt(A² - B²)", r"\sqrt{A^{2} - B^{2}}"),
        ("logit p2 + gain_per_day", r"\operatorname{logit}\,p_{2} + \text{gain per day}"),
        ("lambda U_max", r"\lambda\,U_{\text{max}}"),
    ],
)
def test_formulas(formula: str, latex: str) -> None:
    assert to_latex(formula) == latex


@given(st.text("abx12()+-*/^_ ", max_size=30).filter(lambda t: _balanced(t, "()")))
def test_braces_balance(formula: str) -> None:
    try:
        assert _balanced(to_latex(formula), "{}")
    except (IndexError, ValueError):
        assert re.search(r"(\^|\*\*)\s*(\)|$)", formula)


def _balanced(text: str, pair: str) -> bool:
    depth = 0
    for sign in text:
        depth += {pair[0]: 1, pair[1]: -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
