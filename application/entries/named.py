"""Entries by their names, such as @8, and the streams that they are in."""

from uuid import UUID

from application.aggregates import AGGREGATES
from application.context import Stream
from application.event_store.streams import Conflict
from application.model_rows import Located
from application.recording.recording import Recording
from domain.entry import Entry
from domain.errors import Refused, Unreadable


def stream_of(located: Located) -> Stream:
    """Return the stream of an entry; that of a body is known by its code alone."""
    reference = "" if located.kind == "taskforce" else located.reference
    return Stream(located.kind, located.taskforce, reference)


def entry_of(recording: Recording, name: str) -> tuple[Stream, Entry]:
    """Return the entry of a name, such as @8, and the stream that it is in.

    Raises:
        UnknownReference: it is not there.
        Refused: it is about the log itself.
        Conflict: it was recorded in between; load and decide again.
    """
    located = recording.read_model.locate(name)
    if located.kind not in AGGREGATES:
        raise Refused(
            "@{position} tells of the log itself, which is not amended.", position=located.position
        )
    stream = stream_of(located)
    aggregate = recording.load(stream, AGGREGATES[located.kind])
    entry = aggregate.history.entries.get(UUID(located.entry_id))
    if entry is None and located.position > recording.began_at:
        raise Conflict(f"entry {located.position} was recorded since this began")
    if entry is None:
        raise Unreadable(
            "Position {position} is in no stream that this register knows.",
            position=located.position,
        )
    return stream, entry


def entry_id(recording: Recording, entry: str | None) -> UUID | None:
    """Return the id of an entry that is named by its position or id, None where none is.

    Raises:
        UnknownReference: it is not there.
    """
    return None if entry is None else UUID(recording.read_model.locate(entry).entry_id)
