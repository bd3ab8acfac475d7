"""Where what one unit decides is put, and what codes mean in it from one decision to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from application.context import Draft, Stream
from application.event_store.streams import EventLog
from application.model_rows import Recode
from application.read_model import ReadModel
from application.recording.log_cache import LogCache
from domain.aggregate import Aggregate
from domain.codes import Codes
from domain.event import Event, Recorded
from domain.events.entries import Retracted
from domain.events.members import Recoded

_NOTHING = UUID(int=0)


class UnitCodes:
    """What the codes of each body mean, with what was decided in this unit."""

    def __init__(self, read_model: ReadModel, cache: LogCache) -> None:
        self._read_model, self._cache = read_model, cache
        self._known: dict[str, tuple[Sequence[Recode], Codes]] = {}
        self.changed = False

    def of(self, taskforce: str) -> Codes:
        """Return what codes mean now; the log itself is of no body and has none."""
        return self._of(taskforce)[1]

    def recodes(self, taskforce: str) -> Sequence[Recode]:
        """Return the changes of codes that stand, in the order of entry."""
        return self._of(taskforce)[0]

    def put(self, taskforce: str, recodes: Sequence[Recode]) -> None:
        """Let these changes of codes stand and no others."""
        codes = Codes.after((each.member, each.code) for each in recodes)
        self._known[taskforce], self.changed = (recodes, codes), True

    def snapshot(self) -> object:
        """Return what codes mean now, for `restore`."""
        return dict(self._known), self.changed

    def restore(self, snapshot: object) -> None:
        """Let codes mean again what they meant at a snapshot."""
        assert isinstance(snapshot, tuple)
        self._known, self.changed = dict(snapshot[0]), snapshot[1]

    def after(self, taskforce: str, records: Sequence[Recorded]) -> Sequence[Recode]:
        """Return the changes of codes that stand after these events."""
        known = self.recodes(taskforce)
        if not any(isinstance(record.event, Retracted | Recoded) for record in records):
            return known
        lost = {str(r.entry_id) for r in records if isinstance(r.event, Retracted)}
        left = [each for each in known if each.entry_id not in lost]
        for record in records:
            event, entry_id = record.event, str(record.entry_id)
            if isinstance(event, Recoded) and all(each.entry_id != entry_id for each in left):
                left.append(
                    Recode(entry_id=entry_id, position=0, member=event.member, code=event.code)
                )
        return known if left == list(known) else left

    def _of(self, taskforce: str) -> tuple[Sequence[Recode], Codes]:
        if taskforce not in self._known:
            recodes = self._cache.known(("codes", taskforce), partial(self._read, taskforce))
            codes = Codes.after((each.member, each.code) for each in recodes)
            self._known[taskforce] = (recodes, codes)
        return self._known[taskforce]

    def _read(self, taskforce: str) -> Sequence[Recode]:
        return self._read_model.recodes(taskforce, None) if taskforce else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlacement:
    """What is needed to give events their places: the codes, and how long each stream is."""

    log: EventLog
    codes: Codes
    loaded: Mapping[UUID, int]
    pending: Sequence[Recorded]
    clock: Callable[[], int]

    def assign(self, stream: Stream, before: Aggregate, drafts: Sequence[Draft]) -> list[Recorded]:
        """Give events their places: what is about an entry is in its stream, the rest in the last.

        An amendment names the member as its entry does, so that it stays that member's whatever
        its code comes to mean.
        """
        now = self.clock()  # until the recorder stamps the time under its lock
        records: list[Recorded] = []
        for draft in drafts:
            about = before.history.entries.get(
                draft.event.target or draft.envelope.corrects or _NOTHING
            )
            event, at = self.codes.in_event(draft.event), stream.id
            if about and self.codes.meant:
                at = about.first.stream_id
                event = self._as_entered(event, about.first)
            version = before.version if at == stream.id else self._version(at)
            version += sum(each.stream_id == at for each in records)
            records.append(
                Recorded(
                    stream_id=at,
                    version=version + 1,
                    recorded_us=now,
                    envelope=draft.envelope,
                    event=event,
                )
            )
        return records

    def _version(self, stream: UUID) -> int:
        return self.loaded[stream] + sum(each.stream_id == stream for each in self.pending)

    def _as_entered(self, event: Event, first: Recorded) -> Event:
        """Return an amendment under the code under which its entry was recorded."""
        if not event.subject:
            return event
        entered = (*self.log.records(first.stream_id), *self.pending)
        code = next(r.event.subject for r in entered if r.envelope.event_id == first.entry_id)
        return event.model_copy(update={"member": code})
