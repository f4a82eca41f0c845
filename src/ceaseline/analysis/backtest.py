"""The backtest: what the model would have said of past ceasefires, scored beside simpler forecasts.

Cases are chosen by a rule, not by hand (`ceaseline.analysis.episodes`), coded from what was known at the
ceasefire, and run with the assumptions as they stand: nothing is fitted here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ceaseline.analysis.episodes import (
    WITHIN,
    Episode,
    base_rates,
    history_forecasts,
    load_case,
    published_scores,
    scored,
)
from ceaseline.analysis.outside_view import reference_classes
from ceaseline.analysis.scores import (
    LEVEL,
    brier_losses,
    clustered,
    concordance,
    count_chances,
    log_losses,
)
from ceaseline.analysis.statistics import Floats, Reading, average, between_worlds
from ceaseline.analysis.verdict import RIVALS, verdict
from ceaseline.case import Case, load
from ceaseline.model.records import RUNGS
from ceaseline.study import Progress, Sample, Study, run_study

#: Package that holds what was in force or agreed at the ceasefire, and the one without any of it.
AGREED, NONE = "as-agreed", "none"

#: All cases share worlds, so an error of the worlds does not average out over cases: many are drawn.
SAMPLE = Sample(futures=16384, worlds=2048)

#: Rung that is read as resumption, and its second reading.
RESUMED, WAR = "serious_clash", "war"

#: Rungs whose chances are shown for each case.
SHOWN = ("deadly_clash", RESUMED, WAR)

MEANING = {
    RESUMED: (
        "Resumption: the same pair fights again, with at least 25 deaths in battle in a year, within five "
        "calendar years of the last year of fighting. Read from the model as a clash with more than 100 "
        "deaths within 60 months, the nearest rung above."
    ),
    WAR: (
        "War: the pair fights again within five calendar years and a year of that fighting sees at least "
        "1 000 deaths. Read from the model as its rung of war within 60 months."
    ),
}

LIMITS = (
    "A backtest of this size can reject the model, not confirm it: it holds few events in few clusters.",
    "Nothing is fitted on these cases: they draw behaviour from its priors and not from the calibration of "
    "the reference pair, whose record counts most of them. Two costs and one range of the priors were set "
    "after a look at that record, and the outside view is that record; the base rate and the forecast from "
    "history leave a case's cluster out.",
    "Those who coded the cases knew the outcomes. A rule chooses the cases, one rule turns strengths into "
    "brigades for all of them, and the coding was recorded before the first run; blind it was not.",
    "Intervals are 90 per cent, from drawing clusters again. With so few clusters they hold less often than "
    "they say, and they take the forecasts as given.",
    "A base rate that leaves out a case's own cluster is lowest just where an event came, so even a constant "
    "beats it a little: to do better than it says less than to do better than the outside view.",
    "25 deaths in a year is less than the model's rung of more than 100: so read, the model should come out "
    "too low rather than too high.",
    "Data differ about wars: the Correlates of War project counts the fighting of 1969-70 between Egypt and "
    "Israel as a war, with more than 5 000 deaths; the data that decide the outcome here do not.",
)

_MODEL = "model"


@dataclass(frozen=True)
class _Run:
    """What the model says of one case."""

    case: Case
    study: Study

    def chance(self, package: int, rung: str) -> float:
        """Share of futures that reach a rung within the window, kept off certainty."""
        outcomes = self.study.runs[package].outcomes
        reached = outcomes["first"][:, RUNGS.index(rung)] <= 12 * WITHIN
        return float((reached.sum() + 0.5) / (reached.size + 1.0))

    def reading(self, rung: str) -> Reading:
        """Whether each future reaches a rung within the window."""
        first = self.study.runs[0].outcomes["first"][:, RUNGS.index(rung)]
        return Reading.of((first <= 12 * WITHIN).astype(np.float64))


def _run_all(sample: Sample, progress: Progress | None, options: Mapping[str, Any]) -> list[_Run]:
    runs = []
    cases = scored()
    for number, episode in enumerate(cases):
        case = load_case(episode)

        def report(done: int, total: int, number: int = number) -> None:
            if progress is not None:
                progress(number * total + done, len(cases) * total)

        runs.append(_Run(case, run_study(case, (AGREED, NONE), sample, progress=report, **options)))
    return runs


def _outside(rung: str) -> float:
    """Return the record of neighbours after a war, the class that the program shows first."""
    return float(reference_classes()[0]["rungs"][str(WITHIN)][rung]["share"])


def _forecasts(
    cases: tuple[Episode, ...], runs: list[_Run], rung: str, outcomes: Floats
) -> dict[str, Floats]:
    return {
        _MODEL: np.array([run.chance(0, rung) for run in runs]),
        "base_rate": base_rates(cases, outcomes),
        "history": history_forecasts(cases, war=rung == WAR),
        "outside_view": np.full(len(cases), _outside(rung)),
    }


def _difference(
    score: Callable[[Floats, Floats], Floats],
    ours: Floats,
    theirs: Floats,
    outcomes: Floats,
    clusters: list[str],
    seed: int,
) -> dict[str, float]:
    return clustered(score(ours, outcomes) - score(theirs, outcomes), clusters, seed)


def _calibration(cases: tuple[Episode, ...], forecast: Floats, outcomes: Floats) -> dict[str, Any]:
    chances = count_chances(forecast)
    observed = int(outcomes.sum())
    clusters = np.array([episode.cluster for episode in cases])
    rows = []
    for name in dict.fromkeys(clusters.tolist()):
        own = clusters == name
        rows.append(
            {
                "cluster": name,
                "cases": int(own.sum()),
                "expected": float(forecast[own].sum()),
                "observed": int(outcomes[own].sum()),
            }
        )
    return {
        "expected": float(forecast.sum()),
        "observed": observed,
        "chance_of_so_few": float(chances[: observed + 1].sum()),
        "chance_of_so_many": float(chances[observed:].sum()),
        "clusters": rows,
    }


def _scores(cases: tuple[Episode, ...], runs: list[_Run], rung: str, seed: int) -> dict[str, Any]:
    """Return every score of one reading of the outcome."""
    came = [episode.war_resumed if rung == WAR else episode.resumed for episode in cases]
    outcomes = np.array(came, dtype=np.float64)
    clusters = [episode.cluster for episode in cases]
    forecasts = _forecasts(cases, runs, rung, outcomes)
    bare = np.array([run.chance(1, rung) for run in runs])
    kinds = {"brier": brier_losses, "log_loss": log_losses}
    table: dict[str, Any] = {
        kind: {name: clustered(score(p, outcomes), clusters, seed) for name, p in forecasts.items()}
        for kind, score in kinds.items()
    }
    found = {
        "reading": rung,
        "meaning": MEANING[rung],
        **table,
        "differences": [
            {
                "score": kind,
                "against": rival,
                **_difference(score, forecasts[_MODEL], forecasts[rival], outcomes, clusters, seed),
            }
            for kind, score in kinds.items()
            for rival in RIVALS
        ],
        "terms": [
            {"score": kind, **_difference(score, forecasts[_MODEL], bare, outcomes, clusters, seed)}
            for kind, score in kinds.items()
        ],
        "concordance": {
            name: None if np.isnan(area := concordance(forecasts[name], outcomes)) else area
            for name in (_MODEL, "history")
        },
        "calibration": _calibration(cases, forecasts[_MODEL], outcomes),
        "range": [float(forecasts[_MODEL].min()), float(forecasts[_MODEL].max())],
        "forecasts": {name: p.tolist() for name, p in forecasts.items()},
    }
    return {**found, **verdict(found)}


def _case_row(episode: Episode, run: _Run, forecasts: Mapping[str, float], worlds: int) -> dict[str, Any]:
    reading = run.reading(RESUMED)
    low, high = between_worlds(reading, worlds)
    case = run.case
    cited = sorted(key for key in case.sources if key not in _inherited(case.extends))
    return {
        "case": case.name,
        "title": case.title,
        "cluster": episode.cluster,
        "ceasefire": case.ceasefire.isoformat(),
        "terms": [lever.id for lever in case.levers],
        "coded": sorted(departure.name for departure in case.departures),
        "probability": forecasts[_MODEL],
        "error": average(reading, worlds).error,
        "worlds_p5": low,
        "worlds_p95": high,
        "without_terms": run.chance(1, RESUMED),
        **{name: forecasts[name] for name in RIVALS},
        "rungs": {rung: run.chance(0, rung) for rung in SHOWN},
        "outcome": episode.resumed,
        "war": episode.war_resumed,
        "resumed_in": episode.next_year if episode.resumed else None,
        "note": case.note,
        "sources": [
            {"key": key, "title": case.sources[key].title, "url": case.sources[key].url} for key in cited
        ],
    }


@lru_cache(maxsize=8)
def _inherited(extended: str) -> frozenset[str]:
    """Return the keys of sources that a case has from the one that it extends."""
    return frozenset(load(extended).sources)


def backtest(
    sample: Sample | None = None, *, progress: Progress | None = None, **options: Any
) -> dict[str, Any]:
    """Score the model and three simpler forecasts on the same past ceasefires.

    Parameters
    ----------
    sample : Sample, optional
        Futures, worlds and seed of each case, `SAMPLE` by default; the seed also draws the clusters of
        intervals.
    progress : callable, optional
        Told of the futures finished and of all futures, over all cases.
    **options
        As `ceaseline.study.run_study` takes them.

    Returns
    -------
    dict
        ``brier`` and ``log_loss`` for ``model``, ``base_rate``, ``history`` and ``outside_view``, each with
        ``value``, ``low`` and ``high``; paired ``differences`` (model less the other, so above zero the model
        is worse); ``terms``, the same against the model without any term; ``concordance``; ``calibration``
        with its ``clusters``; ``range`` of the model's forecasts; ``verdict`` in words and ``rejected``;
        ``cases``; ``war``, the same scores for the second reading; ``published``, ``limits``, ``manifest``.

    Examples
    --------
    >>> found = backtest()  # doctest: +SKIP
    >>> sorted(found["brier"])  # doctest: +SKIP
    ['base_rate', 'history', 'model', 'outside_view']
    """
    sample = sample or SAMPLE
    cases = scored()
    runs = _run_all(sample, progress, options)
    first, second = (_scores(cases, runs, rung, sample.seed) for rung in (RESUMED, WAR))
    forecasts = first.pop("forecasts")
    del second["forecasts"]
    rows = [
        _case_row(episode, run, {name: p[i] for name, p in forecasts.items()}, sample.worlds)
        for i, (episode, run) in enumerate(zip(cases, runs, strict=True))
    ]
    shared = dict(runs[0].study.manifest)
    return {
        **first,
        "war": second,
        "cases": rows,
        "clusters": len({episode.cluster for episode in cases}),
        "level": LEVEL,
        "published": published_scores(),
        "limits": list(LIMITS),
        "manifest": {
            **asdict(sample),
            **{key: shared[key] for key in ("versions", "model_digest", "program_digest")},
            "packages": [AGREED, NONE],
            "cases": {run.case.name: run.case.digest for run in runs},
        },
    }
