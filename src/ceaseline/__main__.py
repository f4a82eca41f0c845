"""Let ``python -m ceaseline`` do what the ``ceaseline`` command does."""

import sys

from ceaseline.cli import main

if __name__ == "__main__":
    sys.exit(main())
