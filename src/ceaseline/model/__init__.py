"""One file a mechanism: formula, source, units, a plain readable function; the order of a month as data."""

from ceaseline.model.phases import PHASES, Phase

__all__ = ["PHASES", "Phase"]
