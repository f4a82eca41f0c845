"""Where a package fails: boxes in words, their limits and the path to the first."""

from collections.abc import Callable, Mapping
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import outcome
from ceaseline.views.text import about_100, listed, number, of_100, plain, words

Data = dict[str, Any]


def _chance(value: float) -> str:
    return "< 0.001" if value < 0.001 else number(value, 3)


def _bound(limit: Data) -> str:
    unit = words(plain(limit["unit"]))
    if limit["kinds"] is not None:
        return listed(number(kind) for kind in limit["kinds"])
    if limit["low"] is None:
        return f"below {number(limit['high'])} {unit}"
    if limit["high"] is None:
        return f"above {number(limit['low'])} {unit}"
    return f"{number(limit['low'])} to {number(limit['high'])} {unit}"


def limits_table(box: Data) -> Table:
    """Show the limits of one box."""
    columns = (
        Column("assumption", "number"),
        Column("limit", "limit", str),
        Column("range", "thought possible", str),
        Column("p", "quasi-p", _chance, right=True),
        Column("reproduced", "returns, of 100", lambda share: number(100 * share, 0), right=True),
    )
    rows = tuple(
        (
            limit["assumption"],
            _bound(limit),
            f"{number(limit['p5'])} to {number(limit['p95'])}",
            limit["p"],
            limit["reproduced"],
        )
        for limit in box["limits"]
    )
    note = (
        "Thought possible: 5th to 95th percentile. Quasi-p: how often so dense a box would come of chance "
        "without this limit. Returns: random halves of the worlds in which the limit is found again."
    )
    return Table("limits", "Limits", columns, rows, note)


def path_table(result: Data) -> Table:
    """Show the trade-off between coverage and density along the path of peeling."""
    columns = (
        Column("coverage", "coverage, of 100", of_100, right=True),
        Column("density", "density, of 100", of_100, right=True),
        Column("mass", "worlds, of 100", of_100, right=True),
        Column("restricted", "limits", lambda count: number(count, 0), right=True),
    )
    path = result["path"]
    shown = [path[at] for at in sorted({*range(0, len(path), max(1, len(path) // 10)), len(path) - 1})]
    rows = tuple(tuple(step[column.key] for column in columns) for step in shown)
    note = "Peeling trades coverage for density; the box is taken from this path (--coverage), then pasted."
    return Table("path", "Path to the first box", columns, rows, note)


def tidy_boxes(result: Data) -> Table:
    """Return the boxes as values."""
    keys = ("coverage", "density", "mass", "tested_coverage", "tested_density")
    names = ("box", *keys, "inside", "inside_error", "outside", "outside_error", "words")
    rows = tuple(
        (
            place,
            *(box[key] for key in keys),
            *(box[side][part] for side in ("inside", "outside") for part in ("value", "error")),
            box["words"],
        )
        for place, box in enumerate(result["boxes"], start=1)
    )
    return Table("boxes", "boxes", tuple(Column(name, name) for name in names), rows)


def tidy_limits(result: Data) -> Table:
    """Return the limits of all boxes as values."""
    keys = ("assumption", "low", "high", "unit", "p5", "p95", "p", "reproduced")
    rows = tuple(
        (place, *(limit[key] for key in keys))
        for place, box in enumerate(result["boxes"], start=1)
        for limit in box["limits"]
    )
    return Table("limits", "limits", tuple(Column(name, name) for name in ("box", *keys)), rows)


def tidy_path(result: Data) -> Table:
    """Return the path of peeling as values."""
    keys = ("coverage", "density", "mass", "restricted")
    rows = tuple((place, *(step[key] for key in keys)) for place, step in enumerate(result["path"]))
    return Table("path", "path", tuple(Column(name, name) for name in ("step", *keys)), rows)


TABLES: Mapping[str, Callable[[Data], Table]] = {
    "boxes": tidy_boxes,
    "limits": tidy_limits,
    "path": tidy_path,
}


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _tested(box: Data, result: Data) -> str:
    shown = outcome(result["outcome"])
    what = "mean" if result["against"] is None else f"difference from {plain(result['against'])}"
    sides = " and ".join(
        f"{shown.change(box[side]['value'], box[side]['error']).lstrip('+')} {side} it"
        if result["against"] is None
        else f"{shown.change(box[side]['value'], box[side]['error'])} {side} it"
        for side in ("inside", "outside")
        if box[side]["error"] is not None
    )
    return (
        f"Found on random halves and tested on the other: holds {about_100(box['tested_coverage'])} of 100 "
        f"failures, {about_100(box['tested_density'])} of 100 fail. "
        f"{_sentence(shown.words)}, {what}: {sides}."
    )


def discovery_page(result: Data) -> list[Block]:
    """Return the answer: what fails, each box in words with its limits, and the path."""
    page: list[Block] = [
        Heading(f"{plain(result['case'])}: where {plain(result['package'])} fails"),
        f"{_sentence(plain(result['definition']))}. {number(result['worlds'])} worlds, "
        f"{number(result['per_world'])} futures of each; {about_100(result['density'])} of 100 "
        f"{plain(result['counted'])} fail.",
    ]
    if result["told_apart"] is not None:
        page.append(
            f"So few futures tell {about_100(result['told_apart'])} of 100 worlds clearly (chance of failing "
            "below 10 or above 90 of 100); the others count by their chance, which makes boxes look less "
            "dense than they are."
        )
    for place, box in enumerate(result["boxes"], start=1):
        page += [Heading(f"Box {place}"), plain(box["words"]), _tested(box, result), limits_table(box)]
    if not result["boxes"]:
        page.append(plain(result["reads"]))
    return [*page, path_table(result)]
