"""Charts of a comparison: sentences that follow the data, figures that are the data, text that stays text."""

import copy
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from tests.views.charts.conftest import HOSTILE, only, renamed

from ceaseline.analysis.survival import survival as held_by_month
from ceaseline.study import Study
from ceaseline.views.charts import (
    Chart,
    differences,
    dots,
    ladder,
    survival,
    to_html,
    to_inline,
    to_json,
    to_png,
    to_svg,
)
from ceaseline.views.charts.chart import spaced, text_width, wrapped
from ceaseline.views.charts.render import size_of
from ceaseline.views.charts.theme import DARK

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("ladder", "differences", "dots", "survival")
DRAW: dict[str, Callable[..., Chart]] = {
    "ladder": ladder,
    "differences": differences,
    "dots": dots,
    "survival": survival,
}


@pytest.fixture(scope="module")
def results(compared: dict[str, Any], held: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"ladder": compared, "differences": compared, "dots": compared, "survival": held}


def rows_of(chart: Chart) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(chart.csv())))


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_says_what_it_shows(name: str, results: dict[str, dict[str, Any]]) -> None:
    chart = DRAW[name](results[name])
    assert chart.name == name
    assert re.search(r"\d", chart.title)
    assert "No outside promise" in chart.title
    assert len(chart.alt) > 80
    assert re.search(r"\d", chart.alt)
    assert chart.spec["description"] == chart.alt
    assert chart.note


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [366, 1176])
def test_a_chart_keeps_to_its_width(name: str, width: int, results: dict[str, dict[str, Any]]) -> None:
    svg = to_svg(DRAW[name](results[name], width=width), titled=False)
    assert size_of(svg)[0] <= width


@pytest.mark.parametrize("name", NAMES)
def test_hostile_titles_stay_text(name: str, results: dict[str, dict[str, Any]]) -> None:
    chart = DRAW[name](renamed(results[name], HOSTILE))
    svg = to_svg(chart)
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert "\x1b" not in svg
    assert "\x1b" not in to_json(chart)
    assert size_of(to_svg(chart, titled=False))[0] <= 680
    page = to_html(chart)
    assert "<script>alert" not in page
    assert page.count("</script>") == 2


def test_packages_of_one_title_stay_apart(compared: dict[str, Any]) -> None:
    chart = ladder(renamed(compared, "The same"))
    found = {row["label"] for row in chart.spec["datasets"]["ladder"] if row["kind"] == "package"}
    assert len(found) == 3


def test_titles_follow_the_data(compared: dict[str, Any]) -> None:
    changed = copy.deepcopy(compared)
    for row in changed["differences"]:
        if row["outcome"] == "war":
            row["reads"] = "too small to tell"
    assert "fewer" in ladder(compared).title
    assert "too small to tell" in ladder(changed).title
    assert "than with" not in ladder(only(compared, 1)).title
    more = copy.deepcopy(compared)
    for row in more["differences"]:
        row["difference"] = abs(row["difference"])
    assert "more of 100" in ladder(more).title


def test_the_table_of_the_ladder_is_the_ladder(compared: dict[str, Any]) -> None:
    rows = rows_of(ladder(compared))
    assert len(rows) == 3 * 5 * 4
    war = next(r for r in rows if (r["package"], r["rung"], r["year"]) == ("all-promised", "War", "10"))
    cell = compared["packages"][2]["ladder"]["10"]["war"]
    assert float(war["share"]) == 100 * cell["share"]
    assert float(war["high"]) == 100 * cell["worlds_p95"]


def test_differences_are_the_paired_ones(compared: dict[str, Any]) -> None:
    rows = rows_of(differences(compared, 10))
    assert len(rows) == 2 * 5
    for row in rows:
        assert row["reads"]
    war = [row for row in compared["differences"] if (row["outcome"], row["year"]) == ("war", 10)]
    told = [float(row["difference"]) for row in rows if row["rung"] == "war"]
    assert told == [100 * row["difference"] for row in war]
    with pytest.raises(ValueError, match="another package"):
        differences(only(compared, 1))


def test_every_crowd_has_fifty_dots(compared: dict[str, Any]) -> None:
    chart = dots(compared, 10)
    rows = chart.spec["datasets"]["dots"]
    for package in compared["packages"]:
        crowd = [row for row in rows if row["package"] == package["name"]]
        assert len(crowd) == 50
        filled = sum(row["sees"] for row in crowd)
        assert abs(2 * filled - 100 * package["ladder"]["10"]["war"]["share"]) <= 1


def test_survival_is_one_less_the_ladder(
    study: Study, held: dict[str, Any], compared: dict[str, Any]
) -> None:
    for package, other in zip(held["packages"], compared["packages"], strict=True):
        shares = [month["share"] for month in package["months"]]
        assert shares == sorted(shares, reverse=True)
        assert shares[0] == 1.0
        for year in (1, 2, 5, 10):
            cell = other["ladder"][str(year)]["war"]
            month = package["months"][12 * year]
            assert month["share"] == pytest.approx(1 - cell["share"])
            assert month["error"] == pytest.approx(cell["error"])
            assert month["worlds_p5"] == pytest.approx(1 - cell["worlds_p95"])
    assert {month["difference"] for month in held["packages"][0]["months"]} == {0.0}
    with pytest.raises(ValueError, match="no rung"):
        held_by_month(study, "peace")


def test_past_ceasefires_stand_apart(held: dict[str, Any]) -> None:
    data = survival(held).spec["datasets"]
    assert {row["package"] for row in data["survival"]} == {p["name"] for p in held["packages"]}
    past = {row["year"]: row["held"] for row in data["outside"]}
    share = held["outside_view"]["classes"][0]["rungs"]["5"]["war"]["share"]
    assert past[5] == pytest.approx(100 * (1 - share))


def test_pictures_in_both_themes(compared: dict[str, Any]) -> None:
    chart = dots(compared)
    assert DARK["paper"] in to_svg(chart, "dark")
    assert DARK["paper"] not in to_svg(chart)
    assert to_inline(chart, "dots") == to_inline(chart, "dots")
    assert to_png(chart, scale=1.0).startswith(b"\x89PNG")
    root = ET.fromstring(to_svg(chart))
    assert root.attrib["role"] == "img"
    assert [root.find(f"{SVG}{tag}").text for tag in ("title", "desc")] == [chart.title, chart.alt]  # type: ignore[union-attr]


def test_a_chart_shows_itself_in_a_notebook(compared: dict[str, Any]) -> None:
    bundle = dots(compared)._repr_mimebundle_()
    assert bundle["application/vnd.vegalite.v6+json"]["datasets"]["dots"]
    assert bundle["image/svg+xml"].startswith("<svg")


def test_json_holds_both_themes_and_the_rows(compared: dict[str, Any]) -> None:
    chart = dots(compared)
    data = json.loads(to_json(chart))
    assert data["spec_dark"]["background" if "background" in data["spec_dark"] else "config"]
    assert len(data["rows"]) == len(chart.table.rows)
    assert data["rows"][0]["package"] == "none"


def test_labels_keep_their_distance_and_order() -> None:
    placed = spaced([50.0, 51.0, 52.0, 99.0], 10.0, 0.0, 100.0)
    assert placed == sorted(placed)
    assert min(b - a for a, b in pairwise(placed)) >= 10.0
    assert placed[-1] <= 100.0
    assert all(text_width(line, 12) <= 90 for line in wrapped("some words and Incomprehensibilities", 90))
