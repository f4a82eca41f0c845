"""Reads expectations.yaml: what an analyst expects of a case, held against its levers and packages."""

from collections.abc import Iterable
from math import inf

from ceaseline.case.estimates import Book
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.objects import Change, Expectation
from ceaseline.case.packages import package_names
from ceaseline.case.problems import nearest
from ceaseline.case.shapes_expectations import ChangeEntry, ExpectationEntry, ExpectationsShell
from ceaseline.case.validate import validate
from ceaseline.case.yamlfile import At, Document
from ceaseline.terms import CAPABILITY_OUTCOMES, RUNG_OUTCOMES

#: Months at which the ladder and capability are read.
LADDER_MONTHS = (12, 24, 60, 120)
CAPABILITY_MONTHS = (12, 24, 60, 120)


def read_expectations(
    document: Document | None,
    book: Book,
    levers: Iterable[str] | None,
    packages: Document,
    horizon: int,
) -> tuple[Expectation, ...]:
    """Read what is expected of a case.

    Parameters
    ----------
    document
        expectations.yaml; None where the case has none.
    book
        Sources and exchange rate.
    levers
        Names of all levers, sound or not; None if their file cannot be read.
    packages
        packages.yaml.
    horizon
        Months of a future.

    Returns
    -------
    tuple of Expectation
        In the order of the file; those at fault are left out and their problems noted.
    """
    if document is None or document.value is None:
        return ()
    at = document.at()
    shell = validate(ExpectationsShell, document.value, at)
    names = _Names(None if levers is None else tuple(levers), package_names(packages), horizon)
    found: dict[str, Expectation] = {}
    for index, raw in enumerate(shell.expectations if shell else ()):
        spot = at / "expectations" / index
        entry = validate(ExpectationEntry, raw, spot)
        if entry is None:
            continue
        if entry.id in found:
            (spot / "id").problem(f"expectation {entry.id} is given twice", "", "rename one")
        if names.fit(entry, spot):
            found[entry.id] = _expectation(entry, spot, book)
    return tuple(found.values())


def _expectation(entry: ExpectationEntry, at: At, book: Book) -> Expectation:
    change = entry.change
    return Expectation(
        id=entry.id,
        claim=entry.claim,
        row=entry.row,
        change=Change(
            base=change.base,
            package=change.package or "",
            add=tuple(change.add),
            remove=tuple(change.remove),
            amounts=FrozenMap(change.amounts),
            assume=FrozenMap(change.assume),
            given=FrozenMap(change.given),
        ),
        outcome=entry.outcome,
        month=entry.month,
        lever=entry.lever or "",
        direction=entry.expect if isinstance(entry.expect, str) else "",
        low=-inf if isinstance(entry.expect, str) else entry.expect.low,
        high=inf if isinstance(entry.expect, str) else entry.expect.high,
        why=entry.why,
        source=book.cite(entry.source, at / "source") if entry.source else None,
        origin=at.line,
    )


class _Names:
    """What an expectation may speak of."""

    def __init__(
        self, levers: tuple[str, ...] | None, packages: tuple[str, ...] | None, horizon: int
    ) -> None:
        self.levers, self.packages, self.horizon = levers, packages, horizon

    def fit(self, entry: ExpectationEntry, at: At) -> bool:
        """Note every name that the case does not know and every month that is not read."""
        return all(
            [self._change(entry.change, at / "change"), self._outcome(entry, at), self._range(entry, at)]
        )

    def _known(
        self, name: str, names: tuple[str, ...] | None, noun: str, at: At, *, key: bool = False
    ) -> bool:
        if names is None or name in names:
            return True
        at.problem(f"no {noun} is called {name}", "the case does not hold it", nearest(name, names), key=key)
        return False

    def _change(self, change: ChangeEntry, at: At) -> bool:
        sound = [self._known(change.base, self.packages, "package", at / "base")]
        if change.package is not None:
            sound.append(self._known(change.package, self.packages, "package", at / "package"))
        for field in ("add", "remove"):
            listed = getattr(change, field)
            sound += [
                self._known(name, self.levers, "lever", at / field / index)
                for index, name in enumerate(listed)
            ]
        sound += [
            self._known(name, self.levers, "lever", at / "amounts" / name, key=True)
            for name in change.amounts
        ]
        if not (change.package or change.add or change.remove or change.amounts or change.assume):
            at.problem("nothing changes", "both sides would be the same", "add package:, add: or assume:")
            sound.append(False)
        return all(sound)

    def _outcome(self, entry: ExpectationEntry, at: At) -> bool:
        months: dict[str, tuple[int, ...]] = {}
        months |= dict.fromkeys(RUNG_OUTCOMES, LADDER_MONTHS)
        months |= dict.fromkeys(CAPABILITY_OUTCOMES, CAPABILITY_MONTHS)
        read = tuple(month for month in months.get(entry.outcome, ()) if month <= self.horizon)
        sound = True
        if read and entry.month not in read:
            listed = ", ".join(map(str, read))
            at.problem(f"{entry.outcome} needs a month", f"it is read at {listed}", f"add month: {read[-1]}")
            sound = False
        if not read and entry.month is not None:
            spot = at / "month"
            spot.problem(f"{entry.outcome} has no month", "it is counted over the horizon", "delete it")
            sound = False
        if (entry.outcome == "in_force") != (entry.lever is not None):
            why = "in_force speaks of one promise, other outcomes of none"
            at.problem("lever is missing" if entry.lever is None else "lever is not read", why, "correct it")
            sound = False
        elif entry.lever is not None:
            sound = self._known(entry.lever, self.levers, "lever", at / "lever") and sound
        return sound

    def _range(self, entry: ExpectationEntry, at: At) -> bool:
        if isinstance(entry.expect, str) or entry.expect.low < entry.expect.high:
            return True
        (at / "expect").problem("high is not above low", "a range has a width", "put them in order")
        return False
