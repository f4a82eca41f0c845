"""What an answer came from, read back from a file, and run again to see whether the same bytes come out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ceaseline.model.records import OUTCOME
from ceaseline.study.engines import DEFAULT_ENGINES, Engines
from ceaseline.study.run import Sample

#: Bytes beyond which a file is no answer of this program.
SIZE_LIMIT: Final = 64_000_000

_Whole = Annotated[int, Field(ge=0)]
_Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class AnswerError(ValueError):
    """A file that is no answer or manifest of this program; says why in one line."""


class Manifest(BaseModel):
    """What an answer came from.

    Attributes
    ----------
    case, case_digest
        Name of the case and SHA-256 of its content.
    packages
        As they were asked for; the first is the baseline.
    futures, worlds, seed
        The sample.
    engines
        Which engines told the futures; the default ones in a manifest from before there were others.
    versions, model_digest, program_digest
        Versions and source of what computed it.
    outcomes
        SHA-256 of the outcomes of each package (`outcomes_digest`); empty where they are not stated.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)
    case: str
    case_digest: _Hash
    packages: Annotated[tuple[str, ...], Field(min_length=1, max_length=1000)]
    futures: _Whole
    worlds: _Whole
    seed: _Whole
    engines: Engines = DEFAULT_ENGINES
    versions: dict[str, str] = Field(default_factory=dict)
    model_digest: str = ""
    program_digest: str = ""
    outcomes: dict[str, _Hash] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _of_one_package(cls, data: Any) -> Any:
        """Read the manifest of a kept result, which holds one package, as one of a study."""
        if not isinstance(data, Mapping) or not isinstance(data.get("inputs"), Mapping):
            return data
        inputs, digest = data["inputs"], data.get("outcomes_sha256")
        package = inputs.get("package")
        outcomes = {package: digest} if isinstance(package, str) and digest is not None else {}
        return {**inputs, "packages": (package,), "outcomes": outcomes}

    @model_validator(mode="after")
    def _possible(self) -> Manifest:
        Sample(self.futures, self.worlds, self.seed, self.engines)
        return self

    @property
    def sample(self) -> Sample:
        """How much luck was drawn, and which engines told the futures."""
        return Sample(self.futures, self.worlds, self.seed, self.engines)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")
    manifest: Manifest


def read_file(path: Path) -> bytes:
    """Read a file that may come from anyone.

    Raises
    ------
    AnswerError
        If it cannot be read or is larger than `SIZE_LIMIT`.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise AnswerError(f"{path}: {error.strerror or error}") from None
    if len(content) > SIZE_LIMIT:
        raise AnswerError(f"{path}: larger than {SIZE_LIMIT} bytes; it is no answer of this program")
    return content


def first_fault(error: ValidationError) -> str:
    """Say in one line what is wrong with data that do not have their form."""
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(step) for step in fault["loc"])
    return f"{where}: {fault['msg']}" if where else fault["msg"]


def read_manifest(content: bytes, name: str) -> Manifest:
    """Read a manifest, alone or within the answer or kept result that it belongs to.

    Parameters
    ----------
    content
        JSON, as ``--json`` or the store writes it.
    name
        What to call it in an error.

    Raises
    ------
    AnswerError
        If there is no manifest in it.

    Examples
    --------
    >>> read_manifest(b"[1, 2", "notes.txt")
    Traceback (most recent call last):
        ...
    ceaseline.study.manifest.AnswerError: notes.txt holds no manifest: Invalid JSON: EOF while ...
    """
    try:
        return _Answer.model_validate_json(content).manifest
    except ValidationError as within:
        fault = within
        missing = any(f["type"] == "missing" and f["loc"] == ("manifest",) for f in within.errors())
    if missing:
        try:
            return Manifest.model_validate_json(content)
        except ValidationError as alone:
            fault = alone
    raise AnswerError(f"{name} holds no manifest: {first_fault(fault)}")


def outcomes_digest(outcomes: NDArray[np.void]) -> str:
    """Return the SHA-256 of outcomes: of every figure of every future, whatever keeps or writes them.

    Parameters
    ----------
    outcomes : structured array of OUTCOME, shape (futures,)

    Returns
    -------
    str
        64 hexadecimal digits, of the columns in their order: name, type and little-endian bytes of each.

    Examples
    --------
    >>> outcomes_digest(np.zeros(4, dtype=OUTCOME))[:8] == outcomes_digest(np.zeros(5, dtype=OUTCOME))[:8]
    False
    """
    digest = hashlib.sha256()
    for name in OUTCOME.names or ():
        column = outcomes[name]
        plain = np.ascontiguousarray(column, dtype=column.dtype.newbyteorder("<"))
        digest.update(f"{name}:{plain.dtype.str}:{plain.shape};".encode())
        digest.update(plain.tobytes())
    return digest.hexdigest()


def program_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str | None]]:
    """Return in which versions and digests of source two manifests differ.

    Returns
    -------
    list of dict
        ``what``, ``name``, ``before``, ``after``.

    Examples
    --------
    >>> one = {"versions": {"numpy": "2.2.0"}, "model_digest": "a"}
    >>> program_changes(one, {**one, "model_digest": "b"})
    [{'what': 'program', 'name': 'model_digest', 'before': 'a', 'after': 'b'}]
    """
    old, new = before.get("versions", {}), after.get("versions", {})
    pairs: list[tuple[str, str, Any, Any]] = [
        ("version", name, old.get(name), new.get(name)) for name in sorted({*old, *new})
    ]
    digests = ("model_digest", "program_digest")
    pairs += [("program", name, before.get(name), after.get(name)) for name in digests]
    keys = ("what", "name", "before", "after")
    return [dict(zip(keys, pair, strict=True)) for pair in pairs if pair[2] != pair[3]]


def same_places(stated: Mapping[str, str], found: Mapping[str, str], packages: Sequence[str]) -> list[Any]:
    """Return for each package the digest that was stated, the one that was found, and whether they agree."""
    return [
        {
            "package": package,
            "stated": stated.get(package),
            "found": found[package],
            "same": stated.get(package) == found[package],
        }
        for package in dict.fromkeys(packages)
    ]
