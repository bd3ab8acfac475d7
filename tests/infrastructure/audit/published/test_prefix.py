"""The beginning of a log: nothing that was recorded later is in it, and each event is hashed."""

from pathlib import Path

import pytest

from domain.errors import Unreadable
from infrastructure.audit.log.log_file import LogFile, opened
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.proofs.tree import root_of
from infrastructure.audit.published.prefix import LogPrefix, PrefixCheck
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.audit.given import grow, tampering

SIZE = 9


@pytest.fixture
def store(tmp_path: Path) -> Path:
    grow(tmp_path / "register.db", SIZE)
    return tmp_path / "register.db"


def root(log: LogFile, size: int) -> str:
    return to_base64(root_of(list(log.leaves())[:size]))


@pytest.mark.parametrize("size", [1, 4, SIZE])
def test_is_the_first_entries_whatever_came_later(store: Path, size: int) -> None:
    """A report of then must not know of what was recorded since."""
    with opened(store) as log:
        looked = LogPrefix(log, size).check()

        assert looked.rests is not None
        assert (looked.rests.position, looked.rests.size) == (size, size)
        assert looked.rests.root == root(log, size)
        assert not looked.changed
        assert not looked.expunged


def test_is_shorter_than_asked_where_the_log_is(store: Path) -> None:
    """Somebody compares the size with the one that was asked for."""
    with opened(store) as log:
        looked = LogPrefix(log, SIZE + 1).check()

        assert looked.rests
        assert looked.rests.size == SIZE


def test_of_nothing_is_nothing(tmp_path: Path) -> None:
    """There is no last entry to name."""
    grow(tmp_path / "empty.db", 0)

    with opened(tmp_path / "empty.db") as log:
        assert LogPrefix(log, 0).check() == PrefixCheck(rests=None)
        assert LogPrefix(log, 0).last() == 0


def test_names_the_events_that_are_not_what_was_recorded(store: Path) -> None:
    """The leaves still lead to the root, so only hashing the events finds it."""
    with tampering(store) as db:
        db.execute("UPDATE stored_events SET state = x'7b7d' WHERE rowid IN (3, 8)")

    with opened(store) as log:
        looked = LogPrefix(log, 5).check()

        assert looked.rests
        assert looked.rests.root == root(log, 5)
    assert looked.changed == [3]


def test_names_leaves_that_are_not_in_their_place(store: Path) -> None:
    """A gap in the index is one before it is hashed."""
    with tampering(store) as db:
        db.execute("UPDATE log_leaf SET idx = 40 WHERE idx = 8")

    with opened(store) as log:
        assert LogPrefix(log, SIZE).check().changed == [SIZE]


def test_a_read_model_follows_it_and_no_further(store: Path) -> None:
    """Who may see what is judged by the last event that there is: here, of the beginning."""
    with opened(store) as log, SQLiteReadModel(LogPrefix(log, 4), batch_size=3) as tables:
        assert tables.head() == 4
        assert tables.taskforces() == ["OTF"]
        assert [row[0] for row in tables.query("SELECT position FROM event")[1]] == [1, 2, 3, 4]


def test_reads_on_from_a_position_in_steps(store: Path) -> None:
    """Tables are made batch by batch."""
    with opened(store) as log:
        prefix = LogPrefix(log, 4)

        assert [each.position for each in prefix.read(0, 3)] == [1, 2, 3]
        assert [each.position for each in prefix.read(3, 3)] == [4]
        assert prefix.last() == 4
        assert prefix.read(4, 3) == prefix.read(SIZE, 3) == []


def test_says_which_event_cannot_be_read(store: Path) -> None:
    """It is the sentence that every other reader of the log gives."""
    with tampering(store) as db:
        db.execute("DELETE FROM stored_events WHERE rowid = 2")

    with opened(store) as log, pytest.raises(Unreadable, match="Position 2: "):
        LogPrefix(log, 4).read(0, 3)
