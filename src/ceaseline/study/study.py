"""A study: packages of one case under the same worlds and luck, kept in the store."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline import __version__
from ceaseline.case import Case, Package
from ceaseline.kernel import source_digest
from ceaseline.study.manifest import outcomes_digest
from ceaseline.study.plan import promises
from ceaseline.study.run import DEFAULT_BATCH, Progress, Sample, run_package, surrogate_of
from ceaseline.study.store import FORMAT, Store, program_digest


@dataclass(frozen=True)
class PackageRun:
    """The outcomes of one package.

    Parameters
    ----------
    package : Package
    lever_ids : tuple of str
        Promises of the case in the order of bits in a mask.
    outcomes : structured array of OUTCOME, shape (futures,)
        Future i is luck ``i % per_world`` of world ``i // per_world``.
    manifest : mapping
        What the outcomes came from.
    """

    package: Package
    lever_ids: tuple[str, ...]
    outcomes: NDArray[np.void]
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the package."""
        return self.package.name


@dataclass(frozen=True)
class Work:
    """How a study was run: nothing of this changes a bit of its outcomes.

    Parameters
    ----------
    threads, batch : int
        Threads (0 for all that this process may use) and futures a block.
    fresh : bool
        Ignore what is stored, and write it anew.
    store : Store or None
        Where results are kept; None to neither read nor write.
    """

    threads: int = 0
    batch: int = DEFAULT_BATCH
    fresh: bool = False
    store: Store | None = None


@dataclass(frozen=True)
class Study:
    """Packages of one case under the same worlds and luck; the first one is the baseline.

    Parameters
    ----------
    case : Case
    sample : Sample
    runs : tuple of PackageRun
        In the order asked for; a package asked for twice stands twice.
    manifest : dict
        What the results came from, without clock, path, threads or batch.
    work : Work
        How it was run, so that an analysis can run more of it in the same way.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> study = run_study(load("korea-1953"), ["none"], Sample(64, 8), keep=False)
    >>> study.manifest["packages"], study.manifest["case_digest"] == study.case.digest
    (['none'], True)
    """

    case: Case
    sample: Sample
    runs: tuple[PackageRun, ...]
    manifest: dict[str, Any]
    work: Work = field(default_factory=Work, compare=False, repr=False)

    @property
    def baseline(self) -> PackageRun:
        """The package that the others are compared with."""
        return self.runs[0]


def study_inputs(case: Case, package: str, sample: Sample) -> dict[str, Any]:
    """Return what the outcomes of a package depend on, as plain values.

    Parameters
    ----------
    case : Case
    package : str
        Name of a package of the case.
    sample : Sample

    Returns
    -------
    dict
        Hashed into the address of the result.
    """
    return {
        "format": FORMAT,
        "case": case.name,
        "case_digest": case.digest,
        "package": package,
        **asdict(sample),
        "versions": {"ceaseline": __version__, "numba": version("numba"), "numpy": version("numpy")},
        "model_digest": source_digest(),
        "program_digest": program_digest(),
    }


#: What a manifest holds beside the inputs; one without it was written by something else.
_NOTES = {"surrogate", "outcomes_sha256"}


def all_threads() -> int:
    """Return how many threads this process may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run_one(
    case: Case,
    package: Package,
    sample: Sample,
    work: Work,
    progress: Progress | None,
) -> PackageRun:
    inputs = study_inputs(case, package.name, sample)
    lever_ids = tuple(lever.id for lever in promises(case))
    known = None if work.fresh or work.store is None else work.store.get(inputs)
    if known is not None and known[1].size == sample.futures and known[0].keys() >= _NOTES:
        return PackageRun(package, lever_ids, known[1], known[0])
    threads = work.threads or all_threads()
    plan, outcomes = run_package(case, package, sample, threads=threads, batch=work.batch, progress=progress)
    notes = {
        "surrogate": asdict(surrogate_of(case.digest, case, sample.engines.land)),
        "outcomes_sha256": outcomes_digest(outcomes),
    }
    if work.store is not None:
        work.store.put(inputs, outcomes, notes)
    return PackageRun(package, plan.lever_ids, outcomes, {"inputs": inputs, **notes})


def _manifest(
    case: Case, packages: Sequence[str], sample: Sample, runs: Sequence[PackageRun]
) -> dict[str, Any]:
    shared = dict(runs[0].manifest["inputs"])
    del shared["package"]
    manifest: dict[str, Any] = {
        **shared,
        "packages": list(packages),
        "surrogate": dict(runs[0].manifest["surrogate"]),
        "outcomes": {run.name: str(run.manifest["outcomes_sha256"]) for run in runs},
    }
    # keys in one order, whether the results were computed or read: the same question, the same bytes
    ordered: dict[str, Any] = json.loads(json.dumps(manifest, sort_keys=True))
    return ordered


def run_study(
    case: Case,
    packages: Sequence[str] | None = None,
    sample: Sample | None = None,
    *,
    threads: int = 0,
    batch: int = DEFAULT_BATCH,
    progress: Progress | None = None,
    fresh: bool = False,
    store: Store | None = None,
    keep: bool = True,
) -> Study:
    """Run packages of a case under the same worlds and luck, or read what is already known.

    Parameters
    ----------
    case : Case
    packages : sequence of str, optional
        Names of packages; the first is the baseline. One named twice is run once and listed twice. By default
        those that the case compares.
    sample : Sample, optional
        Futures, worlds and seed.
    threads, batch : int
        Threads (0 for all that this process may use) and futures a block; neither changes a bit of
        the result.
    progress : callable, optional
        Told of the futures finished and of all futures, over all packages.
    fresh : bool
        Ignore what is stored, and write it anew.
    store : Store, optional
        Where results are kept; the user's store by default.
    keep : bool
        False to neither read nor write a store.

    Returns
    -------
    Study

    Raises
    ------
    KeyError
        If the case has no such package; with the nearest valid name.
    ValueError
        If no package is named, or `threads` or `batch` make no sense.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> study = run_study(load("korea-1953"), ["none", "all-promised"], Sample(64, 8), keep=False)
    >>> study.baseline.name, [len(run.outcomes) for run in study.runs]
    ('none', [64, 64])
    """
    names = case.compared if packages is None else packages
    if not names:
        raise ValueError("name at least one package")
    if threads < 0 or batch < 1:
        raise ValueError(f"threads ({threads}) must be 0 or more and batch ({batch}) at least 1")
    work = Work(threads, batch, fresh, (store or Store()) if keep else None)
    return run_worked(case, names, sample or Sample(), work, progress)


def run_worked(
    case: Case, packages: Sequence[str], sample: Sample, work: Work, progress: Progress | None = None
) -> Study:
    """Run packages as `run_study` does, in the way that another study was run.

    Parameters
    ----------
    case, packages, sample, progress
        As in `run_study`.
    work : Work
        Threads, batch and store.

    Returns
    -------
    Study
    """
    different = {name: case.package(name) for name in packages}
    total = sample.futures * len(different)
    known: dict[str, PackageRun] = {}
    for number, (name, package) in enumerate(different.items()):
        before = number * sample.futures

        def report(done: int, _: int, before: int = before) -> None:
            if progress is not None:
                progress(before + done, total)

        known[name] = _run_one(case, package, sample, work, report)
        report(sample.futures, sample.futures)
    runs = tuple(known[name] for name in packages)
    return Study(case, sample, runs, _manifest(case, packages, sample, runs), work)
