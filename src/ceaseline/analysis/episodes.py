"""Past episodes of fighting between states: which are cases of the backtest, and what became of each."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case, load

#: Years after the end of an episode within which its resumption counts.
WITHIN = 5

#: Last year that the episodes cover: later ends cannot be followed for `WITHIN` years.
LAST_YEAR = 2020

#: What the forecast from history alone knows of an episode when it ends.
COVARIATES = (
    "the two fought before",
    "fighting fizzled out",
    "one side won",
    "more than 1 000 deaths in a year",
    "logarithm of the years fought",
)


@dataclass(frozen=True)
class Episode:
    """An episode of fighting between two sides.

    Parameters
    ----------
    dyad, number : str
        Key in the data.
    sides : tuple of two frozensets of str
        States on each side.
    first, last : int
        First and last year with at least 25 deaths in battle.
    ending : str
        As the data code it.
    war : bool
        Whether a year saw at least 1 000 deaths.
    next_year : int or None
        First year of the next episode of the same dyad.
    next_war : bool
        Whether the next episode was a war.
    cluster : str
        Conflicts that share causes.
    case : str
        Name of the case of the backtest; empty if it is none.
    left_out : str
        Why it is none.
    """

    dyad: str
    number: str
    sides: tuple[frozenset[str], frozenset[str]]
    first: int
    last: int
    ending: str
    war: bool
    next_year: int | None
    next_war: bool
    cluster: str
    case: str
    left_out: str

    @property
    def followed(self) -> bool:
        """Whether the data reach far enough to tell."""
        return self.last + WITHIN <= LAST_YEAR

    @property
    def resumed(self) -> bool:
        """Whether the same dyad fought again within `WITHIN` years of its last year."""
        return self.next_year is not None and self.next_year - self.last <= WITHIN

    @property
    def war_resumed(self) -> bool:
        """Whether it did and that episode was a war."""
        return self.resumed and self.next_war


def _rows(*parts: str) -> list[dict[str, str]]:
    text = files("ceaseline").joinpath(*parts).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _side(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(","))


@lru_cache(maxsize=1)
def episodes() -> tuple[Episode, ...]:
    """Return every episode of the data with its cluster and its place in the backtest.

    Returns
    -------
    tuple of Episode
        From the UCDP Dyadic Conflict Termination Dataset v3-2021 (Kreutz 2010), in its order.

    Examples
    --------
    >>> korea = next(episode for episode in episodes() if episode.case == "korea-armistice-1953")
    >>> korea.last, korea.war, korea.resumed
    (1953, True, False)
    """
    raw = _rows("analysis", "data", "ucdp_interstate_episodes.csv")
    places = {(row["dyad_id"], row["dyadepisode"]): row for row in _rows("backtest_cases", "episodes.csv")}
    wars = {(row["dyad_id"], row["y0"]): row["inten"] == "2" for row in raw}
    found = []
    for row in raw:
        place = places[row["dyad_id"], row["dyadepisode"]]
        following = int(float(row["next"])) if row["next"] else None
        found.append(
            Episode(
                row["dyad_id"],
                row["dyadepisode"],
                (_side(row["side_a"]), _side(row["side_b"])),
                int(row["y0"]),
                int(row["y1"]),
                row["outl"],
                row["inten"] == "2",
                following,
                wars.get((row["dyad_id"], str(following)), False),
                place["cluster"],
                place["case"],
                place["left_out"],
            )
        )
    return tuple(found)


def fought_before(episode: Episode) -> bool:
    """Return whether states of the two sides had faced each other in an earlier episode.

    Examples
    --------
    >>> {e.case: fought_before(e) for e in episodes() if e.case in ("suez-1956", "cyprus-1974")}
    {'suez-1956': True, 'cyprus-1974': False}
    """
    a, b = episode.sides
    return any(
        earlier.last < episode.first
        and (
            (a & earlier.sides[0] and b & earlier.sides[1]) or (a & earlier.sides[1] and b & earlier.sides[0])
        )
        for earlier in episodes()
    )


def covariates(episode: Episode) -> list[float]:
    """Return what the forecast from history alone knows of an episode, in the order of `COVARIATES`."""
    return [
        float(fought_before(episode)),
        float(episode.ending == "low activity"),
        float(episode.ending.startswith("victory")),
        float(episode.war),
        math.log(episode.last - episode.first + 1.0),
    ]


def scored() -> tuple[Episode, ...]:
    """Return the episodes that are cases of the backtest, in the order of their end.

    Examples
    --------
    >>> len(scored()), all(episode.war and episode.followed for episode in scored())
    (20, True)
    """
    chosen = [episode for episode in episodes() if episode.case]
    return tuple(sorted(chosen, key=lambda episode: (episode.last, episode.case)))


def load_case(episode: Episode) -> Case:
    """Load the case folder of an episode; the outcome stands in none of its files.

    Raises
    ------
    ceaseline.case.CaseError
        With every problem of the folder.
    """
    return load(Path(str(files("ceaseline").joinpath("backtest_cases", episode.case))))


def published_scores() -> list[dict[str, Any]]:
    """Return scores of the same question on a larger set of past ceasefires: context, not the same cases.

    Returns
    -------
    list of dict
        ``sample``, ``model``, ``cases``, ``events``, ``brier``, ``log_loss``; each whole cluster was held out
        (replication data of Lo, Hashimoto and Reiter 2008, *International Organization* 62; own computation).
    """
    return [
        {
            "sample": row["sample"],
            "model": row["model"],
            "cases": int(row["cases"]),
            "events": int(row["events"]),
            "brier": float(row["brier"]),
            "log_loss": float(row["log_loss"]),
        }
        for row in _rows("analysis", "data", "published_scores.csv")
    ]


def base_rates(cases: tuple[Episode, ...], outcomes: Floats) -> Floats:
    """Return for each case the share of events among cases of other clusters.

    ``(events + 1/2) / (cases + 1)``, the mean under Jeffreys' prior, so that no forecast is certain.

    Parameters
    ----------
    cases : tuple of Episode
    outcomes : array of float, shape (cases,)

    Returns
    -------
    array of float, shape (cases,)
        In (0, 1).
    """
    clusters = np.array([episode.cluster for episode in cases])
    others = clusters[:, None] != clusters[None, :]
    shares: Floats = (others @ outcomes + 0.5) / (others.sum(axis=1) + 1.0)
    return shares


def history_forecasts(cases: tuple[Episode, ...], *, war: bool = False) -> Floats:
    """Return for each case a forecast from its history, learnt on episodes of other clusters.

    A logistic regression on `COVARIATES`, standardised, with a standard normal prior on each coefficient and
    a flat one on the constant: chosen once, not tuned. It learns from every episode of the data that can be
    followed, also from those that are no cases.

    Parameters
    ----------
    cases : tuple of Episode
    war : bool
        Forecast a resumed war instead of any resumed fighting.

    Returns
    -------
    array of float, shape (cases,)
        In (0, 1).
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    known = [episode for episode in episodes() if episode.followed]
    forecasts = {}
    for cluster in dict.fromkeys(episode.cluster for episode in cases):
        others = [episode for episode in known if episode.cluster != cluster]
        model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0))
        came = [episode.war_resumed if war else episode.resumed for episode in others]
        model.fit(np.array([covariates(episode) for episode in others]), np.array(came))
        forecasts[cluster] = model
    return np.array(
        [forecasts[episode.cluster].predict_proba([covariates(episode)])[0, 1] for episode in cases]
    )
