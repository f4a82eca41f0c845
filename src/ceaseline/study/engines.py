"""The engines of a study: how the challenger decides, and how land is fought over."""

from __future__ import annotations

from dataclasses import dataclass

#: Names in the order of their codes (`ceaseline.model.engines`); the first is the default.
DECISIONS = ("quantal", "threshold")
LANDS = ("posen", "lanchester")


@dataclass(frozen=True)
class Engines:
    """Which engine decides and which one fights, where the structure of the model is contested.

    Parameters
    ----------
    decision : str
        ``quantal``: quantal response, where worse options are taken less often; ``threshold``: perfect
        deterrence, where the best option is taken if it is worth more than holding.
    land : str
        ``posen``: front expansion and attrition, reserves against reserves; ``lanchester``: the square law
        with reinforcement.

    Raises
    ------
    ValueError
        If there is no such engine.

    Examples
    --------
    >>> Engines("threshold").codes
    (1, 0)
    """

    decision: str = DECISIONS[0]
    land: str = LANDS[0]

    def __post_init__(self) -> None:
        for kind, name, known in (("decision", self.decision, DECISIONS), ("land", self.land, LANDS)):
            if name not in known:
                raise ValueError(f"there is no {kind} engine {name!r}, only {' and '.join(known)}")

    @property
    def codes(self) -> tuple[int, int]:
        """Codes of both, as the kernel reads them."""
        return DECISIONS.index(self.decision), LANDS.index(self.land)


#: What a study uses unless told otherwise.
DEFAULT_ENGINES = Engines()

#: Every combination, the default first.
EVERY_ENGINE = tuple(Engines(decision, land) for land in LANDS for decision in DECISIONS)
