"""Who only reads can be in the way of who writes: that is waited for, and told, too."""

import sqlite3
from contextlib import closing, suppress
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.contacts.store import Contacts
from infrastructure.files import locks
from infrastructure.files.locks import retry_while_locked, transaction, writing_process
from infrastructure.mail.sent_log import SentLog
from tests.infrastructure.files.test_locks import held

TODAY = date(2026, 3, 2)
READER = """
import signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN")
db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
print("held", flush=True)
sys.stdin.readline()
db.execute("ROLLBACK")
print("gone", flush=True)
"""


WRITER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
db.execute("BEGIN IMMEDIATE")
db.execute("INSERT INTO a VALUES (1)")
print("held", flush=True)
db.execute("COMMIT")
"""
read = partial(held, program=READER)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "TELL_AFTER", 0.05)
    monkeypatch.setattr(locks, "LONGEST", 0.4)


def test_a_contact_is_not_kept_and_the_reader_is_named(tmp_path: Path) -> None:
    """Whoever looks at the contacts with another program has to be found, and not we."""
    path = tmp_path / "register.contacts"
    with Contacts(path) as people:
        people.add("Ada Example", today=TODAY)

        with read(path) as process, pytest.raises(Unavailable) as vain:
            people.add("Bob Example", today=TODAY)

        assert f"stayed locked by process {process.pid} (" in str(vain.value)
        assert len(people.list()) == 1
        people.add("Bob Example", today=TODAY)


def test_who_waits_as_well_is_not_named(tmp_path: Path) -> None:
    """To end the one that waits helps nobody: the reader stays."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as db:
        db.execute("CREATE TABLE a (b)")
        with read(path) as reader, held(path, program=WRITER):
            with suppress(sqlite3.OperationalError):  # as soon as the writer waits
                while db.execute("SELECT count(*) FROM a").fetchone():
                    pass

            with pytest.raises(sqlite3.OperationalError, match=f"by process {reader.pid} "):
                retry_while_locked("the file", path, partial(db.execute, "BEGIN IMMEDIATE"))


def test_a_contact_is_kept_when_the_reader_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A backup reads for a moment, which nobody needs to hear of."""
    path = tmp_path / "register.contacts"
    monkeypatch.setattr(locks, "LONGEST", 30.0)
    with Contacts(path) as people:
        people.add("Ada Example", today=TODAY)
        with read(path) as process:
            assert process.stdin is not None
            monkeypatch.setattr(locks, "sleep", lambda _: print(file=process.stdin, flush=True))

            people.add("Bob Example", today=TODAY)

        assert len(people.list()) == 2
    assert [f"process {process.pid} (" in message for message in caplog.messages] == [True]


def test_a_letter_is_not_entered_and_the_reader_is_named(tmp_path: Path) -> None:
    """What was sent is kept in such a file, too."""
    sent_log = SentLog(tmp_path / "register.sent")
    sent_log.stop("p-aa7k1")

    with read(tmp_path / "register.sent") as process, pytest.raises(Unavailable) as vain:
        sent_log.stop("p-bb4m1")

    assert f"stayed locked by process {process.pid} (" in str(vain.value)
    assert sent_log.stopped() == ["p-aa7k1"]


def test_who_reads_what_was_written_ahead_is_named(tmp_path: Path) -> None:
    """It cannot be emptied as long as somebody reads in it."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE a (b)")

        def empty() -> None:
            (held, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if held:
                raise locks.busy_error("others read it")

        with read(path) as process:
            db.execute("INSERT INTO a VALUES (1)")
            with pytest.raises(sqlite3.OperationalError, match=f"by process {process.pid} "):
                retry_while_locked("what was written ahead", path, empty)


def test_we_are_no_others(tmp_path: Path) -> None:
    """To be told to end the command that says so helps nobody."""
    path = tmp_path / "a.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as db,
        transaction("the file", path, db),
    ):
        assert writing_process(path) is None


def test_all_is_taken_back_when_it_fails(tmp_path: Path) -> None:
    """Half of it is nothing."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:

        def fail() -> None:
            with transaction("the file", path, db):
                db.execute("CREATE TABLE a (b)")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
