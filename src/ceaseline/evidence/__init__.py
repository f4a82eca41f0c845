"""Evidence: from articles to proposed, dated and sourced positions.

The program proposes; a person decides. Importing this package loads no numerics: the reading half, with its
text libraries, is loaded when `propose` is first used.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ceaseline.evidence.documents import SIZE_LIMIT, DocumentError, Source, safe
from ceaseline.evidence.records import (
    DateWindow,
    Link,
    Mask,
    Proposal,
    Quote,
    ReadDocument,
    Report,
    Statement,
)

__all__ = [
    "SIZE_LIMIT",
    "DateWindow",
    "DocumentError",
    "Link",
    "Mask",
    "Proposal",
    "Quote",
    "ReadDocument",
    "Report",
    "Source",
    "Statement",
    "propose",
    "safe",
]


def propose(
    given: Iterable[Path | str | bytes | Source], protected: str = "Ukraine", challenger: str | None = None
) -> Proposal:
    """Read documents and propose what they say; see `ceaseline.evidence.reading.propose`.

    >>> propose(["Poland will not send troops to Ukraine."]).documents[0].statements[0].stance
    'refuses'
    """
    from ceaseline.evidence.reading import propose as read

    return read(given, protected, challenger)
