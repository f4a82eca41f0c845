"""Dates: the window in which a document was published, and what its date words mean.

A weekday is read as the latest such day on or before the document's own date, the day itself included:
"on Wednesday" in an article of a Wednesday is that day.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ceaseline.evidence.calendar import EVENTS, TERMS, Event
from ceaseline.evidence.records import DateWindow

_MONTHS: Final = {name.lower(): n for n, name in enumerate(months.month_name) if name}
_SHORT: Final = {name.lower(): n for n, name in enumerate(months.month_abbr) if name} | {"sept": 9}
_DAYS: Final = {name.lower(): n for n, name in enumerate(months.day_name)}
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH_SHORT: Final = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
_DAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_FULL: Final = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH}|{_MONTH_SHORT}),? (?P<y1>(?:19|20)\d\d)"
    rf"|(?P<m2>{_MONTH}|{_MONTH_SHORT}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)|(?P<d4>\d{1,2})[./](?P<m4>\d{1,2})[./](?P<y4>(?:19|20)\d\d))\b"
)
_CUES: Final = re.compile(
    rf"\b(?P<weekday>(?:on |last |this |next |late on |early on |since )?{_DAY}(?: (?:night|evening"
    rf"|morning|afternoon))?)\b"
    rf"|\b(?P<day>(?:on |of )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?(?: of)? {_MONTH}))\b(?!,? (?:19|20)\d\d)"
    rf"|\b(?P<month>(?:in|since|during|back in|by|until|late|early|mid)[ -](?:late |early "
    rf"|mid-?)?{_MONTH}(?: (?:19|20)\d\d)?)\b"
    r"|\b(?P<relative>(?:earlier |later |late |early )?(?:last|this|next) (?:week|month|year)"
    r"|yesterday|today|tonight|[Ii]n recent (?:days|weeks|months)|days ago|the day before)\b",
)
_BACK: Final = re.compile(
    r"\b(?:[Ii]nitially|[Aa]t first|[Pp]reviously|[Ee]arlier(?! this)|had (?:previously|earlier|long)"
    r"|in the past|once|until (?:now|recently)|formerly)\b"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A date word with its place in the text it was found in."""

    start: int
    end: int
    text: str
    kind: str


def cues(text: str) -> tuple[Cue, ...]:
    """Find the date words of a text, in order.

    >>> [(c.text, c.kind) for c in cues("He said on Wednesday what he had said in February.")]
    [('on Wednesday', 'weekday'), ('in February', 'month')]
    """
    found = [Cue(m.start(), m.end(), m.group(), "full") for m in _FULL.finditer(text)]
    for match in _CUES.finditer(text):
        kind = match.lastgroup or ""
        if not any(c.start < match.end() and match.start() < c.end for c in found):
            found.append(Cue(match.start(), match.end(), match.group(), kind))
    return tuple(sorted(found, key=lambda c: c.start))


def full_date(words: str) -> date | None:
    """Read a date with day, month and year, else None.

    >>> full_date("June 4, 2025"), full_date("4.6.2025"), full_date("31 February 2025")
    (datetime.date(2025, 6, 4), datetime.date(2025, 6, 4), None)
    """
    match = _FULL.search(words)
    if not match:
        return None
    group = next(n for n in "1234" if match[f"y{n}"])
    month = match[f"m{group}"]
    number = int(month) if month.isdigit() else _month_number(month)
    try:
        return date(int(match[f"y{group}"]), number, int(match[f"d{group}"]))
    except ValueError:
        return None


def _month_number(word: str) -> int:
    word = word.lower().rstrip(".")
    return _MONTHS.get(word) or _SHORT[word]


# document windows


def document_window(text: str, masked_tail: str = "") -> DateWindow:
    r"""Work out between which days a document was published, from its text alone.

    Parameters
    ----------
    text
        Article text.
    masked_tail
        Masked lines that may carry a year (copyright).

    Returns
    -------
    DateWindow
        Open ends where the text gives none; the basis names the cues used.

    >>> document_window("By A. Writer, 4 June 2025\\nThe plan is ready.").as_dict()["from"]
    '2025-06-04'
    """
    stamped = _dateline(text)
    if stamped:
        return DateWindow(stamped, stamped, f"dateline: {stamped.isoformat()}")
    window = DateWindow(None, None, "")
    for first, last, basis in _constraints(text, masked_tail):
        window = _narrowed(window, first, last, basis)
    for one in sorted(_event_windows(text, window), key=_width):
        window = _narrowed(window, one.earliest, one.latest, one.basis)
    window = _after_months(window, text)
    return window if window.basis else DateWindow(None, None, "no date cue")


def _width(window: DateWindow) -> int:
    if window.earliest is None or window.latest is None:
        return 10**6
    return (window.latest - window.earliest).days


def _dateline(text: str) -> date | None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in [*lines[:6], *lines[-3:]]:
        match = _FULL.search(line)
        if match and (
            len(line) < 90
            or (
                match.start() < 40
                and line is lines[0]
                and re.match(r"(?:date|published|updated|posted|[A-Z]{3,})", line, re.IGNORECASE)
            )
        ):
            return full_date(match.group())
    return None


def _constraints(text: str, tail: str) -> Iterator[tuple[date | None, date | None, str]]:
    for term in TERMS:
        if term.pattern.search(text):
            yield term.first, term.last, term.name
    year = re.search(r"(?:©|\(c\)|copyright)\s*(20\d\d)", tail, re.IGNORECASE)
    if year:
        yield date(int(year[1]), 1, 1), date(int(year[1]), 12, 31), f"copyright {year[1]}"
    days = [d for c in cues(text) if c.kind == "full" and (d := full_date(c.text))]
    if days:
        newest = max(days)
        yield min(days), None, f"names {min(days).isoformat()}"
        if len(days) > 1 and newest > min(days):
            yield min(days), None, f"names {newest.isoformat()}"


def _narrowed(window: DateWindow, first: date | None, last: date | None, basis: str) -> DateWindow:
    """Intersect, unless that leaves no day."""
    earliest = max((d for d in (window.earliest, first) if d), default=None)
    latest = min((d for d in (window.latest, last) if d), default=None)
    if earliest and latest and earliest > latest:
        return window
    if (earliest, latest) == (window.earliest, window.latest):
        return window
    return DateWindow(earliest, latest, f"{window.basis}; {basis}" if window.basis else basis)


_RELATIVE: Final = (
    (r"(?:later|this) (?:this )?month|at the end of (?:this|the) month", "later"),
    (r"earlier this month", "earlier"),
    (r"last month", "last month"),
    (r"next month", "next month"),
    (r"last week", "last week"),
    (r"next week", "next week"),
    (r"earlier this week|this week", "this week"),
    (
        r"(?:just |only |some |a few |mere )?days after|(?:two|three|four|five) days after|days later",
        "days after",
    ),
    (r"(?:a|one|the) day after", "day after"),
    (r"(?:ahead of|before|in the run-up to|on the eve of)", "ahead"),
    (r"(?:on|last) " + _DAY, "weekday"),
)


def _event_windows(text: str, known: DateWindow) -> Iterator[DateWindow]:
    """Windows from events with a relative cue; of several events of one series, those the rest allows."""
    for sentence in re.split(r"(?<=[a-z0-9\"”])[.!?]\s|\n", text):
        for pattern, kind in _RELATIVE:
            match = re.search(rf"\b(?:{pattern})\b", sentence)
            if not match:
                continue
            series: dict[str, list[DateWindow]] = {}
            for event in EVENTS:
                window = _event_window(event, kind, match.group()) if event.pattern.search(sentence) else None
                if window and _narrowed(known, window.earliest, window.latest, "+") != known:
                    series.setdefault(" ".join(event.name.split()[:2]), []).append(window)
            for windows in (_placed(sentence, w) for w in series.values()):
                first = min(w.earliest for w in windows if w.earliest)
                last = max(w.latest for w in windows if w.latest)
                yield DateWindow(first, last, " or ".join(w.basis for w in windows))


def _placed(sentence: str, windows: list[DateWindow]) -> list[DateWindow]:
    """Of several events of one series, those whose place the sentence names, if it names one."""
    named = [w for w in windows if w.basis.split(" is '")[0].rsplit(" ", 1)[-1] in sentence]
    return named or windows


def _event_window(event: Event, kind: str, words: str) -> DateWindow | None:
    first, last = event.first, event.last
    week = first - timedelta(days=first.weekday())
    end_of_month = date(first.year, first.month, months.monthrange(first.year, first.month)[1])
    windows = {
        "later": (first.replace(day=1), first - timedelta(days=1)),
        "earlier": (last, end_of_month),
        "last month": (end_of_month + timedelta(days=1), end_of_month + timedelta(days=31)),
        "next month": (
            (first.replace(day=1) - timedelta(days=1)).replace(day=1),
            first.replace(day=1) - timedelta(days=1),
        ),
        "last week": (week + timedelta(days=7), week + timedelta(days=13)),
        "next week": (week - timedelta(days=7), week - timedelta(days=1)),
        "this week": (week, week + timedelta(days=6)),
        "days after": (last + timedelta(days=1), last + timedelta(days=7)),
        "day after": (last + timedelta(days=1), last + timedelta(days=2)),
        "ahead": (first - timedelta(days=21), first),
        "weekday": (last, last + timedelta(days=6)),
    }
    if kind == "weekday" and not _names_day(words, event):
        return None
    if kind == "ahead" and first - last:
        return None
    start, end = windows[kind]
    return DateWindow(start, end, f"{event.name} is '{words}'")


def _names_day(words: str, event: Event) -> bool:
    return any(months.day_name[d.weekday()] in words for d in (event.first, event.last))


def _after_months(window: DateWindow, text: str) -> DateWindow:
    """Narrow by a month named without a year: in a window of known year it has passed."""
    if window.earliest is None or window.latest is not None:
        return window
    named = [c for c in cues(text) if c.kind == "month" and not re.search(r"\b(?:by|until)\b", c.text)]
    starts = [
        date(window.earliest.year, _month_in(c.text), 1)
        for c in named
        if date(window.earliest.year, _month_in(c.text), 1) > window.earliest
        and _month_in(c.text) - window.earliest.month <= 1
    ]
    return _narrowed(window, min(starts), None, "a month named as past") if starts else window


def _month_in(words: str) -> int:
    match = re.search(_MONTH, words)
    return _MONTHS[match.group().lower()] if match else 1


# date words


def resolve(cue: Cue, window: DateWindow) -> str | None:
    """Say which days a date word means in a document of a given window.

    Returns
    -------
    str or None
        ``YYYY-MM-DD``, ``YYYY-MM``, an interval ``A/B``, or None where the window is too wide.

    >>> june4 = DateWindow(date(2025, 6, 4), date(2025, 6, 4), "")
    >>> [resolve(c, june4) for c in cues("on Wednesday, in February, last week")]
    ['2025-06-04', '2025-02', '2025-05-26/2025-06-01']
    """
    if cue.kind == "full":
        day = full_date(cue.text)
        return day.isoformat() if day else None
    if window.earliest is None:
        return None
    latest = window.latest or window.earliest
    if cue.kind == "month":
        return _month(cue.text, latest)
    if window.latest is None or (window.latest - window.earliest).days > 45:
        return None
    if cue.kind == "weekday":
        return _interval(_weekdays(cue.text, window.earliest, latest))
    if cue.kind == "day":
        return _day(cue.text, latest)
    return _relative(cue.text, window.earliest, latest)


def _interval(days: Sequence[date]) -> str | None:
    if not days:
        return None
    first, last = min(days), max(days)
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _weekdays(words: str, earliest: date, latest: date) -> list[date]:
    wanted = next(n for name, n in _DAYS.items() if name in words.lower())
    span = [earliest + timedelta(days=n) for n in range((latest - earliest).days + 1)]
    step = -1 if not words.lower().startswith("next") else 1
    meant = {_nearest(day, wanted, step) for day in span}
    inside = sorted(d for d in meant if earliest <= d <= latest)
    return inside or sorted(meant)


def _nearest(day: date, wanted: int, step: int) -> date:
    back = (day.weekday() - wanted) % 7
    return day - timedelta(days=back) if step < 0 else day + timedelta(days=7 - back)


def _month(words: str, latest: date) -> str:
    year = re.search(r"(?:19|20)\d\d", words)
    number = _month_in(words)
    if year:
        return f"{year.group()}-{number:02d}"
    return f"{latest.year if number <= latest.month else latest.year - 1}-{number:02d}"


def _day(words: str, latest: date) -> str | None:
    number = re.search(r"\d{1,2}", words)
    if not number:
        return None
    for year in (latest.year, latest.year - 1):
        try:
            day = date(year, _month_in(words), int(number.group()))
        except ValueError:
            return None
        if day <= latest + timedelta(days=45):
            return day.isoformat()
    return None


def _relative(words: str, earliest: date, latest: date) -> str | None:
    monday, last_monday = (d - timedelta(days=d.weekday()) for d in (earliest, latest))
    shift = {"last": -7, "this": 0, "next": 7}
    words = words.lower()
    if match := re.search(r"(last|this|next) week", words):
        move = timedelta(days=shift[match[1]])
        return _interval([monday + move, last_monday + move + timedelta(days=6)])
    if match := re.search(r"(last|this|next) month", words):
        first = (
            earliest.replace(day=1) + timedelta(days={"last": -1, "this": 0, "next": 32}[match[1]])
        ).replace(day=1)
        return f"{first.year}-{first.month:02d}"
    if match := re.search(r"(last|this|next) year", words):
        return str(earliest.year + shift[match[1]] // 7)
    if words in {"yesterday", "the day before"}:
        return _interval([earliest - timedelta(days=1), latest - timedelta(days=1)])
    if words in {"today", "tonight"}:
        return _interval([earliest, latest])
    if "recent days" in words or words == "days ago":
        return _interval([earliest - timedelta(days=7), latest])
    return None


def statement_date(
    sentence: str, window: DateWindow, spoken: tuple[int, int] | None = None
) -> tuple[str | None, str | None]:
    """Date a statement: its own date word first, else the window of the document where that is short.

    Returns
    -------
    date, cue
        The date as in `resolve` or ``before YYYY-MM-DD``, and the word it rests on.
    """
    for cue in cues(sentence):
        if re.match(r"(?:later|next|by|until|since)\b", cue.text, re.IGNORECASE) or _future(sentence, cue):
            continue
        resolved = resolve(cue, window)
        if (resolved and cue.kind != "relative") or (resolved and "year" not in cue.text):
            return resolved, cue.text
    back = _BACK.search(sentence)
    if back and window.latest and default_date(window):
        return f"before {window.latest.isoformat()}", back.group()
    return default_date(window), None


def default_date(window: DateWindow) -> str | None:
    """Give the document's window as a date, where it is at most a fortnight long."""
    if window.earliest and window.latest and (window.latest - window.earliest).days <= 14:
        return _interval([window.earliest, window.latest])
    return None


def _future(sentence: str, cue: Cue) -> bool:
    before = sentence[: cue.start]
    return (
        re.search(
            (
                r"\b(?:will|would|is (?:due|set|expected|scheduled) to|are (?:due|set|expected) to"
                r"|ahead of|summit)\b[^,;]{0,60}$"
            ),
            before,
        )
        is not None
        and "as soon as" not in before
        and "as early as" not in before
    )
