"""History matching: draw worlds from wide priors, drop those that history rules out, keep the rest."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline import __version__
from ceaseline.analysis.calibration import summary
from ceaseline.analysis.calibration.emulator import Emulator, fit
from ceaseline.analysis.calibration.targets import (
    CUTOFF,
    DISCREPANCY,
    FIRST_YEAR_DISCREPANCY,
    FRONT,
    YEARS,
    front_error,
    implausibility,
    targets,
)
from ceaseline.analysis.calibration.worlds import (
    LUCK,
    Bench,
    run_points,
    spread_points,
    values_of,
)
from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case, as_stated
from ceaseline.kernel import source_digest
from ceaseline.model.records import RUNGS
from ceaseline.study import Checkpoint, Store
from ceaseline.study.run import Progress
from ceaseline.study.store import program_digest
from ceaseline.study.study import all_threads

#: Package that stands for history as it was.
PACKAGE = "none"
#: A point is run in the second wave if the stand-in, with its own error, puts it no further above the cutoff.
SLACK = 0.5
#: Points that the stand-in looks at, at a time and at most.
_LOOK, _MOST_LOOKS = 8192, 128

_NOTHING = "history rules out every world that was run; more worlds may hold some that it allows"

LIMITS = (
    "History as it was, not history without guarantees: zones, monitors and guarantees stand uncoded in it. "
    "A pair that nobody backs may be at more risk than this; how much more is not known.",
    "53 spells of 35 wars, neighbours only; the level of risk is learned, and little else.",
    "Kept worlds are those not ruled out, each with the weight of the prior. They are no posterior of a "
    "likelihood, and no world is said to be true.",
    "Every world is an average over all other assumptions, as the record is an average over pairs. Those "
    "others stay as uncertain as the case has them and are not fitted.",
)


class NothingKept(ValueError):
    """History rules out every world that was run."""


@dataclass(frozen=True)
class Effort:
    """How much a calibration runs.

    Parameters
    ----------
    worlds : int
        Worlds of the second wave; the first has half as many.
    futures : int
        Futures of each of them, a multiple of 8; in the first wave half as many.
    seed : int
        In [0, 2**32).
    """

    worlds: int = 8192
    futures: int = 1024
    seed: int = 1

    def __post_init__(self) -> None:
        if self.worlds < 256:
            raise ValueError(f"at least 256 worlds are needed to find any to keep, not {self.worlds}")
        if self.futures < 4 * LUCK or self.futures % (2 * LUCK):
            raise ValueError(f"futures of a world are a multiple of {2 * LUCK} from {4 * LUCK} on")
        if not 0 <= self.seed < 2**32:
            raise ValueError(f"a seed lies in 0 to 4294967295, not {self.seed}")


@dataclass(frozen=True)
class Calibrated:
    """What a calibration found.

    Parameters
    ----------
    answer : dict
        Everything but the worlds, as plain data.
    worlds : array of float, shape (kept, 14)
        Kept worlds in canonical units, columns as `FREE`.
    """

    answer: dict[str, Any]
    worlds: Floats


@dataclass(frozen=True)
class _Wave:
    points: Floats
    values: Floats
    found: NDArray[np.void]

    @property
    def off(self) -> Floats:
        return implausibility(self.found["share"], self.found["error"], self.found["front_error"])


def _looks_possible(quick: Emulator, points: Floats) -> NDArray[np.bool_]:
    """Return whether the stand-in leaves a point possible."""
    share, error = quick.shares(points)
    return implausibility(share, error, front_error(share, error)) <= CUTOFF + SLACK


def _screen(quick: Emulator, wanted: int, effort: Effort) -> tuple[Floats, int]:
    """Return the first points of a new design that the stand-in does not rule out, and how many it saw."""
    chosen: list[Floats] = []
    count = looked = 0
    while count < wanted and looked < _LOOK * _MOST_LOOKS:
        points = spread_points(_LOOK, looked, effort.seed, 2)
        near = np.flatnonzero(_looks_possible(quick, points))[: wanted - count]
        # the last look ends at the point that completes the design, so that the share stays unbiased
        whole = count + near.size == wanted
        looked += int(near[-1]) + 1 if whole else _LOOK
        chosen.append(points[near])
        count += near.size
    if not count:
        raise NothingKept(_NOTHING)
    return np.concatenate(chosen), looked


def _inputs(case: Case, effort: Effort) -> dict[str, Any]:
    return {
        "work": "calibrate",
        "case": case.name,
        "case_digest": case.digest,
        **asdict(effort),
        "versions": {"ceaseline": __version__, "numba": version("numba"), "numpy": version("numpy")},
        "model_digest": source_digest(),
        "program_digest": program_digest(),
    }


def _target_rows() -> list[dict[str, Any]]:
    record = targets()
    return [
        {
            "rung": rung,
            "year": year,
            "low": float(record.low[r, y]),
            "high": float(record.high[r, y]),
            "sd_below": float(np.sqrt(record.down[r, y])),
            "sd_above": float(np.sqrt(record.up[r, y])),
        }
        for r, rung in enumerate(RUNGS)
        for y, year in enumerate(YEARS)
    ]


def _wave_row(number: int, wave: _Wave, futures: int, looked: int) -> dict[str, Any]:
    kept = int((wave.off <= CUTOFF).sum())
    return {
        "wave": number,
        "looked_at": looked,
        "worlds": len(wave.points),
        "futures": futures,
        "kept": kept,
        "share": kept / len(wave.points),
        "share_of_prior": kept / looked,
    }


def calibrate(
    case: Case,
    effort: Effort | None = None,
    *,
    number: int = 1,
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    store: Store | None = None,
    keep: bool = True,
) -> Calibrated:
    """Match the free assumptions of a case to the survival of past ceasefires.

    Two waves. The first spreads worlds evenly over the priors; a stand-in is fitted to it; the second runs
    only worlds that the stand-in does not rule out, with more futures, and those below the cutoff are kept.

    Parameters
    ----------
    case : Case
        Read as stated: a calibration that it asks for is left aside. Its package ``none`` is run.
    effort : Effort, optional
        Worlds, futures and seed.
    number : int
        Version of the calibration.
    threads : int
        0 for all; changes no bit of the answer.
    progress : callable, optional
        Told of futures finished and of all futures.
    fresh : bool
        Leave aside what an interrupted run has finished.
    store : Store, optional
        Where finished pieces are kept; the user's store by default.
    keep : bool
        False to neither read nor write finished pieces.

    Returns
    -------
    Calibrated

    Raises
    ------
    NothingKept
        If fewer than two worlds are kept.
    """
    effort = effort or Effort()
    stated = as_stated(case)
    inputs = _inputs(stated, effort)
    folder = None if store is None else store.folder
    pieces = Checkpoint(inputs, folder, fresh=fresh, keep=keep)
    spent = [0]
    whole = effort.worlds * effort.futures * 5 // 4

    def wave(number: int, points: Floats, futures: int) -> _Wave:
        cores = threads or all_threads()
        bench = Bench.of(stated, PACKAGE, len(points), futures // LUCK, effort.seed, number, cores)
        values = values_of(stated, points)

        def told(done: int) -> None:
            if progress is not None:
                progress(spent[0] + done * futures, whole)

        found = run_points(bench, values, pieces.once, told)
        spent[0] += len(points) * futures
        return _Wave(points, values, found)

    first = wave(1, spread_points(effort.worlds // 2, 0, effort.seed, 1), effort.futures // 2)
    quick = fit(first.points, np.asarray(first.found["share"]))
    chosen, looked = _screen(quick, effort.worlds, effort)
    second = wave(2, chosen, effort.futures)
    kept = second.off <= CUTOFF
    if int(kept.sum()) < 2:
        raise NothingKept(_NOTHING)
    rows = [
        _wave_row(1, first, effort.futures // 2, len(first.points)),
        _wave_row(2, second, effort.futures, looked),
    ]
    answer = _answer(stated, second, kept, rows)
    answer["missed_by_screen"] = _missed(quick, first)
    answer["version"] = number
    answer["manifest"] = inputs
    pieces.clear()
    return Calibrated(answer, second.values[kept])


def _missed(quick: Emulator, first: _Wave) -> float | None:
    """Return the share of the first wave's kept worlds that the stand-in would have left out."""
    kept = first.off <= CUTOFF
    if not kept.any():
        return None
    return float(1.0 - _looks_possible(quick, first.points[kept]).mean())


def _answer(case: Case, wave: _Wave, kept: NDArray[np.bool_], waves: list[dict[str, Any]]) -> dict[str, Any]:
    points, values = wave.points[kept], wave.values[kept]
    share, roads = summary.kept_fields(wave.found[kept])
    fit_rows, fronts = summary.fit_rows(share), summary.front_rows(share)
    assumptions = summary.assumption_rows(case, points, values)
    found = summary.directions(points)
    return {
        "case": case.name,
        **summary.verdict(fit_rows, fronts),
        "waves": waves,
        "kept": len(points),
        "kept_share": waves[-1]["share_of_prior"],
        "cutoff": CUTOFF,
        "discrepancy": {"any": DISCREPANCY, "first_year_above": FIRST_YEAR_DISCREPANCY},
        "front_range": list(FRONT),
        "targets": _target_rows(),
        "fit": fit_rows,
        "front_loading": fronts,
        "assumptions": assumptions,
        "correlations": summary.correlation_rows(points),
        "directions": found,
        "learned": summary.learned(assumptions, found),
        "roads": summary.road_rows(roads),
        "roads_warning": summary.ROADS_WARNING,
        "limits": list(LIMITS),
    }
