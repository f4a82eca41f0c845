"""Every dependency has a reason and a licence, is used, and stands on the page."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from ceaseline.cli.pages import COMMAND
from ceaseline.cli.pages.supply import declared, licence, locked, normal, supply_text

ROOT = Path(__file__).resolve().parents[1]
REASONS = tomllib.loads((ROOT / "docs" / "dependencies.toml").read_text(encoding="utf-8"))
DECLARED = declared(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
LOCKED = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
WHERE = {"run": ("src",), "cluster": ("src",), "interop": ("src", "tests")}


@pytest.mark.parametrize(("group", "name"), [(g, name) for g, names in DECLARED.items() for name in names])
def test_a_declared_dependency_has_a_reason_and_is_used(group: str, name: str) -> None:
    assert REASONS[group][name]
    if name in REASONS["tools"]:
        return
    owners = metadata.packages_distributions()
    modules = "|".join(re.escape(top) for top in owners if name in map(normal, owners[top]))
    assert modules, f"{name} brings no module"
    by_name = rf"import(?:_module|orskip)\(.(?:{modules})\b"
    used = re.compile(rf"^\s*(?:import|from)\s+(?:{modules})\b|{by_name}", re.M)
    folders = WHERE.get(group, ("src", "tests", "benchmarks", "docs"))
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    assert any(used.search(path.read_text(encoding="utf-8")) for path in files), f"nothing imports {name}"


def test_no_reason_is_left_behind() -> None:
    groups = {group: set(REASONS[group]) for group in DECLARED}
    assert groups == {group: set(names) for group, names in DECLARED.items()}
    every = {name for names in DECLARED.values() for name in names}
    assert set(REASONS["tools"]) <= every
    assert {*REASONS["licences"], *REASONS["notes"]} <= set(LOCKED)


def test_every_package_states_a_licence() -> None:
    installed = {normal(item.metadata["Name"]) for item in metadata.distributions()}
    silent = [name for name in LOCKED if not licence(name, REASONS["licences"]) and name in installed]
    assert silent == []


def test_the_page_names_every_package_of_the_lock() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ([a-z0-9-]+) \|", page, re.M)) - {"package"}
    assert rows == {*LOCKED, *(name for names in DECLARED.values() for name in names)}
    now = supply_text(ROOT, COMMAND)
    assert page.splitlines()[:6] == now.splitlines()[:6], f"make it anew: {COMMAND}"
