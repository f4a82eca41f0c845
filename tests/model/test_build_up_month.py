"""What stands in place, kept up to date from reading to reading, has the bits of a sum from nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ceaseline.case import load
from ceaseline.case.shapes import CaseFile
from ceaseline.model.month_build_up import clear_place, lay_out_month, month_of_build_up
from ceaseline.model.records import ITEM_CODES, MAX_MONTHS, PRELUDE
from ceaseline.model.start import prepare_world
from ceaseline.model.state import STATE
from ceaseline.study.plan import make_plan
from ceaseline.study.run import Sample, worlds_of

WORLDS = 6
SUMS = (
    "ready_rear", "ready_line", "troops_outside", "target", "place", "flank_of", "answer", "form", "power",
    "own_cost", "littoral_ships", "outside_ships", "outside_states", "spending",
)  # fmt: skip


def record(layout: np.dtype[np.void]) -> Any:
    return np.zeros(1, dtype=layout).view(np.recarray)[0]


@pytest.fixture(scope="module")
def worlds_and_levers() -> tuple[Any, Any]:
    case = load("ukraine-2025")
    levers = make_plan(case, case.package("all-promised"), 3, WORLDS).levers.copy()
    worlds = worlds_of(case, Sample(futures=WORLDS, worlds=WORLDS, seed=3))
    return worlds.view(np.recarray), levers.view(np.recarray)


def reading(state: Any, t: int, force: int, world: Any, prelude: Any) -> list[Any]:
    if prelude.laid_out[t] == 0:
        lay_out_month(t, world, prelude)
    state.force = force
    month_of_build_up(t, world, prelude, state)
    return [np.array(state[name]).tolist() for name in SUMS]


@pytest.mark.parametrize("spenders", [1, 2])
def test_sums_kept_up_to_date_equal_sums_from_nothing(
    worlds_and_levers: tuple[Any, Any], spenders: int
) -> None:
    worlds, levers = worlds_and_levers
    luck = np.random.default_rng(spenders)
    if spenders == 2:
        levers = levers.copy()
        levers["what"][:, 44] = ITEM_CODES["spending_target"]
        levers["amount"][:, 44] = 0.05
    seen = set()
    for w in range(WORLDS):
        prelude, fresh_prelude = record(PRELUDE), record(PRELUDE)
        prepare_world(worlds[w], levers[w], prelude)
        prepare_world(worlds[w], levers[w], fresh_prelude)
        assert int(prelude.spenders).bit_count() == spenders
        state, fresh = record(STATE), record(STATE)
        clear_place(state)
        force = int(prelude.held)
        months = sorted({*range(1, 25), *range(30, 121, 6), *luck.integers(25, 121, 12).tolist()})
        for t in months:
            if luck.random() < 0.3:
                force &= ~(1 << int(luck.integers(0, 55)))
            clear_place(fresh)
            kept = reading(state, t, force, worlds[w], prelude)
            assert kept == reading(fresh, t, force, worlds[w], fresh_prelude)
            seen.add(str(kept))
    assert len(seen) > 100


def test_a_case_cannot_outlast_the_tables_of_months() -> None:
    (most,) = (part.le for part in CaseFile.model_fields["horizon_months"].metadata if hasattr(part, "le"))
    assert most <= MAX_MONTHS
