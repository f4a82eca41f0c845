"""Writes the JSON Schemas for editors: ``python -m ceaseline.case.jsonschema``."""

import json
from pathlib import Path

from ceaseline.case.shapes import FILES, Shape
from ceaseline.case.shapes_expectations import ExpectationsFile

FOLDER = Path(__file__).with_name("schemas")


def json_schemas() -> dict[str, str]:
    """Generate the JSON Schema of each YAML file of a case.

    Returns
    -------
    dict of str
        Text of each schema by its file name.

    Examples
    --------
    >>> [name.split(".")[0] for name in sorted(json_schemas())]
    ['assumptions', 'case', 'expectations', 'groups', 'levers', 'packages', 'positions']
    """
    made = {}
    shapes: dict[str, type[Shape]] = {**FILES, "expectations": ExpectationsFile}
    for stem, shape in shapes.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
        made[f"{stem}.schema.json"] = json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return made


def write(folder: Path = FOLDER) -> None:
    """Write the schemas into a folder, by default the one that is shipped."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in json_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
