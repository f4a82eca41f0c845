"""Formulas as docstrings write them, set as mathematics (LaTeX)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?: \d{3})*(?:\.\d+)?(?:e-?\d+)?)"
    r"|(?P<name>[^\W\d_²][^\W_²]*(?:_\{[^}]*\}|(?:_[^\W_²]+)*))"
    r"|(?P<sign>\*\*|>=|<=|!=|<-|->|\.\.\.?|.))",
    re.DOTALL,
)
_FUNCTIONS = {"exp": "\\exp", "ln": "\\ln", "log": "\\log", "min": "\\min", "max": "\\max"} | {
    name: f"\\{name}" for name in ("sinh", "cosh")
}
_WORDS = frozenset(
    (
        "logit",
        "logistic",
        "artanh",
        "clip",
        "floor",
        "ceil",
        "Beta",
        "expm1",
        "random_search",
        "alarm_posterior",
    )
)
_GREEK = frozenset(("alpha", "beta", "gamma", "lambda", "mu", "phi", "rho", "sigma", "theta", "tau", "kappa"))
_SIGNS = {
    "*": " \\cdot ",
    ">=": " \\ge ",
    "<=": " \\le ",
    "!=": " \\ne ",
    "<-": " \\leftarrow ",
    "->": " \\to ",
    "∝": " \\propto ",
    "≠": " \\ne ",
    "²": "^{2}",
    "Σ": "\\sum",
    "Π": "\\prod",
    "sum": "\\sum",
    "..": " \\dots ",
    "...": " \\dots ",
    "|": " \\mid ",
    "%": "\\%",
    ",": ",\\ ",
    "=": " = ",
    "+": " + ",
    "-": " - ",
    "<": " < ",
    ">": " > ",
    "/": " / ",
}


def to_latex(formula: str) -> str:
    r"""Set a formula as LaTeX.

    Parameters
    ----------
    formula
        As in a docstring: Python's operators or a plain power sign, a space for a product, underscores for
        subscripts.

    Returns
    -------
    str
        LaTeX for mathematical mode, with braces that balance.

    Examples
    --------
    >>> to_latex("1 - exp(-c)")
    '1 - \\exp(-c)'
    >>> to_latex("(v / u)**2 sqrt(w_o L)"), to_latex("x_{k-1}")
    ('(v / u)^{2}\\,\\sqrt{w_{o}\\,L}', 'x_{k - 1}')
    """
    written = formula.replace("sum of ", "Σ ")
    tokens = [_token(match) for match in _TOKEN.finditer(written) if match.group().strip()]
    return re.sub(r"  +", " ", "".join(_joined(tokens))).strip()


class _Token(NamedTuple):
    """A number, name or sign, and whether a space stands before it."""

    kind: str
    text: str
    apart: bool


def _token(match: re.Match[str]) -> _Token:
    text = match.group()
    return _Token(match.lastgroup or "", text.strip(), text[0].isspace())


def _joined(tokens: Sequence[_Token]) -> Iterator[str]:
    """Set tokens one after the other, with a thin space where a product is meant."""
    place = 0
    before = ""
    while place < len(tokens):
        token = tokens[place]
        begins = token.kind in ("number", "name") or token.text == "("
        if before == "factor" and begins and token.apart:
            yield "\\,"
        if before in ("", "open", "sign") and token.text == "-":
            piece, place, before = "-", place + 1, "sign"
        else:
            piece, place, before = _piece(tokens, place)
        yield piece


def _piece(tokens: Sequence[_Token], place: int) -> tuple[str, int, str]:
    """Return one piece, where the next one starts, and what kind of thing has just ended."""
    kind, text, _ = tokens[place]
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if text == "sqrt" and following == "(":
        end = _closing(tokens, place + 1)
        return f"\\sqrt{{{''.join(_joined(tokens[place + 2 : end]))}}}", end + 1, "factor"
    if text in ("**", "^"):
        if following in ("(", "{"):
            end = _closing(tokens, place + 1)
            return f"^{{{''.join(_joined(tokens[place + 2 : end]))}}}", end + 1, "factor"
        power, end, _ = _piece(tokens, place + 1)
        return f"^{{{power}}}", end, "factor"
    if kind == "name":
        return _name(text), place + 1, "sign" if text in _FUNCTIONS else "factor"
    if kind == "number":
        return text.replace(" ", "\\,"), place + 1, "factor"
    ends = {")": "factor", "²": "factor", "(": "open"}
    return _SIGNS.get(text, text), place + 1, ends.get(text, "sign")


def _closing(tokens: Sequence[_Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(tokens)):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(tokens[place].text, 0)
        if depth == 0:
            return place
    raise ValueError("a bracket is not closed")


def _name(text: str) -> str:
    if text in _FUNCTIONS:
        return _FUNCTIONS[text]
    head, _, below = text.partition("_")
    if not below:
        return _head(head)
    if below.startswith("{"):
        return f"{_head(head)}_{{{to_latex(below[1:-1])}}}"
    if len(head) > 1 and head not in _GREEK and head not in _SIGNS:
        words = text.replace("_", " ")
        return f"\\text{{{words}}}"
    under = below if len(below) == 1 else f"\\text{{{below}}}"
    return f"{_head(head)}_{{{under}}}"


def _head(text: str) -> str:
    if text in _GREEK:
        return f"\\{text}"
    if text in _SIGNS:
        return _SIGNS[text]
    if text[0] == "Δ" and len(text) > 1:
        return f"\\Delta {text[1:]}"
    if len(text) == 2 and text[1].isdigit():
        return f"{text[0]}_{{{text[1]}}}"
    if text in _WORDS:
        return f"\\operatorname{{{text}}}"
    return text if len(text) == 1 else f"\\text{{{text}}}"
