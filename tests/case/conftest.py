from pathlib import Path

import pytest
from tests.case.support import Copy, starter


@pytest.fixture
def case(tmp_path: Path) -> Copy:
    """A fresh starter case."""
    return starter(tmp_path)
