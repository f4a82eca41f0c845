"""A store of their own for tests of the command line, and the command line itself."""

from pathlib import Path

import pytest
from tests.cli.support import Cli


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def store(shared_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CEASELINE_STORE", str(shared_store))
    return shared_store


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)
