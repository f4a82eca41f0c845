"""Words for outcomes, capabilities and roads: the same in tables, charts and sentences."""

from collections.abc import Callable
from dataclasses import dataclass

from ceaseline.views.text import change, money, number, of_100, percent, words

RUNGS = {
    "incident": "incident",
    "use_of_force": "use of force",
    "deadly_clash": "deadly clash",
    "serious_clash": "over 100 dead",
    "war": "war",
}

#: What a rung means, as a reader of dispute data would put it.
RUNG_MEANING = {
    "incident": "a militarised dispute between the two states",
    "use_of_force": "one of them uses force",
    "deadly_clash": "at least one death",
    "serious_clash": "more than 100 deaths in one episode",
    "war": "1 000 deaths or more in one episode",
}

ROADS = {
    "decision": "a decision to attack",
    "grab": "a limited grab that grew",
    "strike": "strikes that grew",
    "incident": "an incident that got out of hand",
}


CHALLENGES = {
    "probe": "probes",
    "strike": "strike campaigns",
    "sea": "interference at sea",
    "hit": "strikes on outside troops",
    "grab": "limited grabs",
    "offensive": "offensives",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an outcome is called and written.

    Parameters
    ----------
    words
        Its name for people.
    show
        How a value is written.
    factor, suffix
        What a difference is multiplied by, and the unit behind it.
    """

    words: str
    show: Callable[[float | None], str] = number
    factor: float = 1.0
    suffix: str = ""

    def change(self, value: float, error: float) -> str:
        """Write a difference with its error.

        Examples
        --------
        >>> OUTCOMES["war"].change(-0.023, 0.004), OUTCOMES["cost_eur_per_year"].change(4.8e9, 2e8)
        ('−2.3 ± 0.4', '+4.8 ± 0.2 bn EUR')
        """
        return change(value * self.factor, error * self.factor, self.suffix)


def _of_100(words: str) -> Outcome:
    return Outcome(words, of_100, 100.0)


def _percent(words: str) -> Outcome:
    return Outcome(words, percent, 100.0, " points")


OUTCOMES = {
    **{name: _of_100(f"{text}, futures in 100") for name, text in RUNGS.items()},
    "aim_reached": _of_100("challenger reaches its aim, futures in 100"),
    "promise_tested": _of_100("a promise is tested, futures in 100"),
    "promise_kept": _of_100("promises kept of 100 tested"),
    "agreement": _of_100("challengers in 100 who accept a ceasefire"),
    "territory_lost_km2": Outcome("territory lost, km²"),
    "dead": Outcome("dead"),
    "guarantor_dead": Outcome("dead among guarantors' troops"),
    "hits_on_sites": Outcome("hits on sites"),
    "violations": Outcome("cease-fire violations a year"),
    "throughput": _of_100("port throughput, per cent of full"),
    "months_to_war": Outcome("months to war, where war comes"),
    "cost_eur_per_year": Outcome("cost to guarantors a year", money, 1e-9, " bn EUR"),
    "troops_in_country": Outcome("outside troops in the country"),
    "warning_days": Outcome("days of warning"),
    "attribution_days": Outcome("days to attribution"),
    "air_leak_share": _percent("weapons of a raid that get through"),
    "ships_on_station": Outcome("ships on station"),
    "force_cover_share": _percent("strikes on the force that are stopped"),
    "sites_covered_share": _percent("sites under a patrol"),
    "challenger_brigades": Outcome("challenger's brigade equivalents"),
    "protected_brigades": Outcome("protected side's brigade equivalents"),
    "port_throughput": _percent("port throughput"),
    "monitors": Outcome("monitors"),
    "protected_quality": Outcome("protected side's quality from training, 1 without"),
    "standdowns": Outcome("preparations stood down, a future"),
    "withdrawals": Outcome("promises withdrawn, a future"),
    "in_force_least": Outcome("promises in force if nobody moves first"),
    "in_force_greatest": Outcome("promises in force if all trust each other"),
    "greatest_reached": _of_100("coalitions that coordinate, of 100"),
    **{f"road_{road}": _of_100(f"war by {text}, futures in 100") for road, text in ROADS.items()},
    **{f"challenges_{kind}": Outcome(f"{text}, a future") for kind, text in CHALLENGES.items()},
}


def outcome(name: str) -> Outcome:
    """Return the words of an outcome; a plain figure under its own name where none are set.

    Examples
    --------
    >>> outcome("war").show(0.123), outcome("noise_level").words
    ('12.3', 'noise level')
    """
    return OUTCOMES.get(name, Outcome(words(name)))


def years(count: int | str | None) -> str:
    """Say by when.

    Examples
    --------
    >>> years(1), years("5"), years(None)
    ('1 year', '5 years', 'whole horizon')
    """
    if count is None:
        return "whole horizon"
    return f"{count} year" if str(count) == "1" else f"{count} years"
