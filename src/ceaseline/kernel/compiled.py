"""Compile mechanisms, and keep what was compiled apart by the source it came from.

A mechanism is written once, as a plain function on scalars. `mechanism` hands it to
numba; with ``NUMBA_DISABLE_JIT=1`` the very same function runs uncompiled, which is
how the tests and ``ceaseline bench`` compare the two.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

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


def _use_own_cache() -> bool:
    """Choose the folder for compiled code; returns whether it can be used.

    Where it cannot, every process compiles for itself: a folder that anyone may write would not do, since
    compiled code is run as it is found.
    """
    root = os.environ.get("NUMBA_CACHE_DIR")
    folder = (Path(root) if root else Path.home() / ".cache" / "ceaseline" / "compiled") / source_digest()
    numba.config.CACHE_DIR = str(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


#: Whether compiled code is kept on disk.
CACHED = _use_own_cache()


def _forgiving(compiled: Any) -> Any:
    """Let a function that cannot be kept, on a full disk for example, be compiled all the same."""
    cache: Any = getattr(compiled, "_cache", None)
    if hasattr(cache, "save_overload"):
        save = cache.save_overload

        def save_overload(signature: Any, result: Any) -> None:
            with suppress(OSError):
                save(signature, result)

        cache.save_overload = save_overload
    return compiled


JIT_ENABLED = not numba.config.DISABLE_JIT


def mechanism(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a scalar function as part of the model and compile it on first use.

    Compiled code releases the interpreter lock, is cached on disk and keeps IEEE
    arithmetic (no fast-math), so results do not depend on how work is divided.
    """
    compiled = numba.njit(cache=CACHED, nogil=True, error_model="numpy", fastmath=False)(function)
    return cast("Callable[P, R]", _forgiving(compiled))


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a mechanism whose body is to stand wherever it is called, so that loops over it become vectors."""
    compiled = numba.njit(cache=CACHED, nogil=True, error_model="numpy", fastmath=False, forceinline=True)(
        function
    )
    return cast("Callable[P, R]", _forgiving(compiled))
