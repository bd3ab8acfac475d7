"""A clock that ran ahead must not lock the register until the day that it had shown."""

from pathlib import Path

import pytest

from domain.errors import ClockWentBack
from domain.events.log import ClockConfirmed
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.store.given import NOON_US, PERU, elsewhere, event

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
