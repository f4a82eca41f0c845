"""What to run: packages x worlds x luck; the runner that runs it; the store that keeps the results.

The lowest layer that may touch files, the clock or a log. Results leave it as labelled arrays and tidy tables
with a manifest that says from which case, seed and versions they came. Names are loaded when first used, so
that a face can import this package without numerics.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ceaseline.study.again import rerun
    from ceaseline.study.checkpoint import Checkpoint
    from ceaseline.study.desk import Busy, Desk, Run, Setting
    from ceaseline.study.engines import DECISIONS, EVERY_ENGINE, LANDS, Engines
    from ceaseline.study.manifest import AnswerError, Manifest, read_manifest
    from ceaseline.study.results import tidy_capability, tidy_in_force, tidy_ladder, tidy_outcomes, to_xarray
    from ceaseline.study.run import DEFAULT_BATCH, DEFAULT_FUTURES, DEFAULT_WORLDS, Progress, Sample
    from ceaseline.study.store import Entry, Store, StoreWarning, list_results, store_folder
    from ceaseline.study.study import PackageRun, Study, run_study

__all__ = [
    "DECISIONS",
    "DEFAULT_BATCH",
    "DEFAULT_FUTURES",
    "DEFAULT_WORLDS",
    "EVERY_ENGINE",
    "LANDS",
    "AnswerError",
    "Busy",
    "Checkpoint",
    "Desk",
    "Engines",
    "Entry",
    "Manifest",
    "PackageRun",
    "Progress",
    "Run",
    "Sample",
    "Setting",
    "Store",
    "StoreWarning",
    "Study",
    "list_results",
    "read_manifest",
    "rerun",
    "run_study",
    "store_folder",
    "tidy_capability",
    "tidy_in_force",
    "tidy_ladder",
    "tidy_outcomes",
    "to_xarray",
]

_HOMES = {
    "desk": ("Busy", "Desk", "Run", "Setting"),
    "checkpoint": ("Checkpoint",),
    "engines": ("DECISIONS", "EVERY_ENGINE", "LANDS", "Engines"),
    "manifest": ("AnswerError", "Manifest", "read_manifest"),
    "again": ("rerun",),
    "results": ("tidy_capability", "tidy_in_force", "tidy_ladder", "tidy_outcomes", "to_xarray"),
    "run": ("DEFAULT_BATCH", "DEFAULT_FUTURES", "DEFAULT_WORLDS", "Progress", "Sample"),
    "store": ("Entry", "Store", "StoreWarning", "list_results", "store_folder"),
    "study": ("PackageRun", "Study", "run_study"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
