"""An office of its own for every test, copied from one that is set up once."""

from pathlib import Path

import pytest

from tests.faults.given import Place, office


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def place(told_once: Place, tmp_path: Path) -> Place:
    return told_once.copied(tmp_path / "office")
