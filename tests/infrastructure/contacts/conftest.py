"""A file of contacts of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure.contacts.store import Contacts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contacts.db"


@pytest.fixture
def contacts(path: Path) -> Iterator[Contacts]:
    with Contacts(path, patience=0) as opened:
        yield opened
