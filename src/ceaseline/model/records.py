"""Layouts of the bare arrays that pass between study, kernel and results."""

from __future__ import annotations

import numpy as np

from ceaseline.terms import ITEMS, PARAMETERS

#: Most levers that one case may hold: a set of levers is a bit mask in one 64-bit word.
MAX_LEVERS = 62

#: Longest horizon that a case may have, months.
MAX_MONTHS = 600

ITEM_CODES = {name: code for code, name in enumerate(ITEMS)}

#: What one world needs in each of its futures, worked out once; what a month needs, when it is first read.
PRELUDE = np.dtype(
    [
        ("challenger_step", "f8"),
        ("protected_step", "f8"),
        ("incident_step", "f8"),
        ("opening_step", "f8"),
        ("violations_step", "f8"),
        ("recommitment_step", "f8"),
        ("binding", "f8", (4,)),
        ("acceptance", "f8", (3,)),
        # levers, as bit masks
        ("held", "i8"),
        ("spenders", "i8"),
        ("pledges", "i8", (4,)),
        ("costly", "i8"),
        ("powers", "i8"),
        ("watched", "i8"),
        ("of_item", "i8", (len(ITEM_CODES),)),
        # one place a lever
        ("what", "i8", (MAX_LEVERS,)),
        ("bloc", "i8", (MAX_LEVERS,)),
        ("form", "i8", (MAX_LEVERS,)),
        ("siting", "i8", (MAX_LEVERS,)),
        ("littoral", "i8", (MAX_LEVERS,)),
        ("amount", "f8", (MAX_LEVERS,)),
        ("cost", "f8", (MAX_LEVERS,)),
        ("pool", "f8", (MAX_LEVERS,)),
        ("delay", "f8", (MAX_LEVERS,)),
        ("ramp", "f8", (MAX_LEVERS,)),
        ("begins", "f8", (MAX_LEVERS,)),
        ("complete", "f8", (MAX_LEVERS,)),
        ("whole", "f8", (MAX_LEVERS,)),
        # one place a month; levers as bit masks
        ("laid_out", "i8", (MAX_MONTHS + 1,)),
        ("standing", "i8", (MAX_MONTHS + 1,)),
        ("settled", "i8", (MAX_MONTHS + 1,)),
        ("rotating", "i8", (MAX_MONTHS + 1,)),
        ("spending", "f8", (MAX_MONTHS + 1,)),
        # one place a month and lever
        ("brought", "f8", ((MAX_MONTHS + 1) * MAX_LEVERS,)),
        ("brought_growing", "f8", ((MAX_MONTHS + 1) * MAX_LEVERS,)),
    ]
)

#: Month recorded for something that did not happen within the horizon.
NEVER = 32767

#: Orbits for which the covered share of sites is tabulated.
COVER_STEPS = 8

BLOC_CODES = {"own": 0, "europe": 1, "us": 2, "third": 3}
SITING_CODES = {"outside": 0, "rear": 1, "line": 2}
FORM_LEVELS = {"unwritten": 0, "declared": 1, "signed": 2, "ratified": 3}
RUNGS = ("incident", "use_of_force", "deadly_clash", "serious_clash", "war")
ROADS = ("none", "decision", "grab", "strike", "incident")
KINDS = ("hold", "probe", "strike", "sea", "hit", "grab", "offensive")

#: One world's assumptions: one float per entry of ``terms/parameters.csv``, then geometry, what the
#: challenger believes of fighting, and the codes of the engines (`ceaseline.model.engines`).
WORLD = np.dtype(
    [(name, "f8") for name in PARAMETERS]
    + [
        ("patrol_km", "f8"),
        ("site_count", "f8"),
        ("fit_ratio", "f8"),
        ("fit_brigades", "f8"),
        ("fit_aircraft", "f8"),
        ("fit_warning", "f8"),
        ("decision", "i8"),
        ("land", "i8"),
        ("cover", "f8", (COVER_STEPS + 1,)),
    ]
)

#: One lever in one world and package.
LEVER = np.dtype(
    [
        ("key", "i8"),
        ("what", "i8"),
        ("party", "i8"),
        ("bloc", "i8"),
        ("form", "i8"),
        ("siting", "i8"),
        ("revocable", "i8"),
        ("promised", "i8"),
        ("littoral", "i8"),
        ("needs_consent", "i8"),
        ("vote_month", "i8"),
        ("first_condition", "i8"),
        ("conditions", "i8"),
        ("will", "f8"),
        ("amount", "f8"),
        ("delay", "f8"),
        ("ramp", "f8"),
        ("vote_chance", "f8"),
        ("consent", "f8"),
        ("consent_loss", "f8"),
        ("early", "f8"),
        ("cost", "f8"),
        ("pool", "f8"),
    ]
)

#: One condition of a lever in one world and package; conditions of a lever stand together.
CONDITION = np.dtype(
    [
        ("key", "i8"),
        ("lever", "i8"),
        ("mask", "i8"),
        ("counts", "i8"),
        ("threshold", "f8"),
        ("chance", "f8"),
    ]
)

#: One party.
PARTY = np.dtype([("key", "i8"), ("bloc", "i8"), ("elections", "i8"), ("election_month", "i8", (8,))])

#: Capability read at one month.
CAPABILITY = (
    "troops_in_country",
    "warning_days",
    "attribution_days",
    "air_leak_share",
    "ships_on_station",
    "force_cover_share",
    "sites_covered_share",
    "challenger_brigades",
    "protected_brigades",
    "port_throughput",
    "monitors",
    "protected_quality",
)
READINGS = (6, 12, 24, 60)

#: What is counted in one future.
OUTCOME = np.dtype(
    [
        ("type", "i2"),
        ("misled", "i2"),
        ("first", "i2", (len(RUNGS),)),
        ("road", "i2"),
        ("months", "i2"),
        ("challenges", "i2", (len(KINDS),)),
        ("standdowns", "i2"),
        ("withdrawals", "i2"),
        ("tested", "i2"),
        ("kept", "i2"),
        ("aim_reached", "i2"),
        ("greatest_reached", "i2"),
        ("least", "i8"),
        ("greatest", "i8"),
        ("least_start", "i8"),
        ("greatest_start", "i8"),
        ("agreement", "f8"),
        ("dead", "f8"),
        ("guarantor_dead", "f8"),
        ("territory_lost", "f8"),
        ("hits_on_sites", "f8"),
        ("violations", "f8"),
        ("throughput", "f8"),
        ("cost", "f8"),
        ("capability", "f8", (len(READINGS), len(CAPABILITY))),
    ]
)
