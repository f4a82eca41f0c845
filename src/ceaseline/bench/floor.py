"""The floor: the time of just the random numbers and transcendental functions that a run needs.

No program that gives the same answer with these functions can be faster, whatever it does between them. The
number of calls is counted, not estimated (`ceaseline.bench.uncompiled`); loops below make exactly that many.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ceaseline.bench.timing import Timing, measure
from ceaseline.kernel import STREAM_FUTURE, mechanism, normal_quantile, uniforms

_STEP = 2.0**-10


@mechanism
def draw_blocks(count: int, seed: int) -> float:
    """Draw a number of blocks of four and return their sum, so that none is left out."""
    total = 0.0
    for i in range(count):
        u0, u1, u2, u3 = uniforms(seed, STREAM_FUTURE, 0, i >> 7, i & 127, 0, 0)
        total += u0 + u1 + u2 + u3
    return total


@mechanism
def take_quantiles(count: int, seed: int) -> float:
    """Take normal quantiles of numbers spread over (0, 1), in no order that a processor could learn."""
    total = 0.0
    for i in range(count):
        total += normal_quantile((((i * 389 + seed) & 1023) + 0.5) * _STEP)
    return total


@mechanism
def take_exp(count: int, seed: int) -> float:
    """Take exponentials of numbers in (-4, 0)."""
    total = 0.0
    for i in range(count):
        total += math.exp(-4.0 * (((i * 389 + seed) & 1023) + 0.5) * _STEP)
    return total


@mechanism
def take_expm1(count: int, seed: int) -> float:
    """Take ``exp(x) - 1`` of numbers in (-1, 0)."""
    total = 0.0
    for i in range(count):
        total += math.expm1(-(((i * 389 + seed) & 1023) + 0.5) * _STEP)
    return total


@mechanism
def take_log(count: int, seed: int) -> float:
    """Take logarithms of numbers in (0, 1)."""
    total = 0.0
    for i in range(count):
        total += math.log((((i * 389 + seed) & 1023) + 0.5) * _STEP)
    return total


@mechanism
def take_log1p(count: int, seed: int) -> float:
    """Take ``log(1 + x)`` of numbers in (0, 1)."""
    total = 0.0
    for i in range(count):
        total += math.log1p((((i * 389 + seed) & 1023) + 0.5) * _STEP)
    return total


#: What the floor is made of: the name under which calls are counted, and the loop that makes them.
PARTS = {
    "philox": draw_blocks,
    "normal_quantile": take_quantiles,
    "exp": take_exp,
    "expm1": take_expm1,
    "log": take_log,
    "log1p": take_log1p,
}


def time_floor(calls: Mapping[str, int], threads: int, seed: int) -> dict[str, Timing]:
    """Make all calls once, evenly over threads, and say what each kind took.

    Parameters
    ----------
    calls : mapping of str to int
        Calls by the names in `PARTS`; a kind of call without a loop is an error.
    threads : int
        Threads to share them, >= 1.
    seed : int

    Returns
    -------
    dict of str to Timing

    Raises
    ------
    ValueError
        If a kind of call was counted for which there is no loop.
    """
    unknown = [name for name, count in calls.items() if count > 0 and name not in PARTS]
    if unknown:
        raise ValueError(f"the floor has no loop for {', '.join(unknown)}")
    parts = {}
    with ThreadPoolExecutor(threads) as pool:
        for name, loop in PARTS.items():
            each = math.ceil(calls.get(name, 0) / threads)
            shares = partial(pool.map, loop, [each] * threads, [seed] * threads)
            _, parts[name] = measure(lambda shares=shares: list(shares()))  # type: ignore[misc]
    return parts
