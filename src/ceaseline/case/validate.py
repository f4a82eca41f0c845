"""Holds values against shapes and turns what pydantic finds into positioned problems."""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ceaseline.case.problems import nearest
from ceaseline.case.shapes import (
    CONDITIONS,
    DISTRIBUTIONS,
    FIRST_YEAR,
    LAST_YEAR,
    WORDS,
    Number,
    NumberEntry,
    Shape,
)
from ceaseline.case.yamlfile import BROKEN, MAX_PROBLEMS, At

S = TypeVar("S", bound=Shape)

_NUMBERS: TypeAdapter[Number] = TypeAdapter(NumberEntry)

_TYPES = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "bool_type": "true or false",
    "date_type": "a date such as 2025-06-04",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "no_day": "a day of the calendar",
    "when": "a date such as 2025-06-04, 2025-06 or 2025",
    "year": f"a year from {FIRST_YEAR} to {LAST_YEAR}",
    "slug": "small letters, digits and single hyphens",
    "blank": "some text",
}
_LIMITS = {
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("at most", "le"),
}
_NUMBER = "{p5, p50, p95, unit} or {distribution: fixed, value, unit}"


def validate(shape: type[S], value: Any, at: At) -> S | None:
    """Hold a value against a shape.

    Parameters
    ----------
    shape
        The shape.
    value
        What stands in the file.
    at
        Where it stands; problems are noted there.

    Returns
    -------
    Shape or None
        The value in its shape; None when problems were noted.
    """
    seen: dict[int, type[Shape]] = {}
    try:
        return shape.model_validate(value, context=seen)
    except ValidationError as error:
        for detail in error.errors(include_url=False)[: MAX_PROBLEMS + 1]:
            _note(detail, value, at, seen, shape)
    return None


def validate_number(value: Any, at: At) -> Number | None:
    """Hold a value against the shapes of an uncertain number; as ``validate``."""
    seen: dict[int, type[Shape]] = {}
    try:
        return _NUMBERS.validate_python(value, context=seen)
    except ValidationError as error:
        for detail in error.errors(include_url=False)[: MAX_PROBLEMS + 1]:
            _note(detail, value, at, seen, Number)
    return None


def _walk(loc: tuple[Any, ...], value: Any) -> tuple[tuple[str | int, ...], Any]:
    """Follow a pydantic location through the data, leaving out the tags of unions."""
    path: list[str | int] = []
    for step in loc:
        inside = step in value if isinstance(value, dict) else False
        if isinstance(value, list) and isinstance(step, int):
            inside = step < len(value)
        if inside:
            value = value[step]
        else:
            continue
        path.append(step)
    return tuple(path), value


def _note(detail: Any, value: Any, at: At, seen: dict[int, type[Shape]], shape: type[Shape]) -> None:
    kind, loc, context = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        _note_extra(loc, value, at, seen, shape)
        return
    path, found = _walk(loc, value)
    spot = At(at.document, (*at.path, *path))
    if found is BROKEN:
        return
    if kind == "missing":
        spot.problem(f"key {loc[-1]} is missing", "it has to be given here", f"add {loc[-1]}:")
    elif kind == "one_of":
        mend = nearest(detail["input"], context["names"])
        key = "[key]" in loc
        spot = spot / str(detail["input"]) if key and path[-1:] != (detail["input"],) else spot
        spot.problem(f"no {context['noun']} is called {_show(detail['input'])}", "", mend, key=key)
    elif kind in ("union_tag_invalid", "union_tag_not_found"):
        _note_union(found, spot)
    elif kind == "version":
        spot.problem(f"{_show(found)} is not 1", "other versions of the format are unknown here", "write 1")
    elif kind in _LIMITS:
        word, bound = _LIMITS[kind]
        why = f"it has to be {word} {context[bound]:g}"
        spot.problem(f"{_show(found)} is out of range", why, "correct it")
    elif kind in ("too_short", "too_long"):
        count = context.get("min_length", context.get("max_length"))
        word = "at least" if kind == "too_short" else "at most"
        spot.problem(f"{context['actual_length']} entries", f"it takes {word} {count}", "correct the list")
    else:
        _note_type(kind, found, spot, detail["msg"])


def _note_type(kind: str, found: Any, spot: At, message: str) -> None:
    if kind == "no_day":
        spot.problem(f"{_show(found)}: no such date", "the calendar has no such day", "correct it")
        return
    wanted = _TYPES.get(kind, message)
    mend = f"write {wanted}"
    if kind in ("model_type", "dict_type") and not isinstance(found, dict | list) and spot.path:
        mend = f"write {_NUMBER}" if isinstance(found, int | float) else mend
    if isinstance(found, str) and kind in ("float_type", "int_type") and _digits(found):
        mend = f"write {_digits(found)}"
    if kind == "string_type" and isinstance(found, int | float):
        mend = f'write "{found}" in quotes if it is text'
    if found is None:
        spot.problem("no value is given", f"it has to be {wanted}", mend)
    else:
        spot.problem(f"{_show(found)} is not {wanted}", "values are taken as written", mend)


def _digits(text: str) -> str:
    plain = text.replace("_", "").replace(" ", "").replace(",", "").lstrip("0")
    return plain if plain and plain.replace(".", "", 1).isdecimal() else ""


def _note_extra(
    loc: tuple[Any, ...], value: Any, at: At, seen: dict[int, type[Shape]], shape: type[Shape]
) -> None:
    path, parent = _walk(loc[:-1], value)
    owner = seen.get(id(parent), shape)
    names = [field.alias or name for name, field in owner.model_fields.items()]
    free = [name for name in names if name not in parent] if isinstance(parent, dict) else names
    spot = At(at.document, (*at.path, *path, loc[-1]))
    mend = nearest(loc[-1], free, listed=20)
    spot.problem(f"unknown key {loc[-1]}", "nothing would read it", mend, key=True)


def _note_union(found: Any, spot: At) -> None:
    if isinstance(found, dict) and "distribution" in found:
        name = found["distribution"]
        what = f"no distribution is called {_show(name)}"
        (spot / "distribution").problem(what, "", nearest(name, DISTRIBUTIONS))
        return
    names = [*WORDS, *CONDITIONS]
    word = found if isinstance(found, str) else next(iter(found), "") if isinstance(found, dict) else ""
    spot.problem(f"no condition is called {_show(word or found)}", "", nearest(word, names))


def _show(value: Any) -> str:
    """Quote a value briefly, as YAML would write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = str(value)
    text = text if len(text) <= 60 else text[:57] + "..."
    return repr(text) if isinstance(value, str) else text
