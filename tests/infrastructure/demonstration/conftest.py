"""The demonstration, made once for all tests of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from application.register import Register
from infrastructure.bootstrap import open_register
from infrastructure.demonstration.run import fill


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    fill(path)
    return path


@pytest.fixture
def register(store: Path) -> Iterator[Register]:
    with open_register(store) as opened:
        yield opened
