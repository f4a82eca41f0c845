"""Promises as a cooperative game: the outcome of every subset of groups that is asked for, by world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.grouping import Player
from ceaseline.analysis.measures import Measure, Outcomes
from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case, FrozenMap, Package
from ceaseline.model.records import RUNGS
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Progress, Sample
from ceaseline.study.subsets import Question, run_together

#: Outcomes that tell histories apart even where the same promises are in force.
_BOTH_POINTS = ("in_force_least", "in_force_greatest")


@dataclass(frozen=True)
class Game:
    """A package whose groups of promises may be in or out, and what is counted.

    Parameters
    ----------
    case : Case
    package : Package
    players : tuple of Player
    measure : Measure
    sample : Sample
    worlds : structured array of WORLD, shape (sample.worlds,)
    threads : int
    inputs : dict or None
        What package and worlds depend on; None to keep no pieces.
    fresh : bool
        Read no pieces that an earlier run left.
    progress : callable or None
    """

    case: Case
    package: Package
    players: tuple[Player, ...]
    measure: Measure
    sample: Sample
    worlds: NDArray[np.void]
    threads: int
    inputs: dict[str, Any] | None
    fresh: bool = False
    progress: Progress | None = None


@dataclass(frozen=True)
class Played:
    """The outcome of subsets of groups, added up by world.

    Parameters
    ----------
    values, weights : array of float, shape (worlds, subsets)
        Sums over futures of weight times value, and of weights.
    in_force : array of float, shape (watched,)
        Share of futures in which a watched group opens with a promise in force.
    histories : float
        Futures really run.
    """

    values: Floats
    weights: Floats
    in_force: Floats
    histories: float

    @property
    def levels(self) -> Floats:
        """Mean outcome of every subset, shape (subsets,)."""
        return np.asarray(self.values.sum(axis=0) / self.weights.sum(axis=0))

    @property
    def deviations(self) -> Floats:
        """What each world adds to the error of every mean, shape (worlds, subsets); linear in the means."""
        return np.asarray((self.values - self.levels * self.weights) / self.weights.sum(axis=0))

    def within(self, worlds: NDArray[np.int64]) -> Played:
        """Return the same for some of the worlds."""
        return replace(self, values=self.values[worlds], weights=self.weights[worlds])


def question_of(case: Case, measure: Measure) -> Question:
    """Return what has to be run and read for an outcome.

    A rung or a capability of a month needs no months after it. A capability is read in futures that still run
    then under every subset, so that no promise gains by ending poor futures early.
    """

    def read(outcomes: Outcomes) -> tuple[Floats, Floats]:
        reading = measure.read(outcomes)
        return reading.values, reading.weights

    dated = measure.month is not None and (measure.outcome in RUNGS or measure.same_futures)
    return Question(
        measure.outcome if measure.month is None else f"{measure.outcome} at {measure.month}",
        read,
        measure.month if dated and measure.month is not None else case.horizon_months,
        measure.outcome in _BOTH_POINTS,
        measure.outcome == "agreement",
        same_futures=measure.same_futures,
        capability=measure.same_futures,
    )


def _designs(case: Case, players: Sequence[Player], mask: int) -> frozenset[str]:
    """Return the choices of design among the groups of a subset."""
    return frozenset(
        lever
        for place, player in enumerate(players)
        if mask >> place & 1
        for lever in player.levers
        if case.lever(lever).kind == "design"
    )


def _plan(game: Game, designs: frozenset[str]) -> Plan:
    """Lay out all promises of the package under some of its choices of design."""
    kept = {
        name: setting
        for name, setting in game.package.settings.items()
        if game.case.lever(name).kind != "design" or name in designs
    }
    package = replace(game.package, settings=FrozenMap(kept))
    return make_plan(game.case, package, game.sample.seed, game.sample.worlds)


def _promises(plan: Plan, player: Player) -> int:
    return sum(1 << plan.lever_ids.index(lever) for lever in player.levers if lever in plan.lever_ids)


def play(game: Game, masks: Sequence[int], watched: Sequence[tuple[int, int]] = ()) -> Played:
    """Run subsets of groups with the same worlds and luck.

    A choice of design changes promises for every subset that holds it, so subsets with the same choices share
    a plan, and within it those with the same promises in force share a run.

    Parameters
    ----------
    game : Game
    masks : sequence of int
        Groups of each subset, as bit masks over `game.players`.
    watched : sequence of (int, int)
        Places in `masks`, and places in `game.players`.

    Returns
    -------
    Played

    Raises
    ------
    ValueError
        If a subset has a figure in no future, or a capability is asked for of a package with choices of
        design.
    """
    size = (game.sample.worlds, len(masks))
    values, weights, in_force = np.zeros(size), np.zeros(size), np.zeros(len(watched))
    histories = 0.0
    columns: dict[frozenset[str], list[int]] = {}
    for column, mask in enumerate(masks):
        columns.setdefault(_designs(game.case, game.players, mask), []).append(column)
    if game.measure.same_futures and len(columns) > 1:
        why = "is read in futures that still run, and which these are differs between choices of design"
        raise ValueError(f"{game.measure.outcome} {why}; take a package without them")
    done = 0
    for designs, own in columns.items():
        plan = _plan(game, designs)
        bits = [_promises(plan, player) for player in game.players]
        subsets = np.array(
            [sum(bit for place, bit in enumerate(bits) if masks[column] >> place & 1) for column in own],
            dtype=np.int64,
        )
        looked = [at for at, (column, _) in enumerate(watched) if column in set(own)]

        def report(finished: int, _: int, before: int = done) -> None:
            if game.progress is not None:
                game.progress(before + finished, game.sample.futures * len(masks))

        answer = run_together(
            game.case,
            plan,
            game.worlds,
            game.sample,
            subsets,
            question_of(game.case, game.measure),
            watched=[(own.index(watched[at][0]), bits[watched[at][1]]) for at in looked],
            threads=game.threads,
            progress=report,
            inputs=None if game.inputs is None else {**game.inputs, "designs": sorted(designs)},
            fresh=game.fresh,
        )
        values[:, own], weights[:, own] = answer.values, answer.weights
        in_force[looked] = answer.in_force.sum(axis=0) / game.sample.futures
        histories += float(answer.histories.sum())
        done += game.sample.futures * len(own)
    if not weights.sum(axis=0).all():
        why = "has no figure without some of the promises, so it cannot be shared out"
        raise ValueError(f"{game.measure.outcome} {why}")
    return Played(values, weights, in_force, histories)
