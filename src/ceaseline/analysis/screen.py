"""Packages worth running where there are too many for all of them: a linear screen under the same limits.

What each option gives alone and last is averaged to one value, as if options added up, and a mixed-integer
linear program (HiGHS, through SciPy) finds the best packages of that model for a row of budgets. Promises do
not add up, so its answer is only a list of packages to run; the model of futures has the last word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ceaseline.analysis.candidates import Choice, Space
from ceaseline.analysis.statistics import Floats
from ceaseline.case import AmountCondition, Case, CountCondition, Lever

#: Budgets for which the linear model is solved.
BUDGETS = 24
#: A condition that is meant with at least this chance counts as one in the linear model.
MEANT = 0.5


@dataclass(frozen=True)
class Rows:
    """Linear limits on what is chosen: ``matrix @ x <= upper``, one column an option."""

    matrix: Floats
    upper: Floats


@dataclass(frozen=True)
class Linear:
    """A linear model of a design.

    Parameters
    ----------
    space : Space
    values : array of float, shape (options,)
        What each option adds to the loss (below zero it helps).
    costs : array of float, shape (options,)
        EUR a year.
    limits : Rows
        Of contributors and of conditions.
    """

    space: Space
    values: Floats
    costs: Floats
    limits: Rows


def options_of(space: Space) -> Iterator[tuple[int, int]]:
    """Return the places of all options: candidate, and number of the option from 1 on."""
    for c, candidate in enumerate(space.candidates):
        for at in range(1, len(candidate.options) + 1):
            yield c, at


def choice_of(space: Space, taken: Sequence[bool]) -> Choice:
    """Return the choice that takes some of the options."""
    choice = list(space.empty)
    for (c, at), is_in in zip(options_of(space), taken, strict=True):
        if is_in:
            choice[c] = at
    return tuple(choice)


def _asks(case: Case, lever: Lever) -> Iterator[CountCondition | AmountCondition]:
    for condition in lever.requires:
        if not isinstance(condition, CountCondition | AmountCondition):
            continue
        if condition.chance is None or condition.chance.p50 >= MEANT:
            yield condition


def condition_rows(case: Case, space: Space) -> Rows:
    """Return what conditions of promises ask of a choice, as linear limits.

    An option whose lever waits for others needs them: ``at_least * x <= sum of what the others bring``. What
    every package keeps counts as there. Conditions that are probably not meant are left out.
    """
    places = list(options_of(space))
    rows, upper = [], []
    for k, (c, at) in enumerate(places):
        option = space.candidates[c].options[at - 1]
        for lever in option.settings:
            for condition in _asks(case, case.lever(lever)):
                others = [name for name in condition.levers if name != lever]
                brings = np.zeros(len(places))
                for j, (d, place) in enumerate(places):
                    inside = space.candidates[d].options[place - 1].settings
                    brings[j] = sum(_counts(condition, inside.get(name)) for name in others if name in inside)
                kept = sum(_counts(condition, space.kept.get(name)) for name in others if name in space.kept)
                needed = float(len(others)) if condition.at_least is None else condition.at_least.p50
                row = -brings
                row[k] += max(0.0, needed - kept)
                rows.append(row)
                upper.append(0.0)
    return Rows(np.array(rows).reshape(len(rows), len(places)), np.array(upper))


def _counts(condition: CountCondition | AmountCondition, setting: object) -> float:
    if isinstance(condition, CountCondition):
        return 1.0
    amount = getattr(setting, "amount", None)
    return 0.0 if amount is None else float(amount.p50)


def best_within(model: Linear, budget: float) -> Choice | None:
    """Return the best choice of the linear model within a budget; None if there is none.

    Parameters
    ----------
    model : Linear
    budget : float
        EUR a year.
    """
    places = list(options_of(model.space))
    one = np.zeros((len(model.space.candidates), len(places)))
    for k, (c, _) in enumerate(places):
        one[c, k] = 1.0
    matrix = np.vstack([model.costs[None, :], one, model.limits.matrix])
    upper = np.concatenate([[budget], np.ones(one.shape[0]), model.limits.upper])
    found = milp(
        model.values,
        constraints=LinearConstraint(matrix, -np.inf, upper),
        integrality=np.ones(len(places)),
        bounds=Bounds(0.0, 1.0),
    )
    if found.x is None:
        return None
    return choice_of(model.space, [bool(x > 0.5) for x in found.x])


def screened(model: Linear, budget: float | None) -> list[Choice]:
    """Return the packages that the linear model would run: best for a row of budgets, and greedy ones.

    Parameters
    ----------
    model : Linear
    budget : float or None
        The highest budget; None for what all costs together.

    Returns
    -------
    list of choice
        Without repeats, the empty one among them.
    """
    highest = float(model.costs.sum()) if budget is None else budget
    choices = [model.space.empty]
    for level in np.linspace(0.0, highest, BUDGETS):
        found = best_within(model, float(level))
        choices += [found] if found is not None else []
    taken = np.zeros(model.costs.size, dtype=bool)
    places = list(options_of(model.space))
    order = np.argsort(model.values / np.maximum(model.costs, 1.0), kind="stable")
    for k in order:
        if model.values[k] >= 0.0 or any(taken[j] for j in range(taken.size) if places[j][0] == places[k][0]):
            continue
        taken[k] = True
        fits = model.costs @ taken <= highest and (model.limits.matrix @ taken <= model.limits.upper).all()
        if fits:
            choices.append(choice_of(model.space, taken.tolist()))
        elif model.costs @ taken > highest:
            taken[k] = False
    return list(dict.fromkeys(choices))
