"""Which packages are best for their cost, within contributors' limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.breakeven import CHEAP
from ceaseline.analysis.candidates import Choice, Space, space_of
from ceaseline.analysis.costs import Costs, is_unpriced, lever_costs
from ceaseline.analysis.crossings import CLEAR, clear_sign
from ceaseline.analysis.design_words import design_reads
from ceaseline.analysis.limits import Limit, Target
from ceaseline.analysis.measures import cost_measure
from ceaseline.analysis.pareto import front, shares_on_front
from ceaseline.analysis.screen import Linear, Rows, condition_rows, options_of, screened
from ceaseline.analysis.statistics import Floats, Reading, average
from ceaseline.analysis.trials import Goal, Trials, goal, paired
from ceaseline.case import Case, FrozenMap, Package
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.plan import make_plan
from ceaseline.study.run import Progress, Sample
from ceaseline.study.study import study_inputs

#: Most packages that are all run.
EXACT = 4096
#: Packages in one kept piece, which share their runs.
PIECE = 512
#: Errors by which a draft must be beaten for a package not to be run in full.
BEATEN = 3.0
#: Names of packages that cannot be told from one, as many as are listed.
LISTED = 8


@dataclass(frozen=True)
class Brief:
    """What a design is asked for.

    Parameters
    ----------
    case : Case
    space : Space
    goal : Goal
    budget : float or None
        EUR a year that the package may cost if kept in full.
    limits : tuple of Limit
    target : Target or None
    """

    case: Case
    space: Space
    goal: Goal
    budget: float | None
    limits: tuple[Limit, ...]
    target: Target | None


class Prices:
    """Cost, and other amounts that limits speak of, of every option; costs add up over levers."""

    def __init__(self, brief: Brief, sample: Sample, worlds: Any) -> None:
        self._brief = brief
        self._sample, self._worlds = sample, worlds
        self.kept = self._of(brief.space.kept)
        self.options = {
            (c, at): self._of(brief.space.candidates[c].options[at - 1].settings)
            for c, at in options_of(brief.space)
        }
        self._totals: dict[tuple[int, int] | None, Floats] = {
            None: self.kept.values.sum(axis=0),
            **{place: costs.values.sum(axis=0) for place, costs in self.options.items()},
        }

    def _of(self, settings: FrozenMap[Any]) -> Costs:
        package = Package(name="part", title="", settings=settings)
        plan = make_plan(self._brief.case, package, self._sample.seed, self._sample.worlds)
        case = self._brief.case
        unpriced = frozenset(name for name in settings if is_unpriced(case, case.lever(name)))
        return Costs(plan.lever_ids, lever_costs(plan, case, self._worlds), unpriced)

    def parts(self, choice: Choice) -> list[tuple[FrozenMap[Any], Costs]]:
        """Return settings and costs of what a choice holds."""
        space = self._brief.space
        found = [(space.kept, self.kept)]
        for c, at in enumerate(choice):
            if at:
                found.append((space.candidates[c].options[at - 1].settings, self.options[c, at]))
        return found

    def cost(self, choice: Choice) -> Floats:
        """Return the yearly cost of a choice if kept in full, in each world; shape (worlds,)."""
        total = self._totals[None].copy()
        for c, at in enumerate(choice):
            if at:
                total += self._totals[c, at]
        return total

    def unpriced(self, choice: Choice) -> list[str]:
        """Return the levers of a choice of which the case gives no price."""
        return sorted(name for _, costs in self.parts(choice) for name in costs.unpriced)

    def within(self, choice: Choice) -> bool:
        """Say whether a choice keeps within the budget and every contributor's limit."""
        brief = self._brief
        if brief.budget is not None and float(self.cost(choice).mean()) > brief.budget:
            return False
        return all(limit.used(brief.case, self.parts(choice)) <= limit.most for limit in brief.limits)


@dataclass(frozen=True)
class Ran:
    """Packages that were run: world means of the outcome and of the cost.

    Parameters
    ----------
    choices : list of choice
    values, costs : array of float, shape (packages, worlds)
    """

    choices: list[Choice]
    values: Floats
    costs: Floats

    def only(self, keep: NDArray[np.bool_]) -> list[Choice]:
        """Return the choices that are marked."""
        return [choice for choice, is_in in zip(self.choices, keep, strict=True) if is_in]


def run_choices(
    space: Space, trials: Trials, choices: Sequence[Choice], pieces: Checkpoint, done: _Counter
) -> Ran:
    """Run packages in pieces that are kept once finished.

    Parameters
    ----------
    space : Space
    trials : Trials
        Reading the outcome, then the cost.
    choices : sequence of choice
    pieces : Checkpoint
    done : callable
        Told how many more packages are finished.
    """
    rows = []
    for first in range(0, len(choices), PIECE):
        part = choices[first : first + PIECE]
        name = f"{trials.sample.futures} futures: {part!r}"

        def compute(part: Sequence[Choice] = part) -> Floats:
            return trials.means_together([space.package(choice) for choice in part])

        rows.append(pieces.once(name, compute))
        done(len(part))
    found = np.concatenate(rows)
    return Ran(list(choices), found[:, 0], found[:, 1])


class _Counter:
    """Counts finished packages for a progress line."""

    def __init__(self, progress: Progress | None, of: int) -> None:
        self._progress, self._done, self.of = progress, 0, of

    def __call__(self, more: int) -> None:
        self._done += more
        if self._progress is not None:
            self._progress(self._done, max(self.of, self._done))


def contenders(ran: Ran, sign: float) -> NDArray[np.bool_]:
    """Mark the packages that no cheaper one clearly beats in a draft.

    A package is let go where the best of those that cost no more is better by more than `BEATEN` errors of
    the paired difference.
    """
    losses, costs = sign * ran.values, ran.costs.mean(axis=1)
    means = losses.mean(axis=1)
    keep = np.ones(len(ran.choices), dtype=np.bool_)
    best = -1
    for i in np.lexsort((means, costs)):
        if best >= 0:
            gap = paired(losses[i], losses[best])
            keep[i] = gap.value <= BEATEN * gap.error
        if best < 0 or means[i] < means[best]:
            best = int(i)
    return keep


def _linear(brief: Brief, prices: Prices, trials: Trials, done: _Counter) -> Linear:
    """Return the linear model: what each option gives alone and last, averaged."""
    space, places = brief.space, list(options_of(brief.space))
    costs = np.array([float(prices.options[place].values.sum(axis=0).mean()) for place in places])
    empty, full = (trials.means(space.package(choice))[0] for choice in (space.empty, space.full))
    values = np.zeros(len(places))
    for k, (c, at) in enumerate(places):
        alone = tuple(at if d == c else 0 for d in range(len(space.candidates)))
        without = tuple(0 if d == c else place for d, place in enumerate(space.full))
        first = trials.means(space.package(alone))[0] - empty
        last = full - trials.means(space.package(without))[0]
        values[k] = brief.goal.sign * 0.5 * float(first.mean() + last.mean())
        done(2)
    conditions = condition_rows(brief.case, space)
    matrix, upper = [conditions.matrix], [conditions.upper]
    for limit in brief.limits:
        kept = limit.used(brief.case, [(space.kept, prices.kept)])
        used = [
            limit.used(brief.case, [(space.candidates[c].options[at - 1].settings, prices.options[c, at])])
            for c, at in places
        ]
        matrix.append(np.array([used]))
        upper.append(np.array([limit.most - kept]))
    return Linear(space, values, costs, Rows(np.vstack(matrix), np.concatenate(upper)))


def _candidates(
    brief: Brief, prices: Prices, sample: Sample, draft: Trials, done: _Counter
) -> tuple[list[Choice], str]:
    """Return the packages to look at, within the limits, and how they were come by."""
    if brief.space.size <= EXACT:
        return [choice for choice in brief.space.choices() if prices.within(choice)], "exact"
    kept = float(prices.kept.values.sum(axis=0).mean())
    budget = None if brief.budget is None else brief.budget - kept
    model = _linear(brief, prices, draft, done)
    return [choice for choice in screened(model, budget) if prices.within(choice)], "screened"


def _alike(ran: Ran, sign: float, i: int) -> list[int]:
    """Return the other packages that are not clearly worse than one and not clearly dearer."""
    found = []
    for j in range(len(ran.choices)):
        if j == i:
            continue
        if clear_sign(paired(sign * ran.values[j], sign * ran.values[i])) == 0:
            dearer = paired(ran.costs[j], ran.costs[i])
            if dearer.value <= CLEAR * dearer.error:
                found.append(j)
    return found


def _steps(ran: Ran, sign: float, on: NDArray[np.bool_]) -> set[int]:
    """Return the members of the front that are clearly better than the clear step before them."""
    order = [int(i) for i in np.argsort(ran.costs.mean(axis=1), kind="stable") if on[i]]
    steps = order[:1]
    for i in order[1:]:
        gap = paired(sign * ran.values[i], sign * ran.values[steps[-1]])
        if clear_sign(gap) < 0:
            steps.append(i)
    return set(steps)


def _rows(brief: Brief, prices: Prices, ran: Ran, seed: int) -> list[dict[str, Any]]:
    sign, space = brief.goal.sign, brief.space
    losses, costs = sign * ran.values, ran.costs
    on = front(costs.mean(axis=1), losses.mean(axis=1))
    shares = shares_on_front(costs, losses, seed)
    steps = _steps(ran, sign, on)
    rows = []
    for i, choice in enumerate(ran.choices):
        worlds = costs.shape[1]
        value, cost = (average(Reading.of(row[i]), worlds) for row in (ran.values, costs))
        promised = prices.cost(choice)
        alike = _alike(ran, sign, i) if on[i] else []
        alike.sort(key=lambda j: float(costs[j].mean()))
        rows.append(
            {
                "package": space.package(choice).name,
                "levers": list(space.labels(choice)),
                "cost": cost.value,
                "cost_error": cost.error,
                "promised": float(promised.mean()),
                "promised_p5": float(np.quantile(promised, 0.05)),
                "promised_p95": float(np.quantile(promised, 0.95)),
                "unpriced": prices.unpriced(choice),
                "value": value.value,
                "error": value.error,
                "on_front": bool(on[i]),
                "share_on_front": float(shares[i]),
                "clear_step": i in steps,
                "meets": None if brief.target is None else brief.target.met(value),
                "alike": len(alike),
                "alike_packages": [space.package(ran.choices[j]).name for j in alike[:LISTED]],
            }
        )
    return sorted(rows, key=lambda row: (row["cost"], row["value"], row["package"]))


def _draft_sample(sample: Sample) -> Sample:
    luck = max(2, sample.per_world // CHEAP) if sample.per_world > 1 else 1
    return replace(sample, futures=luck * sample.worlds)


def design(
    case: Case,
    package: str,
    sample: Sample | None = None,
    *,
    outcome: str = "war",
    year: int | None = None,
    candidates: Sequence[str] = (),
    by: str = "group",
    steps: Mapping[str, Sequence[float]] | None = None,
    budget: float | None = None,
    limits: Iterable[Limit] = (),
    target: Target | None = None,
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
) -> dict[str, Any]:
    """Return the packages that are best for their cost, within a budget and contributors' limits.

    Up to `EXACT` packages are all run, first in draft with a quarter of the luck; those that no cheaper
    package beats by more than `BEATEN` errors are run in full. Where there are more, a linear screen
    (`ceaseline.analysis.screen`) chooses which are run. Cost is what the futures book, on average a year;
    budgets and limits hold for what is promised if kept in full. Promises without a price are told, and a
    package that holds any costs at least what is shown.

    Parameters
    ----------
    case : Case
    package : str
        How its levers are set; what is no candidate stays in every package.
    sample : Sample, optional
    outcome, year
        As in `ceaseline.analysis.trials.goal`; a target has its own.
    candidates, by, steps
        As in `ceaseline.analysis.candidates.space_of`.
    budget : float, optional
        EUR a year.
    limits : iterable of Limit
    target : Target, optional
    threads : int
        0 for all.
    progress : callable, optional
    fresh, keep : bool
        Whether to ignore, and whether to use, the pieces that an earlier run left.

    Returns
    -------
    dict
        ``packages`` run in full, cheapest first, with ``on_front``, the part of bootstrap draws of worlds in
        which each is on it, and which are ``alike``; ``method``, ``considered``, ``within``; ``candidates``
        with their costs; ``unpriced``; ``cheapest`` that meets the target; ``reads``.

    Raises
    ------
    KeyError
        If the case has no such package, outcome, lever or group.
    ValueError
        If no package keeps within the limits.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = design(
    ...     load("korea-1953"), "all-promised", Sample(64, 8), candidates=["us-air", "zone"], keep=False
    ... )
    >>> found["considered"], all(0 <= row["on_front"] <= 1 for row in found["packages"])
    (4, True)
    """
    sample = sample or Sample()
    chosen = target.goal if target is not None else goal(case, outcome, year)
    space = space_of(case, case.package(package), candidates, steps, by=by)
    brief = Brief(case, space, chosen, budget, tuple(limits), target)
    measures = (chosen.measure, cost_measure())
    full, draft = (Trials(case, size, measures, threads=threads) for size in (sample, _draft_sample(sample)))
    prices = Prices(brief, sample, full.worlds())
    done = _Counter(progress, 2 * min(space.size, EXACT))
    inputs = {
        **study_inputs(case, package, sample),
        "work": "design",
        "outcome": chosen.outcome,
        "year": chosen.year,
    }
    inputs["space"] = repr([(c.name, [o.label for o in c.options]) for c in space.candidates])
    pieces = Checkpoint(inputs, fresh=fresh, keep=keep)
    choices, method = _candidates(brief, prices, sample, draft, done)
    if not choices:
        raise ValueError("no package keeps within the budget and limits, not even the cheapest")
    done.of = 2 * len(choices)
    drafted = run_choices(space, draft, choices, pieces, done)
    ran = run_choices(space, full, drafted.only(contenders(drafted, chosen.sign)), pieces, done)
    rows = _rows(brief, prices, ran, sample.seed)
    result: dict[str, Any] = {
        "case": case.name,
        "package": package,
        "outcome": chosen.outcome,
        "year": chosen.year,
        "unit": chosen.measure.unit,
        "better": "less" if chosen.sign > 0 else "more",
        **asdict(sample.engines),
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        "budget": budget,
        "limits": [limit.row() for limit in brief.limits],
        "target": None if target is None else target.row(),
        "method": method,
        "considered": space.size,
        "within": len(choices),
        "kept": sorted(space.kept),
        "candidates": _candidate_rows(brief, prices),
        "unpriced": sorted({name for row in rows for name in row["unpriced"]}),
        "packages": rows,
        "cheapest": _cheapest(rows),
    }
    return {**result, "reads": design_reads(result)}


def _candidate_rows(brief: Brief, prices: Prices) -> list[dict[str, Any]]:
    rows = []
    for (c, at), costs in prices.options.items():
        candidate = brief.space.candidates[c]
        total = costs.values.sum(axis=0)
        known = any(name not in costs.unpriced for name in candidate.levers)
        low, middle, high = (float(q) if known else None for q in np.quantile(total, (0.05, 0.5, 0.95)))
        rows.append(
            {
                "name": candidate.name,
                "option": candidate.options[at - 1].label,
                "title": candidate.title,
                "levers": list(candidate.levers),
                "cost": float(total.mean()) if known else None,
                "cost_p5": low,
                "cost_p50": middle,
                "cost_p95": high,
                "unpriced": sorted(costs.unpriced),
            }
        )
    return rows


def _cheapest(rows: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    """Return the cheapest package that clearly meets the target, and the cheapest that may."""
    sure = next((row["package"] for row in rows if row["meets"] == "yes"), None)
    may = next((row["package"] for row in rows if row["meets"] in ("yes", "too small to tell")), None)
    return {"surely": sure, "perhaps": may}
