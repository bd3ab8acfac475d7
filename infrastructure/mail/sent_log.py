"""Who was sent what: a file beside the contacts, so that nothing is sent twice.

It knows references only, never a name or an address. What a letter tells is in the column `week`,
named so when there were weekly reminders alone: an ISO week, or the key of what was announced.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType

from domain.errors import Refused, Unavailable
from domain.words import worded
from infrastructure.files.database_code import must_run_nothing
from infrastructure.files.locks import retry_while_locked, step, transaction
from infrastructure.files.sqlite_errors import undecodable_as_corrupt, why_read_only
from infrastructure.files.store_path import must_fit, why_no_database
from infrastructure.files.write_ahead_log import must_be_whole
from infrastructure.files.writing import PRIVATE, write_new

WHAT = "what was sent"
COLUMNS = MappingProxyType(
    {"sent": ("taskforce", "person_ref", "week", "at"), "stopped": ("person_ref",)}
)
"""The tables of the file, and the columns of each."""
_TABLES = """
    CREATE TABLE IF NOT EXISTS sent (
        taskforce TEXT NOT NULL, person_ref TEXT NOT NULL, week TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (taskforce, person_ref, week)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS stopped (person_ref TEXT PRIMARY KEY NOT NULL) STRICT;
"""
_ASKING = "SELECT 1 FROM sent WHERE (taskforce, person_ref, week) = (?, ?, ?)"


class SentLog:
    """A letter is recorded before it is sent, so that it is sent at most once.

    Every method raises `Unavailable` if the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def claim(self, taskforce: str, person: str, about: Sequence[str], at: str) -> bool:
        """Record a letter that is to be sent now, by the keys of what it tells.

        False, and nothing is recorded, if the person was told of one of them before.
        """
        rows = [(taskforce, person, key, at) for key in about]
        with self._open() as db, transaction(WHAT, self._path, db):
            told = any(db.execute(_ASKING, row[:3]).fetchone() for row in rows)
            if not told:
                db.executemany("INSERT INTO sent VALUES (?, ?, ?, ?)", rows)
            return not told

    def release(self, taskforce: str, person: str, about: Sequence[str], at: str) -> None:
        """Remove the record of a letter that was not sent, so that it can be sent another time.

        One that another run recorded, `at` another time, stays.
        """
        striking = "DELETE FROM sent WHERE (taskforce, person_ref, week, at) = (?, ?, ?, ?)"
        with self._open() as db, transaction(WHAT, self._path, db):
            db.executemany(striking, [(taskforce, person, key, at) for key in about])

    def told(self, taskforce: str, person: str) -> Sequence[str]:
        """Return the keys of all that a person was told of, in the order of telling."""
        asking = "SELECT week FROM sent WHERE (taskforce, person_ref) = (?, ?) ORDER BY at, rowid"
        return self._read(asking, taskforce, person)

    def stop(self, person: str) -> None:
        """Send nothing to this person any more."""
        self._write("INSERT OR IGNORE INTO stopped VALUES (?)", person)

    def resume(self, person: str) -> None:
        """Send to this person again."""
        self._write("DELETE FROM stopped WHERE person_ref = ?", person)

    def stopped(self) -> list[str]:
        """Return who wants nothing, in order."""
        return self._read("SELECT person_ref FROM stopped ORDER BY person_ref")

    def _read(self, query: str, *values: str) -> list[str]:
        must_fit(why_no_database(self._path))
        if not self._path.exists():
            return []
        with self._open() as db:
            return [str(person) for (person,) in db.execute(query, values)]

    def _write(self, statement: str, *values: str) -> None:
        with self._open() as db, transaction(WHAT, self._path, db):
            db.execute(statement, values)

    def _begin(self) -> None:
        """Write a file in which nothing is yet; it is never seen without its tables."""
        with closing(sqlite3.connect(":memory:")) as db, suppress(Refused):  # another was faster
            db.executescript(_TABLES)
            write_new(self._path, db.serialize(), PRIVATE)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        must_fit(why_no_database(self._path))
        try:
            if not self._path.exists():
                self._begin()
            with (
                undecodable_as_corrupt(),
                closing(sqlite3.connect(self._path, timeout=step(), isolation_level=None)) as db,
            ):
                retry_while_locked(WHAT, self._path, partial(_must_be_list, db, self._path.name))
                retry_while_locked(WHAT, self._path, partial(db.executescript, _TABLES))
                yield db
        except (sqlite3.Error, OSError) as error:
            why = sqlite3.Error(why_read_only(error, self._path) or error)
            sentence = worded("{name} cannot be used", name=self._path.name)
            raise Unavailable.because(sentence, why) from error


def must_be_usable(path: Path) -> None:
    """Refuse a list of what was sent that cannot be used, and change nothing in it.

    Raises:
        Unavailable: it is none, or runs code.
        DatabaseError: SQLite's, if it is damaged, or lacks a column.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with undecodable_as_corrupt(), closing(sqlite3.connect(uri, uri=True, timeout=step())) as db:
        retry_while_locked(WHAT, path, partial(_must_be_list, db, path.name))
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        for table in tables & COLUMNS.keys():
            db.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table} LIMIT 1")  # noqa: S608  # our own names
        (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)


def _must_be_list(db: sqlite3.Connection, name: str) -> None:
    """Refuse a file of another kind, before a table is made in it."""
    must_be_whole(db)
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    if "sent" not in there:  # a full disk, or a broken copy, leaves an empty file
        raise Unavailable("{name} is not a list of who was sent what.", name=name)
    must_run_nothing(db, name)
