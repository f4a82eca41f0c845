"""Writes the pages into the folder named."""

import sys
from pathlib import Path

from ceaseline.cli.pages import write

if __name__ == "__main__":
    write(Path(sys.argv[1]))
