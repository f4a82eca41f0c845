"""Charts: well-formed, escaped, and where the figures say."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ceaseline.views.chart import LABEL, WIDTH, Axis, Dot, Group, axis_around, dot_chart

SVG = "{http://www.w3.org/2000/svg}"
AXIS = Axis(0, 100, (0, 50, 100), "of 100")


def drawn(groups: Sequence[Group], axis: Axis = AXIS) -> ET.Element:
    return ET.fromstring(dot_chart("x", "Title", "Text", groups, axis))


def test_a_dot_lies_on_its_value_within_its_range() -> None:
    root = drawn([Group("g", (Dot("a", 25, 10, 50, "25"),))])
    (circle,) = root.iter(f"{SVG}circle")
    assert float(circle.attrib["cx"]) == AXIS.at(25)
    ends = next(p.attrib["d"] for p in root.iter(f"{SVG}path") if "stroke-linecap" in p.attrib)
    left, right = ends.removeprefix("M").split("H")
    assert (float(left.split()[0]), float(right)) == (AXIS.at(10), AXIS.at(50))


def test_the_band_stands_behind_its_group_only() -> None:
    dots = (Dot("a", 25, 10, 50, "25"),)
    bands = [len(list(drawn([Group("g", dots, band)]).iter(f"{SVG}rect"))) for band in (None, (5, 10, 20))]
    assert bands == [0, 1]


def test_text_is_escaped_and_described() -> None:
    hostile = '</text><script>alert("1")</script>\x1b[31m'
    root = drawn([Group(hostile, (Dot(hostile, 1, 0, 2, hostile),))])
    assert not list(root.iter(f"{SVG}script"))
    assert "\x1b" not in ET.tostring(root, encoding="unicode")
    assert root.attrib["role"] == "img"
    assert {root.find(f"{SVG}title").attrib["id"], root.find(f"{SVG}desc").attrib["id"]} == set(  # type: ignore[union-attr]
        root.attrib["aria-labelledby"].split()
    )


@given(st.lists(st.floats(-100, 100), min_size=1))
def test_an_axis_holds_all_values_and_zero(values: list[float]) -> None:
    axis = axis_around(values, "x")
    assert axis.low <= min(0.0, *values) + 1e-9
    assert axis.high >= max(0.0, *values) - 1e-9
    assert 2 <= len(axis.ticks) <= 9
    assert list(axis.ticks) == sorted(axis.ticks)


@given(st.floats(-1e9, 1e9))
def test_nothing_is_drawn_off_the_axis(value: float) -> None:
    assert LABEL <= AXIS.at(value) <= WIDTH
