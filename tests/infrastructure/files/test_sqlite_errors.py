"""What SQLite says of files and disks, in the words of people."""

import os
import sqlite3
from errno import EACCES, ENOSPC
from pathlib import Path
from types import SimpleNamespace

import pytest

from infrastructure.files.sqlite_errors import (
    undecodable_as_corrupt,
    why_full,
    why_not_written,
    why_unchangeable,
    why_unwritable,
)


def test_words_that_are_no_text_mean_damage() -> None:
    """Python cannot read them, and would show a traceback in place of a sentence."""
    with pytest.raises(sqlite3.DatabaseError, match="malformed") as told, undecodable_as_corrupt():
        b"\xff".decode()

    assert told.value.sqlite_errorcode == sqlite3.SQLITE_CORRUPT


def test_why_a_folder_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the way is what has to be changed."""
    file = tmp_path / "file"
    file.touch()

    assert why_unwritable(tmp_path) == why_unwritable(tmp_path / "nothing") == ""
    assert why_unwritable(file) == f"{file} is no folder"
    assert why_not_written(OSError(), file / "part") == f"{file} is no folder"
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_, **__: False)
        for folder in (tmp_path, tmp_path / "nothing"):
            assert why_unwritable(folder) == f"you may not write in {tmp_path}"
    with monkeypatch.context() as patch:
        patch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
        assert why_unwritable(tmp_path) == f"{tmp_path} is on a disk that is mounted read-only"
        patch.setattr(os, "access", lambda *_, **__: False)
        assert why_unchangeable(file) == f"{tmp_path} is on a disk that is mounted read-only"


def failure(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "left", "full"),
    [
        (failure(sqlite3.SQLITE_IOERR_SHMSIZE), 0, True),
        (failure(sqlite3.SQLITE_FULL), 10, True),
        (OSError(ENOSPC, "No space left on device"), 0, True),
        (failure(sqlite3.SQLITE_IOERR_READ), 1_000, False),
        (failure(sqlite3.SQLITE_CORRUPT), 0, False),
        (OSError(EACCES, "Permission denied"), 0, False),
    ],
)
def test_when_a_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, left: int, *, full: bool
) -> None:
    """SQLite says of it that the disk failed, and people would look for another one."""
    disk = SimpleNamespace(f_blocks=1_000, f_bavail=left, f_frsize=4096, f_files=0)
    monkeypatch.setattr(os, "statvfs", lambda _: disk)

    assert why_full(tmp_path, error) == (f"the disk of {tmp_path} is full" if full else "")


def test_what_holds_no_files_of_people_is_never_full() -> None:
    """Of /proc the system says that it has no blocks at all."""
    assert why_full(Path("/proc"), failure(sqlite3.SQLITE_FULL)) == ""


def test_a_disk_is_full_where_no_further_file_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever room it has; SQLite could make nothing beside the database, and says no more."""
    disk = SimpleNamespace(f_blocks=1_000, f_bavail=999, f_frsize=4096, f_files=9, f_favail=0)
    monkeypatch.setattr(os, "statvfs", lambda _: disk)

    why = why_full(tmp_path, failure(sqlite3.SQLITE_CANTOPEN))

    assert why == f"the disk of {tmp_path} is full: no further file fits on it"
