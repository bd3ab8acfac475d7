"""From the store's ids of streams to bodies, members and commitments."""

import sqlite3
from typing import ClassVar, NamedTuple, TypeAlias
from uuid import UUID

from application.event_store.streams import stream_id
from domain.event import Event, Recorded
from domain.events.bodies import Established, InstrumentAdopted
from domain.events.members import Recoded
from domain.events.texts import Adopted

Seen: TypeAlias = tuple[str, int, str]
_OWN_CODE = """
    INSERT INTO member_code SELECT ?, ?, ?, ?, NULL
    WHERE NOT EXISTS (SELECT 1 FROM member_code WHERE taskforce = ? AND code = ?)
"""


class StreamAddress(NamedTuple):
    """What a stream is about; `body` is the id of its body, None where no such body is known."""

    kind: str
    taskforce: str
    reference: str
    body: int | None


class StreamAddresses:
    """Find the address of each event, in the order of the log, and fill the dimension tables.

    The id of a stream of a member or commitment does not say which body it is in: it is computed
    for each body that is known by then.
    """

    REMEMBERED: ClassVar[int] = 50_000

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._bodies: dict[str, int] = dict(connection.execute("SELECT code, id FROM taskforce"))
        self._addresses: dict[UUID, StreamAddress] = {}
        self._seen: set[Seen] = set()

    def of(self, record: Recorded) -> StreamAddress:
        """Return an event's address, and insert what it is the first to name."""
        address = self._addresses.get(record.stream_id)
        if address is None:
            address = self._stored(record.stream_id) or self._new(record)
            if address.body is not None:  # or the body may still become known
                self._remember(record.stream_id, address)
        if address.body is not None:
            self._enter(record, address, address.body)
        return address

    def _remember(self, stream: UUID, address: StreamAddress) -> None:
        if len(self._addresses) >= self.REMEMBERED:
            self._addresses.clear()
            self._seen.clear()
        self._addresses[stream] = address

    def _stored(self, stream: UUID) -> StreamAddress | None:
        row: tuple[str, str, str] | None = self._connection.execute(
            "SELECT stream_kind, taskforce, reference FROM stream WHERE stream_id = ?",
            (str(stream),),
        ).fetchone()
        return None if row is None else StreamAddress(*row, self._bodies[row[1]])

    def _new(self, record: Recorded) -> StreamAddress:
        event, stream = record.event, record.stream_id
        if isinstance(event, Established) and stream == stream_id("taskforce", event.code):
            self._connection.execute(
                "INSERT OR IGNORE INTO taskforce VALUES (?, ?)", (record.position, event.code)
            )
            self._bodies.setdefault(event.code, record.position)
        kind, reference = _named(event)
        for code, body in self._bodies.items():
            if stream == stream_id(kind, code, reference):
                address = StreamAddress(kind, code, reference or code, body)
                self._connection.execute(
                    "INSERT INTO stream VALUES (?, ?, ?, ?)",
                    (str(stream), kind, code, address.reference),
                )
                return address
        return StreamAddress(kind, "", reference, None)

    def _enter(self, record: Recorded, address: StreamAddress, body: int) -> None:
        event, subject = record.event, record.event.subject
        if subject:
            self._enter_member(record.position, address.taskforce, body, subject)
        if isinstance(event, Recoded):
            self._enter_member(record.position, address.taskforce, body, event.code)
        if address.kind == "commitment" and self._first("commitment", body, address.reference):
            self._connection.execute(
                "INSERT OR IGNORE INTO commitment VALUES (?, ?, ?, NULL)",
                (record.position, body, address.reference),
            )
        if isinstance(event, Adopted):
            self._connection.execute(
                "UPDATE commitment SET instrument = ? WHERE reference = ? AND taskforce_id = ?",
                (event.instrument, address.reference, body),
            )
        elif isinstance(event, InstrumentAdopted):
            self._connection.execute(
                "INSERT OR IGNORE INTO instrument VALUES (?, ?, ?)",
                (record.position, body, event.reference),
            )

    def _enter_member(self, position: int, taskforce: str, body: int, code: str) -> None:
        if not self._first("member", body, code):
            return
        self._connection.execute(
            "INSERT OR IGNORE INTO member VALUES (?, ?, ?)", (position, body, code)
        )
        self._connection.execute(_OWN_CODE, (taskforce, code, code, position, taskforce, code))

    def _first(self, kind: str, body: int, reference: str) -> bool:
        """Say whether this was not seen since the cache was last emptied."""
        seen = (kind, body, reference)
        if seen in self._seen:
            return False
        self._seen.add(seen)
        return True


def _named(event: Event) -> tuple[str, str]:
    """Return the kind of stream that an event is in, and the reference that it names."""
    kind, _, _ = event.TOPIC.partition(".")
    reference: object = getattr(event, kind, "")
    return kind, reference if isinstance(reference, str) else ""
