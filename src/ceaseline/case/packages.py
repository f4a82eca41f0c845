"""Reads packages.yaml and settles which lever stands how in each package."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceaseline.case.estimates import Book, Origins, Quantity, estimate
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.objects import Lever, LeverSetting, Package, Position
from ceaseline.case.problems import nearest
from ceaseline.case.shapes import Override, PackageEntry, PackagesShell
from ceaseline.case.stated import Estimate
from ceaseline.case.uncertain import Uncertain
from ceaseline.case.validate import validate
from ceaseline.case.yamlfile import At, Document
from ceaseline.terms import FORMS, ITEMS, SITINGS, WILLINGNESS, WILLINGNESS_WHY

_WILL = Quantity.of_unit("will", "share")
NONE = "none"
#: Packages that a case compares at most without being asked to.
MANY = 6


def read_packages(
    document: Document,
    book: Book,
    levers: Mapping[str, Lever],
    known: Mapping[str, Any] | None,
    blocs: Mapping[str, str],
    ceasefire: date,
) -> tuple[Package, ...]:
    """Read a case's packages.

    Parameters
    ----------
    document
        packages.yaml.
    book
        Sources and exchange rate.
    levers
        Levers that could be read, by id.
    known
        Ids of all levers of the file, None if it cannot be read.
    blocs
        Bloc of each party.
    ceasefire
        Day that numbers of a package without ``as_of`` are as of.

    Returns
    -------
    tuple of Package
        In the order of the file; those at fault are left out and their problems noted.
    """
    at = document.at()
    shell = validate(PackagesShell, document.value, at) if document.value is not None else None
    if shell is None:
        return ()
    packages: dict[str, Package] = {}
    named: dict[str, At] = {}
    for index, raw in enumerate(shell.packages):
        spot = at / "packages" / index
        name = raw.get("name") if isinstance(raw, dict) else None
        if isinstance(name, str) and name in named:
            (spot / "name").problem(
                f"package {name} is given twice", f"first in {named[name].line}", "rename one"
            )
        named.setdefault(str(name), spot)
        entry = validate(PackageEntry, raw, spot)
        if entry is not None:
            package = _Reader(entry, spot, book, levers, known, blocs, ceasefire).package()
            packages.setdefault(package.name, package)
    if NONE not in named:
        why = "every comparison needs the case without outside promises"
        (at / "packages").problem(
            f"package {NONE} is missing", why, "add {name: none, title: No outside promise}"
        )
    elif NONE in packages and packages[NONE].settings:
        (named[NONE]).problem(
            f"package {NONE} holds levers", "it means no outside promise", "use another name"
        )
    return tuple(packages.values())


def package_names(packages: Document) -> tuple[str, ...] | None:
    """Collect the names of packages as they stand; None when the file cannot be read."""
    raw = packages.value.get("packages") if isinstance(packages.value, dict) else None
    if not isinstance(raw, list):
        return None
    return (NONE, *(str(entry["name"]) for entry in raw if isinstance(entry, dict) and "name" in entry))


def read_compared(document: Document, packages: tuple[Package, ...]) -> tuple[str, ...]:
    """Read which packages a case sets side by side where none are named.

    Parameters
    ----------
    document
        packages.yaml, after `read_packages`.
    packages
        What that returned.

    Returns
    -------
    tuple of str
        As the file says. Where it is silent: every package, with ``none`` first; or, of more than `MANY`,
        ``none`` and the one in which most is promised.
    """
    held = {package.name: package for package in packages}
    raw = document.value.get("compared") if isinstance(document.value, dict) else None
    if isinstance(raw, list) and raw:
        known = package_names(document) or ()
        for index, name in enumerate(raw):
            at = document.at("compared", index)
            if name not in known:
                why = "only packages of the case can be compared"
                at.problem(f"no package is called {name}", why, nearest(str(name), known))
            elif name in raw[:index]:
                at.problem(f"{name} is compared twice", "once is enough", "delete one of the two")
        return tuple(name for name in dict.fromkeys(map(str, raw)) if name in held)
    others = [name for name in held if name != NONE]
    if len(held) > MANY:
        others = [max(others, key=lambda name: len(held[name].settings))]
    return (*((NONE,) if NONE in held else ()), *others)


@dataclass(frozen=True)
class _Reader:
    entry: PackageEntry
    at: At
    book: Book
    levers: Mapping[str, Lever]
    known: Mapping[str, Any] | None
    blocs: Mapping[str, str]
    ceasefire: date

    def package(self) -> Package:
        entry = self.entry
        for index, name in enumerate(entry.except_):
            self._check_lever(name, self.at / "except" / index)
        for name in entry.levers:
            self._check_lever(name, self.at / "levers" / name, key=True)
        settings = {name: self._setting(lever) for name, lever in self.levers.items()}
        return Package(
            name=entry.name,
            title=entry.title,
            as_of=entry.as_of,
            note=entry.note or "",
            settings=FrozenMap({name: setting for name, setting in settings.items() if setting is not None}),
        )

    def _check_lever(self, name: str, at: At, *, key: bool = False) -> None:
        if self.known is not None and name not in self.known:
            mend = nearest(name, self.known)
            at.problem(f"no lever is called {name}", "levers stand in levers.yaml", mend, key=key)

    def _setting(self, lever: Lever) -> LeverSetting | None:
        override = self.entry.levers.get(lever.id)
        at = self.at / "levers" / lever.id
        if not self._admits(lever):
            if override is not None and override.on:
                why = "except or only_blocs keeps it out of the package"
                at.problem(f"{lever.id} is set but left out", why, "delete one of the two", key=True)
            return None
        if override is not None and not override.on:
            return None
        will, position = self._will(lever, override, at)
        if will is None:
            if override is not None and override.will is None:
                until = f" up to {self.entry.as_of}" if self.entry.as_of else ""
                why = f"it has no position of its own{until}"
                at.problem(
                    f"how willing is {lever.by} on {lever.id}?", why, "add will: or on: false", key=True
                )
            return None
        return self._set(lever, override or Override(), at, will, position)

    def _admits(self, lever: Lever) -> bool:
        blocs = self.entry.only_blocs
        return lever.id not in self.entry.except_ and (blocs is None or self.blocs.get(lever.by, "") in blocs)

    def _will(
        self, lever: Lever, override: Override | None, at: At
    ) -> tuple[Estimate | None, Position | None]:
        if override is not None and override.will is not None:
            return estimate(override.will, at / "will", _WILL, self._origins(), self.book), None
        certain = Estimate(value=Uncertain.fixed(1, lower=0, upper=1), unit="share", origin=self.at.line)
        if lever.kind == "design":
            return (certain, None) if override is not None else (None, None)
        if self.entry.all:
            return certain, None
        position = lever.position(self.entry.as_of) if self.entry.as_of or override is not None else None
        if position is None:
            return None, None
        pair = (position.stance, position.firmness)
        return (
            Estimate(
                value=Uncertain.of(*WILLINGNESS[pair], lower=0, upper=1),
                unit="share",
                source=position.source,
                as_of=position.as_of.isoformat(),
                note=WILLINGNESS_WHY[pair],
                origin=lever.origin,
            ),
            position,
        )

    def _origins(self) -> Origins:
        """Return what numbers inherit; what the package does not say makes them its own judgement."""
        entry, day = self.entry, self.entry.as_of or self.ceasefire
        return Origins(
            source=entry.source,
            as_of=day.isoformat(),
            grade=entry.grade or "E",
            kind=entry.kind or "assumption",
            note=entry.note or f"set by the package {entry.name}",
            source_at=self.at / "source",
        )

    def _set(
        self, lever: Lever, override: Override, at: At, will: Estimate, position: Position | None
    ) -> LeverSetting:
        self._check_override(lever, override, at)
        amount = lever.amount
        if override.amount is not None:
            quantity = Quantity.of_unit(lever.item, ITEMS[lever.item].unit)
            amount = estimate(override.amount, at / "amount", quantity, self._origins(), self.book)
        return LeverSetting(
            lever=lever.id,
            will=will,
            position=position,
            amount=amount,
            form=override.form or lever.form,
            siting=override.siting or lever.siting,
            setting=override.setting or lever.setting,
            revocable=lever.revocable if override.revocable is None else override.revocable,
            note=override.note or "",
        )

    def _check_override(self, lever: Lever, override: Override, at: At) -> None:
        if override.siting and lever.item != "ground_troops":
            (at / "siting").problem(f"siting of {lever.item}", "only ground_troops have one", "delete it")
        if override.setting:
            valid = {"written_guarantee": FORMS, "siting": SITINGS}.get(lever.item, ())
            if override.setting not in valid:
                why = f"it says what the targets become: {', '.join(valid)}" if valid else "it has none"
                (at / "setting").problem(f"setting {override.setting} of {lever.item}", why, "correct it")
