"""The report: one self-contained HTML file that a sceptical reader can check line by line.

A face over results that are already computed; it does no arithmetic of its own.
"""

from ceaseline.report.page import SECTIONS, render

__all__ = ["SECTIONS", "render"]
