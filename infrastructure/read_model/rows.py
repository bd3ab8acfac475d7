"""Convert recorded events to rows, and rows to the events that histories are folded from."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from sqlite3 import Cursor
from typing import TypeAlias, TypeVar
from uuid import UUID

from application.event_store.stored_events import content
from domain.event import EPOCH, Envelope, Recorded, free_texts, instant
from domain.events import entries, topics
from domain.events.log import Expunged
from domain.values import ImpreciseDate, Source
from infrastructure.read_model.stream_addresses import StreamAddress

Cell: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Cell, ...]
Dated: TypeAlias = tuple[str | None, str | None, str | None]

T = TypeVar("T")

DATES = frozenset(
    {"applied_on", "joined_on", "suspended_on", "withdrew_on", "signed_on", "deposited_on"}
    | {"in_force_on", "withdrawn_on", "effective_on", "notified_on"}
)
"""The columns of days that may be known imprecisely."""
ABOUT_ENTRIES = (entries.Retracted.TOPIC, entries.VisibilityChanged.TOPIC)
OF_TEXTS = Expunged.TOPIC
"""The record that texts of an event were removed; it is shown with the entry of that event."""
_NO_STREAM = UUID(int=0)
_NO_SALT, _NO_ACTOR = "0" * 32, "p-nobody"


def to_datetime(recorded_us: int) -> datetime:
    """Return the time of an entry, UTC."""
    return EPOCH + timedelta(microseconds=recorded_us)


@lru_cache(maxsize=16)
def _written(recorded_us: int) -> str:
    return instant(to_datetime(recorded_us), "microseconds")


@lru_cache(maxsize=16_384)
def _interval(text: str) -> Dated:
    day = ImpreciseDate.parse(text)
    return text, _text(day.earliest), _text(day.latest)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def date_columns(day: ImpreciseDate | None) -> Dated:
    """Return the three columns of an imprecise date."""
    return (None, None, None) if day is None else _interval(day.text)


@lru_cache(maxsize=16_384)
def _day(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


def to_date(text: str | None) -> ImpreciseDate | None:
    """Return the date in a column."""
    return None if text is None else _day(text)


def records(cursor: Cursor, kind: Callable[..., T]) -> Iterator[T]:
    """Yield the rows of a query as objects of a kind, whose fields are the columns in their order.

    Imprecise dates are parsed.
    """
    dates = [place for place, (name, *_) in enumerate(cursor.description) if name in DATES]
    for row in cursor.fetchall():  # which is faster than one after the other
        values = list(row)
        for place in dates:
            if values[place] is not None:
                values[place] = _day(values[place])
        yield kind(*values)


def event_row(record: Recorded, address: StreamAddress) -> Row:
    """Return the row of `event`; an event about another one has no `entry` yet."""
    envelope, event = record.envelope, record.event
    event_id, entry_id = str(envelope.event_id), record.entry_id
    first = entry_id == envelope.event_id and event.TOPIC != OF_TEXTS
    return (
        record.position,
        _written(record.recorded_us),
        record.recorded_us,
        event_id,
        event_id if first else str(entry_id),
        record.position if first else None,
        address.taskforce,
        address.kind,
        address.reference,
        event.subject or None,
        event.TOPIC,
        event.SCHEMA,
        record.version,
        *date_columns(envelope.effective_on),
        _text(envelope.occurred_on),
        _text(envelope.notified_on),
        envelope.actor,
        envelope.on_behalf_of,
        *_source(envelope.source),
        envelope.note,
        envelope.visibility.value,
        envelope.visibility.value,
        _text(envelope.corrects),
        envelope.because,
        _text(envelope.correlation_id),
        envelope.row_key,
        envelope.row_sha256,
        envelope.public_reference,
        content(event),
    )


def _source(source: Source | None) -> Row:
    if source is None:
        return None, None, None, None, None
    return source.title, source.reference, source.url, source.sha256, source.basis


def history_row(record: Recorded) -> Row | None:
    """Return the row of `history_fts`, or None where nobody wrote anything."""
    note, source = record.envelope.note, record.envelope.source
    text = "\n".join(text for _, text, _ in free_texts(record.event))
    title = source.title if source else None
    return (record.position, note, title, text) if note or title or text else None


def to_record(cells: Row) -> Recorded:
    """Return an event with as much of its envelope as a history needs.

    Cells are position, recorded_us, event_id, entry_id, topic, effective_on, content. Visibility
    is not part of it: what an audience may not see must be left out first.
    """
    position, recorded_us, event_id, entry_id, topic, effective_on, text = cells
    own = event_id == entry_id or topic in ABOUT_ENTRIES
    envelope = Envelope(
        event_id=UUID(str(event_id)),
        salt=_NO_SALT,
        actor=_NO_ACTOR,
        corrects=None if own else UUID(str(entry_id)),
        effective_on=None if effective_on is None else _day(str(effective_on)),
    )
    assert isinstance(position, int)
    assert isinstance(recorded_us, int)
    return Recorded(
        stream_id=_NO_STREAM,
        version=position,  # only their order matters here
        envelope=envelope,
        event=topics()[str(topic)].model_validate_json(str(text)),
        position=position,
        recorded_us=recorded_us,
    )
