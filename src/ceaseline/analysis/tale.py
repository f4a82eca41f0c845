"""Events of one future in words: what was in force, drawn, decided, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ceaseline.analysis.sentences import figure
from ceaseline.case import Case
from ceaseline.model.records import RUNGS
from ceaseline.model.state import EVENTS

TYPES = ("satisfied", "opportunist", "revisionist")

_REACH = {
    "incident": "no force is used",
    "use_of_force": "force is used, nobody dies",
    "deadly_clash": "up to 100 people die",
    "serious_clash": "more than 100 people die",
    "war": "it becomes a war",
}

_ROADS = (
    "No war within the horizon.",
    "War, by decision: an offensive.",
    "War, by a grab that was fought over.",
    "War, by a strike.",
    "War, by an incident that got out of hand.",
)

Figures = tuple[float, float]


@dataclass(frozen=True)
class Teller:
    """Puts the events of a case into words.

    Parameters
    ----------
    case : Case
    lever_ids : tuple of str
        Promises in the order of bits.
    """

    case: Case
    lever_ids: tuple[str, ...]

    def words(self, event: str, figures: Figures) -> str:
        """Return one event in words.

        Parameters
        ----------
        event : str
            One of `ceaseline.model.state.EVENTS`.
        figures : tuple of two floats

        Returns
        -------
        str
            A sentence.
        """
        return _WORDS[event](self, figures)

    def lever(self, code: float) -> str:
        """Return the title of a promise."""
        return self.case.lever(self.lever_ids[int(code)]).title

    def party(self, role: str) -> str:
        """Return the name of the challenger or of the protected side."""
        return next(party.name for party in self.case.parties if party.role == role)

    def bloc(self, bloc: str) -> str:
        """Return the name of a guarantor that stands for a bloc alone, else a word for the bloc."""
        names = [
            party.name for party in self.case.parties if party.role == "guarantor" and party.bloc == bloc
        ]
        return names[0] if len(names) == 1 else "The coalition"


def _share(value: float) -> str:
    return f"{value:+.2f}"


def _ceasefire(tell: Teller, figures: Figures) -> str:
    kind = TYPES[int(figures[0])]
    return (
        f"The ceasefire begins. {tell.party('challenger')} is drawn as {kind}; such a challenger accepts it "
        f"with a chance of {100 * figures[1]:.0f} in 100."
    )


def _withdrawn(tell: Teller, figures: Figures) -> str:
    why = "its conditions no longer hold" if figures[1] else "it is withdrawn or runs out"
    return f"No longer in force: {tell.lever(figures[0])} ({why})."


def _incident(tell: Teller, figures: Figures) -> str:
    return f"An incident arises by itself: {_REACH[RUNGS[int(figures[0])]]}."


def _opening(tell: Teller, figures: Figures) -> str:
    return (
        f"An opening. The full aim is worth {_share(figures[0])} to {tell.party('challenger')}, preparing an "
        f"attack {_share(figures[1])}; holding is worth 0."
    )


def _held(tell: Teller, figures: Figures) -> str:
    return f"It holds. A limited grab looked worth {_share(figures[0])}, an offensive {_share(figures[1])}."


def _probe(tell: Teller, figures: Figures) -> str:
    return f"It probes: {_REACH[RUNGS[int(figures[0])]]}."


def _strikes(tell: Teller, figures: Figures) -> str:
    return (
        f"It strikes from afar without moving on the ground: {figure(figures[0], 0)} weapons get through, "
        f"{figure(figures[1], 0)} people die."
    )


def _sea(tell: Teller, figures: Figures) -> str:
    return f"It interferes with shipping for {figures[0]:.0f} months."


def _hit(tell: Teller, figures: Figures) -> str:
    return (
        f"It strikes the outside troops: {100 * figures[1]:.0f} of 100 weapons get past their cover, "
        f"{figure(figures[0], 0)} of them die."
    )


def _preparation(tell: Teller, figures: Figures) -> str:
    months = "month" if figures[0] == 1 else "months"
    return f"It prepares an attack, to be decided in {figures[0]:.0f} {months}."


def _warning(tell: Teller, figures: Figures) -> str:
    return f"The build-up is seen: {figures[0]:.0f} days of warning are acted on."


def _stood_down(tell: Teller, figures: Figures) -> str:
    return f"It stands down. A grab looked worth {_share(figures[0])}, an offensive {_share(figures[1])}."


def _grab(tell: Teller, figures: Figures) -> str:
    taken = "takes it" if figures[0] else "fails"
    return f"It grabs for a limited piece of land and {taken}; {figure(figures[1], 0)} people die."


def _offensive(tell: Teller, figures: Figures) -> str:
    return f"It attacks: {figure(figures[0], 0)} km deep, {figure(figures[1], 0)} people die."


def _answer(bloc: str) -> Callable[[Teller, Figures], str]:
    def words(tell: Teller, figures: Figures) -> str:
        brigades = f" with {figures[1]:.1f} brigade equivalents at first" if figures[1] > 0.0 else ""
        return f"{tell.bloc(bloc)} keeps its word and acts from day {figures[0]:.0f}{brigades}."

    return words


def _complete(tell: Teller, figures: Figures) -> str:
    return f"The build-up is complete: {figure(figures[0], -2)} outside troops in the country."


def _aim(tell: Teller, figures: Figures) -> str:
    return f"{tell.party('challenger')} reaches its aim."


def _leave(tell: Teller, figures: Figures) -> str:
    return f"Nobody answers, and the outside troops leave ({figure(figures[0], -2)} of them)."


def _end(tell: Teller, figures: Figures) -> str:
    return f"{_ROADS[int(figures[0])]} {figure(figures[1], 0)} people have died since the ceasefire."


_WORDS: dict[str, Callable[[Teller, Figures], str]] = {
    "ceasefire": _ceasefire,
    "in force": lambda tell, figures: f"In force: {tell.lever(figures[0])}.",
    "withdrawn": _withdrawn,
    "incident": _incident,
    "opening": _opening,
    "held": _held,
    "probe": _probe,
    "strike campaign": _strikes,
    "interference at sea": _sea,
    "strike on outside troops": _hit,
    "preparation": _preparation,
    "warning": _warning,
    "stood down": _stood_down,
    "limited grab": _grab,
    "offensive": _offensive,
    "answer of Europe": _answer("europe"),
    "answer of the outside power": _answer("us"),
    "build-up complete": _complete,
    "aim reached": _aim,
    "outside troops leave": _leave,
    "end of the horizon": _end,
}


def event_name(code: float) -> str:
    """Return the name of an event by its code.

    Examples
    --------
    >>> event_name(0)
    'ceasefire'
    """
    return EVENTS[int(code)]
