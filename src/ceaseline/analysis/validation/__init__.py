"""The program held against answers that others found: algebra, published tables, and records of the world."""

from ceaseline.analysis.validation.validate import validate

__all__ = ["validate"]
