"""Writes a commented starter case that loads as it is."""

from pathlib import Path
from typing import NoReturn

from ceaseline.case.problems import CaseError, Problem

STARTER = Path(__file__).with_name("starter")
_NAME = "my-case"


def scaffold(path: str | Path, name: str) -> tuple[Path, ...]:
    """Write a starter case into a new or empty folder.

    Parameters
    ----------
    path
        The folder; it is made if need be and must hold nothing.
    name
        Name of the case: small letters, digits and single hyphens.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    CaseError
        When the name or the folder will not do; nothing is written then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [file.name for file in scaffold(folder, "my-strait")]
    ['assumptions.yaml', 'case.yaml', 'expectations.yaml', 'levers.yaml', 'packages.yaml', 'sources.bib']
    """
    folder = Path(path)
    written: list[Path] = []
    parts = name.split("-")
    if not all(part.isascii() and part.isalnum() and part == part.lower() for part in parts):
        _refuse(
            folder, f"{name!r} is no name", "names are small letters, digits and single hyphens", "rename it"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            _refuse(folder, "folder is not empty", "nothing is overwritten", "choose a new folder")
        for source in sorted(STARTER.iterdir()):
            text = source.read_text(encoding="utf-8").replace(f"name: {_NAME}", f"name: {name}")
            target = folder / source.name
            written.append(target)
            target.write_text(text, encoding="utf-8")
    except OSError as error:
        for target in written:
            target.unlink(missing_ok=True)
        _refuse(folder, "cannot be written", error.strerror or str(error), "choose another folder")
    return tuple(written)


def _refuse(folder: Path, what: str, why: str, mend: str) -> NoReturn:
    raise CaseError([Problem(str(folder), 1, 1, "", what, why, mend)])
