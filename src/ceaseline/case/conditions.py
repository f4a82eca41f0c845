"""Reads the conditions of levers and resolves the levers they name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ceaseline.case.estimates import Book, Origins, Quantity, estimate
from ceaseline.case.objects import AmountCondition, Condition, CountCondition, VoteCondition, Word
from ceaseline.case.problems import nearest
from ceaseline.case.shapes import AllOf, AmountOf, AnyOf, Number
from ceaseline.case.shapes import VoteCondition as VoteEntry
from ceaseline.case.stated import Estimate
from ceaseline.case.uncertain import Uncertain
from ceaseline.case.yamlfile import At
from ceaseline.terms import ITEMS, UNITS

_SHARE = Quantity.of_unit("chance", "share")
_GROUP = "group:"


@dataclass(frozen=True, slots=True)
class Names:
    """Ids that references may name: levers with their items, groups with their levers, parties.

    ``parties`` is None where case.yaml cannot be read; its names are then not checked.
    """

    levers: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]
    parties: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What the parts of a lever need: its id, sources and rate, names, inherited origins, the horizon."""

    lever: str
    book: Book
    names: Names
    origins: Origins
    horizon: int

    def number(self, number: Number | None, at: At, quantity: Quantity) -> Estimate | None:
        """Turn a number of the lever into an estimate."""
        return None if number is None else estimate(number, at, quantity, self.origins, self.book)


def expand(entries: Iterable[str], at: At, names: Names, own: str) -> tuple[str, ...]:
    """Resolve ids of levers and ``group:`` names.

    Parameters
    ----------
    entries
        Ids, or ``group:`` and the name of a group, which stands for its levers other than ``own``.
    at
        Where the list stands.
    names
        What may be named.
    own
        The lever itself, which may not depend on itself.

    Returns
    -------
    tuple of str
        Ids, each once.
    """
    found: dict[str, None] = {}
    for index, entry in enumerate(entries):
        spot = at / index
        if entry.startswith(_GROUP):
            group = entry.removeprefix(_GROUP)
            if group not in names.groups:
                spot.problem(
                    f"no group is called {group}", "levers name it in group:", nearest(group, names.groups)
                )
            found |= dict.fromkeys(name for name in names.groups.get(group, ()) if name != own)
        elif entry == own:
            spot.problem(f"{own} names itself", "a lever cannot depend on itself", "delete it")
        elif entry not in names.levers:
            mend = f"write {_GROUP}{entry}" if entry in names.groups else nearest(entry, names.levers)
            spot.problem(f"no lever is called {entry}", "levers stand in levers.yaml", mend)
        else:
            found[entry] = None
    return tuple(found)


def conditions(entries: Iterable[Any], at: At, scope: Scope) -> tuple[Condition, ...]:
    """Read the list ``requires`` of a lever.

    Parameters
    ----------
    entries
        Words and condition shapes.
    at
        Where the list stands.
    scope
        The lever and what it may name.

    Returns
    -------
    tuple of Condition
        In order; those at fault are left out and their problems noted.
    """
    made = (_condition(entry, at / index, scope) for index, entry in enumerate(entries))
    return tuple(condition for condition in made if condition is not None)


def _condition(entry: Any, at: At, scope: Scope) -> Condition | None:
    if isinstance(entry, str):
        return Word(word=entry)
    if isinstance(entry, VoteEntry):
        return _vote(entry, at / "vote", scope)
    if isinstance(entry, AmountOf):
        return _amount(entry, at, scope)
    return _count(entry, at, scope)


def _vote(entry: VoteEntry, at: At, scope: Scope) -> VoteCondition | None:
    if entry.vote.month > scope.horizon:
        what = f"month {entry.vote.month} is never reached"
        (at / "month").problem(what, f"the case ends with month {scope.horizon}", "correct it")
    chance = scope.number(entry.vote.chance, at / "chance", _SHARE)
    return None if chance is None else VoteCondition(month=entry.vote.month, chance=chance)


def _count(entry: AnyOf | AllOf, at: At, scope: Scope) -> CountCondition | None:
    listed, key = (entry.any_of, "any_of") if isinstance(entry, AnyOf) else (entry.all_of, "all_of")
    levers = expand(listed, at / key, scope.names, scope.lever)
    chance = scope.number(entry.chance, at / "chance", _SHARE)
    if not isinstance(entry, AnyOf):
        return CountCondition(levers=levers, at_least=None, chance=chance)
    if entry.at_least is None:
        one = Estimate(
            value=Uncertain.fixed(1, lower=0), unit="count", note="any one of them", origin=at.line
        )
        return CountCondition(levers=levers, at_least=one, chance=chance)
    at_least = scope.number(entry.at_least, at / "at_least", Quantity.of_unit("at_least", "count"))
    if at_least is None:
        return None
    if levers and at_least.p50 > len(levers):
        what = f"at least {at_least.p50:g} of {len(levers)} levers"
        (at / "at_least").problem(what, "so many are not named", "name more levers or ask for fewer")
    return CountCondition(levers=levers, at_least=at_least, chance=chance)


def _amount(entry: AmountOf, at: At, scope: Scope) -> AmountCondition | None:
    levers = expand(entry.amount_of, at / "amount_of", scope.names, scope.lever)
    items = [ITEMS[scope.names.levers[name]] for name in levers if scope.names.levers[name] in ITEMS]
    chance = scope.number(entry.chance, at / "chance", _SHARE)
    if not items:
        return None
    unit = items[0].unit
    for item in items:
        if UNITS[item.unit].dimension != UNITS[unit].dimension:
            what = f"{item.name} does not add up with {items[0].name}"
            why = f"their units are {item.unit} and {unit}"
            (at / "amount_of").problem(what, why, "name levers of one kind")
            return None
    at_least = scope.number(entry.at_least, at / "at_least", Quantity.of_unit("at_least", unit))
    return None if at_least is None else AmountCondition(levers=levers, at_least=at_least, chance=chance)
