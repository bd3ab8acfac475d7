"""The tables refuse what a mistaken script would do to them, and the file says whose it is."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from infrastructure.store.sqlite_schema import APPLICATION_ID, create, is_new
from tests.infrastructure.store.given import KENYA, elsewhere, event

EVENT = f"'{KENYA.hex}', 1, 'commitment.signed', x'7b7d'"
OTHER = f"'{KENYA.hex}', 9, 'commitment.signed', x'7b7d'"


@pytest.fixture
def other(log: SQLiteLogRecorder, path: Path) -> Iterator[sqlite3.Connection]:
    """Another program on a log with two entries, recorded by one command."""
    log.insert_events([event(version=1), event(version=2)], command_key="k")
    with elsewhere(path) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET state = x'00'",
        "UPDATE stored_events SET rowid = 9 WHERE rowid = 2",
        "UPDATE log_leaf SET recorded_us = 0",
        "UPDATE command SET last = 9",
    ],
)
def test_refuses_to_change(other: sqlite3.Connection, statement: str) -> None:
    """History is corrected by new entries only."""
    with pytest.raises(sqlite3.IntegrityError, match="is never changed"):
        other.execute(statement)


@pytest.mark.parametrize("table", ["stored_events", "log_leaf", "command"])
def test_refuses_to_delete(other: sqlite3.Connection, table: str) -> None:
    """A forgotten WHERE must not empty the register."""
    with pytest.raises(sqlite3.IntegrityError, match="is never deleted"):
        other.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"])
@pytest.mark.parametrize(
    "row",
    [
        f"stored_events VALUES (1, {OTHER})",
        f"stored_events VALUES (NULL, {EVENT})",
        f"stored_events VALUES (9, {EVENT})",
        "log_leaf VALUES (0, 9, 0, zeroblob(32))",
        "log_leaf VALUES (9, 1, 0, zeroblob(32))",
        "command VALUES ('k', 9, 9)",
    ],
)
def test_refuses_to_replace(other: sqlite3.Connection, verb: str, row: str) -> None:
    """REPLACE fires no delete trigger, so only a look before the insert stops it."""
    with pytest.raises(sqlite3.IntegrityError, match="is there already"):
        other.execute(f"{verb} INTO {row}")


def test_refuses_an_upsert(other: sqlite3.Connection) -> None:
    """The other way to write over a row is stopped by the same guard."""
    with pytest.raises(sqlite3.IntegrityError, match="is there already"):
        other.execute(
            "INSERT INTO command VALUES ('k', 9, 9) ON CONFLICT (key) DO UPDATE SET last = 9"
        )


def test_lets_a_new_row_in(other: sqlite3.Connection) -> None:
    """A guard that stops everything would guard nothing."""
    other.execute(f"INSERT OR REPLACE INTO stored_events VALUES (NULL, {OTHER})")
    other.execute("INSERT OR REPLACE INTO log_leaf VALUES (2, 3, 0, zeroblob(32))")
    other.execute("INSERT OR REPLACE INTO command VALUES ('l', 3, 3)")

    assert other.execute("SELECT max(rowid) FROM stored_events").fetchone() == (3,)


@pytest.mark.parametrize(
    "row",
    [
        "stored_events VALUES (NULL, 'a', 'one', 'commitment.signed', x'7b7d')",
        "stored_events VALUES (NULL, 'a', 1, 'commitment.signed', 'text')",
        "stored_events VALUES (NULL, 'a', 1, NULL, x'7b7d')",
        "log_leaf VALUES (2, 3, 0, zeroblob(31))",
        "command VALUES (NULL, 1, 1)",
    ],
)
def test_refuses_values_of_another_kind(other: sqlite3.Connection, row: str) -> None:
    """Without STRICT a text in a number's place is stored in silence."""
    with pytest.raises(sqlite3.IntegrityError):
        other.execute(f"INSERT INTO {row}")


def test_knows_an_empty_file_from_its_own() -> None:
    """Tables are made once, and only in a file that holds nothing."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    cursor = connection.cursor()

    assert is_new(cursor, "log.db")
    create(cursor)
    assert not is_new(cursor, "log.db")

    connection.close()


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE other (a)",
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 1",
        "PRAGMA application_id = 1; PRAGMA user_version = 1; CREATE TABLE stored_events (a)",
    ],
)
def test_refuses_the_file_of_another_application(script: str) -> None:
    """A mistyped path must not grow a register inside somebody's other database."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(script)

    with pytest.raises(Unavailable, match=r"^The file x\.db belongs to another application"):
        is_new(connection.cursor(), "x.db")

    connection.close()


@pytest.mark.parametrize("version", [0, 2, 99])
def test_refuses_another_format(version: int) -> None:
    """An old program must not write into a log whose rules it does not know."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version}"
    )

    with pytest.raises(Unavailable, match=rf"log x\.db has format {version}, .* format 1\.$"):
        is_new(connection.cursor(), "x.db")

    connection.close()


def test_is_spelled_in_the_file() -> None:
    """`file log.db` shows the mark, so a stray copy can be recognised."""
    assert APPLICATION_ID.to_bytes(4) == b"DEPO"
