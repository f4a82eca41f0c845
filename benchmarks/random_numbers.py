"""Time addressed draws: Philox4x32-10 as the kernel has it, against a stateless hash of the same address.

Run it as ``python benchmarks/random_numbers.py``. The hash is the finaliser of SplitMix64 (Steele, Lea and
Flood 2014) over the same seven coordinates, chained so that each enters: three rounds for the address and one
for each lane. Both are compiled alike. A block is four numbers. The figures stand in
``docs/decisions/012-random-numbers.md``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from ceaseline.kernel import mechanism, uniforms

BLOCKS = 4_000_000
REPEATS = 9
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11), np.uint64(32), np.uint64(16))


@mechanism
def mix(z: Any) -> Any:
    """Return the finaliser of SplitMix64."""
    z = (z ^ (z >> SHIFTS[0])) * FIRST
    z = (z ^ (z >> SHIFTS[1])) * SECOND
    return z ^ (z >> SHIFTS[2])


@mechanism
def hashed(
    seed: int, stream: int, world: int, future: int, month: int, actor: int, block: int
) -> tuple[float, float, float, float]:
    """Return four uniform numbers of an address by hashing it."""
    h = mix((np.uint64(seed) << SHIFTS[4]) + np.uint64(stream) + GOLDEN)
    h = mix(h ^ ((np.uint64(world) << SHIFTS[4]) + np.uint64(future)))
    place = (np.uint64(actor) << SHIFTS[4]) + (np.uint64(block) << SHIFTS[5]) + np.uint64(month)
    h = mix(h ^ place)
    scale = 2.0**-53
    return (
        float(mix(h + GOLDEN) >> SHIFTS[3]) * scale,
        float(mix(h + GOLDEN * np.uint64(2)) >> SHIFTS[3]) * scale,
        float(mix(h + GOLDEN * np.uint64(3)) >> SHIFTS[3]) * scale,
        float(mix(h + GOLDEN * np.uint64(4)) >> SHIFTS[3]) * scale,
    )


@mechanism
def one_by_one_philox(count: int, seed: int) -> float:
    """Draw blocks as the month does: one address after the other."""
    total = 0.0
    for i in range(count):
        u0, u1, u2, u3 = uniforms(seed, 1, i >> 14, (i >> 7) & 127, i & 127, 0, 4)
        total += u0 + u1 + u2 + u3
    return total


@mechanism
def one_by_one_hash(count: int, seed: int) -> float:
    """Draw the same blocks from the hash."""
    total = 0.0
    for i in range(count):
        u0, u1, u2, u3 = hashed(seed, 1, i >> 14, (i >> 7) & 127, i & 127, 0, 4)
        total += u0 + u1 + u2 + u3
    return total


@mechanism
def first_lane_hash(count: int, seed: int) -> float:
    """Draw one number an address from the hash: what a hash saves when a block is not used whole."""
    total = 0.0
    for i in range(count):
        total += hashed(seed, 1, i >> 14, (i >> 7) & 127, i & 127, 0, 4)[0]
    return total


@mechanism
def ahead(seed: int, future: int, months: int, luck: Any) -> None:
    """Draw some months of a future at once, lanes in rows."""
    for j in range(months):
        u0, u1, u2, u3 = uniforms(seed, 1, 0, future, j, 0, 4)
        luck[0, j] = u0
        luck[1, j] = u1
        luck[2, j] = u2
        luck[3, j] = u3


@mechanism
def ahead_philox(count: int, seed: int) -> float:
    """Draw blocks 24 months at a time, as vectors."""
    luck = np.empty((4, 24))
    total = 0.0
    for i in range(count // 24):
        ahead(seed, i, 24, luck)
        total += luck[0, 0]
    return total


def numpy_generator(count: int, seed: int) -> float:
    """Draw as many numbers from NumPy's own Philox, in order: no addresses, for scale."""
    generator = np.random.Generator(np.random.Philox(seed))
    return float(sum(generator.random(4 * (count // 100))[0] for _ in range(100)))


def nanoseconds(loop: Callable[[int, int], float], threads: int) -> float:
    """Return the median time of one block over all threads together."""
    each = BLOCKS // threads
    times = []
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(loop, [100] * threads, range(threads)))
        for _ in range(REPEATS):
            began = time.perf_counter()
            list(pool.map(loop, [each] * threads, range(threads)))
            times.append(time.perf_counter() - began)
    return 1e9 * statistics.median(times) / (each * threads)


def main() -> None:
    """Print nanoseconds a block of four on one thread and on two."""
    loops = {
        "Philox4x32-10, one block at a time": one_by_one_philox,
        "Philox4x32-10, 24 months at once": ahead_philox,
        "hash, one block at a time": one_by_one_hash,
        "hash, one number of the block": first_lane_hash,
        "NumPy Generator(Philox), in order": numpy_generator,
    }
    sys.stdout.write("ns a block of four numbers      1 thread  2 threads\n")
    for name, loop in loops.items():
        sys.stdout.write(f"{name:36} {nanoseconds(loop, 1):5.2f} {nanoseconds(loop, 2):10.2f}\n")


if __name__ == "__main__":
    main()
