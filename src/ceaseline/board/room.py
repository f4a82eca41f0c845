"""The case on the board: loaded and run once, then asked by every page; it never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Any, TypeVar

from ceaseline.analysis.engines import settings_agree
from ceaseline.analysis.live import answer, find_future
from ceaseline.analysis.replay import Side, replay_sides
from ceaseline.analysis.standing import standing
from ceaseline.analysis.timeline import dated_packages, timeline
from ceaseline.analysis.worth import worth_of
from ceaseline.board.assets import LIBRARY, asset
from ceaseline.board.query import DRAFT, WHOLE, WORLDS, Asked, AskedOfWorth, setting_of
from ceaseline.case import Case, ChangeError
from ceaseline.evidence.ledger import Ledger
from ceaseline.study import Desk, Engines, Setting
from ceaseline.study.engines import DEFAULT_ENGINES, EVERY_ENGINE
from ceaseline.views import charts
from ceaseline.views.charts import Chart
from ceaseline.views.controls import controls
from ceaseline.views.evidence import lever_evidence
from ceaseline.views.live import live_charts

Data = dict[str, Any]
T = TypeVar("T")

#: Answers kept as they were sent, for a room in which many open the same link.
KEPT = 256

#: Answers in the making beyond which those in a hurry get a draft.
CROWD = 4


class Stopped(RuntimeError):
    """Nobody waits for an answer any more."""


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
        self._slow = Lock()
        self._making = 0
        self._beside: dict[Engines, Desk] = {DEFAULT_ENGINES: self.desk}

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

    def answer(self, asked: Asked, futures: int | None = None, *, hurry: bool = False) -> Data:
        """Return ladder, survival and differences; see `ceaseline.analysis.live.answer`.

        In a hurry, one that is not known yet is a draft while more than `CROWD` answers are in the making: a
        draft goes before whole answers that wait, so a full room sees something at once.
        """
        setting = self._setting(asked)
        count = futures or self.whole

        def of(futures: int) -> tuple[Hashable, Callable[[], Data]]:
            return ("answer", setting.key, asked.baseline, futures), lambda: answer(
                self.desk, setting, asked.baseline, futures=futures, whole=self.whole
            )

        with self._made() as crowded:
            draft = hurry and crowded and count > DRAFT and not self._knows(of(count)[0])
            return self._once(*of(DRAFT if draft else count))

    @contextmanager
    def _made(self) -> Iterator[bool]:
        """Count an answer among those in the making; gives whether they are too many."""
        with self._table:
            self._making += 1
            crowded = self._making > CROWD
        try:
            yield crowded
        finally:
            with self._table:
                self._making -= 1

    def _knows(self, key: Hashable) -> bool:
        with self._table:
            return key in self._kept

    def standing(self, asked: Asked) -> Data:
        """Return the promises in force; see `ceaseline.analysis.standing.standing`."""
        setting = self._setting(asked)
        return self._once(("standing", setting.key), lambda: standing(self.desk.run(setting, self.whole)))

    def story(self, asked: Asked, future: int, find: str) -> Data:
        """Return one future under the package and the baseline; see `ceaseline.analysis.replay`."""
        if future >= self.whole:
            raise ChangeError((f"the futures are 0 to {self.whole - 1}, not {future}",))
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

    def engines(self, asked: Asked) -> Data:
        """Return what the other engines make of it; see `ceaseline.analysis.engines`."""
        setting = self._setting(asked)
        beside = Setting(asked.baseline, values=setting.values)

        def agree() -> Data:
            with self._slow:
                return settings_agree(self._desks(), setting, beside, self.whole)

        return self._once(("engines", setting.key, asked.baseline), agree)

    def _desks(self) -> list[Desk]:
        """Return a desk for each combination of engines, made when it is first asked for."""
        for engines in EVERY_ENGINE:
            if engines not in self._beside:
                desk = self.desk
                self._beside[engines] = Desk(
                    self.case, seed=desk.seed, worlds=desk.worlds, threads=1, engines=engines, kept=4
                )
        return [self._beside[engines] for engines in EVERY_ENGINE]

    def worth(self, asked: AskedOfWorth, stop: Event) -> Data:
        """Return what each group of promises is worth, on one thread so that sliders keep the others.

        Raises
        ------
        Stopped
            If nobody waits for it any more.
        """
        setting = self._setting(asked)

        def told(done: int, of: int) -> None:
            if stop.is_set():
                raise Stopped

        def work() -> Data:
            run = self.desk.run(setting, self.whole)
            with self._slow:
                told(0, 1)
                found = worth_of(run, outcome=asked.rung, year=asked.year, progress=told)
            kept = ("lever", "title", "levers", "shapley", "error", "reads")
            groups = sorted(found["worth"], key=lambda row: -abs(row["shapley"]))
            return {
                **charts.worth(found, width=asked.width).data(),
                "groups": [{name: row[name] for name in kept} for row in groups],
                "reads": found["reads"],
            }

        return self._once(("worth", setting.key, asked.rung, asked.year, asked.width), work)

    def chart(self, name: str, width: int) -> Chart:
        """Return a chart of the case itself: the map, or how the picture moved as reports came in.

        Raises
        ------
        KeyError
            If there is no such chart, or the case has nothing to draw.
        """
        try:
            return self._once(("chart", name, width), lambda: self._drawn(name, width))
        except ValueError as error:
            raise KeyError(str(error)) from None

    def _drawn(self, name: str, width: int) -> Chart:
        if name == "map":
            return charts.geography(self.case, width=width)
        if name != "timeline":
            raise KeyError(f"there is no chart called {name!r}: map, timeline")
        desk = self.desk
        with self._slow:
            told = timeline(self.case, desk.sample(self.whole), threads=desk.threads, keep=False)
        return charts.timeline(told, width=width)

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
