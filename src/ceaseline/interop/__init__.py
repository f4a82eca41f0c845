"""Connectors: the model for EMA Workbench and SALib, and tables for pandas, polars and R.

A face over `ceaseline.study` and `ceaseline.analysis`. EMA Workbench and SALib come with the optional extra
``ceaseline[interop]`` and are imported when a connector to them is made, not before.
"""

from ceaseline.interop.ema import ema_model
from ceaseline.interop.points import Points, points
from ceaseline.interop.salib import evaluate, salib_problem
from ceaseline.interop.tables import COLUMNS, tables, write_tables

__all__ = [
    "COLUMNS",
    "Points",
    "ema_model",
    "evaluate",
    "points",
    "salib_problem",
    "tables",
    "write_tables",
]
