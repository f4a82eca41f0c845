"""Words and figures as people read them, and text from a case made safe to show."""

import math
import unicodedata
from collections.abc import Iterable

#: Space that does not break, between the thousands of a figure.
_THIN = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_NOTHING = "\N{EN DASH}"
#: General categories that can steer a terminal or reorder what stands beside them.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: object) -> str:
    r"""Make text from a case safe to print.

    Case files come by mail from anyone. Escape sequences, carriage returns and marks that reverse the
    direction of writing could hide or fake what a terminal or page shows, so each is spelled out.

    Parameters
    ----------
    text
        Anything; ``str`` is taken of it.

    Returns
    -------
    str
        One line without control or formatting characters.

    Examples
    --------
    >>> plain("red \x1b[31malert\x07\ttwo\nlines")
    'red \\x1b[31malert\\x07 two lines'
    >>> plain("file\u202efdp.exe")
    'file\\u202efdp.exe'
    """
    words = str(text)
    # nothing that can steer is printable, so most text need not be looked at letter by letter
    return words if words.isprintable() else "".join(map(_spelled, words))


def _spelled(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if unicodedata.category(character) not in _STEERING:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def number(value: float | None, decimals: int | None = None) -> str:
    """Write a figure with grouped thousands and no more digits than it deserves.

    Parameters
    ----------
    value
        The figure; None or NaN where there is none.
    decimals
        Digits after the point; by default three significant digits, whole numbers from 100 on.

    Returns
    -------
    str
        The figure, or a dash.

    Examples
    --------
    >>> number(9400.4).replace(chr(160), "_"), number(0.01234), number(-3.25, 1), number(None)
    ('9_400', '0.0123', '−3.2', '–')
    >>> number(5e-05), number(0), number(2e13)
    ('5e−05', '0', '2e+13')
    """
    if value is None or not math.isfinite(value):
        return _NOTHING
    if decimals is not None:
        text = f"{value:,.{decimals}f}"
        text = text.removeprefix("-") if not float(text.replace(",", "")) else text
    elif value == 0:
        text = "0"
    elif 100 <= abs(value) < 1e13:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.3g}"
    return text.replace(",", _THIN).replace("-", _MINUS)


def of_100(share: float | None) -> str:
    """Write a share of futures as their number in 100.

    Examples
    --------
    >>> of_100(0.3149), of_100(0.0), of_100(None)
    ('31.5', '0.0', '–')
    """
    return number(None if share is None else 100 * share, 1)


def about_100(share: float | None) -> str:
    """Write a share as futures in 100 for a sentence: whole from ten on.

    Examples
    --------
    >>> about_100(0.3149), about_100(0.0149)
    ('31', '1.5')
    """
    return number(None if share is None else 100 * share, 0 if share is not None and share >= 0.0995 else 1)


def change(value: float, error: float, suffix: str = "") -> str:
    """Write a difference with its sign and error, to two digits of the error.

    Parameters
    ----------
    value, error
        In the unit that is shown.
    suffix
        What stands behind, with its space.

    Examples
    --------
    >>> change(-2.31, 0.43), change(0.0193, 0.00302), change(1478.0, 315.0).replace(chr(160), " ")
    ('−2.3 ± 0.4', '+0.019 ± 0.003', '+1 478 ± 315')
    >>> change(0.0, 0.2, " bn EUR")
    '0.0 ± 0.2 bn EUR'
    """
    digits = 1 if error <= 0 else min(3, max(0, -math.floor(math.log10(error))))
    text = number(value, digits)
    sign = "+" if value > 0 and text.strip("0.") else ""
    return f"{sign}{text} ± {number(error, digits)}{suffix}"


def percent(share: float | None) -> str:
    """Write a share in per cent.

    Examples
    --------
    >>> percent(0.256), percent(None)
    ('26 %', '–')
    """
    if share is None or not math.isfinite(share):
        return _NOTHING
    return f"{number(100 * share, 0)} %"


def spread(low: str, high: str) -> str:
    """Join the ends of a range.

    Examples
    --------
    >>> spread("3.1", "52.0")
    '3.1 to 52.0'
    """
    return f"{low} to {high}"


def money(euros: float | None) -> str:
    """Write a sum of euros.

    Examples
    --------
    >>> money(1.26e10), money(4.2e7), money(0.0)
    ('12.6 bn EUR', '42 m EUR', '0 EUR')
    """
    if euros is None or not math.isfinite(euros):
        return _NOTHING
    if abs(euros) >= 1e9:
        return f"{number(euros / 1e9, 1)} bn EUR"
    return f"{number(euros / 1e6)} m EUR" if abs(euros) >= 1e6 else f"{number(euros)} EUR"


def listed(words: Iterable[str]) -> str:
    """Join words as in a sentence.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"]), listed([])
    ('a', 'a, b and c', '')
    """
    *head, last = list(words) or [""]
    return f"{', '.join(head)} and {last}" if head else last


def words(name: str) -> str:
    """Turn a name of the vocabulary into words.

    Examples
    --------
    >>> words("use_of_force")
    'use of force'
    """
    return name.replace("_", " ")
