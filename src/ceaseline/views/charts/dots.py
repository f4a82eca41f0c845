"""Fifty dots a package, each two of 100 futures: how many see a rung, as a crowd and not as a per cent."""

from collections.abc import Iterable
from typing import Any

import altair as alt

from ceaseline.views.blocks import Column, Table
from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, wrapped
from ceaseline.views.charts.sentences import SEEN, Data, distinct, label, levels, named
from ceaseline.views.charts.theme import LIGHT, TEXT
from ceaseline.views.comparison import headline_year
from ceaseline.views.labels import years
from ceaseline.views.text import about_100, listed, number

#: Dots a package, and dots in one line of them.
DOTS, ACROSS = 50, 10
_PITCH, _GAP, _LINE, _SIZE = 15.5, 28, 16, 13


def dots(result: Data, year: int | None = None, *, rung: str = "war", width: int = WIDTH) -> Chart:
    """Draw fifty futures of each package.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.compare``.
    year
        Year of the ladder; 5 by default, or the last the horizon holds.
    rung
        Rung of the ladder.
    width
        Outer width in pixels; packages stand beside each other as far as there is room.

    Returns
    -------
    Chart
        Data sets ``dots`` (a row each, filled or not) and ``heads`` (a row a package).
    """
    width = max(width, NARROW)
    told = headline_year(dict(result), year)
    packages = distinct(result["packages"])
    block = ACROSS * _PITCH
    across = max(1, min(len(packages), int((width + _GAP) // (block + _GAP))))
    heads = [wrapped(label(package), block, _SIZE)[:3] for package in packages]
    tall = max(len(lines) for lines in heads) + 1
    shares = [package["ladder"][told][rung]["share"] for package in packages]
    step = tall * _LINE + DOTS / ACROSS * _PITCH + _GAP
    corners = [
        ((place % across) * (block + _GAP), (place // across) * step) for place in range(len(packages))
    ]
    data = {
        "dots": [
            row
            for corner, share, package in zip(corners, shares, packages, strict=True)
            for row in _dots(corner, share, package, tall)
        ],
        "heads": [
            {
                "x": x,
                "y": y,
                "lines_y": y + _LINE + 3,
                "lines": lines,
                "figure": f"{about_100(share)} of 100",
            }
            for (x, y), lines, share in zip(corners, heads, shares, strict=True)
        ],
    }
    rows = -(-len(packages) // across)
    text = f"Fifty dots for each of {len(packages)} packages. {levels(result, rung, told)}"
    spec = finish(_built(across * (block + _GAP) - _GAP, rows * step - _GAP), data, text)
    note = (
        f"Each dot is 2 of 100 futures; filled dots see {SEEN[rung]} within {years(told)}. Shares are "
        "rounded to whole dots; the figure above each crowd is not."
    )
    return Chart("dots", _title(packages, shares, rung, told), text, spec, _table(packages, rung, told), note)


def _title(packages: list[Data], shares: list[float], rung: str, year: str) -> str:
    order = sorted(range(len(packages)), key=lambda place: shares[place])
    chosen = [order[-1], order[0]] if len(packages) > 1 else order
    told = [f"{about_100(shares[place])} of 100 with {named(packages[place])}" for place in chosen]
    return f"{SEEN[rung].capitalize()} comes within {years(year)} in {listed(told)}"


def _dots(corner: tuple[float, float], share: float, package: Data, tall: int) -> Iterable[Row]:
    filled = round(DOTS * share)
    for number_ in range(DOTS):
        yield {
            "package": package["name"],
            "x": corner[0] + (number_ % ACROSS + 0.5) * _PITCH,
            "y": corner[1] + tall * _LINE + (number_ // ACROSS + 0.5) * _PITCH + 6,
            "sees": number_ < filled,
        }


def _built(width: float, height: float) -> Any:
    def at(field: str, channel: Any) -> Any:
        return channel(field, type="quantitative", scale=None, axis=None)

    crowd = alt.Chart(alt.NamedData("dots")).encode(
        x=at("x", alt.X),
        y=at("y", alt.Y),
    )
    heads = alt.Chart(alt.NamedData("heads")).encode(x=at("x", alt.X))
    text: Any = {"align": "left", "baseline": "top"}
    return alt.layer(
        crowd.transform_filter("!datum.sees").mark_circle(size=110, opacity=1, color=LIGHT["empty"]),
        crowd.transform_filter("datum.sees").mark_circle(size=110, opacity=1, color=LIGHT["step_5"]),
        heads.mark_text(fontSize=_SIZE, lineHeight=_LINE, **text).encode(
            y=at("lines_y", alt.Y), text="lines:N"
        ),
        heads.mark_text(fontSize=TEXT + 2, fontWeight="bold", **text).encode(
            y=at("y", alt.Y), text="figure:N"
        ),
    ).properties(width=width, height=height)


def _table(packages: list[Data], rung: str, year: str) -> Table:
    columns = (
        Column("package", "package"),
        Column("title", "title"),
        Column("rung", "rung"),
        Column("year", "by year"),
        Column("share", "share", lambda share: number(share, 3), right=True),
        Column("error", "± error", lambda share: number(share, 3), right=True),
        Column("dots", "filled dots of 50", lambda dots: number(dots, 0), right=True),
    )
    rows = []
    for package in packages:
        cell = package["ladder"][year][rung]
        rows.append(
            (
                package["name"],
                package["title"],
                rung,
                int(year),
                cell["share"],
                cell["error"],
                round(DOTS * cell["share"]),
            )
        )
    return Table("dots", "Futures that see the rung", columns, tuple(rows))
