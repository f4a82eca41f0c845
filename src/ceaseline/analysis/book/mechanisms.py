"""Read the mechanisms of a phase from the source of the model: what each does, its formulas, its symbols."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from inspect import cleandoc

from ceaseline.model.phases import Phase

_SECTION = re.compile(r"^(Parameters|Returns|Raises|Examples|Attributes|Notes)\n-+$", re.MULTILINE)
_CODE = re.compile(r"``(.+?)``", re.DOTALL)
_WHOLE = re.compile(r"(\d+)\.0\b")
_FORMULA = re.compile(r"[=+*/^<>∝²ΣΠ]|\s-\s|\w\(|\b[A-Za-zα-ω]\b \b[A-Za-zα-ω]\b")
_STEPS = ("start", "future")


@dataclass(frozen=True)
class Symbol:
    """An argument or result: its names and its meaning with unit and range."""

    names: str
    meaning: str


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the model.

    Parameters
    ----------
    module, name : str
    summary : str
        What it returns, in a sentence.
    text : str
        Everything else that its docstring says before its parameters.
    formulas : tuple of str
        As its docstring writes them, or its body where that is one expression.
    symbols, results : tuple of Symbol
        Arguments and results.
    """

    module: str
    name: str
    summary: str
    text: str
    formulas: tuple[str, ...]
    symbols: tuple[Symbol, ...]
    results: tuple[Symbol, ...]


@dataclass(frozen=True)
class Module:
    """A module of the model: what it says of itself, and its mechanisms in order."""

    name: str
    text: str
    mechanisms: tuple[Mechanism, ...]


def modules_of(phase: Phase) -> tuple[Module, ...]:
    """Return the modules that hold the formulas of a phase, without the steps that only call them.

    Examples
    --------
    >>> from ceaseline.model.phases import PHASES
    >>> [module.name for module in modules_of(PHASES[5])]
    ['search', 'watch']
    """
    return tuple(
        read_module(name) for name in phase.modules if not name.startswith("month_") and name not in _STEPS
    )


@lru_cache(maxsize=64)
def read_module(name: str) -> Module:
    """Read a module of the model from its source.

    Examples
    --------
    >>> [formula for m in read_module("search").mechanisms for formula in m.formulas][1]
    '1 - exp(-c)'
    """
    tree = ast.parse(files("ceaseline.model").joinpath(f"{name}.py").read_text(encoding="utf-8"))
    found = [
        _mechanism(name, node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(isinstance(d, ast.Name) and d.id == "mechanism" for d in node.decorator_list)
    ]
    return Module(name, ast.get_docstring(tree) or "", tuple(found))


def _mechanism(module: str, node: ast.FunctionDef) -> Mechanism:
    sections = _sections(ast.get_docstring(node) or "")
    summary, _, text = sections[""].partition("\n")
    summary = " ".join(summary.split())
    written = [" ".join(code.split()) for code in _CODE.findall(sections[""])]
    formulas = tuple(dict.fromkeys(code for code in written if _FORMULA.search(code)))
    return Mechanism(
        module,
        node.name,
        summary,
        text.strip(),
        formulas or _body(node),
        _symbols(sections.get("Parameters", "")),
        _symbols(sections.get("Returns", "")),
    )


def _sections(docstring: str) -> dict[str, str]:
    parts = _SECTION.split(docstring)
    return {"": parts[0].strip(), **dict(zip(parts[1::2], parts[2::2], strict=True))}


def _body(node: ast.FunctionDef) -> tuple[str, ...]:
    """Return the expression of a body that is nothing else, as a formula in the names of its arguments."""
    last = node.body[-1]
    if len(node.body) > 2 or not isinstance(last, ast.Return) or last.value is None:
        return ()
    text = ast.unparse(last.value).replace("math.", "").replace("np.", "")
    if re.search(r" if | and |\b_", text):
        return ()
    return (_WHOLE.sub(r"\1", text),)


def _symbols(section: str) -> tuple[Symbol, ...]:
    """Read lines of names, each followed by its meaning further in."""
    found: list[Symbol] = []
    names, meaning = "", [""]
    for line in [*cleandoc(section).splitlines(), "end"]:
        if line and not line.startswith(" "):
            if names:
                found.append(Symbol(names, " ".join(" ".join(meaning).split())))
            names, meaning = line, []
        else:
            meaning.append(line)
    return tuple(found)
