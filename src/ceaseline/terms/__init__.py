"""The words and units of Ceaseline, as tables: parameters, lever items, units, stances.

Everything here is read from CSV files beside this module, so that validation, documentation, sliders and
tooltips come from one source. The package stands at the bottom of the house: it imports the standard library
only and everyone may import it.
"""

from ceaseline.terms.tables import (
    BLOCS,
    CALIBRATED,
    CAPABILITY_OUTCOMES,
    DOMAINS,
    FIRMNESS,
    FORMS,
    GRADES,
    ITEMS,
    KINDS,
    OUTCOMES,
    PARAMETERS,
    PHASES,
    ROLES,
    RUNG_OUTCOMES,
    SITINGS,
    STANCES,
    UNITS,
    WHOLE_OUTCOMES,
    WILLINGNESS,
    WILLINGNESS_WHY,
    Item,
    Parameter,
    Unit,
)
from ceaseline.terms.units import UnitError, convert, units_like

__all__ = [
    "BLOCS",
    "CALIBRATED",
    "CAPABILITY_OUTCOMES",
    "DOMAINS",
    "FIRMNESS",
    "FORMS",
    "GRADES",
    "ITEMS",
    "KINDS",
    "OUTCOMES",
    "PARAMETERS",
    "PHASES",
    "ROLES",
    "RUNG_OUTCOMES",
    "SITINGS",
    "STANCES",
    "UNITS",
    "WHOLE_OUTCOMES",
    "WILLINGNESS",
    "WILLINGNESS_WHY",
    "Item",
    "Parameter",
    "Unit",
    "UnitError",
    "convert",
    "units_like",
]
