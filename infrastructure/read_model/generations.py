"""One file per generation of the read model, and a pointer to the one that is in use."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from domain.errors import Malformed, Unavailable
from infrastructure.files.locks import is_locked, retry_while_locked, step
from infrastructure.files.reading import read_start
from infrastructure.files.sqlite_errors import why_not_written, why_unwritable
from infrastructure.files.store_path import BESIDE, why_no_database, why_no_file, why_no_folder
from infrastructure.files.writing import OUR_FOLDER, sync

_NAME = re.compile(r"gen-(\d{6,})\.sqlite")
_BESIDE = ("", *BESIDE)
LONGEST = 100  # bytes; the pointer holds a name only
LOCK = "lock"
"""The file in the folder by which one process at a time makes a generation."""


def holds_tables(folder: Path) -> bool:
    """Say whether a folder is one of tables, of whatever register."""
    return any(_NAME.fullmatch(path.name) for path in folder.glob("gen-*"))


class NoTables(Unavailable):
    """The tables cannot be read, made or written; the log may be undamaged."""


class Generations:
    """A folder of generations; `longest` is for how many seconds to wait for a lock.

    Only the pointer is ever replaced, never a database: a process that holds one open would
    otherwise mix the rows of both.
    """

    def __init__(self, folder: Path, longest: float | None = None) -> None:
        self._folder, self._longest = folder, longest
        self._pointer = folder / "current"

    def current(self) -> Path | None:
        """Return the generation in use; None if there is none, or the pointer is damaged.

        Raises:
            NoTables: the folder, or something in it, is a link that leads nowhere, a pipe or such.
        """
        _must_fit(why_no_folder(self._folder) or why_no_file(self._folder / LOCK))
        try:
            name = read_start(self._pointer, LONGEST).decode("ascii", errors="replace").strip()
        except FileNotFoundError:
            return None
        except Malformed as error:  # a folder, or a pipe from which there may never come anything
            raise NoTables.because("The tables cannot be used", error) from error
        except OSError as error:
            raise self.unusable(error) from error
        if not _NAME.fullmatch(name):
            return None
        _must_fit(why_no_database(self._folder / name))
        return self._folder / name

    def is_current(self, path: Path | None) -> bool:
        """Say whether the pointer names a generation that is open; `current` says what is wrong."""
        with suppress(Malformed, OSError):
            return path is not None and read_start(self._pointer, LONGEST) == _line(path)
        return False

    def unusable(self, error: sqlite3.Error | OSError) -> NoTables:
        """Return what an error means, in a sentence with its cause."""
        folder = self._folder
        inside = [self._pointer, *folder.glob("gen-*")] if folder.is_dir() else []
        why = why_unwritable(folder) or why_not_written(error, *(inside or [folder]))
        if why and not is_locked(error):
            return NoTables("The tables cannot be made: {why}.", why=why)
        return NoTables.because("The tables cannot be used", error)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let one process or thread at a time make a generation; a lock dies with its process.

        Raises:
            NoTables: the folder cannot be written.
            OperationalError: SQLite's, when others build for longer than is waited.
        """
        path, longest = self._folder / LOCK, self._longest
        _must_fit(why_no_folder(self._folder) or why_no_file(path))
        try:
            self._folder.mkdir(mode=OUR_FOLDER, parents=True, exist_ok=True)
            if path.is_file() and path.stat().st_size:  # it was damaged, as nothing is in it
                path.unlink()
            with closing(
                sqlite3.connect(path, timeout=step(longest), isolation_level=None)
            ) as lock:
                begin = partial(lock.execute, "BEGIN EXCLUSIVE")
                retry_while_locked("the folder of the tables", path, begin, longest)
                yield
        except OSError as error:
            raise self.unusable(error) from error

    @contextmanager
    def building(self, *, forget: bool = False) -> Iterator[Path]:
        """Give the path of a new generation, and put it in use if all goes well.

        Must be done under the lock. The generation used before stays for those who have it open,
        unless all is to be forgotten that it holds; older ones, and what was left unfinished, are
        removed.
        """
        before = None if forget else self.current()
        path = self._folder / f"gen-{self._last() + 1:06d}.sqlite"
        try:
            yield path
            sync(path)
            self._point_to(path)
        except BaseException:
            _remove(path)
            raise
        for other in self._files():
            if other not in (path, before):
                _remove(other)

    def _files(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if _NAME.fullmatch(path.name)]

    def _last(self) -> int:
        names = (_NAME.fullmatch(path.name) for path in (*self._files(), self.current() or Path()))
        return max((int(name[1]) for name in names if name), default=0)

    def _point_to(self, path: Path) -> None:
        new = self._pointer.with_suffix(".new")
        new.write_bytes(_line(path))
        sync(new)
        new.replace(self._pointer)


def _line(path: Path) -> bytes:
    """Return what the pointer says."""
    return f"{path.name}\n".encode("ascii")


def _must_fit(why: str) -> None:
    if why:
        raise NoTables("The tables cannot be made: {why}.", why=why)


def _remove(path: Path) -> None:
    for suffix in _BESIDE:
        with suppress(OSError):  # some systems keep what another process has open
            path.with_name(path.name + suffix).unlink()
