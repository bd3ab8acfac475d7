"""Refuse a database with triggers or views, which can change what is written or shown."""

import sqlite3

from domain.errors import Unavailable

_CODE = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')"


def must_run_nothing(db: sqlite3.Connection, name: str) -> None:
    """Refuse a database with triggers or views; `name` is what its file is called.

    Raises:
        Unavailable: it has some; then what is erased or added might stay, or be gone.
    """
    if db.execute(_CODE).fetchone() != (0,):
        raise Unavailable(
            "{name} has triggers or views, which this program never makes. Take the one of a "
            "backup: depositary restore BACKUP --store NEW",
            name=name,
        )
