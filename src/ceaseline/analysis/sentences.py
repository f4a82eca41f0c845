"""Plain sentences for differences between packages."""

from __future__ import annotations

import math

from ceaseline.analysis.measures import Measure
from ceaseline.analysis.statistics import Estimated

#: What a difference below twice its error reads.
TOO_SMALL = "too small to tell"

#: What the guarantee literature and the data behind the outside view leave open.
UNSETTLED = (
    "History cannot settle this. In the one set of past ceasefires that codes them, the terms of a guarantee "
    "do not predict survival out of sample (Brier score for resumption within five years .212 with them, "
    ".190 for the base rate alone); the presence of outside troops has no robust effect on the use of force "
    "(odds ratio 1.30, .91 to 1.88); the force ratio barely predicts who wins an engagement (concordance "
    ".63). These are results under the stated assumptions, not a forecast: differences between packages "
    "carry more than levels."
)

_RUNGS = {
    "incident": "a militarised incident",
    "use_of_force": "a use of force",
    "deadly_clash": "a deadly clash",
    "serious_clash": "a clash with more than 100 deaths",
    "war": "war",
}

_MORE = ("more", "fewer")

#: Words around a difference: the part before "than with", and the words for up and down.
_PHRASES = {
    **{
        rung: ("{size} {way} of 100 futures see " + words + "{year}", *_MORE)
        for rung, words in _RUNGS.items()
    },
    "aim_reached": ("{size} {way} of 100 futures see the challenger reach its aim", *_MORE),
    "promise_tested": ("{size} {way} of 100 futures see a promise tested", *_MORE),
    "promise_kept": ("{size} {way} of 100 tests of promises are kept", *_MORE),
    "agreement": ("{size} {way} of 100 challengers would accept a ceasefire", *_MORE),
    "throughput": ("port throughput is {size} points of 100 {way}", "higher", "lower"),
    "air_leak_share": ("{size} {way} of 100 weapons of a strike campaign get through{month}", *_MORE),
    "territory_lost_km2": ("{size} {way} km2 of territory are lost a future", *_MORE),
    "dead": ("{size} {way} deaths a future", *_MORE),
    "guarantor_dead": ("{size} {way} deaths among guarantors' troops a future", *_MORE),
    "hits_on_sites": ("{size} {way} hits on sites a future", *_MORE),
    "violations": ("{size} {way} cease-fire violations a year", *_MORE),
    "troops_in_country": ("{size} {way} outside troops in the country{month}", *_MORE),
    "warning_days": ("{size} {way} days of warning{month}", *_MORE),
    "attribution_days": ("{size} {way} days to attribution{month}", *_MORE),
    "ships_on_station": ("{size} {way} ships on station{month}", *_MORE),
    "cost_eur_per_year": ("guarantors pay {size} bn EUR a year {way}", "more", "less"),
}


def figure(value: float, digits: int) -> str:
    """Return a number to so many decimals, or tens for negative digits, with spaces between thousands.

    Examples
    --------
    >>> figure(12345.678, -2), figure(0.25, 1)
    ('12 300', '0.2')
    """
    return f"{round(value, digits):,.{max(digits, 0)}f}".replace(",", " ")


def decimals(error: float) -> int:
    """Return the decimals that show one significant digit of an error, or two if the first is 1.

    Examples
    --------
    >>> decimals(0.8), decimals(0.04), decimals(350.0), decimals(1.4)
    (1, 2, -2, 1)
    """
    if error <= 0.0:
        return 1
    place = math.floor(math.log10(error))
    return -place + (error < 2.0 * 10.0**place)


def is_too_small(found: Estimated) -> bool:
    """Say whether a difference is below twice its error."""
    return abs(found.value) < 2.0 * found.error


def factor_of(measure: Measure) -> float:
    """Return what a figure is multiplied by where people read it: shares in 100, euros in billions."""
    if measure.unit == "share":
        return 100.0
    return 1e-9 if measure.unit == "EUR a year" else 1.0


def reads(measure: Measure, found: Estimated, baseline: str) -> str:
    """Return a difference as a sentence.

    Parameters
    ----------
    measure : Measure
        One of those that packages are compared in.
    found : Estimated
        Package less baseline, in the unit of the measure.
    baseline : str
        Name of the baseline.

    Returns
    -------
    str
        "too small to tell" for a difference below twice its error.

    Examples
    --------
    >>> from ceaseline.analysis.measures import ladder_measures
    >>> war = ladder_measures(120)[-1]
    >>> reads(war, Estimated(-0.061, 0.008), "none")
    '6.1 fewer of 100 futures see war by year 10 than with none, give or take 0.8'
    >>> reads(war, Estimated(-0.001, 0.008), "none")
    'too small to tell'
    """
    if found.value == 0.0 and found.error == 0.0:
        return f"the same as with {baseline} in every future"
    if is_too_small(found):
        return TOO_SMALL
    factor = factor_of(measure)
    size = figure(found.error * factor, decimals(found.error * factor))
    return f"{moved(measure, found)} than with {baseline}, give or take {size}"


def moved(measure: Measure, found: Estimated) -> str:
    """Say in words by how much an outcome moves, and no more.

    Parameters
    ----------
    measure : Measure
        Anything that is counted; one without words of its own goes by its name.
    found : Estimated
        In the unit of the measure.

    Returns
    -------
    str

    Examples
    --------
    >>> from ceaseline.analysis.measures import ladder_measures
    >>> moved(ladder_measures(120)[-1], Estimated(-0.061, 0.008))
    '6.1 fewer of 100 futures see war by year 10'
    """
    named = (f"{measure.outcome.replace('_', ' ')} is {{size}} {{way}}{{month}}", "higher", "lower")
    template, up, down = _PHRASES.get(measure.outcome, named)
    factor = factor_of(measure)
    digits = decimals(found.error * factor)
    return template.format(
        size=figure(abs(found.value) * factor, digits),
        way=up if found.value > 0.0 else down,
        year=f" by year {measure.year}",
        month="" if measure.month is None else f" at month {measure.month}",
    )
