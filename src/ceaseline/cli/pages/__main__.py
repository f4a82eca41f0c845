"""Writes the pages into the folder of documentation named, which lies in a checkout."""

import sys
from pathlib import Path

from ceaseline.cli.pages import COMMAND, write
from ceaseline.cli.pages.supply import supply_text

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write(folder)
    page = supply_text(folder.resolve().parent, COMMAND)
    (folder / "dependencies.md").write_text(page, encoding="utf-8")
