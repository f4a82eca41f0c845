"""Keep finished pieces of long work, so that stopping it loses none of them."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.study.store import StoreWarning, address, store_folder, write_atomically

#: Folder of finished pieces inside the store of results.
PIECES = "pieces"

_HEAD = 65


class Checkpoint:
    """The finished pieces of one piece of work, addressed by what the work depends on.

    A piece is an array under a name. It is written whole or not at all, with a hash of its bytes, so that a
    file cut short or changed counts as missing. A folder that cannot be written is reported once as
    `StoreWarning`, and the work goes on without it.

    Parameters
    ----------
    inputs : mapping
        Everything that a piece depends on, as plain values: case digest, package, sample, versions
        (`ceaseline.study.study.study_inputs` holds these) and what the work adds. Hashed into the address.
    folder : Path, optional
        Folder of the store; the user's by default.
    fresh : bool
        Read nothing that an earlier run left.
    keep : bool
        False to neither read nor write.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     first = Checkpoint({"work": "sum", "seed": 1}, Path(folder))
    ...     first.put("rows 0 to 1", np.array([1.0, 2.0]))
    ...     again = Checkpoint({"seed": 1, "work": "sum"}, Path(folder))
    ...     again.get("rows 0 to 1").tolist(), again.get("rows 2 to 3")
    ([1.0, 2.0], None)
    """

    def __init__(
        self,
        inputs: Mapping[str, Any],
        folder: Path | None = None,
        *,
        fresh: bool = False,
        keep: bool = True,
    ) -> None:
        self.key = address(inputs)
        self.folder = (store_folder() if folder is None else folder) / PIECES / self.key
        self._fresh = fresh
        self._keep = keep
        self._own: set[str] = set()

    def _path(self, name: str) -> Path:
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.piece"

    def get(self, name: str) -> NDArray[Any] | None:
        """Return a finished piece, or None where there is no sound one.

        Parameters
        ----------
        name : str
            Any text that tells the piece from the others of this work.

        Returns
        -------
        array or None
            With the type, shape and bits that were put.
        """
        if not self._keep or (self._fresh and name not in self._own):
            return None
        try:
            content = self._path(name).read_bytes()
        except OSError:
            return None
        digest, body = content[: _HEAD - 1], content[_HEAD:]
        if digest != hashlib.sha256(body).hexdigest().encode():
            return None
        found: NDArray[Any] = np.load(io.BytesIO(body), allow_pickle=False)
        return found

    def put(self, name: str, piece: NDArray[Any]) -> None:
        """Keep a finished piece.

        Parameters
        ----------
        name : str
            As in `get`.
        piece : array
            Of any shape and of any type without Python objects.
        """
        if not self._keep:
            return
        out = io.BytesIO()
        np.save(out, piece, allow_pickle=False)
        body = out.getvalue()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path(name), hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        except OSError as problem:
            self._keep = False
            why = problem.strerror or str(problem)
            text = f"finished pieces are not kept: {self.folder} cannot be written ({why})"
            warnings.warn(text, StoreWarning, stacklevel=2)
            return
        self._own.add(name)

    def once(self, name: str, compute: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Return a piece, computed and kept unless an earlier run has finished it.

        Parameters
        ----------
        name : str
            As in `get`.
        compute : callable
            Called without arguments where the piece is missing.

        Returns
        -------
        array
        """
        known = self.get(name)
        if known is None:
            known = compute()
            self.put(name, known)
        return known

    def clear(self) -> None:
        """Delete every piece of this work, for one whose whole answer is kept elsewhere."""
        for path in self.folder.glob("*.piece"):
            path.unlink(missing_ok=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()
