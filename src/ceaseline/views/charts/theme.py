"""One look for every chart: colours for light and dark, type, and few lines.

A spec is built in the light colours. Each light colour is used for one purpose only, so a dark spec is the
same spec with each colour exchanged for its partner; text from a case is never touched.
"""

from collections.abc import Mapping
from typing import Any

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

#: Colours by purpose. ``baseline`` and ``series_N`` are for packages; ``outside`` for past ceasefires;
#: ``step_N`` are one hue from little to much.
LIGHT: Mapping[str, str] = {
    "paper": "#fdfdfb",
    "ink": "#1b1d1f",
    "ink_2": "#595e65",
    "line": "#dededa",
    "rule": "#8d9299",
    "baseline": "#6b7178",
    "series_1": "#0b5fa5",
    "series_2": "#a1540a",
    "series_3": "#9320e0",
    "series_4": "#4d2e19",
    "series_5": "#0a0a5c",
    "outside": "#7d6a1f",
    "outside_fill": "#e9dfb9",
    "empty": "#c9ced4",
    "step_1": "#d5e4f2",
    "step_2": "#9fc2e2",
    "step_3": "#5a95ca",
    "step_4": "#1f6cb1",
    "step_5": "#0a3f73",
    "land": "#efeee8",
    "home": "#dfe8f1",
    "border": "#b4b3ac",
    "sea": "#f7fafc",
}
DARK: Mapping[str, str] = {
    "paper": "#15181b",
    "ink": "#e8e8e5",
    "ink_2": "#a9afb6",
    "line": "#31363c",
    "rule": "#747b83",
    "baseline": "#a2a8af",
    "series_1": "#6db3f2",
    "series_2": "#e97a0c",
    "series_3": "#b768f5",
    "series_4": "#f8f39a",
    "series_5": "#f0cfa8",
    "outside": "#c9b45f",
    "outside_fill": "#453d22",
    "empty": "#4a5159",
    "step_1": "#1d3347",
    "step_2": "#27557d",
    "step_3": "#3b7fb8",
    "step_4": "#6fb0e6",
    "step_5": "#cfe6fb",
    "land": "#23282d",
    "home": "#25384a",
    "border": "#575e66",
    "sea": "#191e23",
}
THEMES: Mapping[str, Mapping[str, str]] = {"light": LIGHT, "dark": DARK}

#: Light colour to dark colour, for faces that switch in the browser.
DARK_OF: Mapping[str, str] = {LIGHT[token]: DARK[token] for token in LIGHT}

#: How many packages lines can be told apart for; charts that label every row take any number.
MOST_LINES = 6

#: Size of type in pixels: axis labels, direct labels, and what stands small.
TEXT, LABEL, SMALL = 12, 12.5, 11


def series_colour(place: int) -> str:
    """Return the light colour of a package: the baseline grey, the others in turn.

    Examples
    --------
    >>> series_colour(0), series_colour(1) == series_colour(6)
    ('#6b7178', True)
    """
    return LIGHT["baseline"] if place == 0 else LIGHT[f"series_{(place - 1) % 5 + 1}"]


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration that every spec carries."""
    text = {"font": FONT, "fontSize": TEXT}
    return {
        "background": LIGHT["paper"],
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "gridColor": LIGHT["line"],
            "gridWidth": 1,
            "labelColor": LIGHT["ink_2"],
            "labelFont": FONT,
            "labelFontSize": TEXT,
            "labelPadding": 6,
            "labelLimit": 0,
            "labelFlush": False,
            "titleColor": LIGHT["ink_2"],
            "titleFont": FONT,
            "titleFontSize": TEXT,
            "titleFontWeight": "normal",
        },
        "header": {
            "labelColor": LIGHT["ink"],
            "labelFont": FONT,
            "labelFontSize": 13,
            "labelFontWeight": "bold",
            "labelAnchor": "start",
            "labelPadding": 8,
            "labelLimit": 0,
            "title": None,
        },
        "text": {**text, "color": LIGHT["ink"], "limit": 0},
        "legend": {
            "orient": "top",
            "title": None,
            "labelColor": LIGHT["ink"],
            "labelFont": FONT,
            "labelFontSize": TEXT,
            "labelLimit": 0,
            "rowPadding": 4,
            "columnPadding": 18,
            "offset": 10,
        },
    }


def themed(spec: Mapping[str, Any], theme: str) -> dict[str, Any]:
    """Return a spec in the colours of a theme.

    Parameters
    ----------
    spec
        In light colours, as the chart functions make it.
    theme
        ``light`` or ``dark``.

    Returns
    -------
    dict
        A copy; the rows of its data sets change only in fields whose names end in ``colour``.

    Raises
    ------
    KeyError
        If there is no such theme.

    Examples
    --------
    >>> themed({"background": "#fdfdfb", "datasets": {"d": [{"name": "#fdfdfb"}]}}, "dark")
    {'background': '#15181b', 'datasets': {'d': [{'name': '#fdfdfb'}]}}
    """
    THEMES[theme]
    if theme == "light":
        return dict(spec)
    return {key: _rows(value) if key == "datasets" else _exchanged(value) for key, value in spec.items()}


def _exchanged(value: Any) -> Any:
    if isinstance(value, str):
        return DARK_OF.get(value, value)
    if isinstance(value, Mapping):
        return {key: _exchanged(item) for key, item in value.items()}
    return [_exchanged(item) for item in value] if isinstance(value, list) else value


def _rows(datasets: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [_row(row) for row in rows] for name, rows in datasets.items()}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _exchanged(value) if key.endswith("colour") else value for key, value in row.items()}
