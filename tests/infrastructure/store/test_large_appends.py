"""The events of a large file are recorded together, and taken a few at a time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from application.event_store.log_mapper import NewRow
from domain.errors import Unreadable
from infrastructure.store import sqlite_recorder
from infrastructure.store.leaf import LARGEST, leaf_hash
from infrastructure.store.sqlite_recorder import AT_ONCE, SQLiteLogRecorder
from tests.infrastructure.store.given import KENYA, NOON_US, counts, elsewhere


@pytest.mark.parametrize("number", [AT_ONCE, 2 * AT_ONCE + 1])
def test_no_more_are_held_than_are_written_at_once(
    log: SQLiteLogRecorder, path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """An import had all of its events a second time, as they are stored, when it wrote them."""
    taken, written, held = 0, 0, list[int]()
    log.clock = iter([NOON_US]).__next__

    def rows() -> Iterator[NewRow]:
        nonlocal taken
        for version in range(1, number + 1):
            taken += 1
            yield KENYA.hex, version, "commitment.signed", b"{}"

    def hashed(entry: bytes) -> bytes:
        nonlocal written
        held.append(taken - written)
        written += 1
        return leaf_hash(entry)

    monkeypatch.setattr(sqlite_recorder, "leaf_hash", hashed)
    positions = log.insert_rows(rows(), expect={KENYA: 0}, expect_head=0, command_key="large")

    assert positions == list(range(1, number + 1))
    assert log.find_command("large") == (1, number)
    assert max(held) == AT_ONCE
    with elsewhere(path) as other:
        found = other.execute("SELECT idx, position, recorded_us FROM log_leaf ORDER BY idx")
        assert found.fetchall() == [(each - 1, each, NOON_US) for each in positions]


def test_one_that_cannot_be_taken_leaves_nothing_of_those_before(
    log: SQLiteLogRecorder, path: Path
) -> None:
    """Also where many were written already."""

    def rows() -> Iterator[NewRow]:
        for version in range(1, AT_ONCE + 10):
            yield KENYA.hex, version, "commitment.signed", b"{}"
        raise RecursionError

    with pytest.raises(RecursionError):
        log.insert_rows(rows(), command_key="large")

    assert counts(path) == [0, 0, 0]


@pytest.mark.parametrize("number", [1, 3])
def test_no_event_gets_a_position_that_no_leaf_can_have(
    log: SQLiteLogRecorder, path: Path, number: int
) -> None:
    """SQLite counts on from the largest number that somebody made it give out."""
    first, *rows = [(KENYA.hex, number, "commitment.signed", b"{}") for number in (1, 2, 3, 4)]
    log.insert_rows([first])
    with elsewhere(path) as other:
        other.execute("UPDATE sqlite_sequence SET seq = ?", (LARGEST - number + 1,))

    with pytest.raises(Unreadable, match="so large that none can follow it"):
        log.insert_rows(rows)

    assert counts(path)[0] == 1
