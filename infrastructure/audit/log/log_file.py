"""Read-only access to one snapshot of a log file, without trusting its content."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

from application.event_store.stored_events import decode
from domain.errors import Malformed, Unavailable, Unreadable
from domain.event import Envelope, Event
from domain.words import worded
from infrastructure.audit.log.read_only_connection import connected
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.files.sqlite_errors import undecodable_as_corrupt, why_full, why_unreadable
from infrastructure.files.write_ahead_log import end_of
from infrastructure.store.leaf import entry_bytes, leaf_hash
from infrastructure.store.sqlite_schema import differences, has_foreign_parts, is_new

E = TypeVar("E", bound=Event)
_ENTRIES = """
    SELECT idx, position, recorded_us, leaf_hash, originator_id, originator_version, topic, state
    FROM log_leaf LEFT JOIN stored_events ON stored_events.rowid = log_leaf.position
    WHERE ?1 = 0 OR idx >= ?1 ORDER BY idx
"""
_LEAVES = "SELECT leaf_hash FROM log_leaf ORDER BY idx"
_NEXT = """
    SELECT coalesce(
        (SELECT idx FROM log_leaf WHERE position <= ? ORDER BY position DESC LIMIT 1), -1
    ) + 1
"""
_UNLOGGED = """
    SELECT rowid, topic FROM stored_events
    WHERE NOT EXISTS (SELECT 1 FROM log_leaf WHERE position = stored_events.rowid) ORDER BY rowid
"""
_GIVEN_OUT = "SELECT seq FROM sqlite_sequence WHERE name = 'stored_events'"
# A command's events follow each other, were recorded at one time, and are of no other command.
_FORGED = """
    SELECT first, last FROM (
        SELECT first, last, coalesce(max(last) OVER (
            ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before FROM command
    )
    WHERE first > last OR first <= before OR (
        SELECT count(*) = last - first + 1 AND min(recorded_us) = max(recorded_us)
        FROM log_leaf WHERE position BETWEEN first AND last
    ) IS NOT 1
    ORDER BY first
"""
_STATES = "SELECT state FROM stored_events WHERE topic = ? ORDER BY rowid"
# CROSS JOIN reads only the leaves of these events, so that others may be damaged.
_LOGGED = """
    SELECT idx, position, recorded_us, leaf_hash, originator_id, originator_version, topic, state
    FROM stored_events CROSS JOIN log_leaf ON stored_events.rowid = log_leaf.position
    WHERE topic = ? ORDER BY rowid
"""
_NAMING = """
    SELECT rowid FROM stored_events
    WHERE instr(CAST(state AS BLOB), CAST(? AS BLOB)) ORDER BY rowid LIMIT 1
"""
TABLES = frozenset({"stored_events", "log_leaf", "command", "sqlite_sequence"})
"""What the log is read from; where one of these is altered, nothing that is read is certain."""


class StoredEntry(NamedTuple):
    """A leaf with its event as it is stored; the event's fields are None where there is none.

    In a file that somebody changed, not even the type of a value is certain: one of another type
    counts as -1 or nothing.
    """

    idx: int
    position: int
    recorded_us: int
    leaf: bytes
    stream: str | None
    version: int | None
    topic: str | None
    state: bytes | None

    def entry_bytes(self, state_sha256: str | None = None) -> bytes:
        """Return the log entry that the stored event makes, or would with another state.

        Raises:
            Malformed: it makes none.
        """
        if self.stream is None or self.version is None or self.topic is None or self.state is None:
            raise Malformed("A stored event is missing, or has a value of another type.")
        digest = state_sha256 or sha256(self.state).hexdigest()
        return entry_bytes(
            self.position, self.recorded_us, self.stream, self.version, self.topic, digest
        )

    def computed_leaf(self, state_sha256: str | None = None) -> bytes | None:
        """Return the leaf that the stored event makes, None if it makes none."""
        try:
            return leaf_hash(self.entry_bytes(state_sha256))
        except Malformed:
            return None

    @property
    def matches_leaf(self) -> bool:
        """Whether the event is what was recorded."""
        return self.computed_leaf() == self.leaf


class LogFile:
    """A consistent snapshot of a log, whoever writes meanwhile."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def differences(self) -> list[str]:
        """Return the names of tables, views and triggers that are not as the program makes them."""
        return differences(self._connection.cursor())

    def entries(self, first: int = 0) -> Iterator[StoredEntry]:
        """Return every leaf from an index on, with its event, in the order of the index."""
        return map(_typed, self._connection.execute(_ENTRIES, (first,)))

    def leaves(self) -> Iterator[bytes]:
        """Yield the hash of every leaf, in the order of the index."""
        yield from (_bytes(row[0]) or b"" for row in self._connection.execute(_LEAVES))

    def size(self) -> int:
        """Return the number of leaves."""
        (size,) = self._connection.execute("SELECT count(*) FROM log_leaf").fetchone()
        assert isinstance(size, int)
        return size

    def next_after(self, position: int) -> int:
        """Return the index of the first leaf after a position, whether there is one or not."""
        (index,) = self._connection.execute(_NEXT, (position,)).fetchone()
        return _number(index)

    def unlogged(self) -> list[tuple[int, str]]:
        """Return position and topic of every event that has no leaf."""
        rows = self._connection.execute(_UNLOGGED)
        return [(_number(position), str(topic)) for position, topic in rows]

    def states(self, topic: str) -> list[bytes]:
        """Return the state of every event of a topic, also where the leaves are damaged."""
        return [_bytes(state) or b"" for (state,) in self._connection.execute(_STATES, (topic,))]

    def first_position_with(self, sha256: str) -> int | None:
        """Return the position of the first event that contains a sha256, None if none does."""
        row = self._connection.execute(_NAMING, (sha256,)).fetchone()
        return None if row is None else _number(row[0])

    def events(self, kind: type[E]) -> Iterator[tuple[StoredEntry, Envelope, E]]:
        """Yield every event of a kind that has a leaf and can be read, in the order of positions.

        Verification reports what cannot be read.
        """
        for stored in map(_typed, self._connection.execute(_LOGGED, (kind.TOPIC,))):
            try:
                envelope, event = decode(kind.TOPIC, stored.state or b"")
            except Unreadable:
                continue
            assert isinstance(event, kind)  # the topic says so
            yield stored, envelope, event

    def highest_positions(self) -> tuple[int, int]:
        """Return the last position that there is, and the last that was ever given out."""
        (last,) = self._connection.execute("SELECT max(rowid) FROM stored_events").fetchone()
        row = self._connection.execute(_GIVEN_OUT).fetchone()
        return _number(last or 0), _number(row[0] if row else 0)

    def lowest_position(self) -> int:
        """Return the first position that there is, 1 where there is none."""
        (first,) = self._connection.execute("SELECT min(position) FROM log_leaf").fetchone()
        return _number(1 if first is None else first)

    def forged_commands(self) -> list[tuple[int, int]]:
        """Return the first and last position of every command key that no command recorded."""
        rows = self._connection.execute(_FORGED)
        return [(_number(first), _number(last)) for first, last in rows]

    def end(self) -> str:
        """Say how the file of the log ends; see `end_of`."""
        return end_of(self._connection)

    def damage(self) -> list[str]:
        """Return what SQLite finds wrong with its own file, in its words.

        It is not asked where the file has a part of somebody else: it would do what that says for
        every row, which can take hours.
        """
        if has_foreign_parts(self._connection.cursor()):
            return []
        found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(10)")]
        return [] if found == ["ok"] else found


@contextmanager
def opened(
    store: Path,
    connect: Callable[[Path], sqlite3.Connection] | None = None,
    *,
    as_it_is: bool = False,
) -> Iterator[LogFile]:
    """Open a snapshot of a log, read-only, as `connected` does or in another way.

    Where a file has other tables, views or triggers than the program makes, what is read may not
    be what is stored; only a check for that opens it `as_it_is`.

    Raises:
        NotProven: it has such tables, views or triggers.
        Unavailable: there is none, or it is damaged so far that it cannot be read to its end, or
            the disk is full, so that SQLite cannot read it; and as for `connected`.
    """
    if not store.is_file():
        raise Unavailable("There is no register at {store}.", store=store)
    try:
        with undecodable_as_corrupt(), ExitStack() as stack:
            connection = (connect or connected)(store)
            stack.callback(connection.close)
            connection.text_factory = _decode_leniently
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("BEGIN")
            if is_new(connection.cursor(), str(store)):
                raise Unavailable("{store} is empty.", store=store)
            log = LogFile(connection)
            if not as_it_is and (names := log.differences()):
                raise NotProven(
                    "{store} is not as the program makes it, so nothing is proved by what can be "
                    "read there: {names}. See: depositary audit verify",
                    store=store,
                    names=", ".join(names),
                )
            yield log
    except sqlite3.DatabaseError as error:
        if why := why_full(store.absolute().parent, error) or why_unreadable(store):
            sentence = worded("The register could not be read")
            raise Unavailable.because(sentence, sqlite3.Error(why)) from error
        raise Unavailable.because(
            worded("{store} could not be read to its end", store=store), error
        ) from error


_decode_leniently = partial(str, encoding="utf-8", errors="replace")
_AS_WRITTEN = (int, int, int, bytes, str, int, str, bytes)


def _typed(row: tuple[object, ...]) -> StoredEntry:
    if tuple(map(type, row)) == _AS_WRITTEN:
        return tuple.__new__(StoredEntry, row)
    idx, position, recorded_us, leaf, stream, version, topic, state = row
    return StoredEntry(
        _number(idx),
        _number(position),
        _number(recorded_us),
        _bytes(leaf) or b"",
        stream if isinstance(stream, str) else None,
        version if isinstance(version, int) else None,
        topic if isinstance(topic, str) else None,
        _bytes(state),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1


def _bytes(value: object) -> bytes | None:
    return value if isinstance(value, bytes) else None
