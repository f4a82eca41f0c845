"""Charts of promises, means, worth, boxes, fronts and dates."""

import copy
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from tests.views.charts.conftest import HOSTILE

from ceaseline.analysis.build_up import build_up as troops_by_month
from ceaseline.analysis.compare import compare
from ceaseline.case import Case
from ceaseline.cli.commands.chart import KINDS
from ceaseline.study import Study
from ceaseline.views.charts import (
    Chart,
    air,
    build_up,
    discovery,
    geography,
    network,
    pareto,
    timeline,
    to_html,
    to_inline,
    to_json,
    to_svg,
    warning,
    worth,
)
from ceaseline.views.charts.network import conditions_between
from ceaseline.views.charts.render import size_of

Maker = Callable[[int], Chart]
NAMES = ("build_up", "warning", "air", "promises", "timeline", "worth", "discovery", "pareto")


@pytest.fixture(scope="module")
def makers(
    standing: dict[str, Any],
    pledged: dict[str, Any],
    coalition: dict[str, Any],
    reported: dict[str, Any],
    shares_out: dict[str, Any],
    boxes: dict[str, Any],
    designs: dict[str, Any],
    ukraine: Case,
) -> dict[str, Maker]:
    return {
        "build_up": lambda width: build_up(pledged, standing, width=width),
        "warning": lambda width: warning(standing, width=width),
        "air": lambda width: air(standing, width=width),
        "promises": lambda width: network(coalition, ukraine, width=width),
        "timeline": lambda width: timeline(reported, width=width),
        "worth": lambda width: worth(shares_out, width=width),
        "discovery": lambda width: discovery(boxes, width=width),
        "pareto": lambda width: pareto(designs, width=width),
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [366, 1176])
def test_a_chart_speaks_and_keeps_to_its_width(name: str, width: int, makers: dict[str, Maker]) -> None:
    chart = makers[name](width)
    assert chart.name == name
    assert re.search(r"\d", chart.title)
    assert len(chart.alt) > 50
    assert chart.spec["description"] == chart.alt
    assert chart.table.rows
    svg = to_svg(chart, "dark", titled=False)
    assert size_of(svg)[0] <= width
    ET.fromstring(svg)


def test_build_up_is_below_pledge_and_matches_what_the_engine_counts(
    pledged: dict[str, Any], standing: dict[str, Any]
) -> None:
    for entry in pledged["contributors"]:
        assert 0.0 <= max(entry["troops"]) <= entry["pledged"]
    for month, troops in enumerate(pledged["troops"], 1):
        assert troops <= sum(entry["troops"][month - 1] for entry in pledged["contributors"]) + 1e-6
    readings = {
        reading["month"]: reading
        for reading in standing["packages"][2]["readings"]
        if reading["capability"] == "troops_in_country"
    }
    assert readings[12]["p5"] < pledged["troops"][11] < 1.1 * readings[12]["p95"]


def test_a_package_without_troops_has_no_build_up(ukraine: Case) -> None:
    with pytest.raises(ValueError, match="pledges no troops"):
        build_up(troops_by_month(ukraine, "none"))


def test_capability_agrees_with_the_comparison(standing: dict[str, Any], study: Study) -> None:
    told = compare(study)["packages"][1]["capability"]["12"]["warning_days"]
    found = next(
        reading
        for reading in standing["packages"][1]["readings"]
        if (reading["month"], reading["capability"]) == (12, "warning_days")
    )
    assert {key: found[key] for key in ("p5", "p50", "p95")} == told
    assert found["p25"] <= found["p50"] <= found["p75"]


def test_links_are_the_conditions_of_the_case(ukraine: Case) -> None:
    links = conditions_between(ukraine, ["force-uk", "us-air-defence", "zone", "zone-peacekeepers"])
    assert set(links) == {
        ("force-uk", "us-air-defence"),
        ("us-air-defence", "force-uk"),
        ("zone-peacekeepers", "zone"),
    }


def test_the_waterfall_adds_up_and_fades_what_cannot_be_told(shares_out: dict[str, Any]) -> None:
    chart = worth(shares_out)
    bars = [row for row in chart.spec["datasets"]["worth"] if "from" in row]
    for before, after in pairwise(bars):
        assert after["from"] == pytest.approx(before["to"])
    assert bars[0]["from"] == pytest.approx(45)
    assert bars[-1]["to"] == pytest.approx(35.5)
    colours = {row["lever"]: row["mark_colour"] for row in bars}
    assert len({colours["force"], colours["zone"], colours["sea"]}) == 3
    assert "force is worth the most, 6.0" in chart.title
    untold = copy.deepcopy(shares_out)
    for row in untold["worth"]:
        row["error"] = 1.0
    assert "too small to tell" in worth(untold).title


def test_a_box_without_limits_says_so(boxes: dict[str, Any]) -> None:
    assert "62 of 100 failures" in discovery(boxes).title
    empty = discovery({**boxes, "boxes": []})
    assert "No assumption" in empty.title
    row = discovery(boxes).spec["datasets"]["discovery"][1]
    assert (row["q1"], row["q3"]) == (0.0, pytest.approx(0.5))


def test_the_front_is_what_the_analysis_says(designs: dict[str, Any]) -> None:
    rows = pareto(designs).spec["datasets"]["pareto"]
    assert [row["package"] for row in rows if row["front"]] == ["p0", "p1", "p3"]
    with pytest.raises(ValueError, match="at least one"):
        pareto({**designs, "packages": []})


def test_every_date_stands_with_its_change(reported: dict[str, Any]) -> None:
    chart = timeline(reported)
    rows = chart.spec["datasets"]["timeline"]
    assert [row["as_of"] for row in rows] == [entry["as_of"] for entry in reported["entries"]]
    assert rows[0]["move"] == "first"
    assert all(a["bottom"] <= b["top"] for a, b in pairwise(rows))


#: Where results hold free text of a case; a title may also stand in for the name of a package or promise.
FREE = {"title", "party", "words", "reads", "definition", "statement", "condition"}


def spoiled(value: Any, keys: set[str]) -> Any:
    """Return a result with hostile text wherever one of the keys holds text."""
    if isinstance(value, dict):
        return {
            key: HOSTILE if key in keys and isinstance(entry, str) else spoiled(entry, keys)
            for key, entry in value.items()
        }
    return [spoiled(entry, keys) for entry in value] if isinstance(value, list) else value


def hostile_places(case: Case) -> Case:
    """Return a case with hostile text for every place, base and lever."""
    place = case.geography
    spoiled_places = replace(
        place,
        sites=tuple(replace(site, name=HOSTILE) for site in place.sites),
        bases=tuple(replace(base, name=HOSTILE) for base in place.bases),
    )
    levers = tuple(replace(lever, title=HOSTILE) for lever in case.levers)
    return replace(case, title=HOSTILE, geography=spoiled_places, levers=levers, shapes_note=HOSTILE)


@pytest.fixture(scope="module")
def hostile_charts(
    standing: dict[str, Any],
    pledged: dict[str, Any],
    coalition: dict[str, Any],
    reported: dict[str, Any],
    shares_out: dict[str, Any],
    boxes: dict[str, Any],
    designs: dict[str, Any],
    ukraine: Case,
) -> dict[str, Callable[[], Chart]]:
    case = hostile_places(ukraine)
    front = {**designs, "packages": [{**row, "levers": [HOSTILE]} for row in designs["packages"]]}
    return {
        "build_up": lambda: build_up(spoiled(pledged, FREE), spoiled(standing, FREE)),
        "warning": lambda: warning(spoiled(standing, FREE)),
        "air": lambda: air(spoiled(standing, FREE)),
        "promises": lambda: network(spoiled(coalition, FREE), case),
        "timeline": lambda: timeline(spoiled(reported, FREE)),
        "worth": lambda: worth(spoiled(shares_out, FREE | {"lever"})),
        "discovery": lambda: discovery(spoiled(boxes, FREE | {"package", "assumption", "unit"})),
        "pareto": lambda: pareto(spoiled(front, FREE | {"package"})),
        "map": lambda: geography(case),
    }


@pytest.mark.parametrize("name", [*NAMES, "map"])
def test_hostile_text_stays_text(name: str, hostile_charts: dict[str, Callable[[], Chart]]) -> None:
    chart = hostile_charts[name]()
    assert chart.name == name
    svg = to_svg(chart)
    assert not [element for element in ET.fromstring(svg).iter() if element.tag.endswith("}script")]
    inline = to_inline(chart, "chart")
    assert not [element for element in ET.fromstring(inline).iter() if element.tag.endswith("}script")]
    for form in (svg, inline, to_json(chart), chart.csv()):
        assert "\x1b" not in form
    assert "<script>alert" not in to_html(chart)
    assert size_of(to_svg(chart, titled=False))[0] <= 680


def test_a_test_of_hostile_text_reaches_every_chart() -> None:
    assert {*NAMES, "map", "ladder", "differences", "dots", "survival"} == set(KINDS)
