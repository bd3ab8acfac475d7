"""Events as the library `eventsourcing` wants to see them."""

from typing import NamedTuple, TypeAlias
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent

from application.event_store.stored_events import decode, encode
from domain.errors import Unreadable
from domain.event import Recorded

NewRow: TypeAlias = tuple[str, int, str, bytes]
"""A row without its position: the stream's id in hex digits, the version, the topic, the state."""


class StreamEvent(NamedTuple):
    """A recorded event, as the library wants to see it."""

    record: Recorded

    @property
    def originator_id(self) -> UUID:
        """The stream."""
        return self.record.stream_id

    @property
    def originator_version(self) -> int:
        """The place in the stream, from 1."""
        return self.record.version


def new_row(record: Recorded) -> NewRow:
    """Return the row of an event, without its position."""
    event = record.event
    return record.stream_id.hex, record.version, event.TOPIC, encode(record.envelope, event)


class LogMapper(Mapper[UUID]):
    """Maps events to rows by the closed table of topics; nothing that a row names is imported."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """Encode an event."""
        assert isinstance(domain_event, StreamEvent)
        _, version, topic, state = new_row(domain_event.record)
        return StoredEvent(domain_event.originator_id, version, topic, state)

    def to_domain_event(self, stored_event: StoredEvent) -> StreamEvent:
        """Decode a row.

        Raises:
            Unreadable: with the stream and version of the row that cannot be read.
        """
        stream, version = stored_event.originator_id, stored_event.originator_version
        try:
            envelope, event = decode(stored_event.topic, stored_event.state)
        except Unreadable as error:
            raise Unreadable(
                "{error} (stream {stream}, version {version})",
                error=error,
                stream=stream,
                version=version,
            ) from error
        assert isinstance(stream, UUID)
        record = Recorded(stream_id=stream, version=version, envelope=envelope, event=event)
        return StreamEvent(record)
