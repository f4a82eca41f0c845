"""Reads one YAML file into plain values whose positions stay known.

The format is a restricted YAML: of the plain scalars only null, true, false, decimal numbers and dates are
anything but text. Size, depth and aliases are bounded, since a case may come from anyone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from ceaseline.case.problems import Problem, nearest

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 24
MAX_NODES = 100_000
MAX_PROBLEMS = 200

#: A place in a file: keys of mappings and indices of lists from the top.
Place = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
#: Control characters, and the marks that reorder text on the screen.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


class _Resolver(BaseResolver):
    """Gives plain scalars their type and refuses nesting beyond ``MAX_DEPTH``."""

    _depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            mark = current_node.start_mark if current_node else None
            raise yaml.MarkedYAMLError(problem=f"nested more than {MAX_DEPTH} levels deep", problem_mark=mark)

    def ascend_resolver(self) -> None:
        self._depth -= 1


for _name, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
):
    _Resolver.add_implicit_resolver(_TAG + _name, re.compile(rf"(?:{_pattern})\Z"), _first)


class PureLoader(Reader, Scanner, Parser, Composer, _Resolver):
    """The composer in pure Python, where the compiled one is not at hand."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        _Resolver.__init__(self)


LOADER: Any = PureLoader
if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class FastLoader(CParser, _Resolver):
        """The composer compiled in C; it keeps the same marks."""

        def __init__(self, stream: str) -> None:
            CParser.__init__(self, stream)
            _Resolver.__init__(self)

    LOADER = FastLoader


class Broken:
    """Stands where a value cannot be read, so that nothing else is said of it."""


BROKEN = Broken()


@dataclass(slots=True)
class Document:
    """One file as values with positions, and the problems found on the way.

    Parameters
    ----------
    file
        The name shown in problems.
    label
        The name kept in results: folder and file without the rest of the path.
    value
        Nested dicts, lists, str, int, float, bool, date and None; None for a file that cannot be read.
    root
        The YAML node of the whole file.
    problems
        What is wrong with the file; shared by all who check it.
    """

    file: str
    label: str
    value: Any = None
    root: yaml.Node | None = None
    problems: list[Problem] = field(default_factory=list)

    def position(self, path: Place, *, key: bool = False) -> tuple[int, int]:
        """Find line and column, from 1, of a value (or of its key); of the nearest parent if it is absent."""
        node, mark = self.root, None
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            mark, node = found
        else:
            if key and mark is not None:
                return mark.start_mark.line + 1, mark.start_mark.column + 1
        return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)

    def where(self, path: Place) -> str:
        """Spell a path, naming entries of lists by their id where they have one."""
        text, value = "", self.value
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and step < len(value) else None
                named = (value.get("id") or value.get("name")) if isinstance(value, dict) else None
                text += f"[{named if isinstance(named, str) else step}]"
            else:
                value = value.get(step) if isinstance(value, dict) else None
                text += f".{step}" if text else step
        return text

    @property
    def full(self) -> bool:
        """Whether so many problems are noted that further ones are dropped."""
        return len(self.problems) > MAX_PROBLEMS

    def note(self, problem: Problem) -> None:
        """Note a problem, or that there are more than anyone would read."""
        if len(self.problems) == MAX_PROBLEMS:
            what, mend = f"more than {MAX_PROBLEMS} problems", "mend the first ones"
            problem = Problem(
                self.file, problem.line, problem.column, "", what, "the rest is not listed", mend
            )
        if not self.full:
            self.problems.append(problem)

    def problem(self, path: Place, what: str, why: str = "", mend: str = "", *, key: bool = False) -> None:
        """Note a problem at a path."""
        if self.full:
            return
        line, column = self.position(path, key=key)
        self.note(Problem(self.file, line, column, self.where(path), what, why, mend))

    def at(self, *path: str | int) -> "At":
        """Point at a place in this file."""
        return At(self, path)


@dataclass(frozen=True, slots=True)
class At:
    """A pointer to a place in a file, where problems can be noted."""

    document: Document
    path: Place = ()

    def __truediv__(self, step: str | int) -> "At":
        return At(self.document, (*self.path, step))

    def problem(self, what: str, why: str = "", mend: str = "", *, key: bool = False) -> None:
        """Note a problem here."""
        self.document.problem(self.path, what, why, mend, key=key)

    @property
    def line(self) -> str:
        """Folder, file and line, as results carry them."""
        return f"{self.document.label}:{self.document.position(self.path, key=True)[0]}"


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = ((k, v) for k, v in node.value if isinstance(k, yaml.ScalarNode) and k.value == step)
        return next(pairs, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def read_text(path: Path, document: Document) -> str | None:
    """Read a file as UTF-8 text, noting what stands in the way.

    Parameters
    ----------
    path
        The file.
    document
        Where problems go.

    Returns
    -------
    str or None
        The text without a byte order mark; None when it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            document.problem((), "not a file", "", "put a file in its place")
            return None
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
        close = nearest(path.name, beside) if beside else ""
        mend = close if close.startswith("did") else f"write {path.name}"
        document.problem((), "file is missing", "every case has it", mend)
        return None
    except OSError as error:
        document.problem((), "file cannot be read", error.strerror or str(error), "check the file")
        return None
    if len(raw) > MAX_BYTES:
        document.problem((), f"file is larger than {MAX_BYTES // 1024} KiB", "it is no case", "shorten it")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        _note(document, before, "not UTF-8 text", f"byte 0x{raw[error.start]:02x}", "save the file as UTF-8")
        return None
    bad = _HIDDEN.search(text)
    if bad:
        what = f"control character U+{ord(bad.group()):04X}"
        _note(document, text[: bad.start()], what, "case files are plain text", "delete it")
        return None
    return text


def _note(document: Document, before: str, what: str, why: str, mend: str) -> None:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    document.note(Problem(document.file, line, column, "", what, why, mend))


def read_yaml(path: Path, file: str, label: str, *, loader: Any = None) -> Document:
    """Read one YAML file.

    Parameters
    ----------
    path
        The file.
    file, label
        Its names in problems and in results.
    loader
        The composer; by default the compiled one where it exists.

    Returns
    -------
    Document
        Values, positions and problems; never an exception for what stands in the file.
    """
    document = Document(file, label)
    text = read_text(path, document)
    if text is None:
        return document
    try:
        document.root = yaml.compose(text, Loader=loader or LOADER)
    except yaml.MarkedYAMLError as error:
        _note_syntax(document, error, text)
        return document
    if document.root is None:
        document.problem((), "file is empty", "", f"write {path.name}")
        return document
    builder = _Builder()
    document.value = builder.build(document.root, ())
    for node, place, what, why, mend in builder.faults:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        document.note(Problem(document.file, line, column, document.where(place), what, why, mend))
    return document


def _note_syntax(document: Document, error: yaml.MarkedYAMLError, text: str) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    here = lines[line] if line < len(lines) else ""
    problem = error.problem or "not YAML"
    mend = "check indentation, colons and quotes in this line and the one above"
    if "\t" in here[: column + 1]:
        problem, mend = "a tab in the indentation", "indent with spaces"
    elif "nested" in problem:
        mend = "flatten it"
    elif "undefined alias" in problem:
        mend = "quote text that begins with *"
    why = f"{error.context}: {problem}" if error.context else problem
    what = "cannot be read as YAML"
    document.note(Problem(document.file, line + 1, column + 1, "", what, why, mend))


class _Builder:
    """Turns nodes into values; counts them, so that aliases cannot multiply without bound."""

    scalars: ClassVar[dict[str, Callable[[str], Any]]] = {
        "str": str,
        "int": int,
        "float": float,
        "timestamp": date.fromisoformat,
        "bool": lambda text: text == "true",
        "null": lambda text: None,
    }

    def __init__(self) -> None:
        self.faults: list[tuple[yaml.Node, Place, str, str, str]] = []
        self.count = 0
        self.open: set[int] = set()

    def build(self, node: yaml.Node, path: Place) -> Any:
        """Build the value of a node."""
        self.count += 1
        if self.count > MAX_NODES:
            if self.count == MAX_NODES + 1:
                why = f"more than {MAX_NODES} values"
                self._note(node, path, "too much in one file", why, "write it without aliases, or split it")
            return BROKEN
        if id(node) in self.open:
            self._note(node, path, "an alias inside itself", "it has no end", "write it without aliases")
            return BROKEN
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        self.open.add(id(node))
        value = self._mapping(node, path) if isinstance(node, yaml.MappingNode) else self._list(node, path)
        self.open.discard(id(node))
        return value

    def _list(self, node: yaml.Node, path: Place) -> list[Any]:
        self._plain(node, path, "seq")
        return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]

    def _mapping(self, node: yaml.Node, path: Place) -> dict[str, Any]:
        self._plain(node, path, "map")
        value: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._note(key, path, "a key that is no word", "keys are words", "write a word and a colon")
            elif key.value in first:
                line = first[key.value].start_mark.line + 1
                mend = "delete one of them"
                self._note(key, (*path, key.value), "key is given twice", f"first in line {line}", mend)
            else:
                first[key.value] = key
                value[key.value] = self.build(child, (*path, key.value))
        return value

    def _scalar(self, node: yaml.ScalarNode, path: Place) -> Any:
        kind = node.tag.removeprefix(_TAG)
        make = self.scalars.get(kind)
        if make is None:
            self._note(node, path, f"tag {node.tag}", "tags are not part of the format", "delete the tag")
            return BROKEN
        hidden = _HIDDEN.search(node.value)
        if hidden:
            what = f"control character U+{ord(hidden.group()):04X}"
            self._note(node, path, what, "case files are plain text", "delete it")
            return BROKEN
        try:
            value = make(node.value)
        except ValueError as error:
            mend = "write a day of the calendar" if kind == "timestamp" else "write a shorter number"
            what = "no such date" if kind == "timestamp" else "cannot be read"
            self._note(node, path, f"{node.value[:40]}: {what}", str(error).split(";")[0], mend)
            return BROKEN
        if kind == "float" and value in (float("inf"), float("-inf")):
            self._note(node, path, f"{node.value[:40]}: too large", "numbers are finite", "write less")
            return BROKEN
        return value

    def _plain(self, node: yaml.Node, path: Place, kind: str) -> None:
        if node.tag not in (_TAG + kind, "!"):
            self._note(node, path, f"tag {node.tag}", "tags are not part of the format", "delete the tag")

    def _note(self, node: yaml.Node, path: Place, what: str, why: str, mend: str) -> None:
        self.faults.append((node, path, what, why, mend))
