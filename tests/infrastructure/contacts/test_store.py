"""People can be kept and found, in a file that is its owner's only."""

import os
import sqlite3
import stat
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from domain.errors import Contradicted, Malformed, Unavailable, UnknownReference
from infrastructure.contacts.contact import Contact
from infrastructure.contacts.store import Contacts

TODAY = date(2026, 1, 20)
LATER = date(2026, 3, 31)


class TestKeeping:
    def test_finds_what_was_added(self, contacts: Contacts) -> None:
        """The log shows a reference; whoever may know must get the person."""
        added = contacts.add(
            "Ada Example",
            email="ada@example.org",
            office="Ministry of Samples",
            member="EXA",
            person_ref="p-aa7k1",
            today=TODAY,
        )

        assert contacts.find("p-aa7k1") == added
        assert added == Contact(
            person_ref="p-aa7k1",
            name="Ada Example",
            email="ada@example.org",
            office="Ministry of Samples",
            member="EXA",
            added_on=TODAY,
        )

    def test_keeps_people_after_closing(self, path: Path) -> None:
        """A contact must outlive the program."""
        with Contacts(path) as first:
            added = first.add("Ada Example", today=TODAY)

        with Contacts(path) as second:
            assert second.list() == [added]

    def test_adds_nobody_beside_others_than_were_read(self, path: Path) -> None:
        """Two imports of one list at once kept everybody twice."""
        person = Contact(person_ref="p-aa7k1", name="Ada Example", added_on=TODAY)
        with Contacts(path) as first, Contacts(path) as second:
            before = first.list()
            second.add("Ada Example", person_ref="p-bb4m2", today=TODAY)

            with pytest.raises(Contradicted, match="Somebody else changed the contacts"):
                first.add_all([person], beside=before)
            first.add_all([person], beside=first.list())

            assert len(second.list()) == 2

    def test_lists_people_by_their_references(self, contacts: Contacts) -> None:
        """As nobody chose them, their order tells nothing."""
        for ref, member in (("p-bb4m2", "EXB"), ("p-aa7k2", "EXA"), ("p-ev5q2", None)):
            contacts.add("Sample Person", member=member, person_ref=ref, today=TODAY)

        assert [it.person_ref for it in contacts.list()] == ["p-aa7k2", "p-bb4m2", "p-ev5q2"]

    def test_draws_a_reference_that_tells_nothing(self, contacts: Contacts) -> None:
        """A reference made from the name would keep the name in the log."""
        drawn = contacts.add("Ada Example", today=TODAY).person_ref

        assert len(drawn) == 12
        assert drawn.startswith("p-")
        assert set(drawn[2:]) <= set("abcdefghijklmnopqrstuvwxyz234567")

    def test_draws_again_if_taken(self, path: Path) -> None:
        """However rare, two people under one reference could never be told apart again."""
        letters = iter("a" * 10 + "a" * 10 + "b" * 10)
        with Contacts(path, choose=lambda _: next(letters)) as contacts:
            first = contacts.add("Ada Example", today=TODAY)
            second = contacts.add("Bob Example", today=TODAY)

        assert (first.person_ref, second.person_ref) == ("p-aaaaaaaaaa", "p-bbbbbbbbbb")

    def test_refuses_a_reference_in_use(self, contacts: Contacts) -> None:
        """A second person under it would inherit the acts of the first."""
        contacts.add("Ada Example", person_ref="p-aa7k2", today=TODAY)

        with pytest.raises(Contradicted, match="'p-aa7k2' stands for another contact"):
            contacts.add("Bob Example", person_ref="p-aa7k2", today=TODAY)

        assert contacts.find("p-aa7k2").name == "Ada Example"

    def test_refuses_a_malformed_person_and_makes_no_file(
        self, contacts: Contacts, path: Path
    ) -> None:
        """A refusal changes nothing, not even the folder."""
        with pytest.raises(Malformed):
            contacts.add("Ada Example", person_ref="", today=TODAY)

        assert not path.exists()

    def test_names_nobody_but_by_reference(self, contacts: Contacts) -> None:
        """The doors refuse a text because of a name, and must not show whose."""
        contacts.add("Ada Example", person_ref="p-aa7k2", today=TODAY)
        contacts.add("Bob Sample", email="bob@example.org", person_ref="p-bb4m2", today=TODAY)
        contacts.add("Eve Sample", person_ref="p-ev5q2", today=TODAY)

        assert contacts.names_in("ADA example met bob@example.org") == ["p-aa7k2", "p-bb4m2"]
        assert contacts.names_in("The secretariat met") == []


class TestFile:
    def test_is_made_by_the_first_contact(self, contacts: Contacts, path: Path) -> None:
        """Looking must not leave a file behind."""
        assert contacts.list() == []
        assert contacts.names_in("Ada Example") == []
        with pytest.raises(UnknownReference):
            contacts.find("p-aa7k2")
        with pytest.raises(UnknownReference):
            contacts.erase("p-aa7k2", today=TODAY)

        assert not path.exists()

    def test_is_its_owners_only(self, contacts: Contacts, path: Path) -> None:
        """Other users of the machine have no business with names."""
        contacts.add("Ada Example", today=TODAY)

        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_bears_its_marks(self, contacts: Contacts, path: Path) -> None:
        """A later version, or a person with a viewer, must know what the file is."""
        contacts.add("Ada Example", today=TODAY)

        with closing(sqlite3.connect(path)) as db:
            marks = [
                db.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version", "auto_vacuum", "journal_mode")
            ]
        assert marks == [int.from_bytes(b"DEPC"), 1, 1, "delete"]

    @pytest.mark.parametrize(
        ("statement", "sentence"),
        [
            ("CREATE TABLE other (id)", "contacts.db is not a file of contacts."),
            ("PRAGMA application_id = 1145393219", "contacts in version 0; this program knows"),
        ],
    )
    def test_refuses_another_file(
        self, contacts: Contacts, path: Path, statement: str, sentence: str
    ) -> None:
        """A slip in a path must not put names into somebody else's file."""
        with closing(sqlite3.connect(path)) as db:
            db.execute(statement)
            db.execute("VACUUM")
        before = path.read_bytes()

        with pytest.raises(Unavailable, match=sentence):
            contacts.list()
        with pytest.raises(Unavailable, match=sentence):
            contacts.add("Ada Example", today=TODAY)

        assert path.read_bytes() == before

    def test_refuses_what_is_no_database(self, contacts: Contacts, path: Path) -> None:
        """The sentence names SQLite's code only, since its messages can quote what is stored."""
        path.write_text("Ada Example\n" * 100)

        with pytest.raises(Unavailable, match=r"cannot be read or written \(SQLITE_NOTADB\)"):
            contacts.list()

    def test_refuses_a_file_that_was_emptied(self, contacts: Contacts, path: Path) -> None:
        """Names would be recorded for ever that were refused before."""
        path.touch()

        for use in (contacts.list, partial(contacts.names_in, "Ada Example")):
            with pytest.raises(Unavailable, match="is not a file of contacts"):
                use()

    def test_says_that_it_is_in_use(self, contacts: Contacts, path: Path) -> None:
        """Waiting for ever would look like a crash."""
        contacts.add("Ada Example", person_ref="p-aa7k2", today=TODAY)

        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(
                Unavailable,
                match=r"^Nothing was changed, because the contacts stayed locked by another",
            ):
                contacts.erase("p-aa7k2", today=LATER)

        assert contacts.find("p-aa7k2").name == "Ada Example"

    @pytest.mark.slow
    def test_can_be_used_by_two_programs(self, path: Path) -> None:
        """The secretariat works at two desks."""
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as desks:
            drawn = [ref for refs in desks.map(add_and_erase, [path, path]) for ref in refs]

        with Contacts(path) as contacts:
            assert sorted(drawn) == [it.person_ref for it in contacts.list()]
        assert len(drawn) == 10


def add_and_erase(path: Path) -> list[str]:
    """Add ten people and erase every other; the references of those that stay."""
    with Contacts(path) as contacts:
        refs = [contacts.add(f"Desk {os.getpid()}", today=TODAY).person_ref for _ in range(10)]
        for ref in refs[::2]:
            contacts.erase(ref, today=TODAY)
    return refs[1::2]
