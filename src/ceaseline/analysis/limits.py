"""What a design must keep within, and what it must reach, as the command line writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ceaseline.analysis.costs import Costs
from ceaseline.analysis.crossings import clear_sign
from ceaseline.analysis.statistics import Estimated
from ceaseline.analysis.trials import Goal, goal
from ceaseline.case import Case, FrozenMap, LeverSetting
from ceaseline.case.problems import nearest
from ceaseline.terms import UnitError, convert

_LIMIT = re.compile(r"([a-z0-9-]+)=([0-9.]+(?:e[0-9]+)?)\s*([a-z_]*)")
_TARGET = re.compile(r"([a-z0-9_]+)(<=|>=)([0-9.]+(?:e-?[0-9]+)?)(?:@([0-9]+))?")


@dataclass(frozen=True)
class Limit:
    """The most that a contributor can give.

    Parameters
    ----------
    party : str
    most : float
        In `unit`.
    unit : {"eur_per_year", "troops"}
    """

    party: str
    most: float
    unit: str

    def used(self, case: Case, parts: Iterable[tuple[FrozenMap[LeverSetting], Costs]]) -> float:
        """Return how much of it some settings take: mean cost over worlds, or troops in the middle."""
        total = 0.0
        for settings, costs in parts:
            own = [name for name in settings if case.lever(name).by == self.party]
            if self.unit == "eur_per_year":
                total += float(costs.of(own).mean())
                continue
            for name in own:
                amount = settings[name].amount or case.lever(name).amount
                if case.lever(name).item == "ground_troops" and amount is not None:
                    total += amount.p50
        return total

    def row(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"party": self.party, "most": self.most, "unit": self.unit}


def read_limit(case: Case, text: str) -> Limit:
    """Read a limit such as ``uk=2bn_eur_per_year`` or ``france=5000 troops``; EUR a year without a unit.

    Raises
    ------
    ValueError
        If it cannot be read, or the case has no such party.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> read_limit(load("ukraine-2025"), "uk=2bn_eur_per_year")
    Limit(party='uk', most=2000000000.0, unit='eur_per_year')
    """
    found = _LIMIT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no limit; write PARTY=NUMBER, EUR a year, or PARTY=NUMBER troops")
    party, number, unit = found.groups()
    known = [entry.id for entry in case.parties]
    if party not in known:
        raise ValueError(f"{case.name} has no party {party!r}; {nearest(party, known)}")
    if unit == "troops":
        return Limit(party, float(number), unit)
    try:
        most = convert(float(number), unit or "eur_per_year", "eur_per_year", usd=case.currency_usd)
    except UnitError as error:
        raise ValueError(f"limit of {party}: {error}") from None
    return Limit(party, most, "eur_per_year")


@dataclass(frozen=True)
class Target:
    """What an outcome must reach.

    Parameters
    ----------
    goal : Goal
    bound : float
        In the unit of the outcome.
    """

    goal: Goal
    bound: float

    def met(self, found: Estimated) -> str:
        """Say whether an outcome meets it: yes, no, or too small to tell.

        Examples
        --------
        >>> from ceaseline.case import load
        >>> target = read_target(load("korea-1953"), "war<=0.2@5")
        >>> [target.met(Estimated(share, 0.01)) for share in (0.15, 0.19, 0.3)]
        ['yes', 'too small to tell', 'no']
        """
        gap = Estimated(self.goal.sign * (found.value - self.bound), found.error)
        sign = clear_sign(gap)
        if sign == 0:
            return "yes" if found.error == 0.0 else "too small to tell"
        return "yes" if sign < 0 else "no"

    def row(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "outcome": self.goal.outcome,
            "year": self.goal.year,
            "way": "<=" if self.goal.sign > 0 else ">=",
            "bound": self.bound,
        }


def read_target(case: Case, text: str) -> Target:
    """Read a target such as ``war<=0.2@10`` or ``throughput>=0.8``.

    Raises
    ------
    ValueError
        If it cannot be read, or asks for more of what should be less.
    KeyError
        If there is no such outcome.
    """
    found = _TARGET.fullmatch(text.replace(" ", ""))
    if found is None:
        raise ValueError(f"{text!r} is no target; write OUTCOME<=NUMBER@YEAR, such as war<=0.2@10")
    outcome, way, bound, year = found.groups()
    asked = goal(case, outcome, None if year is None else int(year))
    if (way == "<=") != (asked.sign > 0):
        raise ValueError(
            f"a target for {outcome} is written {outcome}{'<=' if asked.sign > 0 else '>='}{bound}"
        )
    return Target(asked, float(bound))


def read_steps(case: Case, text: str) -> Mapping[str, tuple[float, ...]]:
    """Read amounts of a lever such as ``force-uk=2500,5000,10000``, in the unit of its item.

    Raises
    ------
    ValueError
        If it cannot be read, or the case has no such lever.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> dict(read_steps(load("ukraine-2025"), "force-uk=2500,5000"))
    {'force-uk': (2500.0, 5000.0)}
    """
    name, equals, amounts = text.partition("=")
    known = [lever.id for lever in case.levers]
    if name not in known:
        raise ValueError(f"{case.name} has no lever {name!r}; {nearest(name, known)}")
    try:
        values = tuple(float(amount) for amount in amounts.split(","))
    except ValueError:
        values = ()
    if not equals or not values or min(values) <= 0.0:
        raise ValueError(f"{text!r} are no steps; write LEVER=AMOUNT,AMOUNT")
    return {name: values}
