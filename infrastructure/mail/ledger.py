"""Who was sent what, in which week: a file beside the contacts, so that nothing goes out twice.

It knows references only, never a name or an address.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.files.locks import retry_while_locked, step, transaction
from infrastructure.files.sqlite_errors import undecodable_as_corrupt, why_read_only

WHAT = "what was sent"
_TABLES = """
    CREATE TABLE IF NOT EXISTS sent (
        taskforce TEXT NOT NULL, person_ref TEXT NOT NULL, week TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (taskforce, person_ref, week)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS stopped (person_ref TEXT PRIMARY KEY NOT NULL) STRICT;
"""


class Ledger:
    """A letter is entered before it goes out, so that it goes at most once, whatever happens.

    Every method raises `Unavailable` if the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def enter(self, taskforce: str, person: str, week: str, at: str) -> bool:
        """Enter a letter that is to go out now; False if it was entered before."""
        with self._writing() as db:
            entering = "INSERT OR IGNORE INTO sent VALUES (?, ?, ?, ?)"
            return db.execute(entering, (taskforce, person, week, at)).rowcount == 1

    def strike(self, taskforce: str, person: str, week: str, at: str) -> None:
        """Take back a letter that surely did not go out, so that it can go another time.

        One that another run entered, `at` another time, stays.
        """
        with self._writing() as db:
            db.execute(
                "DELETE FROM sent WHERE (taskforce, person_ref, week, at) = (?, ?, ?, ?)",
                (taskforce, person, week, at),
            )

    def has(self, taskforce: str, person: str, week: str) -> bool:
        """Say whether a letter was entered."""
        if not self._path.exists():
            return False
        with self._open() as db:
            asking = "SELECT 1 FROM sent WHERE (taskforce, person_ref, week) = (?, ?, ?)"
            return db.execute(asking, (taskforce, person, week)).fetchone() is not None

    def stop(self, person: str) -> None:
        """Send nothing to this person any more."""
        with self._writing() as db:
            db.execute("INSERT OR IGNORE INTO stopped VALUES (?)", (person,))

    def resume(self, person: str) -> None:
        """Send to this person again."""
        with self._writing() as db:
            db.execute("DELETE FROM stopped WHERE person_ref = ?", (person,))

    def stopped(self) -> list[str]:
        """Return who wants nothing, in order."""
        if not self._path.exists():
            return []
        with self._open() as db:
            asking = "SELECT person_ref FROM stopped ORDER BY person_ref"
            return [str(person) for (person,) in db.execute(asking)]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db, transaction(WHAT, self._path, db):
            yield db

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._path.exists():
                self._path.touch(mode=0o600)
            with (
                undecodable_as_corrupt(),
                closing(sqlite3.connect(self._path, timeout=step(), isolation_level=None)) as db,
            ):
                retry_while_locked(WHAT, self._path, partial(db.executescript, _TABLES))
                yield db
        except (sqlite3.Error, OSError) as error:
            why = sqlite3.Error(why_read_only(error, self._path) or error)
            raise Unavailable.because(
                worded("{name} cannot be used", name=self._path.name), why
            ) from error
