"""A manifest gives the same bytes in another checkout and under other versions of Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ceaseline.case import Case
from ceaseline.study import Sample, run_study

SOURCES = Path(__file__).resolve().parents[2] / "src"
PACKAGES = ("none", "all-promised")
OTHERS = ("3.11", "3.12", "3.13")

#: Runs a manifest uncompiled, so that no minute goes into compiling: the same functions give the same bytes.
#: The fit of the challenger's belief, long when uncompiled, is taken from the manifest.
CODE = """
import json, sys
from ceaseline.case import load
from ceaseline.study import Manifest, rerun, run
from ceaseline.study.surrogate import Surrogate

held = json.load(sys.stdin)
run.surrogate_of = lambda *_: Surrogate(**held["surrogate"])
import ceaseline.study.study as study
study.surrogate_of = run.surrogate_of
found = rerun(load(held["case"]), Manifest.model_validate(held), threads=1)
json.dump([row["found"] for row in found["packages"]], sys.stdout)
"""


def interpreter(version: str) -> str:
    """Return a Python of a version that has what the program needs; skips where there is none."""
    named = f"CEASELINE_PYTHON_{version.replace('.', '_')}"
    chosen = os.environ.get(named) or shutil.which(f"python{version}")
    if chosen is None:
        pytest.skip(f"there is no Python {version} on this machine")
    code = f"import sys, numba, pyarrow, pydantic; assert sys.version.startswith('{version}.')"
    done = subprocess.run([chosen, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"Python {version} has not what the program needs: {done.stderr.split(chr(10))[-2]}")
    return chosen


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("elsewhere") / "src"
    shutil.copytree(SOURCES, place, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def found(python: str, checkout: Path, manifest: dict[str, object]) -> list[str]:
    done = subprocess.run(
        [python, "-c", CODE],
        input=json.dumps(manifest),
        env={**os.environ, "PYTHONPATH": str(checkout), "NUMBA_DISABLE_JIT": "1"},
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("version", ["this", *OTHERS])
def test_another_checkout_gives_the_same_bytes(version: str, checkout: Path, korea: Case) -> None:
    python = sys.executable if version == "this" else interpreter(version)
    study = run_study(korea, PACKAGES, Sample(8, 4, 5), threads=1, keep=False)
    assert found(python, checkout, study.manifest) == [study.manifest["outcomes"][name] for name in PACKAGES]
