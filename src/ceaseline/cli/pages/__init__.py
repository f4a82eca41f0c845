"""The pages of the documentation that the program writes itself: ``python -m ceaseline.cli.pages docs``.

Used by tests and by whoever makes the pages anew; no command loads it.
"""

from pathlib import Path

from ceaseline.analysis.validation import validate
from ceaseline.case import load
from ceaseline.cli.pages.reference import reference_text
from ceaseline.views.book import book_pages, validation_text
from ceaseline.views.questions import questions_text

#: How the pages are made anew, as they say themselves.
COMMAND = "python -m ceaseline.cli.pages docs"
BOOK = "model-book"
#: The flagship and two of its packages, for commands that a page names.
FLAGSHIP = {"case": "ukraine-2025", "baseline": "none", "package": "all-promised"}


def pages() -> dict[str, str]:
    """Return every page and picture by its path within the documentation."""
    result = validate()
    book = book_pages(load("reference-pair"), result["rows"], COMMAND)
    return {
        "reference.md": reference_text(COMMAND),
        "validation.md": validation_text(result, COMMAND),
        "questions.md": questions_text(COMMAND, FLAGSHIP),
        **{f"{BOOK}/{name}": text for name, text in book.items()},
    }


def write(folder: Path) -> None:
    """Write the pages into a folder, and take away pictures and pages of the book that are no more."""
    new = pages()
    for old in sorted((folder / BOOK).rglob("*.*")):
        if old.relative_to(folder).as_posix() not in new:
            old.unlink()
    for name, text in new.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
