"""What the effect of a package is made of: war with one part of the effect switched off at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.measures import ladder_measures, ladder_years
from ceaseline.analysis.statistics import Reading, average, difference
from ceaseline.case import Case
from ceaseline.model.records import RUNGS
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Progress, Sample, run_plan, worlds_of
from ceaseline.study.study import all_threads


@dataclass(frozen=True)
class Part:
    """One part of the effect of promises, and how it is switched off.

    Parameters
    ----------
    name : str
    how : str
        What is done to the assumptions, in words.
    assumptions : mapping of str to float
        Values that replace the drawn ones in every world, for both packages alike.
    levers : mapping of str to float
        Values that replace those of every lever.
    """

    name: str
    how: str
    assumptions: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)


#: What promises do once they are in force, each switched off by the assumptions that carry it.
EFFECTS = (
    Part("cost imposed by the coalition", "it adds no cost beyond the line", {"impose_europe": 0.0}),
    Part("cost imposed by the leading outside power", "it adds no cost beyond the line", {"impose_us": 0.0}),
    Part("cost imposed by anyone", "neither adds any", {"impose_europe": 0.0, "impose_us": 0.0}),
    Part(
        "answers that come",
        "nobody keeps a promise to answer when it is tested; what is believed stays",
        {"truth_europe": 0.0, "truth_us": 0.0, "tripwire": 0.0},
    ),
    Part("tripwire", "troops that are hit make no answer likelier", {"tripwire": 0.0}),
    Part(
        "land effect",
        "outside brigades do not fight",
        {"guarantor_combat": 0.0, "followon_brigades": 0.0},
    ),
    Part("aircraft", "outside aircraft destroy nothing", {"aircraft_effect": 0.0, "fit_aircraft": 0.0}),
    Part("warning", "warning moves no reserve", {"warning_gain": 0.0, "fit_warning": 0.0}),
    Part(
        "support of the protected side",
        "training, deliveries, ports and its own strength add nothing to it",
        {
            "training_gain": 0.0,
            "deliveries_gain": 0.0,
            "stock_deliveries": 0.0,
            "port_gain": 0.0,
            "protected_brigade": np.inf,
        },
    ),
    Part(
        "air and missile defence",
        "patrols, batteries, radar, data and larger stocks stop nothing",
        {"shield_kill": 0.0, "data_gain": 0.0, "battery_stop": 0.0, "magazine_stocks": 0.0},
    ),
    Part("cover of the outside force", "promised air defence does not cover it", {"force_cover_us": 0.0}),
    Part(
        "another target",
        "strikes on the outside troops alone are never an option, so they take no opening from others",
        {"cost_hit": 1e6},
    ),
    Part("patrols at sea", "ships on station hinder no interference", {"patrol_effect": np.inf}),
    Part(
        "damping of incidents",
        "zone, observers, patrols and air rule damp no incident",
        {"zone_incidents": 1.0, "observer_incidents": 1.0, "no_fly_incidents": 1.0, "sea_incidents": 0.0},
    ),
    Part("depth of the zone", "a zone makes no grab harder", {"zone_depth_gain": 0.0}),
    Part(
        "provocation",
        "troops and enablers provoke nobody",
        {"provocation_force": 0.0, "provocation_us": 0.0},
    ),
    Part("window", "nothing is gained by acting before the build-up is complete", {"window": 0.0}),
    Part("emboldening", "the protected side grows no bolder", {"embolden": 0.0}),
    Part(
        "learning",
        "withdrawals and build-up teach nothing",
        {"learn_withdrawal": 0.0, "learn_delivery": 0.0},
    ),
)

#: How promises come into force and leave it.
COURSE = (
    Part("nobody coordinates", "the least fixed point always", {"coordination": 0.0}),
    Part("everyone coordinates", "the greatest fixed point always", {"coordination": 1.0}),
    Part("delay", "promises stand in place at once", {}, {"delay": 0.0, "ramp": 0.0}),
    Part(
        "withdrawal",
        "nothing is withdrawn, voted out or dropped after elections",
        {
            "withdrawal_europe": 0.0,
            "withdrawal_us": 0.0,
            "withdrawal_third": 0.0,
            "election_risk": 0.0,
        },
        {"consent_loss": 0.0, "vote_chance": 1.0},
    ),
)

#: All effects at once: what is left then has an owner that this table does not name.
NOTHING_LEFT = Part(
    "all effects together",
    "every effect above is off at once",
    {name: value for part in EFFECTS for name, value in part.assumptions.items()},
)

PARTS = (*EFFECTS, NOTHING_LEFT, *COURSE)


def _replaced(array: NDArray[np.void], values: Mapping[str, float]) -> NDArray[np.void]:
    copy = array.copy()
    for name, value in values.items():
        copy[name] = value
    return copy


class _Pair:
    """Runs package and baseline with the same parts off and reads how much more war the package sees."""

    def __init__(
        self, case: Case, package: str, baseline: str, sample: Sample, threads: int, year: int
    ) -> None:
        self.case, self.sample, self.threads = case, sample, threads
        self.worlds = worlds_of(case, sample)
        self.plans = [
            make_plan(case, case.package(name), sample.seed, sample.worlds) for name in (package, baseline)
        ]
        (self.war,) = (
            measure
            for measure in ladder_measures(case.horizon_months)
            if measure.outcome == RUNGS[-1] and measure.year == year
        )

    def _run(self, plan: Plan, part: Part) -> Reading:
        changed = replace(plan, levers=_replaced(plan.levers, part.levers))
        worlds = _replaced(self.worlds, part.assumptions)
        return self.war.read(run_plan(self.case, changed, worlds, self.sample, threads=self.threads))

    def effect(self, part: Part) -> Reading:
        package, baseline = (self._run(plan, part) for plan in self.plans)
        return Reading.of(package.values - baseline.values)


def knockout(
    case: Case,
    package: str,
    sample: Sample | None = None,
    *,
    baseline: str = "none",
    year: int = 5,
    threads: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return the effect of a package on war with one part of it off at a time.

    Each part is switched off for package and baseline alike, in every world, with the same luck. A part whose
    removal brings the effect nearer to zero carries some of it; parts need not add up, because they interact.

    Parameters
    ----------
    case : Case
    package : str
    sample : Sample, optional
    baseline : str
    year : int
        War by the end of this year; one of the years of the ladder.
    threads : int
        0 for all.
    progress : callable, optional

    Returns
    -------
    dict
        ``difference`` and ``error`` of the whole effect (package less baseline, share of futures with war),
        and ``parts``: ``part``, ``how``, the effect without it, and ``change``, without less with, paired.

    Raises
    ------
    KeyError
        If the case has no such package.
    ValueError
        If the ladder has no such year.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = knockout(load("korea-1953"), "all-promised", Sample(64, 8))
    >>> found["baseline"], {"part", "how", "change"} <= set(found["parts"][0])
    ('none', True)
    """
    years = ladder_years(case.horizon_months)
    if year not in years:
        raise ValueError(f"the ladder of {case.name} is read in years {years}, not {year}")
    sample = sample or Sample()
    pair = _Pair(case, package, baseline, sample, threads or all_threads(), year)
    whole = pair.effect(Part("", ""))
    total = average(whole, sample.worlds)
    rows = []
    for number, part in enumerate(PARTS, start=1):
        without = pair.effect(part)
        found = average(without, sample.worlds)
        change = difference(without, whole, sample.worlds)
        rows.append(
            {
                "part": part.name,
                "how": part.how,
                "difference": found.value,
                "error": found.error,
                "change": change.value,
                "change_error": change.error,
            }
        )
        if progress is not None:
            progress(2 * number * sample.futures, 2 * len(PARTS) * sample.futures)
    return {
        "case": case.name,
        "package": package,
        "baseline": baseline,
        "outcome": RUNGS[-1],
        "year": year,
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        **asdict(sample.engines),
        "difference": total.value,
        "error": total.error,
        "parts": rows,
    }
