"""The page on the format names every key, word and condition that the loader knows."""

import re
from pathlib import Path

import pytest

from ceaseline import terms
from ceaseline.case import shapes

PAGE = Path(__file__).parents[2] / "docs" / "case-format.md"
SHAPES = [
    shape
    for shape in vars(shapes).values()
    if isinstance(shape, type) and issubclass(shape, shapes.Shape) and shape is not shapes.Shape
]


def words() -> set[str]:
    code = re.findall(r"`([^`]+)`", PAGE.read_text(encoding="utf-8"))
    return {word for span in code for word in re.findall(r"[a-z]\w*", span)}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_is_documented(shape: type[shapes.Shape]) -> None:
    keys = {field.alias or name for name, field in shape.model_fields.items()}
    assert keys - words() == set()


def test_every_word_is_documented() -> None:
    lists = (terms.ROLES, terms.BLOCS, terms.FORMS, terms.SITINGS, terms.DOMAINS, terms.KINDS)
    known = {word for names in lists for word in names} | {
        *shapes.DISTRIBUTIONS,
        *shapes.WORDS,
        *shapes.CONDITIONS,
    }
    assert known - words() == set()
