"""Open the files of tables, and recognise those that cannot be used."""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol
from zlib import crc32

from domain.event import Recorded
from domain.events.log import Expunged
from infrastructure import VERSION
from infrastructure.files.locks import retry_while_locked, step

TABLES = "the tables"
_RULES = (
    *("domain.values", "domain.event", "domain.entry", "domain.history", "domain.codes"),
    *("domain.growing.layers", "domain.growing.entries_by_kind", "domain.grouping"),
    *("domain.events.entries", "domain.events.members", "domain.events.texts"),
    *("domain.members.member", "domain.members.names_by_language"),
    *("domain.texts.confirmed_acts", "domain.texts.standing", "domain.texts.standing_kinds"),
    *("domain.citing", "domain.contradictions", "domain.events.upcasts", "domain.meaning"),
    "application.event_store.stored_events",
    *("infrastructure.read_model.loading", "infrastructure.read_model.stream_addresses"),
    *("infrastructure.read_model.bitemporal", "infrastructure.read_model.code_periods"),
    *("infrastructure.read_model.rows", "infrastructure.read_model.standing_projection"),
    "infrastructure.read_model.standing_folding",
)
"""The modules that decide what the tables contain: after a change the tables are rebuilt."""
_SHAPES = (
    *("application.questions.asking.answer_fields", "infrastructure.read_model.schema"),
    *("infrastructure.read_model.kept", "infrastructure.read_model.views.columns"),
)
"""The modules that say which tables there are."""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}
_LAST = "SELECT position, event_id FROM event ORDER BY position DESC LIMIT 1"


class EventSource(Protocol):
    """What tables are made from: the log of events, or the beginning of one."""

    def read(self, after: int, limit: int) -> Sequence[Recorded]:
        """Return up to `limit` events after a position, in order."""
        ...

    def last(self) -> int:
        """Return the last position, 0 where there is none."""
        ...

    def ends_with(self, position: int, event_id: str) -> bool:
        """Say whether this is the last event, or there is none for position 0."""
        ...


class Unusable(Exception):
    """A file of the read model is missing, damaged, of another schema or of another log."""


class ContainsRemovedText(Unusable):
    """A file of the read model contains texts that were removed from the log since."""


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error means that the file is missing or damaged."""
    return code_of(error) & 0xFF in _DAMAGE


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's number for an error, 0 for one that Python itself found."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code


def last(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return position and id of the last event in the tables, (0, "") if they are empty."""
    row: tuple[int, str] | None = connection.execute(_LAST).fetchone()
    return row or (0, "")


def open_file(path: Path, mode: str, longest: float | None = None) -> sqlite3.Connection:
    """Open an existing file; `mode` is `ro` or `rw`. Any thread may use the connection.

    `longest` is how many seconds to wait for a lock, if not the usual number.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=step(longest),
        isolation_level=None,
        check_same_thread=False,
    )


def open_model(path: Path, longest: float | None = None) -> sqlite3.Connection:
    """Open a generation.

    Raises:
        Unusable: it is missing, damaged, or was made by a version with other tables.
    """
    try:
        with ExitStack() as stack:
            connection = stack.enter_context(closing(open_file(path, "rw", longest)))
            retry_while_locked(TABLES, path, partial(_must_be_ours, connection), longest)
            connection.execute("PRAGMA synchronous = NORMAL")
            stack.pop_all()
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise Unusable from error
        raise
    return connection


@lru_cache(maxsize=1)
def schema_number() -> int:
    """Return the `user_version` of files that this version can use.

    It changes with every release, and with each of these modules. They are read and not loaded,
    since a question asks for the number, but makes no tables.
    """
    root = Path(__file__).parents[2]
    modules = [root.joinpath(*name.split(".")).with_suffix(".py") for name in _RULES + _SHAPES]
    made_of = [VERSION.encode(), *(path.read_bytes() for path in modules)]
    return crc32(b"".join(made_of)) & 0x7FFF_FFFF


def _must_be_ours(connection: sqlite3.Connection) -> None:
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if number != schema_number():
        raise Unusable
    last(connection)  # reads the file's first pages, so that damage shows


def must_have_its_texts(records: Sequence[Recorded], read: int, before: int = 0) -> None:
    """Raise where texts were removed from an event up to position `read`.

    Removals up to position `before` happened before anything was read. All records of one call are
    from one state of the log.
    """
    for record in records:
        event = record.event
        if isinstance(event, Expunged) and event.expunged <= read and record.position > before:
            raise ContainsRemovedText


def must_not_contain_removed_text(
    connection: sqlite3.Connection, log: EventSource, batch_size: int
) -> None:
    """Check that the tables contain no text that was removed from the log since.

    Raises:
        ContainsRemovedText: they do.
    """
    known, _ = last(connection)
    position = known
    while records := log.read(position, batch_size):
        must_have_its_texts(records, known)
        position = records[-1].position
