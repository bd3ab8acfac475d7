"""The tables of a log in SQLite, the triggers that guard them, and the file's application id."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache

from domain.errors import Unavailable
from infrastructure.files.sqlite_errors import damaged

APPLICATION_ID = int.from_bytes(b"DEPO")
SCHEMA_VERSION = 1

_TABLES = (
    # The library selects by the name `rowid`. AUTOINCREMENT, since without it a position is
    # given out again after the last row was deleted, and changed by a dump.
    """
    CREATE TABLE stored_events (
        rowid INTEGER PRIMARY KEY AUTOINCREMENT,
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        UNIQUE (originator_id, originator_version)
    ) STRICT
    """,
    """
    CREATE TABLE log_leaf (
        idx INTEGER PRIMARY KEY,
        position INTEGER NOT NULL UNIQUE,
        recorded_us INTEGER NOT NULL,
        leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32)
    ) STRICT
    """,
    """
    CREATE TABLE command (
        key TEXT PRIMARY KEY NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
    ) STRICT
    """,
)
_SAME_ROW = {
    "stored_events": (
        "rowid = NEW.rowid",
        "originator_id = NEW.originator_id AND originator_version = NEW.originator_version",
    ),
    "log_leaf": ("idx = NEW.idx", "position = NEW.position"),
    "command": ("key = NEW.key",),
}

GUARDS = frozenset(
    f"{table}_{act}" for table in _SAME_ROW for act in ("update", "delete", "insert")
)
"""The names of the triggers that refuse to change, delete or replace a row."""

# One statement, so that no other process can make the tables between two answers.
_LOST_END = """
    SELECT count(*) FROM (SELECT position FROM log_leaf ORDER BY idx DESC LIMIT 1) AS last
    WHERE NOT EXISTS (
        SELECT 1 FROM stored_events AS e WHERE e.rowid = last.position AND e.topic IS NOT NULL
    )
"""
_MARKS = """
    SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
    FROM pragma_application_id, pragma_user_version
"""

_PARTS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"


def _guards(table: str, same_row: Sequence[str]) -> Iterator[str]:
    """Refuse to update, delete or replace a row; REPLACE fires no delete trigger, so look first."""
    there = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {same})" for same in same_row)  # noqa: S608  # names from `_SAME_ROW`
    for act, when, sentence in (
        ("UPDATE", "", f"A row of {table} is never changed."),
        ("DELETE", "", f"A row of {table} is never deleted."),
        ("INSERT", f"WHEN {there}", f"This row of {table} is there already."),
    ):
        yield (
            f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} {when}"
            f" BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )


def guard_on_updates() -> str:
    """Return the statement that makes the guard by which no event is ever changed."""
    return next(_guards("stored_events", _SAME_ROW["stored_events"]))


def is_new(cursor: sqlite3.Cursor, db_name: str) -> bool:
    """Say whether a file is empty, and not a log of this version; reads only.

    Raises:
        Unavailable: the file belongs to another application or to another version of this one.
    """
    application_id, version, tables = cursor.execute(_MARKS).fetchone()
    if (application_id, version) == (APPLICATION_ID, SCHEMA_VERSION):
        return False
    if application_id == APPLICATION_ID:
        raise Unavailable(
            "The log {db_name} has format {version}, but this version of Depositary reads format "
            "{ours}.",
            db_name=db_name,
            version=version,
            ours=SCHEMA_VERSION,
        )
    if application_id or version or tables:
        raise Unavailable(
            "The file {db_name} belongs to another application; it is not a log.", db_name=db_name
        )
    return True


def must_end_with_an_entry(cursor: sqlite3.Cursor) -> None:
    """Refuse a log of which the last entry is zeros, as a disk leaves them that lost its power.

    Raises:
        sqlite3.DatabaseError: the newest leaf has no event, as SQLite says of a damaged file.
    """
    if cursor.execute(_LOST_END).fetchone() != (0,):
        raise damaged()


def differences(cursor: sqlite3.Cursor) -> list[str]:
    """Return the name of every part of a file that is not as `create` makes it; reads only.

    A part is a table, an index, a view or a trigger, SQLite's own among them: a view can tell
    readers something else than the table that it hides, and a trigger can write behind a command.
    """
    made, there = Counter(_expected_parts()), Counter(cursor.execute(_PARTS).fetchall())
    return sorted({str(name) for _, name, *_ in ((made - there) + (there - made))})


def has_foreign_parts(cursor: sqlite3.Cursor) -> bool:
    """Say whether a file has a part that `create` does not make, or not so."""
    return bool(Counter(cursor.execute(_PARTS).fetchall()) - Counter(_expected_parts()))


@cache
def _expected_parts() -> Sequence[tuple[str, str, str, str | None]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create(connection.cursor())
        return connection.execute(_PARTS).fetchall()


def create(cursor: sqlite3.Cursor) -> None:
    """Make tables, guards and the application id in the transaction that is open."""
    for statement in _TABLES:
        cursor.execute(statement)
    for table, same_row in _SAME_ROW.items():
        for statement in _guards(table, same_row):
            cursor.execute(statement)
    cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    cursor.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
