"""Builds and opens the files of the read model, and tells damage from other errors."""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Protocol

from domain.event import Recorded
from domain.events.log import Expunged
from infrastructure.files.locks import retry_while_locked, step
from infrastructure.read_model import loading, recoding, schema, stretches
from infrastructure.read_model.places import Places

TABLES = "the tables"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}
_FAST = (
    *("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"),
    "cache_size = -32768",
)
_LAST = "SELECT position, event_id FROM event ORDER BY position DESC LIMIT 1"


class Log(Protocol):
    """What tables are made from: the log of events, or the beginning of one."""

    def read(self, after: int, limit: int) -> Sequence[Recorded]:
        """Return up to `limit` events after a position, in order."""
        ...

    def last(self) -> int:
        """Return the last position, 0 where there is none."""
        ...


class Unusable(Exception):
    """A file of the read model is missing, damaged, of another schema or of another log."""


class Outdated(Unusable):
    """Texts were removed from events that a file of the read model holds as they were."""


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error means that the file is missing or damaged."""
    return code_of(error) & 0xFF in _DAMAGE


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's number for an error, 0 for one that Python itself found."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return position and id of the last event that the tables know, (0, "") if they are empty."""
    row: tuple[int, str] | None = connection.execute(_LAST).fetchone()
    return row or (0, "")


def open_file(path: Path, mode: str, longest: float | None = None) -> sqlite3.Connection:
    """Open a file that is there; `mode` is `ro` or `rw`. Any thread may use the connection.

    `longest` is for how many seconds a lock is waited for, if for others than usual.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=step(longest),
        isolation_level=None,
        check_same_thread=False,
    )


def open_model(path: Path, longest: float | None = None) -> sqlite3.Connection:
    """Open a generation.

    Raises:
        Unusable: it is missing, damaged, or was made by a version with other tables.
    """
    try:
        with ExitStack() as stack:
            connection = stack.enter_context(closing(open_file(path, "rw", longest)))
            retry_while_locked(TABLES, path, partial(_must_be_ours, connection), longest)
            connection.execute("PRAGMA synchronous = NORMAL")
            stack.pop_all()
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise Unusable from error
        raise
    return connection


def _must_be_ours(connection: sqlite3.Connection) -> None:
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if number != schema.schema_number():
        raise Unusable
    last(connection)  # reads the file's first pages, so that damage shows


def build(path: Path, log: Log, batch_size: int) -> int:
    """Make a generation of all that is in the log, and return how many events that is.

    Indexes are made and histories folded when all events are there; only one batch of events is
    in memory at a time.

    Raises:
        Outdated: texts were removed while they were read; what was read must be thrown away.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _FAST:
            connection.execute(f"PRAGMA {pragma}")
        schema.create_all(connection)
        connection.execute("BEGIN")
        count = _load(connection, log, batch_size)
        schema.index(connection, schema.EVENT)
        loading.settle(connection, 0)
        recoding.follow(connection, 0)
        stretches.fill(connection)
        schema.index(connection, *(table for table in schema.TABLES if table is not schema.EVENT))
        schema.finish(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
    return count


def _load(connection: sqlite3.Connection, log: Log, batch_size: int) -> int:
    places = Places(connection)
    known = log.last()
    count = position = 0
    while records := log.read(position, batch_size):
        _must_know_no_more(records, position, known)
        loading.write(connection, places, records)
        count, position = count + len(records), records[-1].position
    return count


def _must_know_no_more(records: Sequence[Recorded], read: int, before: int = 0) -> None:
    """Refuse to go on where texts were removed from an event up to position `read`.

    What is recorded up to `before` was done before anything was read. All records of one call are
    of one state of the log.
    """
    for record in records:
        event = record.event
        if isinstance(event, Expunged) and event.expunged <= read and record.position > before:
            raise Outdated


def must_be_current(connection: sqlite3.Connection, log: Log, batch_size: int) -> None:
    """Refuse tables that hold texts which were removed since.

    Raises:
        Outdated: they do.
    """
    known, _ = last(connection)
    position = known
    while records := log.read(position, batch_size):
        _must_know_no_more(records, known)
        position = records[-1].position


def catch_up(
    connection: sqlite3.Connection,
    path: Path,
    log: Log,
    batch_size: int,
    longest: float | None = None,
) -> int:
    """Apply every event that the tables at `path` do not know yet, and return how many there were.

    Each batch is one transaction, so a crash loses nothing and repeats nothing. Where there is
    nothing new, nothing is locked.

    Raises:
        Unusable: the log does not have the last event that the tables know.
        Outdated: what is new tells of texts that were removed, and the tables still hold them.
    """
    count = 0
    while True:
        position, event_id = last(connection)
        records = log.read(max(position - 1, 0), batch_size + 1)
        if position and (not records or str(records[0].envelope.event_id) != event_id):
            raise Unusable
        new = [record for record in records if record.position > position]
        if not new:
            return count
        _must_know_no_more(new, position)
        retry_while_locked(TABLES, path, partial(connection.execute, "BEGIN IMMEDIATE"), longest)
        try:
            if last(connection) == (position, event_id):  # no other process was faster
                loading.write(connection, Places(connection), new)
                loading.settle(connection, position)
                stretches.refresh(connection, position, recoding.follow(connection, position))
                count += len(new)
            connection.execute("COMMIT")
        finally:
            connection.rollback()  # does nothing after a commit
