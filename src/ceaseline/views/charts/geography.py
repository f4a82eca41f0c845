"""The map: line, zone, sites, bases and how far patrols reach, over the areas that the case brings."""

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import altair as alt

from ceaseline.case import Case
from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, shortened, table_of, text_width
from ceaseline.views.charts.theme import LIGHT, SMALL
from ceaseline.views.text import listed, number, plain

_RADIUS = 6371.0
#: Pixels of height for one of width, space around what is shown (parts of its span), points of a circle.
_SHAPE, _MARGIN, _POINTS = 0.72, 0.12, 72


def geography(case: Case, *, width: int = WIDTH) -> Chart:
    """Draw where it happens.

    Parameters
    ----------
    case
        With a geography; areas from its ``shapes.geojson`` lie beneath.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data sets ``areas``, ``reach``, ``line`` and ``places``.

    Raises
    ------
    ValueError
        If the case has no line, site or base.
    """
    width = max(width, NARROW)
    place = case.geography
    points = [*place.line, *((s.lat, s.lon) for s in place.sites), *((b.lat, b.lon) for b in place.bases)]
    if not points:
        raise ValueError(f"{case.name} has no line, site or base to draw")
    view = _View.around(points, width - 8)
    reach, depth = _middle(case, "aircraft_range"), _zone_km(case)
    rows = _places(case, view)
    data = {
        "areas": [_area(shape.name, shape.polygons, case) for shape in case.shapes],
        "reach": [_circle(base.lat, base.lon, reach) for base in place.bases] if reach else [],
        "line": [_path(place.line)] if place.line else [],
        "places": rows,
    }
    text = _alt(case, reach, depth)
    spec = finish(_built(view, depth), data, text)
    return Chart("map", _title(case, reach), text, spec, _table(case), _note(case, reach, depth))


class _View:
    """A Mercator projection set by hand, so that every renderer draws the same."""

    def __init__(self, centre: tuple[float, float], scale: float, width: float, height: float) -> None:
        self.centre, self.scale, self.width, self.height = centre, scale, width, height

    @classmethod
    def around(cls, points: list[tuple[float, float]], width: float) -> "_View":
        """Fit points of (latitude, longitude) into a width."""
        height = round(width * _SHAPE)
        lats, lons = [_mercator(lat) for lat, _ in points], [math.radians(lon) for _, lon in points]
        wide, tall = max(lons) - min(lons), max(lats) - min(lats)
        room = 1.0 + 2 * _MARGIN
        scale = min(width / (room * wide or 1.0), height / (room * tall or 1.0), 40000.0)
        middle = (max(lats) + min(lats)) / 2
        lat = math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2)
        return cls((lat, math.degrees((max(lons) + min(lons)) / 2)), scale, width, height)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a place lies, in pixels."""
        x = self.width / 2 + self.scale * math.radians(lon - self.centre[1])
        return x, self.height / 2 - self.scale * (_mercator(lat) - _mercator(self.centre[0]))

    def pixels(self, km: float) -> float:
        """Return how long a distance is in the middle of the map."""
        return km / _RADIUS * self.scale / math.cos(math.radians(self.centre[0]))


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _middle(case: Case, name: str) -> float:
    return float(case.assumptions[name].value.quantile(0.5)) if name in case.assumptions else 0.0


def _zone_km(case: Case) -> float:
    """Return the depth of the zone that could be promised, at its median, km; 0 where none could."""
    zones = [
        lever for lever in case.levers if lever.item == "demilitarised_zone" and lever.amount is not None
    ]
    return max((float(lever.amount.value.quantile(0.5)) for lever in zones if lever.amount), default=0.0)


def clockwise(ring: Iterable[tuple[float, float]], *, wanted: bool = True) -> list[list[float]]:
    """Return a ring turned clockwise, as d3 takes the outline of an area on the sphere; else the other way.

    Examples
    --------
    >>> clockwise([(0, 0), (1, 0), (1, 1), (0, 0)])
    [[0, 0], [1, 1], [1, 0], [0, 0]]
    """
    points = [list(point) for point in ring]
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return points[::-1] if (doubled > 0) == wanted else points


def _area(name: str, polygons: Any, case: Case) -> Row:
    home = {party.name for party in case.parties if party.role == "protected"}
    return {
        "type": "Feature",
        "name": name,
        "area_colour": LIGHT["home"] if name in home else LIGHT["land"],
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [
                [clockwise(ring, wanted=place == 0) for place, ring in enumerate(rings)] for rings in polygons
            ],
        },
    }


def _circle(lat: float, lon: float, km: float) -> Row:
    """Return a small circle on the sphere, clockwise."""
    angle, here = km / _RADIUS, math.radians(lat)
    ring = []
    for step in range(_POINTS + 1):
        bearing = 2 * math.pi * (step % _POINTS) / _POINTS
        there = math.asin(
            math.sin(here) * math.cos(angle) + math.cos(here) * math.sin(angle) * math.cos(bearing)
        )
        turn = math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(here),
            math.cos(angle) - math.sin(here) * math.sin(there),
        )
        ring.append((lon + math.degrees(turn), math.degrees(there)))
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [clockwise(ring)]}}


def _path(line: Iterable[tuple[float, float]]) -> Row:
    points = [[lon, lat] for lat, lon in line]
    return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": points}}


def _places(case: Case, view: _View) -> list[Row]:
    """Return sites and bases in pixels, heaviest first, with a label where there is room for one."""
    rows: list[Row] = []
    sites = sorted(case.geography.sites, key=lambda site: -site.weight)
    entries = [("site", site) for site in sites] + [("base", base) for base in case.geography.bases]
    spots = [view.at(entry.lat, entry.lon) for _, entry in entries]
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    for (kind, entry), (x, y) in zip(entries, spots, strict=True):
        label = shortened(entry.name, 150, SMALL)
        wide = text_width(label, SMALL) + 4
        right, left = (x + 7, y - 7, x + 7 + wide, y + 7), (x - 7 - wide, y - 7, x - 7, y + 7)
        free = next((box for box in (right, left) if _fits(box, taken, view)), None)
        if free is not None:
            taken.append(free)
        rows.append(
            {
                "kind": kind,
                "name": plain(entry.name),
                "x": x,
                "y": y,
                "label": label if free else "",
                "label_x": x + 9 if free in (right, None) else x - 9 - wide + 4,
            }
        )
    return rows


def _fits(
    box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]], view: _View
) -> bool:
    if box[0] < 0 or box[2] > view.width or box[1] < 0 or box[3] > view.height:
        return False
    return not any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)


def _title(case: Case, reach: float) -> str:
    sites, bases = case.geography.sites, case.geography.bases
    if not sites or not bases or not reach:
        return f"{plain(case.title)}: {len(sites)} sites and {len(bases)} bases"
    covered = sum(min(_km(s.lat, s.lon, b.lat, b.lon) for b in bases) <= reach for s in sites)
    return (
        f"{covered} of {len(sites)} sites lie within {number(reach, 0)} km of one of {len(bases)} bases "
        "of patrols"
    )


def _km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    a, b = math.radians(lat), math.radians(to_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 2 * _RADIUS * math.asin(math.sqrt(h))


def _alt(case: Case, reach: float, depth: float) -> str:
    sites = listed(plain(site.name) for site in case.geography.sites)
    bases = listed(plain(base.name) for base in case.geography.bases)
    zone = f" A zone {number(depth, 0)} km deep lies on either side of the line." if depth else ""
    return (
        f"A map of the line of the ceasefire, sites ({sites}) and bases ({bases}), with circles of "
        f"{number(reach, 0)} km around the bases.{zone} {plain(case.shapes_note)}"
    )


def _note(case: Case, reach: float, depth: float) -> str:
    zone = f" Band: a zone of {number(depth, 0)} km on either side, if promised." if depth else ""
    circles = f" Circles: {number(reach, 0)} km from a base, the middle reach of patrols." if reach else ""
    return f"Orange: the line. Dots: sites. Triangles: bases.{zone}{circles} {plain(case.shapes_note)}"


def _built(view: _View, depth: float) -> Any:
    projection: dict[str, Any] = {
        "type": "mercator",
        "scale": view.scale,
        "center": [view.centre[1], view.centre[0]],
        "translate": [view.width / 2, view.height / 2],
    }

    def shapes(name: str) -> Any:
        return alt.Chart(alt.NamedData(name)).project(**projection)

    def at(channel: Any, field: str) -> Any:
        return channel(field, type="quantitative", scale=None, axis=None)

    places = alt.Chart(alt.NamedData("places")).encode(x=at(alt.X, "x"), y=at(alt.Y, "y"))
    sites, bases = (places.transform_filter(f"datum.kind == '{kind}'") for kind in ("site", "base"))
    band = (
        [
            shapes("line").mark_geoshape(
                filled=False,
                stroke=LIGHT["series_2"],
                strokeOpacity=0.28,
                strokeWidth=max(3.0, 2 * view.pixels(depth)),
                strokeJoin="round",
            )
        ]
        if depth
        else []
    )
    tip = alt.Tooltip("name:N", title=" ")
    return alt.layer(
        shapes("areas")
        .mark_geoshape(stroke=LIGHT["border"], strokeWidth=0.8, clip=True)
        .encode(fill=alt.Fill("area_colour:N", scale=None, legend=None)),
        shapes("reach").mark_geoshape(
            clip=True, fill=LIGHT["series_1"], fillOpacity=0.035, stroke=LIGHT["series_1"], strokeOpacity=0.4
        ),
        *band,
        shapes("line").mark_geoshape(filled=False, stroke=LIGHT["series_2"], strokeWidth=2.2),
        bases.mark_point(
            shape="triangle-up", size=60, filled=True, opacity=1, color=LIGHT["series_1"]
        ).encode(tooltip=tip),
        sites.mark_circle(size=48, opacity=1, color=LIGHT["ink"]).encode(tooltip=tip),
        alt.Chart(alt.NamedData("places"))
        .mark_text(align="left", baseline="middle", fontSize=SMALL, color=LIGHT["ink"])
        .encode(x=at(alt.X, "label_x"), y=at(alt.Y, "y"), text="label:N"),
    ).properties(width=view.width, height=view.height, view=alt.ViewBackground(fill=LIGHT["sea"]))


def _table(case: Case) -> Any:
    place = case.geography
    rows = [
        *(
            {"kind": "line", "name": f"point {n}", "lat": lat, "lon": lon}
            for n, (lat, lon) in enumerate(place.line, 1)
        ),
        *(
            {"kind": "site", "name": s.name, "lat": s.lat, "lon": s.lon, "weight": s.weight}
            for s in place.sites
        ),
        *({"kind": "base", "name": b.name, "lat": b.lat, "lon": b.lon} for b in place.bases),
    ]
    columns = (
        ("kind", "kind", None),
        ("name", "name", None),
        ("lat", "latitude", 2),
        ("lon", "longitude", 2),
        ("weight", "weight", 1),
    )
    return table_of("map", "Places on the map", columns, rows)
