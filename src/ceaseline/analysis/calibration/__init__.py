"""Calibration of a case against the survival of past ceasefires, by history matching."""

from ceaseline.analysis.calibration.keeping import kept_csv, manifest, write_calibration
from ceaseline.analysis.calibration.matching import Calibrated, Effort, NothingKept, calibrate
from ceaseline.analysis.calibration.worlds import FREE

__all__ = [
    "FREE",
    "Calibrated",
    "Effort",
    "NothingKept",
    "calibrate",
    "kept_csv",
    "manifest",
    "write_calibration",
]
