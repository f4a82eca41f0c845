from ceaseline.analysis.backtest import backtest
from ceaseline.analysis.breakeven import breakeven
from ceaseline.analysis.compare import compare
from ceaseline.analysis.design import design
from ceaseline.analysis.discover import discover
from ceaseline.analysis.knockout import knockout
from ceaseline.analysis.levers import assumptions, levers
from ceaseline.analysis.outside_view import outside_view
from ceaseline.analysis.promises import promises
from ceaseline.analysis.redteam import redteam
from ceaseline.analysis.replay import replay
from ceaseline.analysis.restore import restore
from ceaseline.analysis.sensitivity import sensitivity
from ceaseline.analysis.survival import survival
from ceaseline.analysis.sweep import sweep
from ceaseline.analysis.timeline import timeline
from ceaseline.analysis.validation import validate
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
    "backtest",
    "breakeven",
    "compare",
    "design",
    "discover",
    "knockout",
    "levers",
    "list_cases",
    "list_results",
    "load",
    "outside_view",
    "promises",
    "redteam",
    "replay",
    "restore",
    "run",
    "sensitivity",
    "show",
    "survival",
    "sweep",
    "timeline",
    "to_xarray",
    "validate",
    "worth",
]

__version__: str
