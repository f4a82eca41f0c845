"""Run every subset of a package's promises under the same worlds and luck, each history once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.case import Case
from ceaseline.model.records import OUTCOME, PRELUDE, READINGS
from ceaseline.model.state import STATE
from ceaseline.model.subsets import agreement_of_subsets, run_subsets
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.plan import Plan
from ceaseline.study.run import Progress, Sample, run_plan

Floats = NDArray[np.float64]
Masks = NDArray[np.int64]

#: Reads one figure from every future: values, and how much each counts.
Reader = Callable[[NDArray[np.void]], tuple[Floats, Floats]]

#: Least number of histories for which a thread keeps room.
ROOM = 8192
#: Least number of histories for which a world keeps room where only means are asked for.
MEANS_ROOM = 1024
#: Pieces into which the worlds are cut; each is kept when it is finished.
PIECES = 16
#: Fields of an outcome that tell both fixed points, and so tell histories apart that share the set in force.
BOTH_POINTS = ("least", "greatest", "least_start", "greatest_start")


@dataclass(frozen=True)
class Question:
    """What is read from each subset of promises.

    Parameters
    ----------
    name : str
        Tells it from every other question; part of the address of kept pieces.
    read : callable
        From outcomes to values and weights, both of shape (futures,).
    horizon : int
        Months that have to be run for it.
    whole : bool
        True where it reads a field of `BOTH_POINTS`.
    agreement : bool
        True where it is the chance of an agreement, which depends on what is announced and not on what is
        in force.
    same_futures : bool
        True to count only futures that have a figure under every subset that is run.
    capability : bool
        True where it reads what stands in place in some month; otherwise that is not written down.
    """

    name: str
    read: Reader
    horizon: int
    whole: bool = False
    agreement: bool = False
    same_futures: bool = False
    capability: bool = False


@dataclass(frozen=True)
class Answer:
    """Figures of every subset, added up by world, in the order of the futures.

    Parameters
    ----------
    values : array of float, shape (worlds, subsets)
        Sums of weight times value.
    weights : array of float, shape (worlds, subsets)
        Sums of weights.
    in_force : array of float, shape (worlds, watched)
        Futures in which a watched subset opens with any of its watched promises in force.
    histories : array of float, shape (worlds,)
        Futures really run.
    """

    values: Floats
    weights: Floats
    in_force: Floats
    histories: Floats


def masked(plan: Plan, subset: int) -> Plan:
    """Return a plan that holds only a subset of its promises.

    Parameters
    ----------
    plan : Plan
    subset : int
        Bit mask over its promises.
    """
    levers = plan.levers.copy()
    kept = np.array([subset >> bit & 1 for bit in range(levers.shape[1])])
    levers["promised"] *= kept
    return replace(plan, levers=levers)


def run_apart(
    case: Case,
    plan: Plan,
    worlds: NDArray[np.void],
    sample: Sample,
    subsets: Masks,
    question: Question,
    *,
    threads: int = 1,
) -> tuple[Floats, Floats]:
    """Run every subset on its own, nothing shared: what `run_together` has to equal bit for bit.

    Returns
    -------
    values, weights : array of float, shape (worlds, subsets)
        As in `Answer`.
    """
    values, weights = (np.zeros((sample.worlds, subsets.size)) for _ in range(2))
    for column, subset in enumerate(subsets):
        outcomes = run_plan(case, masked(plan, int(subset)), worlds, sample, threads=threads)
        figures, counts = question.read(outcomes)
        for future in range(sample.futures):
            world = future // sample.per_world
            values[world, column] += counts[future] * figures[future]
            weights[world, column] += counts[future]
    return values, weights


@dataclass(frozen=True)
class _Runner:
    """Runs one world after another for one set of subsets."""

    case: Case
    plan: Plan
    worlds: NDArray[np.void]
    sample: Sample
    subsets: Masks
    question: Question
    watched: tuple[tuple[int, int], ...]

    def row_length(self) -> int:
        return 2 * self.subsets.size + len(self.watched) + 1

    def piece(self, first: int, last: int) -> Floats:
        """Return one row a world: sums of values, sums of weights, what is in force, histories."""
        rows = np.zeros((last - first, self.row_length()))
        room = np.zeros(max(ROOM, self.subsets.size), dtype=OUTCOME)
        for world in range(first, last):
            self._world(world, rows[world - first], room)
        return rows

    def _world(self, w: int, row: Floats, room: NDArray[np.void]) -> None:
        size = self.subsets.size
        values, weights, in_force = row[:size], row[size : 2 * size], row[2 * size : -1]
        index = np.zeros((self.sample.per_world, size), dtype=np.int32)
        done = 0
        while done < self.sample.per_world:
            reached, used = self._run(w, done, index, room)
            found = room[:used]
            if self.question.agreement:
                self._agree(w, found["type"][index[: reached - done, 0]], values, weights)
            else:
                self._add(found, index[: reached - done], values, weights)
            self._watch(found, index[: reached - done], in_force)
            row[-1] += used
            done = reached

    def means(self, w: int, read: Callable[[NDArray[np.void]], Floats]) -> Floats:
        """Return the means of figures over the futures of a world; shape (subsets, figures)."""
        size, per_world = self.subsets.size, self.sample.per_world
        room = np.zeros(max(MEANS_ROOM, size), dtype=OUTCOME)
        index = np.zeros((per_world, size), dtype=np.int32)
        figures = []
        done = 0
        while done < per_world:
            reached, used = self._run(w, done, index, room)
            figures.append(read(room[:used])[:, index[: reached - done].T])
            done = reached
        # futures stand together, as in a run apart, so that sums take the same order
        together = np.ascontiguousarray(np.concatenate(figures, axis=2))
        return np.asarray(together.mean(axis=2).T)

    def _add(
        self, found: NDArray[np.void], index: NDArray[np.int32], values: Floats, weights: Floats
    ) -> None:
        """Add up figures future by future, so that the order of sums depends on nothing else."""
        figures, counts = self.question.read(found)
        weighed = counts * figures
        for at in index:
            if self.question.same_futures and not counts[at].all():
                continue
            values += weighed[at]
            weights += counts[at]

    def _run(self, w: int, done: int, index: NDArray[np.int32], room: NDArray[np.void]) -> tuple[int, int]:
        flags = self.case.flags
        tables = [np.zeros((1 << (self.subsets.size + 1).bit_length(), 4), dtype=np.int64) for _ in range(2)]
        reached, used = run_subsets(
            self.sample.seed,
            w,
            done,
            self.sample.per_world,
            self.question.horizon,
            int(flags.strikes),
            int(flags.sea),
            int(self.question.whole),
            np.array(READINGS if self.question.capability else (), dtype=np.int64),
            _records(self.worlds)[w],
            _records(self.plan.levers)[w],
            self.plan.thresholds[w],
            _records(self.plan.conditions)[w],
            _records(self.plan.parties),
            self.subsets,
            index,
            _records(room),
            _records(np.zeros(1, dtype=STATE)),
            _records(np.zeros(1, dtype=PRELUDE)),
            *tables,
        )
        return int(reached), int(used)

    def _watch(self, found: NDArray[np.void], index: NDArray[np.int32], in_force: Floats) -> None:
        force = np.where(found["greatest_reached"] == 1, found["greatest_start"], found["least_start"])
        for place, (column, promises) in enumerate(self.watched):
            in_force[place] += np.count_nonzero(force[index[:, column]] & promises)

    def _agree(self, w: int, types: NDArray[np.int16], values: Floats, weights: Floats) -> None:
        """Add the chance of an agreement, of which shared histories know nothing."""
        chances = np.empty((3, self.subsets.size))
        agreement_of_subsets(_records(self.worlds)[w], _records(self.plan.levers)[w], self.subsets, chances)
        for kind in types:
            values += chances[kind]
            weights += 1.0


def _records(array: NDArray[np.void]) -> Any:
    """Let uncompiled code reach fields by name, as compiled code does."""
    return array.view(np.recarray)


def run_together(
    case: Case,
    plan: Plan,
    worlds: NDArray[np.void],
    sample: Sample,
    subsets: Masks,
    question: Question,
    *,
    watched: Sequence[tuple[int, int]] = (),
    threads: int = 1,
    progress: Progress | None = None,
    inputs: dict[str, Any] | None = None,
    fresh: bool = False,
) -> Answer:
    """Run subsets of a package's promises; those that open with the same promises in force share a run.

    Parameters
    ----------
    case : Case
    plan : Plan
        The whole package.
    worlds : structured array of WORLD, shape (sample.worlds,)
    sample : Sample
    subsets : array of int, shape (subsets,)
        Promises of each subset, as bit masks.
    question : Question
    watched : sequence of (int, int)
        Places in `subsets`, and promises as bit masks that are looked for among those in force there.
    threads : int
        Changes no bit of the answer.
    progress : callable, optional
        Told after each piece of the futures times subsets that are answered.
    inputs : dict, optional
        Everything that `plan` and `worlds` depend on, as plain values. Given, finished pieces are kept in the
        user's store and read again.
    fresh : bool
        Read no pieces that an earlier run left.

    Returns
    -------
    Answer
    """
    runner = _Runner(case, plan, worlds, sample, subsets, question, tuple(watched))
    asked = {
        **(inputs or {}),
        "work": "subsets",
        "question": [question.name, question.horizon, question.same_futures],
        "subsets": hashlib.sha256(subsets.tobytes()).hexdigest(),
        "watched": [list(pair) for pair in watched],
    }
    kept = Checkpoint(asked, fresh=fresh, keep=inputs is not None)
    cuts = np.linspace(0, sample.worlds, min(PIECES, sample.worlds) + 1).astype(int).tolist()
    pieces = list(pairwise(cuts))
    rows = np.zeros((sample.worlds, runner.row_length()))

    def piece(first: int, last: int) -> tuple[int, int, Floats]:
        return first, last, kept.once(f"worlds {first} to {last}", lambda: runner.piece(first, last))

    finished = 0
    pool = ThreadPoolExecutor(threads)
    try:
        for job in as_completed([pool.submit(piece, first, last) for first, last in pieces]):
            first, last, found = job.result()
            rows[first:last] = found
            finished += last - first
            if progress is not None:
                each = sample.per_world * subsets.size
                progress(finished * each, sample.worlds * each)
    finally:
        # an interrupt must not wait for pieces that nobody will read
        pool.shutdown(cancel_futures=True)
    size = subsets.size
    return Answer(rows[:, :size], rows[:, size : 2 * size], rows[:, 2 * size : -1], rows[:, -1])


def means_together(
    case: Case,
    plan: Plan,
    worlds: NDArray[np.void],
    sample: Sample,
    subsets: Masks,
    read: Callable[[NDArray[np.void]], Floats],
    *,
    threads: int = 1,
) -> Floats:
    """Return means in each world for subsets of a package's promises, each history run once.

    Parameters
    ----------
    case, plan, worlds, sample, subsets
        As in `run_together`.
    read : callable
        From outcomes to figures, shape (figures, outcomes); not of `agreement`, which histories that share
        a run do not tell.
    threads : int
        Changes no bit of the answer.

    Returns
    -------
    array of float, shape (subsets, figures, worlds)
        The bits of the means of runs apart.
    """
    question = Question("means", _nothing, case.horizon_months, whole=True, capability=True)
    runner = _Runner(case, plan, worlds, sample, subsets, question, ())
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(lambda world: runner.means(world, read), range(sample.worlds)))
    return np.stack(found, axis=2)


def _nothing(outcomes: NDArray[np.void]) -> tuple[Floats, Floats]:
    return np.zeros(outcomes.size), np.zeros(outcomes.size)
