"""The page of names: every command, kind of lever, assumption, outcome, stance and exit code."""

from collections.abc import Iterable, Sequence

from ceaseline import terms
from ceaseline.cli.errors import MEANING
from ceaseline.cli.parser import COMMANDS
from ceaseline.model.phases import PHASES
from ceaseline.views.labels import OUTCOMES, RUNG_MEANING
from ceaseline.views.text import words


def reference_text(command: str) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    command
        How the page is made anew.

    Returns
    -------
    str
        From the tables that the program itself reads, so that a name cannot be missing.

    Examples
    --------
    >>> reference_text("again").splitlines()[0]
    '# Names'
    """
    parts = (
        ("Commands", "[The command line](cli.md) tells more.", _commands()),
        ("Kinds of lever", "A promise or a design: the `item` of a lever.", _items()),
        *_assumptions(),
        ("Outcomes", "What is counted. A rung of the ladder has a year, a capability a month.", _outcomes()),
        (
            "Stances and what they are worth",
            "The chance that a party is willing when asked (5th, 50th and 95th percentile).",
            _stances(),
        ),
        ("Exit codes", "A message on standard error says what to do.", _codes()),
    )
    lines = [
        "# Names",
        "",
        f"Made by `{command}` from the tables that the program reads. The same names stand in YAML, Python, "
        "links, charts and help.",
    ]
    for title, lead, table in parts:
        lines += ["", f"## {title}", "", lead, "", *table]
    return "\n".join(lines) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    body = ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *body]


def _commands() -> list[str]:
    return _table(("command", "what it does"), ((f"`{name}`", line) for name, line in COMMANDS.items()))


def _items() -> list[str]:
    rows = (
        (f"`{name}`", item.kind, item.unit, ", ".join(item.acts_in).replace("_", " "), item.meaning)
        for name, item in terms.ITEMS.items()
    )
    return _table(("item", "kind", "unit", "acts in", "meaning"), rows)


def _assumptions() -> list[tuple[str, str, list[str]]]:
    titles = {phase.name: (f"phase {phase.number}, {words(phase.name)}", phase.what) for phase in PHASES}
    names = dict.fromkeys([*titles, *(one.phase for one in terms.PARAMETERS.values())])
    head = ("assumption", "sign", "unit", "bounds", "meaning")
    found = []
    for name in names:
        rows = [
            (f"`{one.name}`", one.symbol, one.unit, f"{one.low:g} to {one.high:g}", one.meaning)
            for one in terms.PARAMETERS.values()
            if one.phase == name
        ]
        if rows:
            of, what = titles.get(name, (words(name), "Beside the phases of the month."))
            found.append((f"Assumptions of {of}", what, _table(head, rows)))
    return found


def _outcomes() -> list[str]:
    rows = ((f"`{name}`", RUNG_MEANING.get(name, one.words)) for name, one in OUTCOMES.items())
    return _table(("outcome", "counts"), rows)


def _stances() -> list[str]:
    rows = (
        (
            stance,
            firmness,
            " / ".join(f"{value:g}" for value in chance),
            terms.WILLINGNESS_WHY[stance, firmness],
        )
        for (stance, firmness), chance in terms.WILLINGNESS.items()
    )
    return _table(("stance", "firmness", "chance", "why"), rows)


def _codes() -> list[str]:
    return _table(("code", "meaning"), MEANING.items())
