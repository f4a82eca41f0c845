"""Numbers that an analysis may hold: what each means, in which range, and where a value lies in it."""

from __future__ import annotations

from dataclasses import dataclass

from ceaseline.analysis.crossings import bisect
from ceaseline.analysis.numbers import uncertain_numbers
from ceaseline.case import Case, Estimate, Package
from ceaseline.study.worlds import At
from ceaseline.terms import ITEMS, PARAMETERS

#: Chance levels between which a value counts as plausible.
PLAUSIBLE = (0.05, 0.95)

_FIELDS = {
    "amount": "amount",
    "will": "chance that it is meant",
    "delay": "months until it begins",
    "ramp": "months until it is complete",
    "cost": "own cost",
    "consent": "chance of consent",
    "consent_loss": "monthly rate at which consent is lost",
    "chance": "chance that its condition counts",
    "at_least": "threshold of its condition",
    "pool": "troops that it can draw on",
}


@dataclass(frozen=True)
class Held:
    """A number that can be held.

    Parameters
    ----------
    name, owner : str
        As in `ceaseline.analysis.numbers.Number`.
    meaning : str
        What it is, in words.
    estimate : Estimate
        Its range and unit in the case.
    """

    name: str
    owner: str
    meaning: str
    estimate: Estimate

    def value(self, chance: float) -> float:
        """Return the value at a chance level, in the number's unit."""
        return self.estimate.quantile(chance)

    def chance(self, value: float) -> float:
        """Return the chance level of a value; 0 or 1 beyond the range.

        Examples
        --------
        >>> from ceaseline.case import Uncertain
        >>> share = Estimate(value=Uncertain.of(0.1, 0.2, 0.5, lower=0, upper=1), unit="share")
        >>> held = Held("x", "", "", share)
        >>> round(held.chance(0.2), 6), round(held.chance(0.5), 6)
        (0.5, 0.95)
        """
        if self.value(0.0) >= value:
            return 0.0
        if self.value(1.0) <= value:
            return 1.0
        return bisect(lambda u: self.value(u) <= value, 0.0, 1.0, 1e-9)

    def pin(self, chance: float) -> At:
        """Return what holds the number at a chance level of its range."""
        return At(self.value(chance))


def meaning_of(case: Case, name: str) -> str:
    """Return what a number is, in words.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("ukraine-2025")
    >>> meaning_of(case, "force-uk.amount")
    'British troops in the reassurance force: amount (troops)'
    """
    owner, dot, field = name.partition(".")
    if not dot:
        return PARAMETERS[name].meaning
    words = _FIELDS[field.rpartition(".")[2]]
    if field == "pool":
        return f"{case.party(owner).name}: {words}"
    lever = case.lever(owner)
    if field == "amount":
        return f"{lever.title}: amount ({ITEMS[lever.item].unit.replace('_', ' ')})"
    return f"{lever.title}: {words}"


def holdable(case: Case, *packages: Package, fixed: bool = True) -> dict[str, Held]:
    """Return every number that can be held under some packages, by name.

    Parameters
    ----------
    case : Case
    *packages : Package
    fixed : bool
        Whether amounts that a package fixes count too, where the lever itself gives a range: to move one is
        to ask for another package.

    Returns
    -------
    dict of str to Held
        Uncertain numbers of any of them, and such amounts; the first package that holds a number gives its
        range.
    """
    found: dict[str, Held] = {}
    for package in packages:
        for number in uncertain_numbers(case, package):
            if number.name not in found:
                meaning = meaning_of(case, number.name)
                found[number.name] = Held(number.name, number.owner, meaning, number.estimate)
        for lever in case.levers:
            name = f"{lever.id}.amount"
            own = lever.amount
            may = fixed and lever.id in package.settings and name not in found
            if may and own is not None and not own.value.is_fixed:
                found[name] = Held(name, lever.id, meaning_of(case, name), own)
    return found
