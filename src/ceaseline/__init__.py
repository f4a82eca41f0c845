"""Ceaseline asks whether a security guarantee would hold.

Promises, the parties that made them and the evidence for each go in; a ladder of breaches by year, over
thousands of futures and with every assumption stated, comes out.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
