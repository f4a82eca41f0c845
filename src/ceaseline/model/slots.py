"""Registry of random slots: which block of four draws belongs to what. Append only.

An address is ``(seed, stream; world, future, month, actor, block, lane)``. Removing or
renumbering a slot would change every published result, so new purposes go at the end.

=============  ======  =====================================================================
block          actor   lanes
=============  ======  =====================================================================
BLOCK_TYPE     0       satisfied?, revisionist?, misled?, error about the odds
BLOCK_PAIR     0       frailty (two), coordination, quality in the field
BLOCK_TREND    0       trend of will of the blocs europe, us, third; spare
BLOCK_BLOC     0       common part of willingness of the blocs own, europe, us, third
BLOCK_MONTH    0       incident?, how far it climbs, opening?, which challenge
BLOCK_PREPARE  0       months of preparation, execution, detection, common-cause loss
BLOCK_FIGHT    0       decided by what is not modelled?, who wins then, resisted?, deaths
BLOCK_ANSWER   0       Europe fights?, outside power fights?, troops hit?, troops leave?
BLOCK_RAID     0       leakage of the campaign; deaths in a probe; how far it climbs; force used at sea?
BLOCK_WATCH    0       detection and common-cause loss when capability is read; spare; spare
BLOCK_LEVER    lever   willing?, withdrawal, consent?, loss of consent
BLOCK_VOTE     lever   vote passed?; spare; spare; spare
BLOCK_PARTY    party   withdrawal of all promises together; spare; spare; spare
BLOCK_ELECTION party   promises dropped after the election of that month; spare; spare; spare
BLOCK_BIND     cond.   is the condition really meant?; spare; spare; spare
=============  ======  =====================================================================
"""

from __future__ import annotations

import zlib

BLOCK_TYPE = 0
BLOCK_PAIR = 1
BLOCK_TREND = 2
BLOCK_BLOC = 3
BLOCK_MONTH = 4
BLOCK_PREPARE = 5
BLOCK_FIGHT = 6
BLOCK_ANSWER = 7
BLOCK_RAID = 8
BLOCK_WATCH = 9
BLOCK_LEVER = 10
BLOCK_VOTE = 11
BLOCK_PARTY = 12
BLOCK_ELECTION = 13
BLOCK_BIND = 14


def address_key(name: str) -> int:
    """Return the stable 32-bit key under which a named thing draws.

    The key depends on the name alone, so adding or re-ordering levers leaves the luck
    of all others as it was.

    Parameters
    ----------
    name : str
        Name of a lever, party, condition or assumption.

    Returns
    -------
    int
        CRC-32 of the name, in [1, 2**32).

    Examples
    --------
    >>> address_key("force-uk") == address_key("force-uk")
    True
    """
    return zlib.crc32(name.encode()) or 1
