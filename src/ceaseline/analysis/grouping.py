"""Which promises are valued together: groups of the case, parties, tiers, domains, single ones, or own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceaseline.case import Case, Group, Lever, Package

#: Ways to group that a case knows by itself.
GROUPINGS = ("group", "party", "tier", "domain", "lever")


@dataclass(frozen=True)
class Player:
    """Promises that come and go together.

    Parameters
    ----------
    name, title : str
    levers : tuple of str
        Ids, each in the package; at least one.
    """

    name: str
    title: str
    levers: tuple[str, ...]


def _own(lever: Lever, by: str) -> str:
    """Return the name of a lever's group; its own id where it is in none."""
    if by == "group":
        return lever.group or lever.id
    if by == "party":
        return lever.by
    if by == "tier":
        return f"tier-{lever.tier}" if lever.tier else lever.id
    if by == "domain":
        return lever.domain or lever.id
    return lever.id


def _title(case: Case, name: str, by: str, levers: Sequence[str]) -> str:
    if by == "party":
        return case.party(name).name
    if name in levers:
        return case.lever(name).title
    return name.replace("-", " ")


def players_of(
    case: Case, package: Package, by: str = "group", groups: Sequence[Group] | None = None
) -> tuple[Player, ...]:
    """Return the groups of a package's levers, each lever in exactly one.

    Parameters
    ----------
    case : Case
    package : Package
    by : str
        One of `GROUPINGS`. ``group``: the groups that the case lists, then what levers give as their own
        group; a lever in none stands alone.
    groups : sequence of Group, optional
        A user's own groups, in place of `by`; a lever in none of them stands alone.

    Returns
    -------
    tuple of Player
        Groups without a lever in the package are left out.

    Raises
    ------
    ValueError
        If there is no such way to group.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("ukraine-2025")
    >>> len(players_of(case, case.package("all-promised")))
    12
    """
    if by not in GROUPINGS:
        raise ValueError(f"promises are grouped by {', '.join(GROUPINGS)}, not by {by!r}")
    listed = groups if groups is not None else (case.groups if by == "group" else ())
    of = {lever: group.id for group in listed for lever in group.levers}
    titles = {group.id: group.title for group in listed if group.title}
    held: dict[str, list[str]] = {group.id: [] for group in listed}
    for lever in case.levers:
        if lever.id in package.settings:
            name = of.get(lever.id) or (lever.id if groups is not None else _own(lever, by))
            held.setdefault(name, []).append(lever.id)
    return tuple(
        Player(name, titles.get(name) or _title(case, name, by, levers), tuple(levers))
        for name, levers in held.items()
        if levers
    )
