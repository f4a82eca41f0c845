"""Run the same functions uncompiled, in a process of their own, and count what they call.

Compilation is a property of a process (``NUMBA_DISABLE_JIT=1``), so the parent writes the arrays of a plan to
a file and starts this module as a program. Records become objects with attributes and arrays become lists,
which is how plain Python runs fastest; nothing of the model is changed.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Functions of `math` that count as transcendental.
TRANSCENDENTAL = ("exp", "expm1", "log", "log1p", "pow", "sin", "cos", "tan", "tanh", "atan", "asin", "acos")


class Rows(list[Any]):
    """A list that knows the shape of the array it stands for."""

    __slots__ = ("shape", "size")

    def __init__(self, items: list[Any], shape: tuple[int, ...]) -> None:
        super().__init__(items)
        self.shape = shape
        self.size = math.prod(shape)


def plain(array: NDArray[Any]) -> Any:
    """Return an array as lists of plain numbers, or of objects with attributes where it holds records.

    Parameters
    ----------
    array : array
        One or two dimensions of numbers or of records; fields with two dimensions stay arrays, since the
        model reads them by pairs of indices.

    Returns
    -------
    Rows

    Examples
    --------
    >>> rows = plain(np.array([(1.5, 2)], dtype=[("x", "f8"), ("n", "i8")]))
    >>> rows[0].x, rows[0].n, rows.shape
    (1.5, 2, (1,))
    """
    if array.ndim > 1:
        return Rows([plain(row) for row in array], array.shape)
    if array.dtype.names is None:
        return Rows(array.tolist(), array.shape)
    return Rows([_plain_record(record) for record in array], array.shape)


def _plain_record(record: np.void) -> SimpleNamespace:
    fields = {}
    for name in record.dtype.names or ():
        value = record[name]
        if isinstance(value, np.ndarray):
            fields[name] = plain(value) if value.ndim == 1 else value.copy()
        else:
            fields[name] = value.item()
    return SimpleNamespace(**fields)


def records(rows: list[SimpleNamespace], dtype: np.dtype[np.void]) -> NDArray[np.void]:
    """Return plain objects as a structured array, the inverse of `plain`."""
    out = np.zeros(len(rows), dtype=dtype)
    for i, row in enumerate(rows):
        for name in dtype.names or ():
            out[i][name] = getattr(row, name)
    return out


class Counter:
    """Counts calls of functions, but not those made within a call that is itself counted whole.

    Attributes
    ----------
    calls : dict of str to int
    """

    def __init__(self) -> None:
        self.calls: dict[str, int] = {}
        self._within = False

    def part(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts itself under a name."""
        self.calls[name] = 0

        def counted(*arguments: Any) -> Any:
            if not self._within:
                self.calls[name] += 1
            return function(*arguments)

        return counted

    def whole(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts itself and hides what it calls."""
        self.calls[name] = 0

        def counted(*arguments: Any) -> Any:
            self.calls[name] += 1
            self._within = True
            try:
                return function(*arguments)
            finally:
                self._within = False

        return counted


def _count_all() -> Counter:
    """Put counters in place of everything that the floor is made of; a normal quantile counts as one."""
    counter = Counter()
    for name in TRANSCENDENTAL:
        setattr(math, name, counter.part(name, getattr(math, name)))
    from ceaseline.kernel import draws

    for name in ("philox", "normal_quantile"):
        original = getattr(draws, name)
        counted = counter.whole(name, original)
        for module in [m for key, m in sys.modules.items() if key.startswith("ceaseline")]:
            for attribute, value in list(vars(module).items()):
                if value is original:
                    setattr(module, attribute, counted)
    return counter


def work(folder: Path, futures: int, *, count: bool) -> dict[str, Any]:
    """Run the first futures of a saved plan in this process.

    Parameters
    ----------
    folder : Path
        Where `save` has put the arrays; outcomes are written beside them.
    futures : int
        How many to run.
    count : bool
        Count calls, which takes time, rather than measure it.

    Returns
    -------
    dict
        ``seconds``; ``calls`` of functions by name if counted.
    """
    from ceaseline.model.future import run_block
    from ceaseline.model.records import OUTCOME, PRELUDE
    from ceaseline.model.state import STATE

    with np.load(folder / "plan.npz") as arrays:
        given = {name: plain(arrays[name]) for name in arrays.files if name != "numbers"}
        seed, per_world, horizon, strikes, at_sea = arrays["numbers"].tolist()
    outcomes = plain(np.zeros(futures, dtype=OUTCOME))
    states, preludes = plain(np.zeros(1, dtype=STATE)), plain(np.zeros(1, dtype=PRELUDE))
    counter = _count_all() if count else None
    began = time.perf_counter()
    run_block(
        seed=seed,
        first=0,
        last=futures,
        per_world=per_world,
        horizon=horizon,
        strikes=strikes,
        at_sea=at_sea,
        outcomes=outcomes,
        states=states,
        preludes=preludes,
        log=np.zeros((0, 4)),
        **given,
    )
    seconds = time.perf_counter() - began
    np.save(folder / "outcomes.npy", records(outcomes, OUTCOME))
    return {"seconds": seconds, "calls": counter.calls if counter else {}}


def run_uncompiled(
    arrays: dict[str, NDArray[Any]], numbers: tuple[int, ...], futures: int, *, count: bool = False
) -> tuple[dict[str, Any], NDArray[np.void]]:
    """Run futures uncompiled in a process of their own.

    Parameters
    ----------
    arrays : dict of str to array
        Readings, worlds, levers, thresholds, conditions and parties, as `run_plan` passes them.
    numbers : tuple of int
        Seed, futures a world, months, and whether there are strikes and a sea.
    futures : int
        How many to run, from the first.
    count : bool
        Count calls rather than measure time.

    Returns
    -------
    result : dict
        ``seconds`` without start-up, and ``calls`` by name.
    outcomes : structured array of OUTCOME, shape (futures,)

    Raises
    ------
    RuntimeError
        If the process fails; the text is what it said.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.savez(folder / "plan.npz", numbers=np.array(numbers), **arrays)  # type: ignore[arg-type]
        command = [sys.executable, "-m", __name__, name, str(futures), str(int(count))]
        environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"the uncompiled run failed: {done.stderr.strip()}")
        return json.loads(done.stdout), np.load(folder / "outcomes.npy")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(work(Path(sys.argv[1]), int(sys.argv[2]), count=sys.argv[3] == "1")))
