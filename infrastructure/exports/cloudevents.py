"""The history as CloudEvents 1.0, one JSON object a line, for programs that follow it."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from heapq import merge
from operator import attrgetter

from application.model_rows import AsOf, LogEntry
from application.questions.asking.answer import Json
from application.questions.asking.ask import Ask, as_of, is_exercise
from application.questions.log.history import concerns
from application.read_model import ReadModel
from domain.event import instant
from domain.events.table import TOPICS
from domain.values import Visibility

PIECE = 500  # events that are read at a time
DIGITS = 12
OF_LOG = "log"  # no body has a code in small letters


def cloud_events(read_model: ReadModel, ask: Ask, today: date, after: int = 0) -> Iterator[str]:
    """Yield the events after a position that an audience may see, oldest first.

    Among them is what was recorded of the log itself: keys, clocks, reports.
    `id` is the event's own, and the same in every export. `sequence` tells the order; a gap in it
    is an event of another body, or above the audience. Visibility is today's: what was hidden since
    is not handed on again, but nobody can call back what was.

    Raises:
        UnknownReference: there is no such body.
        Malformed, Refused: `known` is no day or position of the log.
    """
    at = as_of(read_model, ask, today)
    exercise = is_exercise(read_model, ask.taskforce, at)
    return _lines(read_model, ask.taskforce, at, after, exercise=exercise)


def _lines(
    read_model: ReadModel, taskforce: str, at: AsOf, after: int, *, exercise: bool
) -> Iterator[str]:
    of_body = _entries(read_model, taskforce, at, after)
    of_log = (entry for entry in _entries(read_model, "", at, after) if concerns(entry, taskforce))
    for entry in merge(of_body, of_log, key=attrgetter("position")):
        event = _cloud_event(entry, exercise=exercise, audience=at.audience)
        yield json.dumps(event, ensure_ascii=False)


def _entries(read_model: ReadModel, taskforce: str, at: AsOf, after: int) -> Iterator[LogEntry]:
    while piece := read_model.log(taskforce, at, None, after, PIECE):
        yield from piece
        after = piece[-1].position


def _cloud_event(entry: LogEntry, *, exercise: bool, audience: Visibility) -> Mapping[str, Json]:
    schema = TOPICS[entry.topic].SCHEMA
    return {
        "specversion": "1.0",
        "id": entry.event_id,
        "source": f"urn:depositary:{entry.taskforce or OF_LOG}",
        "type": entry.topic,
        "time": instant(entry.recorded_at),
        "subject": entry.stream,
        "datacontenttype": "application/json",
        "dataschema": f"urn:depositary:schema:{entry.topic}:{schema}",
        "sequence": f"{entry.position:0{DIGITS}}",
        "nature": "exercise" if exercise else "real",
        "data": {**_envelope(entry, audience), "event": json.loads(entry.content)},
    }


def _envelope(entry: LogEntry, audience: Visibility) -> Mapping[str, Json]:
    """Return the envelope of the event; the public is not shown who recorded it."""
    told: dict[str, Json] = {
        "position": entry.position,
        "entry": entry.entry,
        "member": entry.member or None,
        "effective_on": str(entry.effective_on) if entry.effective_on else None,
        "notified_on": str(entry.notified_on) if entry.notified_on else None,
        "actor": entry.actor,
        "on_behalf_of": entry.on_behalf_of,
        "source": entry.source,
        "basis": entry.basis,
        "note": entry.note,
        "visibility": entry.visibility,
        "because": entry.because,
    }
    hidden = {"actor", "on_behalf_of"} if audience is Visibility.PUBLIC else set()
    return {name: value for name, value in told.items() if value is not None and name not in hidden}
