"""What is on record, from before an import, of the acts that its rows tell of."""

from collections.abc import Iterable, Iterator

from application.aggregates import AGGREGATES
from application.context import Stream
from application.recording.recording import Recording
from domain.endings import Lasting
from domain.event import Ending
from domain.events.members import Joined
from domain.events.texts import Consented, Signed
from domain.values import UNKNOWN
from infrastructure.importers.recording.cell_changes import DAY
from infrastructure.importers.recording.earlier_imports import (
    ImportedEntry,
    same_entries,
    streams_in,
)
from infrastructure.importers.rows.act_request import ActRequest, amendable

_HELD = (Joined, Signed, Consented)


def standing_before(
    recording: Recording,
    stream: Stream,
    member: str,
    over: str | None = None,
    begun: str | None = None,
) -> list[ImportedEntry]:
    """Return the entries of a member in a stream that were there before this unit, and stand.

    So too those that were `over` on a day, or had `begun` on one; where neither is known, all.
    """
    return [
        each
        for each in _entries(recording, stream, member)
        if each.entry.first.position
        and (
            each.stands
            or (over and each.is_over_on(over))
            or (begun in (None, str(UNKNOWN)) and over in (None, str(UNKNOWN)))
            or each.value(DAY) == begun
        )
    ]


def entries_of_act(
    recording: Recording, taskforce: str, request: ActRequest
) -> list[ImportedEntry]:
    """Return what is on record, from before this unit, of an act that holds for a time.

    It is of the same member, text and name as in the row, on any day; for other acts, nothing.
    """
    topic = next(iter(amendable(request.act)), "")
    return [
        each
        for each in (_lasting(recording, taskforce, request) if topic else ())
        if each.entry.first.position and same_entries(recording, taskforce, request, topic, [each])
    ]


def held(recording: Recording, taskforce: str, request: ActRequest) -> list[ImportedEntry]:
    """Return the memberships, signatures and consents of the member on what an act is about."""
    acts = _lasting(recording, taskforce, request)
    return [each for each in acts if isinstance(each.entry.event, _HELD)]


def standing(recording: Recording, taskforce: str, request: ActRequest) -> list[ImportedEntry]:
    """Return what holds of the very act that a row asks for, on any day."""
    topic = next(iter(amendable(request.act)), "")
    acts = _lasting(recording, taskforce, request)
    return [each for each in acts if topic == each.record.event.TOPIC and each.stands]


def _lasting(recording: Recording, taskforce: str, request: ActRequest) -> Iterator[ImportedEntry]:
    """Yield what the member of an act has done, and holds for a time, where it is recorded."""
    member = request.get("member") or ""
    for stream in streams_in(recording, taskforce, request):
        for each in _entries(recording, stream, member):
            if isinstance(event := each.entry.event, Lasting) and event.member == member:
                yield each


def _entries(recording: Recording, stream: Stream, member: str) -> Iterator[ImportedEntry]:
    """Yield the entries of a stream that are about a member or about none, and not retracted."""
    history = recording.load(stream, AGGREGATES[stream.kind]).history
    for subject in dict.fromkeys((member, "")):
        for entry in history.about(subject).entries.values():
            if not entry.retracted:
                yield ImportedEntry(stream, entry.latest, entry, history)


def day_of_end(requests: Iterable[ActRequest]) -> str | None:
    """Return the day on which what a row tells of was over, None where it does not say so."""
    ends = (each for each in requests if each.act.MAKES and issubclass(each.act.MAKES[0], Ending))
    return next((each.get("on") or str(UNKNOWN) for each in ends), None)
