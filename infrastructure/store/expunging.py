"""A recorder that can replace the state of one event and record it in the same transaction."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import UUID

from eventsourcing.persistence import IntegrityError

from application.event_store.log_mapper import NewRow
from domain.errors import Unavailable
from domain.words import worded
from infrastructure.files.locks import busy_error, retry_while_locked, step
from infrastructure.files.sqlite_errors import undecodable_as_corrupt
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from infrastructure.store.sqlite_schema import guard_on_updates

_DROP_UPDATE_TRIGGER = "DROP TRIGGER IF EXISTS stored_events_update"
_REPLACE = "UPDATE stored_events SET state = ? WHERE rowid = ? AND state = ?"


class ExpungingRecorder(SQLiteLogRecorder):
    """Records events, and can replace the state of one; see docs/decisions/0010-expunging.md.

    Only the command that expunges opens a log with it. The trigger against updates is missing
    within the transaction only, which nobody else can see.
    """

    def expunge(
        self, position: int, states: tuple[bytes, bytes], record: NewRow, expect: Mapping[UUID, int]
    ) -> int:
        """Replace the first state by the second and record it, both or neither.

        The bytes of the first are overwritten, not only given free. Returns the position of the
        record.

        Raises:
            IntegrityError: the event is not there, or not in the first state; or what is expected
                of streams does not hold.
            ClockWentBack: the clock is over two seconds behind the last entry.
        """
        before, after = states
        with self._pool.transaction() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute(_DROP_UPDATE_TRIGGER)
            replaced = cursor.execute(_REPLACE, (after, position, before)).rowcount
            cursor.execute(guard_on_updates())
            if replaced != 1:
                raise IntegrityError(f"The event at {position} is not what it was.")
            (recorded,) = self._append(cursor, [record], expect)
            return recorded


def clean(store: Path) -> None:
    """Write a log's file anew and empty its write-ahead log, so that no old bytes are left in it.

    What was overwritten stays for a while in pages that were copied before, and in the write-ahead
    log, until both are written anew. It can be done again at any time.

    Raises:
        Unavailable: others are reading or writing, the disk is full, or the file is damaged.
    """
    uri = f"{store.absolute().as_uri()}?mode=rw"
    try:
        with (
            undecodable_as_corrupt(),
            closing(
                sqlite3.connect(uri, uri=True, timeout=step(), isolation_level=None)
            ) as connection,
        ):
            connection.execute("PRAGMA secure_delete = ON")
            retry_while_locked("the register", store, partial(connection.execute, "VACUUM"))
            retry_while_locked("what was written ahead", store, partial(_empty, connection))
    except sqlite3.Error as error:
        raise Unavailable.because(
            worded("{store} could not be written anew", store=store), error
        ) from error


def _empty(connection: sqlite3.Connection) -> None:
    held, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if held:
        raise busy_error("others read it")
