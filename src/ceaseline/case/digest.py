"""A hash of what a case says, not of how its files are written."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> Any:
    """Reduce frozen objects to plain values that JSON can hold, leaving out positions in files.

    Parameters
    ----------
    value
        An object of this package, or a container of such.

    Returns
    -------
    object
        Nested dicts, lists, str, int, float, bool and None.

    Examples
    --------
    >>> from datetime import date
    >>> canonical({"b": (1, date(2025, 6, 4)), "a": None})
    {'b': [1, '2025-06-04'], 'a': None}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: canonical(getattr(value, field.name)) for field in fields(value) if field.compare}
    if isinstance(value, Mapping):
        return {name: canonical(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def digest(value: Any) -> str:
    """Return the SHA-256 of an object's content as 64 hexadecimal digits.

    Parameters
    ----------
    value
        An object of this package.

    Returns
    -------
    str
        Equal for equal content, whatever the order of keys, comments, layout or units in the files.

    Examples
    --------
    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    text = json.dumps(canonical(value), sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
