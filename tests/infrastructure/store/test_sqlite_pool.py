"""Opening a log neither writes nor trusts; errors have the library's names; nothing stays open."""

import sqlite3
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from eventsourcing import persistence
from eventsourcing.sqlite import SQLiteDatastore

from domain.errors import Unavailable
from infrastructure.store.sqlite_pool import LogConnectionPool, translated
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.faults.permissions import obeyed
from tests.infrastructure.store.given import elsewhere, event, opened


@pytest.mark.parametrize(
    "name",
    [
        "InterfaceError",
        "DataError",
        "OperationalError",
        "IntegrityError",
        "InternalError",
        "ProgrammingError",
        "NotSupportedError",
        "DatabaseError",
    ],
)
def test_gives_an_error_the_librarys_name(name: str) -> None:
    """The library catches and retries by its own names."""
    error = getattr(sqlite3, name)("sentence")

    assert type(translated(error)) is getattr(persistence, name)
    assert str(translated(error)) == "sentence"


def test_gives_any_other_error_the_base_name() -> None:
    """An error that SQLite adds later is still one of persistence."""
    assert type(translated(sqlite3.Error("new"))) is persistence.PersistenceError


def test_replaces_the_stock_pool_once() -> None:
    """Two recorders of one datastore must share the one connection that writes."""
    datastore = SQLiteDatastore("x.db", lock_timeout=3, pool_size=2, max_overflow=4)
    stock = datastore.pool

    pool = LogConnectionPool.install(datastore)

    assert stock.closed
    assert datastore.pool is pool is LogConnectionPool.install(datastore)
    assert (pool.db_name, pool.lock_timeout, pool.pool_size) == ("x.db", 3, 2)
    assert pool.max_overflow == 4
    datastore.close()


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\x00", b"\xff" * 5000])
def test_refuses_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    """A letter named by mistake is left as it is, and the person is told."""
    path.write_bytes(content)

    with opened(path) as recorder, pytest.raises(Unavailable, match="is not a log, or is damaged"):
        recorder.create_table()

    assert path.read_bytes() == content


def test_refuses_the_file_of_another_application(path: Path) -> None:
    """The check belongs to the opening, so that no use of the store can forget it."""
    with elsewhere(path) as other:
        other.execute("CREATE TABLE other (a)")

    with opened(path) as recorder:
        with pytest.raises(Unavailable, match="belongs to another application"):
            recorder.insert_events([event()])
        with pytest.raises(Unavailable, match="belongs to another application"):
            recorder.head()


@pytest.mark.parametrize("name", ["missing/log.db", "file:missing.db?mode=ro"])
def test_refuses_a_place_without_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A missing folder is a matter for the administrator, not a traceback."""
    monkeypatch.chdir(tmp_path)

    with opened(name) as recorder, pytest.raises(Unavailable, match="No log can be opened at"):
        recorder.create_table()


def test_is_as_sure_as_can_be_on_commit(log: SQLiteLogRecorder) -> None:
    """An acknowledged entry survives a power cut, so every connection waits for the disk."""
    log.insert_events([event()])

    with log._reading() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
    with log._pool.transaction() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_opens_and_reads_while_another_writes(log: SQLiteLogRecorder, path: Path) -> None:
    """Opening takes no lock, or a verification would disturb the register at work."""
    log.insert_events([event()])

    with elsewhere(path) as other, opened(path, lock_timeout=1) as second:
        other.execute("BEGIN IMMEDIATE")
        second.create_table()

        assert second.max_notification_id() == 1


def test_reads_where_it_must_not_write(log: SQLiteLogRecorder, path: Path) -> None:
    """An auditor opens the log read-only: everything can be read and nothing recorded."""
    log.insert_events([event()])
    log.datastore.close()

    with opened(f"file:{path}?mode=ro") as reader:
        reader.create_table()
        with pytest.raises(persistence.OperationalError, match="readonly"):
            reader.insert_events([event(version=2)])

        assert [row.position for row in reader.select_log(0, 10)] == [1]


def test_a_folder_that_cannot_be_written_is_told(log: SQLiteLogRecorder, path: Path) -> None:
    """SQLite says that it attempted to write, which nobody has asked it to do."""
    log.insert_events([event()])
    log.datastore.close()
    path.parent.chmod(0o555)

    with obeyed(), opened(path) as reader, pytest.raises(Unavailable, match="must write beside it"):
        reader.select_log(0, 10)

    path.parent.chmod(0o755)


def test_does_not_turn_a_read_only_copy_into_wal(
    log: SQLiteLogRecorder, path: Path, tmp_path: Path
) -> None:
    """A `VACUUM INTO` copy has no write-ahead log and is read all the same."""
    log.insert_events([event()])
    copy = tmp_path / "copy.db"
    with elsewhere(path) as other:
        other.execute("VACUUM INTO ?", (str(copy),))

    with opened(f"file:{copy}?mode=ro") as reader:
        with pytest.raises(persistence.OperationalError, match="readonly"):
            reader.insert_events([event(version=2)])

        assert reader.max_notification_id() == 1


@pytest.mark.slow
def test_a_locked_file_is_told_after_the_timeout(log: SQLiteLogRecorder, path: Path) -> None:
    """A writer that hangs elsewhere must not hang this one, and a later try succeeds."""
    log.insert_events([event()])
    with elsewhere(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            persistence.OperationalError, match="the register stayed locked by another"
        ):
            log.insert_events([event(version=2)])
        other.execute("ROLLBACK")

    assert log.insert_events([event(version=2)]) == [2]


@pytest.mark.slow
def test_a_file_locked_against_reading_is_told_on_opening(path: Path) -> None:
    """An exclusive lock is a matter of time, not a damaged file."""
    with elsewhere(path) as other, opened(path, lock_timeout=1) as recorder:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(
            persistence.OperationalError, match="the register stayed locked by another"
        ):
            recorder.create_table()


def test_waits_its_turn_to_turn_on_wal(path: Path) -> None:
    """Two programs that open a new log at once both succeed; SQLite alone would refuse one."""
    with ExitStack() as stack:
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        stack.callback(other.close)
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.rollback)
        release.start()
        stack.callback(release.join)
        recorder = stack.enter_context(opened(path))

        recorder.create_table()

        assert recorder.insert_events([event()]) == [1]


@pytest.mark.slow
def test_does_not_wait_for_wal_for_ever(path: Path) -> None:
    """The lock timeout holds here too, and nothing was made."""
    with elsewhere(path) as other, opened(path, lock_timeout=1) as recorder:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            persistence.OperationalError, match="the register stayed locked by another"
        ):
            recorder.create_table()
        other.execute("ROLLBACK")

        assert other.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


@pytest.mark.slow
def test_another_thread_waits_no_longer_than_the_timeout(log: SQLiteLogRecorder) -> None:
    """The wait for a thread of this process ends as the wait for another process does."""
    started = time.monotonic()
    with (
        log._pool.transaction(),
        pytest.raises(persistence.OperationalError, match="Another thread is still writing"),
    ):
        log.insert_events([event()])

    assert 0.9 < time.monotonic() - started < 3


def test_records_nothing_after_closing(log: SQLiteLogRecorder) -> None:
    """A closed store stays closed instead of opening a connection that nobody closes."""
    log.insert_events([event()])
    log.datastore.close()
    log.datastore.close()

    with pytest.raises(persistence.ConnectionPoolClosedError):
        log.insert_events([event(version=2)])


def test_leaves_no_files_behind(log: SQLiteLogRecorder, path: Path) -> None:
    """Closing folds the write-ahead log back, so that one file can be copied."""
    log.insert_events([event()])

    log.datastore.close()

    assert [file.name for file in path.parent.iterdir()] == ["log.db"]


def test_trusts_nothing_that_a_file_says_is_to_be_done(log: SQLiteLogRecorder) -> None:
    """Whoever can change a file can put a call into it, which a command would then make."""
    with log._pool.transaction() as cursor:
        assert cursor.execute("PRAGMA trusted_schema").fetchone() == (0,)
