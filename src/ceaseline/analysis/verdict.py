"""The verdict of a backtest in words, also where the model loses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Forecasts that the model is set beside.
RIVALS = ("base_rate", "history", "outside_view")

#: Below this chance a number of events speaks against the model.
TOO_RARE = 0.05

_NAMES = {
    "base_rate": "the base rate of the other clusters",
    "history": "the forecast from history alone",
    "outside_view": "the outside view",
}
_SCORES = {"brier": "Brier score", "log_loss": "log loss"}


def compared(difference: Mapping[str, Any]) -> str:
    """Return what a paired difference of scores says: better, worse or neither.

    Parameters
    ----------
    difference : mapping
        ``low`` and ``high`` of the model's loss less the other's.

    Returns
    -------
    str
        ``worse`` where the whole interval lies above zero, ``better`` where it lies below, else ``neither``.

    Examples
    --------
    >>> compared({"low": 0.01, "high": 0.1}), compared({"low": -0.1, "high": 0.1})
    ('worse', 'neither')
    """
    if difference["low"] > 0.0:
        return "worse"
    return "better" if difference["high"] < 0.0 else "neither"


def _against(rival: str, differences: list[Mapping[str, Any]]) -> str:
    told = {row["score"]: (compared(row), row) for row in differences if row["against"] == rival}
    figures = ", ".join(
        f"{_SCORES[score]} {row['value']:+.3f} ({row['low']:+.3f} to {row['high']:+.3f})"
        for score, (_, row) in told.items()
    )
    kinds = {kind for kind, _ in told.values()}
    if "worse" in kinds:
        said = "does worse than"
    else:
        said = "does better than" if kinds == {"better"} else "cannot be told from"
    return f"it {said} {_NAMES[rival]}: {figures}"


def _count(calibration: Mapping[str, Any]) -> tuple[bool, str]:
    expected, observed = calibration["expected"], calibration["observed"]
    few, many = calibration["chance_of_so_few"], calibration["chance_of_so_many"]
    side, chance = ("few", few) if observed < expected else ("many", many)
    off = chance < TOO_RARE
    judged = "which speaks against it" if off else "which chance can explain"
    further = "fewer" if side == "few" else "more"
    return off, (
        f"It expects {expected:.1f} events and {observed} came; so {side} or {further} would come with "
        f"chance {chance:.3f} if it were right and cases were independent, {judged}."
    )


def _ranks(area: float | None) -> str:
    if area is None:
        return "No event came, so it cannot be seen whether it ranks cases rightly."
    return (
        f"It gives the higher chance to the case that failed in {100 * area:.0f} of 100 pairs; a coin does "
        "so in 50."
    )


def _terms(rows: list[Mapping[str, Any]]) -> str:
    kinds = {compared(row) for row in rows}
    effect = {frozenset({"better"}): "makes it better", frozenset({"worse"}): "makes it worse"}
    said = effect.get(frozenset(kinds), "makes no difference to its scores that can be told")
    return f"Knowing the terms of the ceasefires {said} on these cases."


def verdict(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the verdict on one reading of the outcome.

    The model is rejected where a paired difference lies wholly above zero in either score, or where the
    number of events would be rarer than `TOO_RARE`; it is said to do better only where both scores say so,
    and it is never confirmed. Where no event came, scores reward
    the lowest forecast whatever it rests on, and drawing clusters again cannot show otherwise: then only the
    number of events judges.

    Parameters
    ----------
    found : mapping
        With ``differences``, ``calibration``, ``concordance``, ``range`` and ``terms``.

    Returns
    -------
    dict
        ``rejected`` and ``verdict``, a few sentences.
    """
    off, count = _count(found["calibration"])
    low, high = found["range"]
    spread = f"Its forecasts run from {low:.2f} to {high:.2f}."
    eventless = found["calibration"]["observed"] == 0
    lost = not eventless and any(compared(row) == "worse" for row in found["differences"])
    rejected = lost or off
    opening = (
        "The backtest rejects the model on this reading."
        if rejected
        else "The backtest does not reject the model on this reading, which is no confirmation."
    )
    if eventless:
        judged = "No event came: scores only reward low forecasts then, so the number of events alone judges."
        return {"rejected": rejected, "verdict": f"{opening} {judged} {count} {spread}"}
    sides = "; ".join(_against(rival, found["differences"]) for rival in RIVALS)
    parts = (
        opening,
        f"Beside simpler forecasts {sides}.",
        count,
        spread,
        _ranks(found["concordance"]["model"]),
    )
    return {"rejected": rejected, "verdict": " ".join((*parts, _terms(found["terms"])))}
