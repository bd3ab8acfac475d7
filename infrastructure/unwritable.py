"""Says why nothing can be written in a folder, where a program's own words would not."""

import os
import sqlite3
from pathlib import Path
from typing import TypeVar

E = TypeVar("E", bound=Exception)


def why_unwritable(folder: Path) -> str:
    """Say why nothing can be written in a folder that is there, or nothing where it can be.

    What stands in its place, a mount that is read-only, and permissions are told; no other cause.
    """
    if not folder.is_dir():
        return f"{folder} is no folder" if folder.exists() else ""
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        return f"{folder} is on a disk that is mounted read-only"
    return "" if _may(folder, os.W_OK | os.X_OK) else f"you may not write in {folder}"


def why_unchangeable(*files: Path) -> str:
    """Say which of these files that are there you may not read and write, or nothing if all."""
    fixed = (path for path in files if path.exists() and not _may(path, os.R_OK | os.W_OK))
    return next((f"you may not change {path} (chmod u+rw)" for path in fixed), "")


def explained(error: E, *files: Path) -> E | sqlite3.OperationalError:
    """Return an error, with words that say which of these files you may not change, if it is one.

    SQLite's own are that a database is read-only.
    """
    code: int = getattr(error, "sqlite_errorcode", 0)
    why = why_unchangeable(*files) if code & 0xFF == sqlite3.SQLITE_READONLY else ""
    return sqlite3.OperationalError(why) if why else error


def _may(path: Path, how: int) -> bool:
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)
