"""Offices with everything beside the register: furnished once, and copied for each test."""

import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from tests.infrastructure.backup.given import BACKUP, WORDS, furnish, settle
from tests.infrastructure.cli.conftest import folder, register, told_once
from tests.infrastructure.cli.given import must

__all__ = ["folder", "register", "told_once"]


def after(begin: Callable[[], None], office: Path) -> Path:
    """Return an office after something was done in it by somebody who may open its key."""
    with pytest.MonkeyPatch.context() as patch, chdir(office / "here"):
        patch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
        begin()
    return office


@pytest.fixture(scope="session")
def furnished_once(told_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = tmp_path_factory.mktemp("office")
    shutil.copytree(told_once, office / "here")
    return after(furnish, office)


@pytest.fixture(scope="session")
def backed_up_once(furnished_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = shutil.copytree(furnished_once, tmp_path_factory.mktemp("backed_up") / "office")
    return after(lambda: must(f"backup {BACKUP}"), office)


@pytest.fixture(scope="session")
def settled_once(furnished_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = tmp_path_factory.mktemp("settled")
    shutil.copytree(furnished_once, office, dirs_exist_ok=True)
    return after(settle, office)


@pytest.fixture
def furnished(folder: Path, furnished_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a register's file with everything beside it."""
    shutil.copytree(furnished_once, folder.parent, dirs_exist_ok=True)
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    return folder / "register.db"


@pytest.fixture
def backed_up(folder: Path, backed_up_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a register that was backed up with everything beside it."""
    shutil.copytree(backed_up_once, folder.parent, dirs_exist_ok=True)
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    return folder / "register.db"


@pytest.fixture
def healthy(folder: Path, settled_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a register in which nothing is wrong."""
    shutil.copytree(settled_once, folder.parent, dirs_exist_ok=True)
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    return folder / "register.db"
