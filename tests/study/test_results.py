"""Labelled arrays and tidy tables hold the very figures of the outcomes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ceaseline.case import Case
from ceaseline.model.records import CAPABILITY, NEVER, OUTCOME, READINGS, ROADS, RUNGS
from ceaseline.study import (
    Sample,
    Study,
    run_study,
    tidy_capability,
    tidy_in_force,
    tidy_ladder,
    tidy_outcomes,
    to_xarray,
)

SAMPLE = Sample(128, 16, 2)
NAMES = ["none", "all-promised", "none"]


@pytest.fixture(scope="module")
def study(korea: Case) -> Study:
    return run_study(korea, NAMES, SAMPLE, threads=1, keep=False)


def test_dataset_has_every_outcome_under_its_labels(study: Study) -> None:
    data = to_xarray(study)
    assert dict(data.sizes) == {
        "package": 3,
        "future": 128,
        "rung": 5,
        "kind": 7,
        "reading": len(READINGS),
        "capability": len(CAPABILITY),
    }
    assert len(data.data_vars) == len(OUTCOME.names or ())
    outcomes = study.runs[1].outcomes
    chosen = data.isel(package=1)
    war = chosen.first_month.sel(rung="war").values
    assert np.array_equal(np.isnan(war), outcomes["first"][:, 4] == NEVER)
    assert np.array_equal(war[~np.isnan(war)], outcomes["first"][:, 4][~np.isnan(war)])
    troops = chosen.capable.sel(reading=60, capability="troops_in_country").values
    row, column = READINGS.index(60), CAPABILITY.index("troops_in_country")
    assert np.array_equal(troops, outcomes["capability"][:, row, column], equal_nan=True)
    assert (data.world.values == np.arange(128) // 8).all()
    assert (data.luck.values == np.arange(128) % 8).all()
    assert json.loads(data.attrs["manifest"]) == study.manifest
    assert data.attrs["levers"] == list(study.baseline.lever_ids)


def test_ladder_groups_to_the_share_of_futures(study: Study) -> None:
    table = tidy_ladder(study)
    assert len(table) == 2 * 16 * 4 * 5
    assert not table.duplicated(["package", "world", "year", "rung"]).any()
    means = table.groupby(["package", "year", "rung"]).share.mean()
    for run in study.runs:
        for r, rung in enumerate(RUNGS):
            share = (run.outcomes["first"][:, r] <= 60).mean()
            assert means[run.name, 5, rung] == pytest.approx(share)


def test_in_force_holds_the_levers_of_each_package(study: Study) -> None:
    table = tidy_in_force(study)
    assert set(table.package) == {"all-promised"}
    assert (table.least <= table.greatest).all()
    run = study.runs[1]
    for lever, share in table.groupby("lever").greatest.mean().items():
        bit = run.lever_ids.index(str(lever))
        assert share == pytest.approx(((run.outcomes["greatest"] >> bit) & 1).mean())


def test_capability_has_a_row_for_each_future_that_still_runs(study: Study) -> None:
    table = tidy_capability(study)
    one = table[
        (table.package == "all-promised") & (table.month == 60) & (table.capability == "warning_days")
    ]
    column = study.runs[1].outcomes["capability"][:, READINGS.index(60), CAPABILITY.index("warning_days")]
    assert len(one) == int((~np.isnan(column)).sum()) < 128
    assert np.array_equal(one.value.to_numpy(), column[one.future.to_numpy()])


def test_outcomes_has_one_row_a_future(study: Study) -> None:
    table = tidy_outcomes(study)
    assert len(table) == 2 * 128
    rows = table[table.package == "all-promised"]
    outcomes = study.runs[1].outcomes
    assert rows.dead.tolist() == outcomes["dead"].tolist()
    assert rows.road.tolist() == [ROADS[code] for code in outcomes["road"]]
    assert rows.first_war.isna().sum() == (outcomes["first"][:, 4] == NEVER).sum()
    assert rows.challenges_grab.tolist() == outcomes["challenges"][:, 5].tolist()


def test_tables_survive_parquet(study: Study, tmp_path: Path) -> None:
    import pandas as pd

    table = tidy_outcomes(study)
    table.to_parquet(tmp_path / "outcomes.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "outcomes.parquet"), table, check_dtype=False)
