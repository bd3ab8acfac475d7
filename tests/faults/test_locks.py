"""A process is stopped while it holds a lock: who waits is told, and nobody waits for ever."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from infrastructure.audit.log.findings import UNFINISHED
from infrastructure.bootstrap import (
    checkpoints_folder,
    contacts_path,
    ledger_path,
    read_model_folder,
)
from infrastructure.files.locks import LONGEST, TELL_AFTER
from tests.faults.given import COMMAND, Place, Said, whole_file
from tests.faults.mortal import SHORT, Mortals

pytestmark = pytest.mark.slow

IN_SQL = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(sys.argv[2])
print("held", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""
ON_FOLDER = """
import fcntl, os, signal, sys
fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)
print("held", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""
AT_ONCE = SHORT * 0.9
"""Seconds within which a command is done that waits for nobody, on a machine that is busy."""
GAP = "gap find ATL A-1 hosting --text 'No duty to remove.' --on 2025-12-01"
JOIN = "member join BLE --name Blefuscu --on 2025-10"
NAMED = "member suspend Atlantis --on 2025-10"
"""A member that is typed by its name, which is looked up."""


def in_use(place: Place) -> Path:
    folder = read_model_folder(place.store)
    return folder / (folder / "current").read_text("ascii").strip()


def lock_of_tables(place: Place) -> Path:
    return read_model_folder(place.store) / "lock"


LOCKS: dict[str, tuple[str, Callable[[Place], Path]]] = {
    "register": (IN_SQL, lambda place: place.store),
    "tables in use": (IN_SQL, in_use),
    "folder of the tables": (IN_SQL, lock_of_tables),
    "contacts": (IN_SQL, lambda place: contacts_path(place.store)),
    "ledger": (IN_SQL, lambda place: ledger_path(place.store)),
    "checkpoints": (ON_FOLDER, lambda place: checkpoints_folder(place.store)),
}
WAITING = {
    "register": (JOIN, "import ../rows.csv", "expunge @2 --reason court_order --authority X --yes"),
    "tables in use": ("status PLEDGE", "query 'SELECT 1'", "export --output ../a.csv"),
    "folder of the tables": ("rebuild", "status PLEDGE"),
    "contacts": ("contacts add 'Ada Example'", "contacts list"),
    "ledger": ("reminders list", "reminders stop p-x7qmzb3a", "reminders resume p-x7qmzb3a"),
    "checkpoints": ("run-due",),
}


ONLY_READ = ("contacts list", "reminders list")
"""What waits only for a lock of those who let nobody read."""


@pytest.fixture
def furnished(place: Place) -> Place:
    """Return an office with all that can be locked, and tables that have something to catch up."""
    place.run("contacts", "add", "Bo Example", "--ref", "p-x7qmzb3a").must()
    place.run("reminders", "stop", "p-x7qmzb3a").must()
    place.run("rebuild").must()
    place.run("taskforce", "task", "T-99", "Do one task more.").must()
    rows = "act,member,name,on\njoin,BLE,Blefuscu,2025-10\n"
    (place.root / "rows.csv").write_text(rows, encoding="utf-8")
    return place


@contextmanager
def stopped(script: str, path: Path, how: str = "BEGIN IMMEDIATE") -> Iterator[int]:
    """Run a process that takes a lock and is stopped, and give its number."""
    with subprocess.Popen(
        [sys.executable, "-c", script, path, how], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)
        try:
            yield process.pid
        finally:
            os.kill(process.pid, signal.SIGKILL)


def timed(run: Callable[[], Said]) -> tuple[Said, float]:
    began = monotonic()
    return run(), monotonic() - began


@pytest.mark.parametrize("how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
@pytest.mark.parametrize("name", LOCKS)
def test_is_told_and_not_waited_for_without_end(
    furnished: Place, fated: Mortals, name: str, how: str
) -> None:
    """Silence of an hour is no answer: who has it is said, and what to do about it."""
    script, where = LOCKS[name]
    if name == "folder of the tables":
        (read_model_folder(furnished.store) / "current").unlink()
    checkpoints_folder(furnished.store).mkdir(exist_ok=True)
    free = ONLY_READ if how == "BEGIN IMMEDIATE" else ()
    with stopped(script, where(furnished), how) as number:
        for line in (each for each in WAITING[name] if each not in free):
            said, took = timed(lambda: fated.run(furnished, *shlex.split(line)))  # noqa: B023  # called at once

            said.must_fail_in_a_sentence()
            waiting, vain = said.err.splitlines()
            assert re.search(rf"Waiting for .*, which process {number} \(python.*, stop", waiting)
            assert f"process {number} (" in vain
            assert f"kill -CONT {number}" in vain
            assert TELL_AFTER < took < SHORT + AT_ONCE * 2, (line, took)
    furnished.run(*shlex.split(WAITING[name][0])).must()


def test_a_question_gives_up_after_half_a_minute(furnished: Place) -> None:
    """As a person meets it, with the time that a person waits."""
    with stopped(IN_SQL, in_use(furnished)):
        said, took = timed(lambda: furnished.run("status", "PLEDGE"))

    said.must_fail_in_a_sentence()
    assert LONGEST <= took < LONGEST + AT_ONCE * 2


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes be interrupted that are started here, although we may be in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("name", ["register", "tables in use", "contacts", "ledger"])
def test_a_person_can_stop_the_waiting(furnished: Place, name: str) -> None:
    """Who sees what has the lock can end that, and need not wait for half a minute first."""
    script, where = LOCKS[name]
    line = WAITING[name][-1] if name == "ledger" else WAITING[name][0]
    with (
        stopped(script, where(furnished)),
        subprocess.Popen(
            [COMMAND, *shlex.split(line)],
            cwd=furnished.data,
            env=furnished.environment(),
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stderr is not None
        assert "Waiting for " in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        began = monotonic()
        process.wait()

        assert process.returncode == UNFINISHED
        assert monotonic() - began < AT_ONCE


@pytest.mark.parametrize("name", ["tables in use", "folder of the tables"])
def test_a_contact_is_kept_though_the_tables_are_locked(
    furnished: Place, fated: Mortals, name: str
) -> None:
    """They are asked only for a hint on a code, which may be a slip."""
    script, where = LOCKS[name]
    if name == "folder of the tables":
        (read_model_folder(furnished.store) / "current").unlink()
    line = "contacts add 'Cy Example' --member NIL --ref p-zz9xx"
    with stopped(script, where(furnished)):
        said, took = timed(lambda: fated.run(furnished, *shlex.split(line)).must())

    assert took < AT_ONCE
    assert "no body has a member NIL" in said.err


@pytest.mark.parametrize("line", ["contacts add 'Cy Example'", "contacts change p-x7qmzb3a"])
def test_a_contact_is_kept_after_one_wait_for_the_register(
    furnished: Place, fated: Mortals, line: str
) -> None:
    """Whether a body has the code is not asked again of a register that stayed locked."""
    alone = IN_SQL.replace(
        "db.execute(", 'db.execute("PRAGMA locking_mode=EXCLUSIVE")\ndb.execute('
    )
    with stopped(alone, furnished.store, "BEGIN EXCLUSIVE"):
        said = fated.run(furnished, *shlex.split(line), "--member", "NIL").must()

    assert said.err.count("Waiting for") == 1
    assert "NIL" in furnished.run("contacts", "list", "--member", "NIL").must().out


@pytest.mark.parametrize("name", ["tables in use", "folder of the tables"])
@pytest.mark.parametrize(
    "line", [JOIN, NAMED, GAP, "import ../rows.csv", "correct 5 on=2025-05", "run-due"]
)
def test_recording_never_waits_for_the_tables(
    furnished: Place, fated: Mortals, name: str, line: str
) -> None:
    """What is recorded rests on the log; its tables are for questions, and can be copied."""
    script, where = LOCKS[name]
    if name == "folder of the tables":
        (read_model_folder(furnished.store) / "current").unlink()
    with stopped(script, where(furnished)):
        said, took = timed(lambda: fated.run(furnished, *shlex.split(line)).must())

    assert took < AT_ONCE
    assert "Waiting" not in said.err
    furnished.run("members").must()


UNUSABLE = {
    "read-only": (
        "mount --bind register.read register.read; mount -o remount,ro,bind register.read",
        "is on a disk that is mounted read-only",
    ),
    "full": ("mount -t tmpfs -o size=16k none register.read", "register.read is full."),
}


def mounted(place: Place, making: str, line: str) -> Said:
    """Run a command where other disks are mounted, which nobody else sees."""
    command = f"{making}; cd .; exec {COMMAND} {line}"
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-ec", command],
        cwd=place.data,
        env=place.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("line", [JOIN, NAMED])
@pytest.mark.parametrize("name", UNUSABLE)
def test_recording_goes_on_without_a_folder_for_the_tables(
    furnished: Place, name: str, line: str
) -> None:
    """Tables can be made at any time; what was signed today must not wait for them."""
    making, why = UNUSABLE[name]
    run = partial(mounted, furnished, making)

    recorded, asked = run(line), run("members")

    assert re.match("@43  (BLE joined|ATL suspended)", recorded.must().out), recorded
    assert why in recorded.err
    assert "Recording goes on without them; questions have to wait." in recorded.err
    asked.must_fail_in_a_sentence()
    assert why in asked.err
    assert ("BLE" if line == JOIN else "suspended") in furnished.run("members").must().out


@pytest.mark.parametrize("line", ["members", JOIN])
def test_says_that_the_disk_is_mounted_read_only(place: Place, line: str) -> None:
    """An archive on a disk that must not change is read from a copy; nobody's rights are wrong."""
    whole_file(place.store)
    making = 'mount --bind "$PWD" "$PWD"; mount -o remount,ro,bind "$PWD"; cd "$PWD"'

    said = mounted(place, making, line)

    said.must_fail_in_a_sentence()
    assert f"{place.data} is on a disk that is mounted read-only" in said.err
