"""What may not be read is told as such: it is never taken for what is not there."""

import os
from errno import EACCES
from pathlib import Path

import pytest

from tests.infrastructure.backup.given import BACKUP
from tests.infrastructure.cli.given import typed


def forbid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a folder not be listed, as where it belongs to somebody else."""
    list_folder = os.scandir

    def scandir(path: int | str | os.PathLike[str]) -> object:
        if not isinstance(path, int) and Path(path).absolute() == folder.absolute():
            raise PermissionError(EACCES, os.strerror(EACCES), os.fspath(path))
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize("place", ["register.checkpoints", "register.published/MISSION"])
@pytest.mark.usefixtures("furnished")
def test_makes_no_backup_without_what_cannot_be_read(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that lacks the checkpoints is trusted until it is needed."""
    forbid(Path(place), monkeypatch)

    said = typed(f"backup {BACKUP}")

    assert said.code == 3
    assert f"{place} cannot be read: Permission denied." in said.err
    assert not BACKUP.exists()


@pytest.mark.usefixtures("furnished")
def test_does_not_say_that_there_is_no_checkpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is told so makes another, and looks no further."""
    forbid(Path("register.checkpoints"), monkeypatch)

    said = typed("audit receipt @3 --output ../receipt")

    assert said.code == 3
    assert "register.checkpoints cannot be read: Permission denied." in said.err


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("lost", [False, True])
def test_doctor_names_the_folder(monkeypatch: pytest.MonkeyPatch, *, lost: bool) -> None:
    """Once, and with what to do."""
    forbid(Path("register.checkpoints"), monkeypatch)
    if lost:
        Path("../log.key.signed").unlink()

    said = typed("doctor")

    assert said.code == 1
    assert said.out.count("cannot be read: Permission denied.") == 1
    assert "places: " in said.out
    assert f"chmod u+rwx {Path('register.checkpoints').absolute()}" in said.out
    assert "No checkpoint" not in said.out
