"""Nothing goes out twice, and nobody who said no is written to."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.mail.sent_log import SentLog

ADA = ("EXT", "p-aa7k1")
WEEK = (*ADA, ["2026-W10"])


@pytest.fixture
def sent_log(tmp_path: Path) -> SentLog:
    return SentLog(tmp_path / "register.sent")


def test_enters_a_letter_once(sent_log: SentLog, tmp_path: Path) -> None:
    """Two runs at once write one letter."""
    assert sent_log.told(*ADA) == []
    assert list(tmp_path.iterdir()) == []

    assert sent_log.claim(*WEEK, "2026-03-02")
    assert not sent_log.claim(*WEEK, "2026-03-02")
    assert sent_log.told(*ADA) == ["2026-W10"]
    assert stat.S_IMODE((tmp_path / "register.sent").stat().st_mode) == 0o600


def test_tells_nobody_of_one_thing_in_two_letters(sent_log: SentLog) -> None:
    """A letter of which another run has told a part is made anew without it."""
    assert sent_log.claim(*ADA, ["act:1", "act:2"], "2026-03-02")

    assert not sent_log.claim(*ADA, ["act:3", "act:2"], "2026-03-03")
    assert sent_log.told(*ADA) == ["act:1", "act:2"]
    assert sent_log.claim("EXT", "p-bb4m1", ["act:2"], "2026-03-03")
    assert sent_log.claim("OTH", "p-aa7k1", ["act:2"], "2026-03-03")


def test_keeps_the_order_of_telling(sent_log: SentLog) -> None:
    """What was told last is what somebody believes; moments decide, then the order of entry."""
    for key, at in (("b", "2026-03-02"), ("a", "2026-03-02"), ("c", "2026-03-01")):
        assert sent_log.claim(*ADA, [key], at)

    assert sent_log.told(*ADA) == ["c", "b", "a"]


def test_takes_back_what_did_not_go(sent_log: SentLog) -> None:
    """What surely did not go out can go another time."""
    sent_log.claim(*WEEK, "2026-03-02")
    sent_log.release(*WEEK, "2026-03-01")
    assert sent_log.told(*ADA) == ["2026-W10"]  # another run entered it
    sent_log.release(*WEEK, "2026-03-02")

    assert sent_log.told(*ADA) == []
    assert sent_log.claim(*WEEK, "2026-03-02")


def test_makes_no_tables_in_another_file(sent_log: SentLog, tmp_path: Path) -> None:
    """Nor says of another file that nobody was sent anything."""
    with closing(sqlite3.connect(tmp_path / "register.sent")) as db:
        db.execute("CREATE TABLE contact (name TEXT)")

    with pytest.raises(Unavailable, match=r"register\.sent is not a list of who was sent what"):
        sent_log.told(*ADA)
    with closing(sqlite3.connect(tmp_path / "register.sent")) as db:
        assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("contact",)]


def test_knows_who_wants_nothing(sent_log: SentLog) -> None:
    """Somebody who said no is asked no second time."""
    assert sent_log.stopped() == []

    sent_log.stop("p-bb4m1")
    sent_log.stop("p-aa7k1")
    sent_log.stop("p-aa7k1")
    assert sent_log.stopped() == ["p-aa7k1", "p-bb4m1"]

    sent_log.resume("p-aa7k1")
    assert sent_log.stopped() == ["p-bb4m1"]


def test_says_that_its_file_is_none(tmp_path: Path) -> None:
    """Without it nobody knows what went out, so nothing goes."""
    (tmp_path / "register.sent").write_text("Not a database, and long enough to be seen as none.")

    with pytest.raises(Unavailable, match=r"register\.sent cannot be used"):
        SentLog(tmp_path / "register.sent").stopped()


def test_reads_no_list_of_which_the_end_is_cut(sent_log: SentLog, tmp_path: Path) -> None:
    """Who was told would be told again."""
    sent_log.claim(*WEEK, "2026-03-02")
    path = tmp_path / "register.sent"
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(Unavailable, match=r"register\.sent cannot be used"):
        sent_log.told(*ADA)


def test_reads_no_list_that_was_emptied(sent_log: SentLog, tmp_path: Path) -> None:
    """Everybody would be written to, and all of it again."""
    sent_log.stop("p-aa7k1")
    (tmp_path / "register.sent").write_bytes(b"")

    with pytest.raises(Unavailable, match=r"register\.sent is not a list of who was sent what"):
        sent_log.stopped()


def test_reads_no_list_that_runs_code(sent_log: SentLog, tmp_path: Path) -> None:
    """A letter that was told of would be told of again."""
    sent_log.stop("p-aa7k1")
    with closing(sqlite3.connect(tmp_path / "register.sent")) as db, db:
        db.execute("CREATE TRIGGER t BEFORE INSERT ON sent BEGIN SELECT raise(IGNORE); END")

    with pytest.raises(Unavailable, match=r"register\.sent has triggers or views"):
        sent_log.claim(*WEEK, "2026-03-02")
