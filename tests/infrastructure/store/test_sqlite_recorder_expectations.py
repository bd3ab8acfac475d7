"""What is recorded rests on what was expected, once, whatever the clock; as the library asks."""

import sys
import threading
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from domain.errors import ClockWentBack, CommandAlreadyRecorded
from domain.events.log import ClockConfirmed
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.store.given import KENYA, NOON_US, PERU, counts, elsewhere, event, opened


@pytest.mark.parametrize("expect", [{KENYA: 1}, {PERU: 0}, {KENYA: 1, PERU: 0}, {}, None])
def test_records_what_was_expected(log: SQLiteLogRecorder, expect: dict[UUID, int] | None) -> None:
    """A decision on streams that have not moved since stands."""
    log.insert_events([event(KENYA)])

    assert log.insert_events([event(KENYA, version=2)], expect=expect) == [2]


@pytest.mark.parametrize(
    ("expect", "sentence"),
    [
        ({KENYA: 0}, f"stream {KENYA} is at version 1, not 0"),
        ({KENYA: 2}, f"stream {KENYA} is at version 1, not 2"),
        ({KENYA: 1, PERU: 1}, f"stream {PERU} is at version 0, not 1"),
    ],
)
def test_refuses_when_a_stream_has_moved(
    log: SQLiteLogRecorder, path: Path, expect: dict[UUID, int], sentence: str
) -> None:
    """A decision on a member who has meanwhile withdrawn must be taken again."""
    log.insert_events([event(KENYA)])

    with pytest.raises(IntegrityError, match=sentence):
        log.insert_events([event(KENYA, version=2)], expect=expect)

    assert counts(path) == [1, 1, 0]


def test_records_at_the_expected_head(log: SQLiteLogRecorder) -> None:
    """Zero is the head of an empty log."""
    assert log.insert_events([event(KENYA)], expect_head=0) == [1]
    assert log.insert_events([event(PERU)], expect_head=1) == [2]


def test_refuses_when_the_log_has_moved(log: SQLiteLogRecorder, path: Path) -> None:
    """A withdrawal rests on the whole log, so any entry in between makes it decide again."""
    log.insert_events([event(KENYA)])

    with pytest.raises(IntegrityError, match="log has reached position 1, not 0"):
        log.insert_events([event(PERU)], expect_head=0)

    assert counts(path) == [1, 1, 0]


def test_records_a_command_once(log: SQLiteLogRecorder, path: Path) -> None:
    """A double click is answered with the first result, even if expectations fail by now."""
    log.insert_events([event(version=1), event(version=2)], command_key="k", expect={KENYA: 0})

    with pytest.raises(CommandAlreadyRecorded, match="at positions 1 to 2") as caught:
        log.insert_events([event(version=1), event(version=2)], command_key="k", expect={KENYA: 0})

    assert (caught.value.first, caught.value.last) == log.find_command("k") == (1, 2)
    assert counts(path) == [2, 2, 1]


def test_a_refused_command_may_come_again(log: SQLiteLogRecorder) -> None:
    """Only what was recorded counts as done."""
    with pytest.raises(IntegrityError):
        log.insert_events([event()], command_key="k", expect_head=9)

    assert log.insert_events([event()], command_key="k") == [1]
    assert log.find_command("k") == (1, 1)
    assert log.find_command("l") is None


HOUR_US = 3_600_000_000
CONFIRMED = b'{"schema":1,"envelope":{},"event":{"clock":"2025-11-25T12:00:00.000000Z"}}'


def times(path: Path) -> list[int]:
    with elsewhere(path) as other:
        return [us for (us,) in other.execute("SELECT recorded_us FROM log_leaf ORDER BY idx")]


def confirm(log: SQLiteLogRecorder, version: int = 1) -> None:
    topic = ClockConfirmed.TOPIC
    log.insert_events([event(PERU, version=version, topic=topic, state=CONFIRMED)])


def test_a_confirmed_clock_may_be_behind(log: SQLiteLogRecorder, path: Path) -> None:
    """Times never go back, so until the clock has caught up they stand still."""
    log.clock = iter([NOON_US + HOUR_US, NOON_US, NOON_US + 1, NOON_US + HOUR_US + 1]).__next__
    log.insert_events([event()])

    confirm(log)
    log.insert_events([event(version=2)])
    log.insert_events([event(version=3)])

    assert times(path) == [*[NOON_US + HOUR_US] * 3, NOON_US + HOUR_US + 1]


def test_a_clock_behind_the_confirmed_one_is_wrong_again(log: SQLiteLogRecorder) -> None:
    """What was confirmed is what the clock showed then, not whatever it may show later."""
    log.clock = iter([NOON_US + HOUR_US, NOON_US, NOON_US - 2_000_001]).__next__
    log.insert_events([event()])
    confirm(log)

    with pytest.raises(ClockWentBack, match=r"confirm-clock"):
        log.insert_events([event(version=2)])


with pytest.MonkeyPatch.context() as patch:
    # The library's test module imports its cipher, and with it a package that we do not use.
    cipher = ModuleType("eventsourcing.cipher")
    vars(cipher)["AESCipher"] = object
    patch.setitem(sys.modules, "eventsourcing.cipher", cipher)
    from eventsourcing.tests.persistence import ApplicationRecorderTestCase


def wait_for_readers(others: Collection[threading.Thread]) -> None:
    """Let the readers end that the library's tests leave behind, before their files are closed.

    `others` were there before, and are none of them.
    """
    for thread in threading.enumerate():
        if thread not in others:
            thread.join(10)


class TestInFile(ApplicationRecorderTestCase[SQLiteLogRecorder]):
    """A file is how the register is kept."""

    def create_recorder(self) -> SQLiteLogRecorder:
        folder = Path(self.enterContext(TemporaryDirectory()))
        recorder = self.enterContext(opened(folder / "log.db"))
        recorder.create_table()
        self.addCleanup(wait_for_readers, threading.enumerate())
        return recorder


class TestInMemory(ApplicationRecorderTestCase[SQLiteLogRecorder]):
    """In memory, readers and the writer exclude each other by the library's locks."""

    def create_recorder(self) -> SQLiteLogRecorder:
        name = f"file:{uuid4()}?mode=memory&cache=shared"
        recorder = self.enterContext(opened(name))
        recorder.create_table()
        self.addCleanup(wait_for_readers, threading.enumerate())
        return recorder


del ApplicationRecorderTestCase  # abstract: pytest would collect it as well
