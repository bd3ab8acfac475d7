"""Open a database to be read, with what a process that was killed left beside it."""

import sqlite3
from pathlib import Path

from domain.words import worded
from infrastructure.files.locks import retry_while_locked, step
from infrastructure.files.write_ahead_log import is_unfinished


def connected(store: Path) -> sqlite3.Connection:
    """Open a file read-only, which may lie on a disk that cannot be written.

    Where a process that was killed left a journal beside it, that is taken in first.

    Raises:
        DatabaseError: SQLite's, if it is not a database, or if that cannot be taken in here.
    """
    uri = f"{store.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=step(), isolation_level=None)
    try:
        asking = "SELECT count(*) FROM sqlite_schema"
        retry_while_locked(store.name, store, lambda: connection.execute(asking))
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        connection = _recovered(store) or sqlite3.connect(
            f"{uri}&immutable=1", uri=True, isolation_level=None
        )
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        connection.close()
        raise
    return connection


def _recovered(store: Path) -> sqlite3.Connection | None:
    """Open a file with a journal beside it, which an immutable one would be read without.

    None if there is none.
    """
    if not is_unfinished(store):
        return None
    connection = sqlite3.connect(
        f"{store.absolute().as_uri()}?mode=rw", uri=True, timeout=step(), isolation_level=None
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.OperationalError as error:
        connection.close()
        why = worded(
            "a process that was killed left a journal beside it, which can be taken in only where "
            "its folder can be written; copy the folder, as it is, to where you may write"
        )
        raise sqlite3.OperationalError(why) from error
    return connection
