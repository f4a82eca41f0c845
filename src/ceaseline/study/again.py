"""Run again what a manifest states."""

from __future__ import annotations

from typing import Any

from ceaseline.case import Case
from ceaseline.study.manifest import AnswerError, Manifest, program_changes, same_places
from ceaseline.study.run import DEFAULT_BATCH, Progress
from ceaseline.study.study import run_study


def rerun(
    case: Case,
    manifest: Manifest,
    *,
    threads: int = 0,
    batch: int = DEFAULT_BATCH,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Run the packages of a manifest again, without the store, and hold their outcomes against it.

    Parameters
    ----------
    case : Case
        The case that it names.
    manifest : Manifest
    threads, batch, progress
        As in `run_study`; none changes a bit of the result.

    Returns
    -------
    dict
        ``same``; ``packages`` with the ``stated`` and the ``found`` SHA-256 of the outcomes; ``inputs``: what
        computed them then and now, where it differs.

    Raises
    ------
    AnswerError
        If the case is not the one that the manifest came from, or the manifest states no outcomes.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> case = load("korea-1953")
    >>> first = run_study(case, ["none"], Sample(64, 8, 1), threads=1, keep=False)
    >>> rerun(case, Manifest.model_validate(first.manifest), threads=1)["same"]
    True
    """
    if case.digest != manifest.case_digest:
        told = f"{case.name} now has digest {case.digest[:12]}, the manifest's {manifest.case_digest[:12]}"
        raise AnswerError(f"{told}: the case is another one, or has changed; ceaseline diff says in what")
    unstated = [name for name in manifest.packages if name not in manifest.outcomes]
    if unstated:
        raise AnswerError(f"the manifest states no outcomes of {', '.join(unstated)} to hold a run against")
    unknown = sorted({*manifest.packages} - {package.name for package in case.packages})
    if unknown:
        raise AnswerError(f"{case.name} has no package {', '.join(unknown)}")
    study = run_study(
        case,
        manifest.packages,
        manifest.sample,
        threads=threads,
        batch=batch,
        progress=progress,
        keep=False,
    )
    packages = same_places(manifest.outcomes, study.manifest["outcomes"], manifest.packages)
    return {
        "case": case.name,
        "case_digest": case.digest,
        "futures": manifest.futures,
        "worlds": manifest.worlds,
        "seed": manifest.seed,
        "same": all(row["same"] for row in packages),
        "packages": packages,
        "inputs": program_changes(manifest.model_dump(), study.manifest),
    }
