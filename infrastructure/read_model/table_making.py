"""Make the tables from the log, and write into them what is new."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import Unreadable
from infrastructure.files.locks import retry_while_locked
from infrastructure.read_model import code_periods, kept, loading, schema, standing_projection
from infrastructure.read_model.stream_addresses import StreamAddresses
from infrastructure.read_model.table_files import (
    TABLES,
    EventSource,
    Unusable,
    last,
    must_have_its_texts,
    schema_number,
)
from infrastructure.read_model.views.columns import SqlTable

if TYPE_CHECKING:
    from sqlite_utils import Database

_FAST = (
    "page_size = 16384",  # rows of events fill larger pages better
    *("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"),
    "cache_size = -32768",
)


def create_table(connection: sqlite3.Connection, table: SqlTable) -> None:
    """Create a table, empty and without indexes."""
    made = _database(connection).table(table.name)
    made.create(
        {column.name: column.type for column in table.columns},
        pk=table.key[0] if len(table.key) == 1 else table.key,
        foreign_keys=table.refers,
        not_null={column.name for column in table.columns if not column.null},
        strict=True,
    )
    if table.unique:
        made.create_index(table.unique, unique=True)


def create_tables(connection: sqlite3.Connection) -> None:
    """Create all tables of the read model, empty; `mark_complete` comes last."""
    for table in schema.TABLES:
        create_table(connection, table)
    connection.execute(schema.CREATE_HISTORY)


def create_indexes(connection: sqlite3.Connection, *tables: SqlTable) -> None:
    """Make the indexes of these tables, which a load does better without."""
    database = _database(connection)
    for table in tables:
        for columns in table.indexes:
            database.table(table.name).create_index(columns)
        for column, condition in table.seldom:
            connection.execute(
                f"CREATE INDEX idx_{table.name}_{column} ON {table.name} ({column})"
                f" WHERE {condition}"
            )
        for topic, field in table.inside:  # with ->>, a query takes the value from the index
            connection.execute(
                f"CREATE INDEX idx_{table.name}_{field} ON {table.name}"
                f" (taskforce, topic, content ->> '$.{field}') WHERE topic = '{topic}'"
            )


def mark_complete(connection: sqlite3.Connection) -> None:
    """Mark the file as complete and of this schema."""
    connection.execute(f"PRAGMA user_version = {schema_number()}")


def _database(connection: sqlite3.Connection) -> "Database":
    from sqlite_utils import Database  # noqa: PLC0415  # 20 ms, and few commands make tables

    return Database(connection, recursive_triggers=False, execute_plugins=False)


def build(
    path: Path,
    log: EventSource,
    batch_size: int,
    on_progress: Callable[[int], object] = lambda _: None,
) -> int:
    """Make a generation from the whole log, and return how many events it has.

    Indexes are made and histories folded after all events were loaded; only one batch of events is
    in memory at a time; `on_progress` gets how many more were.

    Raises:
        ContainsRemovedText: texts were removed meanwhile; this file must be deleted.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _FAST:
            connection.execute(f"PRAGMA {pragma}")
        create_tables(connection)
        connection.execute("BEGIN")
        count = _load(connection, log, batch_size, on_progress)
        create_indexes(connection, schema.EVENT)
        loading.apply_amendments(connection, 0)
        code_periods.update(connection, 0)
        standing_projection.fill(connection)
        kept.spoil_all(connection)
        create_indexes(connection, *(table for table in schema.TABLES if table is not schema.EVENT))
        mark_complete(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
    return count


def _load(
    connection: sqlite3.Connection,
    log: EventSource,
    batch_size: int,
    on_progress: Callable[[int], object],
) -> int:
    addresses = StreamAddresses(connection)
    known = log.last()
    count = position = 0
    while records := log.read(position, batch_size):
        must_have_its_texts(records, position, known)
        loading.write(connection, addresses, records)
        count, position = count + len(records), records[-1].position
        on_progress(len(records))
    return count


def follow(
    connection: sqlite3.Connection,
    known: tuple[int, str],
    path: Path,
    log: EventSource,
    batch_size: int,
    longest: float | None = None,
) -> int:
    """Apply the next events that are not in the tables at `path` yet; return how many there were.

    `known` is what the tables ended with when the log did not. The events are one transaction, so a
    crash loses nothing and repeats nothing.

    Raises:
        Unusable: the last event of the tables is not in the log.
        ContainsRemovedText: texts were removed that the tables still contain.
        Unreadable: the log does not end with its highest position.
    """
    position, event_id = known
    records = log.read(max(position - 1, 0), batch_size + 1)
    if position and (not records or str(records[0].envelope.event_id) != event_id):
        raise Unusable
    new = [record for record in records if record.position > position]
    if not new:
        raise Unreadable("Somebody changed the register: it ends with an earlier position.")
    must_have_its_texts(new, position)
    retry_while_locked(TABLES, path, partial(connection.execute, "BEGIN IMMEDIATE"), longest)
    try:
        behind = last(connection) == known  # no other process was faster
        if behind:
            loading.write(connection, StreamAddresses(connection), new)
            loading.apply_amendments(connection, position)
            standing_projection.refresh(
                connection, position, code_periods.update(connection, position)
            )
            kept.spoil(connection, position)
        connection.execute("COMMIT")
    finally:
        connection.rollback()  # does nothing after a commit
    return len(new) if behind else 0
