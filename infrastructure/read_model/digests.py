"""One hash for each table, so that two sets of tables can be compared without holding either."""

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
