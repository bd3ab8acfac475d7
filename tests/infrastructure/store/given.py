"""What the tests of the store start from: an event, an open log, another connection to the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteDatastore

from infrastructure.store.sqlite_recorder import SQLiteLogRecorder

KENYA = UUID("6f1c2a52-9a1e-5a57-8d5e-0f6a1d2c3b4a")
PERU = UUID("0d9c7b1e-3f52-5c11-9a40-7c5f2b8e6d31")
NOON_US = 1_764_072_000_000_000  # 2025-11-25T12:00:00Z


def event(
    stream: UUID | str = KENYA,
    version: int = 1,
    topic: str = "commitment.signed",
    state: bytes = b"{}",
) -> StoredEvent:
    return StoredEvent(originator_id=stream, originator_version=version, topic=topic, state=state)


@contextmanager
def opened(db_name: str | Path, lock_timeout: int | None = None) -> Iterator[SQLiteLogRecorder]:
    """Open a log as the library does, without making its tables, and close it afterwards."""
    datastore = SQLiteDatastore(str(db_name), lock_timeout=lock_timeout)
    try:
        yield SQLiteLogRecorder(datastore)
    finally:
        datastore.close()


@contextmanager
def elsewhere(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file beside the recorder, as another program would."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        yield connection
    finally:
        connection.close()


def counts(path: Path) -> list[int]:
    """How many events, leaves and commands there are."""
    with elsewhere(path) as other:
        return [
            other.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("stored_events", "log_leaf", "command")
        ]
