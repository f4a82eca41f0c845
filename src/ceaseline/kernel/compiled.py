"""Compile mechanisms, and keep what was compiled apart by the source it came from.

A mechanism is written once, as a plain function on scalars. `mechanism` hands it to
numba; with ``NUMBA_DISABLE_JIT=1`` the very same function runs uncompiled, which is
how the tests and ``ceaseline bench`` compare the two.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")

_PACKAGE = Path(__file__).resolve().parent.parent


def source_digest() -> str:
    """Return a digest of every file that compiled code can come from.

    numba notices a change in the file of a compiled function but not in a helper
    that was inlined into it. A cache folder named by this digest closes that gap.

    Returns
    -------
    str
        Twelve hexadecimal digits.

    Examples
    --------
    >>> len(source_digest())
    12
    """
    digest = hashlib.sha256(numba.__version__.encode())
    for folder in ("kernel", "model"):
        for path in sorted((_PACKAGE / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _use_own_cache() -> None:
    root = os.environ.get("NUMBA_CACHE_DIR")
    base = Path(root) if root else Path.home() / ".cache" / "ceaseline" / "compiled"
    numba.config.CACHE_DIR = str(base / source_digest())


_use_own_cache()

JIT_ENABLED = not numba.config.DISABLE_JIT


def mechanism(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a scalar function as part of the model and compile it on first use.

    Compiled code releases the interpreter lock, is cached on disk and keeps IEEE
    arithmetic (no fast-math), so results do not depend on how work is divided.
    """
    compiled = numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=False)(function)
    return cast("Callable[P, R]", compiled)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a mechanism whose body is to stand wherever it is called, so that loops over it become vectors."""
    compiled = numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=False, forceinline=True)(
        function
    )
    return cast("Callable[P, R]", compiled)
