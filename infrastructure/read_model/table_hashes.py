"""Hashes by which two sets of tables are compared, and a check for damage."""

import sqlite3
from collections.abc import Iterable
from hashlib import sha256

SEARCH = "history_fts"
_PARTS = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
_WORDS = (
    f"CREATE VIRTUAL TABLE temp.history_words USING fts5vocab(main, '{SEARCH}', 'instance')",
    "SELECT * FROM temp.history_words",  # by word, then by place, however it was filled
    "DROP TABLE temp.history_words",
)


def digests(connection: sqlite3.Connection) -> dict[str, str]:
    """Return a hash of each table, view, index and trigger, by its kind and name.

    It is of the statement that made it; of a table, of all rows in the order of its key, too, and
    of the full-text index of all words with their places.
    """
    from infrastructure.read_model.schema import TABLES  # noqa: PLC0415  # questions need no schema

    made = {f"{kind} {name}": [str(sql)] for kind, name, sql in parts(connection)}
    for table in TABLES:
        order = ", ".join(table.key)
        rows = connection.execute(f"SELECT * FROM {table.name} ORDER BY {order}")  # noqa: S608  # our own names
        made.setdefault(f"table {table.name}", []).append(_digest(rows))
    create, select, drop = _WORDS
    connection.execute(create)
    made.setdefault(f"table {SEARCH}", []).append(_digest(connection.execute(select)))
    connection.execute(drop)
    return {name: _digest(parts) for name, parts in made.items()}


def parts(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return kind and name of each table, view, index and trigger, and the statement that made it.

    Indexes that a table has without a statement of their own are left out.
    """
    return connection.execute(_PARTS).fetchall()


def _digest(rows: Iterable[object]) -> str:
    digest = sha256()
    for row in rows:
        digest.update(repr(row).encode(errors="surrogatepass"))
    return digest.hexdigest()


def damage(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the file, such as an index that leaves rows out."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)")]
    return [] if found == ["ok"] else found
