"""What every test shares, and in which order workers begin files (`scripts/test` keeps each file in one)."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).resolve().parent

# Kernels compiled for tests stay inside the checkout; this must be said before numba is first imported.
os.environ.setdefault("NUMBA_CACHE_DIR", str(TESTS.parent / ".numba_cache"))

# Compiled kernels make the first example of a property slow, so a deadline would only measure the compiler.
settings.register_profile("ceaseline", deadline=None, derandomize=True)
settings.load_profile("ceaseline")

#: Compiles the whole model. The worker that gets it keeps half a minute; the others load what it compiled.
COMPILES = "analysis/test_backtest.py"
#: What the other workers do meanwhile: it runs no futures.
BARE = ("case", "evidence", "terms", "test_house.py", "test_site.py", "test_supply.py")
#: Longer than all others, so it must not be the last to begin.
LONG = "board/test_browser.py"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put files in the order in which workers should begin them; alone, the usual order stands."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _rank(item.path))


def _rank(path: Path) -> int:
    """Return 0 for what begins first."""
    for rank, names in enumerate(((COMPILES,), BARE, (LONG,))):
        if any(path.is_relative_to(TESTS / name) for name in names):
            return rank
    return 3
