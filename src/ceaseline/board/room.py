"""The case on the board: loaded and run once, then asked by every page; it never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from ceaseline.analysis.live import answer, find_future
from ceaseline.analysis.replay import Side, replay_sides
from ceaseline.analysis.standing import standing
from ceaseline.analysis.timeline import dated_packages
from ceaseline.board.assets import LIBRARY, asset
from ceaseline.board.query import WHOLE, WORLDS, Asked, setting_of
from ceaseline.case import Case
from ceaseline.evidence.ledger import Ledger
from ceaseline.study import Desk, Setting
from ceaseline.views.controls import controls
from ceaseline.views.evidence import lever_evidence
from ceaseline.views.live import live_charts

Data = dict[str, Any]
T = TypeVar("T")

#: Answers kept as they were sent, for a room in which many open the same link.
KEPT = 256


class Room:
    """Answers the questions of a board about one case.

    Parameters
    ----------
    case
    ledger
        Of the case; empty where it has none.
    seed, worlds, whole, threads
        Sample of every answer; whole is the number of futures of one that is no draft.
    waiting
        How many runs may wait for their turn.
    """

    def __init__(
        self,
        case: Case,
        ledger: Ledger | None = None,
        *,
        seed: int = 1,
        worlds: int = WORLDS,
        whole: int = WHOLE,
        threads: int = 0,
        waiting: int = 64,
    ) -> None:
        self.case = case
        self.ledger = ledger or Ledger()
        self.whole = whole
        self.desk = Desk(case, seed=seed, worlds=worlds, threads=threads, waiting=waiting)
        dated = dated_packages(case)
        self.start = dated[-1].name if dated else case.packages[-1].name
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._table = Lock()

    def warm(self) -> None:
        """Compile and run what the first page will ask."""
        asset(LIBRARY)
        self.answer(Asked())
        self.standing(Asked())

    def _setting(self, asked: Asked) -> Setting:
        return setting_of(self.case, asked, self.start)

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._table:
            if key in self._kept:
                self._kept.move_to_end(key)
                known: T = self._kept[key]
                return known
        made = make()
        with self._table:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def answer(self, asked: Asked, futures: int | None = None) -> Data:
        """Return ladder, survival and differences; see `ceaseline.analysis.live.answer`."""
        setting = self._setting(asked)
        count = futures or self.whole
        key = ("answer", setting.key, asked.baseline, count)
        return self._once(
            key, lambda: answer(self.desk, setting, asked.baseline, futures=count, whole=self.whole)
        )

    def standing(self, asked: Asked) -> Data:
        """Return the promises in force; see `ceaseline.analysis.standing.standing`."""
        setting = self._setting(asked)
        return self._once(("standing", setting.key), lambda: standing(self.desk.run(setting, self.whole)))

    def story(self, asked: Asked, future: int, find: str) -> Data:
        """Return one future under the package and the baseline; see `ceaseline.analysis.replay`."""
        setting = self._setting(asked)
        run = self.desk.run(setting, self.whole)
        beside = self.desk.run(Setting(asked.baseline, values=setting.values), self.whole)
        chosen = find_future(run, beside, future, find)
        sides = [Side(held.case, held.package, held.worlds) for held in (run, beside)]
        told = replay_sides(sides, run.sample, future if chosen is None else chosen)
        return {
            **{name: told[name] for name in ("future", "world", "luck", "months", "part_in_month")},
            "found": chosen is not None,
            "packages": [
                {name: side[name] for name in ("name", "title", "in_force", "waiting")}
                for side in told["packages"]
            ],
        }

    def evidence(self, lever: str) -> Data:
        """Return what stands behind a lever; raises KeyError if there is none such."""
        return lever_evidence(self.case, self.ledger, lever)

    def controls(self) -> Data:
        """Return everything that can be set, and the package that the board starts from."""
        return self._once(
            "controls", lambda: {**controls(self.case), "start": self.start, "whole": self.whole}
        )

    def charts(self) -> Data:
        """Return the specs of the charts."""
        return self._once("charts", lambda: live_charts(self.case))
