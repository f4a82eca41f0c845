"""Every uncertain number of a case in a package, under the name by which it is drawn and can be pinned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceaseline.case import AmountCondition, Case, CountCondition, Estimate, Lever, Package, VoteCondition


@dataclass(frozen=True)
class Number:
    """An uncertain number.

    Parameters
    ----------
    name : str
        Under which it draws: an assumption's name, ``lever.amount``, ``lever.requires.N.chance``,
        ``party.pool`` and so on.
    owner : str
        The lever or party that it belongs to; empty for an assumption.
    estimate : Estimate
    """

    name: str
    owner: str
    estimate: Estimate


def _lever_numbers(lever: Lever, package: Package) -> Iterator[tuple[str, Estimate | None]]:
    setting = package.settings[lever.id]
    yield "amount", setting.amount or lever.amount
    if lever.kind == "design":
        return
    yield "will", setting.will
    for field in ("delay", "ramp", "cost", "consent", "consent_loss"):
        yield field, getattr(lever, field)
    for place, condition in enumerate(lever.requires):
        at = f"requires.{place}"
        if isinstance(condition, VoteCondition):
            yield f"{at}.chance", condition.chance
        elif isinstance(condition, CountCondition | AmountCondition):
            yield f"{at}.at_least", condition.at_least
            yield f"{at}.chance", condition.chance


def uncertain_numbers(case: Case, package: Package) -> tuple[Number, ...]:
    """Return every number that differs from world to world under a package.

    Parameters
    ----------
    case : Case
    package : Package
        Only its levers and their parties count.

    Returns
    -------
    tuple of Number
        Assumptions first, then levers in the order of the case, then parties' pools.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("korea-1953")
    >>> names = [number.name for number in uncertain_numbers(case, case.package("none"))]
    >>> "precision" in names, any("." in name for name in names)
    (True, False)
    """
    found = [Number(name, "", assumption) for name, assumption in case.assumptions.items()]
    for lever in case.levers:
        if lever.id in package.settings:
            found += [
                Number(f"{lever.id}.{field}", lever.id, estimate)
                for field, estimate in _lever_numbers(lever, package)
                if estimate is not None
            ]
    lenders = {
        lever.by for lever in case.levers if lever.id in package.settings and lever.item == "ground_troops"
    }
    for party in case.parties:
        if party.id in lenders and party.pool is not None:
            found.append(Number(f"{party.id}.pool", party.id, party.pool))
    return tuple(number for number in found if not number.estimate.value.is_fixed)
