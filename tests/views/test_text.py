"""Figures as people read them, and hostile text made safe."""

import csv
import io
import json
import math
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ceaseline.views.blocks import Column, Table, finite, to_csv
from ceaseline.views.text import change, number, of_100, plain


@given(st.text())
def test_no_character_that_steers_survives(text: str) -> None:
    shown = plain(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}]
    assert plain(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_harmless_text_is_left_alone(text: str) -> None:
    assert plain(text) == text


@given(st.floats(-1e300, 1e300) | st.sampled_from([math.nan, math.inf, -math.inf]))
def test_every_number_can_be_written_and_read_back(value: float) -> None:
    text = number(value)
    if not math.isfinite(value):
        assert text == "–"
        return
    back = float(text.replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-"))
    assert math.isclose(back, value, rel_tol=0.006, abs_tol=1e-320)


@given(st.floats(0, 1))
def test_share_is_written_to_a_tenth(share: float) -> None:
    assert abs(float(of_100(share)) - 100 * share) <= 0.0501


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_a_difference_never_shows_a_sign_on_zero(value: float, error: float) -> None:
    shown = change(value, error).split(" ± ")[0]
    if not shown.strip("0.+\N{MINUS SIGN}"):
        assert shown[0] not in "+\N{MINUS SIGN}"
    else:
        assert shown.startswith("+") == (value > 0)


@given(
    st.lists(
        st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()), min_size=2, max_size=2
    )
)
def test_csv_is_read_back_and_runs_no_formula(row: list[object]) -> None:
    table = Table("t", "T", (Column("a", "A"), Column("b", "B")), (tuple(row),))
    head, body = csv.reader(io.StringIO(to_csv(table)), strict=True)
    assert head == ["a", "b"]
    for value, cell in zip(row, body, strict=True):
        if isinstance(value, str):
            assert cell[:1] not in {"=", "+", "-", "@"}
            assert cell.removeprefix("'") in (plain(value), plain(value).removeprefix("'"))
        elif isinstance(value, float) and math.isfinite(value):
            assert float(cell) == value


@given(
    st.recursive(st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_whatever_is_made_finite_is_json(value: object) -> None:
    assert json.loads(json.dumps(finite(value), allow_nan=False)) == finite(value)
