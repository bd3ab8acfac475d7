"""The context of what is recorded: who, from what source, in which stream."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self
from uuid import UUID

from application.event_store.streams import stream_id
from domain.event import Because, Envelope, Event, make_small
from domain.values import ImpreciseDate, Source, Visibility


class Ids(NamedTuple):
    """Where new ids and salts come from."""

    new_id: Callable[[], UUID]
    new_salt: Callable[[], str]


class Context(NamedTuple):
    """What is true of all events of one command: who records, from what source, for whom.

    `visibility` None means `by_default`, or for an amendment what the entry has.
    """

    actor: str
    on_behalf_of: str | None = None
    source: Source | None = None
    note: str | None = None
    visibility: Visibility | None = None
    by_default: Visibility = Visibility.MEMBERS
    occurred_on: ImpreciseDate | None = None
    notified_on: ImpreciseDate | None = None
    public_reference: str | None = None
    row_key: str | None = None
    row_sha256: str | None = None

    def or_like(self, envelope: Envelope | None) -> Self:
        """Return a context in which what was left open is as in an earlier envelope."""
        if envelope is None:
            return self
        return self._replace(
            on_behalf_of=self.on_behalf_of or envelope.on_behalf_of,
            source=self.source or envelope.source,
            note=self.note or envelope.note,
            occurred_on=self.occurred_on or envelope.occurred_on,
            notified_on=self.notified_on or envelope.notified_on,
            public_reference=self.public_reference or envelope.public_reference,
        )

    def shown_to(self, event: Event) -> Visibility:
        """Return who may see an event of which nothing is said."""
        from domain.events.table import NEVER_PUBLIC  # noqa: PLC0415  # loads all events

        if self.by_default is Visibility.PUBLIC and isinstance(event, NEVER_PUBLIC):
            return Visibility.MEMBERS
        return self.by_default

    def envelope(
        self,
        ids: Ids,
        on: ImpreciseDate | None,
        *,
        corrects: UUID | None,
        because: Because | None,
        visibility: Visibility,
        correlation_id: UUID | None,
    ) -> Envelope:
        """Return a new envelope; `visibility` is for a context that leaves it open."""
        return Envelope(
            event_id=ids.new_id(),
            salt=ids.new_salt(),
            actor=self.actor,
            on_behalf_of=self.on_behalf_of,
            visibility=self.visibility or visibility,
            effective_on=on,
            occurred_on=self.occurred_on,
            notified_on=self.notified_on,
            source=self.source,
            note=self.note,
            corrects=corrects,
            because=because,
            correlation_id=correlation_id,
            row_key=self.row_key,
            row_sha256=self.row_sha256,
            public_reference=self.public_reference,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in its envelope that has no place in a stream yet."""

    event: Event
    envelope: Envelope

    def __post_init__(self) -> None:
        """Need no more memory than it must: a file makes very many."""
        make_small(self.event, self.envelope)

    @property
    def id(self) -> UUID:
        """The id that the event will have."""
        return self.envelope.event_id


class Stream(NamedTuple):
    """The address of a stream: its kind, body and reference."""

    kind: str
    taskforce: str
    reference: str = ""

    @classmethod
    def of(cls, taskforce: str, event: Event) -> Self:
        """Return the stream for a new event about a body, its members or its commitments."""
        kind = event.TOPIC.partition(".")[0]
        return cls(kind, taskforce, "" if kind == "taskforce" else str(getattr(event, kind)))

    @property
    def id(self) -> UUID:
        """The id under which the store knows it."""
        return stream_id(*self)
