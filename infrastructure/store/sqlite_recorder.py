"""Records events in SQLite, each with its log leaf and its command in one transaction."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from time import time_ns
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from application.event_store.log_mapper import NewRow
from application.event_store.streams import LogRow, StoredRow
from domain.errors import ClockWentBack, CommandAlreadyRecorded, Unreadable
from domain.events.log import TOLERATED_US, ClockConfirmed
from infrastructure.files.sqlite_errors import undecodable_as_corrupt
from infrastructure.store.leaf import LARGEST, entry_bytes, format_time, leaf_hash
from infrastructure.store.sqlite_pool import LogConnectionPool
from infrastructure.store.sqlite_schema import create, is_new

AT_ONCE = 1_000
"""How many events are written by one call of the database."""
NOTHING = (-1, 0, 0)  # the index, position and time before the first leaf

LAST_LEAF = "SELECT idx, position, recorded_us FROM log_leaf ORDER BY idx DESC LIMIT 1"
INSERT_EVENT = (
    "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
    " VALUES (?, ?, ?, ?)"
)
INSERT_LEAF = "INSERT INTO log_leaf (idx, position, recorded_us, leaf_hash) VALUES (?, ?, ?, ?)"
INSERT_COMMAND = "INSERT INTO command (key, first, last) VALUES (?, ?, ?)"
SELECT_COMMAND = "SELECT first, last FROM command WHERE key = ?"
SELECT_VERSION = (
    "SELECT coalesce(max(originator_version), 0) FROM stored_events WHERE originator_id = ?"
)
SELECT_CONFIRMED = """
    SELECT json_extract(CAST(state AS TEXT), '$.event.clock') FROM stored_events
    WHERE topic = ? ORDER BY rowid DESC LIMIT 1
"""
SELECT_TIMES = (
    "SELECT position, recorded_us FROM log_leaf WHERE position IN (SELECT value FROM json_each(?))"
)
# CROSS JOIN keeps the leaves outside: both tables are then read by their integer keys.
SELECT_LOG = """
    SELECT position, recorded_us, originator_id, originator_version, topic, state
    FROM log_leaf CROSS JOIN stored_events ON stored_events.rowid = log_leaf.position
    WHERE idx > coalesce(
        (SELECT idx FROM log_leaf WHERE position <= ? ORDER BY position DESC LIMIT 1), -1
    )
    ORDER BY idx LIMIT ?
"""
SELECT_STREAM = """
    SELECT position, recorded_us, originator_version, topic, state
    FROM stored_events CROSS JOIN log_leaf ON stored_events.rowid = log_leaf.position
    WHERE originator_id = ? ORDER BY originator_version
"""


def system_clock() -> int:
    """Return the time in microseconds since 1970 UTC."""
    return time_ns() // 1000


class SQLiteLogRecorder(SQLiteApplicationRecorder):
    """Records events as the library does, each with its leaf, expectations and command key."""

    def __init__(self, datastore: SQLiteDatastore) -> None:
        super().__init__(datastore)
        self._pool = LogConnectionPool.install(datastore)
        self.clock: Callable[[], int] = system_clock

    def create_table(self) -> None:
        """Make the tables in an empty file; do nothing where they exist."""
        self._pool.takes_empty = True
        with self.datastore.transaction(commit=False) as reading:
            new = is_new(reading.sqlite_cursor, self._pool.db_name)
        if new:
            with self._pool.transaction() as cursor:
                if is_new(cursor, self._pool.db_name):  # no other process was faster
                    create(cursor)

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        expect: Mapping[UUID, int] | None = None,
        expect_head: int | None = None,
        command_key: str | None = None,
        **_: object,
    ) -> Sequence[int]:
        """Record the library's form of events; see `insert_rows`."""
        rows = [
            (_hex(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events
        ]
        return self.insert_rows(
            rows, expect=expect, expect_head=expect_head, command_key=command_key
        )

    def insert_rows(
        self,
        rows: Iterable[NewRow],
        *,
        expect: Mapping[UUID, int] | None = None,
        expect_head: int | None = None,
        command_key: str | None = None,
    ) -> Sequence[int]:
        """Record events together or not at all, and return their positions in order.

        Rows are taken a few at a time, so that those of a large file are never there all at once.
        Without events nothing is checked or recorded. `expect` maps streams to the version each
        must be at, 0 where there must be none; `expect_head` is the position that must be the
        log's last, 0 for an empty log. All events of one call have the same time.

        Raises:
            CommandAlreadyRecorded: `command_key` was recorded before, whatever is expected now.
            IntegrityError: an expectation fails, or a stream has this version already.
            ClockWentBack: the clock is over two seconds behind the last entry, and nobody has
                confirmed that it is right.
            Malformed: a topic or stream id cannot stand in a log entry.
        """
        left = iter(rows)
        first = list(islice(left, AT_ONCE))
        if not first:
            return []
        with self._pool.transaction() as cursor:
            if command_key is not None:
                _must_be_new(cursor, command_key)
            more = left if len(first) == AT_ONCE else None
            positions = self._append(cursor, first, expect or {}, expect_head, more)
            if command_key is not None:
                cursor.execute(INSERT_COMMAND, (command_key, positions[0], positions[-1]))
            return positions

    def find_command(self, key: str) -> tuple[int, int] | None:
        """Return the first and last position of the command's events, if it was recorded."""
        with self._reading() as cursor:
            found: tuple[int, int] | None = cursor.execute(SELECT_COMMAND, (key,)).fetchone()
        return found

    def head(self) -> tuple[int, int] | None:
        """Return the last position and its time in microseconds, or None for an empty log.

        Raises:
            Unreadable: it is none that the program gives, so whoever reads on would never reach it.
        """
        with self._reading() as cursor:
            last: tuple[int, int, int] | None = cursor.execute(LAST_LEAF).fetchone()
        if last and last[1] < 1:
            raise Unreadable(
                "Somebody changed the register: its last entry is at position {position}, and "
                "positions begin at 1.",
                position=last[1],
            )
        return last and last[1:]

    def recorded_at(self, positions: Sequence[int]) -> dict[int, int]:
        """Return the time in microseconds of each position that is in the log."""
        with self._reading() as cursor:
            return dict(cursor.execute(SELECT_TIMES, (json.dumps(list(positions)),)).fetchall())

    def select_log(self, start: int, limit: int) -> Sequence[LogRow]:
        """Return up to `limit` events after position `start`, which is excluded, in log order.

        An event without a leaf, which only a change from outside leaves behind, is left out.
        """
        with self._reading() as cursor:
            return list(map(LogRow._make, cursor.execute(SELECT_LOG, (start, limit))))

    def select_stream(self, stream: UUID) -> Sequence[StoredRow]:
        """Return all events of one stream in order, each with its place in the log."""
        with self._reading() as cursor:
            return cursor.execute(SELECT_STREAM, (stream.hex,)).fetchall()

    def _append(
        self,
        cursor: sqlite3.Cursor,
        rows: Sequence[NewRow],
        expect: Mapping[UUID, int],
        expect_head: int | None = None,
        more: Iterator[NewRow] | None = None,
    ) -> list[int]:
        """Record events in the transaction that is open, if what is expected holds.

        Where `rows` are as many as are written at once, `more` may follow.
        """
        idx, head, last_us = cursor.execute(LAST_LEAF).fetchone() or NOTHING
        if head >= LARGEST:
            raise _impossible()
        if expect_head is not None and expect_head != head:
            raise IntegrityError(f"The log has reached position {head}, not {expect_head}.")
        for stream, version in expect.items():
            _must_be_at(cursor, stream, version)
        now = self._now(cursor, rows[0][2], last_us)
        positions = _insert(cursor, rows, idx + 1, now)
        while more and (rows := list(islice(more, AT_ONCE))):
            positions += _insert(cursor, rows, idx + 1 + len(positions), now)
        return positions

    def _now(self, cursor: sqlite3.Cursor, topic: str, last_us: int) -> int:
        now = self.clock()
        if topic != ClockConfirmed.TOPIC:
            _must_follow(cursor, now, last_us)
        return max(now, last_us)

    def must_follow(self, now: int) -> None:
        """Refuse a time, in microseconds since 1970 UTC, at which nothing could be recorded.

        Raises:
            ClockWentBack: it is over two seconds before the last entry, and nobody has confirmed
                such a clock.
        """
        with self._reading() as cursor:
            _must_follow(cursor, now, (cursor.execute(LAST_LEAF).fetchone() or NOTHING)[2])

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Cursor]:
        with self.datastore.transaction(commit=False) as reading, undecodable_as_corrupt():
            cursor = reading.sqlite_cursor
            cursor.row_factory = None  # plain tuples are made faster
            yield cursor


def _must_be_new(cursor: sqlite3.Cursor, key: str) -> None:
    found = cursor.execute(SELECT_COMMAND, (key,)).fetchone()
    if found is not None:
        raise CommandAlreadyRecorded(key, *found)


def _must_follow(cursor: sqlite3.Cursor, now: int, last_us: int) -> None:
    if now < last_us - TOLERATED_US and not _is_confirmed(cursor, now):
        raise ClockWentBack(
            "The clock says {now}, but the last entry was recorded at {last}: set the clock "
            "right, then try again. If it is right and was wrong before: depositary audit "
            "confirm-clock --reason …",
            now=format_time(now),
            last=format_time(last_us),
        )


def _is_confirmed(cursor: sqlite3.Cursor, now: int) -> bool:
    """Say whether the administrator has confirmed a clock that showed no more than this one."""
    found = cursor.execute(SELECT_CONFIRMED, (ClockConfirmed.TOPIC,)).fetchone()
    return found is not None and str(found[0]) <= format_time(now + TOLERATED_US)


def _must_be_at(cursor: sqlite3.Cursor, stream: UUID, version: int) -> None:
    (current,) = cursor.execute(SELECT_VERSION, (stream.hex,)).fetchone()
    if current != version:
        raise IntegrityError(f"The stream {stream} is at version {current}, not {version}.")


def _insert(
    cursor: sqlite3.Cursor, rows: Sequence[NewRow], first_idx: int, recorded_us: int
) -> list[int]:
    """Insert the events and their leaves, and return the positions, which follow each other.

    SQLite gives each event the next larger number (`AUTOINCREMENT`).
    """
    first = cursor.execute(INSERT_EVENT, rows[0]).lastrowid
    assert first is not None
    positions = range(first, first + len(rows))
    if positions[-1] > LARGEST:
        raise _impossible()
    if len(rows) > 1:  # it takes as long for none as for one
        cursor.executemany(INSERT_EVENT, rows[1:])
    leaves = []
    for number, (stream, version, topic, state) in enumerate(rows):
        position = first + number
        digest = sha256(state).hexdigest()
        entry = entry_bytes(position, recorded_us, stream, version, topic, digest)
        leaves.append((first_idx + number, position, recorded_us, leaf_hash(entry)))
    cursor.executemany(INSERT_LEAF, leaves)
    return list(positions)


def _impossible() -> Unreadable:
    """Refuse a position that no leaf can have; an entry of the program never comes near it."""
    return Unreadable(
        "Somebody changed the register: an entry is at a position so large that none can "
        "follow it. See what is wrong with: depositary doctor"
    )


def _hex(stream: UUID | str) -> str:
    return stream.hex if isinstance(stream, UUID) else stream
