"""Several writers at once lose nothing, repeat nothing and leave an orderly log."""

import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from domain.errors import CommandAlreadyRecorded
from infrastructure.store.leaf import format_time
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder
from tests.infrastructure.store.given import KENYA, PERU, elsewhere, event, opened
from tests.often import slowly

ROUNDS = 60


def assert_orderly(path: Path, total: int) -> None:
    """Check every leaf as an auditor would, from the stored bytes alone."""
    with elsewhere(path) as other:
        rows = other.execute(
            "SELECT idx, position, recorded_us, leaf_hash, originator_id, originator_version,"
            " topic, state FROM log_leaf LEFT JOIN stored_events e ON e.rowid = position"
            " ORDER BY idx"
        ).fetchall()
        assert other.execute("SELECT count(*) FROM stored_events").fetchone() == (total,)
    assert [row[0] for row in rows] == list(range(total))
    assert all(one[1] < two[1] and one[2] <= two[2] for one, two in pairwise(rows))
    for _, position, recorded_us, leaf, stream, version, topic, state in rows:
        fields = {
            "schema": "depositary-log-entry/v1",
            "position": position,
            "recorded_at": format_time(recorded_us),
            "originator_id": stream,
            "originator_version": version,
            "topic": topic,
            "state_sha256": sha256(state).hexdigest(),
        }
        entry = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
        assert leaf == sha256(b"\x00" + entry).digest()


def run_two(target: Callable[[Path, UUID, Barrier], None], path: Path) -> None:
    """Run the target in two processes that share the file and the moment at which they start."""
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    processes = [spawn.Process(target=target, args=(path, own, start)) for own in (KENYA, PERU)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0


def count_up(path: Path, own: UUID, start: Barrier, *, by_head: bool) -> None:
    """Add `ROUNDS` events to one's own stream, each holding the number of events in both."""
    start.wait(60)
    with opened(path) as log:
        log.create_table()
        recorded = 0
        while recorded < ROUNDS:
            head = log.max_notification_id() or 0
            versions = {stream: len(log.select_events(stream)) for stream in (KENYA, PERU)}
            total = sum(versions.values()) + 1
            counted = event(own, versions[own] + 1, state=str(total).encode())
            try:
                if by_head:
                    log.insert_events([counted], expect_head=head)
                else:
                    log.insert_events([counted], expect=versions)
            except IntegrityError:
                continue
            recorded += 1


def count_by_streams(path: Path, own: UUID, start: Barrier) -> None:
    count_up(path, own, start, by_head=False)


def count_by_head(path: Path, own: UUID, start: Barrier) -> None:
    count_up(path, own, start, by_head=True)


def send_commands(path: Path, _own: UUID, start: Barrier) -> None:
    """Send the same commands as the other process, each to a new stream."""
    start.wait(60)
    with opened(path) as log:
        log.create_table()
        for number in range(ROUNDS):
            with suppress(CommandAlreadyRecorded):
                log.insert_events([event(uuid4())], command_key=f"command {number}")
            assert log.find_command(f"command {number}") is not None


@pytest.mark.slow
@pytest.mark.parametrize("count", [count_by_head, *slowly(count_by_streams)])
def test_two_processes_lose_no_update(
    path: Path, count: Callable[[Path, UUID, Barrier], None]
) -> None:
    """Each total rests on what the other process wrote; a lost update would repeat a number."""
    run_two(count, path)

    with opened(path) as log:
        totals = [int(row.state) for row in log.select_log(0, 2 * ROUNDS + 1)]
    assert totals == list(range(1, 2 * ROUNDS + 1))
    assert_orderly(path, 2 * ROUNDS)


@pytest.mark.slow
def test_two_processes_record_a_command_once(path: Path) -> None:
    """A person who presses again on a second machine makes no second entry."""
    run_two(send_commands, path)

    with elsewhere(path) as other:
        assert other.execute("SELECT count(*) FROM command").fetchone() == (ROUNDS,)
    assert_orderly(path, ROUNDS)


def test_ten_threads_write_an_orderly_log(log: SQLiteLogRecorder, path: Path) -> None:
    """Threads share the one connection that writes, and read on others meanwhile."""

    def write(_: int) -> None:
        for _ in range(20):
            (position,) = log.insert_events([event(uuid4())])
            assert [row.position for row in log.select_log(position - 1, 1)] == [position]

    with ThreadPoolExecutor(max_workers=10) as threads:
        list(threads.map(write, range(10)))

    assert_orderly(path, 200)
