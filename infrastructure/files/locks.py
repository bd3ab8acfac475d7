"""Wait for locks of other processes: with a message after 2 seconds, and for at most 30."""

import fcntl
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple, TypeVar

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.files.store_path import must_fit, why_no_folder
from infrastructure.files.warned import WARNINGS

TELL_AFTER = 2.0
"""Seconds after which a message says what is waited for; our own locks last milliseconds."""
LONGEST = 30.0
"""Seconds after which a command gives up waiting for a lock."""
PAUSE, STEP = 0.05, 0.2

T = TypeVar("T")
_WRITING = range(120, 123)  # bytes of the file -shm that SQLite locks to write, copy and recover
_READING = range(123, 128)  # and those that it locks to read
_ALL = range(0x40000000, 0x40000000 + 512)  # of the database: for exclusive use
_PENDING = range(0x40000000, 0x40000001)  # and the first of these, where who writes waits for it
_PROGRAM, _COMMAND = r"[\w.+-]+", "[a-z][a-z-]*"
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}  # the last in a WAL
_LOCKS, _PROCESSES, _SELF = Path("/proc/locks"), Path("/proc"), Path("/proc/self")
_UNUSABLE = worded("{folder} cannot be used: {why}.")


class Process(NamedTuple):
    """Another process: its number, what it runs, and whether it is stopped but keeps its locks."""

    number: int
    runs: str
    stopped: bool

    def __str__(self) -> str:
        about = ", ".join(filter(None, (self.runs, "stopped" if self.stopped else "")))
        return f"process {self.number} ({about})" if about else f"process {self.number}"

    @property
    def ending(self) -> str:
        """What a person can do about it, with what to type."""
        if self.stopped:
            return worded(
                "let it go on with: kill -CONT {number}; or end it with: kill -KILL {number}",
                number=self.number,
            )
        return worded("wait for it, or end it with: kill {number}", number=self.number)


def retry_while_locked(
    what: str, path: Path, act: Callable[[], T], longest: float | None = None
) -> T:
    """Call SQLite again and again while another process has a lock.

    After two seconds a message says what is waited for, and who has it. `path` is the database that
    `what` names, such as "the tables". Its connection must wait for a `step` only, so that a person
    can stop the command at any time; and `act` must be such that it can be done again.

    Raises:
        OperationalError: SQLite's, when it waited in vain; its words say who has the lock.
    """
    return _retry(what, act, lambda: _in_the_way(path), seconds(longest))


def _retry(
    what: str, act: Callable[[], T], locker: Callable[[], Process | None], longest: float
) -> T:
    """Do what may be locked, again and again, for the rest of a command's time; say who has it."""
    began, warned, before = monotonic(), False, WARNINGS.in_vain
    longest = max(min(TELL_AFTER, longest), longest - (before or 0.0))
    while True:
        try:
            return act()
        except (sqlite3.OperationalError, BlockingIOError) as error:
            if not (isinstance(error, BlockingIOError) or is_locked(error)):
                raise
            waited = monotonic() - began
            if waited > TELL_AFTER and not warned:
                WARNINGS.show(_waiting_for(what, locker()))
                warned = True
            if waited >= longest:
                WARNINGS.in_vain = None if before is None else before + waited
                raise busy_error(_stayed_locked(what, locker())) from error
            sleep(PAUSE)


@contextmanager
def transaction(
    what: str, path: Path, db: sqlite3.Connection, longest: float | None = None
) -> Iterator[None]:
    """Do all or nothing, and keep other writers out; wait to begin, and to end.

    A reader of a database with a rollback journal keeps a writer from its commit.

    Raises:
        OperationalError: SQLite's; see `retry_while_locked`.
    """
    retry_while_locked(what, path, partial(db.execute, "BEGIN IMMEDIATE"), longest)
    try:
        yield
        retry_while_locked(what, path, partial(db.execute, "COMMIT"), longest)
    finally:
        db.rollback()  # does nothing after a commit


def busy_error(sentence: str) -> sqlite3.OperationalError:
    """Return SQLite's error that others have the file, with a sentence of ours."""
    error = sqlite3.OperationalError(sentence)
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_BUSY, "SQLITE_BUSY"
    return error


def seconds(longest: float | None = None) -> float:
    """Return how long to wait for a lock: as given, or else the usual time."""
    return LONGEST if longest is None else longest


def step(longest: float | None = None) -> float:
    """Return how long a connection waits at a time, during which nobody can stop it."""
    return min(STEP, seconds(longest))


def is_locked(error: BaseException | None) -> bool:
    """Say whether an error of SQLite's means that others have the file."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in _TAKEN


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Wait for the lock on a folder, which may be new, and hold it.

    Raises:
        Unavailable: the folder cannot be used, or another process has it for too long.
    """
    must_fit(why_no_folder(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(_UNUSABLE, folder=folder, why=error.strerror) from error
    with file_lock(folder, worded("the folder {name}", name=folder.name)):
        yield


@contextmanager
def file_lock(path: Path, what: str) -> Iterator[None]:
    """Wait for the lock on a file or folder that is there, and hold it; `what` it is, in words.

    Raises:
        Unavailable: it cannot be read, or another process has it for too long.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise Unavailable(_UNUSABLE, folder=path, why=error.strerror) from error
    try:
        with suppress(OSError):  # some shares know no locks; then two may make one each
            lock_folder(what, path, descriptor)
        yield
    finally:
        os.close(descriptor)


def lock_folder(what: str, folder: Path, descriptor: int) -> None:
    """Wait for the lock on a folder, which ends when its descriptor is closed.

    Raises:
        Unavailable: another process has it for over `LONGEST` seconds.
        OSError: the disk knows no locks.
    """
    try:
        _retry(
            what,
            lambda: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB),
            lambda: _locker("FLOCK", folder, range(1)),
            LONGEST,
        )
    except sqlite3.OperationalError as error:
        raise Unavailable(_UNUSABLE, folder=folder, why=error) from error


def _waiting_for(what: str, process: Process | None) -> str:
    who = process or worded("another program")
    return worded("Waiting for {what}, which {process} has locked.", what=what, process=who)


def _stayed_locked(what: str, process: Process | None) -> str:
    if process is None:
        sentence = "{what} stayed locked by another program; try again when it has ended"
        return worded(sentence, what=what)
    sentence = "{what} stayed locked by {process}; {ending}"
    return worded(sentence, what=what, process=process, ending=process.ending)


def writing_process(store: Path) -> Process | None:
    """Return the process that writes to a database now, or uses it exclusively; None if none does.

    The files are not opened: closing one would end the locks that SQLite has on it for us. It works
    on Linux only, and for processes of this machine only.
    """
    shared = store.with_name(f"{store.name}-shm")
    return _locker("POSIX", shared, _WRITING) or _locker("POSIX", store, _ALL)


def _in_the_way(store: Path) -> Process | None:
    """Return who writes to a database, or else who reads it, and so lets no writer end.

    Where who writes waits for who reads, it is the latter.
    """
    writer = writing_process(store)
    if writer and not _locker("POSIX", store, _PENDING):
        return writer
    shared = store.with_name(f"{store.name}-shm")
    readers = (shared, _READING) if shared.exists() else (store, _ALL)
    return _locker("POSIX", *readers, "READ", besides=writer) or writer


def blocking_process(store: Path) -> Process | None:
    """Return who keeps a database locked for longer than recording takes; None if nobody does.

    Where it has no write-ahead log, whoever reads it keeps others from writing, too.
    """
    wal = store.with_name(f"{store.name}-wal").exists()
    return _staying(lambda: writing_process(store) if wal else _in_the_way(store))


def blocking_file_process(path: Path) -> Process | None:
    """Return who has a file or folder locked for longer than a command takes; None if nobody."""
    return _staying(lambda: _locker("FLOCK", path, range(1)))


def _staying(locker: Callable[[], Process | None]) -> Process | None:
    until = monotonic() + TELL_AFTER
    process = locker()
    while process is not None and monotonic() < until:
        sleep(PAUSE)
        process = locker()
    return process


def _locker(
    kind: str, path: Path, place: range, how: str = "WRITE", besides: Process | None = None
) -> Process | None:
    """Return who else has a lock in a place of a file, as Linux lists it; see proc_locks(5)."""
    known = {os.getpid(), besides and besides.number}
    with suppress(OSError, LookupError, ValueError):  # a system without these lists names nobody
        lines = _LOCKS.read_text("ascii").splitlines()
        inode = _inode(path)
        for line in map(str.split, lines):
            of_kind = line[1:3] == [kind, "ADVISORY"] and (line[3] == how or kind == "FLOCK")
            locks = of_kind and line[5] == inode  # a shared FLOCK keeps out who needs it alone
            if locks and int(line[4]) not in known and _overlaps(line[6], line[7], place):
                return _process(int(line[4]))
    return None


def _inode(path: Path) -> str:
    """Return a file as the list of locks has it: by the disk of its mount, and its number there."""
    descriptor = os.open(path, os.O_PATH)  # closing such a one ends no locks
    try:
        told = (_SELF / f"fdinfo/{descriptor}").read_text("ascii").split()
    finally:
        os.close(descriptor)
    mounts = (_SELF / "mountinfo").read_text(errors="replace").splitlines()
    disks = {line[0]: line[2] for line in map(str.split, mounts)}
    major, minor = map(int, disks[told[told.index("mnt_id:") + 1]].split(":"))
    return f"{major:02x}:{minor:02x}:{path.stat().st_ino}"


def _overlaps(first: str, last: str, place: range) -> bool:
    """Say whether a locked range of bytes, perhaps to the end of the file, overlaps a place."""
    return int(first) < place.stop and (last == "EOF" or int(last) >= place.start)


def _process(number: int) -> Process:
    """Return what Linux says of a process: of its command line the command only, no arguments."""
    runs, state = "", ""
    with suppress(OSError):
        folder = _PROCESSES / str(number)
        words = (folder / "cmdline").read_text(errors="replace").rstrip("\0").split("\0")
        runs = _command(words)
        state = (folder / "stat").read_text(errors="replace").rpartition(") ")[2][:1]
    return Process(number, runs, state in {"T", "t"})


def _command(words: Sequence[str]) -> str:
    """Return which program a command line starts, and of ours the command without arguments."""
    names = [Path(word).name for word in words]
    if "depositary" not in names:
        return names[0] if re.fullmatch(_PROGRAM, names[0]) else ""
    after = words[names.index("depositary") + 1 :]
    return " ".join(["depositary", *(each for each in after[:1] if re.fullmatch(_COMMAND, each))])
