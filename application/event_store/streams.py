"""Adapter to the library `eventsourcing`: ids of streams, and the log."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, TypeVar, cast
from uuid import UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, RecordConflictError
from eventsourcing.utils import Environment

from application.event_store.log_mapper import LogMapper, NewRow, new_row
from application.event_store.store_errors import reading, writing
from application.event_store.stored_events import decode, id_in
from domain.errors import Unreadable
from domain.event import Recorded

if TYPE_CHECKING:  # questions need no rules
    from domain.aggregate import Aggregate

NAMESPACE = UUID("6f1c3f0a-5d3c-4c55-9d0e-1f1a0e0f7c51")
"""The root of all stream ids; it never changes."""

YEAR_10000_US = 253_402_300_800_000_000
"""Microseconds from 1970 to the end of the calendar, UTC."""
A = TypeVar("A", bound="Aggregate")
Conflict = RecordConflictError
StoredRow: TypeAlias = tuple[int, int, int, str, bytes]
"""Position, time in microseconds, version, topic and state of an event of a known stream."""
_stream = lru_cache(maxsize=1 << 14)(UUID)


@lru_cache(maxsize=1 << 14)
def stream_id(kind: str, taskforce: str, reference: str = "") -> UUID:
    """Return the id of a stream: two people who create the same thing meet in the store.

    `kind` is `taskforce`, `member` or `commitment`.
    """
    return uuid5(NAMESPACE, "/".join(filter(None, (taskforce, kind, reference))))


class LogRow(NamedTuple):
    """A stored event with its position and time in the log; fields in the order of queries."""

    position: int
    recorded_us: int
    originator_id: str
    originator_version: int
    topic: str
    state: bytes


class Recorder(Protocol):
    """What a log recorder can do beyond the library's contract; `clock` gives microseconds."""

    clock: Callable[[], int]

    def insert_rows(
        self,
        rows: Iterable[NewRow],
        *,
        expect: Mapping[UUID, int],
        expect_head: int | None,
        command_key: str | None,
    ) -> Sequence[int]:
        """Record events together or not at all, if what is expected holds; return positions."""
        ...

    def must_follow(self, now: int) -> None:
        """Refuse a clock, in microseconds, that is behind the last entry."""

    def select_log(self, start: int, limit: int) -> Sequence[LogRow]:
        """Return up to `limit` rows after position `start`, in order."""
        ...

    def select_stream(self, stream: UUID) -> Sequence[StoredRow]:
        """Return all rows of one stream, in order."""
        ...

    def find_command(self, key: str) -> tuple[int, int] | None:
        """Return the first and last position that a command recorded."""
        ...

    def head(self) -> tuple[int, int] | None:
        """Return the last position and when it was recorded, in microseconds."""


class Expunger(Protocol):
    """A recorder that can, besides, put another state in the place of one."""

    def expunge(
        self, position: int, states: tuple[bytes, bytes], record: NewRow, expect: Mapping[UUID, int]
    ) -> int:
        """Put the second state in the place of the first and record it, both or neither."""
        ...


class EventLog(Application[UUID]):
    """The log of events: loads aggregates, appends what was decided, reads on from a position."""

    name = "depositary"
    read_only_reason = ""
    """Why nothing may be recorded here, in a sentence; empty where all may be."""

    @property
    def rows(self) -> Recorder:
        """The recorder, with what it can do beyond the library's contract."""
        return cast("Recorder", self.recorder)

    def construct_env(self, name: str, env: Mapping[str, str] | None = None) -> Environment:
        """Take the settings that were given, and nothing from the process's environment."""
        return Environment(name, dict(env or {}))

    def construct_mapper(self) -> Mapper[UUID]:
        """Use our mapper."""
        return self.factory.mapper(self.construct_transcoder(), LogMapper)

    def load(self, stream: UUID, kind: type[A]) -> A:
        """Return the aggregate after all its events; one without events is new."""
        return kind().evolve(*self.records(stream))

    def records(self, stream: UUID) -> list[Recorded]:
        """Return all events of a stream, in order, each with its place in the log."""
        with reading():
            rows = self.rows.select_stream(stream)
        return [_placed(stream, row) for row in rows]

    def append(
        self,
        records: Sequence[Recorded],
        *,
        expect: Mapping[UUID, int],
        expect_head: int | None = None,
        command_key: str | None = None,
    ) -> Sequence[int]:
        """Store events all together or not at all, and return their positions.

        `expect` holds the versions of streams that the decision rests on, `expect_head` the last
        position, where it rests on the whole log.

        Raises:
            Refused: the log is read-only.
            Conflict: somebody else recorded in between; load and decide again.
            Unavailable: the store is locked, full, read-only or damaged.
        """
        with writing(self.read_only_reason):
            return self.rows.insert_rows(
                map(new_row, records),
                expect=expect,
                expect_head=expect_head,
                command_key=command_key,
            )

    def expunge(
        self,
        position: int,
        states: tuple[bytes, bytes],
        record: Recorded,
        expect: Mapping[UUID, int],
    ) -> int:
        """Store the second state in the place of the first, with the record of it.

        Returns the position of the record. The log must have been opened with an `Expunger`.

        Raises:
            Refused: the log is read-only.
            Conflict: the state is not the first any more, or a stream has grown; decide again.
            Unavailable: the store is locked, full, read-only or damaged.
        """
        expunger = cast("Expunger", self.recorder)
        with writing(self.read_only_reason):
            return expunger.expunge(position, states, new_row(record), expect)

    def stored(self, position: int) -> tuple[Recorded, bytes] | None:
        """Return an event with its state as it is stored, None if there is none.

        Raises:
            Unreadable: it cannot be read.
        """
        with reading():
            rows = self.rows.select_log(position - 1, 1)
        if not rows or rows[0].position != position:
            return None
        return recorded(rows[0]), rows[0].state

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` events after a position, in order.

        Raises:
            Unreadable: with the position of the row that cannot be read.
        """
        with reading():
            rows = self.rows.select_log(after, limit)
        return [recorded(row) for row in rows]

    def last(self) -> int:
        """Return the last position, 0 in an empty log.

        Raises:
            Unavailable: the store is locked or damaged.
        """
        with reading():
            position, _ = self.rows.head() or (0, 0)
        return position

    def ends_with(self, position: int, event_id: str) -> bool:
        """Say whether this is the last event, or the log is empty for position 0; decodes none.

        Raises:
            Unavailable: the store is locked or damaged.
        """
        with reading():
            rows = self.rows.select_log(max(position - 1, 0), 2)
        last = [(position, event_id)] if position else []
        return [(row.position, id_in(row.state)) for row in rows] == last

    def find_command(self, key: str) -> tuple[int, int] | None:
        """Return the first and last position of what a command with this key recorded.

        Raises:
            Unavailable: the store is locked or damaged.
        """
        with reading():
            return self.rows.find_command(key)


def recorded(row: LogRow) -> Recorded:
    """Return the event of a row, in its place.

    Raises:
        Unreadable: with the position of the row.
    """
    position, recorded_us, originator_id, version, topic, state = row
    try:
        stream = _stream(originator_id)
    except ValueError as error:
        raise Unreadable(
            "Position {position}: its stream is no UUID.", position=position
        ) from error
    return _placed(stream, (position, recorded_us, version, topic, state))


def _placed(stream: UUID, row: StoredRow) -> Recorded:
    position, recorded_us, version, topic, state = row
    try:
        envelope, event = decode(topic, state)
    except Unreadable as error:
        raise Unreadable("Position {position}: {error}", position=position, error=error) from error
    if not 0 <= recorded_us < YEAR_10000_US:
        raise Unreadable(
            "Position {position}: it was recorded at no time that there is.", position=position
        )
    # `Recorded(…)` makes the same, and takes twice as long.
    return tuple.__new__(Recorded, (stream, version, envelope, event, position, recorded_us))
