"""Results are kept whole or not at all, and asking again costs a read."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ceaseline.case import Case
from ceaseline.study import Engines, Sample, Store, StoreWarning, list_results, run_study, store_folder
from ceaseline.study import study as study_module
from ceaseline.study.store import address, from_parquet, to_parquet
from ceaseline.study.study import study_inputs

SAMPLE = Sample(64, 8, 3)
NAMES = ["none", "all-promised"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "results")


def contents(store: Store) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(store.folder.iterdir())}


def forbid_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the result is known: nothing should run")

    monkeypatch.setattr(study_module, "run_package", refuse)


def test_asking_again_is_a_read_with_the_same_bits(
    korea: Case, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run_study(korea, NAMES, SAMPLE, threads=1, store=store)
    forbid_runs(monkeypatch)
    again = run_study(korea, NAMES, SAMPLE, threads=1, store=store)
    for one, two in zip(first.runs, again.runs, strict=True):
        assert one.outcomes.tobytes() == two.outcomes.tobytes()
    assert first.manifest == again.manifest


@pytest.mark.parametrize(("threads", "batch"), [(2, 256), (7, 5), (1, 1)])
def test_same_bytes_for_any_threads_and_batch(
    korea: Case, store: Store, tmp_path: Path, threads: int, batch: int
) -> None:
    other = Store(tmp_path / "other")
    run_study(korea, NAMES, SAMPLE, threads=1, batch=64, store=store)
    run_study(korea, NAMES, SAMPLE, threads=threads, batch=batch, store=other)
    assert contents(store) == contents(other)
    before = contents(store)
    run_study(korea, NAMES, SAMPLE, threads=threads, batch=batch, store=store, fresh=True)
    assert contents(store) == before


def test_fresh_ignores_what_is_stored(korea: Case, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run_study(korea, ["none"], SAMPLE, threads=1, store=store)
    forbid_runs(monkeypatch)
    with pytest.raises(AssertionError, match="nothing should run"):
        run_study(korea, ["none"], SAMPLE, threads=1, store=store, fresh=True)


def test_anything_that_matters_changes_the_address(korea: Case, reference: Case) -> None:
    keys = {
        address(study_inputs(case, package, sample))
        for case, package, sample in [
            (korea, "none", SAMPLE),
            (korea, "all-promised", SAMPLE),
            (korea, "none", Sample(64, 8, 4)),
            (korea, "none", Sample(128, 8, 3)),
            (korea, "none", Sample(64, 16, 3)),
            (korea, "none", Sample(64, 8, 3, Engines("threshold"))),
            (korea, "none", Sample(64, 8, 3, Engines(land="lanchester"))),
            (reference, "none", SAMPLE),
        ]
    }
    assert len(keys) == 8


def test_manifest_holds_no_clock_path_thread_or_batch(korea: Case, store: Store) -> None:
    run_study(korea, ["none"], SAMPLE, threads=2, batch=7, store=store)
    (path,) = store.folder.glob("*.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert set(manifest) == {"inputs", "surrogate", "outcomes_sha256", "parquet_sha256"}
    assert set(manifest["inputs"]) == {
        "format",
        "case",
        "case_digest",
        "package",
        "futures",
        "worlds",
        "seed",
        "engines",
        "versions",
        "model_digest",
        "program_digest",
    }
    assert str(store.folder) not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("suffix", "damage"),
    [
        (".parquet", lambda content: content[:-40]),
        (".parquet", lambda content: content[:200] + b"\x00" + content[201:]),
        (".parquet", lambda content: b""),
        (".json", lambda content: content[:30]),
        (".json", lambda content: content.replace(b'"seed": 3', b'"seed": 4')),
        (".json", lambda content: b"[]"),
    ],
)
def test_damage_is_found_reported_and_mended(korea: Case, store: Store, suffix: str, damage: Any) -> None:
    sound = run_study(korea, ["none"], SAMPLE, threads=1, store=store)
    before = contents(store)
    (path,) = store.folder.glob(f"*{suffix}")
    path.write_bytes(damage(path.read_bytes()))
    (entry,) = list_results(store.folder)
    assert entry.problem
    with pytest.warns(StoreWarning, match="computed again"):
        again = run_study(korea, ["none"], SAMPLE, threads=1, store=store)
    assert again.baseline.outcomes.tobytes() == sound.baseline.outcomes.tobytes()
    assert contents(store) == before


def test_parquet_without_manifest_counts_as_nothing(korea: Case, store: Store) -> None:
    run_study(korea, ["none"], SAMPLE, threads=1, store=store)
    (path,) = store.folder.glob("*.json")
    path.unlink()
    assert store.get(study_inputs(korea, "none", SAMPLE)) is None
    assert [entry.problem for entry in list_results(store.folder)] == ["its manifest is missing"]


def test_a_full_disk_warns_and_leaves_nothing_behind(
    korea: Case, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.warns(StoreWarning, match="it is full"):
        study = run_study(korea, ["none"], SAMPLE, threads=1, store=store)
    assert study.baseline.outcomes.size == SAMPLE.futures
    assert list(store.folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_warns_and_the_study_goes_on(korea: Case, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.warns(StoreWarning) as caught:
        study = run_study(korea, ["none"], SAMPLE, threads=1, store=Store(blocked / "results"))
    assert any("results are not kept" in str(warning.message) for warning in caught)
    assert study.baseline.outcomes.size == SAMPLE.futures


def test_a_crash_between_the_two_files_is_no_result(
    korea: Case, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def stop_at_manifest(source: str, target: Path) -> None:
        if Path(target).suffix == ".json":
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", stop_at_manifest)
    with pytest.raises(KeyboardInterrupt):
        run_study(korea, ["none"], SAMPLE, threads=1, store=store)
    monkeypatch.undo()
    assert [path.suffix for path in store.folder.iterdir()] == [".parquet"]
    assert store.get(study_inputs(korea, "none", SAMPLE)) is None


def test_entries_are_listed_in_order_with_their_size(korea: Case, store: Store) -> None:
    run_study(korea, ["none", "all-promised"], SAMPLE, threads=1, store=store)
    entries = list_results(store.folder)
    assert [entry.manifest["inputs"]["package"] for entry in entries] == ["all-promised", "none"]
    assert sum(entry.size for entry in entries) == sum(len(data) for data in contents(store).values())
    assert {entry.problem for entry in entries} == {""}


def test_no_store_no_results(tmp_path: Path) -> None:
    assert list_results(tmp_path / "nowhere") == ()


def test_folder_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    assert store_folder() == tmp_path
    monkeypatch.delenv("CEASELINE_STORE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert store_folder() == tmp_path / "cache" / "ceaseline" / "results"
    monkeypatch.setattr("sys.platform", "darwin")
    assert store_folder().parts[-4:] == ("Library", "Caches", "ceaseline", "results")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert store_folder() == tmp_path / "local" / "ceaseline" / "results"


def test_parquet_keeps_every_bit_and_every_missing_figure(korea: Case) -> None:
    outcomes = run_study(korea, ["all-promised"], SAMPLE, threads=1, keep=False).baseline.outcomes
    assert np.isnan(outcomes["capability"]).any()
    assert from_parquet(to_parquet(outcomes)).tobytes() == outcomes.tobytes()


def test_other_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a file of outcomes"):
        from_parquet(b"PAR1 nothing of the kind PAR1")
