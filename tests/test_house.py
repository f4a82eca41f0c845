"""The rules of the house that no single module's test would notice being broken."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "ceaseline"
MODULES = sorted(PACKAGE.rglob("*.py"))
BELOW_STUDY = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in {"kernel", "model"}]
NUMERICS = ("numba", "numpy", "pandas", "pyarrow", "scipy", "sklearn", "xarray")
MAX_LINES = 600


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full dotted name of everything that is imported or reached as an attribute of ``np``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"np", "numpy"}:
            yield f"numpy.{node.attr}"


def within(name: str, tops: tuple[str, ...]) -> bool:
    return any(name == top or name.startswith(f"{top}.") for top in tops)


def breaches(source: str, tops: tuple[str, ...]) -> list[str]:
    return sorted({name for name in imported(ast.parse(source)) if within(name, tops)})


@pytest.mark.parametrize(
    ("source", "tops", "found"),
    [
        ("import random", ("random",), ["random"]),
        ("from random import gauss", ("random",), ["random", "random.gauss"]),
        ("from numpy import random", ("numpy.random",), ["numpy.random"]),
        ("import numpy as np\nnp.random.default_rng(1)", ("numpy.random",), ["numpy.random"]),
        ("def f():\n    import numpy.random", ("numpy.random",), ["numpy.random"]),
        ("import randomised\nfrom . import random", ("random",), []),
    ],
)
def test_the_scan_finds_what_it_looks_for(source: str, tops: tuple[str, ...], found: list[str]) -> None:
    assert breaches(source, tops) == found


def test_arrows_point_down() -> None:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", code, "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"[1-9]\d* kept, 0 broken", result.stdout)


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_module_is_short_and_finished(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_LINES
    assert not re.findall(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|pragma: no cover", text)
    assert ast.get_docstring(ast.parse(text)), "a module says in its docstring what it is for"


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_only_the_kernel_draws(path: Path) -> None:
    if path.is_relative_to(PACKAGE / "kernel"):
        return
    assert breaches(path.read_text(encoding="utf-8"), ("random", "secrets", "numpy.random")) == []


@pytest.mark.parametrize("path", BELOW_STUDY, ids=short)
def test_no_clock_log_or_file_below_study(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [name for name in imported(tree) if within(name, ("datetime", "logging", "time", "io"))]
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & {"open", "print", "input"}


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_no_fast_mathematics(path: Path) -> None:
    """Reassociated sums would make results depend on the machine and the batch."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "fastmath":
            assert isinstance(node.value, ast.Constant)
            assert node.value.value is False


def test_help_imports_no_numerics() -> None:
    code = (
        "import sys\n"
        "from ceaseline.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "print('loaded:', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    text, _, loaded = result.stdout.rpartition("loaded:")
    assert "usage" in text.lower()
    assert not set(loaded.split()) & set(NUMERICS)


def locked(name: str) -> dict[str, set[str]]:
    """Read a lock into {package: versions}, failing on any line of another form."""
    versions: dict[str, set[str]] = {}
    text = (ROOT / name).read_text(encoding="utf-8")
    for block in re.sub(r"\\\n\s*", " ", text).splitlines():
        head, *hashes = block.split(" --hash=sha256:")
        assert hashes, f"no hash: {head}"
        assert all(re.fullmatch(r"[0-9a-f]{64}", value.strip()) for value in hashes), head
        requirement = Requirement(head)
        assert requirement.url is None
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        versions.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return versions


def declared() -> tuple[list[Requirement], list[Requirement]]:
    """What running needs, and all that is declared."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    run = [*project["project"]["dependencies"], *project["build-system"]["requires"], *groups["build"]]
    extras = project["project"]["optional-dependencies"].values()
    rest = [line for group in [*groups.values(), *extras] for line in group]
    return [Requirement(line) for line in run], [Requirement(line) for line in [*run, *rest]]


def test_locks_hold_every_declared_requirement_and_no_address() -> None:
    for name, wanted in zip(("requirements-run.lock", "requirements.lock"), declared(), strict=True):
        pins = locked(name)
        for requirement in wanted:
            versions = pins.get(canonicalize_name(requirement.name), set())
            assert versions, f"{requirement} is not in {name}: run scripts/lock"
            assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_running_uses_the_versions_that_were_tested() -> None:
    tested = locked("requirements.lock")
    for name, versions in locked("requirements-run.lock").items():
        assert versions <= tested[name], name


@pytest.mark.parametrize("script", sorted((ROOT / "scripts").iterdir()), ids=lambda path: path.name)
def test_a_script_does_something(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.strip() and not line.startswith("#")]


def test_the_demo_asks_the_flagship_and_says_where_the_answer_is() -> None:
    text = (ROOT / "scripts" / "demo").read_text(encoding="utf-8")
    for needed in ("compare ukraine-2025", "report ukraine-2025 -o report.html", "board ukraine-2025"):
        assert needed in text
