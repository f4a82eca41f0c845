"""Charts: pure functions from results to specs that board, report, notebook and files share.

Each gives a `Chart`: a title that is a sentence computed from the data, words for who cannot see it, a
Vega-Lite spec with named data sets in one theme, the table behind it, and a note. Drawing them to SVG or PNG
is in ``ceaseline.views.charts.render``. Altair takes half a second to import, so a face imports this package
where it draws and not at its top.
"""

from ceaseline.views.charts.build_up import build_up
from ceaseline.views.charts.chart import Chart
from ceaseline.views.charts.differences import differences
from ceaseline.views.charts.discovery import discovery
from ceaseline.views.charts.dots import dots
from ceaseline.views.charts.geography import geography
from ceaseline.views.charts.inline import chart_style, to_inline
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
    "chart_style",
    "differences",
    "discovery",
    "dots",
    "geography",
    "ladder",
    "libraries",
    "network",
    "pareto",
    "survival",
    "timeline",
    "to_csv",
    "to_html",
    "to_inline",
    "to_json",
    "to_png",
    "to_svg",
    "warning",
    "worth",
]
