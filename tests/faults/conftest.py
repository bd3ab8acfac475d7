"""An office, or an archive, of its own for every test, copied from one that is set up once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import told
from tests.faults.given import Place, office
from tests.faults.mortal import Mortals, mortals
from tests.faults.told import WORDS, Archive


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def place(told_once: Place, tmp_path: Path) -> Place:
    return told_once.copied(tmp_path / "office")


@pytest.fixture(scope="session")
def archive_once(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return told.tell(tmp_path_factory.mktemp("archive") / "ours")


@pytest.fixture
def archive(archive_once: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Return an archive of the test's own, and stand where its administrator does."""
    shutil.copytree(archive_once.folder, tmp_path / "ours")
    monkeypatch.chdir(tmp_path / "ours" / "here")
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    return Archive(tmp_path / "ours")


@pytest.fixture(scope="session")
def fated() -> Iterator[Mortals]:
    with mortals() as ours:
        yield ours


@pytest.fixture
def here(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Go into the register's folder, as a process of this office."""
    for name, value in place.told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(place.data)
    return place
