"""A calibration: does it fit, what was learned, and what history leaves open."""

from typing import TYPE_CHECKING, Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import number, of_100, plain, words

if TYPE_CHECKING:
    from ceaseline.analysis.calibration import Calibrated

Data = dict[str, Any]


def _percentiles(cell: Data) -> str:
    return f"{number(cell['p50'])} ({number(cell['p5'])} to {number(cell['p95'])})"


def fit_table(answer: Data) -> Table:
    """Show the kept worlds beside the record."""
    columns = (
        Column("rung", "rung", words),
        Column("year", "year", str, right=True),
        Column("mean", "kept\nworlds", of_100, right=True),
        Column("spread", "5 to 95 %\nof worlds"),
        Column("target", "record"),
        Column("interval", "its 90 %\ninterval"),
        Column("inside", "inside", lambda yes: "yes" if yes else "NO"),
    )
    rows = tuple(
        (
            row["rung"],
            row["year"],
            row["mean"],
            f"{of_100(row['p5'])} to {of_100(row['p95'])}",
            of_100(row["target"])
            + ("" if row["target_high"] == row["target"] else f" to {of_100(row['target_high'])}"),
            f"{of_100(row['low'])} to {of_100(row['high'])}",
            row["inside"],
        )
        for row in answer["fit"]
    )
    note = (
        "Futures of 100 that reach the rung. For war the two published rates disagree; both are the record. "
        "The spread holds the luck of each world's futures too."
    )
    return Table("fit", "Does it behave as history did?", columns, rows, note)


def assumptions_table(answer: Data) -> Table:
    """Show prior and kept worlds for each assumption."""
    columns = (
        Column("name", "assumption"),
        Column("unit", "unit", words),
        Column("prior", "before", _percentiles),
        Column("kept", "kept", _percentiles),
        Column("sd_ratio", "spread\nleft", lambda value: number(value, 2), right=True),
        Column("reading", "history has it"),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in answer["assumptions"])
    note = "Middle (5th to 95th percentile). Spread left: of the standard deviation in places of the prior."
    return Table("assumptions", "What was thought before, and what is kept", columns, rows, note)


def correlations_table(answer: Data) -> Table:
    """Show which assumptions the kept worlds tie together."""
    columns = (
        Column("first", "assumption"),
        Column("second", "with"),
        Column("correlation", "correlation", lambda value: number(value, 2), right=True),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in answer["correlations"])
    return Table("correlations", "Correlations of .2 and more among kept worlds", columns, rows)


def directions_table(answer: Data) -> Table:
    """Show along which combinations the kept worlds are narrow."""
    columns = (
        Column("eigenvalue", "eigenvalue", lambda value: number(value, 2), right=True),
        Column("weights", "mostly"),
    )
    rows = tuple(
        (
            row["eigenvalue"],
            ", ".join(f"{weight['name']} {number(weight['weight'], 2)}" for weight in row["weights"]),
        )
        for row in answer["directions"]
    )
    note = "Variance along the direction as a part of the prior's: 1 means that nothing was learned."
    return Table("directions", "Directions, narrowest first", columns, rows, note)


def roads_table(answer: Data) -> Table:
    """Show by which road war came."""
    columns = (
        Column("road", "road"),
        Column("share", "all worlds", of_100, right=True),
        Column("p5", "5 %", of_100, right=True),
        Column("p50", "middle", of_100, right=True),
        Column("p95", "95 %", of_100, right=True),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in answer["roads"])
    return Table("roads", "Of 100 wars within ten years, by road", columns, rows, answer["roads_warning"])


def waves_table(answer: Data) -> Table:
    """Show how many worlds were drawn and kept."""
    columns = (
        Column("wave", "wave", str, right=True),
        Column("looked_at", "drawn from\nthe prior", number, right=True),
        Column("worlds", "worlds\nrun", number, right=True),
        Column("futures", "futures\nof each", number, right=True),
        Column("kept", "kept", number, right=True),
        Column("share_of_prior", "kept of 100\ndrawn", of_100, right=True),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in answer["waves"])
    missed = answer["missed_by_screen"]
    note = "The second wave runs only what a stand-in fitted to the first does not rule out" + (
        "." if missed is None else f"; it would have left out {of_100(missed)} of 100 kept in the first."
    )
    return Table("waves", "Worlds drawn and kept", columns, rows, note)


def fronts_sentence(answer: Data) -> str:
    """Say how much of five years' resumptions comes in the first year."""
    found = answer["front_loading"]
    rows = ", ".join(f"{of_100(row['share'])} of 100 ({words(row['rung'])})" for row in found)
    low, high = (of_100(end) for end in answer["front_range"])
    return f"Of five years' resumptions the first year holds {rows}; asked for are {low} to {high}."


def calibration_tables(found: "Calibrated") -> dict[str, Table]:
    """Return what ``--csv`` can print; values as they are."""
    answer = found.answer
    fit_keys = ("rung", "year", "mean", "p5", "p95", "target", "target_high", "low", "high", "inside")
    plain_rows = {
        "fit": (fit_keys, answer["fit"]),
        "correlations": (("first", "second", "correlation"), answer["correlations"]),
        "roads": (("road", "share", "p5", "p50", "p95"), answer["roads"]),
    }
    tables = {
        name: Table(name, name, _columns(keys), tuple(tuple(row[key] for key in keys) for row in rows))
        for name, (keys, rows) in plain_rows.items()
    }
    tables["assumptions"] = _assumptions_tidy(answer)
    tables["directions"] = Table(
        "directions",
        "directions",
        _columns(("direction", "eigenvalue", "assumption", "weight")),
        tuple(
            (place, row["eigenvalue"], weight["name"], weight["weight"])
            for place, row in enumerate(answer["directions"], start=1)
            for weight in row["weights"]
        ),
    )
    names = tuple(row["name"] for row in answer["assumptions"])
    tables["worlds"] = Table("worlds", "worlds", _columns(names), tuple(map(tuple, found.worlds.tolist())))
    return tables


def _columns(keys: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(key, key) for key in keys)


def _assumptions_tidy(answer: Data) -> Table:
    levels = ("p5", "p50", "p95")
    keys = ("name", "unit", *(f"{part}_{level}" for part in ("prior", "kept") for level in levels))
    rows = tuple(
        (
            *(row["name"], row["unit"]),
            *(row[part][level] for part in ("prior", "kept") for level in levels),
            *(row["sd_ratio"], row["reading"]),
        )
        for row in answer["assumptions"]
    )
    return Table("assumptions", "assumptions", _columns((*keys, "sd_ratio", "reading")), rows)


def calibration_page(answer: Data) -> list[Block]:
    """Return the answer for people: the verdict, the fit, what was learned, and its limits."""
    return [
        Heading(f"Calibration {answer['version']} of {plain(answer['case'])}: what does history allow?"),
        plain(answer["verdict"]),
        f"{number(answer['kept'])} worlds are kept, {of_100(answer['kept_share'])} of 100 in the priors.",
        plain(answer["learned"]),
        fit_table(answer),
        fronts_sentence(answer),
        assumptions_table(answer),
        correlations_table(answer),
        directions_table(answer),
        roads_table(answer),
        waves_table(answer),
        Heading("What this cannot show"),
        *(f"• {plain(limit)}" for limit in answer["limits"]),
    ]
