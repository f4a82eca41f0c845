"""Run a mechanism compiled and uncompiled and hold the two against each other."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest


def both(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what the compiled function returns, after checking that the uncompiled one agrees.

    Arrays that a function writes into are compared too. Agreement is to 1e-12: the two may call different
    libraries for a power or an exponential, which round the last bit differently.
    """
    uncompiled = getattr(function, "py_func", function)
    twins = copy.deepcopy(arguments)
    compiled_result = function(*arguments)
    uncompiled_result = uncompiled(*twins)
    if compiled_result is None:
        assert uncompiled_result is None
    else:
        assert compiled_result == pytest.approx(uncompiled_result, rel=1e-12, abs=1e-12)
    for argument, twin in zip(arguments, twins, strict=True):
        if isinstance(argument, np.ndarray):
            np.testing.assert_allclose(argument, twin, rtol=1e-12, atol=1e-12)
    return compiled_result
