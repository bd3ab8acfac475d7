"""SQLite quotes from a damaged file in its errors, and Python cannot read what is no text there."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbled() -> Iterator[None]:
    """Say of an error whose words cannot be read what it means: the file is damaged.

    Raises:
        DatabaseError: SQLite's error of a damaged file.
    """
    try:
        yield
    except UnicodeDecodeError as unreadable:
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        error.sqlite_errorname = "SQLITE_CORRUPT"
        raise error from unreadable
