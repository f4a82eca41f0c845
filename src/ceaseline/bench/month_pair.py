"""The two sides of the reference month as plain Python objects, which both agent frameworks put to work.

A `Pair` holds what the frameworks' agents act on. What each framework is for, who acts when, is in
`month_mesa` and `month_simpy`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from ceaseline.bench import month as m
from ceaseline.bench.luck import FutureLuck
from ceaseline.kernel import normal_quantile


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    return getattr(function, "py_func", function)


_cut = _plain(m.cut)
_climbed = _plain(m.climbed)
_values = _plain(m.option_values)
_chosen = _plain(m.chosen)
_CLOCK_MEAN: list[float] = m.CLOCK_MEAN.tolist()


class Pair:
    """A challenger and a protected side after a ceasefire.

    Parameters
    ----------
    luck : FutureLuck
    """

    __slots__ = (
        "a",
        "broken",
        "clock",
        "counts",
        "d",
        "first",
        "force",
        "frailty",
        "growth",
        "kept",
        "luck",
        "risk",
        "strength",
        "target_a",
        "target_d",
        "troops",
        "war",
    )

    def __init__(self, luck: FutureLuck) -> None:
        z = [normal_quantile(u) for u in luck.first[:4]]
        self.luck = luck
        self.growth = [math.exp(m.TREND_SPREAD * z[b]) for b in range(3)]
        self.frailty = math.exp(m.FRAILTY_SPREAD * z[3])
        self.clock = [-math.log(luck.first[4 + i]) * _CLOCK_MEAN[i] for i in range(m.COUNT)]
        self.force = m.ALL
        self.a, self.d = m.POWER_CHALLENGER, m.POWER_PROTECTED
        self.kept = [m.BELIEF_EUROPE * m.BELIEF_CASES, m.BELIEF_POWER * m.BELIEF_CASES]
        self.broken = [(1.0 - m.BELIEF_EUROPE) * m.BELIEF_CASES, (1.0 - m.BELIEF_POWER) * m.BELIEF_CASES]
        self.first = [m.NEVER] * m.RUNGS
        self.counts = [0, 0, 0]
        self.war = False
        self._take_stock()

    def _take_stock(self) -> None:
        force = self.force
        held = [p for i, p in enumerate(m.PROMISES) if force >> i & 1]
        self.troops = sum(p.troops for p in held)
        self.strength = sum(p.strength for p in held)
        damping = math.prod(p.damping for p in held)
        self.risk = self.frailty * damping
        limited = m.LIMITED if force >> m.LIMITS & 1 else 1.0
        self.target_a = m.POWER_CHALLENGER * (1.0 + m.GROWTH_CHALLENGER * limited)
        self.target_d = m.POWER_PROTECTED * (1.0 + m.GROWTH_PROTECTED + self.strength)

    def withdraw(self, gone: int) -> None:
        """Phase 1: take a set of promises away, and those that need them."""
        before = self.force
        left = _cut(before & ~gone)
        if left == before:
            return
        for who, i in enumerate((m.ANSWER_EUROPE, m.ANSWER_POWER)):
            if before >> i & 1 and not left >> i & 1:
                self.broken[who] += m.PLEDGE_BROKEN
        self.force = left
        self._take_stock()

    def regroup(self) -> None:
        """Phase 2."""
        self.a += (self.target_a - self.a) * m.STEP
        self.d += (self.target_d - self.d) * m.STEP

    def mark(self, rung: int, t: int) -> None:
        """Record a breach: every rung up to the one reached."""
        first = self.first
        for r in range(rung + 1):
            if t < first[r]:
                first[r] = t

    def meet(self, t: int, rate: float) -> None:
        """Phase 3."""
        u = self.luck.incident[t]
        expected = self.risk * rate
        if u < expected and u < 1.0 - math.exp(-expected):
            rung = _climbed(self.luck.climb[t])
            self.mark(rung, t)
            self.war = rung == m.RUNGS - 1

    def challenge(self, t: int) -> None:
        """Phases 4 and 5: use an opening."""
        force, kept, broken = self.force, self.kept, self.broken
        pledged = (force >> m.ANSWER_EUROPE & 1, force >> m.ANSWER_POWER & 1)
        odds, probe, grab, offensive = _values(
            self.a,
            self.d,
            self.troops * min(t / m.RAMP_MONTHS, 1.0),
            pledged[0] * kept[0] / (kept[0] + broken[0]),
            pledged[1] * kept[1] / (kept[1] + broken[1]),
        )
        kind = _chosen(self.luck.choice[t], probe, grab, offensive)
        if kind == 0:
            return
        u_far, u_europe, u_power, u_win = self.luck.event(t)
        if kind == 1:
            self.mark(2 if u_far < m.PROBE_DEADLY else 1, t)
            return
        for who, (u, truth) in enumerate(((u_europe, m.TRUTH_EUROPE), (u_power, m.TRUTH_POWER))):
            if pledged[who]:
                self.counts[0] += 1
                if u < truth:
                    self.counts[1] += 1
                    kept[who] += 1.0
                else:
                    broken[who] += 1.0
        self.counts[2] += u_win < odds
        self.war = kind == 3
        self.mark(m.RUNGS - 1 if self.war else (3 if u_far < m.GRAB_SERIOUS else 2), t)

    def row(self, t: int) -> list[float]:
        """Return the outcome of a future that ended in a month, in the order of `month.COLUMNS`."""
        belief = [k / (k + b) for k, b in zip(self.kept, self.broken, strict=True)]
        return [*self.first, t, self.force, *self.counts, *belief, self.a / self.d]
