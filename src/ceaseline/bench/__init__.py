"""How fast the engine is, beside simpler ways to do the same; figures are only ever measured, side by side.

`docs/performance.md` says what each figure means.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

from ceaseline.bench.flagship import measure_package, subject
from ceaseline.bench.peers import measure_peers
from ceaseline.bench.timing import cores, machine, measure, middle
from ceaseline.case import load
from ceaseline.model.posen import posen_draws

__all__ = ["bench"]

CASE = "ukraine-2025"
PACKAGE = "all-promised"
BASELINE = "none"
REPEATS = 7
POSEN_DRAWS = 10_000


def _posen(threads: int, seed: int, repeats: int) -> float:
    bounds = [POSEN_DRAWS * k // threads for k in range(threads + 1)]
    slices = [(end - start, seed, start) for start, end in pairwise(bounds)]
    with ThreadPoolExecutor(threads) as pool:

        def analysis() -> list[Any]:
            return [job.result() for job in [pool.submit(posen_draws, *part) for part in slices]]

        analysis()
        return middle([measure(analysis)[1] for _ in range(repeats)]).wall


def bench(
    case: str = CASE,
    package: str = PACKAGE,
    *,
    threads: int = 0,
    repeats: int = REPEATS,
    seed: int = 1,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Measure everything in one run.

    Parameters
    ----------
    case, package : str
        What to run the full model on.
    threads : int
        Threads of compiled code; 0 for one a core.
    repeats : int
        Turns of each measurement, of which medians are taken, >= 1.
    seed : int
    say : callable
        Told what is being measured.

    Returns
    -------
    dict
        ``futures_per_second``, ``seconds_10000x120``, ``floor_seconds``, ``ratio_python``, ``ratio_numpy``,
        ``ratio_abm`` (None without a framework), ``posen_10000_seconds`` and ``cpu_over_wall``; then
        ``packages`` and ``reference_month`` in detail, ``machine``, and how it was measured.

    Raises
    ------
    ValueError
        If `repeats` or `threads` is out of range.
    """
    if repeats < 1 or threads < 0:
        raise ValueError(f"repeats are at least 1 and threads at least 0, not {repeats} and {threads}")
    workers = threads or cores()
    loaded = load(case)
    packages = []
    for name in dict.fromkeys((package, BASELINE)):
        say(f"the full model on {name}: compiled, its floor, and uncompiled")
        packages.append(measure_package(subject(loaded, name, seed), workers, repeats))
    say("the reference month: compiled, NumPy, agent frameworks")
    peers = measure_peers(seed, workers, repeats)
    say("Posen's campaign analysis")
    main = packages[0]
    return {
        "case": case,
        "package": package,
        "futures_per_second": main["futures_per_second"],
        "seconds_10000x120": main["seconds_10000x120"],
        "floor_seconds": main["floor_seconds"],
        "ratio_python": main["ratio_python"],
        "ratio_numpy": peers["ratio_numpy"],
        "ratio_abm": peers["ratio_abm"],
        "posen_10000_seconds": _posen(workers, seed, repeats),
        "cpu_over_wall": main["cpu_over_wall"],
        "packages": packages,
        "reference_month": peers,
        "threads": workers,
        "repeats": repeats,
        "seed": seed,
        "machine": machine(),
    }
