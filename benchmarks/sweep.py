"""Measure a sweep: peak memory as futures grow, and two workers against one.

    python benchmarks/sweep.py memory 100000 1000000 10000000
    python benchmarks/sweep.py workers 200000

Each row is a process of its own with an empty store; time includes its start, and that of its workers. Memory
is the largest of the process that gathers, without workers.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

PACKAGES = ("none", "all-promised")


def measure(futures: int, packages: list[str], *options: str) -> tuple[float, float]:
    """Return seconds and peak megabytes of one sweep."""
    command = [sys.executable, "-m", "ceaseline", "sweep", "ukraine-2025", *packages]
    command += ["--futures", str(futures), "--json", *options]
    with tempfile.TemporaryDirectory() as store:
        began = time.perf_counter()
        child = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, env={**os.environ, "CEASELINE_STORE": store}
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"the sweep ended with status {status}")
    return seconds, usage.ru_maxrss / 1024.0


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print one line a row."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("memory", "workers"))
    parser.add_argument("futures", type=int, nargs="+")
    parser.add_argument("--package", action="append", help="packages (default none and all-promised)")
    parser.add_argument("--repeats", type=int, default=1, help="the best of so many, taken in turns")
    args = parser.parse_args()
    packages = args.package or list(PACKAGES)
    for futures in args.futures:
        if args.what == "memory":
            seconds, peak = measure(futures, packages)
            rate = futures * len(packages) / seconds
            say(f"{futures:>11} futures  {seconds:8.1f} s  {rate:10.0f} futures/s  {peak:7.0f} MB")
            continue
        runs = [
            [measure(futures, packages, "--workers", str(n))[0] for n in (1, 2)] for _ in range(args.repeats)
        ]
        one, two = (min(column) for column in zip(*runs, strict=True))
        say(
            f"{futures:>11} futures  1 worker {one:.1f} s  2 workers {two:.1f} s  "
            f"efficiency {one / two / 2:.2f}"
        )


if __name__ == "__main__":
    main()
