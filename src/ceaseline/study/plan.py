"""Turn a package of promises into the bare arrays that the kernel runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceaseline.case import (
    AmountCondition,
    Case,
    CountCondition,
    Lever,
    LeverSetting,
    Package,
    VoteCondition,
    Word,
)
from ceaseline.kernel import mechanism, normal_quantile
from ceaseline.model.records import (
    BLOC_CODES,
    CONDITION,
    FORM_LEVELS,
    ITEM_CODES,
    LEVER,
    MAX_LEVERS,
    PARTY,
    SITING_CODES,
)
from ceaseline.model.slots import address_key
from ceaseline.study.worlds import Pins, draw

#: Pool of a party whose pool the case does not give: rotation never limits it.
UNLIMITED = 1e12


@dataclass(frozen=True)
class Plan:
    """A package as arrays.

    Parameters
    ----------
    package : str
        Its name.
    lever_ids : tuple of str
        Promises of the case in the order of bits in a mask.
    levers : structured array of LEVER, shape (n_worlds, n_levers)
    thresholds : array of float, shape (n_worlds, n_levers)
        Normal quantiles of the chances that parties are willing.
    conditions : structured array of CONDITION, shape (n_worlds, n_conditions)
    parties : structured array of PARTY, shape (n_parties,)
    """

    package: str
    lever_ids: tuple[str, ...]
    levers: NDArray[np.void]
    thresholds: NDArray[np.float64]
    conditions: NDArray[np.void]
    parties: NDArray[np.void]


@dataclass(frozen=True)
class _Design:
    """What the design levers of a package change, by promise."""

    form: dict[str, int]
    siting: dict[str, int]
    irrevocable: frozenset[str]
    unconditional: frozenset[str]
    early: dict[str, Lever]


def promises(case: Case) -> tuple[Lever, ...]:
    """Return the levers of a case that are promises, in the order of bits."""
    found = tuple(lever for lever in case.levers if lever.kind == "promise")
    if len(found) > MAX_LEVERS:
        raise ValueError(f"a case holds at most {MAX_LEVERS} promises, {case.name} has {len(found)}")
    return found


def _design(case: Case, package: Package) -> _Design:
    form: dict[str, int] = {}
    siting: dict[str, int] = {}
    irrevocable: set[str] = set()
    unconditional: set[str] = set()
    early: dict[str, Lever] = {}
    for lever in case.levers:
        setting = package.settings.get(lever.id)
        if lever.kind != "design" or setting is None:
            continue
        value = setting.setting or lever.setting
        if lever.item == "written_guarantee":
            form.update(dict.fromkeys(lever.targets, FORM_LEVELS[value]))
        elif lever.item == "siting":
            siting.update(dict.fromkeys(lever.targets, SITING_CODES[value]))
        elif lever.item == "irrevocable":
            irrevocable.update(lever.targets)
        elif lever.item == "unconditional":
            unconditional.update(lever.targets)
        elif lever.item == "early_deployment":
            early.update(dict.fromkeys(lever.targets, lever))
    return _Design(form, siting, frozenset(irrevocable), frozenset(unconditional), early)


def _months_between(case: Case, year: int, month: int) -> int:
    return (year - case.ceasefire.year) * 12 + month - case.ceasefire.month


def _parties(case: Case) -> NDArray[np.void]:
    out = np.zeros(len(case.parties), dtype=PARTY)
    for p, party in enumerate(case.parties):
        months = [_months_between(case, day.year, day.month) for day in party.elections]
        ahead = sorted(m for m in months if 0 < m <= case.horizon_months)
        ahead = ahead[: out["election_month"].shape[1]]
        out["key"][p] = address_key("party:" + party.id)
        out["bloc"][p] = BLOC_CODES[party.bloc]
        out["elections"][p] = len(ahead)
        out["election_month"][p, : len(ahead)] = ahead
    return out


def _fill_lever(
    case: Case,
    lever: Lever,
    setting: LeverSetting | None,
    design: _Design,
    column: NDArray[np.void],
    seed: int,
    pins: Pins | None,
) -> None:
    worlds = column.shape[0]
    party = case.party(lever.by)
    column["key"] = address_key("lever:" + lever.id)
    column["what"] = ITEM_CODES[lever.item]
    column["party"] = [p.id for p in case.parties].index(lever.by)
    column["bloc"] = BLOC_CODES[party.bloc]
    column["littoral"] = party.littoral
    column["promised"] = setting is not None
    form = FORM_LEVELS[setting.form if setting else lever.form]
    column["form"] = max(form, design.form.get(lever.id, 0))
    siting = (setting.siting if setting else lever.siting) or "rear"
    column["siting"] = design.siting.get(lever.id, SITING_CODES[siting])
    revocable = setting.revocable if setting else lever.revocable
    column["revocable"] = revocable and lever.id not in design.irrevocable

    def value(field: str, default: float) -> NDArray[np.float64]:
        estimate = getattr(lever, field)
        if field == "amount" and setting is not None and setting.amount is not None:
            estimate = setting.amount
        return draw(seed, f"{lever.id}.{field}", estimate, worlds, default, pins)

    column["amount"] = value("amount", 1.0)
    column["delay"] = value("delay", 0.0)
    column["ramp"] = value("ramp", 0.0)
    column["cost"] = value("cost", 0.0)
    column["consent"] = value("consent", 1.0)
    column["consent_loss"] = value("consent_loss", 0.0)
    column["pool"] = draw(seed, f"{party.id}.pool", party.pool, worlds, UNLIMITED, pins)
    will = setting.will if setting else None
    column["will"] = draw(seed, f"{lever.id}.will", will, worlds, 0.0, pins)
    if lever.id in design.early:
        choice = design.early[lever.id]
        column["early"] = draw(seed, f"{choice.id}.amount", choice.amount, worlds, 0.0, pins)
    column["vote_month"] = -1
    column["vote_chance"] = 1.0
    for number, condition in enumerate(lever.requires):
        if isinstance(condition, Word) and condition.word == "consent":
            column["needs_consent"] = 1
        elif isinstance(condition, VoteCondition):
            column["vote_month"] = condition.month
            name = f"{lever.id}.requires.{number}.chance"
            column["vote_chance"] = draw(seed, name, condition.chance, worlds, 1.0, pins)


def _conditions(
    lever: Lever, index: int, bits: dict[str, int], worlds: int, seed: int, pins: Pins | None
) -> list[NDArray[np.void]]:
    found = []
    for number, condition in enumerate(lever.requires):
        if not isinstance(condition, CountCondition | AmountCondition):
            continue
        out = np.zeros(worlds, dtype=CONDITION)
        name = f"{lever.id}.requires.{number}"
        mask = 0
        for other in condition.levers:
            if other in bits and bits[other] != index:
                mask |= 1 << bits[other]
        out["key"] = address_key("condition:" + name)
        out["lever"] = index
        out["mask"] = mask
        out["counts"] = isinstance(condition, CountCondition)
        whole = float(mask.bit_count())
        out["threshold"] = draw(seed, name + ".at_least", condition.at_least, worlds, whole, pins)
        out["chance"] = draw(seed, name + ".chance", condition.chance, worlds, 1.0, pins)
        found.append(out)
    return found


@mechanism
def _quantiles(chances: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    for w in range(chances.shape[0]):
        for i in range(chances.shape[1]):
            chance = chances[w, i]
            if chance >= 1.0:
                out[w, i] = np.inf
            elif chance <= 0.0:
                out[w, i] = -np.inf
            else:
                out[w, i] = normal_quantile(chance)


def make_plan(case: Case, package: Package, seed: int, worlds: int, pins: Pins | None = None) -> Plan:
    """Return a package as arrays, with every uncertain number drawn in each world.

    Design levers act here: they change form, siting, revocability, conditions or timing of the promises
    they name. Bits follow the order of promises in the case, whichever of them the package holds.

    Parameters
    ----------
    case : Case
    package : Package
    seed, worlds : int
        Seed and number of worlds.
    pins : mapping of str to Pin, optional
        Numbers held at one chance level or value.

    Returns
    -------
    Plan

    Raises
    ------
    ValueError
        If the case holds more promises than a set can.
    """
    found = promises(case)
    bits = {lever.id: i for i, lever in enumerate(found)}
    design = _design(case, package)
    levers = np.zeros((worlds, len(found)), dtype=LEVER)
    conditions: list[NDArray[np.void]] = []
    for i, lever in enumerate(found):
        _fill_lever(case, lever, package.settings.get(lever.id), design, levers[:, i], seed, pins)
        own = [] if lever.id in design.unconditional else _conditions(lever, i, bits, worlds, seed, pins)
        levers["first_condition"][:, i] = len(conditions)
        levers["conditions"][:, i] = len(own)
        conditions.extend(own)
    thresholds = np.empty((worlds, len(found)))
    _quantiles(np.ascontiguousarray(levers["will"]), thresholds)
    stacked = np.stack(conditions, axis=1) if conditions else np.zeros((worlds, 0), dtype=CONDITION)
    return Plan(package.name, tuple(bits), levers, thresholds, stacked, _parties(case))
