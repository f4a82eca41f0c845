"""Fuzz one target with coverage guidance: ``python fuzz/run.py TARGET FOLDER [options of libFuzzer]``.

Needs atheris and the program's dependencies for reading (README.md beside this file). A finding is kept in
``FOLDER/findings``, once for each place in the program that it comes from and as its shortest input, and
fuzzing goes on.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["ceaseline", "bibtexparser"]):
    from fuzz import targets

#: Seconds after which an input counts as a finding, and after which libFuzzer ends the process.
SLOW, HANGING = 2.0, 20
#: MiB that the process may hold.
MEMORY = 1024


def place(error: BaseException) -> str:
    """Name where an error came from: its type and the last two lines of the program on the way to it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/fuzz/run.py" not in f.filename]
    own = [f for f in frames if "ceaseline/" in f.filename or "fuzz/targets" in f.filename][-2:]
    return " < ".join([type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(own))])


def read_parents_once() -> None:
    """Let the shipped case that the starter extends be read once: it does not depend on the input."""
    loader: Any = import_module("ceaseline.case.load")
    read = loader._inheritance
    held: dict[str, Any] = {}

    def inheritance(files: Any, trail: tuple[str, ...]) -> Any:
        raw = files.case.value.get("extends") if isinstance(files.case.value, dict) else None
        if not isinstance(raw, str) or len(trail) > 1:
            return read(files, trail)
        if raw not in held:
            found = read(files, trail)
            if not found.complete or found.problems:
                return found
            held[raw] = found
        return held[raw]

    loader._inheritance = inheritance


class Findings:
    """Keeps the shortest input of each finding."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._held: dict[str, int] = {}

    def add(self, what: str, data: bytes, told: str) -> None:
        """Keep a finding if it is new, or shorter than the one that is kept."""
        if len(data) >= self._held.get(what, sys.maxsize):
            return
        self._held[what] = len(data)
        stem = "".join(sign if sign.isalnum() else "-" for sign in what)[:120]
        (self._folder / f"{stem}.input").write_bytes(data)
        (self._folder / f"{stem}.json").write_text(json.dumps({"what": what, "told": told}, indent=1) + "\n")


def main() -> None:
    """Write the seeds and the dictionary, then fuzz until libFuzzer's limits are reached."""
    target, folder = sys.argv[1], Path(sys.argv[2])
    check = targets.TARGETS[target]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(targets.seeds(target)):
        (corpus / f"seed-{number:04}").write_bytes(seed[: targets.LONGEST])
    dictionary = folder / "words"
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in targets.words(target))
    dictionary.write_text("".join(f'"{word}"\n' for word in quoted))
    findings = Findings(folder / "findings")
    read_parents_once()

    def one(data: bytes) -> None:
        begun = time.process_time()
        try:
            check(data)
        except Exception as error:
            findings.add(place(error), data, traceback.format_exc())
        took = time.process_time() - begun
        if took > SLOW:
            findings.add("slow", data, f"{took:.1f} s")

    options = [
        f"-timeout={HANGING}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={targets.LONGEST}",
        f"-dict={dictionary}",
        f"-artifact_prefix={folder}/findings/",
        "-print_final_stats=1",
        "-reload=0",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options, *sys.argv[3:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
