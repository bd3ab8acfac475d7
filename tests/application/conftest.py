"""A register in a file of its own for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.given import Counter, Office, open_log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


@contextmanager
def _office_in(folder: Path) -> Iterator[Office]:
    log = open_log(folder / "register.db")
    with SQLiteReadModel(log, folder / "tables") as read_model:
        office = Office(log, read_model)
        office.set_clock("2026-01-01T12:00:00")
        yield office
    log.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Office]:
    """A register without any event, whose clock stands at noon of 2026-01-01."""
    with _office_in(tmp_path) as office:
        yield office


@pytest.fixture(scope="session")
def established_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter]:
    """Return where the body EXT was established, and how far ids were counted."""
    folder = tmp_path_factory.mktemp("established")
    with _office_in(folder) as office:
        office.establish()
        assert office.head == 1  # so that its tables stand there too
        return folder, office.counter


@pytest.fixture
def office(established_once: tuple[Path, Counter], tmp_path: Path) -> Iterator[Office]:
    """A register in which the body EXT was established."""
    folder, counter = established_once
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with _office_in(tmp_path) as office:
        office.counter = replace(counter)
        yield office
