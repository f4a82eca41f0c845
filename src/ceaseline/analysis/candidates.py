"""What a package may be built from: groups of promises, single levers, and steps of an amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from ceaseline.analysis.variants import certain_setting
from ceaseline.case import Case, Estimate, FrozenMap, LeverSetting, Package, Uncertain
from ceaseline.case.problems import nearest
from ceaseline.terms import ITEMS

#: A choice: for each candidate 0 to leave it out, or the number of its option from 1 on.
Choice = tuple[int, ...]


@dataclass(frozen=True)
class Option:
    """One way to take a candidate: a label and the settings that it puts into the package."""

    label: str
    settings: FrozenMap[LeverSetting]


@dataclass(frozen=True)
class Candidate:
    """Something that may be taken or left.

    Parameters
    ----------
    name, title : str
    levers : tuple of str
    options : tuple of Option
        Ways to take it, at most one at a time; leaving it out is no option.
    """

    name: str
    title: str
    levers: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Space:
    """All packages that can be built.

    Parameters
    ----------
    kept : FrozenMap of LeverSetting
        What every package holds.
    candidates : tuple of Candidate
    """

    kept: FrozenMap[LeverSetting]
    candidates: tuple[Candidate, ...]

    @property
    def size(self) -> int:
        """How many packages there are."""
        return prod(1 + len(candidate.options) for candidate in self.candidates)

    def choices(self) -> Iterator[Choice]:
        """Return every choice, the empty one first."""
        return product(*(range(1 + len(candidate.options)) for candidate in self.candidates))

    def labels(self, choice: Choice) -> tuple[str, ...]:
        """Return the labels of what a choice takes."""
        pairs = zip(self.candidates, choice, strict=True)
        return tuple(candidate.options[at - 1].label for candidate, at in pairs if at)

    def package(self, choice: Choice) -> Package:
        """Return the package of a choice."""
        settings = dict(self.kept.items())
        for candidate, at in zip(self.candidates, choice, strict=True):
            if at:
                settings |= dict(candidate.options[at - 1].settings.items())
        name = " + ".join(self.labels(choice)) or "nothing of what could be chosen"
        return Package(name=name, title=name, settings=FrozenMap(settings))

    @property
    def full(self) -> Choice:
        """The choice of the last option of every candidate."""
        return tuple(len(candidate.options) for candidate in self.candidates)

    @property
    def empty(self) -> Choice:
        """The choice of nothing."""
        return (0,) * len(self.candidates)


def fixed_amount(setting: LeverSetting, lever_item: str, value: float) -> LeverSetting:
    """Return a setting with its amount fixed at a value."""
    unit = ITEMS[lever_item].unit
    return replace(
        setting, amount=Estimate(value=Uncertain.fixed(value), unit=unit, note="a step of a design")
    )


def _setting(case: Case, package: Package, lever: str) -> LeverSetting:
    return package.settings.get(lever) or certain_setting(case.lever(lever))


def _whole(case: Case, package: Package, name: str, levers: Sequence[str]) -> Candidate:
    settings = FrozenMap({lever: _setting(case, package, lever) for lever in levers})
    title = (
        case.lever(levers[0]).title if len(levers) == 1 else ", ".join(case.lever(x).title for x in levers)
    )
    return Candidate(name, title, tuple(levers), (Option(name, settings),))


def _stepped(case: Case, package: Package, lever: str, amounts: Sequence[float]) -> Candidate:
    if not case.lever(lever).amount:
        raise ValueError(f"{lever} has no amount that could be taken in steps")
    setting, item = _setting(case, package, lever), case.lever(lever).item
    options = tuple(
        Option(f"{lever} at {amount:g}", FrozenMap({lever: fixed_amount(setting, item, amount)}))
        for amount in amounts
    )
    return Candidate(lever, case.lever(lever).title, (lever,), options)


def space_of(
    case: Case,
    package: Package,
    names: Sequence[str] = (),
    steps: Mapping[str, Sequence[float]] | None = None,
    *,
    by: str = "group",
) -> Space:
    """Return the packages that can be built from candidates.

    Parameters
    ----------
    case : Case
    package : Package
        How its levers are set; what is no candidate stays in every package. A lever that it does not hold
        is added as if it were meant.
    names : sequence of str
        Groups or levers that are candidates; by default all of the package.
    steps : mapping of str to sequence of float, optional
        Amounts in which a lever is offered, as a candidate of its own.
    by : {"group", "lever"}
        What the default candidates are; a lever without a group stands for itself.

    Returns
    -------
    Space

    Raises
    ------
    KeyError
        If the case has no such group or lever.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("ukraine-2025")
    >>> space = space_of(case, case.package("all-promised"))
    >>> len(space.candidates), space.size
    (12, 4096)
    """
    stepped = dict(steps or {})
    groups: dict[str, list[str]] = {}
    for lever in case.levers:
        if lever.group and lever.id in package.settings:
            groups.setdefault(lever.group, []).append(lever.id)
    levers = [lever.id for lever in case.levers]
    if not names:
        whole = {case.lever(x).group or x: None for x in levers if x in package.settings}
        names = list(whole) if by == "group" else [x for x in levers if x in package.settings]
    known = [*groups, *levers]
    for name in (*names, *stepped):
        if name not in known:
            raise KeyError(f"{case.name} has no group or lever {name!r} here; {nearest(name, known)}")
    taken = set(stepped)
    found = []
    for name in names:
        members = [x for x in groups.get(name, [name]) if x not in taken]
        taken.update(members)
        found += [_whole(case, package, name, members)] if members else []
    found += [_stepped(case, package, lever, amounts) for lever, amounts in stepped.items()]
    kept = {lever: setting for lever, setting in package.settings.items() if lever not in taken}
    return Space(FrozenMap(kept), tuple(found))
