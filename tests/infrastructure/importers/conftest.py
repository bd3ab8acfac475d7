"""A register for each test: an empty one, and one with a body and texts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.infrastructure.importers.given import Office, office


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def ready_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ready")
    with office(folder) as opened:
        opened.set_up()
    return folder


@pytest.fixture
def ready(ready_once: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(ready_once, tmp_path, dirs_exist_ok=True)
    with office(tmp_path) as opened:
        yield opened
