"""What a set of tables is known by: one hash for each, and whether its file is whole."""

import sqlite3
from hashlib import sha256

from infrastructure.read_model.schema import TABLES


def digests(connection: sqlite3.Connection) -> dict[str, str]:
    """Return a hash of all rows of each table, in the order of its key."""
    return {table.name: _digest(connection, table.name, table.key) for table in TABLES}


def _digest(connection: sqlite3.Connection, name: str, key: tuple[str, ...]) -> str:
    told = sha256()
    order = ", ".join(key)
    for row in connection.execute(f"SELECT * FROM {name} ORDER BY {order}"):  # noqa: S608  # our own names
        told.update(repr(row).encode(errors="surrogatepass"))
    return told.hexdigest()


def damage(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the file, such as an index that leaves rows out."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)")]
    return [] if found == ["ok"] else found
