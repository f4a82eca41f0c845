"""What every test shares."""

import os
from pathlib import Path

from hypothesis import settings

# Kernels compiled for tests stay inside the checkout; this must be said before numba is first imported.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(__file__).resolve().parents[1] / ".numba_cache"))

# Compiled kernels make the first example of a property slow, so a deadline would only measure the compiler.
settings.register_profile("ceaseline", deadline=None, derandomize=True)
settings.load_profile("ceaseline")
