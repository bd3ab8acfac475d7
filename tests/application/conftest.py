"""A register in a file of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.given import Office, open_log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


@pytest.fixture
def empty(path: Path, tmp_path: Path) -> Iterator[Office]:
    """A register without any event, whose clock stands at noon of 2026-01-01."""
    log = open_log(path)
    with SQLiteReadModel(log, tmp_path / "tables") as read_model:
        office = Office(log, read_model)
        office.set_clock("2026-01-01T12:00:00")
        yield office
    log.close()


@pytest.fixture
def office(empty: Office) -> Office:
    """A register in which the body EXT was established."""
    empty.establish()
    return empty
