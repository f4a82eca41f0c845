"""Reads sources.bib, BibTeX as Zotero exports it."""

import logging
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bibtexparser import model as bibtex
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware

from ceaseline.case.frozen import FrozenMap
from ceaseline.case.problems import Problem
from ceaseline.case.stated import Source
from ceaseline.case.yamlfile import Document, read_text

# The library reports what it skips through logging; here every such block becomes a problem instead.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY = re.compile(r"[^\s,{}\"#%'()=\\]+\Z")
_RUN_ON = re.compile(r"[\"}]\s*(\w+)\s*=\s*[\"{]")
_PUBLISHERS = (
    "publisher",
    "institution",
    "organization",
    "journal",
    "journaltitle",
    "howpublished",
    "school",
)
#: Fields beyond this many characters are no title or note, and are left as they are.
_LONGEST = 4000


def read_sources(path: Path, file: str, label: str) -> tuple[FrozenMap[Source], Document]:
    """Read a BibTeX file.

    Parameters
    ----------
    path
        The file.
    file, label
        Its names in problems and in results.

    Returns
    -------
    FrozenMap of Source
        Sources by key, in the order of the file.
    Document
        The problems found; never an exception for what stands in the file.
    """
    document = Document(file, label)
    text = read_text(path, document)
    if text is None:
        return FrozenMap(), document
    lines = text.split("\n")
    library = parse_string(text)
    sources: dict[str, Source] = {}
    for block in library.blocks:
        if isinstance(block, bibtex.Entry):
            sources[block.key] = _source(block, library, document, lines)
        elif isinstance(block, bibtex.DuplicateFieldKeyBlock):
            entry = block.ignore_error_block
            if isinstance(entry, bibtex.Entry):
                sources[entry.key] = _source(entry, library, document, lines)
            _note_repeat(block, document, lines)
        elif isinstance(block, bibtex.ParsingFailedBlock):
            _note_failed(block, document, lines)
    return FrozenMap(sources), document


Message = tuple[str, str, str, str]


def _note(document: Document, lines: list[str], line: int, find: str, message: Message) -> None:
    """Note a problem where ``find`` first stands in a line counted from 0."""
    text = lines[line] if 0 <= line < len(lines) else ""
    column = max(text.find(find), 0) + 1
    where, what, why, mend = message
    document.note(Problem(document.file, line + 1, column, where, what, why, mend))


def _note_failed(block: bibtex.ParsingFailedBlock, document: Document, lines: list[str]) -> None:
    line = block.start_line or 0
    if isinstance(block, bibtex.DuplicateBlockKeyBlock):
        first = (block.previous_block.start_line or 0) + 1
        message = (block.key, "source is given twice", f"first in line {first}", "rename its key")
        _note(document, lines, line, block.key, message)
        return
    reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
    mend = "check commas, braces and quotes of this entry"
    _note(document, lines, line, "@", ("", "cannot be read as BibTeX", reason.rstrip("."), mend))


def _note_repeat(block: bibtex.DuplicateFieldKeyBlock, document: Document, lines: list[str]) -> None:
    entry = block.ignore_error_block
    fields = entry.fields if isinstance(entry, bibtex.Entry) else []
    for name in sorted(block.duplicate_keys):
        at = [field.start_line for field in fields if field.key == name and field.start_line is not None]
        line = at[-1] if at else block.start_line or 0
        message = (f"{getattr(entry, 'key', '')}.{name}", "field is given twice", "", "delete one of them")
        _note(document, lines, line, name, message)


def _source(entry: bibtex.Entry, library: Library, document: Document, lines: list[str]) -> Source:
    fields = {field.key.lower(): field for field in entry.fields}
    line = entry.start_line or 0

    def complain(name: str, what: str, why: str, mend: str) -> None:
        spot = fields[name].start_line if name in fields else line
        where = f"{entry.key}.{name}" if name in fields else entry.key
        _note(document, lines, spot or 0, name if name in fields else "@", (where, what, why, mend))

    if not _KEY.match(entry.key):
        message = ("", f"{entry.key!r} is no key", "numbers refer to it", "write one word")
        _note(document, lines, line, "@", message)
    for name, field in fields.items():
        run_on = _RUN_ON.search(str(field.value))
        if run_on:
            why = f"it swallows {run_on.group(1)}"
            complain(name, "a comma is missing", why, "end the field with a comma")
    text = _plain(entry, fields, library)
    if not text.get("title"):
        complain("title", "title is missing", "a source has at least a title", "add title = {…},")
    url = text.get("url", "")
    if url and not re.match(r"https?://[^\s\"<>]+\Z", url):
        complain("url", "no web address", "reports link to it", "write an address that begins with https://")
    day = _date(text)
    if day is None:
        name = next(n for n in ("date", "year", "month") if n in fields)
        complain(name, f"{text[name]}: no such date", "", "write a date such as 2025-06-04, 2025-06 or 2025")
    return Source(
        key=entry.key,
        kind=entry.entry_type.lower(),
        title=text.get("title", ""),
        author=text.get("author", ""),
        date=day or "",
        url=url,
        publisher=next((text[name] for name in _PUBLISHERS if text.get(name)), ""),
        note=text.get("note", ""),
    )


def _plain(entry: bibtex.Entry, fields: Mapping[str, bibtex.Field], library: Library) -> dict[str, str]:
    """Take LaTeX out of the fields; decoding is slow, so only those that hold a command go through it."""
    text = {name: str(field.value) for name, field in fields.items()}
    read = ("title", "author", "note", *_PUBLISHERS)
    coded = [
        bibtex.Field(name, text[name])
        for name in read
        if "\\" in text.get(name, "") and len(text[name]) <= _LONGEST
    ]
    if coded:
        part = bibtex.Entry(entry.entry_type, entry.key, coded)
        decoded = LatexDecodingMiddleware().transform_entry(part, library)
        if isinstance(decoded, bibtex.Entry):
            text |= {field.key: str(field.value) for field in decoded.fields}
    return {
        name: " ".join(value.replace("\\", "").replace("{", "").replace("}", "").split())
        for name, value in text.items()
    }


def _date(text: Mapping[str, str]) -> str | None:
    """Return ISO text of a day, month or year; empty if none is given, None if there is no such date."""
    given = text.get("date") or text.get("year", "")
    month = text.get("month", "").lower()
    if "date" not in text and given and month:
        if month[:3] in _MONTHS:
            month = str(_MONTHS.index(month[:3]) + 1)
        given = f"{given}-{month.zfill(2)}"
    if not given:
        return ""
    parts = given.split("/")[0].split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
        return None
    try:
        date(*[int(part) for part in [*parts, "01", "01"][:3]])
    except ValueError:
        return None
    return "-".join(parts)
