"""Loading histories, with every member under its code of today and all its streams as one."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from application.context import Stream
from application.event_store.streams import EventLog
from application.model_rows import AsOf
from application.read_model import ReadModel
from domain.codes import Codes
from domain.event import Recorded

if TYPE_CHECKING:  # questions need no rules
    from domain.aggregate import Aggregate

A = TypeVar("A", bound="Aggregate")


def codes_of(read_model: ReadModel, taskforce: str, position: int | None = None) -> Codes:
    """Return what the codes of a body mean as known at a position; None: at the head."""
    recodes = read_model.recodes(taskforce, position)
    return Codes.after((each.member, each.code) for each in recodes)


def code_at(read_model: ReadModel, at: AsOf, taskforce: str, code: str) -> str:
    """Return the code that the member which is asked for had at the position of a question."""
    return codes_of(read_model, taskforce, at.position).of(code)


def meant(codes: Codes, stream: Stream) -> Stream:
    """Return the stream in which new events are: of a member, that of its code of today."""
    if stream.kind != "member" or codes.of(stream.reference) == stream.reference:
        return stream
    return stream._replace(reference=codes.of(stream.reference))


def streams_of(codes: Codes, stream: Stream) -> list[UUID]:
    """Return the ids of the streams whose events make one history, that of new events first."""
    if stream.kind != "member":
        return [stream.id]
    now = codes.of(stream.reference)
    return [stream._replace(reference=code).id for code in codes.all_of(now)]


def stored(log: EventLog, codes: Codes, stream: Stream) -> list[Recorded]:
    """Return the events that make one history as they were stored, in the order of the log."""
    found = [record for each in streams_of(codes, stream) for record in log.records(each)]
    return sorted(found, key=lambda record: record.position)


def load(log: EventLog, codes: Codes, stream: Stream, kind: type[A]) -> A:
    """Return the aggregate after all its events; its version is that of the stream of new ones."""
    return fold(codes, meant(codes, stream), kind, stored(log, codes, stream))


def fold(codes: Codes, stream: Stream, kind: type[A], records: list[Recorded]) -> A:
    """Return the aggregate after these events, which may be of several streams."""
    aggregate = kind().evolve(*map(codes.read, records))
    return replace(aggregate, version=sum(each.stream_id == stream.id for each in records))
