"""Ceaseline asks whether a security guarantee would hold.

Promises, the parties that made them and the evidence for each go in; a ladder of breaches by year, over
thousands of futures and with every assumption stated, comes out.

>>> import ceaseline
>>> case = ceaseline.load("korea-1953")
>>> case.package("none").title
'No outside promise'

Names are loaded when first used: reading and checking a case needs no numerics.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOME = {
    "Case": "case",
    "CaseError": "case",
    "list_cases": "case",
    "load": "case",
    "Sample": "study",
    "Study": "study",
    "list_results": "study",
    "run": "study",
    "to_xarray": "study",
    "assumptions": "analysis",
    "backtest": "analysis",
    "breakeven": "analysis",
    "compare": "analysis",
    "design": "analysis",
    "discover": "analysis",
    "knockout": "analysis",
    "levers": "analysis",
    "outside_view": "analysis",
    "promises": "analysis",
    "redteam": "analysis",
    "replay": "analysis",
    "restore": "analysis",
    "sensitivity": "analysis",
    "show": "views.display",
    "survival": "analysis",
    "sweep": "analysis",
    "timeline": "analysis",
    "validate": "analysis",
    "worth": "analysis",
}

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"{__name__}.{_HOME[name]}")
    return getattr(home, "run_study" if name == "run" else name)
