"""Charts of the board that move: specs with empty, named data sets, filled in the browser.

Axes are fixed, so that a refined answer moves a mark and never the ground under it.
"""

from __future__ import annotations

from typing import Any

from ceaseline.analysis.outside_view import outside_view
from ceaseline.case import Case
from ceaseline.views.charts.theme import DARK_OF, LIGHT, config
from ceaseline.views.labels import RUNGS
from ceaseline.views.outside import ladder_classes

Data = dict[str, Any]

#: The four lines: package and baseline, under the case's assumptions and one's own.
SERIES = ("package-default", "baseline-default", "package-own", "baseline-own")
_COLOURS = {
    "package-default": LIGHT["series_1"],
    "baseline-default": LIGHT["baseline"],
    "package-own": LIGHT["series_2"],
    "baseline-own": LIGHT["series_2"],
}
_COLOUR = {
    "field": "series",
    "type": "nominal",
    "legend": None,
    "scale": {"domain": list(SERIES), "range": [_COLOURS[name] for name in SERIES]},
}
_OFFSET = {"field": "series", "scale": {"domain": list(SERIES)}}
_IS_BASELINE = "indexof(datum.series, 'baseline') == 0"


def ladder_spec() -> Data:
    """Return the ladder of one year: a row for each rung, a dot with its spread for each series.

    Data set ``ladder``: ``rung`` (words), ``series``, ``share``, ``low``, ``high`` (futures in 100) and
    ``tip``; data set ``outside``: ``rung``, ``share``, ``low``, ``high`` of past ceasefires.
    """
    rungs = list(RUNGS.values())
    row = {
        "field": "rung",
        "type": "nominal",
        "sort": rungs,
        "title": None,
        "scale": {"domain": rungs},
        "axis": {"labelFontSize": 13, "labelColor": LIGHT["ink"], "labelPadding": 8},
    }
    scale = {"domain": [0, 100], "nice": False}
    across = {
        "field": "share",
        "type": "quantitative",
        "title": "futures in 100",
        "scale": scale,
        "axis": {"tickCount": 5},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": config(),
        "width": "container",
        "height": 290,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"name": "outside"},
                "mark": {"type": "bar", "color": LIGHT["outside_fill"], "height": {"band": 0.86}},
                "encoding": {"y": row, "x": {**across, "field": "low"}, "x2": {"field": "high"}},
            },
            {
                "data": {"name": "outside"},
                "mark": {"type": "tick", "color": LIGHT["outside"], "thickness": 2, "band": 0.86},
                "encoding": {"y": row, "x": across},
            },
            {
                "data": {"name": "ladder"},
                "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.45, "strokeCap": "round"},
                "encoding": {
                    "y": row,
                    "yOffset": _OFFSET,
                    "x": {**across, "field": "low"},
                    "x2": {"field": "high"},
                    "color": _COLOUR,
                },
            },
            {
                "data": {"name": "ladder"},
                "mark": {"type": "point", "size": 95, "strokeWidth": 2, "opacity": 1},
                "encoding": {
                    "y": row,
                    "yOffset": _OFFSET,
                    "x": across,
                    "color": _COLOUR,
                    "fill": {
                        "condition": {"test": _IS_BASELINE, "value": LIGHT["paper"]},
                        **{key: _COLOUR[key] for key in ("field", "type", "legend", "scale")},
                    },
                    "tooltip": {"field": "tip", "type": "nominal"},
                },
            },
        ],
    }


def survival_spec(horizon_months: int) -> Data:
    """Return survival by year: a line for each series, past ceasefires as points with their interval.

    Data set ``survival``: ``year``, ``series``, ``held`` (futures in 100) and ``tip``; data set
    ``past``: ``year``, ``held``, ``low``, ``high``, ``tip``.
    """
    years = horizon_months // 12
    across = {
        "field": "year",
        "type": "quantitative",
        "title": "years after the ceasefire",
        "scale": {"domain": [0, years], "nice": False},
        "axis": {"grid": False, "values": list(range(0, years + 1, 1 if years <= 5 else 2)), "format": "d"},
    }
    up = {
        "field": "held",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 100], "nice": False},
        "axis": {"tickCount": 5},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": config(),
        "width": "container",
        "height": 260,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"name": "past"},
                "mark": {"type": "rule", "color": LIGHT["outside"], "strokeWidth": 5, "opacity": 0.45},
                "encoding": {"x": across, "y": {**up, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "data": {"name": "past"},
                "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 80, "opacity": 1},
                "encoding": {
                    "x": across,
                    "y": up,
                    "color": {"value": LIGHT["outside"]},
                    "tooltip": {"field": "tip", "type": "nominal"},
                },
            },
            {
                "data": {"name": "survival"},
                "mark": {"type": "line", "strokeWidth": 2.6, "interpolate": "monotone"},
                "encoding": {
                    "x": across,
                    "y": up,
                    "color": _COLOUR,
                    "strokeDash": {
                        "condition": {"test": _IS_BASELINE, "value": [6, 4]},
                        "value": [1, 0],
                    },
                    "detail": {"field": "series"},
                },
            },
        ],
    }


def past_ceasefires(case: Case) -> Data:
    """Return the first reference class that counts the rungs of the ladder, for both charts.

    Returns
    -------
    dict
        ``title``, ``reads``, ``note`` and ``cells``: rung, year, share, low, high.
    """
    view = outside_view(case)
    chosen = ladder_classes(view)[0]
    return {
        "title": chosen["title"],
        "reads": view["reads"],
        "note": f"{view['bracket']} {view['why_sources_differ']}",
        "cells": [
            {"rung": rung, "year": int(year), **{key: cell[key] for key in ("share", "low", "high")}}
            for year, rungs in chosen["rungs"].items()
            for rung, cell in rungs.items()
            if 12 * int(year) <= case.horizon_months
        ],
    }


def live_charts(case: Case) -> Data:
    """Return the specs of the board's moving charts, what past ceasefires say, and dark for light colours."""
    return {
        "charts": {"ladder": ladder_spec(), "survival": survival_spec(case.horizon_months)},
        "past": past_ceasefires(case),
        "dark_of": dict(DARK_OF),
    }
