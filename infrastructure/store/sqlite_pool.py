"""The connections to a log in SQLite: the pool of the library to read, and one more to write."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Self, TypeVar

from eventsourcing import persistence
from eventsourcing.persistence import (
    ConnectionPoolClosedError,
    ConnectionUnavailableError,
    PersistenceError,
)
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteDatastore

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.files.locks import retry_while_locked, seconds, step
from infrastructure.files.sqlite_errors import (
    undecodable_as_corrupt,
    why_full,
    why_read_only,
    why_unreadable,
    why_unwritable,
)
from infrastructure.files.write_ahead_log import must_be_whole
from infrastructure.store.sqlite_schema import is_new, must_end_with_an_entry

T = TypeVar("T")
_NEEDS_THE_FOLDER = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY_DIRECTORY}


def translated(error: sqlite3.Error, why: str = "") -> PersistenceError:
    """Return the library's error for one of SQLite's, as the library's own transaction does.

    Both have the same names. `why` is the cause in our words, where it is known.
    """
    names = (kind.__name__ for kind in type(error).__mro__)
    kind: type[PersistenceError] = next(
        (getattr(persistence, name) for name in names if hasattr(persistence, name)),
        PersistenceError,
    )
    return kind(why or error)


class LogConnectionPool(SQLiteConnectionPool):
    """A pool that checks a file before it uses it, and has one more connection to write.

    Opening and reading change nothing, so a log can be read where it must not be written.
    """

    def __init__(self, stock: SQLiteConnectionPool) -> None:
        self.takes_empty = False  # which may be what a fault left of a log
        self._writing = Lock()
        self._writer: sqlite3.Connection | None = None
        super().__init__(
            db_name=stock.db_name,
            lock_timeout=stock.lock_timeout,
            pool_size=stock.pool_size,
            max_overflow=stock.max_overflow,
            pool_timeout=stock.pool_timeout,
            max_age=stock.max_age,
            pre_ping=stock.pre_ping,
        )
        self._timeout = stock.lock_timeout or seconds()
        self._path = Path(self.db_name)

    @classmethod
    def install(cls, datastore: SQLiteDatastore) -> Self:
        """Return the datastore's pool, after replacing a stock one by one of this class."""
        pool = datastore.pool
        if not isinstance(pool, cls):
            pool.close()
            datastore.pool = pool = cls(pool)
        return pool

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Cursor]:
        """Take the write lock at the start, so that what is read stays true until the commit.

        Raises:
            PersistenceError: as the library's transactions do, each error of SQLite by its name.
            Unavailable: the file is not a log of this version.
        """
        connection, release = self._acquire_writer()
        try:
            cursor = connection.cursor()
            with undecodable_as_corrupt():
                self._patiently(partial(cursor.execute, "BEGIN IMMEDIATE"))
                yield cursor
                cursor.execute("COMMIT")
        except sqlite3.Error as error:
            why = why_full(self._folder, error) or why_read_only(error, self._path)
            raise translated(error, why) from error
        finally:
            try:
                connection.rollback()  # does nothing after a commit
            finally:
                release()

    def close(self) -> None:
        """Close every connection, once the transaction that is being written has ended."""
        with self._writing:
            super().close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    @property
    def _folder(self) -> Path:
        return self._path.absolute().parent

    def _patiently(self, act: Callable[[], T]) -> T:
        return retry_while_locked("the register", self._path, act, self._timeout)

    def _create_connection(self) -> SQLiteConnection:
        connection = self._connect()
        connection.row_factory = sqlite3.Row
        return SQLiteConnection(connection, self.max_age)

    def _acquire_writer(self) -> tuple[sqlite3.Connection, Callable[[], None]]:
        """Return the connection that writes, for one thread at a time, and how to release it."""
        if self.is_sqlite_memory_mode:  # readers must wait meanwhile, which the library sees to
            pooled = self.get_connection(is_writer=True)
            return pooled.cursor().sqlite_cursor.connection, partial(self.put_connection, pooled)
        if not self._writing.acquire(timeout=self._timeout):
            raise ConnectionUnavailableError(worded("Another thread is still writing to the log."))
        if self._writer is None:
            with _on_error(self._writing.release):
                self._writer = self._open_writer()
        return self._writer, self._writing.release

    def _open_writer(self) -> sqlite3.Connection:
        if self.closed:
            raise ConnectionPoolClosedError
        connection = self._connect()
        try:
            with _on_error(connection.close):
                self._patiently(partial(_ensure_wal, connection))
        except sqlite3.OperationalError as error:
            raise translated(error, why_full(self._folder, error)) from error
        return connection

    def _connect(self) -> sqlite3.Connection:
        """Open the file, and check that it is a log.

        Raises:
            Unavailable: it cannot be opened, is no database, or is not a log of this version.
            OperationalError: it is locked, or the disk fails.
        """
        try:
            connection = sqlite3.connect(
                self.db_name,
                timeout=step(self._timeout),
                isolation_level=None,
                check_same_thread=False,
                uri=True,
            )
            with _on_error(connection.close), undecodable_as_corrupt():
                if self._patiently(lambda: self._is_new(connection)) and not self.takes_empty:
                    raise Unavailable(
                        "{store} is empty: put back a copy that was kept, or begin a "
                        "register elsewhere with: depositary init",
                        store=self.db_name,
                    )
        except sqlite3.OperationalError as error:
            raise self._not_opened(error) from error
        except sqlite3.DatabaseError as error:
            raise Unavailable.because(
                worded(
                    "Put back a copy that was kept; {store} is not a log, or is damaged",
                    store=self.db_name,
                ),
                error,
            ) from error
        return connection

    def _not_opened(self, error: sqlite3.OperationalError) -> Exception:
        """Return what it means that the file cannot be opened."""
        if why := why_unreadable(self._path):
            return translated(error, why)
        why = why_unwritable(self._folder)
        if why and error.sqlite_errorcode in _NEEDS_THE_FOLDER:
            return Unavailable(
                "{store} cannot be read, since SQLite must write beside it, and {why};"
                " copy it to another folder, with: depositary backup FOLDER",
                store=self.db_name,
                why=why,
            )
        full = why_full(self._folder, error)
        if error.sqlite_errorcode == sqlite3.SQLITE_CANTOPEN and not full:
            return Unavailable(
                "No log can be opened at {store}; see that it is a file, and that you may read it.",
                store=self.db_name,
            )
        return translated(error, full)

    def _is_new(self, connection: sqlite3.Connection) -> bool:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        must_be_whole(connection)
        cursor = connection.cursor()
        if is_new(cursor, self.db_name):
            return True
        must_end_with_an_entry(cursor)
        return False


def _ensure_wal(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log, for which SQLite itself does not wait its turn."""
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _on_error(undo: Callable[[], None]) -> Iterator[None]:
    with ExitStack() as stack:
        stack.callback(undo)
        yield
        stack.pop_all()
