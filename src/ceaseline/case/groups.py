"""Reads groups of levers: those that a case gives itself, and those of a user's own file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ceaseline.case.conditions import Names, expand
from ceaseline.case.objects import Case, Group
from ceaseline.case.problems import CaseError
from ceaseline.case.shapes import GroupsShell, LeverGroup
from ceaseline.case.validate import validate
from ceaseline.case.yamlfile import At, Document, read_yaml


def raw_groups(document: Document) -> list[Any]:
    """Return the groups of levers.yaml as they stand; none where the file cannot be read."""
    raw = document.value.get("groups") if isinstance(document.value, dict) else None
    return raw if isinstance(raw, list) else []


def read_groups(entries: Sequence[Any], at: At, names: Names) -> tuple[Group, ...]:
    """Read a list of groups.

    Parameters
    ----------
    entries
        As they stand in the file.
    at
        Where the list stands.
    names
        What may be named.

    Returns
    -------
    tuple of Group
        In the order of the file; those at fault are left out and their problems noted.
    """
    groups: dict[str, Group] = {}
    first: dict[str, At] = {}
    owner: dict[str, str] = {}
    for index, raw in enumerate(entries):
        spot = at / index
        entry = validate(LeverGroup, raw, spot)
        if entry is None:
            continue
        if entry.id in first:
            why = f"first in {first[entry.id].line}"
            (spot / "id").problem(f"group {entry.id} is given twice", why, "rename one")
            continue
        first[entry.id] = spot
        levers = _levers(entry, spot, names)
        for lever in levers:
            if lever in owner:
                what = f"{lever} is in {owner[lever]} and in {entry.id}"
                spot.problem(what, "a lever counts once", f"take {lever} out of one of them")
        owner.update(dict.fromkeys(levers, entry.id))
        groups[entry.id] = Group(id=entry.id, title=entry.title or "", levers=levers)
    return tuple(groups.values())


def _levers(entry: LeverGroup, at: At, names: Names) -> tuple[str, ...]:
    if entry.levers:
        return expand(entry.levers, at / "levers", names, "")
    if entry.id not in names.groups:
        why = "without levers: it names the levers that give it as their group:, and there are none"
        (at / "id").problem(f"group {entry.id} holds no lever", why, "add levers:")
    return names.groups.get(entry.id, ())


def groups_from(path: Path, case: Case) -> tuple[Group, ...]:
    """Read a user's own groups of a case's levers.

    Parameters
    ----------
    path
        A YAML file with a list ``groups:``, each entry with ``id``, an optional ``title`` and ``levers``: ids
        of levers, or ``group:`` and the name of a group of the case.
    case
        Whose levers are named.

    Returns
    -------
    tuple of Group
        In the order of the file.

    Raises
    ------
    CaseError
        With every problem of the file.
    """
    document = read_yaml(path, str(path), path.name)
    at = document.at()
    groups: tuple[Group, ...] = ()
    shell = validate(GroupsShell, document.value, at) if document.value is not None else None
    if shell is not None:
        groups = read_groups(shell.groups, at / "groups", _names(case))
        if not shell.groups:
            (at / "groups").problem("no group", "there is nothing to attribute to", "add a group")
    if document.problems:
        raise CaseError(sorted(document.problems))
    return groups


def _names(case: Case) -> Names:
    held: dict[str, tuple[str, ...]] = {}
    for lever in case.levers:
        if lever.group:
            held[lever.group] = (*held.get(lever.group, ()), lever.id)
    own: Mapping[str, tuple[str, ...]] = {group.id: group.levers for group in case.groups}
    return Names({lever.id: lever.item for lever in case.levers}, {**held, **own}, None)
