"""Case folders: YAML and BibTeX read into frozen, validated, unit-converted objects.

Every problem of every file is reported at once with its position, what is wrong, why, and the nearest valid
name. Imports only the terms and no numerics, so that checking a case starts at once.
"""

from ceaseline.case.calibration import KEPT, as_stated
from ceaseline.case.change import (
    ChangeError,
    LeverChange,
    Needs,
    largest_amount,
    value_by_hand,
    with_changes,
    with_values,
)
from ceaseline.case.derived import evidence_of
from ceaseline.case.digest import digest
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.groups import groups_from
from ceaseline.case.load import find, list_cases, load, sides
from ceaseline.case.objects import (
    AmountCondition,
    Base,
    Case,
    Change,
    Condition,
    CountCondition,
    Evidence,
    Expectation,
    Flags,
    Geography,
    Group,
    Lever,
    LeverSetting,
    Package,
    Party,
    Position,
    Site,
    VoteCondition,
    Word,
)
from ceaseline.case.problems import CaseError, Problem
from ceaseline.case.scaffold import scaffold
from ceaseline.case.stated import Assumption, Calibration, Citation, Departure, Estimate, RivalReading, Source
from ceaseline.case.uncertain import Uncertain

__all__ = [
    "KEPT",
    "AmountCondition",
    "Assumption",
    "Base",
    "Calibration",
    "Case",
    "CaseError",
    "Change",
    "ChangeError",
    "Citation",
    "Condition",
    "CountCondition",
    "Departure",
    "Estimate",
    "Evidence",
    "Expectation",
    "Flags",
    "FrozenMap",
    "Geography",
    "Group",
    "Lever",
    "LeverChange",
    "LeverSetting",
    "Needs",
    "Package",
    "Party",
    "Position",
    "Problem",
    "RivalReading",
    "Site",
    "Source",
    "Uncertain",
    "VoteCondition",
    "Word",
    "as_stated",
    "digest",
    "evidence_of",
    "find",
    "groups_from",
    "largest_amount",
    "list_cases",
    "load",
    "scaffold",
    "sides",
    "value_by_hand",
    "with_changes",
    "with_values",
]
