"""Access to the tables: catch up with the log, query, and rebuild what cannot be used."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from infrastructure.files.locks import is_locked
from infrastructure.files.sqlite_errors import undecodable_as_corrupt
from infrastructure.files.warned import WARNINGS
from infrastructure.read_model.generations import Generations, NoTables
from infrastructure.read_model.table_files import (
    ContainsRemovedText,
    EventSource,
    Unusable,
    is_damage,
    last,
    must_not_contain_removed_text,
    open_file,
    open_model,
)

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

T = TypeVar("T")

ATTEMPTS = 3
BRIEFLY = 0.2
"""Seconds that a command that records waits for locked tables before it makes a copy."""


class ProjectionAccess:
    """One connection to the generation in use; threads share it, one at a time.

    A generation that is missing, damaged, of another schema or of another log is replaced.
    Commands that record (`recording`) fall back to a temporary copy if the folder is locked or
    cannot be used.
    """

    def __init__(
        self, log: EventSource, folder: Path, batch_size: int, *, recording: bool = False
    ) -> None:
        self._log, self._batch_size = log, batch_size
        self._longest = BRIEFLY if recording else None
        self._generations = Generations(folder, self._longest)
        self._may_copy = recording
        self._copy: TemporaryDirectory[str] | None = None
        self._turn, self._follows = RLock(), True
        self._connection: sqlite3.Connection | None = None
        self._path: Path | None = None

    def ask(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """Catch up, then run a query on one state of the tables.

        Raises:
            Unavailable: the tables cannot be read, made or written; the sentence says why.
            Unreadable: an event of the log is not known to this version.
        """

        def answer(connection: sqlite3.Connection) -> T:
            if connection.in_transaction:  # of `followed_once`
                return query(connection)
            self._follow(connection)
            connection.execute("BEGIN")
            try:
                return query(connection)
            finally:
                connection.rollback()

        return self._with_fallback(answer)

    def write_at(self, position: int, write: Callable[[sqlite3.Connection], None]) -> None:
        """Write into the tables what can be worked out again.

        Nothing is written if events followed since a position, or the tables cannot be written.
        """

        def attempt(connection: sqlite3.Connection) -> None:
            connection.rollback()  # of `followed_once`
            with suppress(sqlite3.OperationalError):
                connection.execute("BEGIN IMMEDIATE")
                try:
                    if last(connection)[0] == position:
                        write(connection)
                    connection.execute("COMMIT")
                finally:
                    connection.rollback()

        self._with_fallback(attempt)

    @contextmanager
    def followed_once(self) -> Iterator[None]:
        """Put all queries of a block to one state of the tables, until something is kept in them.

        Other threads wait until it is over: it is for many small queries in a row.
        """
        with self._turn:
            follows, _ = self._follows, self.catch_up()
            self._follows = False
            try:
                if follows:
                    self._with_fallback(lambda connection: connection.execute("BEGIN"))
                yield
            finally:
                self._follows = follows
                if follows and self._connection:
                    self._connection.rollback()

    def ask_file(self, query: Callable[[Path], T]) -> T:
        """Catch up, then run a query on the file of the generation in use."""

        def answer(connection: sqlite3.Connection) -> T:
            self._follow(connection)
            assert self._path is not None
            return query(self._path)

        return self._with_fallback(answer)

    def catch_up(self) -> int:
        """Apply every event that is new, and return how many there were.

        Every query does this first. Events of a new generation, where one has to be made, are not
        counted.
        """
        return self._with_fallback(self._follow)

    def rebuild(
        self, *, forget: bool = False, on_progress: Callable[[int], object] = lambda _: None
    ) -> int:
        """Make a new generation from the whole log, and return how many events it has.

        Readers of the old one are not disturbed, and an interruption leaves it in use. Its file is
        deleted where `forget` is true or nobody may use it any more. `on_progress` gets how many
        more events were read.
        """
        with self._turn:
            try:
                with self._generations.locked():
                    forget = forget or not self._may_be_read()
                    self._disconnect()
                    return self._build(forget=forget, on_progress=on_progress)
            except sqlite3.Error as error:
                raise self._generations.unusable(error) from error

    def close(self) -> None:
        """Close the connection, which a query would open again, and remove a copy."""
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
        count = 0
        # as most often, nothing is new: to decode the last event for that takes long
        while self._follows and not self._log.ends_with(*(known := last(connection))):
            from infrastructure.read_model.table_making import follow  # noqa: PLC0415  # seldom

            files = self._path, self._log
            count += follow(connection, known, *files, self._batch_size, self._longest)
        return count

    def _with_fallback(self, answer: Callable[[sqlite3.Connection], T]) -> T:
        with self._turn:
            try:
                return self._attempt(answer)
            except NoTables as error:
                if not self._may_copy:
                    raise
                self._use_copy()
                found = self._attempt(answer)
                if not is_locked(error.__cause__):
                    WARNINGS.show(
                        f"{error} Recording goes on without them; questions have to wait."
                    )
                return found

    def _attempt(self, answer: Callable[[sqlite3.Connection], T]) -> T:
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
        """Use a temporary copy of the tables, as far as they can be read."""
        from tempfile import TemporaryDirectory  # noqa: PLC0415  # seldom

        self._may_copy = False
        self._disconnect()
        used, self._copy = self._generations, TemporaryDirectory(prefix="depositary-")
        self._generations = Generations(Path(self._copy.name))
        with suppress(sqlite3.Error, OSError, NoTables):  # otherwise it is made from the log
            self._copy_from(used.current())

    def _copy_from(self, used: Path | None) -> None:
        """Begin with a copy of the generation that others use, if there is one."""
        if used is None:
            return
        with (
            closing(open_file(used, "ro", BRIEFLY)) as there,
            self._generations.building() as path,
            closing(sqlite3.connect(path)) as here,
        ):
            there.execute("BEGIN")
            last(there)  # fails at once where it cannot be read; `backup` would wait for ever
            there.backup(here)

    def _may_be_read(self) -> bool:
        """Say whether those who have the present generation open may go on reading it."""
        try:
            must_not_contain_removed_text(self._open(), self._log, self._batch_size)
        except (Unusable, sqlite3.Error):
            return False
        return True

    def _open(self) -> sqlite3.Connection:
        """Return the connection to the generation that the pointer names now."""
        known = self._connection
        if known and (not self._follows or self._generations.is_current(self._path)):
            return known
        self._disconnect()
        self._path = path = self._generations.current()
        if path is None:
            raise Unusable
        self._connection = open_model(path, self._longest)
        return self._connection

    def _replace(self) -> None:
        """Replace the generation that failed, unless another process has."""
        failed = self._path
        self._disconnect()
        try:
            with self._generations.locked():
                if self._generations.current() == failed:
                    self._build(forget=True)
        except sqlite3.Error as error:
            raise self._generations.unusable(error) from error

    def _build(self, *, forget: bool, on_progress: Callable[[int], object] = lambda _: None) -> int:
        from infrastructure.read_model.table_making import build  # noqa: PLC0415  # seldom

        while True:
            with suppress(ContainsRemovedText), self._generations.building(forget=forget) as path:
                return build(path, self._log, self._batch_size, on_progress)
