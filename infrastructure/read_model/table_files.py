"""Build, open and update the files of tables; recognise damaged ones."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from domain.errors import Unreadable
from domain.event import Recorded
from domain.events.log import Expunged
from infrastructure.files.locks import retry_while_locked, step
from infrastructure.read_model import code_periods, kept, loading, schema, standing_projection
from infrastructure.read_model.stream_addresses import StreamAddresses
from infrastructure.read_model.views.columns import SqlTable
from infrastructure.read_model.views.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES = "the tables"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}
_FAST = (
    "page_size = 16384",  # rows of events fill larger pages better
    *("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"),
    "cache_size = -32768",
)
_LAST = "SELECT position, event_id FROM event ORDER BY position DESC LIMIT 1"


class EventSource(Protocol):
    """What tables are made from: the log of events, or the beginning of one."""

    def read(self, after: int, limit: int) -> Sequence[Recorded]:
        """Return up to `limit` events after a position, in order."""
        ...

    def last(self) -> int:
        """Return the last position, 0 where there is none."""
        ...

    def ends_with(self, position: int, event_id: str) -> bool:
        """Say whether this is the last event, or there is none for position 0."""
        ...


class Unusable(Exception):
    """A file of the read model is missing, damaged, of another schema or of another log."""


class ContainsRemovedText(Unusable):
    """A file of the read model contains texts that were removed from the log since."""


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error means that the file is missing or damaged."""
    return code_of(error) & 0xFF in _DAMAGE


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's number for an error, 0 for one that Python itself found."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return position and id of the last event in the tables, (0, "") if they are empty."""
    row: tuple[int, str] | None = connection.execute(_LAST).fetchone()
    return row or (0, "")


def open_file(path: Path, mode: str, longest: float | None = None) -> sqlite3.Connection:
    """Open an existing file; `mode` is `ro` or `rw`. Any thread may use the connection.

    `longest` is how many seconds to wait for a lock, if not the usual number.
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
    """Create all tables of the read model, empty; `create_views` comes last."""
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


def create_views(connection: sqlite3.Connection) -> None:
    """Make the views and mark the file as complete and of this schema."""
    database = _database(connection)
    for view in VIEWS:
        database.create_view(view.name, view.sql)
    connection.execute(f"PRAGMA user_version = {schema.schema_number()}")


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
        create_views(connection)
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
        _must_not_contain_removed_text(records, position, known)
        loading.write(connection, addresses, records)
        count, position = count + len(records), records[-1].position
        on_progress(len(records))
    return count


def _must_not_contain_removed_text(records: Sequence[Recorded], read: int, before: int = 0) -> None:
    """Raise where texts were removed from an event up to position `read`.

    Removals up to position `before` happened before anything was read. All records of one call are
    from one state of the log.
    """
    for record in records:
        event = record.event
        if isinstance(event, Expunged) and event.expunged <= read and record.position > before:
            raise ContainsRemovedText


def must_not_contain_removed_text(
    connection: sqlite3.Connection, log: EventSource, batch_size: int
) -> None:
    """Check that the tables contain no text that was removed from the log since.

    Raises:
        ContainsRemovedText: they do.
    """
    known, _ = last(connection)
    position = known
    while records := log.read(position, batch_size):
        _must_not_contain_removed_text(records, known)
        position = records[-1].position


def catch_up(
    connection: sqlite3.Connection,
    path: Path,
    log: EventSource,
    batch_size: int,
    longest: float | None = None,
) -> int:
    """Apply every event that is not in the tables at `path` yet, and return how many there were.

    Each batch is one transaction, so a crash loses nothing and repeats nothing. Where there is
    nothing new, nothing is locked.

    Raises:
        Unusable: the last event of the tables is not in the log.
        ContainsRemovedText: texts were removed that the tables still contain.
        Unreadable: the log does not end with its highest position.
    """
    count = 0
    # as most often, nothing is new: to decode the last event for that takes long
    while not log.ends_with(*(known := last(connection))):
        position, event_id = known
        records = log.read(max(position - 1, 0), batch_size + 1)
        if position and (not records or str(records[0].envelope.event_id) != event_id):
            raise Unusable
        new = [record for record in records if record.position > position]
        if not new:
            raise Unreadable("Somebody changed the register: it ends with an earlier position.")
        _must_not_contain_removed_text(new, position)
        retry_while_locked(TABLES, path, partial(connection.execute, "BEGIN IMMEDIATE"), longest)
        try:
            if last(connection) == known:  # no other process was faster
                loading.write(connection, StreamAddresses(connection), new)
                loading.apply_amendments(connection, position)
                standing_projection.refresh(
                    connection, position, code_periods.update(connection, position)
                )
                kept.spoil(connection, position)
                count += len(new)
            connection.execute("COMMIT")
        finally:
            connection.rollback()  # does nothing after a commit
    return count
