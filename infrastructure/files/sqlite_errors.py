"""What errors of SQLite and of the disk mean: damage, a full disk, a missing right."""

import os
import sqlite3
from contextlib import AbstractContextManager
from errno import EIO, ENOSPC
from pathlib import Path

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.files.folders import may
from infrastructure.files.store_path import must_fit, parts, why_no_folder

LITTLE = 1 << 18
"""Bytes that are left where a disk is as good as full: SQLite needs that much beside a log."""
_FAULTS = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)


class _UndecodableAsCorrupt:
    """A block of statements; it is an object, since each of them is in one, and takes no longer."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, UnicodeDecodeError):
            raise damaged() from error


_UNDECODABLE_AS_CORRUPT = _UndecodableAsCorrupt()


def undecodable_as_corrupt() -> AbstractContextManager[None]:
    """Report a damaged file where SQLite quotes from it what Python cannot decode.

    Raises:
        DatabaseError: SQLite's error of a damaged file.
    """
    return _UNDECODABLE_AS_CORRUPT


def damaged() -> sqlite3.DatabaseError:
    """Return the error of SQLite for a damaged file."""
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


def why_unwritable(folder: Path) -> str:
    """Say why nothing can be written in a folder, which may be new, or nothing where it can be.

    The causes are a file in its place or above it, a mount that is read-only, and permissions.
    """
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    if not there.is_dir():
        return worded("{folder} is no folder", folder=there)
    if (why := why_mounted(there)) or may(there, os.W_OK | os.X_OK):
        return why
    return worded("you may not write in {folder}", folder=there)


def why_mounted(folder: Path) -> str:
    """Say that the disk of a folder is mounted read-only, or nothing where it is not."""
    if not os.statvfs(folder).f_flag & os.ST_RDONLY:
        return ""
    return worded("{folder} is on a disk that is mounted read-only", folder=folder)


def must_be_writable(folder: Path) -> None:
    """Refuse to make something for a folder, which may be new, where nothing can be written.

    Raises:
        Unavailable: something else is there, or it is read-only, or you have no right to.
    """
    must_fit(why_no_folder(folder))
    if why := why_unwritable(folder):
        raise Unavailable(
            "Nothing was made: {why}. Let its owner permit it, or work as that user.", why=why
        )


def why_unchangeable(*files: Path) -> str:
    """Say why you may not read and write one of these files that are there, or nothing if all."""
    fixed = (path for path in files if path.exists() and not may(path, os.R_OK | os.W_OK))
    told = "you may not change {path} (chmod u+rw)"
    return next((why_mounted(path.parent) or worded(told, path=path) for path in fixed), "")


def why_unreadable(database: Path) -> str:
    """Say that you may not read a database, or what is beside it, or nothing where you may."""
    fixed = (each for each in parts(database) if each.exists() and not may(each, os.R_OK))
    return next((worded("you may not read {path} (chmod u+r)", path=path) for path in fixed), "")


def why_read_only(error: Exception, *files: Path) -> str:
    """Say which of these files you may not change, or nothing where an error is another."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return why_unchangeable(*files) if code & 0xFF == sqlite3.SQLITE_READONLY else ""


def why_full(folder: Path, error: Exception) -> str:
    """Say that the disk of a folder is full, or nothing where that is not what an error may mean.

    SQLite often says no more than that its disk failed.
    """
    failed = getattr(error, "sqlite_errorcode", 0) & 0xFF in _FAULTS
    failed = failed or getattr(error, "errno", None) in (EIO, ENOSPC)
    if not (failed and folder.is_dir()):
        return ""
    disk = os.statvfs(folder)
    if not disk.f_blocks:  # /proc is no disk
        return ""
    if files_left(folder) == 0:
        return worded("the disk of {folder} is full: no further file fits on it", folder=folder)
    has_room = disk.f_bavail * disk.f_frsize >= LITTLE
    return "" if has_room else worded("the disk of {folder} is full", folder=folder)


def files_left(folder: Path) -> int | None:
    """Return how many files more fit on a disk, None where it does not count them."""
    disk = os.statvfs(folder)
    return disk.f_favail if disk.f_files else None


def why_not_written(error: Exception, *files: Path) -> str:
    """Say why these files of one folder could not be written, or nothing where it is not known."""
    folder = files[0].absolute().parent
    if why := why_unwritable(folder):
        return why
    return (why_full(folder, error) if folder.is_dir() else "") or why_read_only(error, *files)
