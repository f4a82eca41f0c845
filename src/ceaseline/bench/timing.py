"""Wall and processor time of a call, and what machine it ran on."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")

#: Packages whose version a figure may depend on.
PACKAGES = ("numpy", "numba", "llvmlite", "mesa", "simpy")


class Timing(NamedTuple):
    """Seconds that a call took.

    Attributes
    ----------
    wall, cpu : float
        On the clock, and of all threads of the process together.
    """

    wall: float
    cpu: float


def measure(call: Callable[[], T]) -> tuple[T, Timing]:
    """Return what a call returns, and its time.

    Examples
    --------
    >>> measure(lambda: 3)[0]
    3
    """
    cpu, wall = time.process_time(), time.perf_counter()
    result = call()
    return result, Timing(time.perf_counter() - wall, time.process_time() - cpu)


def middle(timings: Sequence[Timing]) -> Timing:
    """Return the medians of wall and processor time.

    Examples
    --------
    >>> middle([Timing(1.0, 2.0), Timing(3.0, 1.0), Timing(2.0, 3.0)])
    Timing(wall=2.0, cpu=2.0)
    """
    return Timing(statistics.median(t.wall for t in timings), statistics.median(t.cpu for t in timings))


def cores() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def version(package: str) -> str | None:
    """Return the version of an installed package, None if it is not installed.

    Examples
    --------
    >>> version("no-such-package") is None
    True
    """
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def machine() -> dict[str, object]:
    """Return what a figure may depend on: cores, processor, Python and versions of packages."""
    return {
        "cores": cores(),
        "processor": _processor(),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }
