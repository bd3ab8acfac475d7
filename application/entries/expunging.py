"""Removing texts that must not be in the log: what to remove, and where else it occurs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

from pydantic import BaseModel

from application.context import Context
from application.entries import log_acts
from application.event_store.stored_events import encode
from application.event_store.streams import Conflict, EventLog
from application.recording.recording import Recording
from application.register import ATTEMPTS, Register
from domain.errors import AlreadyExpunged, Unavailable, UnknownReference
from domain.event import Recorded, free_texts
from domain.events.log import Expunged, ReasonClass, ReportPublished
from domain.log.expunging import NO_ROW, ROW, Removal, removable, remove

PIECE = 1000
SHORTEST = 4  # characters of a text that is looked for inside others


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRequest:
    """Which texts are to be removed, why, and who decided it; no fields means all texts."""

    position: int
    reason: ReasonClass
    authority: str
    fields: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalPlan:
    """What is stored of an event, what is to take its place, and what it leads to."""

    record: Recorded
    removal: Removal
    states: tuple[bytes, bytes]

    @property
    def staying(self) -> Sequence[str]:
        """The fields whose texts stay, and can never be removed later."""
        there = removable(self.record.envelope, self.record.event)
        return [name for name in there if name not in self.removal.texts]

    def event(self, wanted: RemovalRequest) -> Expunged:
        """Return the record of it."""
        before, after = (sha256(state).hexdigest() for state in self.states)
        return Expunged(
            expunged=self.record.position,
            before=before,
            after=after,
            fields=self.removal.fields,
            reason=wanted.reason,
            authority=wanted.authority,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherOccurrences:
    """Where else in the log something of it is: positions, in order.

    `again` hold a text of that field whole, in whatever field, or a hash of the same row.
    `versions` are other versions of the same entry with a text in one of the fields. `reports` were
    published since the event, by reference.
    """

    again: Mapping[str, Sequence[int]]
    versions: Sequence[int]
    reports: Sequence[tuple[int, str]]


def plan(register: Register, wanted: RemovalRequest) -> RemovalPlan:
    """Decide what is to be removed; nothing is changed.

    Raises:
        UnknownReference: there is no such event.
        AlreadyExpunged: texts of it were removed before.
        Refused: it holds no text that people wrote, or is itself the record of a removal.
        Malformed: there is no text in one of the fields.
    """
    record, state = _stored(register.log, wanted.position)
    earlier = _record_of(register.log, record)
    if earlier:
        raise AlreadyExpunged(wanted.position, earlier[0])
    salt = register.ids.new_salt()
    removal = remove(record.envelope, record.event, fields=wanted.fields, salt=salt)
    states = state, encode(removal.envelope, removal.event)
    return RemovalPlan(record=record, removal=removal, states=states)


def expunge(
    register: Register, wanted: RemovalRequest, context: Context
) -> tuple[RemovalPlan, int]:
    """Remove texts and record that, both or neither; return the plan and the record's position.

    Raises:
        Refused: see `plan` and `prepare`.
        Unavailable: the store cannot be written, or others kept recording in between.
    """
    for _ in range(ATTEMPTS):
        made = plan(register, wanted)
        recording = prepare(register, made, wanted, context)
        try:
            at = register.log.expunge(
                wanted.position, made.states, recording.pending[0], recording.expect_versions
            )
        except Conflict:
            continue
        return made, at
    raise Unavailable("Others kept recording in between; please send the command again.")


def prepare(
    register: Register, made: RemovalPlan, wanted: RemovalRequest, context: Context
) -> Recording:
    """Return the record of a removal as it would be stored; nothing is changed.

    It is shown to those who may see the event, since it describes that.

    Raises:
        UnfitText: the authority holds what must never be entered.
        Malformed: the authority cannot be stored as it is.
    """
    event, visibility = made.event(wanted), made.record.envelope.visibility
    return register.prepare(lambda r: log_acts.record(r, event, visibility), context)


def traces(log: EventLog, of: Recorded, removed: Mapping[str, Sequence[str]]) -> OtherOccurrences:
    """Look through the whole log for where else something of the removed texts of an event is.

    Fields without a text, since it is gone, are enough for the other versions and the reports.
    """
    wanted = {name: [_folded(text) for text in texts] for name, texts in removed.items()}
    again: dict[str, list[int]] = {}
    versions, reports = [], []
    for record in _all(log):
        if record.position == of.position:
            continue
        if isinstance(record.event, ReportPublished) and record.position > of.position:
            reports.append((record.position, record.event.report))
        held = [*_held(record, wanted), *_of_row(record, of, wanted)]
        for name in held:
            again.setdefault(name, []).append(record.position)
        if not held and record.entry_id == of.entry_id and _has_text(record, wanted):
            versions.append(record.position)
    return OtherOccurrences(again=again, versions=versions, reports=reports)


def removed_before(log: EventLog, position: int) -> tuple[Recorded, OtherOccurrences]:
    """Return an event of which texts were removed, and where else something of them may be.

    The texts are gone, so nobody can tell any more where one stands `again`.

    Raises:
        UnknownReference: there is no such event.
    """
    of, _ = _stored(log, position)
    record = _record_of(log, of)
    return of, traces(log, of, dict.fromkeys(record[1].fields, ()) if record else {})


def _stored(log: EventLog, position: int) -> tuple[Recorded, bytes]:
    found = log.stored(position)
    if found is None:
        raise UnknownReference("event", f"@{position}")
    return found


def _has_text(record: Recorded, fields: Collection[str]) -> bool:
    return not removable(record.envelope, record.event).keys().isdisjoint(fields)


def _record_of(log: EventLog, record: Recorded) -> tuple[int, Expunged] | None:
    """Return the record by which texts of an event were removed, with its position."""
    for other in log.records(log_acts.LOG.id):
        if isinstance(other.event, Expunged) and other.event.expunged == record.position:
            return other.position, other.event
    return None


def _all(log: EventLog) -> Iterator[Recorded]:
    position = 0
    while records := log.read(position, PIECE):
        yield from records
        position = records[-1].position


def _held(record: Recorded, wanted: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the fields of which a text stands in an event, in whatever field and case."""
    there = [_folded(text) for model in (record.envelope, record.event) for text in _texts(model)]
    for name, texts in wanted.items():
        if any(_stands_in(each, text) for each in texts for text in there):
            yield name


def _of_row(record: Recorded, of: Recorded, fields: Collection[str]) -> Iterator[str]:
    """Yield the hash's field where an event has a hash of the same row, as it was once imported."""
    same = record.envelope.row_key == of.envelope.row_key
    if ROW in fields and same and record.envelope.row_sha256 != NO_ROW:
        yield ROW


def _stands_in(wanted: str, text: str) -> bool:
    return text == wanted or (len(wanted) >= SHORTEST and wanted in text)


def _texts(model: BaseModel) -> Iterator[str]:
    yield from (text for _, text, _ in free_texts(model))


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
