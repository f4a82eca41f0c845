"""Charts: pure functions from results to specs that board, report, notebook and files share.

Each gives a `Chart`: a title that is a sentence computed from the data, words for who cannot see it, a
Vega-Lite spec with named data sets in one theme, the table behind it, and a note. Drawing them to SVG or PNG
is in ``ceaseline.views.charts.render``. Names are loaded when first used: building specs takes Altair, which
is slow to import.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ceaseline.views.charts.build_up import build_up
    from ceaseline.views.charts.chart import Chart
    from ceaseline.views.charts.differences import differences
    from ceaseline.views.charts.discovery import discovery
    from ceaseline.views.charts.dots import dots
    from ceaseline.views.charts.ladder import ladder
    from ceaseline.views.charts.network import network
    from ceaseline.views.charts.pareto import pareto
    from ceaseline.views.charts.render import libraries, to_csv, to_html, to_json, to_png, to_svg
    from ceaseline.views.charts.standing import air, warning
    from ceaseline.views.charts.survival import survival
    from ceaseline.views.charts.timeline import timeline
    from ceaseline.views.charts.worth import worth

__all__ = [
    "Chart",
    "air",
    "build_up",
    "differences",
    "discovery",
    "dots",
    "ladder",
    "libraries",
    "network",
    "pareto",
    "survival",
    "timeline",
    "to_csv",
    "to_html",
    "to_json",
    "to_png",
    "to_svg",
    "warning",
    "worth",
]

_OWN = (
    "build_up",
    "differences",
    "discovery",
    "dots",
    "ladder",
    "network",
    "pareto",
    "survival",
    "timeline",
    "worth",
)
_HOME = {
    "Chart": "chart",
    **dict.fromkeys(("libraries", "to_csv", "to_html", "to_json", "to_png", "to_svg"), "render"),
    **dict.fromkeys(("air", "warning"), "standing"),
    **{name: name for name in _OWN},
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
