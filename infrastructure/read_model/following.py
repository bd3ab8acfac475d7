"""Follows the log: every question is put to tables that know all that was recorded before."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TypeVar

from domain.errors import Unavailable
from infrastructure.garbled import garbled
from infrastructure.read_model.database import (
    Log,
    Outdated,
    Unusable,
    build,
    catch_up,
    is_damage,
    must_be_current,
    open_model,
)
from infrastructure.read_model.generations import Generations

T = TypeVar("T")

ATTEMPTS = 3


class Following:
    """One connection to the generation in use; safe to share by threads, which take turns.

    A generation that is missing, damaged, of another schema or of another log is replaced.
    """

    def __init__(self, log: Log, folder: Path, batch_size: int) -> None:
        self._log, self._batch_size = log, batch_size
        self._generations = Generations(folder)
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
            catch_up(connection, self._log, self._batch_size)
            connection.execute("BEGIN")
            try:
                return question(connection)
            finally:
                connection.rollback()

        return self._try(answer)

    def ask_file(self, question: Callable[[Path], T]) -> T:
        """Catch up, then put a question to the file of the generation in use."""

        def answer(connection: sqlite3.Connection) -> T:
            catch_up(connection, self._log, self._batch_size)
            assert self._path is not None
            return question(self._path)

        return self._try(answer)

    def catch_up(self) -> int:
        """Apply what is new, and return how many events that were."""
        return self._try(lambda connection: catch_up(connection, self._log, self._batch_size))

    def rebuild(self, *, forget: bool = False) -> int:
        """Make a new generation of the whole log, use it, and return how many events it holds.

        The one used before is removed from the disk, too, if it is to be forgotten, or is of no use
        to anybody.
        """
        with self._turn:
            try:
                with self._generations.locked():
                    forget = forget or not self._is_of_use()
                    self.close()
                    return self._build(forget=forget)
            except sqlite3.Error as error:
                raise _unavailable(error) from error

    def close(self) -> None:
        """Close the connection; a further question opens it again."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = self._path = None

    def _try(self, answer: Callable[[sqlite3.Connection], T]) -> T:
        with self._turn:
            for _ in range(ATTEMPTS):
                try:
                    with garbled():
                        return answer(self._open())
                except Unusable:
                    self._replace()
                except sqlite3.Error as error:
                    if not is_damage(error):
                        raise _unavailable(error) from error
                    self._replace()
        raise Unavailable("The read model is damaged again as soon as it is made anew.")

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
            self.close()
            self._path = path
            if path is None:
                raise Unusable
            self._connection = open_model(path)
        return self._connection

    def _replace(self) -> None:
        """Make a generation in the place of the one that failed, unless another process has."""
        failed = self._path
        self.close()
        try:
            with self._generations.locked():
                if self._generations.current() == failed:
                    self._build(forget=True)
        except sqlite3.Error as error:
            raise _unavailable(error) from error

    def _build(self, *, forget: bool) -> int:
        while True:
            with suppress(Outdated), self._generations.building(forget=forget) as path:
                return build(path, self._log, self._batch_size)


def _unavailable(error: sqlite3.Error) -> Unavailable:
    return Unavailable.because("The read model cannot be used", error)
