"""Shapes that a case brings for its map: read, refused with their place, and Crimea where it belongs."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ceaseline.case import CaseError, load
from ceaseline.case.borders import NAME, read_shapes
from ceaseline.case.scaffold import scaffold
from ceaseline.views.charts.geography import clockwise, geography

SQUARE = [[30, 50], [31, 50], [31, 51], [30, 50]]
PLACES = {
    "Simferopol": (44.95, 34.1),
    "Sevastopol": (44.62, 33.6),
    "Kerch": (45.32, 36.35),
    "Kyiv": (50.45, 30.52),
}


def feature(ring: Any, name: Any = "A", kind: str = "Polygon") -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def written(folder: Path, features: Any, **more: Any) -> Path:
    path = folder / NAME
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}, indent=1))
    return path


def inside(lat: float, lon: float, ring: Any) -> bool:
    """Ray casting along the parallel."""
    found = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            found = not found
    return found


@pytest.mark.parametrize("name", PLACES)
def test_crimea_lies_in_ukraine_and_nowhere_else(name: str) -> None:
    lat, lon = PLACES[name]
    holders = [
        shape.name
        for shape in load("ukraine-2025").shapes
        if any(inside(lat, lon, polygon[0]) for polygon in shape.polygons)
    ]
    assert holders == ["Ukraine"]


def test_outlines_are_drawn_clockwise_as_spheres_need_them() -> None:
    chart = geography(load("ukraine-2025"))
    for area in chart.spec["datasets"]["areas"]:
        for rings in area["geometry"]["coordinates"]:
            for place, ring in enumerate(rings):
                assert ring == clockwise([tuple(point) for point in ring], wanted=place == 0)
    assert "Crimea is Ukraine" in chart.note
    assert "Natural Earth" in chart.note


def test_shapes_do_not_change_what_a_case_is(tmp_path: Path) -> None:
    scaffold(tmp_path / "mine", "mine")
    before = load(tmp_path / "mine")
    written(tmp_path / "mine", [feature(SQUARE)])
    after = load(tmp_path / "mine")
    assert (len(before.shapes), len(after.shapes)) == (0, 1)
    assert before.digest == after.digest


def test_shapes_are_read_with_their_note(tmp_path: Path) -> None:
    shapes, note, problems = read_shapes(written(tmp_path, [feature(SQUARE)], note="Mine."), NAME)
    assert (shapes[0].name, note, problems) == ("A", "Mine.", ())
    assert read_shapes(tmp_path / "none", NAME) == ((), "", ())


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (feature(SQUARE, name=""), "has no name"),
        (feature(SQUARE, kind="Point"), "geometry is no Polygon"),
        (feature(SQUARE[:-1]), "a ring is open"),
        (feature([[300, 50], *SQUARE[1:-1], [300, 50]]), "no positions on Earth"),
        (feature([["x", 50], *SQUARE[1:-1], ["x", 50]]), "no positions on Earth"),
        ({"type": "Feature", "properties": {"name": "B"}, "geometry": None}, "geometry is no Polygon"),
        ("word", "no Feature"),
    ],
)
def test_a_problem_stands_at_its_feature(spoiled: Any, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, [feature(SQUARE), spoiled])
    shapes, _, (problem,) = read_shapes(path, NAME)
    assert shapes == ()
    assert said in problem.what
    assert problem.where == "features[1]"
    if isinstance(spoiled, dict):
        assert '"Feature"' in path.read_text().splitlines()[problem.line - 1]
        assert problem.line > 5


def test_text_that_is_no_geojson_is_answered_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text('{"type":\n oops}')
    assert (read_shapes(path, NAME)[2][0].line, "JSON" in read_shapes(path, NAME)[2][0].what) == (2, True)
    path.write_text("[]")
    assert "FeatureCollection" in read_shapes(path, NAME)[2][0].what


def test_a_case_with_bad_shapes_cannot_be_used(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    scaffold(folder, "mine")
    written(folder, ["word"])
    with pytest.raises(CaseError, match=r"shapes\.geojson.*no Feature"):
        load(folder)
