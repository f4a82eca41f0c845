"""Do the engines agree? Every package under every combination of engines, with the same worlds and luck.

How a challenger decides and how land is fought over are contested, so the answer is computed under two
decision rules and two land engines. What they disagree on is part of the answer: levels move with the engine,
and an ordering of packages that changes its sign with it is no finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.measures import Measure, ladder_measures
from ceaseline.analysis.sentences import TOO_SMALL, decimals, figure, is_too_small
from ceaseline.analysis.statistics import Estimated, Reading, average, difference, plain
from ceaseline.study.desk import Desk, Setting
from ceaseline.study.engines import EVERY_ENGINE, Engines
from ceaseline.study.run import Progress, Sample, surrogate_of
from ceaseline.study.study import Study, run_worked

#: Most futures of a package under each of the engines: a larger study is compared on a part of its sample.
MOST_FUTURES = 16_384

#: What becomes of the ordering of two packages when the engine changes.
KEEPS = "keeps its sign"
CHANGES = "does not keep its sign"
SAME = "the same in every future"

_WORDS = {
    "decision": {"quantal": "quantal response", "threshold": "the threshold rule"},
    "land": {"posen": "Posen", "lanchester": "Lanchester"},
}

#: Outcomes of each package by name.
Runs = Mapping[str, NDArray[np.void]]


@dataclass(frozen=True)
class _Told:
    """The packages as one combination of engines tells them."""

    engines: Engines
    runs: Runs
    surrogate: Mapping[str, float]


def smaller(sample: Sample, most: int = MOST_FUTURES) -> Sample:
    """Return the part of a sample on which engines are compared: all of it unless it is large.

    The part holds the first worlds and the first futures of each.

    Parameters
    ----------
    sample : Sample
    most : int
        Most futures, >= 2.

    Returns
    -------
    Sample

    Examples
    --------
    >>> smaller(Sample(4096, 128)) == Sample(4096, 128)
    True
    >>> part = smaller(Sample(1_000_000, 1000))
    >>> part.futures, part.worlds
    (16000, 1000)
    """
    if sample.futures <= most:
        return sample
    worlds = min(sample.worlds, most)
    return replace(sample, futures=worlds * (most // worlds), worlds=worlds)


def first_part(outcomes: NDArray[np.void], sample: Sample, part: Sample) -> NDArray[np.void]:
    """Return those of a sample's outcomes that lie in a part of it (`smaller`).

    Parameters
    ----------
    outcomes : structured array of OUTCOME, shape (sample.futures,)
    sample, part : Sample

    Returns
    -------
    structured array of OUTCOME, shape (part.futures,)
        The same that a study of the part alone gives.
    """
    by_world = outcomes.reshape(sample.worlds, sample.per_world)
    return by_world[: part.worlds, : part.per_world].reshape(-1)


def _told(study: Study, part: Sample, progress: Progress | None) -> list[_Told]:
    """Return what the study's own engines tell, then what every other combination does."""
    names = list(dict.fromkeys(run.name for run in study.runs))
    own = {run.name: first_part(run.outcomes, study.sample, part) for run in study.runs}
    found = [_Told(study.sample.engines, own, study.manifest["surrogate"])]
    others = [engines for engines in EVERY_ENGINE if engines != study.sample.engines]
    total = len(others) * len(names) * part.futures
    for number, engines in enumerate(others):
        before = number * len(names) * part.futures

        def report(done: int, _: int, before: int = before) -> None:
            if progress is not None:
                progress(before + done, total)

        again = run_worked(study.case, names, replace(part, engines=engines), study.work, report)
        found.append(
            _Told(engines, {run.name: run.outcomes for run in again.runs}, again.manifest["surrogate"])
        )
    return found


def pairs_of(study: Study) -> tuple[tuple[str, str], ...]:
    """Return the pairs of packages whose ordering matters: each against the baseline and the one before it.

    Parameters
    ----------
    study : Study

    Returns
    -------
    tuple of pairs of str
        A package and what it is held against; no pair twice, none of a package with itself.
    """
    found = []
    for place, run in enumerate(study.runs[1:], start=1):
        for other in (study.baseline.name, study.runs[place - 1].name):
            if run.name != other and (run.name, other) not in found:
                found.append((run.name, other))
    return tuple(found)


def ordering(found: list[Estimated]) -> str:
    """Say whether the ordering of two packages keeps its sign across engines.

    Parameters
    ----------
    found : list of Estimated
        The difference under each engine.

    Returns
    -------
    str
        `KEEPS` where every engine shows the same sign beyond twice its error; `CHANGES` where two engines
        show opposite signs, both beyond twice their error; `SAME` where nothing differs under any; else "too
        small to tell".

    Examples
    --------
    >>> ordering([Estimated(-0.04, 0.01), Estimated(-0.09, 0.01)])
    'keeps its sign'
    >>> ordering([Estimated(-0.04, 0.01), Estimated(0.05, 0.01), Estimated(0.0, 0.01)])
    'does not keep its sign'
    >>> ordering([Estimated(-0.04, 0.01), Estimated(-0.01, 0.01)])
    'too small to tell'
    """
    if all(gap.value == 0.0 and gap.error == 0.0 for gap in found):
        return SAME
    clear = [gap.value > 0.0 for gap in found if not _unclear(gap)]
    if any(clear) and not all(clear):
        return CHANGES
    return KEEPS if len(clear) == len(found) else TOO_SMALL


def _unclear(gap: Estimated) -> bool:
    return gap.value == 0.0 or is_too_small(gap)


def _pair(pair: tuple[str, str], measure: Measure, gaps: list[Estimated]) -> dict[str, Any]:
    return {
        "package": pair[0],
        "baseline": pair[1],
        "outcome": measure.outcome,
        "year": measure.year,
        "differences": [
            {"difference": gap.value, "error": gap.error, "clear": not _unclear(gap)} for gap in gaps
        ],
        "ordering": ordering(gaps),
    }


def engines_agree(study: Study, progress: Progress | None = None) -> dict[str, Any]:
    """Run the packages of a study under every combination of engines and say what their orderings do.

    Engines take the same worlds and luck, so they are as comparable as packages are. Results are kept where
    the study keeps its own.

    Parameters
    ----------
    study : Study
    progress : callable, optional
        Told of the futures finished under the other engines.

    Returns
    -------
    dict
        ``used``: the study's own engines; ``futures``, ``worlds``: on how much luck they are compared;
        ``engines``: for each combination, the study's own first, ``decision``, ``land``, the ``surrogate``
        of the fighting that the challenger believes in, and the ``ladder`` of each package; ``pairs``: for
        each rung and year the ``differences`` of two packages in the order of ``engines``, whether each is
        ``clear`` (beyond twice its error), and the ``ordering``; ``reads``: a sentence on war for each
        year.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import run_study
    >>> study = run_study(load("korea-1953"), ["none"], Sample(64, 8, 1), threads=1, keep=False)
    >>> [(e["decision"], e["land"]) for e in engines_agree(study)["engines"]][1:3]
    [('threshold', 'posen'), ('quantal', 'lanchester')]
    """
    part = smaller(study.sample, MOST_FUTURES)
    told = _told(study, part, progress)
    return _agreement(told, pairs_of(study), part, study.case.horizon_months)


def settings_agree(
    desks: Sequence[Desk], setting: Setting, baseline: Setting, futures: int
) -> dict[str, Any]:
    """Run a setting and its baseline under every combination of engines; as `engines_agree`.

    Parameters
    ----------
    desks : sequence of Desk
        Of one case and sample, one for each of `EVERY_ENGINE`; the first is the one whose answer is shown.
    setting, baseline : Setting
    futures : int

    Returns
    -------
    dict
    """
    told = []
    names = ("the package", baseline.package)
    for desk in desks:
        runs = [desk.run(asked, futures).outcomes for asked in (setting, baseline)]
        fitted = surrogate_of(desk.case.digest, desk.case, desk.engines.land)
        told.append(_Told(desk.engines, dict(zip(names, runs, strict=True)), asdict(fitted)))
    return _agreement(told, (names,), desks[0].sample(futures), desks[0].case.horizon_months)


def _agreement(
    told: Sequence[_Told], held: Sequence[tuple[str, str]], part: Sample, horizon_months: int
) -> dict[str, Any]:
    measures = ladder_measures(horizon_months)
    readings = [
        {name: [measure.read(outcomes) for measure in measures] for name, outcomes in each.runs.items()}
        for each in told
    ]
    pairs = [
        _pair(
            pair,
            measure,
            [difference(read[pair[0]][m], read[pair[1]][m], part.worlds) for read in readings],
        )
        for pair in held
        for m, measure in enumerate(measures)
    ]
    engines = [
        {
            **asdict(each.engines),
            "surrogate": dict(each.surrogate),
            "ladder": {name: _ladder(measures, values, part.worlds) for name, values in read.items()},
        }
        for each, read in zip(told, readings, strict=True)
    ]
    years = dict.fromkeys(str(measure.year) for measure in measures)
    return {
        "used": asdict(told[0].engines),
        "futures": part.futures,
        "worlds": part.worlds,
        "engines": engines,
        "pairs": pairs,
        "reads": {year: reads(engines, pairs, year) for year in years},
    }


def _ladder(
    measures: tuple[Measure, ...], values: list[Reading], worlds: int
) -> dict[str, dict[str, dict[str, float | None]]]:
    found: dict[str, dict[str, dict[str, float | None]]] = {}
    for measure, reading in zip(measures, values, strict=True):
        share = average(reading, worlds)
        cell = {"share": plain(share.value), "error": plain(share.error)}
        found.setdefault(str(measure.year), {})[measure.outcome] = cell
    return found


def reads(engines: list[dict[str, Any]], pairs: list[dict[str, Any]], year: str) -> str:
    """Say in words which orderings of packages on war keep their sign across engines, and how levels move.

    Parameters
    ----------
    engines, pairs : list of dict
        As `engines_agree` returns them.
    year : str
        Year of the ladder.

    Returns
    -------
    str
    """
    war = [pair for pair in pairs if pair["outcome"] == "war" and pair["year"] == int(year)]
    name = next(iter(engines[0]["ladder"]))
    levels = [each["ladder"][name][year]["war"]["share"] for each in engines]
    ends = f"{_of_100(min(levels))} to {_of_100(max(levels))} of 100"
    level = f"{ends} futures see war by year {year} with {name}"
    if not war:
        return f"By the engine (two decision rules, two land engines), {level}."
    said = []
    kept, changed, small, same = (
        [pair for pair in war if pair["ordering"] == kind] for kind in (KEEPS, CHANGES, TOO_SMALL, SAME)
    )
    if kept:
        said.append(f"{_count(kept, 'keeps its', 'keep their')} sign under all four: {_each(kept, _apart)}")
    if changed:
        said.append(f"{_count(changed, 'does not', 'do not')}: {_each(changed, _across)}")
    if small:
        count = _count(small, "is", "are")
        told = _each(small, partial(_clear, engines))
        said.append(f"{count} too small to tell under at least one: {told}")
    if same:
        said.append(f"{_count(same, 'is', 'are')} the same in every future: {_each(same, _named)}")
    return (
        f"Do the engines agree? Of the orderings of packages on war by year {year} under two decision rules "
        f"and two land engines, {'; '.join(said)}. Levels move with the engine: {level}."
    )


def _of_100(share: float) -> str:
    return figure(100.0 * share, 1)


def _count(pairs: list[dict[str, Any]], one: str, several: str) -> str:
    return f"{len(pairs)} {one if len(pairs) == 1 else several}"


def _each(pairs: list[dict[str, Any]], words: Callable[[dict[str, Any]], str]) -> str:
    return ", ".join(words(pair) for pair in pairs)


def _named(pair: dict[str, Any]) -> str:
    return f"{pair['package']} and {pair['baseline']}"


def _apart(pair: dict[str, Any]) -> str:
    gaps = pair["differences"]
    digits = decimals(100.0 * max(gap["error"] for gap in gaps))
    sizes = sorted(abs(100.0 * gap["difference"]) for gap in gaps)
    way = "above" if gaps[0]["difference"] > 0.0 else "below"
    ends = f"{figure(sizes[0], digits)} to {figure(sizes[-1], digits)} of 100"
    return f"{pair['package']} {way} {pair['baseline']} by {ends}"


def _across(pair: dict[str, Any]) -> str:
    gaps = [100.0 * gap["difference"] for gap in pair["differences"]]
    digits = decimals(100.0 * max(gap["error"] for gap in pair["differences"]))
    ends = f"{figure(-min(gaps), digits)} fewer to {figure(max(gaps), digits)} more of 100"
    return f"{pair['package']} against {pair['baseline']} ({ends})"


def _clear(engines: list[dict[str, Any]], pair: dict[str, Any]) -> str:
    """Name two packages and the engines under which their difference is clear."""
    clear = [each for each, gap in zip(engines, pair["differences"], strict=True) if gap["clear"]]
    under = f"clear under {len(clear)} of {len(engines)}" if clear else "clear under none"
    for kind, words in _WORDS.items():
        for name, called in words.items():
            if clear and clear == [each for each in engines if each[kind] == name]:
                under = f"clear under {called} alone"
    return f"{pair['package']} against {pair['baseline']} ({under})"
