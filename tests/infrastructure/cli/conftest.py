"""A folder of its own for every test, and a told register copied into it."""

import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, tell
from tests.infrastructure.cli.reports.given_published import LINE
from tests.infrastructure.cli.upkeep.given_letters import ADA, BUSY


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("told")
    with chdir(place):
        tell()
    return place


@pytest.fixture(scope="session")
def published_once(told_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("published") / "here"
    shutil.copytree(told_once, place)
    with chdir(place):
        must(LINE)
    return place


@pytest.fixture
def register(folder: Path, told_once: Path) -> Path:
    """Return a register's file, which is told and is the test's own."""
    shutil.copytree(told_once, folder, dirs_exist_ok=True)
    return folder / "register.db"


@pytest.fixture
def published(folder: Path, published_once: Path) -> Path:
    """Return a register in which a report is published."""
    shutil.copytree(published_once, folder, dirs_exist_ok=True)
    return folder / "register.db"


Deed = Callable[[], None]
Once = Callable[[*tuple[Deed | str, ...]], Path]
Done = dict[tuple[Deed | str, ...], Path]


@pytest.fixture(scope="session")
def done() -> Done:
    """What came of deeds that were done once."""
    return {}


@pytest.fixture
def once(folder: Path, done: Done, tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return what does something in the test's empty folder; the next time it copies the files.

    Text is a command that has to succeed. It returns the place of the register.
    """

    def do(*deeds: Deed | str) -> Path:
        if deeds in done:
            shutil.copytree(done[deeds], folder.parent, dirs_exist_ok=True)
        else:
            for deed in deeds:
                must(deed) if isinstance(deed, str) else deed()
            copy = tmp_path_factory.mktemp("once") / "copy"
            done[deeds] = shutil.copytree(folder.parent, copy)
        return folder / "register.db"

    return do


@pytest.fixture
def due(once: Once) -> Path:
    """Return a register in which KEN's milestone is overdue and p-7kq2mzx4ab speaks for KEN."""
    return once(
        tell,
        ADA,
        "taskforce record-kept-from --on 2026-01-01",
        "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
        "progress milestone MISSION-1 BILL 'The bill.' --due-on 2026-03-01 --owner KEN"
        " --on 2026-02-01",
    )


@pytest.fixture
def busy(once: Once) -> Path:
    """Return a register from which every kind of letter goes out to two people."""
    return once(tell, *BUSY)
