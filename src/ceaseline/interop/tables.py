"""Tidy tables of a study with a dictionary of their columns, as Parquet and CSV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ceaseline.analysis.measures import CAPABILITY_UNITS
from ceaseline.model.records import KINDS, RUNGS
from ceaseline.study import Study, tidy_capability, tidy_in_force, tidy_ladder, tidy_outcomes
from ceaseline.study.run import worlds_of

if TYPE_CHECKING:
    import pandas as pd

_KEYS = {
    "package": ("", "name of the package"),
    "world": ("", "draw of the assumptions, from 0; the same for every package"),
    "future": ("", "future, from 0; the same worlds and luck for every package"),
}
_OUTCOMES = {
    "luck": ("", "luck within the world, from 0"),
    "road": ("", "by which war came: decision, grab, strike, incident, or none"),
    "type": ("", "type of challenger: 0 satisfied, 1 opportunist, 2 revisionist"),
    "misled": ("", "1 if the challenger misreads the odds"),
    "months": ("months", "months that the future runs"),
    "standdowns": ("", "preparations stood down"),
    "withdrawals": ("", "promises withdrawn"),
    "tested": ("", "promises tested"),
    "kept": ("", "promises kept when tested"),
    "aim_reached": ("", "1 if the challenger reaches its aim"),
    "greatest_reached": ("", "1 if the coalition gets to the greatest fixed point"),
    "agreement": ("share", "chance that the challenger accepts a ceasefire with this package"),
    "dead": ("persons", "deaths"),
    "guarantor_dead": ("persons", "deaths among guarantors' troops"),
    "territory_lost": ("km2", "territory lost"),
    "hits_on_sites": ("hits", "hits on sites"),
    "violations": ("per year", "cease-fire violations"),
    "throughput": ("share", "mean port throughput, of full"),
    "cost": ("EUR per year", "mean cost to guarantors"),
}

#: Unit and meaning of every column by table; an empty unit for names, counts and numbers that name rows.
COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    "ladder": {
        "package": _KEYS["package"],
        "world": _KEYS["world"],
        "year": ("years", "years after the ceasefire"),
        "rung": ("", f"rung of the ladder: {', '.join(RUNGS)}"),
        "share": ("share", "futures of the world that reach the rung by then"),
    },
    "in_force": {
        "package": _KEYS["package"],
        "world": _KEYS["world"],
        "lever": ("", "promise"),
        "least": ("share", "futures in which it is in force at month 24 if nobody moves first"),
        "greatest": ("share", "the same if everyone trusts the others"),
    },
    "capability": {
        **_KEYS,
        "month": ("months", "month after the ceasefire"),
        "capability": (
            "",
            f"what is counted: {'; '.join(f'{k} ({u})' for k, u in CAPABILITY_UNITS.items())}",
        ),
        "value": ("as named", "its value; futures that have ended by then have no row"),
    },
    "outcomes": {
        **_KEYS,
        **{
            f"first_{rung}": ("months", f"first month of {rung.replace('_', ' ')}; missing if never")
            for rung in RUNGS
        },
        **{f"challenges_{kind}": ("", f"challenges of the kind {kind}") for kind in KINDS[1:]},
        **_OUTCOMES,
    },
    "worlds": {
        "world": _KEYS["world"],
        "assumption": ("", "name of the assumption"),
        "value": ("as in unit", "its value in the world"),
        "unit": ("", "canonical unit"),
    },
}


def _worlds(study: Study) -> pd.DataFrame:
    import pandas as pd

    drawn = worlds_of(study.case, study.sample)
    frames = [
        pd.DataFrame(
            {"world": range(drawn.size), "assumption": name, "value": drawn[name], "unit": number.unit}
        )
        for name, number in study.case.assumptions.items()
    ]
    return pd.concat(frames, ignore_index=True)


def tables(study: Study) -> dict[str, pd.DataFrame]:
    """Return the tidy tables of a study by name; `COLUMNS` describes every column.

    Parameters
    ----------
    study : Study

    Returns
    -------
    dict of str to pandas.DataFrame
        ``ladder``, ``in_force``, ``capability``, ``outcomes`` and ``worlds``, one row an observation.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample, run_study
    >>> study = run_study(load("korea-1953"), ["none"], Sample(64, 8, 1), threads=1, keep=False)
    >>> sorted(tables(study))
    ['capability', 'in_force', 'ladder', 'outcomes', 'worlds']
    """
    return {
        "ladder": tidy_ladder(study),
        "in_force": tidy_in_force(study),
        "capability": tidy_capability(study),
        "outcomes": tidy_outcomes(study),
        "worlds": _worlds(study),
    }


def _arrow(name: str, frame: pd.DataFrame, manifest: str) -> Any:
    """Return a table of plain types only, whose fields carry unit and meaning."""
    import pyarrow as pa

    plain = pa.Table.from_pandas(frame, preserve_index=False)
    fields = []
    for field in plain.schema:
        unit, meaning = COLUMNS[name][field.name]
        text = pa.string() if pa.types.is_large_string(field.type) else field.type
        fields.append(pa.field(field.name, text, metadata={"unit": unit, "meaning": meaning}))
    return plain.cast(pa.schema(fields, metadata={"ceaseline": manifest}))


def write_tables(study: Study, folder: Path) -> tuple[Path, ...]:
    """Write the tidy tables as Parquet and CSV, with ``columns.csv`` and ``manifest.json`` beside.

    Parameters
    ----------
    study : Study
    folder : Path
        Made if it is missing.

    Returns
    -------
    tuple of Path
        The files written.
    """
    import pandas as pd
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    manifest = json.dumps(study.manifest, sort_keys=True)
    written = []
    for name, frame in tables(study).items():
        parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
        pq.write_table(_arrow(name, frame, manifest), parquet, compression="snappy")
        frame.to_csv(text, index=False, lineterminator="\n")
        written += [parquet, text]
    rows = [(table, *row) for table, of in COLUMNS.items() for row in ((c, *told) for c, told in of.items())]
    dictionary, told = folder / "columns.csv", folder / "manifest.json"
    named = pd.DataFrame(rows, columns=["table", "column", "unit", "meaning"])
    named.to_csv(dictionary, index=False, lineterminator="\n")
    told.write_text(json.dumps(study.manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return (*written, dictionary, told)
