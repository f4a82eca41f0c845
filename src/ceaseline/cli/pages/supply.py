"""The page of dependencies: what each package is for, who brings it, under which licence."""

import re
import tomllib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
_LOCKS = ("requirements-run.lock", "requirements.lock")
_GROUPS = {
    "run": "Needed to run",
    "build": "Needed to build and install",
    "tests": "Needed to test",
    "bench": "Peers of the benchmarks",
    "docs": "Needed to build the documentation",
    "cluster": "Extra `cluster`",
    "interop": "Extra `interop`",
}


def normal(name: str) -> str:
    """Return a package's name in the one spelling that locks use.

    Examples
    --------
    >>> normal("Lxml_HTML.clean")
    'lxml-html-clean'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(project: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the declared dependencies of a parsed ``pyproject.toml``, by group.

    Examples
    --------
    >>> parts = {"project": {"dependencies": ["numpy>=2"]}, "dependency-groups": {"docs": ["sphinx"]}}
    >>> declared(parts)
    {'run': ('numpy',), 'docs': ('sphinx',)}
    """
    groups = {
        "run": project["project"]["dependencies"],
        **project.get("dependency-groups", {}),
        **project["project"].get("optional-dependencies", {}),
    }
    return {group: tuple(sorted(_name(line) for line in lines)) for group, lines in groups.items()}


def locked(text: str) -> tuple[str, ...]:
    """Return the packages that a lock pins, each once.

    Examples
    --------
    >>> locked("numpy==2.4.6 ; python_version < '3.12' --hash=sha256:0")
    ('numpy',)
    """
    return tuple(sorted({_name(line) for line in text.splitlines() if _NAME.match(line)}))


def licence(name: str, by_hand: Mapping[str, str]) -> str | None:
    """Return the licence of a package: as noted by hand, else as its metadata says; None if neither does.

    Examples
    --------
    >>> licence("numba", {})
    'BSD'
    >>> licence("no-such-package", {}) is None
    True
    """
    if name in by_hand:
        return by_hand[name]
    try:
        about = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return None
    said = str(about.get("license_expression") or about.get("license") or "")
    if said and len(said) < 60 and "\n" not in said:
        return said.strip()
    classes = [
        line.rpartition("::")[2].strip()
        for line in about.get("classifier", ())
        if line.startswith("License ::")
    ]
    return " or ".join(classes) or None


def supply_text(root: Path, command: str) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    root
        The checkout.
    command
        How the page is made anew.

    Returns
    -------
    str
        Versions are left to the locks, so the page changes with the packages and not with their releases.
    """
    reasons = tomllib.loads((root / "docs" / "dependencies.toml").read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    run, every = (locked((root / name).read_text(encoding="utf-8")) for name in _LOCKS)
    lines = [
        "# Dependencies: what each is for, and under which licence",
        "",
        f"Made by `{command}` from `docs/dependencies.toml`, the locks and the packages' own metadata.",
        f"Running needs {len(run)} packages; all that is declared, {len(every)}.",
        "Versions and hashes are in the locks. Nothing of these packages is copied into this repository.",
    ]
    wanted = declared(project)
    for group, title in _GROUPS.items():
        lines += ["", f"## {title}", "", "| package | what for | licence |", "|---|---|---|"]
        lines += [_row(name, reasons[group].get(name, ""), reasons) for name in wanted.get(group, ())]
    named = {name for names in wanted.values() for name in names}
    brought = _brought_by(every)
    lines += ["", "## Brought by the others", "", "| package | brought by | licence |", "|---|---|---|"]
    for name in every:
        if name not in named:
            by = ", ".join(brought.get(name, ())) or "a package that this system does not need"
            lines.append(_row(name, by, reasons))
    return "\n".join(lines) + "\n"


def _name(line: str) -> str:
    match = _NAME.match(line)
    if match is None:
        raise ValueError(f"{line!r} names no package")
    return normal(match[1])


def _row(name: str, what: str, reasons: Mapping[str, Mapping[str, str]]) -> str:
    note = reasons["notes"].get(name)
    said = licence(name, reasons["licences"]) or "not stated"
    return f"| {name} | {what}{f'. {note}' if note else ''} | {said} |"


def _brought_by(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return which of the packages need each package, without those that only an extra of theirs would."""
    found: dict[str, set[str]] = {}
    for name in names:
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        for line in needs:
            if "extra ==" not in line:
                found.setdefault(_name(line), set()).add(name)
    return {name: tuple(sorted(by)) for name, by in found.items()}
