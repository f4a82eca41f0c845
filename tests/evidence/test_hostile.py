"""Hostile documents neither break the reading nor leave it unescaped."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceaseline.evidence import SIZE_LIMIT, DocumentError, Source, propose, safe
from ceaseline.evidence.documents import decode, markup_masks
from ceaseline.evidence.masks import mask

SENTENCE = "Germany will send two Patriot batteries to Ukraine, the defence ministry said."


def test_script_and_markup_are_masked_and_make_no_statement() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title><script>Poland will send troops.</script></head>"
        f"<body><p>{SENTENCE}</p><script>alert('Italy will send troops to Ukraine.')</script></body></html>"
    )
    read = propose([page]).documents[0]
    assert {s.actor for s in read.statements} == {("Germany",)}
    statement = read.statements[0]
    assert page[statement.start : statement.end] == statement.quote
    assert "<" not in statement.quote


def test_entities_keep_positions() -> None:
    page = f"<html><body><p>Kyiv &amp; Berlin agree.</p><p>{SENTENCE.replace(',', '&#44;')}</p></body></html>"
    statement = propose([page]).documents[0].statements[0]
    assert page[statement.start : statement.end] == statement.quote
    assert statement.quote.startswith("Germany will send")


def test_control_and_bidirectional_characters_arrive_escaped() -> None:
    text = "\x1b[31mGermany\u202e will send two Patriot\x00 batteries to Ukraine.\x07"
    found = propose([text])
    printed = found.as_json()
    assert printed.isascii()
    assert not {"\x1b", "\x00", "\x07"} & set(printed)
    assert json.loads(printed) == found.as_dict()
    assert "contains nul characters" in found.documents[0].notes
    assert all(text[s.start : s.end] == s.quote for s in found.documents[0].statements)


def test_safe_escapes_what_steers_a_terminal() -> None:
    assert safe("\x1b[2J\u202eabc\x9b\u2028") == "\\x1b[2J\\u202eabc\\x9b\\u2028"
    assert safe("Türkiye “said” no\n") == "Türkiye “said” no\n"


def test_invalid_utf8_is_replaced_and_noted() -> None:
    read = propose([SENTENCE.encode() + b" \xff\xfe \xe9t\xe9"]).documents[0]
    assert read.notes == ("invalid UTF-8: 4 replacement characters",)
    assert read.statements


def test_size_limit_has_a_clear_error(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError, match=f"50000000 bytes, more than the limit of {SIZE_LIMIT}"):
        propose([large])
    with pytest.raises(DocumentError, match="more than the limit"):
        propose([b"x" * (SIZE_LIMIT + 1)])


@pytest.mark.parametrize("name", ["missing.txt", "../../nowhere", "nul\x00byte", "esc\x1b[31m"])
def test_names_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        propose([tmp_path / name])
    assert "\x1b" not in str(caught.value)
    assert "\x00" not in str(caught.value)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="not a regular file"):
        propose([tmp_path])


@pytest.mark.parametrize(
    "unit",
    [
        "<script>",
        "<!--",
        "<",
        "&amp;",
        "“",
        '"',
        "a" * 50 + "|",
        "Ukraine, ",
        "troops and ",
        "\n",
        "if Russia attacks ",
    ],
)
def test_repeated_fragments_take_linear_time(unit: str) -> None:
    text = "<html><body>" + unit * (100_000 // len(unit))
    begun = time.process_time()
    masks, left = mask(decode(Source("flood", text.encode())))
    assert time.process_time() - begun < 10
    assert len(left.text) == len(left.places)
    assert all(0 <= m.start <= m.end <= len(text) for m in masks)


def test_long_sentences_are_read_in_bounded_time() -> None:
    text = (
        "Poland, which borders Ukraine, and Germany said that if Russia attacks troops would respond, " * 120
    ) + "."
    begun = time.process_time()
    propose([text])
    assert time.process_time() - begun < 20


@given(st.text(max_size=400))
def test_any_text_is_read_with_exact_positions(text: str) -> None:
    raw = f"{text} {SENTENCE} {text}".encode("utf-8", "replace")
    decoded = raw.decode("utf-8", "replace")
    read = propose([raw]).documents[0]
    assert all(decoded[s.start : s.end] == s.quote for s in read.statements)
    assert all(decoded[q.start : q.end] == q.text for q in read.quotes)
    ends = [0, *(edge for m in read.masked for edge in (m.start, m.end))]
    assert ends == sorted(ends)


@given(st.binary(max_size=300))
def test_any_bytes_as_html_keep_places_in_order(junk: bytes) -> None:
    document = decode(Source("junk", b"<html><body>" + junk + b"</body></html>"))
    places = [p for m in markup_masks(document) for p in (m.start, m.end)]
    assert all(0 <= p <= len(document.text) for p in places)
    _, left = mask(document)
    assert list(left.places) == sorted(left.places)
