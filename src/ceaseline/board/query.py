"""The question in a link: which package to start from, what is set otherwise, under which assumptions.

The whole state of the board stands in the query of its address, in the same words for page and interface:

``package``
    package to start from
``baseline``
    package to compare with
``lever``
    one lever set otherwise, any number of times: ``ID:off``, ``ID:on``, or ``ID:`` and settings joined by
    commas: ``amount:NUMBER``, ``form:FORM``, ``siting:PLACE``, ``setting:WORD``, ``revocable:yes``,
    ``will:CHANCE``, ``needs:none``, ``needs:2of:ID/ID/ID`` (so many of them in force) or
    ``needs:20000from:ID/ID`` (so much of them in force)
``assume``
    one assumption of one's own, any number of times: ``NAME:VALUE`` or ``NAME:P5/P50/P95``
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from math import isfinite, nan
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ceaseline.case import Case, ChangeError, FrozenMap, LeverChange, Needs, value_by_hand, with_changes
from ceaseline.case.problems import nearest
from ceaseline.study import Setting

#: Futures of an answer, and of a draft while a slider moves; worlds are those of every other command.
WHOLE, DRAFT, WORLDS = 4096, 1024, 128
MOST_FUTURES = 16384

_LONGEST = 600
_MOST_LEVERS, _MOST_ASSUMPTIONS = 200, 200
_SETTINGS = ("amount", "form", "siting", "setting", "revocable", "will", "needs")
_FIGURE = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?(e[+-]?[0-9]{1,2})?")
_NEEDS = re.compile(r"(?P<least>[0-9]{1,12}(?:\.[0-9]{1,9})?)(?P<how>of|from):(?P<levers>[^:,]+)")

T = TypeVar("T")
_Text = Annotated[str, Field(min_length=1, max_length=120)]
_Entry = Annotated[str, Field(min_length=3, max_length=_LONGEST)]


class Asked(BaseModel):
    """What every question says; see the module for the words of levers and assumptions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    package: _Text | None = Field(
        default=None,
        description="Package to start from; the latest one named for its date by default.",
        examples=["as-reported-2025-08-26"],
    )
    baseline: _Text = Field(default="none", description="Package to compare with.", examples=["none"])
    lever: list[_Entry] = Field(
        default_factory=list,
        max_length=_MOST_LEVERS,
        description="A lever set otherwise: `ID:off`, `ID:on` or `ID:amount:7500,form:signed,will:1`.",
        examples=[["force-uk:amount:10000,form:signed"]],
    )
    assume: list[_Entry] = Field(
        default_factory=list,
        max_length=_MOST_ASSUMPTIONS,
        description="An assumption of one's own: `NAME:VALUE` or `NAME:P5/P50/P95`.",
        examples=[["coordination:0.5"]],
    )


class AskedOfFutures(Asked):
    """A question with the number of futures to run."""

    futures: int = Field(
        default=WHOLE,
        ge=WORLDS,
        le=MOST_FUTURES,
        multiple_of=WORLDS,
        description="Futures of each package; fewer than 4 096 give a draft.",
        examples=[WHOLE],
    )
    hurry: bool = Field(
        default=False,
        description="Take a draft where many ask at once; ask again a moment later for the whole.",
        examples=[False],
    )


class AskedOfOne(Asked):
    """A question about one future."""

    future: int = Field(default=0, ge=0, lt=WHOLE, description="Which future, from 0.", examples=[17])
    find: str = Field(
        default="any",
        pattern="^(any|averted|caused|war)$",
        description="Go on to the next future in which the package averts a war that the baseline sees, "
        "causes one that it does not see, or sees one; `any` takes the future as given.",
        examples=["averted"],
    )


class AskedOfWorth(Asked):
    """A question about what promises are worth."""

    rung: str = Field(default="war", max_length=40, description="Rung of the ladder.", examples=["war"])
    year: int = Field(default=5, ge=1, le=50, description="Year of the ladder.", examples=[5])
    width: int = Field(default=680, ge=320, le=1600, description="Width of the chart in pixels.")


def setting_of(case: Case, asked: Asked, default: str) -> Setting:
    """Read a question.

    Parameters
    ----------
    case
    asked
    default
        Package where the question names none.

    Returns
    -------
    Setting

    Raises
    ------
    ceaseline.case.ChangeError
        With everything that cannot be read or is not allowed.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("korea-1953")
    >>> setting_of(case, Asked(assume=["coordination:0.5"]), "none").values["coordination"].p50
    0.5
    """
    package = asked.package or default
    names = [held.name for held in case.packages]
    unknown = [name for name in (package, asked.baseline) if name not in names]
    problems = [f"no package is called {name!r}; {nearest(name, names)}" for name in unknown]
    changes = _gather(asked.lever, _lever, problems)
    figures = _gather(asked.assume, _assumption, problems)
    values = {}
    for name, given in figures.items():
        try:
            values[name] = value_by_hand(name, given)
        except ChangeError as error:
            problems.extend(error.problems)
    if not unknown:
        try:
            with_changes(case, case.package(package), changes)
        except ChangeError as error:
            problems.extend(error.problems)
    if problems:
        raise ChangeError(tuple(problems))
    return Setting(package, FrozenMap(changes), FrozenMap(values))


class _Unread(ValueError):
    """An entry that says nothing that can be read."""


def _gather(
    entries: Iterable[str], read: Callable[[str], tuple[str, T]], problems: list[str]
) -> dict[str, T]:
    """Read entries by name; what cannot be read, or comes twice, is a problem."""
    found: dict[str, T] = {}
    for entry in entries:
        try:
            name, value = read(entry)
        except _Unread as error:
            problems.append(str(error))
            continue
        if name in found:
            problems.append(f"{name} is given twice")
        found[name] = value
    return found


def _figure(text: str, what: str) -> float:
    try:
        value = float(text) if _FIGURE.fullmatch(text) else nan
    except ValueError:
        value = nan
    if not isfinite(value):
        raise _Unread(f"{what} takes a figure, not {text!r}")
    return value


def _assumption(entry: str) -> tuple[str, tuple[float, ...]]:
    name, _, text = entry.partition(":")
    return name, tuple(_figure(part, name) for part in text.split("/"))


def _lever(entry: str) -> tuple[str, LeverChange]:
    id, _, text = entry.partition(":")
    if text in ("on", "off"):
        return id, LeverChange(on=text == "on")
    change = LeverChange()
    seen = set()
    for part in text.split(","):
        name, _, value = part.partition(":")
        if name in seen:
            raise _Unread(f"{id}: {name} is given twice")
        seen.add(name)
        change = _changed(change, id, name, value)
    return id, change


def _changed(change: LeverChange, id: str, name: str, value: str) -> LeverChange:
    match name:
        case "amount":
            return replace(change, amount=_figure(value, f"{id}: amount"))
        case "will":
            return replace(change, will=_figure(value, f"{id}: will"))
        case "form":
            return replace(change, form=value)
        case "siting":
            return replace(change, siting=value)
        case "setting":
            return replace(change, setting=value)
        case "revocable":
            if value not in ("yes", "no"):
                raise _Unread(f"{id}: revocable is yes or no, not {value!r}")
            return replace(change, revocable=value == "yes")
        case "needs":
            return replace(change, needs=_needs(id, value))
        case _:
            raise _Unread(f"{id}: {name!r} is no setting; {nearest(name, _SETTINGS)}")


def _needs(id: str, text: str) -> Needs:
    if text == "none":
        return Needs()
    found = _NEEDS.fullmatch(text)
    if found is None:
        raise _Unread(f"{id}: needs is none, 2of:A/B or 20000from:A/B, not {text!r}")
    levers = tuple(dict.fromkeys(found["levers"].split("/")))
    return Needs(least=float(found["least"]), levers=levers, counts=found["how"] == "of")
