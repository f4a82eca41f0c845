"""Phase 9 in the month: an opening arises, something is prepared, something is decided."""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import STREAM_FUTURE, mechanism, uniforms
from ceaseline.model.engines import opening_used, preparation_used, value_of_preparing
from ceaseline.model.incidents import declining, strikes_within
from ceaseline.model.month_events import (
    do_grab,
    do_hit,
    do_interference,
    do_offensive,
    do_probe,
    do_strikes,
)
from ceaseline.model.month_values import (
    attack_values,
    expected_warning,
    share_acted_on,
    value_of_aim,
    values_below_attack,
)
from ceaseline.model.month_watch import mark
from ceaseline.model.response import arrival_days
from ceaseline.model.slots import BLOCK_PREPARE
from ceaseline.model.state import EVENT, note
from ceaseline.model.watch import warning_days

_OPENING = EVENT["opening"]
_HELD = EVENT["held"]
_PREPARATION = EVENT["preparation"]
_STOOD_DOWN = EVENT["stood down"]
_WARNING = EVENT["warning"]


@mechanism
def month_of_challenge(u_opening: float, world: Any, state: Any) -> int:
    """Phase 9: return 1 if an opening arises this month, 2 if a preparation ends, 0 otherwise."""
    if state.preparing > 0:
        state.preparing -= 1
        return 2 if state.preparing == 0 else 0
    rate = declining(world.opening_rate, world.opening_floor, state.opening_decay)
    return 1 if strikes_within(u_opening, rate) else 0


@mechanism
def use_opening(
    t: int,
    seed: int,
    w: int,
    f: int,
    u_choice: float,
    strikes: int,
    at_sea: int,
    world: Any,
    state: Any,
    out: Any,
) -> None:
    """Phases 9 to 12: what an opening is used for; what is answered, fought and learnt."""
    aim = value_of_aim(world, state)
    warning = expected_warning(world, state)
    grab, offensive = attack_values(warning, aim, world, state)
    probe, sea, strike, hit = values_below_attack(aim, strikes, at_sea, world, state)
    prepare = value_of_preparing(grab, offensive, world)
    note(state, t, _OPENING, aim, prepare)
    kind = opening_used(u_choice, probe, sea, strike, hit, prepare, world)
    if kind == 0:
        note(state, t, _HELD, grab, offensive)
    elif kind == 1:
        do_probe(t, seed, w, f, world, state, out)
    elif kind == 2:
        do_strikes(t, seed, w, f, world, state, out)
    elif kind == 3:
        do_interference(t, seed, w, f, world, state, out)
    elif kind == 4:
        do_hit(t, seed, w, f, world, state, out)
    else:
        begin_preparation(t, seed, w, f, world, state)


@mechanism
def begin_preparation(t: int, seed: int, w: int, f: int, world: Any, state: Any) -> None:
    """Start to prepare: one month or more, seen or not seen in time."""
    u_length, u_execute, u_detect, u_common = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_PREPARE)
    state.preparing = 1 + int(u_length * max(world.prepare_months, 1.0))
    state.u_execute = u_execute
    rate = state.detect * (world.common_cause_left if u_common < world.common_cause else 1.0)
    decide = arrival_days(0.0, world.decide_days, state.links, world.links_speed, 0.0)
    state.warned = warning_days(world.buildup_days, u_detect, rate, decide) * share_acted_on(world, state)
    note(state, t, _PREPARATION, float(state.preparing), state.warned)
    if state.warned > 0.0:
        note(state, t, _WARNING, state.warned, 0.0)


@mechanism
def end_preparation(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any) -> None:
    """Decide what a preparation was for, seeing how the other side has used its warning."""
    aim = value_of_aim(world, state)
    grab, offensive = attack_values(state.warned, aim, world, state)
    kind = preparation_used(state.u_execute, grab, offensive, world)
    if kind == 0:
        out.standdowns += 1
        note(state, t, _STOOD_DOWN, grab, offensive)
        _, _, _, u_seen = uniforms(seed, STREAM_FUTURE, w, f, t, 2, BLOCK_PREPARE)
        if u_seen < world.standdown_dispute:
            mark(out, 0, t)
    elif kind == 5:
        do_grab(t, seed, w, f, world, state, out)
    else:
        do_offensive(t, seed, w, f, world, state, out)
