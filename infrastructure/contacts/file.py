"""The file of contacts: how it is made, opened, locked and rewritten."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from domain.errors import Refused, Unavailable
from domain.words import worded
from infrastructure.files import locks
from infrastructure.files.database_code import must_run_nothing
from infrastructure.files.sqlite_errors import undecodable_as_corrupt, why_not_written
from infrastructure.files.store_path import must_fit, why_no_database
from infrastructure.files.write_ahead_log import must_be_whole
from infrastructure.files.writing import PRIVATE, write_new

T = TypeVar("T")
APPLICATION_ID = int.from_bytes(b"DEPC")
SCHEMA_VERSION = 1

TABLES = (
    "PRAGMA auto_vacuum = FULL",  # before there is a table
    """
    CREATE TABLE contact (
        person_ref TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        email TEXT,
        office TEXT,
        member TEXT,
        added_on TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE erased (person_ref TEXT PRIMARY KEY NOT NULL, erased_on TEXT NOT NULL) STRICT",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
# Sorting and rewriting stay in memory, since a temporary file would contain names as well.
PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
IDENTITY = """
    SELECT application_id, user_version FROM pragma_application_id, pragma_user_version
"""


class ContactsFile:
    """The file, which is made, readable by its owner only, when it is first written to.

    Every method raises `Unavailable` if the file is locked for longer than `patience` seconds
    (None: the usual time), damaged, or not a contacts file of this version, or if a link that leads
    nowhere, or what is no file, is in its place: without it, nobody knows whose names to refuse.
    """

    def __init__(self, path: Path, patience: float | None = None) -> None:
        self._path, self._patience = path, patience
        self._open: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give the file to read from; None if nothing was written yet."""
        must_fit(why_no_database(self._path))
        with self._explained(worded("The contacts cannot be read")):
            db = self._connection() if self._path.exists() else None
            if db:
                self._must_be_ours(db)  # which waits for who writes
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give the file, made if need be, in a transaction that keeps other writers out."""
        must_fit(why_no_database(self._path))
        with self._explained(worded("Nothing was changed")):
            if not self._path.exists():
                self._begin()
            db = self._connection()
            with locks.transaction("the contacts", self._path, db, self._patience):
                yield db

    def _begin(self) -> None:
        """Write a file in which nobody is yet; it is never seen without its tables."""
        with (
            closing(sqlite3.connect(":memory:", isolation_level=None)) as db,
            suppress(Refused),  # another process was faster
        ):
            for statement in TABLES:
                db.execute(statement)
            write_new(self._path, db.serialize(), PRIVATE)

    def _rewrite(self, if_not: str) -> None:
        """Remove what deleted rows may have left: a row that once moved can leave a copy."""
        with self._explained(if_not):
            self._retry(partial(self._connection().execute, "VACUUM"))

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            with ExitStack() as undo:
                place = f"{self._path.absolute().as_uri()}?mode=rw"
                db = sqlite3.connect(
                    place, timeout=locks.step(self._patience), isolation_level=None, uri=True
                )
                undo.callback(db.close)
                self._must_be_ours(db)
                must_be_whole(db)
                for pragma in PRAGMAS:
                    self._retry(partial(db.execute, pragma))
                undo.pop_all()
            self._open = db
        return self._open

    def _must_be_ours(self, db: sqlite3.Connection) -> None:
        """Refuse a file that is no file of contacts, such as one that was emptied, or runs code."""
        application_id, version = self._retry(lambda: db.execute(IDENTITY).fetchone())
        if application_id == APPLICATION_ID and version != SCHEMA_VERSION:
            raise Unavailable(
                "{name} is a file of contacts in version {version}; this program knows version "
                "{known} only.",
                name=self._path.name,
                version=version,
                known=SCHEMA_VERSION,
            )
        if application_id != APPLICATION_ID:
            raise Unavailable("{name} is not a file of contacts.", name=self._path.name)
        self._retry(lambda: must_run_nothing(db, self._path.name))

    def _retry(self, act: Callable[[], T]) -> T:
        return locks.retry_while_locked("the contacts", self._path, act, self._patience)

    @contextmanager
    def _explained(self, outcome: str) -> Iterator[None]:
        try:
            with undecodable_as_corrupt():
                yield
        except (sqlite3.Error, OSError) as error:
            cause = error if locks.is_locked(error) else None  # which says nothing of anybody
            sentence, why = "{outcome}, because {why}.", _why(self._path, error)
            raise Unavailable(sentence, outcome=outcome, why=why) from cause


def _why(path: Path, error: Exception) -> str:
    """Return the cause, by its name only: a message of SQLite's could quote what is stored."""
    if locks.is_locked(error):
        return str(error)  # these words are ours
    if why := why_not_written(error, path):
        return why
    cause: str = getattr(error, "sqlite_errorname", type(error).__name__)
    return worded("{name} cannot be read or written ({cause})", name=path.name, cause=cause)
