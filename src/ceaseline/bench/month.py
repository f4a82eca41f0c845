"""The reference month: a small model of five phases and eight promises, for comparing ways to run it.

It is faithful to the shape of the full month and small enough to be written well four times: here as scalar
mechanisms that the kernel compiles, and in `month_numpy`, `month_mesa` and `month_simpy`. All four read the
same addressed draws, so they must agree future by future.

1. **Will.** Each promise has an exponential clock; exposure of its bloc grows by ``exp(s z t)`` a month with
   the bloc's trend z. A promise leaves when exposure passes its clock, or when one it needs has left.
2. **Regrouping.** Both sides' power moves a fixed share towards targets that promises in force set; troops in
   place follow a linear ramp.
3. **Incidents.** A dispute arises with chance ``1 - exp(-frailty * damping * rate(t))`` and climbs from one
   draw. The exponential is taken only where a draw lies below the rate, since ``1 - exp(-r) <= r``.
4. **Challenge.** An opening arises with a chance that falls over time. The challenger weighs holding, a
   probe, a grab and an offensive by quantal response; odds are logistic in the ratio of power and the help
   expected.
5. **Belief.** Answers to a grab or an offensive are drawn from the true chance and counted as kept or broken;
   a withdrawn pledge to answer counts as half a broken case.

A future ends with war or after 120 months.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceaseline.kernel import STREAM_FUTURE, logistic, mechanism, normal_quantile, uniforms

MONTHS = 120

#: Months whose draws are taken at once: a multiple of what vectors hold.
AHEAD = 24
RUNGS = 5
NEVER = 32767

BLOCK_START = 0
BLOCK_CLOCKS = 1
BLOCK_MONTH = 3
BLOCK_EVENT = 4


class Promise(NamedTuple):
    """One of the eight levers.

    Attributes
    ----------
    name : str
    bloc : int
        0 Europe, 1 outside power, 2 third countries.
    a_year : float
        Withdrawals a year without drift.
    needs : int
        Index of the promise it needs, -1 for none.
    troops : float
        Thousands, in place in full.
    strength : float
        Share added to the protected side's target.
    damping : float
        Factor on the rate of incidents.
    """

    name: str
    bloc: int
    a_year: float
    needs: int
    troops: float
    strength: float
    damping: float


PROMISES = (
    Promise("force in the north", 0, 0.06, 6, 9.0, 0.0, 1.0),
    Promise("force in the south", 0, 0.06, 0, 6.0, 0.0, 1.0),
    Promise("answer of Europe", 0, 0.05, -1, 0.0, 0.0, 1.0),
    Promise("deliveries", 0, 0.08, -1, 0.0, 0.15, 1.0),
    Promise("training", 0, 0.04, -1, 0.0, 0.05, 1.0),
    Promise("monitors", 2, 0.10, -1, 0.0, 0.0, 0.75),
    Promise("answer of the outside power", 1, 0.09, -1, 0.0, 0.0, 1.0),
    Promise("limits on regrouping", 2, 0.12, 5, 0.0, 0.0, 0.95),
)
COUNT = len(PROMISES)
ALL = (1 << COUNT) - 1
ANSWER_EUROPE = 2
ANSWER_POWER = 6
LIMITS = 7

BLOC = np.array([p.bloc for p in PROMISES])
NEEDS = np.array([p.needs for p in PROMISES])
CLOCK_MEAN = np.array([12.0 / p.a_year for p in PROMISES])
TROOPS = np.array([p.troops for p in PROMISES])
STRENGTH = np.array([p.strength for p in PROMISES])
DAMPING = np.array([p.damping for p in PROMISES])

TREND_SPREAD = 0.25 / 12.0
FRAILTY_SPREAD = 0.8
RAMP_MONTHS = 18.0
POWER_CHALLENGER = 130.0
POWER_PROTECTED = 105.0
GROWTH_CHALLENGER = 0.15
LIMITED = 0.5
GROWTH_PROTECTED = -0.10
STEP = 1.0 - math.exp(-1.0 / 24.0)
INCIDENTS_A_YEAR = 0.6
OPENINGS_A_YEAR = 1.0
FLOOR = 0.25
DECAY = math.exp(-1.0 / 30.0)
CLIMB = (0.60, 0.40, 0.06, 0.015)
DISSATISFACTION = 0.7
PRECISION = 9.0
ODDS_LEVEL = -0.5
ODDS_RATIO = 1.6
ODDS_HELP = 0.12
GAIN_PROBE, COST_PROBE = 0.08, 0.05
GAIN_GRAB, COST_GRAB = 0.35, 0.14
COST_OFFENSIVE = 0.42
IMPOSED = 0.12
TRUTH_EUROPE, TRUTH_POWER = 0.35, 0.30
BELIEF_EUROPE, BELIEF_POWER = 0.30, 0.25
BELIEF_CASES = 5.0
PLEDGE_BROKEN = 0.5
PROBE_DEADLY = 0.3
GRAB_SERIOUS = 0.25

#: What is counted in one future; the columns of every implementation's result.
COLUMNS = (
    "incident",
    "use_of_force",
    "deadly_clash",
    "serious_clash",
    "war",
    "months",
    "in_force",
    "tested",
    "kept",
    "taken",
    "belief_europe",
    "belief_power",
    "ratio",
)


#: One future's state.
STATE = np.dtype(
    [
        ("force", "i8"),
        ("clock", "f8", (COUNT,)),
        ("exposure", "f8", (3,)),
        ("trend", "f8", (3,)),
        ("growth", "f8", (3,)),
        ("next_loss", "f8", (3,)),
        ("frailty", "f8"),
        ("troops", "f8"),
        ("strength", "f8"),
        ("damping", "f8"),
        ("a", "f8"),
        ("d", "f8"),
        ("kept", "f8", (2,)),
        ("broken", "f8", (2,)),
        ("luck", "f8", (4, AHEAD)),
    ]
)


def rates() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the rate of incidents and the chance of an opening, by month from 1.

    Returns
    -------
    incident_rate, opening_chance : array of float, shape (MONTHS + 1,)
        Per month; place 0 is not used. Both depend on the month alone, so every implementation reads them
        from these tables.
    """
    share: NDArray[np.float64] = FLOOR + (1.0 - FLOOR) * DECAY ** np.arange(MONTHS + 1, dtype=np.float64)
    return INCIDENTS_A_YEAR / 12.0 * share, -np.expm1(-OPENINGS_A_YEAR / 12.0 * share)


@mechanism
def cut(willing: int) -> int:
    """Return the promises left when those that need one that has gone leave too.

    Examples
    --------
    >>> cut(0b11111111 & ~(1 << 6)) == 0b10111100
    True
    """
    while True:
        left = willing
        for i in range(COUNT):
            if (willing >> i) & 1 and NEEDS[i] >= 0 and not (willing >> NEEDS[i]) & 1:
                left &= ~(1 << i)
        if left == willing:
            return left
        willing = left


@mechanism
def climbed(draw: float) -> int:
    """Return how far an incident climbs, 0 to 4, from one draw."""
    reach = 1.0
    rung = 0
    for chance in CLIMB:
        reach *= chance
        if draw >= reach:
            return rung
        rung += 1
    return rung


@mechanism
def option_values(
    power_a: float, power_d: float, troops: float, pledged_europe: float, pledged_power: float
) -> tuple[float, float, float, float]:
    """Return the believed odds and the values of a probe, a grab and an offensive over holding.

    Pledged are the believed chances that Europe and the outside power answer; 0 without a pledge.
    """
    ratio = math.log(power_a / power_d)
    odds = logistic(ODDS_LEVEL + ODDS_RATIO * ratio - ODDS_HELP * troops * pledged_europe)
    imposed = IMPOSED * (pledged_europe + pledged_power)
    probe = GAIN_PROBE * DISSATISFACTION - COST_PROBE
    grab = odds * GAIN_GRAB * DISSATISFACTION - COST_GRAB - imposed * GAIN_GRAB
    offensive = odds * DISSATISFACTION - COST_OFFENSIVE - imposed
    return odds, probe, grab, offensive


@mechanism
def chosen(draw: float, probe: float, grab: float, offensive: float) -> int:
    """Return what an opening is used for: 0 hold, 1 probe, 2 grab, 3 offensive; from the gravest down."""
    high = max(0.0, probe, grab, offensive)
    hold_weight = math.exp(-PRECISION * high)
    probe_weight = math.exp(PRECISION * (probe - high))
    grab_weight = math.exp(PRECISION * (grab - high))
    offensive_weight = math.exp(PRECISION * (offensive - high))
    point = draw * (hold_weight + probe_weight + grab_weight + offensive_weight)
    if point < offensive_weight:
        return 3
    if point < offensive_weight + grab_weight:
        return 2
    return 1 if point < offensive_weight + grab_weight + probe_weight else 0


@mechanism
def mark(row: Any, rung: int, month: int) -> None:
    """Record a breach: every rung up to the one reached, in the month it is first reached."""
    for r in range(rung + 1):
        if row[r] == NEVER:
            row[r] = month


@mechanism
def take_stock(state: Any) -> None:
    """Add up what promises in force amount to, and find when each bloc next loses one."""
    state.troops = 0.0
    state.strength = 0.0
    state.damping = 1.0
    for b in range(3):
        state.next_loss[b] = math.inf
    for i in range(COUNT):
        if (state.force >> i) & 1:
            state.troops += TROOPS[i]
            state.strength += STRENGTH[i]
            state.damping *= DAMPING[i]
            state.next_loss[BLOC[i]] = min(state.next_loss[BLOC[i]], state.clock[i])


@mechanism
def begin(seed: int, future: int, state: Any, row: Any) -> None:
    """Draw frailty, trends of will and clocks of promises; set all else to the day of the ceasefire."""
    t0, t1, t2, u_frailty = uniforms(seed, STREAM_FUTURE, 0, future, 0, 0, BLOCK_START)
    state.growth[0] = math.exp(TREND_SPREAD * normal_quantile(t0))
    state.growth[1] = math.exp(TREND_SPREAD * normal_quantile(t1))
    state.growth[2] = math.exp(TREND_SPREAD * normal_quantile(t2))
    state.frailty = math.exp(FRAILTY_SPREAD * normal_quantile(u_frailty))
    for half in range(2):
        draws = uniforms(seed, STREAM_FUTURE, 0, future, 0, 0, BLOCK_CLOCKS + half)
        for lane in range(4):
            i = 4 * half + lane
            state.clock[i] = -math.log(draws[lane]) * CLOCK_MEAN[i]
    for b in range(3):
        state.exposure[b] = 0.0
        state.trend[b] = 1.0
    state.force = ALL
    take_stock(state)
    state.a = POWER_CHALLENGER
    state.d = POWER_PROTECTED
    state.kept[0] = BELIEF_EUROPE * BELIEF_CASES
    state.broken[0] = (1.0 - BELIEF_EUROPE) * BELIEF_CASES
    state.kept[1] = BELIEF_POWER * BELIEF_CASES
    state.broken[1] = (1.0 - BELIEF_POWER) * BELIEF_CASES
    for column in range(len(COLUMNS)):
        row[column] = NEVER if column < RUNGS else 0.0


@mechanism
def month_of_will(state: Any) -> None:
    """Phase 1: let exposure grow, and withdraw what is withdrawn with what needs it."""
    lost = False
    for b in range(3):
        state.exposure[b] += state.trend[b]
        state.trend[b] *= state.growth[b]
        if state.exposure[b] >= state.next_loss[b]:
            lost = True
    if not lost:
        return
    before = state.force
    willing = before
    for i in range(COUNT):
        if state.clock[i] <= state.exposure[BLOC[i]]:
            willing &= ~(1 << i)
    state.force = cut(willing)
    gone = before & ~state.force
    state.broken[0] += PLEDGE_BROKEN * ((gone >> ANSWER_EUROPE) & 1)
    state.broken[1] += PLEDGE_BROKEN * ((gone >> ANSWER_POWER) & 1)
    take_stock(state)


@mechanism
def month_of_regrouping(state: Any) -> None:
    """Phase 2: move both sides' power a fixed share of the way to its target."""
    limited = LIMITED if (state.force >> LIMITS) & 1 else 1.0
    state.a += (POWER_CHALLENGER * (1.0 + GROWTH_CHALLENGER * limited) - state.a) * STEP
    state.d += (POWER_PROTECTED * (1.0 + GROWTH_PROTECTED + state.strength) - state.d) * STEP


@mechanism
def month_of_incidents(t: int, u_incident: float, u_climb: float, rate: float, state: Any, row: Any) -> bool:
    """Phase 3: a dispute may arise and climb; return whether it is war."""
    expected = state.frailty * state.damping * rate
    if u_incident >= expected or u_incident >= 1.0 - math.exp(-expected):
        return False
    rung = climbed(u_climb)
    mark(row, rung, t)
    return rung == RUNGS - 1


@mechanism
def month_of_challenge(t: int, seed: int, future: int, u_choice: float, state: Any, row: Any) -> bool:
    """Phase 4: choose what an opening is used for, and do it; return whether it is war."""
    europe = (state.force >> ANSWER_EUROPE) & 1
    power = (state.force >> ANSWER_POWER) & 1
    odds, probe, grab, offensive = option_values(
        state.a,
        state.d,
        state.troops * min(t / RAMP_MONTHS, 1.0),
        europe * state.kept[0] / (state.kept[0] + state.broken[0]),
        power * state.kept[1] / (state.kept[1] + state.broken[1]),
    )
    kind = chosen(u_choice, probe, grab, offensive)
    if kind == 0:
        return False
    u_far, u_europe, u_power, u_win = uniforms(seed, STREAM_FUTURE, 0, future, t, 0, BLOCK_EVENT)
    if kind == 1:
        mark(row, 2 if u_far < PROBE_DEADLY else 1, t)
        return False
    month_of_belief(0, europe, u_europe, TRUTH_EUROPE, state, row)
    month_of_belief(1, power, u_power, TRUTH_POWER, state, row)
    if u_win < odds:
        row[9] += 1.0
    mark(row, 4 if kind == 3 else (3 if u_far < GRAB_SERIOUS else 2), t)
    return kind == 3


@mechanism
def month_of_belief(who: int, pledged: int, draw: float, truth: float, state: Any, row: Any) -> None:
    """Phase 5: draw whether a pledge is kept, count it, and let the challenger learn."""
    if pledged == 0:
        return
    row[7] += 1.0
    if draw < truth:
        row[8] += 1.0
        state.kept[who] += 1.0
    else:
        state.broken[who] += 1.0


@mechanism
def draw_ahead(seed: int, future: int, t: int, months: int, luck: Any) -> None:
    """Draw the blocks of some months at once, lanes in rows: a loop that compiles to vectors."""
    for j in range(months):
        u0, u1, u2, u3 = uniforms(seed, STREAM_FUTURE, 0, future, t + j, 0, BLOCK_MONTH)
        luck[0, j] = u0
        luck[1, j] = u1
        luck[2, j] = u2
        luck[3, j] = u3


@mechanism
def run_future(seed: int, future: int, incident_rate: Any, opening_chance: Any, state: Any, row: Any) -> None:
    """Run one future of the reference month.

    Parameters
    ----------
    seed, future : int
        Address of its luck.
    incident_rate, opening_chance : array of float, shape (MONTHS + 1,)
        From `rates`.
    state : STATE record
    row : array of float, shape (len(COLUMNS),)
        Filled.
    """
    begin(seed, future, state, row)
    t = 0
    war = False
    while t < MONTHS and not war:
        t += 1
        month_of_will(state)
        month_of_regrouping(state)
        j = (t - 1) % AHEAD
        if j == 0:
            draw_ahead(seed, future, t, min(AHEAD, MONTHS - t + 1), state.luck)
        war = month_of_incidents(t, state.luck[0, j], state.luck[1, j], incident_rate[t], state, row)
        if not war and state.luck[2, j] < opening_chance[t]:
            war = month_of_challenge(t, seed, future, state.luck[3, j], state, row)
    row[5] = t
    row[6] = state.force
    row[10] = state.kept[0] / (state.kept[0] + state.broken[0])
    row[11] = state.kept[1] / (state.kept[1] + state.broken[1])
    row[12] = state.a / state.d


@mechanism
def run_block(seed: int, first: int, last: int, incident_rate: Any, opening_chance: Any, out: Any) -> None:
    """Run the futures ``first`` to ``last - 1`` into the rows of `out` with the same numbers."""
    states = np.zeros(1, dtype=STATE)
    for future in range(first, last):
        run_future(seed, future, incident_rate, opening_chance, states[0], out[future])


def run(futures: int, seed: int) -> NDArray[np.float64]:
    """Run the reference month with the compiled kernel on one thread.

    Parameters
    ----------
    futures, seed : int
        Number of futures, and seed in [0, 2**32).

    Returns
    -------
    array of float, shape (futures, len(COLUMNS))

    Examples
    --------
    >>> bool((run(4, 1)[:2] == run(2, 1)).all())
    True
    """
    out = np.empty((futures, len(COLUMNS)))
    run_block(seed, 0, futures, *rates(), out)
    return out
