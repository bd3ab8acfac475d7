"""Waiting for a lock: what is said, of whom, and when it ends."""

import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

import pytest

from domain.errors import Unavailable
from infrastructure.cli.screen import screens
from infrastructure.files import locks
from infrastructure.files.locks import (
    Process,
    folder_lock,
    is_locked,
    lock_folder,
    retry_while_locked,
    writing_process,
)

HOLDER = """
import fcntl, os, signal, sqlite3, sys
path = sys.argv[1]
if os.path.isdir(path):
    how = fcntl.LOCK_SH if "shared" in sys.argv else fcntl.LOCK_EX
    fcntl.flock(os.open(path, os.O_RDONLY), how)
else:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
signal.pause()
"""


@contextmanager
def held(path: Path, *words: str, program: str = HOLDER) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", program, path, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(locks, "TELL_AFTER", 0.05)
    monkeypatch.setattr(locks, "LONGEST", 0.4)
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE a (b)")
    return tmp_path / "a.db"


INDEX_HOLDER = """
import fcntl, os, signal, struct, sys
file = os.open(sys.argv[1] + "-shm", os.O_RDWR)
fcntl.fcntl(file, fcntl.F_SETLK, struct.pack("hhqqi", fcntl.F_WRLCK, 0, 120, 8, 0))
print("held", flush=True)
signal.pause()
"""


@pytest.mark.slow
def test_names_who_keeps_the_index_of_a_write_ahead_log(path: Path) -> None:
    """SQLite says "locking protocol" after ten seconds, as of a damaged file, to readers, too."""
    with (
        closing(sqlite3.connect(path)) as other,
        closing(sqlite3.connect(path, timeout=0.1)) as db,
    ):
        other.execute("INSERT INTO a VALUES (1)")
        other.commit()  # else there is no index
        with held(path, program=INDEX_HOLDER) as process, pytest.raises(sqlite3.Error) as vain:
            retry_while_locked("the register", path, lambda: db.execute("SELECT * FROM a"))

    assert is_locked(vain.value)
    assert f"the register stayed locked by process {process.pid}" in str(vain.value)


def test_says_what_is_waited_for_and_who_has_it(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The number and the command are what a person needs to find out what to do."""
    with (
        held(path, "depositary", "import") as process,
        closing(sqlite3.connect(path, timeout=0.1)) as db,
        pytest.raises(sqlite3.OperationalError) as vain,
    ):
        retry_while_locked("the tables", path, lambda: db.execute("BEGIN IMMEDIATE"))

    who = f"process {process.pid} (depositary import)"
    assert caplog.messages == [f"Waiting for the tables, which {who} has locked."]
    assert str(vain.value) == (
        f"the tables stayed locked by {who}; wait for it, or end it with: kill {process.pid}"
    )
    assert is_locked(vain.value)


def test_says_that_a_process_is_stopped(path: Path) -> None:
    """It never goes on by itself, so waiting is of no use."""
    with held(path, "depositary", "--store", "x") as process:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)

        found = writing_process(path)

    assert found == Process(process.pid, "depositary", stopped=True)
    assert found.ending == (
        f"let it go on with: kill -CONT {process.pid}; or end it with: kill -KILL {process.pid}"
    )


@pytest.mark.parametrize("how", [(), ("shared",)])
def test_waits_for_a_folder(
    how: tuple[str, ...], path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Two commands that make a checkpoint take turns; a script of backups may share its lock."""
    folder = path.parent
    descriptor = os.open(folder, os.O_RDONLY)
    with (
        held(folder, *how) as process,
        pytest.raises(Unavailable, match="the folder x stayed locked"),
    ):
        lock_folder("the folder x", folder, descriptor)

    lock_folder("the folder x", folder, descriptor)
    os.close(descriptor)
    python = Path(sys.executable).name
    assert caplog.messages == [
        f"Waiting for the folder x, which process {process.pid} ({python}) has locked."
    ]


@pytest.mark.parametrize(("disk", "is_here"), [("fe:99", False), ("", True)])
def test_a_lock_on_another_disk_is_none_on_a_file_of_the_same_number(
    path: Path, monkeypatch: pytest.MonkeyPatch, disk: str, *, is_here: bool
) -> None:
    """Each disk counts its files from the same numbers; whoever had the other one was to blame."""
    place = locks._inode(path)
    other = f"{disk}:{place.rpartition(':')[2]}" if disk else place
    listed = path.with_name("listed")
    listed.write_text(f"1: FLOCK  ADVISORY  WRITE 1 {other} 0 EOF\n", encoding="ascii")
    monkeypatch.setattr(locks, "_LOCKS", listed)
    monkeypatch.setattr(locks, "TELL_AFTER", 0.1)

    assert (locks.blocking_file_process(path) is not None) == is_here


def test_says_what_it_can_where_nobody_tells(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not every system lists its locks."""
    monkeypatch.setattr(locks, "_LOCKS", path.with_name("nothing"))
    with (
        held(path),
        closing(sqlite3.connect(path, timeout=0.1)) as db,
        pytest.raises(sqlite3.OperationalError, match="stayed locked by another program; try"),
    ):
        retry_while_locked("the tables", path, lambda: db.execute("BEGIN IMMEDIATE"))

    assert caplog.messages == ["Waiting for the tables, which another program has locked."]


def test_says_what_it_can_of_a_process(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be gone by now, or have a name that nobody should see on a terminal."""
    with held(path) as process:
        monkeypatch.setattr(locks, "_PROCESSES", path.with_name("nothing"))
        gone = writing_process(path)
        folder = path.with_name("processes") / str(process.pid)
        folder.mkdir(parents=True)
        (folder / "cmdline").write_text("\x1b[31mred\0")
        (folder / "stat").write_text("1 (red) R 1")
        monkeypatch.setattr(locks, "_PROCESSES", folder.parent)
        red = writing_process(path)

    assert str(gone) == str(red) == f"process {process.pid}"


def test_other_errors_pass(path: Path) -> None:
    """They have other causes, and other words."""
    with (
        closing(sqlite3.connect(path)) as db,
        pytest.raises(sqlite3.OperationalError, match="no such table"),
    ):
        retry_while_locked("the tables", path, lambda: db.execute("SELECT * FROM stamps"))


def test_a_disk_without_locks_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shares know none; who asks decides what to do."""

    def unknown(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", unknown)

    with pytest.raises(OSError, match="not supported"):
        lock_folder("the folder x", path.parent, 0)
    with folder_lock(path.parent):
        pass


def test_a_folder_that_stays_locked_is_told(path: Path) -> None:
    """Nobody makes a checkpoint meanwhile, and nobody waits for ever."""
    with (
        held(path.parent),
        pytest.raises(Unavailable, match=r"cannot be used: the folder .* stayed locked by process"),
        folder_lock(path.parent),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_told() -> None:
    """Nobody can make one among those of processes; the system says why."""
    place = Path("/proc/nothing")

    with pytest.raises(Unavailable, match="nothing cannot be used: "), folder_lock(place):
        pass


def test_a_file_that_is_not_there_is_not_waited_for(tmp_path: Path) -> None:
    """A key may be on a stick that was pulled out."""
    with (
        pytest.raises(Unavailable, match="cannot be used: No such file"),
        locks.file_lock(tmp_path / "log.key.vkey", "the key"),
    ):
        raise AssertionError


def test_a_command_waits_in_vain_for_half_a_minute_in_all(path: Path) -> None:
    """One that went on without a first lock waited as long for a second one."""
    descriptor = os.open(path.parent, os.O_RDONLY)
    took = []
    try:
        with held(path.parent), screens():
            for _ in range(2):
                began = monotonic()
                with pytest.raises(Unavailable, match="the folder x stayed locked"):
                    lock_folder("the folder x", path.parent, descriptor)
                took.append(monotonic() - began)
        began = monotonic()
        with held(path.parent), pytest.raises(Unavailable):  # outside of a command each for itself
            lock_folder("the folder x", path.parent, descriptor)
        took.append(monotonic() - began)
    finally:
        os.close(descriptor)

    assert took[0] >= locks.LONGEST
    assert locks.TELL_AFTER <= took[1] < locks.LONGEST
    assert took[2] >= locks.LONGEST
