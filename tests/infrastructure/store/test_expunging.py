"""One event is replaced together with the record of it, or nothing happens at all."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError
from eventsourcing.sqlite import SQLiteDatastore

from application.event_store.log_mapper import NewRow
from domain.errors import ClockWentBack, Unavailable
from infrastructure.files import locks
from infrastructure.store.expunging import ExpungingRecorder, clean
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.store.given import KENYA, NOON_US, PERU, elsewhere, event, opened

CANARY = b"Mudskipper"
BEFORE, AFTER = b'{"note":"' + CANARY * 3 + b'"}', b'{"note":"[removed]"}'
RECORD: NewRow = (PERU.hex, 1, "record.expunged", b"{}")
GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"


@contextmanager
def door(
    path: Path, kind: type[ExpungingRecorder] = ExpungingRecorder
) -> Iterator[ExpungingRecorder]:
    """Open a log by the separate door."""
    datastore = SQLiteDatastore(str(path), lock_timeout=1)
    try:
        recorder = kind(datastore)
        recorder.clock = lambda: NOON_US
        yield recorder
    finally:
        datastore.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log in which the second of three events must never have been entered."""
    path = tmp_path / "log.db"
    with opened(path) as log:
        log.create_table()
        log.clock = lambda: NOON_US
        for number, state in enumerate((b"{}", BEFORE, b"[]"), start=1):
            log.insert_events([event(KENYA, number, state=state)])
    return path


def everything(path: Path) -> Sequence[object]:
    """Return all rows and guards."""
    with elsewhere(path) as other:
        return [
            other.execute(query).fetchall()
            for query in (
                "SELECT rowid, * FROM stored_events",
                "SELECT * FROM log_leaf",
                "SELECT * FROM sqlite_sequence",
                GUARDS,
            )
        ]


def bytes_beside(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()))


def test_puts_one_state_in_the_place_of_another_and_records_it(path: Path) -> None:
    """All other events, every leaf so far and the guards are as they were."""
    before = everything(path)

    with door(path) as log:
        position = log.expunge(2, (BEFORE, AFTER), RECORD, {PERU: 0})

    events, leaves, _, guards = everything(path)
    assert position == 4
    assert isinstance(events, list)
    assert isinstance(leaves, list)
    assert [row[-1] for row in events] == [b"{}", AFTER, b"[]", b"{}"]
    assert [leaves[:3], guards] == [before[1], before[3]]
    assert len(leaves) == 4


def test_leaves_no_byte_of_it_on_the_disk(path: Path) -> None:
    """Who takes the disk away must not find it in a free page or in the write-ahead log."""
    assert CANARY in bytes_beside(path)
    with door(path) as log:
        log.expunge(2, (BEFORE, AFTER), RECORD, {})

        clean(path)

        assert CANARY not in bytes_beside(path)
    assert CANARY not in bytes_beside(path)


def test_leaves_no_copy_in_pages_that_were_rearranged(tmp_path: Path) -> None:
    """SQLite copies rows to other pages when a row beside them grows."""
    path = tmp_path / "log.db"
    states = [b"%d " % n + (CANARY if n == 20 else b"filler") * 40 for n in range(60)]
    with opened(path) as log:
        log.create_table()
        log.insert_events([event(KENYA, n + 1, state=s) for n, s in enumerate(states)])
    with door(path) as log:
        log.clock = lambda: 2 * NOON_US
        for n in (18, 19, 22):
            log.expunge(n + 1, (states[n], b"x" * 3000), (PERU.hex, n, *RECORD[2:]), {})
        log.expunge(21, (states[20], AFTER), (PERU.hex, 99, *RECORD[2:]), {})

        clean(path)

        assert CANARY not in bytes_beside(path)


def test_the_guard_stands_again(path: Path) -> None:
    """The door closes behind whoever went through it."""
    with door(path) as log:
        log.expunge(2, (BEFORE, AFTER), RECORD, {})

    with elsewhere(path) as other, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        other.execute("UPDATE stored_events SET state = x'00' WHERE rowid = 2")


def test_an_ordinary_log_has_no_such_door() -> None:
    """What does not exist cannot be called by mistake."""
    assert not hasattr(SQLiteLogRecorder, "expunge")


@pytest.mark.parametrize(
    ("position", "found", "expected"),
    [(2, AFTER, {}), (9, BEFORE, {}), (2, BEFORE, {PERU: 1})],
    ids=["changed", "missing", "stream"],
)
def test_changes_nothing_where_it_is_not_as_expected(
    path: Path, position: int, found: bytes, expected: dict[UUID, int]
) -> None:
    """Somebody else was there first, so whoever asks must look again."""
    before = everything(path)

    with door(path) as log, pytest.raises(IntegrityError):
        log.expunge(position, (found, AFTER), RECORD, expected)

    assert everything(path) == before


def test_changes_nothing_while_the_clock_is_behind(path: Path) -> None:
    """The record of it would be misdated."""
    before = everything(path)

    with door(path) as log:
        log.clock = lambda: NOON_US - 3_000_000
        with pytest.raises(ClockWentBack):
            log.expunge(2, (BEFORE, AFTER), RECORD, {})

    assert everything(path) == before


class Dying(ExpungingRecorder):
    """A door behind which the program dies when everything is done but the end."""

    def _append(
        self,
        cursor: sqlite3.Cursor,
        rows: Sequence[NewRow],
        expect: Mapping[UUID, int],
        expect_head: int | None = None,
        more: Iterator[NewRow] | None = None,
    ) -> list[int]:
        super()._append(cursor, rows, expect, expect_head, more)
        raise KeyboardInterrupt


def test_a_crash_before_the_end_leaves_all_as_it_was(path: Path) -> None:
    """Neither a change without a record, nor a record without a change, nor a missing guard."""
    before = everything(path)

    with door(path, Dying) as log, pytest.raises(KeyboardInterrupt):
        log.expunge(2, (BEFORE, AFTER), RECORD, {})

    assert everything(path) == before


def test_a_reader_hinders_the_cleaning_and_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is still in the write-ahead log must not be called gone."""
    monkeypatch.setattr(locks, "LONGEST", 0.05)
    with door(path) as log:
        with elsewhere(path) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM stored_events").fetchone()
            log.expunge(2, (BEFORE, AFTER), RECORD, {})

            with pytest.raises(Unavailable, match="what was written ahead stayed locked"):
                clean(path)

        clean(path)
        assert CANARY not in bytes_beside(path)


def test_cleaning_waits_for_no_writer_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so instead, and can be done again."""
    monkeypatch.setattr(locks, "LONGEST", 0.05)
    with elsewhere(path) as writer:
        writer.execute("BEGIN IMMEDIATE")

        with pytest.raises(
            Unavailable, match="could not be written anew: the register stayed locked"
        ):
            clean(path)


def test_cleaning_changes_no_row(path: Path) -> None:
    """Positions are what everything outside refers to."""
    before = everything(path)

    clean(path)

    assert everything(path) == before
    with opened(path) as log:
        (position,) = log.insert_events([event(KENYA, 4)])
    assert position == 4
