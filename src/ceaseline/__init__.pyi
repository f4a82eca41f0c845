from ceaseline.analysis.compare import compare
from ceaseline.analysis.outside_view import outside_view
from ceaseline.case import Case, CaseError, list_cases, load
from ceaseline.study import Sample, Study, list_results, to_xarray
from ceaseline.study import run_study as run

__all__ = [
    "Case",
    "CaseError",
    "Sample",
    "Study",
    "__version__",
    "compare",
    "list_cases",
    "list_results",
    "load",
    "outside_view",
    "run",
    "to_xarray",
]

__version__: str
