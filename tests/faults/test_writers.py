"""Processes that write: killed at any moment, and several at once."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from time import sleep

import pytest

from infrastructure.audit.log.findings import NOT_COMPARED, PASSED
from tests.faults.given import Place, contents

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ROUNDS, SEED = 40, 20251125
LONGEST_LIFE = 0.12  # seconds after the first receipt, in which some tasks are recorded
WRITERS, ACTS = ("A", "B", "C", "D"), 50
ENDLESS = 10**6
BACKUPS = 3


def writer(place: Place, name: str, number: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-W", "error", "-m", "tests.faults.writer"]
    return subprocess.Popen(
        [*words, str(place.data), name, str(number)],
        cwd=ROOT,
        env=place.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def acknowledged(out: str) -> list[int]:
    """Return the positions in the receipts that were printed to their end."""
    lines = out.split("\n")[:-1]
    return [int(line.split()[0].removeprefix("@")) for line in lines]


def tasks(place: Place) -> dict[int, str]:
    """Return the tasks that are stored, by position."""
    events, _ = contents(place.store)
    return {
        position: json.loads(state)["event"]["reference"]
        for position, _, _, topic, state in events
        if topic == "taskforce.task-adopted" and isinstance(position, int)
        if isinstance(state, bytes)
    }


def test_a_killed_writer_loses_nothing_that_it_acknowledged(place: Place) -> None:
    """What was stored may exceed what was told by the one that was being told of.

    Whoever saw a receipt can rely on it, and the next writer goes on at once.
    """
    moments = Random(SEED)  # noqa: S311  # chosen to be the same on every run
    kept = {"whole": (place.kept / "whole.checkpoint").read_bytes()}
    before, told = set(tasks(place)), 0

    for number in range(ROUNDS):
        with writer(place, f"R{number}", ENDLESS) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            life = moments.uniform(0, LONGEST_LIFE)
            sleep(life)
            process.kill()
            rest, said = process.communicate()
        now = set(tasks(place))
        seen = acknowledged(first + rest)
        assert said == "", (SEED, number, life)
        assert set(seen) <= now, (SEED, number, life)
        assert len(now - before) - len(seen) in {0, 1}, (SEED, number, life)
        assert place.verified().exit_code == NOT_COMPARED, (SEED, number, life)
        before, told = now, told + len(seen)
        if number == ROUNDS // 2:
            kept["half"] = place.keep_checkpoint("half")

    assert told > ROUNDS
    assert place.verified(**kept).exit_code == PASSED
    place.run("member", "join", "BLE", "--name", "Blefuscu", "--on", "2025-10").must()


def test_writers_take_turns(place: Place) -> None:
    """Four people at work never see an error, and never leave a gap or a step back in time."""
    processes = [writer(place, name, ACTS) for name in WRITERS]

    said = [process.communicate() for process in processes]

    assert [process.returncode for process in processes] == [0] * len(WRITERS)
    assert [err for _, err in said] == [""] * len(WRITERS)
    stored = tasks(place)
    for name, (out, _) in zip(WRITERS, said, strict=True):
        theirs = [stored[position] for position in acknowledged(out)]
        assert theirs == [f"{name}-{number}" for number in range(ACTS)]
    _, leaves = contents(place.store)
    indexes, positions, times, _ = zip(*leaves, strict=True)
    assert indexes == tuple(range(41 + len(WRITERS) * ACTS))
    assert list(positions) == sorted(set(positions))
    assert list(times) == sorted(times)
    whole = (place.kept / "whole.checkpoint").read_bytes()
    assert place.verified(whole=whole).exit_code == PASSED


def test_backups_of_a_busy_register_come_back(place: Place) -> None:
    """Each is the beginning of the log as it was then; what came later is missed from outside.

    And where a backup was put, work goes on.
    """
    writers = [writer(place, name, ENDLESS) for name in WRITERS[:2]]
    for process in writers:
        assert process.stdout is not None
        process.stdout.readline()
    for number in range(BACKUPS):
        place.run("backup", f"../backup-{number}").must()
    for process in writers:
        process.kill()
        process.communicate()
    newest = place.keep_checkpoint("newest")
    (events, leaves), sizes = contents(place.store), []

    for number in range(BACKUPS):
        back = Place(place.root / f"back-{number}")
        place.run("restore", f"../backup-{number}", "--store", str(back.store)).must()
        told, signed = contents(back.store)
        sizes.append(len(told))
        assert (told, signed) == (events[: len(told)], leaves[: len(told)])
        shutil.copytree(place.kept, back.kept)
        shutil.copy(place.root / "our.policy", back.root)
        whole = (back.kept / "whole.checkpoint").read_bytes()
        assert back.verified(whole=whole).exit_code == PASSED
        assert [each.code for each in back.verified(newest=newest).findings] == ["truncated"]
        back.run("member", "join", "BLE", "--name", "Blefuscu", "--on", "2025-10").must()
        assert back.verified(whole=whole).exit_code == PASSED

    assert sizes == sorted(set(sizes))
    assert sizes[0] > 41
