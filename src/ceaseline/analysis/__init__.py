"""What results mean: packages compared with the same luck, the outside view, what each promise moves.

Everything here turns studies into plain values that JSON can hold; faces show them and compute nothing.
"""

from ceaseline.analysis.compare import compare
from ceaseline.analysis.outside_view import outside_view

__all__ = ["compare", "outside_view"]
