"""Refuse a database with triggers or views, which can change what is written or shown."""

import sqlite3

from domain.errors import Unavailable

_CODE = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')"


def runs_code(db: sqlite3.Connection) -> bool:
    """Say whether a database has triggers or views."""
    found: tuple[int] = db.execute(_CODE).fetchone()
    return found != (0,)


def must_run_nothing(db: sqlite3.Connection, name: str) -> None:
    """Refuse a database with triggers or views; `name` is what its file is called.

    Raises:
        Unavailable: it has some; then what is erased or added might stay, or be gone.
    """
    if runs_code(db):
        raise Unavailable(
            "{name} has triggers or views, which this program never makes. Take the one of a "
            "backup: depositary restore BACKUP --store NEW",
            name=name,
        )
