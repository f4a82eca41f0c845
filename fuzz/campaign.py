"""Fuzz every target in turns for a time: ``python fuzz/campaign.py FOLDER --minutes 60 --turn 4``.

Prints, and keeps in ``FOLDER/record.json``, what each target was given: inputs, seconds, edges covered, the
most memory held, and findings. Run it again on the same folder to go on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TARGETS = ("case", "bibtex", "ledger", "document")

_LAST = {
    "inputs": re.compile(r"stat::number_of_executed_units:\s*(\d+)"),
    "peak_mib": re.compile(r"stat::peak_rss_mb:\s*(\d+)"),
    "edges": re.compile(r"cov: (\d+)"),
    "features": re.compile(r"ft: (\d+)"),
}


def turn(target: str, folder: Path, seconds: int, seed: int) -> dict[str, int]:
    """Fuzz one target for some seconds; returns what libFuzzer counted."""
    command = [sys.executable, str(HERE / "run.py"), target, str(folder), f"-max_total_time={seconds}"]
    begun = time.monotonic()
    done = subprocess.run(
        [*command, f"-seed={seed}"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    told = done.stderr.decode("utf-8", "replace")
    (folder / "log.txt").write_text(told[-20_000:])
    counted = {name: int(found[-1]) for name, pattern in _LAST.items() if (found := pattern.findall(told))}
    if "inputs" not in counted:  # the process was ended: the last count that it printed stands
        counted["inputs"] = int((re.findall(r"^#(\d+)", told, re.MULTILINE) or ["0"])[-1])
    return {**counted, "seconds": round(time.monotonic() - begun), "ended": int(done.returncode != 0)}


def add(record: dict[str, Any], target: str, counted: dict[str, int], folder: Path) -> None:
    """Add a turn to the record: inputs and seconds sum up, the rest is the most that was seen."""
    held = record.setdefault(target, {})
    for name, value in counted.items():
        sums = name in ("inputs", "seconds", "ended")
        held[name] = held.get(name, 0) + value if sums else max(held.get(name, 0), value)
    found = [p.name for p in (folder / "findings").glob("*") if not p.name.endswith(".json")]
    held["findings"] = sorted(found)


def main() -> None:
    """Take turns until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--turn", type=float, default=4.0, help="minutes of one turn")
    parser.add_argument("--only", choices=TARGETS, action="append", help="this target; may be repeated")
    args = parser.parse_args()
    path = args.folder / "record.json"
    record: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    end = time.monotonic() + 60 * args.minutes
    number = int(record.get("turns", 0))
    while (left := end - time.monotonic()) > 5:
        names = args.only or TARGETS
        target = names[number % len(names)]
        place = args.folder / target
        place.mkdir(parents=True, exist_ok=True)
        counted = turn(target, place, round(min(left, 60 * args.turn)), number + 1)
        add(record, target, counted, place)
        number += 1
        record["turns"] = number
        path.write_text(json.dumps(record, indent=1) + "\n")
        sys.stdout.write(f"{number}: {target} {json.dumps(counted)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
