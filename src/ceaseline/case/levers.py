"""Reads levers.yaml: promises and choices of design, their conditions and positions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ceaseline.case.conditions import Names, Scope, conditions, expand
from ceaseline.case.derived import in_order, position
from ceaseline.case.estimates import Book, Origins, Quantity, estimate
from ceaseline.case.objects import Evidence, Lever, Position
from ceaseline.case.problems import nearest
from ceaseline.case.shapes import LeverDefaults, LeverEntry, LeversShell, Number
from ceaseline.case.stated import Estimate
from ceaseline.case.validate import validate
from ceaseline.case.yamlfile import At, Document
from ceaseline.terms import FORMS, ITEMS, SITINGS

_SETTINGS = {"written_guarantee": FORMS, "siting": SITINGS}
#: What a lever of this item is a choice of, besides an amount.
_WITHOUT_AMOUNT = ("written_guarantee", "irrevocable", "unconditional", "siting")


def lever_names(document: Document, parties: Mapping[str, Any] | None) -> Names:
    """Collect ids, items and groups as they stand, so that a fault in one lever spoils no reference to it."""
    raw = document.value.get("levers") if isinstance(document.value, dict) else None
    entries = [entry for entry in raw if isinstance(entry, dict)] if isinstance(raw, list) else []
    levers: dict[str, str] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        name, group = entry.get("id"), entry.get("group")
        if isinstance(name, str):
            levers.setdefault(name, str(entry.get("item", "")))
            if isinstance(group, str):
                groups[group] = (*groups.get(group, ()), name)
    return Names(levers, groups, parties)


def read_levers(
    document: Document,
    book: Book,
    names: Names,
    horizon: int,
    derived: Mapping[str, tuple[Position, ...]] | None = None,
) -> tuple[Lever, ...]:
    """Read a case's levers.

    Parameters
    ----------
    document
        levers.yaml.
    book
        Sources and exchange rate.
    names
        What references may name.
    horizon
        Months of the case; votes come within them.
    derived
        Positions that the ledger gives, by lever.

    Returns
    -------
    tuple of Lever
        In the order of the file; those at fault are left out and their problems noted.
    """
    at = document.at()
    shell = validate(LeversShell, document.value, at) if document.value is not None else None
    if shell is None:
        return ()
    levers: dict[str, Lever] = {}
    first: dict[str, At] = {}
    for index, raw in enumerate(shell.levers):
        spot = at / "levers" / index
        name = raw.get("id") if isinstance(raw, dict) else None
        if isinstance(name, str) and name in first:
            (spot / "id").problem(
                f"lever {name} is given twice", f"first in {first[name].line}", "rename one"
            )
        first.setdefault(str(name), spot)
        entry = validate(LeverEntry, raw, spot)
        if entry is not None:
            reader = _Reader(
                entry, spot, shell.defaults, at / "defaults", book, names, horizon, derived or {}
            )
            levers.setdefault(entry.id, reader.lever())
    return tuple(levers.values())


@dataclass(frozen=True)
class _Reader:
    entry: LeverEntry
    at: At
    defaults: LeverDefaults
    defaults_at: At
    book: Book
    names: Names
    horizon: int
    derived: Mapping[str, tuple[Position, ...]]

    def lever(self) -> Lever:
        entry, item = self.entry, ITEMS[self.entry.item]
        self._check_party()
        (self._check_design if item.kind == "design" else self._check_promise)()
        settles = item.kind == "promise"
        form = entry.form or self.defaults.form
        revocable = entry.revocable if entry.revocable is not None else self.defaults.revocable
        contradicted = entry.contradicted or []
        return Lever(
            id=entry.id,
            title=entry.title,
            by=entry.by,
            item=entry.item,
            kind=item.kind,
            row=entry.row,
            tier=entry.tier,
            group=entry.group or "",
            domain=entry.domain or "",
            amount=self._number("amount", Quantity.of_unit(entry.item, item.unit)),
            siting=(entry.siting or self.defaults.siting or "") if entry.item == "ground_troops" else "",
            form=form or FORMS[0],
            revocable=revocable if revocable is not None else True,
            delay=self._number("delay", Quantity.of_unit("delay", "months"), shared=settles),
            ramp=self._number("ramp", Quantity.of_unit("ramp", "months"), shared=settles),
            cost=self._number("cost", Quantity.of_unit("cost", "eur_per_year")),
            consent=self._number("consent", Quantity.of_unit("consent", "share")),
            consent_loss=self._number("consent_loss", Quantity("consent_loss", "per_month", 0.0, 1.0)),
            requires=conditions(entry.requires, self.at / "requires", self._scope()),
            targets=self._targets(),
            setting=entry.setting or "",
            positions=self._positions(),
            evidence=self._evidence(),
            contradicted=(contradicted,) if isinstance(contradicted, str) else tuple(contradicted),
            note=entry.note or "",
            origin=self.at.line,
        )

    def _scope(self) -> Scope:
        origins = Origins().under(self.defaults, self.defaults_at).under(self.entry, self.at)
        return Scope(self.entry.id, self.book, self.names, origins, self.horizon)

    def _number(self, name: str, quantity: Quantity, *, shared: bool = False) -> Estimate | None:
        own: Number | None = getattr(self.entry, name)
        if own is not None:
            return self._scope().number(own, self.at / name, quantity)
        common: Number | None = getattr(self.defaults, name, None) if shared else None
        if common is not None:
            origins = Origins().under(self.defaults, self.defaults_at)
            return estimate(common, self.defaults_at / name, quantity, origins, self.book)
        return None

    def _check_party(self) -> None:
        parties, name = self.names.parties, self.entry.by
        if parties is not None and name not in parties:
            mend = nearest(name, parties)
            (self.at / "by").problem(f"no party is called {name}", "parties stand in case.yaml", mend)

    def _check_promise(self) -> None:
        entry, at = self.entry, self.at
        for name in ("targets", "setting"):
            if getattr(entry, name):
                (at / name).problem(f"{name} in a promise", "only designs change other levers", "delete it")
        if entry.amount is None:
            unit = ITEMS[entry.item].unit
            at.problem("key amount is missing", f"{entry.item} is measured in {unit}", "add amount:")
        for name in ("delay", "ramp"):
            if getattr(entry, name) is None and getattr(self.defaults, name) is None:
                why = "neither the lever nor defaults gives it"
                at.problem(f"key {name} is missing", why, f"add {name}: in months")
        if entry.item == "ground_troops" and not (entry.siting or self.defaults.siting):
            at.problem("key siting is missing", "troops stand somewhere", f"add siting: {', '.join(SITINGS)}")
        if entry.item != "ground_troops" and entry.siting:
            (at / "siting").problem(f"siting of {entry.item}", "only ground_troops have one", "delete it")
        for name in ("consent", "consent_loss") if "consent" in entry.requires else ():
            if getattr(entry, name) is None:
                at.problem(f"key {name} is missing", "the lever requires consent", f"add {name}:")

    def _check_design(self) -> None:
        entry, at = self.entry, self.at
        if not entry.targets:
            at.problem("key targets is missing", f"{entry.item} changes other levers", "add targets:")
        valid = _SETTINGS.get(entry.item)
        if valid is not None and entry.setting not in valid:
            spot = at / "setting" if entry.setting else at
            what = f"setting {entry.setting} of {entry.item}" if entry.setting else "key setting is missing"
            spot.problem(
                what, f"it says what the targets become: {', '.join(valid)}", f"add setting: {valid[-1]}"
            )
        if valid is None and entry.setting:
            (at / "setting").problem(f"setting of {entry.item}", "it has none", "delete it")
        if entry.item not in _WITHOUT_AMOUNT and entry.amount is None:
            unit = ITEMS[entry.item].unit
            at.problem("key amount is missing", f"{entry.item} is measured in {unit}", "add amount:")
        if entry.siting:
            (at / "siting").problem("siting of a design", "designs say setting", "write setting:")

    def _targets(self) -> tuple[str, ...]:
        return expand(self.entry.targets, self.at / "targets", self.names, self.entry.id)

    def _evidence(self) -> Evidence | None:
        held = self.entry.evidence
        if held is None:
            return None
        if self.entry.positions:
            why = "positions of this lever come from the ledger"
            (self.at / "positions").problem(
                "positions beside evidence", why, "delete one of the two", key=True
            )
        return Evidence(actors=tuple(held.actors), items=tuple(held.items), groups=tuple(held.groups))

    def _positions(self) -> tuple[Position, ...]:
        if self.entry.evidence is not None:
            return self.derived.get(self.entry.id, ())
        entries = ((entry, self.at / "positions" / index) for index, entry in enumerate(self.entry.positions))
        return in_order(position(entry, at, self.book) for entry, at in entries)
