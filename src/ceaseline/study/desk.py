"""A desk: one case kept warm, so that a package set by hand is run at once.

Worlds, the surrogate of the fighting and recent outcomes stay in memory; nothing is read from or written to
the store. The bits are those of `run_study`: same worlds, same luck, same plan.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock, Semaphore

import numpy as np
from numpy.typing import NDArray

from ceaseline.case import Case, FrozenMap, LeverChange, Package, Uncertain, with_changes, with_values
from ceaseline.study.engines import DEFAULT_ENGINES, Engines
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Sample, run_plan, worlds_of
from ceaseline.study.study import all_threads
from ceaseline.study.turns import Turns
from ceaseline.study.worlds import redrawn_worlds

#: Outcomes kept in memory; about two megabytes each with 4 096 futures.
KEPT = 48


class Busy(RuntimeError):
    """More questions wait than the desk takes."""


@dataclass(frozen=True)
class Setting:
    """A package set by hand, under assumptions of one's own.

    Parameters
    ----------
    package : str
        A package of the case from which to start.
    changes : mapping of str to LeverChange
        Levers set otherwise.
    values : mapping of str to Uncertain
        Assumptions with another value; none for the case's own.
    """

    package: str
    changes: Mapping[str, LeverChange] = field(default_factory=FrozenMap)
    values: Mapping[str, Uncertain] = field(default_factory=FrozenMap)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others, for a cache."""
        return self.package, tuple(sorted(self.changes.items())), tuple(sorted(self.values.items()))


@dataclass(frozen=True)
class Run:
    """A setting that was run.

    Parameters
    ----------
    case : Case
        With its conditions and assumptions as set.
    package : Package
        As set.
    plan : Plan
    worlds : structured array of WORLD, shape (sample.worlds,)
    sample : Sample
    outcomes : structured array of OUTCOME, shape (sample.futures,)
        Future i is luck ``i % per_world`` of world ``i // per_world``.
    """

    case: Case
    package: Package
    plan: Plan
    worlds: NDArray[np.void]
    sample: Sample
    outcomes: NDArray[np.void]


def prefix(outcomes: NDArray[np.void], sample: Sample, smaller: Sample) -> NDArray[np.void]:
    """Return the outcomes of a smaller sample of the same worlds out of those of a larger one.

    Parameters
    ----------
    outcomes : structured array, shape (sample.futures,)
    sample, smaller : Sample
        Of the same worlds and seed.

    Returns
    -------
    structured array, shape (smaller.futures,)
        The first futures of each world: luck is addressed by world and future, so they are the same.

    Examples
    --------
    >>> whole = np.array([(w, f) for w in range(2) for f in range(3)], dtype=[("w", int), ("f", int)])
    >>> prefix(whole, Sample(6, 2), Sample(4, 2)).tolist()
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """
    shaped = outcomes.reshape(sample.worlds, sample.per_world)
    return shaped[:, : smaller.per_world].reshape(-1)


class Desk:
    """Runs settings of one case.

    Parameters
    ----------
    case : Case
    seed, worlds : int
        Shared by every setting, so that all have the same luck.
    threads : int
        0 for all that this process may use.
    waiting : int
        How many runs may wait for their turn; one more is refused.
    engines : Engines
        Which decides and which fights.
    kept : int
        Outcomes kept in memory.
    """

    def __init__(
        self,
        case: Case,
        *,
        seed: int = 1,
        worlds: int = 128,
        threads: int = 0,
        waiting: int = 64,
        engines: Engines = DEFAULT_ENGINES,
        kept: int = KEPT,
    ) -> None:
        self.case = case
        self.seed = seed
        self.worlds = worlds
        self.threads = threads or all_threads()
        self.engines = engines
        self._most = kept
        self._base = worlds_of(case, Sample(worlds, worlds, seed, engines))
        self._kept: OrderedDict[tuple[object, ...], Run] = OrderedDict()
        self._table = Lock()
        self._turns = Turns()
        self._places = Semaphore(waiting)

    def sample(self, futures: int) -> Sample:
        """Return the sample of the desk with so many futures; raises ValueError if they cannot be shared."""
        return Sample(futures, self.worlds, self.seed, self.engines)

    def run(self, setting: Setting, futures: int) -> Run:
        """Run a setting, or return what is still known of it; small samples go before large ones.

        Parameters
        ----------
        setting : Setting
        futures : int
            A multiple of the desk's worlds.

        Returns
        -------
        Run

        Raises
        ------
        ceaseline.case.ChangeError
            If the case does not allow the setting.
        KeyError
            If the case has no such package.
        Busy
            If too many questions wait.
        """
        sample = self.sample(futures)
        known = self._known(setting, sample)
        if known is not None:
            return known
        case, package, plan, worlds = self._prepared(setting)
        if not self._places.acquire(blocking=False):
            raise Busy("too many questions wait for an answer; ask again in a second")
        try:
            with self._turns.turn(sample.per_world):
                known = self._known(setting, sample)
                if known is not None:
                    return known
                outcomes = run_plan(case, plan, worlds, sample, threads=self.threads)
        finally:
            self._places.release()
        outcomes.flags.writeable = False
        found = Run(case, package, plan, worlds, sample, outcomes)
        with self._table:
            self._kept[(*setting.key, sample.futures)] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found

    def _known(self, setting: Setting, sample: Sample) -> Run | None:
        """Return kept outcomes, those of a smaller sample cut out of a larger one of the same luck."""
        with self._table:
            for key, run in reversed(self._kept.items()):
                if key[:-1] == setting.key and run.sample.futures >= sample.futures:
                    self._kept.move_to_end(key)
                    if run.sample == sample:
                        return run
                    return replace(run, sample=sample, outcomes=prefix(run.outcomes, run.sample, sample))
        return None

    def _prepared(self, setting: Setting) -> tuple[Case, Package, Plan, NDArray[np.void]]:
        case, package = with_changes(self.case, self.case.package(setting.package), setting.changes)
        worlds = self._base
        if setting.values:
            case = with_values(case, setting.values)
            # what the challenger believes of fighting stays the fit of the case itself
            worlds = redrawn_worlds(case, self._base, self.seed, setting.values)
        return case, package, make_plan(case, package, self.seed, self.worlds), worlds
