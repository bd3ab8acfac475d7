"""A decision is recorded only on what it rested on, and a command only once."""

from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError

from domain.errors import CommandAlreadyRecorded
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.store.given import KENYA, PERU, counts, event


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
