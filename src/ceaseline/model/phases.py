"""The order of a month, as data: what `ceaseline explain` prints and the profiler times."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the month.

    Parameters
    ----------
    number : int
        Place in the month; 0 comes once, before it.
    name : str
        As in the column `phase` of the table of assumptions.
    what : str
        What happens, in a sentence.
    modules : tuple of str
        Modules of `ceaseline.model` that hold its mechanisms: first the formulas, then the step that
        calls them.
    """

    number: int
    name: str
    what: str
    modules: tuple[str, ...]


PHASES = (
    Phase(
        0,
        "agreement",
        "The challenger accepts or refuses a ceasefire with this package: a chance of its own, "
        "shown beside the results and never inside them.",
        ("agreement", "start"),
    ),
    Phase(
        1,
        "will",
        "Guarantors' will drifts, elections and votes fall on their dates, revocable promises "
        "may be withdrawn.",
        ("will", "month_promises"),
    ),
    Phase(
        2,
        "promises",
        "Which conditional promises are in force: least and greatest fixed point. After a "
        "withdrawal the map is iterated down from the present set; nobody rejoins.",
        ("coalition", "cascade", "start"),
    ),
    Phase(
        3,
        "build_up",
        "From promised to standing: delay, ramp, delivered share, lift, rotation against each "
        "contributor's pool.",
        ("build_up", "month_build_up"),
    ),
    Phase(
        4,
        "regrouping",
        "Combat power of both sides moves on: regrouping, rebuilding, training, deliveries, stocks.",
        ("regrouping", "month_promises"),
    ),
    Phase(
        5,
        "watch",
        "Observers and sensors see the line: detection, warning days, attribution days, false "
        "alarms, common-cause loss.",
        ("search", "watch", "month_watch"),
    ),
    Phase(
        6,
        "air",
        "Patrols from outside bases, layered defence, magazines, common-mode failure; cover of "
        "sites and cover of the force apart.",
        ("patrol", "shots", "air", "month_watch"),
    ),
    Phase(
        7,
        "sea",
        "Ships on station within the strait rules, mines, port throughput, which feeds rebuilding.",
        ("sea", "month_watch"),
    ),
    Phase(
        8,
        "incidents",
        "Disputes arise by themselves and may climb to war; cease-fire violations are counted apart.",
        ("incidents", "month_watch"),
    ),
    Phase(
        9,
        "challenge",
        "Openings arrive, front-loaded. The challenger holds, probes, strikes, interferes at "
        "sea, strikes outside troops or prepares an attack.",
        ("challenge", "decision", "threshold", "engines", "month_values", "month_challenge"),
    ),
    Phase(
        10,
        "response",
        "Who answers, how likely, how soon: form, troops in place, tripwire, command links; "
        "belief and truth drawn apart.",
        ("response", "credibility", "month_response"),
    ),
    Phase(
        11,
        "fighting",
        "Grabs and offensives are fought day by day, reserves against reserves, with a friction "
        "share for what is not modelled.",
        ("fighting", "attrition", "posen", "lanchester", "month_events"),
    ),
    Phase(
        12,
        "learning",
        "The challenger learns from answers, withdrawals and build-up, guarantors from "
        "delivery; cost is booked.",
        ("learning", "month_response", "future"),
    ),
)
