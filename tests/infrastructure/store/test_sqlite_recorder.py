"""The recorder records all or nothing, dates every entry, and keeps what callers rely on."""

import sqlite3
import threading
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
from eventsourcing.persistence import InfrastructureFactory, IntegrityError, OperationalError
from eventsourcing.utils import Environment

from application.event_store.streams import LogRow
from domain.errors import ClockWentBack, Malformed
from infrastructure.store.leaf import entry_bytes
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder, system_clock
from infrastructure.store.sqlite_schema import create
from tests.infrastructure.store.given import KENYA, NOON_US, PERU, counts, elsewhere, event, opened


def leaves(path: Path) -> list[tuple[int, int, int, bytes]]:
    with elsewhere(path) as other:
        return other.execute("SELECT * FROM log_leaf ORDER BY idx").fetchall()


def test_is_made_by_the_librarys_factory(path: Path) -> None:
    """The application names its recorder by topic; nothing else has to be wired."""
    factory = InfrastructureFactory.construct(
        Environment(
            "register",
            {
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "APPLICATION_RECORDER_TOPIC": f"{SQLiteLogRecorder.__module__}:SQLiteLogRecorder",
                "SQLITE_DBNAME": str(path),
            },
        )
    )

    recorder = factory.application_recorder()

    assert isinstance(recorder, SQLiteLogRecorder)
    assert recorder.insert_events([event()]) == [1]
    factory.close()


def test_gives_each_entry_a_leaf(log: SQLiteLogRecorder, path: Path) -> None:
    """The tree is built from these rows, so they are contiguous and the hash is the documented."""
    log.clock = iter([NOON_US, NOON_US + 5]).__next__

    log.insert_events([event(version=1), event(version=2, state=b'{"a":1}')])
    log.insert_events([event(PERU)])

    stored = [
        (1, NOON_US, KENYA, 1, b"{}"),
        (2, NOON_US, KENYA, 2, b'{"a":1}'),
        (3, NOON_US + 5, PERU, 1, b"{}"),
    ]
    assert leaves(path) == [
        (position - 1, position, us, sha256(b"\x00" + entry).digest())
        for position, us, stream, version, state in stored
        for entry in [
            entry_bytes(
                position, us, stream.hex, version, "commitment.signed", sha256(state).hexdigest()
            )
        ]
    ]


def test_does_not_give_out_a_position_again(log: SQLiteLogRecorder, path: Path) -> None:
    """A receipt for position 3 must never fit another entry, even after tampering."""
    log.insert_events([event(version=version) for version in (1, 2, 3)])
    with elsewhere(path) as other:
        other.executescript(
            "DROP TRIGGER stored_events_delete; DELETE FROM stored_events WHERE rowid = 3;"
            "DROP TRIGGER log_leaf_delete; DELETE FROM log_leaf WHERE position = 3;"
        )

    assert log.insert_events([event(version=3)]) == [4]
    assert [row[:2] for row in leaves(path)] == [(0, 1), (1, 2), (2, 4)]


def test_records_all_or_nothing(log: SQLiteLogRecorder, path: Path) -> None:
    """Half a ratification would be worse than none."""
    log.insert_events([event(version=1)])

    with pytest.raises(IntegrityError, match="is there already"):
        log.insert_events([event(version=2), event(version=1)], command_key="k")

    assert counts(path) == [1, 1, 0]
    assert log.find_command("k") is None


def test_refuses_a_topic_that_cannot_be_hashed(log: SQLiteLogRecorder, path: Path) -> None:
    """A topic such as `os:system` never reaches the file."""
    with pytest.raises(Malformed, match="os:system"):
        log.insert_events([event(), event(PERU, topic="os:system")])

    assert counts(path) == [0, 0, 0]


def test_takes_a_stream_as_text_if_it_is_hex(log: SQLiteLogRecorder) -> None:
    """The library allows text ids; only one spelling of them can stand in an entry."""
    assert log.insert_events([event(PERU.hex)]) == [1]

    with pytest.raises(Malformed, match="Expected a stream id"):
        log.insert_events([event(str(PERU), version=2)])


def test_nothing_is_nothing(log: SQLiteLogRecorder, path: Path) -> None:
    """A command that changes nothing leaves no trace, whatever it expected."""
    assert log.insert_events([], expect={KENYA: 9}, expect_head=9, command_key="k") == []
    assert counts(path) == [0, 0, 0]


def test_ignores_what_only_other_recorders_know(log: SQLiteLogRecorder) -> None:
    """The library passes `tracking` and whatever a caller of `save` adds."""
    assert log.insert_events([event()], tracking=None, colour="blue") == [1]


def test_refuses_a_clock_that_went_back(log: SQLiteLogRecorder, path: Path) -> None:
    """A misdated entry could never be dated right again."""
    log.clock = lambda: NOON_US
    log.insert_events([event()])
    log.clock = lambda: NOON_US - 2_000_001

    with pytest.raises(ClockWentBack) as caught:
        log.insert_events([event(version=2)], command_key="k")

    assert str(caught.value) == (
        "The clock says 2025-11-25T11:59:57.999999Z, but the last entry was recorded at"
        " 2025-11-25T12:00:00.000000Z: set the clock right, then try again. If it is right and"
        " was wrong before: depositary audit confirm-clock --reason …"
    )
    assert counts(path) == [1, 1, 0]


def test_time_stands_still_for_a_clock_slightly_back(log: SQLiteLogRecorder, path: Path) -> None:
    """The order of times is the order of positions, or 'known at' would not be a prefix."""
    log.clock = iter([NOON_US, NOON_US - 1, NOON_US - 2_000_000, NOON_US + 7]).__next__

    for version in (1, 2, 3, 4):
        log.insert_events([event(version=version)])

    assert [row[2] for row in leaves(path)] == [NOON_US, NOON_US, NOON_US, NOON_US + 7]


def test_the_clock_counts_microseconds() -> None:
    """The default is the machine's own time, between 2025 and 2100."""
    assert NOON_US < system_clock() < 4_102_444_800_000_000


def test_a_full_disk_leaves_nothing_half_written(log: SQLiteLogRecorder, path: Path) -> None:
    """The entry is refused as a whole, and the log goes on once there is room."""
    log.insert_events([event()])
    with log._pool.transaction() as cursor:
        writer = cursor.connection
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")
    big = [event(version=2), event(version=3, state=b"x" * 100_000)]

    with pytest.raises(OperationalError, match="disk is full"):
        log.insert_events(big, command_key="k")

    assert counts(path) == [1, 1, 0]
    writer.execute("PRAGMA max_page_count = 1000000")
    assert log.insert_events(big, command_key="k") == [2, 3]


def test_tells_head_and_times(log: SQLiteLogRecorder) -> None:
    """Answers print the position and the day they rest on."""
    assert log.head() is None
    log.clock = iter([NOON_US, NOON_US + 5]).__next__
    log.insert_events([event(version=1), event(version=2)])
    log.insert_events([event(version=3)])

    assert log.head() == (3, NOON_US + 5)
    assert log.recorded_at([3, 1, 99]) == {1: NOON_US, 3: NOON_US + 5}
    assert log.recorded_at([]) == {}


def test_follows_the_log(log: SQLiteLogRecorder) -> None:
    """The read model asks for what lies after its position, in pieces."""
    log.clock = lambda: NOON_US
    log.insert_events([event(KENYA, version=1), event(PERU), event(KENYA, version=2)])

    assert log.select_log(0, 2) == [
        LogRow(1, NOON_US, KENYA.hex, 1, "commitment.signed", b"{}"),
        LogRow(2, NOON_US, PERU.hex, 1, "commitment.signed", b"{}"),
    ]
    assert [row.position for row in log.select_log(2, 2)] == [3]
    assert log.select_log(3, 2) == []


def test_follows_the_log_over_a_gap(log: SQLiteLogRecorder, path: Path) -> None:
    """Positions may have gaps, and a start inside one is as good as any."""
    log.insert_events([event(version=1)])
    with elsewhere(path) as other:
        other.executescript("UPDATE sqlite_sequence SET seq = 9 WHERE name = 'stored_events'")
    log.insert_events([event(version=2)])

    for start, positions in ((0, [1, 10]), (1, [10]), (5, [10]), (10, [])):
        assert [row.position for row in log.select_log(start, 10)] == positions


def test_finds_the_log_again(log: SQLiteLogRecorder, path: Path) -> None:
    """A second program goes on where the first one stopped."""
    log.insert_events([event(version=1)])

    with opened(path) as second:
        second.create_table()
        assert second.insert_events([event(version=2)]) == [2]

    assert [row[:2] for row in leaves(path)] == [(0, 1), (1, 2)]


def test_another_program_may_make_the_tables_first(path: Path) -> None:
    """Between the look and the lock another process may have been faster."""
    with ExitStack() as stack:
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        stack.callback(other.close)
        other.execute("BEGIN IMMEDIATE")
        create(other.cursor())
        commit = threading.Timer(0.3, other.commit)
        commit.start()
        stack.callback(commit.join)
        log = stack.enter_context(opened(path))

        log.create_table()

        assert log.insert_events([event()]) == [1]


def test_works_in_memory() -> None:
    """Tests of other parts need a log without a disk, shared by threads."""
    with opened("file:works_in_memory?mode=memory&cache=shared") as recorder:
        recorder.create_table()
        recorder.create_table()
        recorder.insert_events([event()], command_key="k")

        with pytest.raises(IntegrityError):
            recorder.insert_events([event()])
        assert recorder.find_command("k") == (1, 1)
        assert [row.position for row in recorder.select_log(0, 9)] == [1]


def test_a_stop_in_the_middle_gives_the_lock_back(log: SQLiteLogRecorder, path: Path) -> None:
    """Ctrl-C while recording must not leave the register locked."""

    def stop() -> int:
        raise KeyboardInterrupt

    log.clock = stop
    with pytest.raises(KeyboardInterrupt):
        log.insert_events([event()])
    log.clock = system_clock

    assert log.insert_events([event()]) == [1]
    assert counts(path) == [1, 1, 0]


def test_sqlite_is_new_enough() -> None:
    """STRICT tables need 3.37."""
    assert sqlite3.sqlite_version_info >= (3, 37)
