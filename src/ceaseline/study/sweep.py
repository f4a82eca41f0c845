"""Sweep more futures than memory holds: in chunks, each reduced to sums of whole numbers that are kept.

A chunk is a span of absolute futures, so its random numbers are those of any other division of the work, and
sums of whole numbers do not depend on the order in which chunks arrive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline import __version__
from ceaseline.case import Case
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.plan import Plan, make_plan, promises
from ceaseline.study.run import Progress, Sample, run_range, surrogate_of
from ceaseline.study.store import Store
from ceaseline.study.study import all_threads, study_inputs
from ceaseline.study.worlds import draw_worlds

Sums = NDArray[np.int64]

#: Reduces futures of one package: outcomes, the baseline's outcomes, first future, futures a world, months,
#: promises; to an array of shape (worlds touched, width). A function of a module, to reach other machines.
Reduce = Callable[[NDArray[np.void], NDArray[np.void], int, int, int, int], Sums]

DEFAULT_CHUNK = 16384

#: Futures of each package that every worker runs first and holds against what the client ran.
PROOF = 64

#: A span of futures: the first, and the one after the last.
Span = tuple[int, int]

#: Sums of chunks as they come, in any order; closing it stops the work.
Chunks = Generator[tuple[Span, Sums], None, None]

#: Runs a sweep's chunks somewhere.
Runner = Callable[["Sweep", Sequence[Span]], Chunks]


class WorkerError(RuntimeError):
    """A worker that would give other bytes than this program; says why in one line."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """What every chunk needs; small enough to be sent to other machines.

    Parameters
    ----------
    case : Case
    packages : tuple of str
        Different names; the first is the baseline.
    sample : Sample
    reduce : callable
        What is kept of a chunk, see `Reduce`.
    slopes : tuple of four floats
        Fitted belief about fighting. The fit goes through linear algebra that may round differently
        elsewhere, so it is done once.
    program : mapping
        `program` of the client.
    proof : str
        `prove` of the client; empty for none.
    """

    case: Case
    packages: tuple[str, ...]
    sample: Sample
    reduce: Reduce
    slopes: tuple[float, float, float, float]
    program: Mapping[str, str]
    proof: str = ""


def program(reduce: Reduce) -> dict[str, str]:
    """Return versions and digests of source that the sums of a chunk depend on.

    Returns
    -------
    dict of str to str
        Versions of ceaseline, numba and numpy; digests of the compiled source, of everything under the study,
        and of the folder of modules that `reduce` comes from.
    """
    digest = hashlib.sha256()
    place = Path(str(import_module(reduce.__module__).__file__)).parent
    for path in sorted(place.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    own = _own_program()
    return {**own, "reduce_digest": digest.hexdigest()[:16]}


def _own_program() -> dict[str, str]:
    from importlib.metadata import version

    from ceaseline.kernel import source_digest
    from ceaseline.study.store import program_digest

    return {
        "ceaseline": __version__,
        "numba": version("numba"),
        "numpy": version("numpy"),
        "model_digest": source_digest(),
        "program_digest": program_digest(),
    }


@dataclass(frozen=True)
class _Laid:
    """Worlds and packages as arrays."""

    worlds: NDArray[np.void]
    plans: tuple[Plan, ...]
    levers: int


@lru_cache(maxsize=2)
def _laid(sweep: Sweep) -> _Laid:
    case, sample = sweep.case, sweep.sample
    worlds = draw_worlds(case, sample.seed, sample.worlds, sweep.slopes, engines=sample.engines)
    plans = tuple(make_plan(case, case.package(name), sample.seed, sample.worlds) for name in sweep.packages)
    return _Laid(worlds, plans, len(promises(case)))


def run_span(sweep: Sweep, first: int, last: int) -> Sums:
    """Run futures ``first`` to ``last - 1`` of every package and reduce them.

    Returns
    -------
    array of int, shape (packages, worlds touched, width)
    """
    laid, sample = _laid(sweep), sweep.sample
    found, baseline = [], None
    for plan in laid.plans:
        outcomes = run_range(sweep.case, plan, laid.worlds, sample, first, last)
        baseline = outcomes if baseline is None else baseline
        horizon = sweep.case.horizon_months
        found.append(sweep.reduce(outcomes, baseline, first, sample.per_world, horizon, laid.levers))
    return np.stack(found)


def prove(sweep: Sweep) -> str:
    """Return the SHA-256 of the drawn worlds, the laid-out packages and what the first futures come to.

    A machine that gives another one has a library or processor that rounds differently.
    """
    laid = _laid(sweep)
    digest = hashlib.sha256(np.ascontiguousarray(laid.worlds).tobytes())
    for plan in laid.plans:
        for array in (plan.levers, plan.thresholds, plan.conditions, plan.parties):
            digest.update(np.ascontiguousarray(array).tobytes())
    digest.update(run_span(sweep, 0, min(PROOF, sweep.sample.futures)).tobytes())
    return digest.hexdigest()


@lru_cache(maxsize=2)
def check_worker(sweep: Sweep) -> None:
    """Refuse to run a sweep that another program or machine asked for, where this one would differ.

    Raises
    ------
    WorkerError
        Says in what it differs.
    """
    own = program(sweep.reduce)
    for name, wanted in sweep.program.items():
        if own.get(name) != wanted:
            raise WorkerError(f"a worker has {name} {own.get(name)}, this program {wanted}: install the same")
    if sweep.proof and prove(sweep) != sweep.proof:
        raise WorkerError(
            "a worker with the same source computes other bytes than this machine: its processor or its "
            "libraries round differently"
        )


def on_threads(threads: int = 0) -> Runner:
    """Run chunks on threads of this process.

    Parameters
    ----------
    threads : int
        0 for all that this process may use.
    """
    count = threads or all_threads()

    def run(sweep: Sweep, spans: Sequence[Span]) -> Chunks:
        pool = ThreadPoolExecutor(count)
        ahead = iter(spans)
        running: dict[Future[Sums], Span] = {}
        try:
            while True:
                # few at a time: what has been yielded is held by nobody here
                while len(running) < 2 * count and (span := next(ahead, None)) is not None:
                    running[pool.submit(run_span, sweep, *span)] = span
                if not running:
                    return
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()
        finally:
            pool.shutdown(cancel_futures=True)

    return run


def spans_of(futures: int, chunk: int) -> tuple[Span, ...]:
    """Divide futures into chunks.

    Examples
    --------
    >>> spans_of(10, 4)
    ((0, 4), (4, 8), (8, 10))
    """
    return tuple((first, min(first + chunk, futures)) for first in range(0, futures, chunk))


def _add(total: Sums, sample: Sample, span: Span, piece: Sums) -> bool:
    """Add the sums of a chunk to those of its worlds, unless they have another shape."""
    first, last = span[0] // sample.per_world, (span[1] - 1) // sample.per_world + 1
    if piece.dtype != total.dtype or piece.shape != (total.shape[0], last - first, total.shape[2]):
        return False
    total[:, first:last] += piece
    return True


@dataclass(frozen=True)
class Swept:
    """The sums of a sweep.

    Parameters
    ----------
    sweep : Sweep
    sums : array of int, shape (packages, worlds, width)
    manifest : dict
        What they came from, without clock, path, chunks or workers.
    """

    sweep: Sweep
    sums: Sums
    manifest: dict[str, Any]


def _inputs(sweep: Sweep) -> dict[str, Any]:
    inputs = study_inputs(sweep.case, "", sweep.sample)
    del inputs["package"]
    return {**inputs, "packages": list(sweep.packages), "reduce_digest": sweep.program["reduce_digest"]}


def run_sweep(
    case: Case,
    packages: Sequence[str],
    sample: Sample,
    reduce: Reduce,
    width: int,
    *,
    runner: Runner | None = None,
    chunk: int = DEFAULT_CHUNK,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
    store: Store | None = None,
) -> Swept:
    """Run packages in chunks, and keep every chunk that is finished.

    Parameters
    ----------
    case : Case
    packages : sequence of str
        The first is the baseline; one named twice is run once.
    sample : Sample
    reduce : callable
        What is kept of a chunk, see `Reduce`.
    width : int
        Columns of what it returns.
    runner : callable, optional
        Where chunks run; all threads of this process by default.
    chunk : int
        Futures of each package in one piece of work; changes no figure.
    progress : callable, optional
        Told of the futures finished and of all futures, over all packages.
    fresh : bool
        Ignore what is kept, and write it anew.
    keep : bool
        False to neither read nor write.
    store : Store, optional
        Where chunks and sums are kept; the user's by default.

    Returns
    -------
    Swept

    Raises
    ------
    KeyError
        If the case has no such package; with the nearest valid name.
    ValueError
        If no package is named, or `chunk` is below 1.
    WorkerError
        If a worker would give other bytes than this program.
    """
    if not packages or chunk < 1:
        raise ValueError(f"name at least one package, and a chunk of at least 1, not {chunk}")
    different = tuple(dict.fromkeys(packages))
    for name in different:
        case.package(name)
    surrogate = surrogate_of(case.digest, case, sample.engines.land)
    sweep = Sweep(case, different, sample, reduce, surrogate.slopes, program(reduce))
    inputs = _inputs(sweep)
    folder = (store or Store()).folder
    whole = Checkpoint({**inputs, "work": "sweep"}, folder, fresh=fresh, keep=keep)
    shape = (len(different), sample.worlds, width)
    sums = whole.get("sums")
    if sums is None or sums.shape != shape or sums.dtype != np.int64:
        pieces = Checkpoint({**inputs, "work": "sweep chunks"}, folder, fresh=fresh, keep=keep)
        sums = _collect(sweep, shape, pieces, runner or on_threads(), chunk, progress)
        whole.put("sums", sums)
        pieces.clear()
    digests = [hashlib.sha256(part.astype("<i8").tobytes()).hexdigest() for part in sums]
    manifest = {
        **inputs,
        "packages": list(packages),
        "surrogate": asdict(surrogate),
        "sums": dict(zip(different, digests, strict=True)),
    }
    return Swept(sweep, sums, manifest)


def _collect(
    sweep: Sweep,
    shape: tuple[int, int, int],
    pieces: Checkpoint,
    runner: Runner,
    chunk: int,
    progress: Progress | None,
) -> Sums:
    sums = np.zeros(shape, dtype=np.int64)
    sample, count = sweep.sample, len(sweep.packages)
    missing, done = [], 0

    def tell(span: Span) -> None:
        nonlocal done
        done += (span[1] - span[0]) * count
        if progress is not None:
            progress(done, sample.futures * count)

    for span in spans_of(sample.futures, chunk):
        known = pieces.get(f"futures {span[0]} to {span[1]}")
        if known is not None and _add(sums, sample, span, known):
            tell(span)
        else:
            missing.append(span)
    if progress is not None:
        progress(done, sample.futures * count)
    with closing(runner(sweep, missing)) as found:
        for span, piece in found:
            if not _add(sums, sample, span, piece):
                raise ValueError(f"a chunk of shape {piece.shape} does not fit sums of shape {shape}")
            pieces.put(f"futures {span[0]} to {span[1]}", piece)
            tell(span)
    return sums
