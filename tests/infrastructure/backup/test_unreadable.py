"""What may not be read is told as such: it is never taken for what is not there."""

import os
from errno import EACCES
from pathlib import Path

import pytest

from tests.faults.permissions import obeyed
from tests.infrastructure.backup.given import BACKUP
from tests.infrastructure.cli.given import typed


def forbid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a folder not be listed, as where it belongs to somebody else."""
    list_folder = os.scandir

    def scandir(path: int | str | os.PathLike[str]) -> object:
        if not isinstance(path, int) and Path(path).resolve() == folder.resolve():
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


@pytest.mark.slow
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


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize(
    ("place", "check"), [("our-looks", "templates"), ("../elsewhere", "copies")]
)
def test_doctor_goes_on_beside_a_folder(
    place: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What else is wrong has to be known, too."""
    forbid(Path(place).resolve(), monkeypatch)

    said = typed("doctor")

    assert (said.code, said.err) == (1, "")
    (told,) = (line for line in said.out.splitlines() if line.startswith(f"{check}: "))
    assert "cannot be read: Permission denied. \u2192 Let its owner permit it: chmod u+rwx" in told


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("name", ["log.key", "log.key.vkey"])
def test_doctor_reads_the_key(name: str) -> None:
    """Otherwise the next run of the timer is the first to say it."""
    unreadable(Path("..", name))

    said = typed("doctor")

    assert said.code == 1
    assert f"{name} cannot be read: Input/output error. \u2192 Bring it back" in said.out


@pytest.mark.usefixtures("furnished")
def test_settings_that_cannot_be_read_are_no_slip_of_who_typed() -> None:
    """Nothing was typed wrongly, and the same works later."""
    Path("depositary.toml").chmod(0)

    with obeyed():
        said = typed(f"backup {BACKUP}")

    assert said.code == 3
    assert said.err.endswith("depositary.toml cannot be read: Permission denied.\n")


def unreadable(path: Path) -> None:
    """Put a file there that nobody can read from its beginning, not even root."""
    path.unlink()
    path.symlink_to("/proc/self/mem")
