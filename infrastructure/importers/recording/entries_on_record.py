"""What is on record, from before an import, of the acts that its rows tell of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

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
    recording: Recording, stream: Stream, over: str | None = None, begun: str | None = None
) -> list[ImportedEntry]:
    """Return the entries of a stream that were there before this unit, and stand.

    So too those that were `over` on a day, or had `begun` on one that is known.
    """
    return [
        each
        for each in entries_before(recording, stream)
        if each.stands
        or (over and each.is_over_on(over))
        or (begun not in (None, str(UNKNOWN)) and each.value(DAY) == begun)
    ]


def entries_before(recording: Recording, stream: Stream) -> list[ImportedEntry]:
    """Return the entries of a stream that were there before this unit, and not retracted."""
    return [each for each in entries_of(recording, stream) if each.entry.first.position]


def entries_of(recording: Recording, stream: Stream) -> list[ImportedEntry]:
    """Return the entries of a stream as they are by now, without those that were retracted."""
    history = recording.load(stream, AGGREGATES[stream.kind]).history
    found = (ImportedEntry(stream, e.latest, e, history) for e in history.entries.values())
    return [each for each in found if not each.entry.retracted]


def entries_of_act(
    recording: Recording, taskforce: str, request: ActRequest
) -> list[ImportedEntry]:
    """Return what is on record, from before this unit, of an act that holds for a time.

    It is of the same member, text and name as in the row, on any day; for other acts, nothing.
    """
    topic = next(iter(amendable(request.act)), "")
    return [
        each
        for stream in (streams_in(recording, taskforce, request) if topic else ())
        for each in entries_before(recording, stream)
        if isinstance(each.entry.event, Lasting)
        and same_entries(recording, taskforce, request, topic, [each])
    ]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What members have done that a list may say is over, read once for all rows of a file."""

    recording: Recording
    taskforce: str
    _by_member: dict[UUID, dict[str, list[ImportedEntry]]] = field(default_factory=dict)

    def of(self, request: ActRequest) -> Iterator[ImportedEntry]:
        """Yield the memberships, signatures and consents of the member on what an act is about."""
        return (each for each in self._all(request) if isinstance(each.entry.event, _HELD))

    def standing(self, request: ActRequest) -> list[ImportedEntry]:
        """Return what holds of the very act that a row asks for, on any day."""
        topic = next(iter(amendable(request.act)), "")
        return [e for e in self._all(request) if topic == e.record.event.TOPIC and e.stands]

    def _all(self, request: ActRequest) -> Iterator[ImportedEntry]:
        member = request.get("member") or ""
        for stream in streams_in(self.recording, self.taskforce, request):
            if stream.id not in self._by_member:
                found = self._by_member[stream.id] = {}
                for each in entries_of(self.recording, stream):
                    if isinstance(event := each.entry.event, Lasting):
                        found.setdefault(event.member, []).append(each)
            yield from self._by_member[stream.id].get(member, ())


def day_of_end(requests: Iterable[ActRequest]) -> str | None:
    """Return the day on which what a row tells of was over, None where it does not say so."""
    ends = (each for each in requests if each.act.MAKES and issubclass(each.act.MAKES[0], Ending))
    return next((each.get("on") or str(UNKNOWN) for each in ends), None)
