"""A clerk with a register in a file of its own, and one whose body has members and texts."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infrastructure.bootstrap import open_register
from tests.application.questions.given import PLEDGE, TREATY, Clerk, Clock


@contextmanager
def _clerk_in(folder: Path, *, create: bool = False) -> Iterator[Clerk]:
    clock = Clock()
    with open_register(folder / "register.db", create=create, clock=clock) as register:
        clerk = Clerk(register, clock)
        clerk.on_day("2026-01-10")
        yield clerk


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Clerk]:
    """A register without an entry, on 2026-01-10."""
    with _clerk_in(tmp_path, create=True) as clerk:
        yield clerk


@pytest.fixture(scope="session")
def begun_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun")
    with _clerk_in(folder, create=True) as clerk:
        clerk.found()
        clerk.join("ATL", "Atlantis")
        clerk.join("ERE", "Erewhon")
        clerk.adopt(PLEDGE, "PLEDGE-1", "PLEDGE-2")
        clerk.adopt(TREATY, TREATY, treaty=True)
        assert clerk.tables.head() == 8  # so that its tables stand there too
    return folder


@pytest.fixture
def clerk(begun_once: Path, tmp_path: Path) -> Iterator[Clerk]:
    """A body (@1) with ATL (@2) and ERE (@3), a pledge of two (@4 to @6), a treaty (@7, @8)."""
    shutil.copytree(begun_once, tmp_path, dirs_exist_ok=True)
    with _clerk_in(tmp_path) as clerk:
        yield clerk
