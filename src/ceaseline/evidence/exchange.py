"""Reading about another conflict: the names of its sides take the place of those the rules are written with.

The words for items and stances name Ukraine and Russia where a promise cannot be told without naming who is
protected or who threatens. For another pair the names are exchanged before reading and given back afterwards;
every place still points into the raw text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ceaseline.evidence.documents import View
from ceaseline.evidence.names import STATES
from ceaseline.evidence.records import Proposal, Statement

PROTECTED: Final = "Ukraine"
CHALLENGER: Final = "Russia"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Names that stand for each other.

    Attributes
    ----------
    words
        What each name becomes; a name that becomes another is itself what that other becomes, or a further
        form of the same state.
    """

    words: dict[str, str]

    def text(self, text: str) -> str:
        """Exchange the names in a text.

        Examples
        --------
        >>> sides = between("South Korea", "North Korea")
        >>> sides.text("Seoul asked for training of the South Korean army.")
        'Kyiv asked for training of the Ukrainian army.'
        >>> sides.text(sides.text("Pyongyang warned South Korea."))
        'Pyongyang warned South Korea.'
        """
        return self._pattern().sub(lambda match: self.words[match.group()], text) if self.words else text

    def view(self, view: View) -> View:
        """Exchange the names in a view; each character of a new name keeps a place within the old one.

        Examples
        --------
        >>> seen = between("South Korea", "North Korea").view(View("In Seoul.", range(9)))
        >>> seen.text, seen.raw_span(3, 7)
        ('In Kyiv.', (3, 8))
        """
        if not self.words:
            return view
        parts: list[str] = []
        places: list[int] = []
        done = 0
        for match in self._pattern().finditer(view.text):
            new = self.words[match.group()]
            old = view.places[match.start() : match.end()]
            parts += [view.text[done : match.start()], new]
            places += view.places[done : match.start()]
            places += [old[n * len(old) // len(new)] for n in range(len(new) - 1)] + [old[-1]]
            done = match.end()
        parts.append(view.text[done:])
        places += view.places[done:]
        return View("".join(parts), tuple(places))

    def proposal(self, found: Proposal) -> Proposal:
        """Give a proposal the names of its own conflict back."""
        if not self.words:
            return found
        documents = tuple(
            replace(
                one,
                statements=tuple(map(self._statement, one.statements)),
                quotes=tuple(replace(quote, speaker=self.text(quote.speaker)) for quote in one.quotes),
            )
            for one in found.documents
        )
        return Proposal(documents, found.reports, found.links)

    def _statement(self, one: Statement) -> Statement:
        return replace(
            one,
            actor=tuple(map(self.text, one.actor)),
            provider=tuple(map(self.text, one.provider)),
            speaker=None if one.speaker is None else self.text(one.speaker),
            condition=None if one.condition is None else self.text(one.condition),
        )

    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.words, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def between(protected: str, challenger: str | None = None) -> Exchange:
    """Return what to exchange to read about a conflict.

    Parameters
    ----------
    protected, challenger
        Names of the two sides. A state that the reader knows brings its adjective and its capital along; any
        other name stands for itself alone.

    Returns
    -------
    Exchange
        Empty for the pair that the rules are written with.

    Examples
    --------
    >>> between("Ukraine", "Russia").words
    {}
    >>> between("Freedonia").words["Freedonia"]
    'Ukraine'
    """
    words: dict[str, str] = {}
    for own, written in ((protected, PROTECTED), (challenger, CHALLENGER)):
        if own is not None and own != written:
            words.update(_swapped(own, written))
    return Exchange(words)


def _swapped(own: str, written: str) -> dict[str, str]:
    mine, theirs = _forms(own), _forms(written)
    found: dict[str, str] = {}
    for source, target in ((theirs, mine), (mine, theirs)):
        for kind, names in enumerate(source):
            # a state without an adjective or capital of its own is named instead
            stand_in = (target[kind] or target[0])[0]
            found.update(dict.fromkeys(names, stand_in))
    return found


def _forms(name: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    others, adjectives, capitals = STATES.get(name, ((), (), ()))
    return (name, *others), tuple(adjectives), tuple(capitals)
