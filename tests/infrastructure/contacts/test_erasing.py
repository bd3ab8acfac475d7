"""A person can be erased to the last byte, and the reference stays spent."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Contradicted, Unavailable, UnknownReference
from infrastructure.contacts.store import Contacts
from tests.often import often

TODAY = date(2026, 1, 20)
LATER = date(2026, 3, 31)


def assert_no_trace(folder: Path, *words: str) -> None:
    for file in folder.iterdir():
        held = file.read_bytes()
        for word in words:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(encoding) not in held, f"{word} is still in {file.name}"


@pytest.mark.slow
def test_leaves_no_byte(contacts: Contacts, path: Path) -> None:
    """Erasing is a promise to a person, and deleted rows are still readable in the file."""
    for number in range(60):
        contacts.add(
            f"Kept Person {number} " + "k" * 150,
            email=f"kept{number}@example.org",
            person_ref=f"p-stay-{number}",
            today=TODAY,
        )
        contacts.add(
            f"Gone Human {number} " + "g" * 150,
            email=f"gone{number}@vanished.example",
            office=f"Lost Office {number} " + "o" * 150,
            person_ref=f"p-left-{number}",
            today=TODAY,
        )

    for number in range(60):
        contacts.erase(f"p-left-{number}", today=LATER)
        words = (f"Gone Human {number} ", f"gone{number}@", f"Lost Office {number} ")
        assert_no_trace(path.parent, *words)

    assert_no_trace(path.parent, "Gone Human", "@vanished", "Lost Office", "ggg", "ooo")
    assert len(contacts.list()) == 60
    assert contacts.find("p-stay-7").name == "Kept Person 7 " + "k" * 150


@settings(max_examples=often(25))
@given(name=st.text(st.characters(categories=["L"]), min_size=4, max_size=200))
def test_leaves_no_byte_of_any_name(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Names come in every script and length."""
    folder = tmp_path_factory.mktemp("erased")
    with Contacts(folder / "contacts.db") as contacts:
        contacts.add("..", person_ref="p-0000", today=TODAY)
        contacts.add(f"<{name}>", person_ref="p-1111", today=TODAY)

        contacts.erase("p-1111", today=LATER)

        assert [it.person_ref for it in contacts.list()] == ["p-0000"]
    assert_no_trace(folder, f"<{name}>", f"{name}>")


def test_keeps_reference_and_day_only(contacts: Contacts, path: Path) -> None:
    """The tombstone says that there was somebody, and nothing of whom."""
    contacts.add("Ada Example", member="EXA", person_ref="p-aa7k2", today=TODAY)

    contacts.erase("p-aa7k2", today=LATER)

    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT * FROM erased").fetchall() == [("p-aa7k2", "2026-03-31")]
    assert contacts.names_in("Ada Example") == []
    with pytest.raises(UnknownReference, match="no contact 'p-aa7k2'"):
        contacts.find("p-aa7k2")


def test_never_gives_an_erased_reference_again(path: Path) -> None:
    """The log still says what p-aa7k2 did, and that must not become somebody else's doing."""
    letters = iter("a" * 10 + "a" * 10 + "b" * 10)
    with Contacts(path, choose=lambda _: next(letters)) as contacts:
        contacts.add("Ada Example", today=TODAY)
        contacts.erase("p-aaaaaaaaaa", today=LATER)

        assert contacts.add("Bob Example", today=LATER).person_ref == "p-bbbbbbbbbb"
        with pytest.raises(Contradicted, match="erased on 2026-03-31, and is never given again"):
            contacts.add("Bob Example", person_ref="p-aaaaaaaaaa", today=LATER)


def test_refuses_to_erase_nobody(contacts: Contacts) -> None:
    """A mistyped reference must not look like a kept promise."""
    contacts.add("Ada Example", person_ref="p-aa7k2", today=TODAY)

    with pytest.raises(UnknownReference, match="no contact 'p-aa7k3'"):
        contacts.erase("p-aa7k3", today=LATER)

    assert contacts.find("p-aa7k2").name == "Ada Example"


def test_says_when_traces_may_remain_and_ends_them_later(contacts: Contacts, path: Path) -> None:
    """If the file cannot be rewritten, the promise is not kept yet, and that must be said."""
    contacts.add("Ada Example", person_ref="p-aa7k2", today=TODAY)
    opened = contacts._open
    assert opened is not None
    answers = {sqlite3.SQLITE_ATTACH: sqlite3.SQLITE_DENY}  # rewriting attaches a file
    acts: set[int] = set()

    def watch(act: int, *_: object) -> int:
        acts.add(act)
        return answers.get(act, sqlite3.SQLITE_OK)

    opened.set_authorizer(watch)
    with pytest.raises(Unavailable, match="may leave traces until you erase it again"):
        contacts.erase("p-aa7k2", today=LATER)
    assert_no_trace(path.parent, "Ada Example")  # the row is overwritten, if not copies of it

    answers.clear()
    acts.clear()
    contacts.erase("p-aa7k2", today=LATER)
    assert sqlite3.SQLITE_ATTACH in acts


def test_cleans_up_after_a_crash(contacts: Contacts, path: Path, tmp_path: Path) -> None:
    """A journal left behind holds old pages, and so names."""
    contacts.add("Ada Example", person_ref="p-aa7k2", today=TODAY)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_spill = 1")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE contact SET name = 'Half Written'")
        for number in range(500):
            db.execute("INSERT INTO erased VALUES (?, '2026-01-01')", (f"p-{number:0999}",))
        for file in path.parent.glob("contacts.db*"):
            shutil.copy(file, crashed)
        db.execute("ROLLBACK")
    assert b"Ada Example" in (crashed / "contacts.db-journal").read_bytes()

    with Contacts(crashed / "contacts.db") as survivor:
        assert [it.name for it in survivor.list()] == ["Ada Example"]
        survivor.erase("p-aa7k2", today=LATER)

    assert_no_trace(crashed, "Ada Example", "Half Written")


def test_takes_a_file_out_of_wal_mode(path: Path) -> None:
    """A write-ahead log would keep names for as long as another program has the file open."""
    with Contacts(path) as contacts:
        contacts.add("Ada Example", person_ref="p-aa7k2", today=TODAY)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")

    with Contacts(path) as contacts:
        contacts.erase("p-aa7k2", today=LATER)

        assert [file.name for file in path.parent.iterdir()] == ["contacts.db"]
        assert_no_trace(path.parent, "Ada Example")
