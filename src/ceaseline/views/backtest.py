"""The backtest: the verdict first, then scores, cases and clusters."""

from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import listed, number, of_100, plain

Data = dict[str, Any]

_FORECASTS = {
    "model": "the model",
    "base_rate": "base rate of the other clusters",
    "history": "history alone",
    "outside_view": "outside view",
}
_SCORES = {"brier": "Brier score", "log_loss": "log loss"}


def _interval(cell: Data) -> str:
    return f"{number(cell['value'], 3)}\n{number(cell['low'], 3)} to {number(cell['high'], 3)}"


def _signed(value: float) -> str:
    text = number(value, 3)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def scores_table(result: Data) -> Table:
    """Show each forecast's scores with their intervals."""
    columns = (
        Column("forecast", "forecast", lambda name: _FORECASTS[name]),
        *(Column(score, words, _interval, right=True) for score, words in _SCORES.items()),
    )
    rows = tuple((name, *(result[score][name] for score in _SCORES)) for name in _FORECASTS)
    return Table("scores", "Scores on the same cases: lower is better", columns, rows, "90 % intervals.")


def differences_table(result: Data) -> Table:
    """Show the model's scores less those of the others, paired by case."""
    columns = (
        Column("against", "the model less", lambda name: _FORECASTS.get(name, name)),
        Column("score", "score", lambda name: _SCORES[name]),
        Column("value", "difference", _signed, right=True),
        Column("low", "from", _signed, right=True),
        Column("high", "to", _signed, right=True),
    )
    rows = [
        *result["differences"],
        *({**row, "against": "the model without the terms"} for row in result["terms"]),
    ]
    cells = tuple(tuple(row[column.key] for column in columns) for row in rows)
    note = "Above zero the model is worse. Whole clusters are drawn again, the same for both."
    return Table("differences", "Paired differences", columns, cells, note)


def cases_table(result: Data) -> Table:
    """Show each case with its forecasts and what came."""
    columns = (
        Column("case", "case"),
        Column("ceasefire", "ceasefire"),
        Column("probability", "model", of_100, right=True),
        Column("without_terms", "without\nterms", of_100, right=True),
        Column("base_rate", "base\nrate", of_100, right=True),
        Column("history", "history", of_100, right=True),
        Column("outside_view", "outside\nview", of_100, right=True),
        Column("resumed_in", "resumed in", lambda year: number(None) if year is None else str(year)),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in result["cases"])
    note = "Chances of resumption within five years, in 100."
    return Table("cases", f"{len(rows)} cases in {result['clusters']} clusters", columns, rows, note)


def clusters_table(result: Data) -> Table:
    """Show what the model expects in each cluster and what came."""
    columns = (
        Column("cluster", "cluster"),
        Column("cases", "cases", str, right=True),
        Column("expected", "expected", lambda value: number(value, 2), right=True),
        Column("observed", "came", str, right=True),
    )
    rows = tuple(tuple(row[c.key] for c in columns) for row in result["calibration"]["clusters"])
    return Table("clusters", "Calibration by cluster: resumptions", columns, rows)


def published_table(result: Data) -> Table:
    """Show scores of the same question on a larger set, as context."""
    columns = (
        Column("sample", "ceasefires"),
        Column("model", "forecast"),
        Column("cases", "cases", str, right=True),
        Column("events", "events", str, right=True),
        Column("brier", "Brier score", lambda value: number(value, 3), right=True),
        Column("log_loss", "log loss", lambda value: number(value, 3), right=True),
    )
    rows = tuple(tuple(row[column.key] for column in columns) for row in result["published"])
    note = "Not the same cases: replication data of Lo, Hashimoto and Reiter (2008), whole clusters held out."
    return Table("published", "What simple forecasts reach on a larger set", columns, rows, note)


def scores_tidy(result: Data) -> Table:
    """Return every score of both readings as values."""
    keys = ("reading", "score", "forecast", "value", "low", "high")
    rows = tuple(
        (part["reading"], score, name, *(part[score][name][key] for key in keys[3:]))
        for part in (result, result["war"])
        for score in _SCORES
        for name in _FORECASTS
    )
    return Table("scores", "scores", tuple(Column(key, key) for key in keys), rows)


def differences_tidy(result: Data) -> Table:
    """Return the paired differences of both readings as values."""
    keys = ("reading", "score", "against", "value", "low", "high")
    rows = tuple(
        (part["reading"], *({"against": "model_without_terms", **row}[key] for key in keys[1:]))
        for part in (result, result["war"])
        for row in (*part["differences"], *part["terms"])
    )
    return Table("differences", "differences", tuple(Column(key, key) for key in keys), rows)


def cases_tidy(result: Data) -> Table:
    """Return the cases as values."""
    keys = (
        *("case", "cluster", "ceasefire", "probability", "error", "worlds_p5", "worlds_p95", "without_terms"),
        *("base_rate", "history", "outside_view", "outcome", "war", "resumed_in"),
    )
    rows = tuple(
        (*(row[key] for key in keys), " ".join(source["key"] for source in row["sources"]))
        for row in result["cases"]
    )
    return Table("cases", "cases", tuple(Column(key, key) for key in (*keys, "sources")), rows)


def backtest_page(result: Data) -> list[Block]:
    """Return the answer for people: the verdict, what it rests on, and its limits."""
    none_coded = [row["case"] for row in result["cases"] if not row["terms"]]
    without = f" No term was in force in {listed(none_coded)}." if none_coded else ""
    return [
        Heading("Backtest: would the model have known?"),
        plain(result["verdict"]),
        plain(result["meaning"]),
        scores_table(result),
        differences_table(result),
        f"Each case and its sources: --json.{without}",
        cases_table(result),
        clusters_table(result),
        Heading("Second reading: war"),
        plain(result["war"]["verdict"]),
        plain(result["war"]["meaning"]),
        scores_table(result["war"]),
        published_table(result),
        Heading("What this cannot show"),
        *(f"• {plain(limit)}" for limit in result["limits"]),
    ]
