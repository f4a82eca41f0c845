"""A study runs each package once, tells how far it is, and refuses what makes no sense."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import ceaseline
from ceaseline.case import Case
from ceaseline.study import Sample, run, run_study
from ceaseline.study import study as study_module

SAMPLE = Sample(64, 8, 1)


def test_a_package_named_twice_is_run_once_and_listed_twice(
    korea: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    run_package = run.run_package

    def count(case: Case, package: Any, *arguments: Any, **options: Any) -> Any:
        ran.append(package.name)
        return run_package(case, package, *arguments, **options)

    monkeypatch.setattr(study_module, "run_package", count)
    study = run_study(korea, ["none", "all-promised", "none"], SAMPLE, threads=1, keep=False)
    assert ran == ["none", "all-promised"]
    assert [run.name for run in study.runs] == ["none", "all-promised", "none"]
    assert study.runs[0] is study.runs[2]
    assert study.baseline.name == "none"
    assert study.manifest["packages"] == ["none", "all-promised", "none"]


def test_progress_counts_all_futures_of_all_packages(korea: Case) -> None:
    seen: list[tuple[int, int]] = []
    run_study(
        korea,
        ["none", "all-promised"],
        SAMPLE,
        threads=1,
        batch=16,
        keep=False,
        progress=lambda done, total: seen.append((done, total)),
    )
    done = [count for count, _ in seen]
    assert done == sorted(done)
    assert seen[-1] == (128, 128)
    assert {total for _, total in seen} == {128}
    assert len(set(done)) == 8


def test_seed_and_worlds_change_results(korea: Case) -> None:
    runs = [
        run_study(korea, ["none"], sample, threads=1, keep=False).baseline.outcomes
        for sample in (SAMPLE, Sample(64, 8, 2), Sample(64, 16, 1))
    ]
    assert len({outcomes.tobytes() for outcomes in runs}) == 3


def test_more_futures_keep_the_first_ones_of_each_world(korea: Case) -> None:
    few = run_study(korea, ["none"], Sample(32, 8, 1), threads=1, keep=False).baseline.outcomes
    many = run_study(korea, ["none"], Sample(64, 8, 1), threads=1, keep=False).baseline.outcomes
    assert many.reshape(8, 8)[:, :4].tobytes() == few.reshape(8, 4).tobytes()


def test_refusals(korea: Case) -> None:
    with pytest.raises(KeyError, match=r"no package is called 'non'.*none"):
        run_study(korea, ["non"], SAMPLE, keep=False)
    with pytest.raises(ValueError, match="name at least one package"):
        run_study(korea, [], SAMPLE, keep=False)
    with pytest.raises(ValueError, match=r"threads \(-1\)"):
        run_study(korea, ["none"], SAMPLE, threads=-1, keep=False)
    with pytest.raises(ValueError, match=r"batch \(0\)"):
        run_study(korea, ["none"], SAMPLE, batch=0, keep=False)
    with pytest.raises(ValueError, match="multiple of worlds"):
        Sample(100, 64, 1)


def test_all_threads_by_default(korea: Case) -> None:
    one = run_study(korea, ["none"], SAMPLE, threads=1, keep=False)
    every = run_study(korea, ["none"], SAMPLE, keep=False)
    assert one.baseline.outcomes.tobytes() == every.baseline.outcomes.tobytes()


def test_public_names_exist_and_numerics_come_only_with_them() -> None:
    for name in ceaseline.__all__:
        assert getattr(ceaseline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'ladder'"):
        getattr(ceaseline, "ladder")  # noqa: B009
    with pytest.raises(AttributeError, match="no attribute 'ladder'"):
        getattr(ceaseline.study, "ladder")  # noqa: B009
    code = (
        "import sys, ceaseline, ceaseline.study\n"
        "ceaseline.load('korea-1953')\n"
        "heavy = {'numba', 'numpy', 'pandas', 'pyarrow', 'scipy', 'xarray'}\n"
        "assert not heavy & {name.split('.')[0] for name in sys.modules}\n"
        "ceaseline.Sample(64, 8)\n"
        "assert 'xarray' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_stub_names_what_the_module_offers() -> None:
    from pathlib import Path

    stub = Path(ceaseline.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    for name in ceaseline.__all__:
        assert f'"{name}"' in stub
