"""The form of every ``--json`` answer; ``python -m ceaseline.cli.schemas FOLDER`` writes it as JSON Schema.

Used by tests and by whoever makes ``docs/schemas`` anew; no command loads it.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ceaseline.cli.schemas.backtest import Backtest
from ceaseline.cli.schemas.calibration import Calibration
from ceaseline.cli.schemas.cases import Bench, Check, Explain, Explained, New, Store
from ceaseline.cli.schemas.exploration import Discovery, Sensitivity
from ceaseline.cli.schemas.judgement import Breakeven, Design, Redteam, Restore
from ceaseline.cli.schemas.ledger import LEDGER_FORMS
from ceaseline.cli.schemas.results import (
    Comparison,
    Knockout,
    LeverMoves,
    Numbers,
    Promises,
    Replay,
    Sweep,
    Timeline,
)
from ceaseline.cli.schemas.trust import Diff, Rerun
from ceaseline.cli.schemas.validation import Validation
from ceaseline.cli.schemas.worth import Worth

#: The form of each answer by the name of its schema.
FORMS: dict[str, TypeAdapter[Any]] = {
    "backtest": TypeAdapter(Backtest),
    "bench": TypeAdapter(Bench),
    "breakeven": TypeAdapter(Breakeven),
    "calibrate": TypeAdapter(Calibration),
    "check": TypeAdapter(Check),
    "compare": TypeAdapter(Comparison),
    "discover": TypeAdapter(Discovery),
    "design": TypeAdapter(Design),
    "design-restore": TypeAdapter(Restore),
    "diff": TypeAdapter(Diff),
    "explain": TypeAdapter(Explain),
    "explain-name": TypeAdapter(Explained),
    **{f"ledger-{verb}": TypeAdapter(form) for verb, form in LEDGER_FORMS.items()},
    "levers": TypeAdapter(list[LeverMoves]),
    "levers-assumptions": TypeAdapter(Numbers),
    "levers-knockout": TypeAdapter(Knockout),
    "new": TypeAdapter(New),
    "promises": TypeAdapter(Promises),
    "redteam": TypeAdapter(Redteam),
    "replay": TypeAdapter(Replay),
    "rerun": TypeAdapter(Rerun),
    "run": TypeAdapter(Comparison),
    "sensitivity": TypeAdapter(Sensitivity),
    "store": TypeAdapter(Store),
    "sweep": TypeAdapter(Sweep),
    "timeline": TypeAdapter(Timeline),
    "validate": TypeAdapter(Validation),
    "worth": TypeAdapter(Worth),
}


def json_schemas() -> dict[str, str]:
    """Return the JSON Schema of each answer by file name.

    Examples
    --------
    >>> "compare.schema.json" in json_schemas()
    True
    """
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        f"{name}.schema.json": json.dumps({**head, **form.json_schema()}, indent=1, sort_keys=True) + "\n"
        for name, form in FORMS.items()
    }


def write(folder: Path) -> None:
    """Write the schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in json_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
