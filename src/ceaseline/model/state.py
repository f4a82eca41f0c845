"""What is carried from month to month in one future, and the log of its events."""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.kernel import mechanism
from ceaseline.model.records import ITEM_CODES, MAX_MONTHS

#: Months whose draws are taken at once.
AHEAD = 24

#: Rows that the log of one future can hold.
LOG_ROWS = 400

#: One future's state; a mutable record that every phase reads and writes.
STATE = np.dtype(
    [
        # who the challenger is, and how lucky the pair
        ("type", "i8"),
        ("misled", "i8"),
        ("dissatisfaction", "f8"),
        ("error", "f8"),
        ("frailty", "f8"),
        ("quality", "f8"),
        # promises, as bit masks over levers
        ("willing", "i8"),
        ("force", "i8"),
        ("least", "i8"),
        ("greatest", "i8"),
        ("dirty", "i8"),
        ("exposure", "f8", (4,)),
        ("trend", "f8", (4,)),
        ("growth", "f8", (4,)),
        ("next_clock", "f8", (4,)),
        ("next_end", "f8"),
        # set in force and month of the last reading of what stands in place, and troops before lift
        ("counted", "i8"),
        ("counted_month", "i8"),
        ("ready_rear", "f8", (4,)),
        ("ready_line", "f8", (4,)),
        # what stands in place
        ("troops_rear", "f8", (4,)),
        ("troops_line", "f8", (4,)),
        ("troops_outside", "f8", (4,)),
        ("troops", "f8"),
        ("target", "f8"),
        ("complete", "f8"),
        ("place", "f8", (len(ITEM_CODES),)),
        ("flank", "f8"),
        ("flank_of", "f8", (4,)),
        ("shield", "f8"),
        ("batteries", "f8"),
        ("radar", "f8"),
        ("links", "f8"),
        ("effort", "f8"),
        ("watched", "f8"),
        ("rule", "f8"),
        ("littoral_ships", "f8"),
        ("outside_ships", "f8"),
        ("outside_states", "i8"),
        ("hunters", "f8"),
        ("training", "f8"),
        ("deliveries", "f8"),
        ("army", "f8"),
        ("zone", "f8"),
        ("monitors", "f8"),
        ("stocks", "f8"),
        ("spending", "f8"),
        ("lift", "f8"),
        ("limits", "f8"),
        ("settlement", "f8"),
        ("answer", "f8", (4,)),
        ("form", "f8", (4,)),
        ("power", "f8"),
        ("own_cost", "f8"),
        # derived once a month when something changed
        ("seen", "f8"),
        ("calm", "f8"),
        ("damp", "f8"),
        ("ships", "f8"),
        ("left_at_sea", "f8"),
        ("detect", "f8"),
        ("attribute", "f8"),
        ("leak", "f8"),
        ("cover_force", "f8"),
        # stocks of both sides
        ("a", "f8"),
        ("d", "f8"),
        ("trained", "f8"),
        ("stock", "f8"),
        ("mines", "f8"),
        ("throughput", "f8"),
        ("first_throughput", "f8"),
        ("interference", "f8"),
        ("held_down", "f8"),
        ("incident_decay", "f8"),
        ("opening_decay", "f8"),
        ("violation_decay", "f8"),
        ("violations", "f8"),
        # beliefs, in cases
        ("kept", "f8", (4,)),
        ("broken", "f8", (4,)),
        ("fights", "f8"),
        ("yields", "f8"),
        ("credited", "i8"),
        ("leaving", "i8"),
        # preparation under way
        ("preparing", "i8"),
        ("warned", "f8"),
        ("u_execute", "f8"),
        # the monthly draws of a future as far as they have been taken, lanes in rows
        ("drawn", "i8"),
        ("luck", "f8", (4, MAX_MONTHS)),
        # events, if they are kept: row 0 counts the rows used
        ("keeps_log", "i8"),
        ("log", "f8", (LOG_ROWS, 4)),
    ]
)

#: Events of one future, in the order of their codes. Append only.
EVENTS = (
    "ceasefire",
    "in force",
    "withdrawn",
    "incident",
    "opening",
    "held",
    "probe",
    "strike campaign",
    "interference at sea",
    "strike on outside troops",
    "preparation",
    "stood down",
    "limited grab",
    "offensive",
    "answer of Europe",
    "answer of the outside power",
    "build-up complete",
    "aim reached",
    "outside troops leave",
    "warning",
    "end of the horizon",
)
EVENT = {name: code for code, name in enumerate(EVENTS)}


@mechanism
def note(state: Any, month: int, code: int, first: float, second: float) -> None:
    """Write an event into the log of a future, if one is kept.

    Parameters
    ----------
    state : STATE record
        Holds the log, whose row 0 holds the number of rows used in its first place.
    month, code : int
        When, and which of `EVENTS`.
    first, second : float
        Figures that belong to the event.
    """
    if state.keeps_log == 0:
        return
    log = state.log
    used = int(log[0, 0]) + 1
    if used >= LOG_ROWS:
        return
    log[0, 0] = used
    log[used, 0] = month
    log[used, 1] = code
    log[used, 2] = first
    log[used, 3] = second
