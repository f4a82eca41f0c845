"""Time Posen's published campaign analysis: 10 000 draws of 90 days on two threads.

Run it as ``python benchmarks/posen.py``. Compiled code releases the interpreter lock, and draws are
addressed, so threads take slices of one analysis and the answer does not depend on their number.
"""

from __future__ import annotations

import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from ceaseline.model.posen import posen_draws

DRAWS = 10_000
THREADS = 2
REPEATS = 21


def shortfall_share(draws: int, seed: int, pool: ThreadPoolExecutor, threads: int) -> float:
    """Return the share of draws in which the defender is short, computed in equal slices."""
    bounds = [draws * k // threads for k in range(threads + 1)]
    sizes = [end - start for start, end in pairwise(bounds)]
    parts = pool.map(posen_draws, sizes, [seed] * threads, bounds[:-1])
    return float((np.concatenate(list(parts)) > 0).mean())


def main() -> None:
    """Print the first call, the median warm call and the share found."""
    with ThreadPoolExecutor(THREADS) as pool:
        began = time.perf_counter()
        share = shortfall_share(DRAWS, 1, pool, THREADS)
        first = time.perf_counter() - began
        warm = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            shortfall_share(DRAWS, 1, pool, THREADS)
            warm.append(time.perf_counter() - began)
    sys.stdout.write(
        f"posen: {DRAWS} draws x 90 days on {THREADS} threads: "
        f"{1e3 * statistics.median(warm):.2f} ms warm (median of {REPEATS}, worst {1e3 * max(warm):.2f}), "
        f"{first:.2f} s for the first call; share with a shortfall {share:.4f}\n"
    )


if __name__ == "__main__":
    main()
