from ceaseline.analysis.compare import compare
from ceaseline.analysis.discover import discover
from ceaseline.analysis.knockout import knockout
from ceaseline.analysis.levers import assumptions, levers
from ceaseline.analysis.outside_view import outside_view
from ceaseline.analysis.promises import promises
from ceaseline.analysis.replay import replay
from ceaseline.analysis.sensitivity import sensitivity
from ceaseline.analysis.survival import survival
from ceaseline.analysis.timeline import timeline
from ceaseline.analysis.worth import worth
from ceaseline.case import Case, CaseError, list_cases, load
from ceaseline.study import Sample, Study, list_results, to_xarray
from ceaseline.study import run_study as run
from ceaseline.views.display import show

__all__ = [
    "Case",
    "CaseError",
    "Sample",
    "Study",
    "__version__",
    "assumptions",
    "compare",
    "discover",
    "knockout",
    "levers",
    "list_cases",
    "list_results",
    "load",
    "outside_view",
    "promises",
    "replay",
    "run",
    "sensitivity",
    "show",
    "survival",
    "timeline",
    "to_xarray",
    "worth",
]

__version__: str
