"""Keep the outcomes of a package as Parquet with a JSON manifest, addressed by what they came from."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from ceaseline.model.records import CAPABILITY, KINDS, OUTCOME, READINGS, RUNGS

#: Form of the files; a change makes older entries unread.
FORMAT = 1

#: Seconds after which a file that was being written beside its place counts as left by a process that ended.
_ABANDONED = 3600.0

#: Names of the places of outcome fields that hold several figures.
PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "first": (RUNGS,),
    "challenges": (KINDS,),
    "capability": (tuple(str(month) for month in READINGS), CAPABILITY),
}

_SOURCES = Path(__file__).resolve().parent.parent


class StoreWarning(UserWarning):
    """The store could not be read or written; the study goes on without it."""


def store_folder() -> Path:
    """Return the folder in which results are kept.

    ``CEASELINE_STORE`` if it is set, else ``ceaseline/results`` in the user's cache folder
    (``%LOCALAPPDATA%``, ``~/Library/Caches``, or ``$XDG_CACHE_HOME`` with ``~/.cache`` as default).
    """
    chosen = os.environ.get("CEASELINE_STORE")
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "ceaseline" / "results"


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Return a digest of every source file that a result can depend on.

    Wider than the digest of compiled code: how numbers are drawn from their percentiles and how packages
    become arrays shape results as much as the model does.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    digest = hashlib.sha256(np.__version__.encode())
    for folder in ("kernel", "model", "study", "case", "terms"):
        for path in sorted((_SOURCES / folder).rglob("*")):
            if path.suffix in (".py", ".csv"):
                digest.update(path.relative_to(_SOURCES).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def address(inputs: Mapping[str, Any]) -> str:
    """Return the address of a result: the SHA-256 of what it depends on.

    Examples
    --------
    >>> address({"seed": 1, "case": "x"}) == address({"case": "x", "seed": 1})
    True
    """
    text = json.dumps(dict(inputs), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(outcomes: NDArray[np.void]) -> dict[str, NDArray[Any]]:
    """Return a view of each single figure of all futures, by field and place."""
    columns: dict[str, NDArray[Any]] = {}
    for name in OUTCOME.names or ():
        for place in product(*(range(len(labels)) for labels in PLACES.get(name, ()))):
            labels = [PLACES[name][axis][at] for axis, at in enumerate(place)]
            at: Any = (slice(None), *place)
            columns[".".join([name, *labels])] = outcomes[name][at]
    return columns


def to_parquet(outcomes: NDArray[np.void]) -> bytes:
    """Return outcomes as the bytes of a Parquet file, one column a figure, one row a future.

    Parameters
    ----------
    outcomes : structured array of OUTCOME, shape (futures,)

    Returns
    -------
    bytes
        The same for the same outcomes.
    """
    arrays = {
        name: pa.array(np.ascontiguousarray(column), from_pandas=False)
        for name, column in _columns(outcomes).items()
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays), sink, compression="zstd")
    return sink.getvalue()


def from_parquet(content: bytes) -> NDArray[np.void]:
    """Return the outcomes that `to_parquet` wrote.

    Raises
    ------
    ValueError
        If the bytes are no Parquet file of outcomes.
    """
    try:
        table = pq.ParquetFile(io.BytesIO(content)).read(use_threads=False)
        outcomes = np.zeros(table.num_rows, dtype=OUTCOME)
        for name, column in _columns(outcomes).items():
            values = table.column(name).to_numpy()
            if values.dtype != column.dtype:
                raise ValueError(f"column {name} holds {values.dtype}, not {column.dtype}")
            column[:] = values
    except (pa.ArrowException, KeyError) as problem:
        raise ValueError(f"not a file of outcomes: {problem}") from problem
    return outcomes


@dataclass(frozen=True)
class Entry:
    """One result in the store.

    Parameters
    ----------
    key : str
        Its address.
    manifest : mapping
        What it came from; empty if unreadable.
    size : int
        Bytes of both files.
    problem : str
        Why it cannot be used; empty if it can.
    """

    key: str
    manifest: Mapping[str, Any]
    size: int
    problem: str


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside, flush to disk, then take the place in one step."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _manifest_text(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(dict(manifest), indent=2, sort_keys=True) + "\n").encode()


def _read(folder: Path, key: str) -> tuple[dict[str, Any], bytes]:
    """Return manifest and Parquet bytes; raises ValueError if they do not belong together."""
    manifest = json.loads((folder / f"{key}.json").read_bytes())
    if not isinstance(manifest, dict) or address(manifest.get("inputs") or {}) != key:
        raise ValueError("its manifest does not belong to its address")
    content = (folder / f"{key}.parquet").read_bytes()
    if hashlib.sha256(content).hexdigest() != manifest.get("parquet_sha256"):
        raise ValueError("its Parquet file is not the one that its manifest names (cut short or changed)")
    return manifest, content


def _size(path: Path) -> int:
    """Return the bytes of a file; none where another process has just deleted it."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class Store:
    """A folder of results.

    Parameters
    ----------
    folder : Path, optional
        `store_folder` by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = store_folder() if folder is None else folder

    def get(self, inputs: Mapping[str, Any]) -> tuple[dict[str, Any], NDArray[np.void]] | None:
        """Return manifest and outcomes of a result, or None where there is no sound one.

        A damaged entry is reported as `StoreWarning`.
        """
        key = address(inputs)
        try:
            manifest, content = _read(self.folder, key)
            return manifest, from_parquet(content)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as problem:
            self._warn(f"the stored result {key[:12]} cannot be used, so it is computed again: {problem}")
            return None

    def put(self, inputs: Mapping[str, Any], outcomes: NDArray[np.void], notes: Mapping[str, Any]) -> None:
        """Keep a result: Parquet first, then the manifest that carries its hash.

        A folder that cannot be written is reported as `StoreWarning`.
        """
        key = address(inputs)
        content = to_parquet(outcomes)
        manifest = {
            "inputs": dict(inputs),
            **notes,
            "parquet_sha256": hashlib.sha256(content).hexdigest(),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self.folder / f"{key}.parquet", content)
            write_atomically(self.folder / f"{key}.json", _manifest_text(manifest))
            self._tidy(self.folder / f"{key}.json")
        except OSError as problem:
            full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
            why = "it is full" if full else (problem.strerror or str(problem))
            self._warn(f"results are not kept: {self.folder} cannot be written ({why})")

    def entries(self) -> tuple[Entry, ...]:
        """Return all results, sorted by case, package and address, with what is wrong with any."""
        found = []
        keys = {path.stem for pattern in ("*.json", "*.parquet") for path in self.folder.glob(pattern)}
        for key in keys:
            files = [self.folder / f"{key}.json", self.folder / f"{key}.parquet"]
            size = sum(_size(path) for path in files)
            try:
                manifest, _ = _read(self.folder, key)
                found.append(Entry(key, manifest, size, ""))
            except FileNotFoundError as problem:
                missing = "manifest" if str(problem.filename).endswith(".json") else "Parquet file"
                found.append(Entry(key, {}, size, f"its {missing} is missing"))
            except (OSError, ValueError) as problem:
                found.append(Entry(key, {}, size, str(problem)))

        def order(entry: Entry) -> tuple[str, str, str]:
            inputs = entry.manifest.get("inputs", {})
            return str(inputs.get("case", "")), str(inputs.get("package", "")), entry.key

        return tuple(sorted(found, key=order))

    def _tidy(self, written: Path) -> None:
        """Delete what processes that were ended left, by the clock of the files' own system."""
        now = written.stat().st_mtime
        for path in self.folder.glob(".*.part"):
            with suppress(OSError):
                if now - path.stat().st_mtime > _ABANDONED:
                    path.unlink()

    @staticmethod
    def _warn(text: str) -> None:
        warnings.warn(text, StoreWarning, stacklevel=3)


def list_results(folder: Path | None = None) -> tuple[Entry, ...]:
    """Return the results in a store; see `Entry`.

    Parameters
    ----------
    folder : Path, optional
        Of the store; the user's by default.

    Returns
    -------
    tuple of Entry

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as empty:
    ...     list_results(Path(empty))
    ()
    """
    return Store(folder).entries()
