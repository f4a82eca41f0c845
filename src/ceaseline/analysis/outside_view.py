"""The outside view: how long past ceasefires held, beside the simulation and never blended into it."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from scipy.special import betaincinv

from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case

YEARS = (1, 2, 5, 10, 20)

#: Last year that the episodes cover.
LAST_YEAR = 2020

INTERVAL = (
    "90 per cent intervals, Jeffreys, on the number of spells; pairs share wars, so true intervals are wider"
)

WHY_TWO = (
    "The sources do not mean the same by war. In the dispute data it is a new war of more than 1 000 deaths "
    "between the pair (13 of 100 within five years); in the ceasefire data it is any resumption of the old "
    "war, which starts sooner and smaller (24 of 100) and is closer to the rung of more than 100 deaths. "
    "Both are shown as they are."
)

BRACKET = (
    "This is history as it was, with guarantees, monitors and zones where there happened to be any: it is "
    "not the record of ceasefires without a guarantee."
)

_UCDP = (
    "UCDP Dyadic Conflict Termination Dataset v3-2021 (Kreutz 2010, Journal of Peace Research 47), "
    "Uppsala University, CC BY 4.0; own computation"
)


def jeffreys(successes: float, trials: float, level: float = 0.9) -> tuple[float, float]:
    """Return the equal-tailed Jeffreys interval of a share.

    Quantiles of ``Beta(k + 1/2, n - k + 1/2)``, with the ends 0 for k = 0 and 1 for k = n (Brown, Cai and
    DasGupta 2001, *Statistical Science* 16). `successes` need not be whole: for a Kaplan-Meier share it is
    the share times the number of spells.

    Parameters
    ----------
    successes, trials : float
        0 <= successes <= trials, trials > 0.
    level : float
        Chance that the interval holds, in (0, 1).

    Returns
    -------
    tuple of float

    Examples
    --------
    >>> low, high = jeffreys(2, 16)
    >>> round(low, 2), round(high, 2)
    (0.04, 0.31)
    """
    if not 0.0 <= successes <= trials or trials <= 0.0:
        raise ValueError(f"{successes} of {trials} is no share")
    tail = (1.0 - level) / 2.0
    a, b = successes + 0.5, trials - successes + 0.5
    low = 0.0 if successes == 0.0 else float(betaincinv(a, b, tail))
    high = 1.0 if successes == trials else float(betaincinv(a, b, 1.0 - tail))
    return low, high


def kaplan_meier(durations: Floats, events: Floats, years: tuple[int, ...]) -> Floats:
    """Return the share that has ended by each year, with spells that are still running censored.

    ``1 - prod over t_i <= t of (1 - d_i / n_i)`` (Kaplan and Meier 1958).

    Parameters
    ----------
    durations : array of float, shape (spells,)
        Years until the event or the end of observation.
    events : array of float, shape (spells,)
        1 where the event came, 0 where observation ended.
    years : tuple of int

    Returns
    -------
    array of float, shape (years,)

    Examples
    --------
    >>> kaplan_meier(np.array([1.0, 2.0, 2.0, 9.0]), np.array([1.0, 1.0, 0.0, 0.0]), (1, 5)).tolist()
    [0.25, 0.5]
    """
    surviving = []
    for year in years:
        held = 1.0
        for time in np.unique(durations[(events == 1.0) & (durations <= year)]):
            at_risk = float((durations >= time).sum())
            held *= 1.0 - float(((durations == time) & (events == 1.0)).sum()) / at_risk
        surviving.append(1.0 - held)
    return np.array(surviving)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("ceaseline.analysis") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _cell(share: float, spells: float) -> dict[str, float]:
    low, high = jeffreys(share * spells, spells)
    return {"share": share, "low": low, "high": high}


def _published() -> list[dict[str, Any]]:
    found = []
    shares = _rows("relapse.csv")
    for entry in _rows("classes.csv"):
        spells = int(entry["spells"])
        rungs: dict[str, dict[str, dict[str, float]]] = {}
        for row in shares:
            if row["class"] == entry["class"]:
                rungs.setdefault(row["year"], {})[row["rung"]] = _cell(float(row["share"]), spells)
        found.append(
            {
                "name": entry["class"],
                "title": entry["title"],
                "spells": spells,
                "conflicts": int(entry["conflicts"]),
                "years": [int(entry["first_year"]), int(entry["last_year"])],
                "counted": entry["counted"],
                "rungs": rungs,
                "source": entry["source"],
                "note": entry["note"],
            }
        )
    return found


def _episodes() -> tuple[Floats, Floats, list[str], list[str]]:
    rows = _rows("ucdp_interstate_episodes.csv")
    events = np.array([float(row["ev"]) for row in rows])
    durations = np.array([float(row["gap"] or LAST_YEAR - int(row["y1"])) for row in rows])
    return durations, events, [row["outl"] for row in rows], [row["dyad_id"] for row in rows]


def _recurrence() -> dict[str, Any]:
    durations, events, endings, dyads = _episodes()
    ended = kaplan_meier(durations, events, YEARS)
    by_ending = {}
    for ending in sorted(set(endings)):
        chosen = np.array([name == ending for name in endings])
        back = int(((durations <= 5.0) & (events == 1.0) & chosen).sum())
        count = int(chosen.sum())
        by_ending[ending] = {"recurred": back, "spells": count, **_cell(back / count, count)}
    return {
        "name": "episodes-1946",
        "title": "Episodes of fighting between states since 1946",
        "spells": durations.size,
        "conflicts": len(set(dyads)),
        "years": [1946, LAST_YEAR],
        "counted": "next year with at least 25 deaths in battle between the same pair",
        "rungs": {
            str(year): {"fighting": _cell(float(share), durations.size)}
            for year, share in zip(YEARS, ended, strict=True)
        },
        "within_five_years_by_ending": by_ending,
        "source": _UCDP,
        "note": "Formal endings did better than fighting that fizzled out; strong terms go to other "
        "conflicts than weak ones, so this is no effect of the terms.",
    }


@lru_cache(maxsize=1)
def reference_classes() -> tuple[dict[str, Any], ...]:
    """Return what is known of each reference class; treat as read-only.

    Returns
    -------
    tuple of dict
        ``name``, ``title``, ``spells``, ``conflicts``, ``years``, ``counted``, ``source``, ``note`` and
        ``rungs``: year, rung, then ``share`` with ``low`` and ``high``.
    """
    return (*_published(), _recurrence())


def outside_view(case: Case) -> dict[str, Any]:
    """Return the record of past ceasefires that stands beside every ladder.

    Parameters
    ----------
    case : Case
        Only its date counts: a class that may hold the case itself says so.

    Returns
    -------
    dict
        ``classes`` (see `reference_classes`, each with ``may_hold_this_case``), ``interval``,
        ``why_sources_differ``, ``bracket`` and ``reads``, one sentence.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> view = outside_view(load("korea-1953"))
    >>> round(view["classes"][0]["rungs"]["5"]["war"]["share"], 3), view["classes"][0]["may_hold_this_case"]
    (0.132, True)
    """
    year = case.ceasefire.year
    classes = [
        {**entry, "may_hold_this_case": entry["years"][0] <= year <= entry["years"][1]}
        for entry in reference_classes()
    ]
    war, resumed = classes[0]["rungs"]["5"]["war"], classes[2]["rungs"]["5"]["resumption"]
    return {
        "classes": classes,
        "interval": INTERVAL,
        "why_sources_differ": WHY_TWO,
        "bracket": BRACKET,
        "reads": (
            f"Of 100 pairs of neighbours after a war since 1946, {_of_100(war)} saw war again within five "
            f"years; of 100 ceasefires between states since 1945, {_of_100(resumed)} saw the war resume."
        ),
    }


def _of_100(cell: dict[str, float]) -> str:
    return f"{100 * cell['share']:.0f} ({100 * cell['low']:.0f} to {100 * cell['high']:.0f})"
