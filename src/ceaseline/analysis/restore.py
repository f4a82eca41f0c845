"""The cheapest change that brings back what a withdrawn promise gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import combinations
from typing import Any

import numpy as np

from ceaseline.analysis.breakeven import CHEAP
from ceaseline.analysis.candidates import Option
from ceaseline.analysis.compare import in_force_shares
from ceaseline.analysis.costs import is_unpriced, lever_costs
from ceaseline.analysis.crossings import CLEAR, clear_sign
from ceaseline.analysis.design_words import restore_reads
from ceaseline.analysis.measures import cost_measure
from ceaseline.analysis.statistics import Estimated, Floats
from ceaseline.analysis.trials import Goal, Trials, goal, paired
from ceaseline.analysis.variants import certain_setting
from ceaseline.case import Case, Estimate, FrozenMap, Lever, LeverSetting, Package
from ceaseline.case.problems import nearest
from ceaseline.model.records import OUTCOME
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.plan import make_plan
from ceaseline.study.run import Progress, Sample, run_plan
from ceaseline.study.study import all_threads, study_inputs

#: By what the amounts of a remaining group may be raised.
RAISED = (1.5, 2.0)
#: Items whose amounts can be raised: those that are counted in units, not as a part of a full effort.
COUNTED = (
    "ground_troops",
    "air_defence",
    "aircraft_eastern_flank",
    "air_policing",
    "black_sea_patrols",
    "mine_clearance",
    "training",
    "equipment_deliveries",
    "dmz_peacekeepers",
)
#: Changes that are run in full.
FULL = 24
#: Arguments of a distribution that are no values and so are not scaled.
_SHAPES = ("a", "b")


def raised(amount: Estimate, factor: float) -> Estimate:
    """Return an uncertain amount times a factor.

    Examples
    --------
    >>> from ceaseline.case import Uncertain
    >>> raised(Estimate(value=Uncertain.of(1, 2, 4, lower=0), unit="troops"), 2.0).p95
    8.0
    """
    value = amount.value
    arguments = {name: x if name in _SHAPES else factor * x for name, x in value.arguments.items()}
    return replace(amount, value=replace(value, arguments=FrozenMap(arguments)), note=f"raised by {factor:g}")


def _withdrawn(case: Case, package: Package, names: Sequence[str]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for lever in case.levers:
        if lever.group:
            groups.setdefault(lever.group, []).append(lever.id)
    known = [*groups, *package.settings]
    found = []
    for name in names:
        members = [x for x in groups.get(name, [name]) if x in package.settings]
        if not members:
            raise KeyError(f"{package.name} holds no group or lever {name!r}; {nearest(name, known)}")
        found += members
    return found


def _gives(case: Case, lever: Lever, gone: Sequence[str]) -> bool:
    """Say whether a lever may make good a loss: guarantors' own, of a party that withdraws nothing."""
    by = {case.lever(name).by for name in gone}
    return lever.by not in by and case.party(lever.by).role != "challenger"


def changes(case: Case, package: Package, gone: Sequence[str]) -> list[Option]:
    """Return single changes to a package that may bring back what withdrawn levers gave.

    Levers of the case that the package does not hold, added as if they were meant; and the amounts of each
    remaining group raised by `RAISED`. Parties that withdraw something and the challenger give nothing.

    Parameters
    ----------
    case : Case
    package : Package
        Before anything is withdrawn.
    gone : sequence of str
        Levers withdrawn.

    Returns
    -------
    list of Option
    """
    found = []
    groups: dict[str, dict[str, LeverSetting]] = {}
    for lever in case.levers:
        if lever.id in gone or not _gives(case, lever, gone):
            continue
        if lever.id not in package.settings:
            found.append(Option(f"add {lever.id}", FrozenMap({lever.id: certain_setting(lever)})))
        elif lever.item in COUNTED:
            groups.setdefault(lever.group or lever.id, {})[lever.id] = package.settings[lever.id]
    for group, settings in groups.items():
        for factor in RAISED:
            more = {}
            for name, setting in settings.items():
                amount = setting.amount or case.lever(name).amount
                if amount is not None:
                    more[name] = replace(setting, amount=raised(amount, factor))
            found.append(
                Option(f"{group} raised by half" if factor == 1.5 else f"{group} doubled", FrozenMap(more))
            )
    return found


def _with(package: Package, options: Sequence[Option]) -> Package:
    settings = dict(package.settings.items())
    for option in options:
        settings |= dict(option.settings.items())
    return replace(package, settings=FrozenMap(settings))


def _apart(one: Option, other: Option) -> bool:
    return not set(one.settings) & set(other.settings)


class _Restoring:
    """The package before, after, and with changes; on common worlds and luck."""

    def __init__(
        self, case: Case, package: Package, gone: Sequence[str], wanted: Goal, sample: Sample, threads: int
    ) -> None:
        self.case, self.before, self.goal, self.sample = case, package, wanted, sample
        rest = {name: setting for name, setting in package.settings.items() if name not in gone}
        self.after = replace(package, settings=FrozenMap(rest))
        measures = (wanted.measure, cost_measure())
        luck = max(2, sample.per_world // CHEAP) if sample.per_world > 1 else 1
        self.full = Trials(case, sample, measures, threads=threads)
        self.draft = Trials(case, replace(sample, futures=luck * sample.worlds), measures, threads=threads)
        self._threads = threads or all_threads()
        self.lost = self.loss(self.full, self.after, self.before)

    def in_force(self, package: Package) -> dict[str, float]:
        """Return in what share of futures each promise is in force on the first day."""
        plan = make_plan(self.case, package, self.sample.seed, self.sample.worlds)
        outcomes = run_plan(self.case, plan, self.full.worlds(), self.sample, threads=self._threads)
        if outcomes.dtype != OUTCOME:
            raise ValueError("not outcomes of a study")
        reached = np.where(
            outcomes["greatest_reached"] > 0, outcomes["greatest_start"], outcomes["least_start"]
        )
        shares = in_force_shares(reached, plan.lever_ids)
        return dict(zip(plan.lever_ids, (float(share) for share in shares), strict=True))

    def falls(self) -> list[dict[str, Any]]:
        """Return the remaining promises that are in force less often without what is withdrawn."""
        before, after = self.in_force(self.before), self.in_force(self.after)
        rows = [
            {"lever": name, "before": before[name], "after": after[name]}
            for name in self.after.settings
            if name in before and before[name] - after[name] > 0.005
        ]
        return sorted(rows, key=lambda row: (row["after"] - row["before"], row["lever"]))

    def loss(self, trials: Trials, package: Package, than: Package) -> Estimated:
        """Return how much worse one package is than another."""
        gap = trials.gap(package, than)
        return Estimated(self.goal.sign * gap.value, gap.error)

    def row(self, options: Sequence[Option]) -> dict[str, Any]:
        """Return what a change brings, run in full."""
        package = _with(self.after, options)
        short = self.loss(self.full, package, self.before)
        gap = self.full.gap(package, self.before)
        cost = self.full.gap(package, self.after, measure=1)
        names = sorted({name for option in options for name in option.settings})
        promised = self._promised(package) - self._promised(self.after)
        return {
            "change": " and ".join(option.label for option in options),
            "levers": names,
            "cost": cost.value,
            "cost_error": cost.error,
            "promised": float(promised.mean()),
            "unpriced": [
                name
                for name in names
                if name not in self.after.settings and is_unpriced(self.case, self.case.lever(name))
            ],
            "against_before": gap.value,
            "against_before_error": gap.error,
            "share_back": 1.0 - short.value / self.lost.value,
            "restores": {1: "no", 0: "too small to tell", -1: "more"}[clear_sign(short)],
        }

    def _promised(self, package: Package) -> Floats:
        plan = make_plan(self.case, package, self.sample.seed, self.sample.worlds)
        total: Floats = lever_costs(plan, self.case, self.full.worlds()).sum(axis=0)
        return total


def restore(
    case: Case,
    package: str,
    names: Sequence[str],
    sample: Sample | None = None,
    *,
    outcome: str = "war",
    year: int | None = None,
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
) -> dict[str, Any]:
    """Return the cheapest changes that bring back what withdrawn promises gave.

    Whatever hangs on a withdrawn promise falls with it, because its condition is no longer met. Single
    changes (`changes`) and all pairs of them are run in draft with a quarter of the luck; the `FULL` cheapest
    that are not clearly short of the package before are run in full.

    Parameters
    ----------
    case : Case
    package : str
    names : sequence of str
        Levers or groups withdrawn.
    sample : Sample, optional
    outcome, year
        As in `ceaseline.analysis.trials.goal`.
    threads : int
        0 for all.
    progress : callable, optional
    fresh, keep : bool
        Whether to ignore, and whether to use, the pieces that an earlier run left.

    Returns
    -------
    dict
        ``loss`` with its error, ``falls`` (promises that fall with it), ``tried``, ``remedies`` run in full,
        cheapest first, each with its added ``cost``, the ``share_back`` of the loss and whether it
        ``restores``; ``reads``.

    Raises
    ------
    KeyError
        If the case has no such package or outcome, or the package no such lever.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = restore(load("korea-1953"), "all-promised", ["us-air"], Sample(64, 8), keep=False)
    >>> found["lost"], found["remedies"]  # what gave nothing that can be told needs no remedy
    (False, [])
    """
    sample = sample or Sample()
    wanted = goal(case, outcome, year)
    whole = case.package(package)
    gone = _withdrawn(case, whole, names)
    work = _Restoring(case, whole, gone, wanted, sample, threads)
    gap = work.full.gap(work.after, work.before)
    lost = clear_sign(work.lost) > 0
    singles = changes(case, whole, gone) if lost else []
    sets = [(one,) for one in singles] + [pair for pair in combinations(singles, 2) if _apart(*pair)]
    pieces = Checkpoint(
        {
            **study_inputs(case, package, sample),
            "work": "restore",
            "gone": gone,
            "outcome": outcome,
            "year": wanted.year,
        },
        fresh=fresh,
        keep=keep,
    )
    drafts = _drafts(work, sets, pieces, progress)
    rows = [work.row(options) for options in _worth_running(sets, drafts)]
    rows.sort(key=lambda row: (row["cost"], row["change"]))
    result: dict[str, Any] = {
        "case": case.name,
        "package": package,
        "withdrawn": gone,
        "outcome": outcome,
        "year": wanted.year,
        "unit": wanted.measure.unit,
        "better": "less" if wanted.sign > 0 else "more",
        **asdict(sample.engines),
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        "loss": gap.value,
        "loss_error": gap.error,
        "lost": lost,
        "falls": work.falls(),
        "tried": len(sets),
        "remedies": rows,
    }
    return {**result, "reads": restore_reads(result)}


def _drafts(
    work: _Restoring, sets: Sequence[tuple[Option, ...]], pieces: Checkpoint, progress: Progress | None
) -> Floats:
    """Return how far short of the package before each change falls, with its error, and what it costs."""
    rows = np.zeros((len(sets), 3))
    for k, options in enumerate(sets):
        package = _with(work.after, options)

        def compute(package: Package = package) -> Floats:
            short = work.loss(work.draft, package, work.before)
            means = work.draft.means(package)[1], work.draft.means(work.after)[1]
            return np.array([short.value, short.error, paired(*means).value])

        rows[k] = pieces.once(" and ".join(option.label for option in options), compute)
        if progress is not None:
            progress(k + 1, len(sets))
    return rows


def _worth_running(sets: Sequence[tuple[Option, ...]], drafts: Floats) -> list[tuple[Option, ...]]:
    near = [k for k in range(len(sets)) if drafts[k, 0] <= CLEAR * drafts[k, 1]]
    near.sort(key=lambda k: (drafts[k, 2], k))
    if not near:
        near = sorted(range(len(sets)), key=lambda k: drafts[k, 0])[:3]
    return [sets[k] for k in near[:FULL]]
