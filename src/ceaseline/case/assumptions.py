"""Reads assumptions.yaml and joins it with what the case inherits."""

from collections.abc import Mapping
from dataclasses import fields

from ceaseline.case.estimates import Book, Origins, Quantity, estimate
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.problems import nearest
from ceaseline.case.shapes import AssumptionsShell, GroupShell
from ceaseline.case.stated import Assumption, Departure, Estimate
from ceaseline.case.validate import validate, validate_number
from ceaseline.case.yamlfile import At, Document
from ceaseline.terms import PARAMETERS


def read_assumptions(
    document: Document, book: Book, inherited: Mapping[str, Assumption], *, complete: bool
) -> tuple[FrozenMap[Assumption], tuple[Departure, ...]]:
    """Read a case's assumptions.

    Parameters
    ----------
    document
        assumptions.yaml.
    book
        Sources and exchange rate.
    inherited
        Assumptions of the case that this one extends; empty if none.
    complete
        Whether ``inherited`` is all there is; if not, nothing is called missing.

    Returns
    -------
    FrozenMap of Assumption
        By name, in the order of ``terms.PARAMETERS``; complete when no problem was noted.
    tuple of Departure
        Where the case leaves what it inherits.
    """
    reader = _Reader(document, book, inherited)
    reader.read()
    missing = [name for name in PARAMETERS if name not in reader.seen and name not in inherited]
    if missing and complete and document.value is not None:
        what = f"missing: {', '.join(missing)}"
        why = "every assumption of the engine needs a value, of the case's own or through extends"
        document.problem((), what, why, "add what is missing, or write extends: in case.yaml")
    joined = {**inherited, **reader.own}
    ordered = FrozenMap({name: joined[name] for name in PARAMETERS if name in joined})
    return ordered, tuple(reader.departures)


class _Reader:
    def __init__(self, document: Document, book: Book, inherited: Mapping[str, Assumption]) -> None:
        self.document, self.book, self.inherited = document, book, inherited
        self.seen: dict[str, At] = {}
        self.own: dict[str, Assumption] = {}
        self.departures: list[Departure] = []

    def read(self) -> None:
        at = self.document.at()
        shell = (
            validate(AssumptionsShell, self.document.value, at) if self.document.value is not None else None
        )
        if shell is None:
            return
        first: dict[str, int] = {}
        outer = Origins().under(shell.defaults, at / "defaults")
        for index, raw in enumerate(shell.groups):
            spot = at / "groups" / index
            group = validate(GroupShell, raw, spot)
            if group is None:
                entries = raw.get("assumptions") if isinstance(raw, dict) else None
                names = entries if isinstance(entries, dict) else {}
                self.seen |= {name: spot / "assumptions" / name for name in names}
                continue
            if group.id in first:
                (spot / "id").problem(f"group {group.id} is given twice", "", "merge them or rename one")
            first.setdefault(group.id, index)
            self._group(group, spot / "assumptions", outer.under(group, spot))

    def _group(self, group: GroupShell, at: At, origins: Origins) -> None:
        for name, raw in group.assumptions.items():
            if self.document.full:
                return
            spot = at / name
            if name not in PARAMETERS:
                mend = nearest(name, PARAMETERS)
                spot.problem(
                    f"no assumption is called {name}", "the engine would not read it", mend, key=True
                )
                continue
            if name in self.seen:
                first = self.seen[name].line
                spot.problem(f"{name} is given twice", f"first in {first}", "delete one of them", key=True)
                continue
            self.seen[name] = spot
            number = validate_number(raw, spot)
            if number is None:
                continue
            row = PARAMETERS[name]
            quantity = Quantity(name, row.unit, row.low, row.high)
            made = estimate(number, spot, quantity, origins, self.book)
            if made is not None:
                self._keep(name, made, group.id, spot)

    def _keep(self, name: str, made: Estimate, group: str, at: At) -> None:
        parts = {field.name: getattr(made, field.name) for field in fields(made)}
        self.own[name] = Assumption(**parts, name=name, group=group)
        before = self.inherited.get(name)
        if before is None or before.value == made.value:
            return
        if not made.reason:
            why = f"it leaves {before.inherited_from} ({before.p5:g} to {before.p95:g})"
            at.problem(f"reason is missing for {name}", why, "add reason: here or to the group", key=True)
        self.departures.append(Departure(name, before.value, made.value, made.reason))
