"""Follows the log: every question is put to tables that know all that was recorded before."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import TypeVar

from infrastructure.files.locks import LOG, is_locked
from infrastructure.files.sqlite_errors import undecodable_as_corrupt
from infrastructure.read_model.database import (
    Log,
    Outdated,
    Unusable,
    build,
    catch_up,
    is_damage,
    last,
    must_be_current,
    open_file,
    open_model,
)
from infrastructure.read_model.generations import Generations, NoTables

T = TypeVar("T")

ATTEMPTS = 3
BRIEFLY = 0.2
"""Seconds for which a recording waits for tables that others have locked, as they do for
milliseconds, before it reads a copy of its own."""


class Following:
    """One connection to the generation in use; safe to share by threads, which take turns.

    A generation that is missing, damaged, of another schema or of another log is replaced. For
    what is `recording`, a copy for this use only is made where the folder cannot be used, or others
    have locked it.
    """

    def __init__(self, log: Log, folder: Path, batch_size: int, *, recording: bool = False) -> None:
        self._log, self._batch_size = log, batch_size
        self._longest = BRIEFLY if recording else None
        self._generations = Generations(folder, self._longest)
        self._may_copy = recording
        self._copy: TemporaryDirectory[str] | None = None
        self._turn = RLock()
        self._connection: sqlite3.Connection | None = None
        self._path: Path | None = None

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Catch up, then put a question to one state of the tables.

        Raises:
            Unavailable: the tables cannot be read, made or written; the sentence says why.
            Unreadable: an event of the log is not known to this version.
        """

        def answer(connection: sqlite3.Connection) -> T:
            self._follow(connection)
            connection.execute("BEGIN")
            try:
                return question(connection)
            finally:
                connection.rollback()

        return self._try(answer)

    def ask_file(self, question: Callable[[Path], T]) -> T:
        """Catch up, then put a question to the file of the generation in use."""

        def answer(connection: sqlite3.Connection) -> T:
            self._follow(connection)
            assert self._path is not None
            return question(self._path)

        return self._try(answer)

    def catch_up(self) -> int:
        """Apply what is new, and return how many events that were."""
        return self._try(self._follow)

    def rebuild(self, *, forget: bool = False) -> int:
        """Make a new generation of the whole log, use it, and return how many events it holds.

        The one used before is removed from the disk, too, if it is to be forgotten, or is of no use
        to anybody.
        """
        with self._turn:
            try:
                with self._generations.locked():
                    forget = forget or not self._is_of_use()
                    self._disconnect()
                    return self._build(forget=forget)
            except sqlite3.Error as error:
                raise self._generations.unusable(error) from error

    def close(self) -> None:
        """Close the connection, which a question would open again, and remove a copy for good."""
        with self._turn:
            self._disconnect()
            if self._copy is not None:
                self._copy.cleanup()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = self._path = None

    def _follow(self, connection: sqlite3.Connection) -> int:
        assert self._path is not None  # it is what is connected to
        return catch_up(connection, self._path, self._log, self._batch_size, self._longest)

    def _try(self, answer: Callable[[sqlite3.Connection], T]) -> T:
        with self._turn:
            try:
                return self._tried(answer)
            except NoTables as error:
                if not self._may_copy:
                    raise
                self._use_copy()
                found = self._tried(answer)
                if not is_locked(error.__cause__):
                    LOG.warning("%s Recording goes on without them; questions have to wait.", error)
                return found

    def _tried(self, answer: Callable[[sqlite3.Connection], T]) -> T:
        for _ in range(ATTEMPTS):
            try:
                with undecodable_as_corrupt():
                    return answer(self._open())
            except Unusable:
                self._replace()
            except sqlite3.Error as error:
                if not is_damage(error):
                    raise self._generations.unusable(error) from error
                self._replace()
        raise NoTables("The tables are damaged again as soon as they are made anew.")

    def _use_copy(self) -> None:
        """Go on with tables of our own, made from those that cannot be used as far as possible."""
        self._may_copy = False
        self._disconnect()
        used, self._copy = self._generations, TemporaryDirectory(prefix="depositary-")
        self._generations = Generations(Path(self._copy.name))
        with suppress(sqlite3.Error, OSError, NoTables):  # else it is made from the log
            self._take(used.current())

    def _take(self, used: Path | None) -> None:
        """Begin with a copy of the generation that is in use elsewhere, if there is one."""
        if used is None:
            return
        with (
            closing(open_file(used, "ro", BRIEFLY)) as there,
            self._generations.building() as path,
            closing(sqlite3.connect(path)) as here,
        ):
            there.execute("BEGIN")
            last(there)  # a copy of what cannot be read now would be waited for without end
            there.backup(here)

    def _is_of_use(self) -> bool:
        """Say whether whoever has the present generation open may go on reading it."""
        try:
            must_be_current(self._open(), self._log, self._batch_size)
        except (Unusable, sqlite3.Error):
            return False
        return True

    def _open(self) -> sqlite3.Connection:
        """Return the connection to the generation that the pointer names now."""
        path = self._generations.current()
        if self._connection is None or path != self._path:
            self._disconnect()
            self._path = path
            if path is None:
                raise Unusable
            self._connection = open_model(path, self._longest)
        return self._connection

    def _replace(self) -> None:
        """Make a generation in the place of the one that failed, unless another process has."""
        failed = self._path
        self._disconnect()
        try:
            with self._generations.locked():
                if self._generations.current() == failed:
                    self._build(forget=True)
        except sqlite3.Error as error:
            raise self._generations.unusable(error) from error

    def _build(self, *, forget: bool) -> int:
        while True:
            with suppress(Outdated), self._generations.building(forget=forget) as path:
                return build(path, self._log, self._batch_size)
