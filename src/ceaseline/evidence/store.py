"""Files of the ledger: tables that only grow, and the raw texts, which stay out of the case.

A line is one record in JSON and stands by itself, so that two branches that both added lines merge into the
lines of both; the order of lines means nothing, and the same line twice is one record.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ceaseline.evidence.documents import SIZE_LIMIT, Source, safe
from ceaseline.evidence.tables import TABLES, Record

FOLDER: Final = "evidence"
_ATTRIBUTES: Final = "*.jsonl merge=union\n"
_LONGEST_FILE: Final = 64_000_000
_PATIENCE: Final = 5.0


class LedgerError(ValueError):
    """A ledger that cannot be used or written; ``problems`` holds every one as ``file:line: what``."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems: tuple[str, ...] = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Lines:
    """The records of one table as they stand, and what is wrong with the file."""

    records: tuple[Record, ...]
    problems: tuple[str, ...]


def read_table(folder: Path, name: str) -> Lines:
    """Read one table of a case's evidence folder; a table that is not there is empty."""
    path = folder / f"{name}.jsonl"
    shown = f"{FOLDER}/{path.name}"
    try:
        if path.stat().st_size > _LONGEST_FILE:
            return Lines((), (f"{shown}:1: larger than {_LONGEST_FILE} bytes; it is no table",))
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Lines((), ())
    except (OSError, UnicodeDecodeError) as error:
        return Lines((), (f"{shown}:1: cannot be read: {safe(str(error))}",))
    records: dict[str, Record] = {}
    problems: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = TABLES[name].model_validate_json(line)
        except ValidationError as error:
            problems.extend(f"{shown}:{number}: {what}" for what in _faults(error))
            continue
        if not record.sound():
            what = "does not fit its content; lines are added, never changed"
            problems.append(f"{shown}:{number}: id {safe(record.id)} {what}")
            continue
        records.setdefault(record.line(), record)
    return Lines(tuple(records.values()), tuple(problems))


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        where = ".".join(str(step) for step in fault["loc"])
        yield safe(f"{where}: {fault['msg']}" if where else fault["msg"])[:300]


def append(folder: Path, added: Mapping[str, Iterable[Record]]) -> int:
    """Add records to tables; those that stand there already are left out.

    Parameters
    ----------
    folder
        Evidence folder of a case; made if it is not there.
    added
        Records by name of the table.

    Returns
    -------
    int
        How many were added.

    Raises
    ------
    LedgerError
        If the folder cannot be written or another program is writing. No table is half-written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            return sum(_append(folder, name, records) for name, records in added.items())
    except OSError as error:
        raise LedgerError([f"{FOLDER}: cannot be written: {error.strerror or error}"]) from error


def _append(folder: Path, name: str, records: Iterable[Record]) -> int:
    held = read_table(folder, name)
    if held.problems:
        raise LedgerError(held.problems)
    known = {record.line() for record in held.records}
    lines = [line for line in dict.fromkeys(record.line() for record in records) if line not in known]
    if not lines:
        return 0
    path = folder / f"{name}.jsonl"
    before = path.read_bytes() if path.exists() else b""
    before += b"\n" if before and not before.endswith(b"\n") else b""
    _write_alone(path, before + "".join(f"{line}\n" for line in lines).encode())
    attributes = folder / ".gitattributes"
    if not attributes.exists():
        _write_alone(attributes, _ATTRIBUTES.encode())
    return len(lines)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other writers out; the system lets go of the lock of a process that was ended."""
    lock = folder / ".lock"
    until = time.monotonic() + _PATIENCE
    while (handle := _lock(lock)) is None:
        if time.monotonic() > until:
            raise LedgerError([f"{FOLDER}/.lock: another program is writing; try again when it has done"])
        time.sleep(0.02)
    try:
        yield
    finally:
        if os.name == "posix":  # elsewhere an open file cannot be deleted, and stays
            lock.unlink(missing_ok=True)
        os.close(handle)


def _lock(path: Path) -> int | None:
    """Open and lock a file; None where somebody else holds it."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        _lock_whole(handle)
        # whoever held it may have deleted it in between: a lock on a file that has no name keeps nobody out
        if path.stat().st_ino == os.fstat(handle).st_ino:
            return handle
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    except OSError:
        os.close(handle)
        raise
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock_whole(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock_whole(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write_alone(path: Path, content: bytes) -> None:
    """Write as `write_atomically` does, under the lock: what a writer that was ended left is overwritten."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside, flush to disk, then take the place in one step."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def archive_folder() -> Path:
    """Return the folder for raw texts, outside every case.

    ``CEASELINE_DOCUMENTS`` if it is set, else ``ceaseline/documents`` in the user's data folder
    (``%LOCALAPPDATA%``, ``~/Library/Application Support``, or ``$XDG_DATA_HOME`` with ``~/.local/share``).
    """
    chosen = os.environ.get("CEASELINE_DOCUMENTS")
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "ceaseline" / "documents"


def keep_raw(source: Source, folder: Path) -> str:
    """Keep a raw text under its SHA-256 and return that; the name it came under plays no part.

    Raises
    ------
    LedgerError
        If the folder cannot be written.
    """
    sha256 = hashlib.sha256(source.raw).hexdigest()
    path = folder / sha256
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            write_atomically(path, source.raw)
    except OSError as error:
        raise LedgerError([f"{safe(str(folder))}: cannot be written: {error.strerror or error}"]) from error
    return sha256


def raw_texts(wanted: Iterable[str], folders: Iterable[Path]) -> dict[str, bytes]:
    """Find raw texts by their SHA-256 in folders, whatever the files are called.

    Parameters
    ----------
    wanted
        Hashes as 64 hexadecimal digits.
    folders
        Looked through in order, without what lies deeper.

    Returns
    -------
    dict
        Bytes by hash, for those that were found unchanged.
    """
    missing = set(wanted)
    found: dict[str, bytes] = {}
    for folder in folders:
        files = sorted(folder.iterdir()) if folder.is_dir() and missing else []
        for path in files:
            if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
                continue
            raw = path.read_bytes()
            sha256 = hashlib.sha256(raw).hexdigest()
            if sha256 in missing:
                found[sha256] = raw
                missing.discard(sha256)
    return found


def named_texts(wanted: Mapping[str, str], folders: Iterable[Path]) -> dict[str, bytes]:
    """Find texts by the name of their file, for documents whose own bytes were not found.

    Parameters
    ----------
    wanted
        File names by id of the document.
    folders
        Looked through in order; only files that lie right in them, whatever a name says.

    Returns
    -------
    dict
        Bytes by id.
    """
    found: dict[str, bytes] = {}
    for folder in folders:
        held = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
        for name, file in wanted.items():
            path = held.get(file)
            if (
                name not in found
                and path is not None
                and path.is_file()
                and path.stat().st_size <= SIZE_LIMIT
            ):
                found[name] = path.read_bytes()
    return found
