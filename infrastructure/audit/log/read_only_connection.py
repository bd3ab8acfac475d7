"""Open a database to read it: nothing is changed, and nothing that was recorded is left out."""

import sqlite3
from contextlib import closing
from os.path import realpath
from pathlib import Path

from domain.errors import Unavailable
from infrastructure.files.locks import retry_while_locked, step
from infrastructure.files.sqlite_errors import why_unreadable
from infrastructure.files.store_path import parts

_ASKING = "SELECT count(*) FROM sqlite_schema"
_UNUSABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def connected(database: Path) -> sqlite3.Connection:
    """Open a file read-only, which may lie on a disk that cannot be written.

    Where a process was ended in the middle of a change, that is taken back first, as SQLite does it
    for everybody who may write.

    Raises:
        Unavailable: that, or what was recorded last, is in a file beside it that SQLite can use
            only where it may write.
        DatabaseError: SQLite's, if it is not a database.
    """
    try:
        return _looked_into(database, "mode=ro")
    except sqlite3.OperationalError as error:
        if not needs_writing(error) or why_unreadable(database):
            raise
    beside = unfinished(database)
    if beside is None:
        return _opened(database, "mode=ro&immutable=1")
    try:
        with closing(_looked_into(database, "mode=rw")):
            return _looked_into(database, "mode=ro")
    except sqlite3.OperationalError as error:
        raise (_whole_only_with(database, beside) if needs_writing(error) else error) from error


def _whole_only_with(database: Path, beside: Path) -> Unavailable:
    return Unavailable(
        "{database} is whole only with {beside}, which can be used only where you may write. Copy "
        "both to another folder, and go on there.",
        database=database,
        beside=beside,
    )


def needs_writing(error: object) -> bool:
    """Say whether SQLite could not open a database, since it would have to write beside it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _UNUSABLE


def unfinished(database: Path) -> Path | None:
    """Return a file that SQLite left beside a database with what is not in it, or not to stay."""
    whole = Path(realpath(database))  # SQLite follows links, too
    beside = (path for path in parts(whole)[1:] if not path.name.endswith("-shm"))
    return next((path for path in beside if path.is_file() and path.stat().st_size), None)


def without_trace(database: Path) -> sqlite3.Connection:
    """Open a database so that nothing is left beside it, not even SQLite's own empty files.

    A lock is not waited for: whether there is one was checked before. Where others write meanwhile,
    what is read may be of two times, and look damaged.

    Raises:
        Unavailable: as for `connected`, where something is beside it.
    """
    if not Path(f"{realpath(database)}-wal").exists():
        return _opened(database, "immutable=1")
    connection = _opened(database, "mode=ro")
    try:
        connection.execute(_ASKING)
    except sqlite3.OperationalError as error:
        if needs_writing(error) and (beside := unfinished(database)):
            connection.close()
            raise _whole_only_with(database, beside) from error
    return connection


def _opened(database: Path, how: str) -> sqlite3.Connection:
    uri = f"{database.absolute().as_uri()}?{how}"
    return sqlite3.connect(uri, uri=True, timeout=step(), isolation_level=None)


def _looked_into(database: Path, how: str) -> sqlite3.Connection:
    connection = _opened(database, how)
    try:
        retry_while_locked(database.name, database, lambda: connection.execute(_ASKING))
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        connection.close()
        raise
    return connection
