"""The wheel and the source archive hold what they should, and the wheel works away from the checkout."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "ceaseline"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and source archive, built as a release would be."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True)
    return folder


def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def test_the_wheel_holds_every_file_of_the_package(built: Path) -> None:
    here = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".nbi", ".nbc")
    }
    with zipfile.ZipFile(wheel(built)) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert held == here
    assert "ceaseline/py.typed" in held
    assert "ceaseline/cases/ukraine-2025/case.yaml" in held
    assert len(licences) == 1


def test_the_source_archive_can_be_tested(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.lock", "tests/test_packaging.py"):
        assert name in held


def test_the_wheel_answers_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    # dependencies come from this environment: installing them again would test the index, not the wheel
    venv.create(tmp_path / "env")
    folder = "Scripts" if os.name == "nt" else "bin"
    python = tmp_path / "env" / folder / "python"
    paths = {"base": str(tmp_path / "env"), "platbase": str(tmp_path / "env")}
    site = Path(sysconfig.get_path("purelib", vars=paths))
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", str(wheel(built))], check=True)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    program = tmp_path / "env" / folder / "ceaseline"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    environment |= {"CEASELINE_STORE": str(tmp_path / "store"), "NUMBA_CACHE_DIR": str(tmp_path / "compiled")}

    def ask(*arguments: str) -> str:
        done = subprocess.run(
            [str(program), *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = [str(python), "-c", "import ceaseline; print(ceaseline.__file__)"]
    origin = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert Path(origin.stdout.strip()).is_relative_to(site)
    assert "sound" in ask("check", "ukraine-2025", "korea-1953", "reference-pair")
    answer = ask("compare", "ukraine-2025", "none", "all-promised", "--futures", "64", "--worlds", "8")
    assert "Ukraine after a ceasefire" in answer
