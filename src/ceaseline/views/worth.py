"""What each promise is worth: the reading first, then figures by group, pairs, and precision."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.labels import outcome, years
from ceaseline.views.markdown import to_markdown
from ceaseline.views.text import number, plain

Data = dict[str, Any]

#: Pairs that the page for people shows.
_SHOWN = 8


def _figure(result: Data, value: float, error: float) -> str:
    """Write a figure with its error; below twice that it is too small to tell."""
    if value == 0 and error == 0:
        return "0"
    return "too small to tell" if abs(value) < 2 * error else outcome(result["outcome"]).change(value, error)


def worth_table(result: Data) -> Table:
    """Show what each group is worth, most first."""
    columns = (
        Column("lever", "group of promises"),
        Column("shapley", "worth", str, right=True),
        Column("first_in", "alone", str, right=True),
        Column("last_in", "on top of all others", str, right=True),
        Column("in_force", "in force, of 100", str, right=True),
        Column("in_force_alone", "alone in force", str, right=True),
    )
    ordered = sorted(result["worth"], key=lambda row: -abs(row["shapley"]))
    rows = tuple(
        (
            row["title"],
            _figure(result, row["shapley"], row["error"]),
            _figure(result, row["first_in"], row["first_in_error"]),
            _figure(result, row["last_in"], row["last_in_error"]),
            number(100 * row["in_force"], 0),
            number(100 * row["in_force_alone"], 0),
        )
        for row in ordered
    )
    note = (
        "Change of the outcome when a group joins. Worth: mean over all orders of joining (Shapley value); it"
        f" adds up to {_figure(result, result['difference'], result['error'])}, package less nothing. "
        "Same worlds and luck in every subset; ± one standard error, clustered by world."
    )
    return Table("worth", "What each promise is worth", columns, rows, note)


def interactions_table(result: Data) -> Table:
    """Show the pairs that stand out most."""
    titles = {row["lever"]: row["title"] for row in result["worth"]}
    columns = (
        Column("one", "one"),
        Column("other", "other"),
        Column("interaction", "beyond their own worth", str, right=True),
        Column("together", "the two alone", str, right=True),
        Column("reads", "in words"),
    )
    telling = [row for row in result["interactions"] if row["reads"] != "too small to tell"]
    largest = sorted(telling, key=lambda row: -abs(row["interaction"]))[:_SHOWN]
    rows = tuple(
        (
            *(titles[name] for name in row["levers"]),
            _figure(result, row["interaction"], row["error"]),
            _figure(result, row["together"], row["together_error"]),
            row["reads"],
        )
        for row in largest
        if row["interaction"] != 0
    )
    note = "Shapley interaction index: what a pair moves together beyond what each moves, over all orders."
    return Table("interactions", "Promises that change each other's worth", columns, rows, note)


def precision_table(result: Data) -> Table:
    """Show worth by how closely the challenger follows its payoffs."""
    rows = result["by_precision"]
    columns = (
        Column("lever", "group of promises"),
        *(
            Column(f"at_{place}", f"precision {_span(row)}", str, right=True)
            for place, row in enumerate(rows)
        ),
    )
    titles = {row["lever"]: row["title"] for row in result["worth"]}
    cells = [
        ("all of them", *(_figure(result, row["difference"], row["error"]) for row in rows)),
        *(
            (title, *(_figure(result, *_worth_of(row, name)) for row in rows))
            for name, title in titles.items()
        ),
    ]
    note = (
        "The full aim is worth 1 to the challenger, so its precision and the scale of its payoffs are one "
        "number, and no worth stands without it."
    )
    return Table("precision", "Worth against the challenger's precision", columns, tuple(cells), note)


def _span(row: Data) -> str:
    if row["low"] == row["high"]:
        return number(row["low"])
    return f"{number(row['low'])} to {number(row['high'])}"


def _worth_of(row: Data, name: str) -> tuple[float, float]:
    return next((cell["shapley"], cell["error"]) for cell in row["worth"] if cell["lever"] == name)


def worth_page(result: Data) -> list[Block]:
    """Return the answer for people: the reading, then the tables."""
    asked = outcome(result["outcome"]).words
    when = "" if result["year"] is None else f" within {years(result['year'])}"
    show = outcome(result["outcome"]).show
    page: list[Block] = [
        Heading(f"{plain(result['case'])}: what each promise of {plain(result['package'])} is worth"),
        f"Counted: {asked}{when}; {show(result['empty'])} with none of these promises, "
        f"{show(result['full'])} with all.",
        *(f"• {plain(sentence)}" for sentence in result["reads"]),
        worth_table(result),
    ]
    if any(row["reads"] != "too small to tell" and row["interaction"] != 0 for row in result["interactions"]):
        page.append(interactions_table(result))
    if result["by_precision"]:
        page.append(precision_table(result))
    return [*page, "", _method(result)]


def _method(result: Data) -> str:
    sharing = result["sharing"]
    groups = len(result["worth"])
    how = (
        f"All {number(sharing['subsets'])} subsets of {groups} groups"
        if result["method"] == "exact"
        else f"{result['orders']} orders of {groups} groups ({number(sharing['subsets'])} subsets)"
    )
    return (
        f"{how} in {number(result['futures'])} futures over {number(result['worlds'])} worlds, seed "
        f"{result['seed']}. Subsets that open with the same promises in force share a run: "
        f"{number(sharing['histories'])} futures were run for {number(sharing['futures'])}, a factor of "
        f"{number(sharing['factor'])}. The sum of the column misses the whole by "
        f"{number(result['efficiency']['gap'])}."
    )


def worth_tidy(result: Data) -> Table:
    """Return worth as values, one row a group."""
    keys = [
        "lever",
        "title",
        "shapley",
        "error",
        "first_in",
        "first_in_error",
        "last_in",
        "last_in_error",
        "sampling_error",
        "in_force",
        "in_force_alone",
    ]
    head = ("package", "outcome", "year")
    rows = tuple((*(result[key] for key in head), *(row[key] for key in keys)) for row in result["worth"])
    return Table("worth", "worth", tuple(Column(key, key) for key in (*head, *keys)), rows)


def interactions_tidy(result: Data) -> Table:
    """Return every pair as values."""
    keys = ("interaction", "error", "together", "together_error", "reads")
    rows = tuple((*row["levers"], *(row[key] for key in keys)) for row in result["interactions"])
    columns = tuple(Column(key, key) for key in ("lever", "other_lever", *keys))
    return Table("interactions", "interactions", columns, rows)


def precision_tidy(result: Data) -> Table:
    """Return worth by precision as values, one row a span and group."""
    keys = ("low", "high", "worlds")
    rows = tuple(
        (*(row[key] for key in keys), cell["lever"], cell["shapley"], cell["error"])
        for row in result["by_precision"]
        for cell in row["worth"]
    )
    columns = tuple(Column(key, key) for key in (*keys, "lever", "shapley", "error"))
    return Table("precision", "precision", columns, rows)


def worth_markdown(results: list[Data], command: str) -> str:
    """Return the page of the documentation on what promises are worth.

    Parameters
    ----------
    results
        One answer of ``worth`` a package.
    command
        How the page is made anew.
    """
    first = results[0]
    parts = [
        "# What each promise is worth",
        f"Written by `{command}` from {first['case']}, seed {first['seed']}; not by hand. The form of the "
        "figures is in [json.md](json.md), why runs may be shared in "
        "[decision 040](decisions/040-worth-by-sharing.md).",
        "A promise is worth what the outcome changes when it joins, on average over all orders in which the "
        "groups of promises could join (Shapley value). Below zero: fewer futures see war. What one is worth "
        "alone misleads where promises wait for each other, so what it is worth on top of all others stands "
        "beside it. These are results under the stated assumptions, given a ceasefire, not a forecast.",
    ]
    for result in results:
        _, *rest = worth_page(result)
        title = Heading(f"{plain(result['title'])} ({plain(result['package'])})")
        parts.append(to_markdown([title, *(_listed(block) for block in rest)]).strip())
    return "\n\n".join(parts) + "\n"


def _listed(block: Block) -> Block:
    return block.replace("• ", "- ", 1) if isinstance(block, str) else block
