"""Reads the shapes that a case brings for its map: shapes.geojson, polygons with a name."""

import json
import math
import re
from pathlib import Path
from typing import Any

from ceaseline.case.objects import Shape
from ceaseline.case.problems import Problem

NAME = "shapes.geojson"
_LARGEST = 1_000_000
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')
_KINDS = ("Polygon", "MultiPolygon")


def read_shapes(path: Path, shown: str) -> tuple[tuple[Shape, ...], str, tuple[Problem, ...]]:
    """Read the shapes of a case.

    Parameters
    ----------
    path
        The file; a case need not have one.
    shown
        Its name as the user would write it.

    Returns
    -------
    shapes : tuple of Shape
        Empty where there is no file, or anything is wrong with it.
    note : str
        What the file says of its borders and origin, in its member ``note``.
    problems : tuple of Problem
        Each with line and column of the feature that it belongs to.
    """
    if not path.is_file():
        return (), "", ()
    if path.stat().st_size > _LARGEST:
        mend = "simplify the shapes"
        return (
            (),
            "",
            (Problem(shown, 1, 1, "", f"larger than {_LARGEST // 1000} kB", "a map needs less", mend),),
        )
    try:
        text = path.read_text(encoding="utf-8")
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        mend = "write GeoJSON (RFC 7946)"
        return (
            (),
            "",
            (Problem(shown, error.lineno, error.colno, "", "cannot be read as JSON", error.msg, mend),),
        )
    except (UnicodeDecodeError, RecursionError):
        return (), "", (Problem(shown, 1, 1, "", "not UTF-8 text with JSON", "", "write GeoJSON (RFC 7946)"),)
    features = raw.get("features") if isinstance(raw, dict) else None
    if not isinstance(features, list) or raw.get("type") != "FeatureCollection":
        mend = "write a FeatureCollection with features"
        return (), "", (Problem(shown, 1, 1, "", "no FeatureCollection", "GeoJSON, RFC 7946", mend),)
    shapes: list[Shape] = []
    problems: list[Problem] = []
    for place, feature in enumerate(features):
        found = _shape(feature)
        if isinstance(found, Shape):
            shapes.append(found)
        else:
            line, column = _position(text, place)
            what, mend = found
            problems.append(Problem(shown, line, column, f"features[{place}]", what, "a map draws it", mend))
    note = raw.get("note", "")
    if not isinstance(note, str):
        problems.append(Problem(shown, 1, 1, "note", "no text", "the caption of the map", "write a sentence"))
    return (() if problems else tuple(shapes)), str(note), tuple(problems)


def _position(text: str, place: int) -> tuple[int, int]:
    """Return line and column of a feature, counted from 1; the start of the file where it has no type."""
    starts = [match.start() for match in _FEATURE.finditer(text)]
    at = starts[place] if place < len(starts) else 0
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _shape(feature: Any) -> Shape | tuple[str, str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return "no Feature", "give each entry the type Feature"
    properties, geometry = feature.get("properties"), feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name.strip():
        return "has no name", "give it properties: {name: ...}"
    kind = geometry.get("type")
    if kind not in _KINDS:
        return f"geometry is no {' or '.join(_KINDS)}", "draw areas as polygons"
    polygons = [geometry.get("coordinates")] if kind == "Polygon" else geometry.get("coordinates")
    if not isinstance(polygons, list) or not all(isinstance(rings, list) and rings for rings in polygons):
        return "coordinates are no lists of rings", "see RFC 7946, 3.1.6"
    found = []
    for rings in polygons:
        read = [_ring(ring) for ring in rings]
        if any(ring is None for ring in read):
            mend = "close each ring: at least four [longitude, latitude] positions, the last like the first"
            return "a ring is open or holds no positions on Earth", mend
        found.append(tuple(ring for ring in read if ring is not None))
    return Shape(name=name, polygons=tuple(found))


def _ring(ring: Any) -> tuple[tuple[float, float], ...] | None:
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        return None
    found = []
    for position in ring:
        if not isinstance(position, list) or len(position) < 2:
            return None
        lon, lat = position[0], position[1]
        for value, most in ((lon, 180.0), (lat, 90.0)):
            if isinstance(value, bool) or not isinstance(value, int | float):
                return None
            if not math.isfinite(value) or abs(value) > most:
                return None
        found.append((float(lon), float(lat)))
    return tuple(found)
