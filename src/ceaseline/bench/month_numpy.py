"""The reference month in batched NumPy: one array a quantity, all futures of a batch month by month.

Written as one would for speed: columns are contiguous, buffers are reused, rare events work on the few
futures that have them, what changes rarely is kept, and futures that have ended are dropped.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ceaseline.bench import month as m
from ceaseline.bench.luck import fill
from ceaseline.kernel import mechanism, normal_quantile

#: Futures a batch: the fastest of 512 to 32 768 on the machine of `docs/performance.md`.
BATCH = 16384

#: Ended futures are dropped once they are this share of a batch.
DROP = 0.05

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _tables() -> tuple[Floats, Floats, Floats, Ints]:
    """Return troops, strength, damping and the promises left, by set of promises."""
    sets = range(m.ALL + 1)
    held = np.array([[(s >> i) & 1 for i in range(m.COUNT)] for s in sets], dtype=bool)
    troops = np.array([sum(m.TROOPS[i] for i in range(m.COUNT) if row[i]) for row in held], dtype=float)
    strength = np.zeros(m.ALL + 1)
    damping = np.ones(m.ALL + 1)
    for i in range(m.COUNT):
        strength = np.where(held[:, i], strength + m.STRENGTH[i], strength)
        damping = np.where(held[:, i], damping * m.DAMPING[i], damping)
    return troops, strength, damping, np.array([m.cut(s) for s in sets])


@mechanism
def _quantiles(u: Floats) -> Floats:
    out = np.empty_like(u)
    for i in range(u.size):
        out.flat[i] = normal_quantile(u.flat[i])
    return out


class Batch:
    """Futures run side by side.

    Parameters
    ----------
    seed : int
    futures : array of int, shape (n,)
    out : array of float, shape (total, len(COLUMNS))
        Rows of these futures are filled as they end.
    """

    troops_of, strength_of, damping_of, left_of = _tables()
    bits = (1 << np.arange(m.COUNT))[:, None]

    def __init__(self, seed: int, futures: Ints, out: Floats) -> None:
        n = futures.size
        self.seed, self.out, self.id = seed, out, futures
        self.draws = np.empty((4, n))
        self.room = np.empty(n)
        fill(seed, futures, 0, m.BLOCK_START, self.draws)
        z = _quantiles(self.draws)
        self.growth = np.exp(m.TREND_SPREAD * z[:3])
        self.frailty = np.exp(m.FRAILTY_SPREAD * z[3])
        self.clock = np.empty((m.COUNT, n))
        for half in range(2):
            fill(seed, futures, 0, m.BLOCK_CLOCKS + half, self.draws)
            np.negative(np.log(self.draws), out=self.clock[4 * half : 4 * half + 4])
        self.clock *= m.CLOCK_MEAN[:, None]
        self.exposure = np.zeros((3, n))
        self.trend = np.ones((3, n))
        self.next_loss = np.empty((3, n))
        self.force = np.full(n, m.ALL)
        self.troops, self.risk = np.empty(n), np.empty(n)
        self.target_a, self.target_d = np.empty(n), np.empty(n)
        self.a = np.full(n, m.POWER_CHALLENGER)
        self.d = np.full(n, m.POWER_PROTECTED)
        shares = np.array([[m.BELIEF_EUROPE], [m.BELIEF_POWER]])
        self.kept = np.repeat(shares * m.BELIEF_CASES, n, axis=1)
        self.broken = np.repeat((1.0 - shares) * m.BELIEF_CASES, n, axis=1)
        self.first = np.full((m.RUNGS, n), float(m.NEVER))
        self.counts = np.zeros((3, n))
        self.ended = np.zeros(n, dtype=bool)
        self.take_stock(np.arange(n))

    def take_stock(self, which: Ints) -> None:
        """Look up what promises in force amount to, and when each bloc next loses one."""
        force = self.force[which]
        self.troops[which] = self.troops_of[force]
        self.risk[which] = self.frailty[which] * self.damping_of[force]
        limited = np.where((force >> m.LIMITS) & 1, m.LIMITED, 1.0)
        self.target_a[which] = m.POWER_CHALLENGER * (1.0 + m.GROWTH_CHALLENGER * limited)
        self.target_d[which] = m.POWER_PROTECTED * (1.0 + m.GROWTH_PROTECTED + self.strength_of[force])
        clock = np.where(force & self.bits, self.clock[:, which], np.inf)
        for b in range(3):
            self.next_loss[b, which] = clock[b == m.BLOC].min(axis=0)

    def will(self) -> None:
        """Phase 1."""
        self.exposure += self.trend
        self.trend *= self.growth
        which = np.flatnonzero((self.exposure >= self.next_loss).any(axis=0))
        if which.size == 0:
            return
        before = self.force[which]
        over = self.clock[:, which] <= self.exposure[:, which][m.BLOC]
        now = self.left_of[before & ~(over * self.bits).sum(axis=0)]
        gone = before & ~now
        self.broken[0, which] += m.PLEDGE_BROKEN * ((gone >> m.ANSWER_EUROPE) & 1)
        self.broken[1, which] += m.PLEDGE_BROKEN * ((gone >> m.ANSWER_POWER) & 1)
        self.force[which] = now
        self.take_stock(which)

    def regroup(self) -> None:
        """Phase 2."""
        for power, target in ((self.a, self.target_a), (self.d, self.target_d)):
            np.subtract(target, power, out=self.room)
            self.room *= m.STEP
            power += self.room

    def mark(self, which: Ints, rung: Ints, t: int) -> None:
        """Record breaches: every rung up to the one reached."""
        for r in range(m.RUNGS):
            reached = which[rung >= r]
            if reached.size == 0:
                return
            self.first[r, reached] = np.minimum(self.first[r, reached], t)

    def incidents(self, t: int, rate: float) -> Ints:
        """Phase 3; returns the futures that end in war."""
        np.multiply(self.risk, rate, out=self.room)
        which = np.flatnonzero(self.draws[0] < self.room)
        which = which[~self.ended[which]]
        which = which[self.draws[0, which] < 1.0 - np.exp(-self.room[which])]
        climb = self.draws[1, which]
        reach, rung = 1.0, np.zeros(which.size, dtype=np.int64)
        for chance in m.CLIMB:
            reach *= chance
            rung += climb < reach
        self.mark(which, rung, t)
        return self.end(which[rung == m.RUNGS - 1])

    def challenge(self, t: int, chance: float) -> Ints:
        """Phases 4 and 5; returns the futures that end in war."""
        which = np.flatnonzero(self.draws[2] < chance)
        which = which[~self.ended[which]]
        if which.size == 0:
            return which
        pledged = (self.force[which] >> np.array([[m.ANSWER_EUROPE], [m.ANSWER_POWER]])) & 1
        kept, broken = self.kept[:, which], self.broken[:, which]
        believed = pledged * kept / (kept + broken)
        troops = self.troops[which] * min(t / m.RAMP_MONTHS, 1.0)
        ratio = np.log(self.a[which] / self.d[which])
        odds = 1.0 / (
            1.0 + np.exp(-(m.ODDS_LEVEL + m.ODDS_RATIO * ratio - m.ODDS_HELP * troops * believed[0]))
        )
        kind = self.choose(self.draws[3, which], odds, m.IMPOSED * (believed[0] + believed[1]))
        acts = np.flatnonzero(kind > 0)
        which, kind, odds, pledged = which[acts], kind[acts], odds[acts], pledged[:, acts]
        luck = np.empty((4, which.size))
        fill(self.seed, self.id[which], t, m.BLOCK_EVENT, luck)
        probe, war = kind == 1, kind == 3
        tries = pledged * ~probe
        answers = tries * (luck[1:3] < np.array([[m.TRUTH_EUROPE], [m.TRUTH_POWER]]))
        self.kept[:, which] += answers
        self.broken[:, which] += tries - answers
        self.counts[0, which] += tries.sum(axis=0)
        self.counts[1, which] += answers.sum(axis=0)
        self.counts[2, which] += ~probe & (luck[3] < odds)
        rung = np.where(
            probe, np.where(luck[0] < m.PROBE_DEADLY, 2, 1), np.where(luck[0] < m.GRAB_SERIOUS, 3, 2)
        )
        self.mark(which, np.where(war, m.RUNGS - 1, rung), t)
        return self.end(which[war])

    def end(self, which: Ints) -> Ints:
        """Note that futures have ended."""
        self.ended[which] = True
        return which

    @staticmethod
    def choose(draw: Floats, odds: Floats, imposed: Floats) -> Ints:
        """Return 0 hold, 1 probe, 2 grab, 3 offensive by quantal response, from the gravest down."""
        probe = m.GAIN_PROBE * m.DISSATISFACTION - m.COST_PROBE
        grab = odds * m.GAIN_GRAB * m.DISSATISFACTION - m.COST_GRAB - imposed * m.GAIN_GRAB
        offensive = odds * m.DISSATISFACTION - m.COST_OFFENSIVE - imposed
        high = np.maximum(np.maximum(grab, offensive), max(0.0, probe))
        gravest = np.exp(m.PRECISION * (offensive - high))
        graver = gravest + np.exp(m.PRECISION * (grab - high))
        grave = graver + np.exp(m.PRECISION * (probe - high))
        point = draw * (grave + np.exp(-m.PRECISION * high))
        kind: Ints = (point < grave).astype(np.int64) + (point < graver) + (point < gravest)
        return kind

    def write(self, which: Ints, t: int) -> None:
        """Write the rows of futures that have ended."""
        rows = self.id[which]
        belief = self.kept[:, which] / (self.kept[:, which] + self.broken[:, which])
        columns = (*self.first[:, which], t, self.force[which], *self.counts[:, which], *belief)
        for column, values in enumerate(columns):
            self.out[rows, column] = values
        self.out[rows, len(columns)] = self.a[which] / self.d[which]

    def drop(self, which: Ints) -> None:
        """Keep only the given futures."""
        for name in ("id", "frailty", "force", "troops", "risk", "target_a", "target_d", "a", "d", "ended"):
            setattr(self, name, getattr(self, name)[which])
        for name in (
            "growth",
            "clock",
            "exposure",
            "trend",
            "next_loss",
            "kept",
            "broken",
            "first",
            "counts",
        ):
            setattr(self, name, getattr(self, name)[:, which])
        self.draws, self.room = self.draws[:, : which.size].copy(), self.room[: which.size]

    def run(self, incident_rate: Floats, opening_chance: Floats) -> None:
        """Run all months."""
        waiting = 0
        for t in range(1, m.MONTHS + 1):
            self.will()
            self.regroup()
            fill(self.seed, self.id, t, m.BLOCK_MONTH, self.draws)
            wars = np.concatenate([self.incidents(t, incident_rate[t]), self.challenge(t, opening_chance[t])])
            if wars.size > 0:
                self.write(wars, t)
                waiting += wars.size
            if waiting > DROP * self.id.size:
                self.drop(np.flatnonzero(~self.ended))
                waiting = 0
        self.write(np.flatnonzero(~self.ended), m.MONTHS)


def run(futures: int, seed: int, batch: int = BATCH) -> NDArray[np.float64]:
    """Run the reference month in batches.

    Parameters
    ----------
    futures, seed : int
        Number of futures, and seed in [0, 2**32).
    batch : int
        Futures side by side.

    Returns
    -------
    array of float, shape (futures, len(COLUMNS))
        The same as `ceaseline.bench.month.run`.
    """
    out = np.empty((futures, len(m.COLUMNS)))
    tables = m.rates()
    for first in range(0, futures, batch):
        Batch(seed, np.arange(first, min(first + batch, futures)), out).run(*tables)
    return out
