"""The reference month run four ways, side by side."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.bench import month, month_numpy
from ceaseline.bench.timing import measure, middle, version

#: Futures a timing of the compiled kernel and of NumPy, and of the agent frameworks.
FUTURES = 10_000
FEW_FUTURES = 200

#: Agent frameworks, by package: the module that runs the reference month with it.
FRAMEWORKS = {"mesa": "ceaseline.bench.month_mesa", "simpy": "ceaseline.bench.month_simpy"}

Runner = Callable[[int, int], NDArray[np.float64]]


def kernel_on_threads(futures: int, seed: int, threads: int) -> NDArray[np.float64]:
    """Run the reference month compiled, in slices over threads."""
    out = np.empty((futures, len(month.COLUMNS)))
    tables = month.rates()
    step = -(-futures // (4 * threads))
    with ThreadPoolExecutor(threads) as pool:
        for job in [
            pool.submit(month.run_block, seed, first, min(first + step, futures), *tables, out)
            for first in range(0, futures, step)
        ]:
            job.result()
    return out


def frameworks() -> tuple[dict[str, Runner], dict[str, str]]:
    """Return the agent frameworks that are installed, and why the others are left out."""
    found: dict[str, Runner] = {}
    skipped: dict[str, str] = {}
    for package, module in FRAMEWORKS.items():
        if version(package) is None:
            skipped[package] = f"{package} is not installed; it is in the dependency group 'bench'"
        else:
            found[package] = import_module(module).run
    return found, skipped


def measure_peers(seed: int, threads: int, repeats: int) -> dict[str, Any]:
    """Measure the reference month run by the kernel, by NumPy and by agent frameworks, taking turns.

    Parameters
    ----------
    seed, threads : int
        The kernel is timed on so many threads and on one; peers use one, as they come.
    repeats : int
        Turns, of which medians are taken.

    Returns
    -------
    dict
        Microseconds a future by ``kernel``, ``kernel_one_thread``, ``numpy`` and frameworks; ratios against
        NumPy and against the faster framework (None if neither is installed); ``skipped`` with reasons.
    """
    found, skipped = frameworks()
    ways: dict[str, tuple[Callable[[], object], int]] = {
        "kernel": (lambda: kernel_on_threads(FUTURES, seed, threads), FUTURES),
        "kernel_one_thread": (lambda: month.run(FUTURES, seed), FUTURES),
        "numpy": (lambda: month_numpy.run(FUTURES, seed), FUTURES),
    }
    for package, run in found.items():
        ways[package] = (lambda run=run: run(FEW_FUTURES, seed), FEW_FUTURES)  # type: ignore[misc]
    for call, _ in ways.values():
        call()
    turns = [{name: measure(call)[1] for name, (call, _) in ways.items()} for _ in range(repeats)]
    micro = {name: 1e6 * middle([turn[name] for turn in turns]).wall / n for name, (_, n) in ways.items()}
    best = min((micro[package] for package in found), default=None)
    return {
        "microseconds": micro,
        "ratio_numpy": micro["numpy"] / micro["kernel"],
        "ratio_numpy_one_thread": micro["numpy"] / micro["kernel_one_thread"],
        "ratio_abm": best / micro["kernel"] if best else None,
        "ratio_abm_one_thread": best / micro["kernel_one_thread"] if best else None,
        "skipped": skipped,
    }
