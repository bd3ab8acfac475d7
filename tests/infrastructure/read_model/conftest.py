"""A log in a file of its own for each test, and a read model beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from application.event_store.streams import EventLog
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import Writer, established, opened


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with opened(tmp_path / "register.db") as log:
        yield log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "register.read"


@pytest.fixture
def model(log: EventLog, folder: Path) -> Iterator[SQLiteReadModel]:
    with SQLiteReadModel(log, folder) as model:
        yield model


@pytest.fixture
def writer(log: EventLog) -> Writer:
    writer = Writer(log)
    writer.append(established())
    return writer
