"""Store of personal data, separate from the log so that persons can be erased.

Erasing rewrites the file, and leaves nothing in it or in a journal beside it. It cannot reach
copies made by others, such as backups and blocks that the disk has given up.
"""

import builtins
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from domain.errors import Contradicted, Malformed, SaysWho, Unavailable, UnknownReference
from domain.words import worded
from infrastructure.contacts.contact import Contact, new_reference, written
from infrastructure.contacts.file import ContactsFile
from infrastructure.contacts.name_search import NameSearch
from infrastructure.email_addresses import must_be_deliverable

_CHANGE = """
    UPDATE contact
    SET email = coalesce(?, email), office = coalesce(?, office), member = coalesce(?, member)
    WHERE person_ref = ?
"""
_ALL = "SELECT person_ref, name, email, office, member, added_on FROM contact"


class Contacts(ContactsFile):
    """People, found by `person_ref` only; use it as a context manager, which closes the file.

    Until the first contact is added, there is no file, and there are no contacts. `choose` picks a
    letter of a new reference.
    """

    def __init__(
        self,
        path: Path,
        *,
        choose: Callable[[str], str] = secrets.choice,
        patience: float | None = None,
    ) -> None:
        super().__init__(path, patience)
        self._choose = choose
        self._search: NameSearch | None = None

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
        """Record a person, under a new random reference if none is given.

        `in_use` says whether a reference is in the log or the settings, and so cannot be changed.

        Raises:
            Malformed: a value cannot be a name, an address or a reference.
            SaysWho: the reference has a word of a name in it, and is not in use.
            Contradicted: the reference is taken, or was until its contact was erased.
        """
        contact = written(
            Contact(
                person_ref=self.draw() if person_ref is None else person_ref,
                name=name,
                email=email,
                office=office,
                member=member,
                added_on=today,
            )
        )
        says_who = person_ref and (
            NameSearch([contact]).are_in(person_ref) or self.says_who(person_ref)
        )
        if person_ref and says_who and not in_use(person_ref):
            raise SaysWho(person_ref)
        self.add_all([contact])
        return contact

    def add_all(self, contacts: Iterable[Contact], beside: Sequence[Contact] | None = None) -> None:
        """Record people, all of them or nobody; `beside` are all who were kept before.

        Raises:
            Malformed: no letter could be sent to an address.
            Contradicted: a reference is taken, or was until its contact was erased; or others than
                those are kept by now.
        """
        people = list(contacts)
        for each in people:
            must_be_deliverable(each.email)
        self._search = None
        with self._writing() as db:
            if beside is not None and _everybody(db) != beside:
                raise Contradicted(worded("Somebody else changed the contacts. Try again."))
            for it in people:
                if taken := _taken(db, it.person_ref):
                    raise Contradicted(taken)
                day = it.added_on.isoformat()
                values = (it.person_ref, it.name, it.email, it.office, it.member, day)
                db.execute("INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?)", values)

    def list(self) -> builtins.list[Contact]:
        """Return all contacts, in the order of their references."""
        with self._reading() as db:
            return _everybody(db) if db else []

    def find(self, person_ref: str) -> Contact:
        """Return the contact of this reference.

        Raises:
            UnknownReference: there is none, or it was erased.
        """
        with self._reading() as db:
            query = f"{_ALL} WHERE person_ref = ?"
            row = db.execute(query, (person_ref,)).fetchone() if db else None
        if row is None:
            raise UnknownReference("contact", person_ref)
        return _contact(row)

    def change(
        self,
        person_ref: str,
        *,
        email: str | None = None,
        office: str | None = None,
        member: str | None = None,
    ) -> None:
        """Change address, office or member, where one is given.

        Raises:
            Malformed: a value cannot be an address, an office or the code of a member.
            UnknownReference: there is no such contact.
        """
        kept = self.find(person_ref)
        changed = replace(
            kept,
            email=kept.email if email is None else email,
            office=kept.office if office is None else office,
            member=kept.member if member is None else member,
        )
        if office is not None:
            written(changed)
        must_be_deliverable(email)
        self._search = None
        with self._writing() as db:
            db.execute(_CHANGE, (email, office, member, person_ref))
        what = worded(
            "The contact is changed but what it was may leave traces until you change it again"
        )
        self._rewrite(what)

    def erase(self, person_ref: str, *, today: date) -> None:
        """Remove a person so that no byte of the name or address is left; keep reference and day.

        Raises:
            UnknownReference: there never was such a contact. One that was erased is erased again,
                which completes an erasure that was cut short.
        """
        with self._reading() as db:
            if db is None:
                raise UnknownReference("contact", person_ref)
        self._search = None
        with self._writing() as db:
            gone = db.execute("DELETE FROM contact WHERE person_ref = ?", (person_ref,)).rowcount
            if gone:
                db.execute("INSERT INTO erased VALUES (?, ?)", (person_ref, today.isoformat()))
            elif not _taken(db, person_ref):
                raise UnknownReference("contact", person_ref)
        self._rewrite(worded("The contact is erased but may leave traces until you erase it again"))

    def names_in(self, text: str) -> builtins.list[str]:
        """Return the references, never names, of those whose name or address is in `text`."""
        return self._searched().found_in(text)

    def says_who(self, person_ref: str) -> bool:
        """Say whether a part of a reference is a word of a contact's name."""
        return self._searched().are_in(person_ref)

    def _searched(self) -> NameSearch:
        """Return the index of names, read once, and again when a contact changes here."""
        if self._search is None:
            self._search = NameSearch(self.list())
        return self._search

    def draw(self) -> str:
        """Return a new reference, which no contact has or had."""
        with self._reading() as db:
            while True:
                drawn = new_reference(self._choose)
                if not (db and _taken(db, drawn)):
                    return drawn


def _everybody(db: sqlite3.Connection) -> list[Contact]:
    return list(map(_contact, db.execute(f"{_ALL} ORDER BY person_ref")))


def _taken(db: sqlite3.Connection, person_ref: str) -> str:
    """Say why the reference cannot be given, or nothing if it is free."""
    if db.execute("SELECT 1 FROM contact WHERE person_ref = ?", (person_ref,)).fetchone():
        return worded("The reference {ref!r} stands for another contact.", ref=person_ref)
    query = "SELECT erased_on FROM erased WHERE person_ref = ?"
    for (day,) in db.execute(query, (person_ref,)):
        sentence = (
            "The reference {ref!r} stood for a contact erased on {day}, and is never given again."
        )
        return worded(sentence, ref=person_ref, day=day)
    return ""


def _contact(row: tuple[str, str, str | None, str | None, str | None, str]) -> Contact:
    """Return a contact as it was stored; what is wrong in a damaged one is not repeated.

    Raises:
        Unavailable: it is damaged.
    """
    person_ref, name, email, office, member, added_on = row
    try:
        return Contact(
            person_ref=person_ref,
            name=name,
            email=email,
            office=office,
            member=member,
            added_on=date.fromisoformat(added_on),
        )
    except (AttributeError, Malformed, TypeError, ValueError):
        raise Unavailable(
            "The contacts are damaged: one of them cannot be read. Take the contacts of a backup: "
            "depositary restore BACKUP --store NEW"
        ) from None
