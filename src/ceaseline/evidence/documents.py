"""Documents: untrusted bytes in, decoded text with fixed positions out.

The raw text is never changed. Cleaning produces a `View`: the characters that are article text,
each with its place in the raw text, so every result can be given in raw positions.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ceaseline.evidence.records import Mask

SIZE_LIMIT: Final = 5_000_000
"""Largest document read, in bytes: about a thousand newspaper pages."""

_HTML_HEAD: Final = re.compile(r"<\s*(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HIDDEN: Final = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "head",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "title",
)
_TAG: Final = re.compile(r"<(?:!--|[/!?]?[a-zA-Z][^<>]*>)")
_TAG_NAME: Final = re.compile(r"<([a-zA-Z]+)")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(
    r"</?\s*(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|figure|figcaption"
    r"|title|header|main|body)\b",
    re.IGNORECASE,
)
_PLAIN: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201b": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2011": "-",
        "\u2010": "-",
        "\t": " ",
        "\r": " ",
    }
)


class DocumentError(ValueError):
    """A document that cannot be read, with the reason in plain words."""


@dataclass(frozen=True, slots=True)
class Source:
    """Raw bytes with the name they came under."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """Decoded raw text, its hash and how it was decoded."""

    name: str
    sha256: str
    text: str
    is_html: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Article text with the raw position of each character.

    Attributes
    ----------
    text
        Cleaned text of n characters: typographic apostrophes made plain, masks left out.
    places
        n raw positions, increasing.
    """

    text: str
    places: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a non-empty span of the view to the raw text."""
        return self.places[start], self.places[end - 1] + 1


def safe(text: str) -> str:
    r"""Escape what could steer a terminal or reorder a line: controls and format characters.

    >>> safe("a" + chr(27) + "[31mb" + chr(0x202e))
    'a\\x1b[31mb\\u202e'
    """
    return "".join(_escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return char
    return char.encode("ascii", "backslashreplace").decode() if ord(char) > 127 else repr(char)[1:-1]


def sources(given: Iterable[Path | str | bytes | Source]) -> tuple[Source, ...]:
    """Turn paths (files), strings and bytes (texts) into sources.

    Raises
    ------
    DocumentError
        If a file is missing, is not a regular file, or exceeds `SIZE_LIMIT`.
    """
    return tuple(_source(one, number) for number, one in enumerate(given))


def _source(one: Path | str | bytes | Source, number: int) -> Source:
    if isinstance(one, Source):
        return one
    if isinstance(one, Path):
        return Source(str(one), _read(one))
    raw = one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass")
    return Source(f"text-{number + 1}", raw)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise DocumentError(f"{safe(str(path))}: not a regular file")
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise DocumentError(_too_large(str(path), size))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(f"{safe(str(path))}: cannot be read") from error


def _too_large(name: str, size: int) -> str:
    return f"{safe(name)}: {size} bytes, more than the limit of {SIZE_LIMIT}"


def decode(source: Source) -> Document:
    r"""Decode a source as UTF-8 and note what had to be replaced.

    Raises
    ------
    DocumentError
        If the source exceeds `SIZE_LIMIT`.

    >>> decode(Source("a", b"caf\xe9")).notes
    ('invalid UTF-8: 1 replacement character',)
    """
    if len(source.raw) > SIZE_LIMIT:
        raise DocumentError(_too_large(source.name, len(source.raw)))
    notes = []
    try:
        text = source.raw.decode("utf-8")
    except UnicodeDecodeError:
        text = source.raw.decode("utf-8", "replace")
        count = text.count("\ufffd")
        notes.append(f"invalid UTF-8: {count} replacement character{'s' if count != 1 else ''}")
    if "\x00" in text:
        notes.append("contains nul characters")
    if any(unicodedata.category(c) == "Cf" for c in set(text) - {"\ufeff", "\u00ad"}):
        notes.append("contains format characters (for instance bidirectional marks)")
    digest = hashlib.sha256(source.raw).hexdigest()
    is_html = _HTML_HEAD.search(text[:4000]) is not None
    return Document(source.name, digest, text, is_html, tuple(notes))


def view(document: Document, masks: Iterable[Mask]) -> View:
    """Build the article text of a document, leaving the masked spans out.

    A masked span leaves a line break behind, so that no sentence runs across it.
    """
    chars: list[str] = []
    places: list[int] = []
    at = 0
    for mask in sorted(masks, key=lambda m: (m.start, m.end)):
        _copy(document, at, mask.start, chars, places)
        if mask.end > mask.start >= at and (mask.kind != "markup" or _breaks(document, mask)):
            chars.append("\n")
            places.append(mask.start)
        at = max(at, mask.end)
    _copy(document, at, len(document.text), chars, places)
    return View("".join(chars), places)


def _breaks(document: Document, mask: Mask) -> bool:
    return _BLOCK_TAG.match(document.text, mask.start, mask.end) is not None


def _copy(document: Document, start: int, end: int, chars: list[str], places: list[int]) -> None:
    if start >= end:
        return
    part = document.text[start:end]
    if not document.is_html:
        chars.extend(_plain(part))
        places.extend(range(start, end))
        return
    at = 0
    for match in _ENTITY.finditer(part):
        chars.extend(_plain(part[at : match.start()].replace("\n", " ")))
        places.extend(range(start + at, start + match.start()))
        chars.append(_plain(html.unescape(match.group())[:1] or " "))
        places.append(start + match.start())
        at = match.end()
    chars.extend(_plain(part[at:].replace("\n", " ")))
    places.extend(range(start + at, end))


def _plain(text: str) -> str:
    text = text.translate(_PLAIN)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(_plain_char(char) for char in text)


def _plain_char(char: str) -> str:
    if char in "\n\u2028\u2029":
        return "\n"
    return " " if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zs"} else char


def markup_masks(document: Document) -> tuple[Mask, ...]:
    """Mask tags, scripts, styles and page furniture of an HTML document.

    What `trafilatura` does not count as main text is masked too, where it finds any main text.
    """
    if not document.is_html:
        return ()
    masks = list(_tags(document.text))
    return (*masks, *_furniture(document, masks))


def _tags(text: str) -> Iterable[Mask]:
    """Yield tags, comments and elements that are never shown, in one pass over the text."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    last = {name: lowered.rfind(f"</{name}") for name in _HIDDEN}
    last["!--"] = lowered.rfind("-->")
    at = 0
    while match := _TAG.search(text, at):
        start, end = match.span()
        named = _TAG_NAME.match(text, start)
        name = "!--" if match.group() == "<!--" else named.group(1).lower() if named else ""
        if last.get(name, -1) >= end:
            close = lowered.index("-->" if name == "!--" else f"</{name}", end)
            tail = text.find(">", close)
            end = len(text) if tail < 0 else tail + 1
        yield Mask(start, end, "markup")
        at = end


def _furniture(document: Document, masks: Sequence[Mask]) -> list[Mask]:
    import trafilatura

    extracted = trafilatura.extract(document.text, include_comments=False, favor_recall=True)
    if not extracted or len(extracted) < 200:
        return []
    wanted = _letters(extracted)
    found = []
    edges = [0, *(edge for m in masks for edge in (m.start, m.end)), len(document.text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        run = _letters(html.unescape(document.text[start:end]))
        if run and run not in wanted:
            found.append(Mask(start, end, "furniture"))
    return found


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
