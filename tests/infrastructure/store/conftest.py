"""A log in a file of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.store.given import opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def log(path: Path) -> Iterator[SQLiteLogRecorder]:
    with opened(path, lock_timeout=1) as recorder:
        recorder.create_table()
        yield recorder
