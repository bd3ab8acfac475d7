"""The one file that knows people by name, so that a person can be erased and the log need not be.

Erasing rewrites the file, and leaves nothing in it or in a journal beside it. Copies made by others
(backups, the blocks a disk has given up) are beyond it.
"""

import builtins
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from domain.errors import Contradicted, SaysWho, Unavailable, UnknownReference
from domain.words import worded
from infrastructure.contacts.contact import Contact
from infrastructure.contacts.names import Names
from infrastructure.contacts.schema import APPLICATION_ID, HABITS, MARKS, SCHEMA_VERSION, TABLES
from infrastructure.email_addresses import must_be_deliverable
from infrastructure.files import locks
from infrastructure.files.sqlite_errors import (
    undecodable_as_corrupt,
    why_full,
    why_read_only,
    why_unwritable,
)

T = TypeVar("T")
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
DRAWN = 10

_ALL = "SELECT person_ref, name, email, office, member, added_on FROM contact"


class Contacts:
    """People, found by `person_ref` only; use it as a context manager, which closes the file.

    The file is made, readable by its owner only, when the first contact is added; until then there
    are no contacts. Every method raises `Unavailable` if the file is locked for longer than
    `patience` seconds (None: as long as is usual), damaged, or not a contacts file of this version.
    `choose` picks a letter.
    """

    def __init__(
        self,
        path: Path,
        *,
        choose: Callable[[str], str] = secrets.choice,
        patience: float | None = None,
    ) -> None:
        self._path, self._choose, self._patience = path, choose, patience
        self._open: sqlite3.Connection | None = None
        self._known: Names | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def add(
        self,
        name: str,
        *,
        email: str | None = None,
        office: str | None = None,
        member: str | None = None,
        person_ref: str | None = None,
        today: date,
        in_use: Callable[[str], bool] = lambda _: False,
    ) -> Contact:
        """Keep a person, under a new random reference if none is given.

        `in_use` says whether a reference is in the log or the settings, where it stays.

        Raises:
            Malformed: a value cannot be a name, an address or a reference.
            SaysWho: the reference has a word of a name in it, and is not in use.
            Contradicted: the reference is taken, or was until its contact was erased.
        """
        contact = Contact(
            person_ref=self._draw() if person_ref is None else person_ref,
            name=name,
            email=email,
            office=office,
            member=member,
            added_on=today,
        )
        must_be_deliverable(email)
        says_who = person_ref and (Names([contact]).are_in(person_ref) or self.says_who(person_ref))
        if person_ref and says_who and not in_use(person_ref):
            raise SaysWho(person_ref)
        with self._writing() as db:
            if taken := _taken(db, contact.person_ref):
                raise Contradicted(
                    worded(
                        "The reference {person_ref!r} {taken}.",
                        person_ref=contact.person_ref,
                        taken=taken,
                    )
                )
            db.execute(
                "INSERT INTO contact (person_ref, name, email, office, member, added_on)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (contact.person_ref, name, email, office, member, today.isoformat()),
            )
        return contact

    def list(self, member: str | None = None) -> builtins.list[Contact]:
        """All contacts, or those of one member, in the order of their references."""
        with self._reading() as db:
            rows = db.execute(f"{_ALL} ORDER BY person_ref").fetchall() if db else []
        everybody = [Contact.kept(*row) for row in rows]
        return [contact for contact in everybody if member in {None, contact.member}]

    def find(self, person_ref: str) -> Contact:
        """The contact of this reference.

        Raises:
            UnknownReference: there is none, or it was erased.
        """
        with self._reading() as db:
            query = f"{_ALL} WHERE person_ref = ?"
            rows = db.execute(query, (person_ref,)).fetchall() if db else []
        if not rows:
            raise UnknownReference("contact", person_ref)
        return Contact.kept(*rows[0])

    def change(
        self, person_ref: str, *, email: str | None = None, office: str | None = None
    ) -> Contact:
        """Put another address or office, where one is given, in the place of what is kept.

        Raises:
            Malformed: a value cannot be an address or an office.
            UnknownReference: there is no such contact.
        """
        kept = self.find(person_ref)
        replace(
            kept,
            email=kept.email if email is None else email,
            office=kept.office if office is None else office,
        )
        must_be_deliverable(email)
        with self._writing() as db:
            putting = "SET email = coalesce(?, email), office = coalesce(?, office)"
            db.execute(
                f"UPDATE contact {putting} WHERE person_ref = ?", (email, office, person_ref)
            )
        self._rewrite(
            "The contact is changed but what it was may leave traces until you change it again"
        )
        return self.find(person_ref)

    def erase(self, person_ref: str, *, today: date) -> None:
        """Remove a person so that no byte of the name or address is left; keep reference and day.

        Raises:
            UnknownReference: there is no such contact; the file is rewritten all the same, so that
                asking again completes an erasure that was cut short.
        """
        with self._reading() as db:
            if db is None:
                raise UnknownReference("contact", person_ref)
        with self._writing() as db:
            gone = db.execute("DELETE FROM contact WHERE person_ref = ?", (person_ref,)).rowcount
            if gone:
                db.execute("INSERT INTO erased VALUES (?, ?)", (person_ref, today.isoformat()))
        self._rewrite("The contact is erased but may leave traces until you erase it again")
        if not gone:
            raise UnknownReference("contact", person_ref)

    def names_in(self, text: str) -> builtins.list[str]:
        """The references of those whose full name or address stands in `text`; never the name."""
        return self._names().found_in(text)

    def says_who(self, person_ref: str) -> bool:
        """Say whether a part of a reference is a word of a contact's name."""
        return self._names().are_in(person_ref)

    def _names(self) -> Names:
        """What texts are searched for, read once, and again when a contact changes here."""
        if self._known is None:
            self._known = Names(self.list())
        return self._known

    def _draw(self) -> str:
        """A reference that no contact has or had."""
        with self._reading() as db:
            while True:
                drawn = "p-" + "".join(self._choose(ALPHABET) for _ in range(DRAWN))
                if not (db and _taken(db, drawn)):
                    return drawn

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """The file to read from; None if nothing was written yet."""
        with self._explained("The contacts cannot be read"):
            db = self._connection() if self._path.exists() else None
            yield db if db and self._is_ours(db) else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The file, made if need be, in a transaction that keeps other writers out."""
        self._known = None
        with self._explained("Nothing was changed"):
            if not self._path.exists():
                self._path.touch(mode=0o600)
            db = self._connection()
            if not self._is_ours(db):
                self._path.chmod(0o600)
                db.execute("PRAGMA auto_vacuum = FULL")  # has no effect in a transaction
            with locks.transaction("the contacts", self._path, db, self._patience):
                if not self._is_ours(db):
                    for statement in TABLES:
                        db.execute(statement)
                yield db

    def _rewrite(self, if_not: str) -> None:
        """Drop what deleted rows may have left: a row that once moved can leave a copy behind."""
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
                self._is_ours(db)
                for habit in HABITS:
                    self._retry(partial(db.execute, habit))
                undo.pop_all()
            self._open = db
        return self._open

    def _is_ours(self, db: sqlite3.Connection) -> bool:
        """Tell a file of contacts from one that is still empty; no other is touched."""
        application_id, version, tables = self._retry(lambda: db.execute(MARKS).fetchone())
        if (application_id, version) == (APPLICATION_ID, SCHEMA_VERSION):
            return True
        if application_id == APPLICATION_ID:
            raise Unavailable(
                "{name} is a file of contacts in version {version}; this program knows version "
                "{SCHEMA_VERSION} only.",
                name=self._path.name,
                version=version,
                SCHEMA_VERSION=SCHEMA_VERSION,
            )
        if application_id or tables:
            raise Unavailable("{name} is not a file of contacts.", name=self._path.name)
        return False

    def _retry(self, act: Callable[[], T]) -> T:
        return locks.retry_while_locked("the contacts", self._path, act, self._patience)

    @contextmanager
    def _explained(self, outcome: str) -> Iterator[None]:
        try:
            with undecodable_as_corrupt():
                yield
        except (sqlite3.Error, OSError) as error:
            cause = error if locks.is_locked(error) else None  # which says nothing of anybody
            raise Unavailable(
                "{outcome}, because {path}.", outcome=outcome, path=_why(self._path, error)
            ) from cause


def _why(path: Path, error: Exception) -> str:
    """The cause, by its name only: a message of SQLite's could quote what is stored."""
    if locks.is_locked(error):
        return str(error)  # these words are ours
    cause: str = getattr(error, "sqlite_errorname", type(error).__name__)
    folder = path.absolute().parent
    unwritable = why_unwritable(folder) or (folder.is_dir() and why_full(folder, error))
    unwritable = unwritable or why_read_only(error, path)
    return unwritable or worded(
        "{name} cannot be read or written ({cause})", name=path.name, cause=cause
    )


def _taken(db: sqlite3.Connection, person_ref: str) -> str:
    """Why the reference cannot be given, or nothing if it is free."""
    if db.execute("SELECT 1 FROM contact WHERE person_ref = ?", (person_ref,)).fetchall():
        return "stands for another contact"
    query = "SELECT erased_on FROM erased WHERE person_ref = ?"
    for (day,) in db.execute(query, (person_ref,)).fetchall():
        return worded("stood for a contact erased on {day}, and is never given again", day=day)
    return ""
