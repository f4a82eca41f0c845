"""Write a calibration as two files that cases can ask for: the kept worlds, and how they were found."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ceaseline.analysis.calibration.matching import Calibrated
from ceaseline.analysis.calibration.worlds import FREE
from ceaseline.study.store import write_atomically

#: Digits that are kept of a value.
DIGITS = 6


def kept_csv(found: Calibrated) -> bytes:
    """Return the kept worlds as CSV: a column an assumption, a row a world, canonical units."""
    rows = (",".join(f"{value:.{DIGITS}g}" for value in row) for row in found.worlds.tolist())
    return ("\n".join([",".join(FREE), *rows]) + "\n").encode()


def manifest(found: Calibrated) -> dict[str, Any]:
    """Return what is written beside the kept worlds: the whole answer, and the hash of their file."""
    digest = hashlib.sha256(kept_csv(found)).hexdigest()
    return {**found.answer, "columns": list(FREE), "csv_sha256": digest}


def write_calibration(found: Calibrated, folder: Path) -> tuple[Path, Path]:
    """Write both files, named after case and version.

    Parameters
    ----------
    found : Calibrated
    folder : Path
        ``calibrations`` of a case folder, or any other.

    Returns
    -------
    tuple of Path
        The kept worlds and the manifest.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{found.answer['case']}-{found.answer['version']}"
    rows, beside = Path(f"{stem}.csv"), Path(f"{stem}.json")
    write_atomically(rows, kept_csv(found))
    text = json.dumps(manifest(found), indent=1, sort_keys=True, allow_nan=False) + "\n"
    write_atomically(beside, text.encode())
    return rows, beside
