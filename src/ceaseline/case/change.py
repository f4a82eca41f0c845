"""Settings made in memory: a package with some of its levers set otherwise, a case with other numbers.

What a file may say, a person may also set by hand for one question. Nothing is written anywhere: every
function returns new objects.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf, isfinite

from ceaseline.case.estimates import Quantity
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.objects import (
    AmountCondition,
    Case,
    Condition,
    CountCondition,
    Lever,
    LeverSetting,
    Package,
)
from ceaseline.case.problems import nearest
from ceaseline.case.stated import Assumption, Estimate
from ceaseline.case.uncertain import Uncertain
from ceaseline.terms import FORMS, ITEMS, PARAMETERS, SITINGS, WILLINGNESS, WILLINGNESS_WHY

#: An amount set by hand lies below this multiple of the largest figure that the case gives for the lever.
MOST_TIMES = 50.0

_SETTINGS = {"written_guarantee": FORMS, "siting": SITINGS}
_BY_HAND = "set by hand"


class ChangeError(ValueError):
    """A change that the case does not allow; ``problems`` holds every one in a sentence."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a promise waits for instead of what the case says.

    Parameters
    ----------
    least
        How many of ``levers`` must be in force, or to how much their amounts must add up.
    levers
        Ids; none means that the promise waits for no other.
    counts
        Whether ``least`` counts levers rather than adding up amounts.
    """

    least: float = 0.0
    levers: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverChange:
    """One lever set by hand; None leaves what the package or the lever says.

    Parameters
    ----------
    on
        Whether it is in the package.
    amount
        A certain amount in the canonical unit of the item.
    form, siting, setting, revocable
        As in a package.
    will
        A certain chance "willing when asked"; 1 means that the promise is meant.
    needs
        Conditions on other levers, in place of the lever's own.
    """

    on: bool = True
    amount: float | None = None
    form: str | None = None
    siting: str | None = None
    setting: str | None = None
    revocable: bool | None = None
    will: float | None = None
    needs: Needs | None = None


def largest_amount(lever: Lever) -> float:
    """Return the largest amount that may be set by hand for a lever, in its unit; 0 if it has none."""
    if lever.amount is None or lever.amount.unit == "flag":
        return 0.0
    upper = Quantity.of_unit(lever.item, lever.amount.unit).upper
    return upper if upper < inf else MOST_TIMES * max(lever.amount.p95, 1.0)


def with_changes(
    case: Case, package: Package, changes: Mapping[str, LeverChange], name: str = "as set"
) -> tuple[Case, Package]:
    """Return a package with levers set otherwise, and the case in which their conditions hold.

    A lever that is added takes the chance "willing when asked" from its latest position; one that nobody
    has taken a position on is added as if it were meant.

    Parameters
    ----------
    case
    package
        Where to start.
    changes
        By lever.
    name
        Name of the new package.

    Returns
    -------
    tuple of Case and Package
        The case is the same object unless a change speaks of conditions.

    Raises
    ------
    ChangeError
        With every change that the case does not allow.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("korea-1953")
    >>> lever = case.levers[0].id
    >>> _, set_by_hand = with_changes(case, case.package("none"), {lever: LeverChange(will=1.0)})
    >>> list(set_by_hand.settings) == [lever]
    True
    """
    levers = {lever.id: lever for lever in case.levers}
    problems = [problem for id, change in changes.items() for problem in _problems(levers, id, change)]
    if problems:
        raise ChangeError(tuple(problems))
    if not changes:
        return case, package
    settings = {}
    for lever in case.levers:
        setting = package.settings.get(lever.id)
        change = changes.get(lever.id)
        if change is not None:
            setting = _setting(lever, setting, change) if change.on else None
        if setting is not None:
            settings[lever.id] = setting
    needs = {id: change.needs for id, change in changes.items() if change.needs is not None}
    changed = replace(package, name=name, settings=FrozenMap(settings))
    return (_with_needs(case, needs) if needs else case), changed


def with_values(case: Case, values: Mapping[str, Uncertain]) -> Case:
    """Return a case in which some assumptions have other values.

    Parameters
    ----------
    case
    values
        By assumption, in its canonical unit; see `value_by_hand`.

    Returns
    -------
    Case

    Raises
    ------
    ChangeError
        With every name that is no assumption.
    """
    unknown = [name for name in values if name not in case.assumptions]
    if unknown:
        raise ChangeError(
            tuple(f"no assumption is called {name!r}; {nearest(name, case.assumptions)}" for name in unknown)
        )
    return replace(
        case,
        assumptions=FrozenMap(
            {name: _valued(held, values.get(name)) for name, held in case.assumptions.items()}
        ),
    )


def value_by_hand(name: str, figures: tuple[float, ...]) -> Uncertain:
    """Return the value of an assumption that a person sets.

    Parameters
    ----------
    name
        A key of ``terms.PARAMETERS``.
    figures
        One figure for a certain value, or p5, p50 and p95, in the canonical unit.

    Returns
    -------
    Uncertain

    Raises
    ------
    ChangeError
        If there is no such assumption or its bounds or order are broken.

    Examples
    --------
    >>> value_by_hand("coordination", (0.5,)).quantile(0.9)
    0.5
    """
    if name not in PARAMETERS:
        raise ChangeError((f"no assumption is called {name!r}; {nearest(name, PARAMETERS)}",))
    low, high = PARAMETERS[name].low, PARAMETERS[name].high
    if not all(isfinite(figure) and low <= figure <= high for figure in figures):
        raise ChangeError((f"{name} lies between {low:g} and {high:g}",))
    if len(figures) == 1:
        return Uncertain.fixed(figures[0], lower=low, upper=high)
    if len(figures) != 3 or list(figures) != sorted(figures):
        raise ChangeError((f"{name} takes one figure, or three that do not fall: p5, p50, p95",))
    return Uncertain.of(*figures, lower=low, upper=high)


def _valued(held: Assumption, value: Uncertain | None) -> Assumption:
    if value is None:
        return held
    return replace(held, value=value, source=None, grade="E", kind="assumption", note=_BY_HAND, rivals=())


def _problems(levers: Mapping[str, Lever], id: str, change: LeverChange) -> list[str]:
    if id not in levers:
        return [f"no lever is called {id!r}; {nearest(id, levers)}"]
    lever, found = levers[id], []
    most = largest_amount(lever)
    if change.amount is not None and not (isfinite(change.amount) and 0.0 <= change.amount <= most):
        found.append(
            f"the amount of {id} lies between 0 and {most:g}" if most else f"{id} has no amount to set"
        )
    if change.will is not None and not 0.0 <= change.will <= 1.0:
        found.append(f"the will of {id} is a chance between 0 and 1")
    if change.form is not None and change.form not in FORMS:
        found.append(f"the form of {id} is one of {', '.join(FORMS)}")
    if change.siting is not None and (lever.item != "ground_troops" or change.siting not in SITINGS):
        found.append(f"the siting of troops is one of {', '.join(SITINGS)}; {id} is {lever.item}")
    if change.setting is not None and change.setting not in _SETTINGS.get(lever.item, ()):
        valid = ", ".join(_SETTINGS.get(lever.item, ())) or "none"
        found.append(f"what {id} can be set to: {valid}")
    return [*found, *_problems_of_needs(levers, lever, change.needs)]


def _problems_of_needs(levers: Mapping[str, Lever], lever: Lever, needs: Needs | None) -> list[str]:
    if needs is None:
        return []
    if lever.kind == "design":
        return [f"{lever.id} is a choice of design and waits for nothing"]
    unknown = [name for name in needs.levers if name not in levers]
    found = [f"no lever is called {name!r}; {nearest(name, levers)}" for name in unknown]
    if lever.id in needs.levers:
        found.append(f"{lever.id} cannot wait for itself")
    if found:
        return found
    if any(levers[name].kind == "design" for name in needs.levers):
        found.append(f"{lever.id} can wait for promises only")
    if not isfinite(needs.least) or needs.least < 0.0:
        found.append(f"what {lever.id} waits for is a figure from 0 on")
    elif needs.counts and needs.least > len(needs.levers):
        found.append(f"{lever.id} waits for {needs.least:g} promises of {len(needs.levers)} named")
    if not needs.counts and len({levers[name].item for name in needs.levers}) > 1:
        found.append(f"{lever.id} waits for amounts of different kinds, which cannot be added up")
    return found


def _will(lever: Lever, setting: LeverSetting | None, change: LeverChange) -> LeverSetting:
    """Return the setting to start from, with the chance that the party is willing."""
    if setting is None:
        setting = LeverSetting(
            lever=lever.id,
            will=_certain(1.0),
            amount=lever.amount,
            form=lever.form,
            siting=lever.siting,
            setting=lever.setting,
            revocable=lever.revocable,
        )
        position = lever.position()
        if lever.kind == "promise" and position is not None:
            pair = (position.stance, position.firmness)
            will = Estimate(
                value=Uncertain.of(*WILLINGNESS[pair], lower=0, upper=1),
                unit="share",
                source=position.source,
                as_of=position.as_of.isoformat(),
                note=WILLINGNESS_WHY[pair],
            )
            setting = replace(setting, will=will, position=position)
    if change.will is None or lever.kind == "design":
        return setting
    return replace(setting, will=_certain(change.will), position=None)


def _setting(lever: Lever, setting: LeverSetting | None, change: LeverChange) -> LeverSetting:
    held = _will(lever, setting, change)
    amount = held.amount
    if change.amount is not None:
        unit = ITEMS[lever.item].unit
        bounds = Quantity.of_unit(lever.item, unit)
        value = Uncertain.fixed(change.amount, lower=bounds.lower, upper=bounds.upper)
        amount = Estimate(value=value, unit=unit, note=_BY_HAND)
    return replace(
        held,
        amount=amount,
        form=change.form or held.form,
        siting=change.siting or held.siting,
        setting=change.setting or held.setting,
        revocable=held.revocable if change.revocable is None else change.revocable,
    )


def _certain(chance: float) -> Estimate:
    return Estimate(value=Uncertain.fixed(chance, lower=0, upper=1), unit="share", note=_BY_HAND)


def _with_needs(case: Case, needs: Mapping[str, Needs]) -> Case:
    levers = tuple(
        replace(lever, requires=_requires(lever, needs[lever.id], case)) if lever.id in needs else lever
        for lever in case.levers
    )
    return replace(case, levers=levers)


def _requires(lever: Lever, needs: Needs, case: Case) -> tuple[Condition, ...]:
    """Keep the ceasefire, consent and votes, and put the given condition in place of those on levers.

    The new condition stands last, so that the others keep the place under which they draw.
    """
    kept = tuple(c for c in lever.requires if not isinstance(c, CountCondition | AmountCondition))
    if not needs.levers:
        return kept
    added: Condition
    if needs.counts:
        least = Estimate(value=Uncertain.fixed(needs.least, lower=0), unit="count", note=_BY_HAND)
        added = CountCondition(levers=needs.levers, at_least=least, chance=None)
    else:
        unit = ITEMS[case.lever(needs.levers[0]).item].unit
        least = Estimate(value=Uncertain.fixed(needs.least, lower=0), unit=unit, note=_BY_HAND)
        added = AmountCondition(levers=needs.levers, at_least=least, chance=None)
    return (*kept, added)
