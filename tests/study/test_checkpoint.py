"""Finished pieces survive a stop, and only sound ones are read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ceaseline.model.records import OUTCOME
from ceaseline.study import Checkpoint, StoreWarning, list_results

INPUTS = {"work": "test", "seed": 3}


def test_pieces_come_back_bit_for_bit(tmp_path: Path) -> None:
    outcomes = np.zeros(5, dtype=OUTCOME)
    outcomes["dead"] = [0.1, np.nan, np.inf, -0.0, 7.0]
    numbers = np.arange(6, dtype=np.int16).reshape(2, 3)
    kept = Checkpoint(INPUTS, tmp_path)
    kept.put("a", outcomes)
    kept.put("b", numbers)
    again = Checkpoint(INPUTS, tmp_path)
    one, two = again.get("a"), again.get("b")
    assert one is not None
    assert two is not None
    assert one.tobytes() == outcomes.tobytes()
    assert (two.dtype, two.shape, two.tolist()) == (numbers.dtype, (2, 3), numbers.tolist())
    assert list_results(tmp_path) == ()


def test_other_inputs_and_other_names_see_nothing(tmp_path: Path) -> None:
    Checkpoint(INPUTS, tmp_path).put("a", np.ones(2))
    assert Checkpoint({**INPUTS, "seed": 4}, tmp_path).get("a") is None
    assert Checkpoint(INPUTS, tmp_path).get("A") is None


def test_what_was_finished_is_not_computed_again(tmp_path: Path) -> None:
    def refuse() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        raise AssertionError("the piece is known")

    first = Checkpoint(INPUTS, tmp_path).once("a", lambda: np.full(3, 2.5))
    assert Checkpoint(INPUTS, tmp_path).once("a", refuse).tolist() == first.tolist() == [2.5, 2.5, 2.5]
    fresh = Checkpoint(INPUTS, tmp_path, fresh=True)
    with pytest.raises(AssertionError, match="known"):
        fresh.once("a", refuse)
    fresh.put("a", np.zeros(1))
    assert fresh.once("a", refuse).tolist() == [0.0]


@pytest.mark.parametrize("cut", [0, 30, 64, 70, 150])
def test_a_piece_cut_short_or_changed_counts_as_missing(tmp_path: Path, cut: int) -> None:
    kept = Checkpoint(INPUTS, tmp_path)
    kept.put("a", np.arange(8.0))
    (path,) = kept.folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    assert kept.get("a") is None
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert kept.get("a") is None
    path.write_bytes(whole)
    assert kept.get("a") is not None


def test_work_goes_on_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "pieces").write_text("in the way", encoding="utf-8")
    kept = Checkpoint(INPUTS, tmp_path)
    with pytest.warns(StoreWarning, match="finished pieces are not kept"):
        assert kept.once("a", lambda: np.ones(1)).tolist() == [1.0]
    kept.put("b", np.ones(1))
    assert kept.get("b") is None


def test_clearing_leaves_no_trace(tmp_path: Path) -> None:
    kept = Checkpoint(INPUTS, tmp_path)
    kept.clear()
    kept.put("a", np.ones(1))
    kept.clear()
    assert not kept.folder.exists()
    silent = Checkpoint(INPUTS, tmp_path, keep=False)
    assert silent.once("a", lambda: np.ones(1)).tolist() == [1.0]
    assert not silent.folder.exists()
