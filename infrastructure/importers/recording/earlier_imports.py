"""What earlier imports recorded, and what a row contained when it was last imported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from shlex import quote
from uuid import UUID

from application.aggregates import AGGREGATES
from application.context import Context, Stream
from application.declarations.act import stored_text
from application.entries.named import stream_of
from application.event_store.streams import EventLog
from application.model_rows import ImportedRow
from application.reading import meant, streams_of
from application.recording.recording import Recording
from domain.entry import Entry
from domain.event import Recorded
from domain.events.members import Applied, Joined, Renamed
from domain.events.texts import KIND_NOT_KNOWN
from domain.history import History
from domain.names import AsSaid, normal
from domain.values import UNKNOWN
from domain.words import Words, worded
from infrastructure.importers.rows.act_request import (
    ActRequest,
    amendable,
    identifying,
    stream_kind,
)
from infrastructure.importers.rows.standard_columns import IDENTIFYING

_FEW = 3  # entries that are named one by one


@dataclass(frozen=True, slots=True)
class RecordedRows:
    """The records of one log by the keys of the rows that made them."""

    log: EventLog
    _read: dict[UUID, dict[str, list[Recorded]]] = field(default_factory=dict)

    def of(self, stream: UUID, key: str) -> Sequence[Recorded]:
        """Return what rows with this key recorded in a stream, in order."""
        if stream not in self._read:
            by_key = self._read[stream] = {}
            for record in self.log.records(stream):
                if record.envelope.row_key is not None:
                    by_key.setdefault(record.envelope.row_key, []).append(record)
        return self._read[stream].get(key, ())


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """What was last imported of one entry, and the entry as it is today."""

    stream: Stream
    record: Recorded
    entry: Entry
    history: History

    @property
    def stands(self) -> bool:
        """Whether the entry was neither retracted nor ended."""
        return not self.entry.retracted and self.history.end_of(self.entry) is None

    def is_over_on(self, day: str) -> bool:
        """Say whether the entry ended on a day; one that is not known may be any."""
        end = self.history.end_of(self.entry)
        return end is not None and day in (str(UNKNOWN), str(end.begins))

    @property
    def is_entry_of_its_own(self) -> bool:
        """Whether it is an entry of its own, and does not amend or retract another."""
        return self.record.event.target is None

    def value(self, name: str) -> str:
        """Return a field of the event as text, `on` for its day; "" where it is unknown."""
        return _value(self.record, name)

    def today(self, name: str) -> str:
        """Return a field of the entry as it is today, by amendments by hand."""
        return _value(self.entry.latest, name)

    def is_so_today(self, name: str, value: str) -> bool:
        """Say whether a field has a value today, by amendments by hand or by a new name."""
        if name == "name" and isinstance(self.entry.event, Joined | Applied):
            renamed = self.history.each(Renamed)
            return value in {self.entry.event.name, *(event.name for _, event in renamed)}
        return self.today(name) == value

    def says(self, name: str, value: str) -> bool:
        """Say whether a field of the event has this value, or the event has no such field."""
        return str(getattr(self.record.event, name, value) or "") == value


def _value(record: Recorded, name: str) -> str:
    if name == "on":
        return str(record.envelope.effective_on or "")
    values: dict[str, object] = record.event.model_dump(mode="json")
    return text_if_known(name, stored_text(values[name]))


def last_imported(
    recording: Recording,
    recorded: RecordedRows,
    taskforce: str,
    requests: Sequence[ActRequest],
    row: ImportedRow,
    key: str,
) -> list[ImportedEntry]:
    """Return the entries that the row made or amended, each as the row last said it.

    They are looked for where the read model knows of them and where the row's acts would be.
    Entries that a changed row has replaced by new ones are left out.
    """
    codes = recording.codes(taskforce)
    named = [stream_of(recording.read_model.locate(each)) for each in row.entry_ids]
    named += [
        stream for request in requests for stream in streams_in(recording, taskforce, request)
    ]
    found: list[ImportedEntry] = []
    for stream in dict.fromkeys(meant(codes, each) for each in named):
        history = recording.load(stream, AGGREGATES[stream.kind]).history
        records = [r for each in streams_of(codes, stream) for r in recorded.of(each, key)]
        mine = _not_replaced([codes.read(r) for r in sorted(records, key=lambda r: r.position)])
        found.extend(_imported_entry(stream, record, history) for record in mine)
    return found


def streams_in(recording: Recording, taskforce: str, request: ActRequest) -> list[Stream]:
    """Return the streams in which an act is recorded."""
    if stream_kind(request.act) == "commitment":
        texts = texts_of(recording, taskforce, request)
        return [Stream("commitment", taskforce, text) for text in texts]
    if stream_kind(request.act) == "member":
        return [Stream("member", taskforce, request.values["member"])]
    return [Stream("taskforce", taskforce)]


def _imported_entry(stream: Stream, record: Recorded, history: History) -> ImportedEntry:
    entry = history.entries[record.entry_id]
    return ImportedEntry(stream, record, entry, history)


def called_otherwise(
    number: int, request: ActRequest, found: Sequence[ImportedEntry]
) -> Iterator[Words]:
    """Tell that a member that stands already is called otherwise: it may be another party."""
    other = request.get("name") if request.act.BEGINS == "member" else None
    name = found[0].value("name") if found and other else ""
    if name and other and normal(name) != normal(other) and not found[0].is_so_today("name", other):
        yield worded(
            "Row {number}: {code} is called {name} here, and stays so. If it was renamed: "
            "depositary member rename {code} {new} --on DAY; if {other} is another party, give it "
            "another code.",
            number=number,
            code=request.values["member"],
            name=AsSaid(name),
            other=AsSaid(other),
            new=AsSaid(quote(other)),
        )


def _not_replaced(records: Sequence[Recorded]) -> list[Recorded]:
    """Return the last record of each entry; of each topic, those that began in the same import."""
    began: dict[UUID, str | None] = {}
    last: dict[UUID, Recorded] = {}
    newest: dict[str, str | None] = {}
    for record in records:
        if record.entry_id not in began:
            began[record.entry_id] = newest[record.event.TOPIC] = record.envelope.row_sha256
        last[record.entry_id] = record
    return [r for e, r in last.items() if began[e] == newest[r.event.TOPIC]]


def same_entries(
    recording: Recording,
    taskforce: str,
    request: ActRequest,
    topic: str,
    left: Sequence[ImportedEntry],
) -> list[ImportedEntry]:
    """Return the first entry of each stream that is of this topic, member, text and name."""
    names, codes = identifying(request.act).items(), recording.codes(taskforce)
    found: dict[UUID, ImportedEntry] = {}
    texts: list[str] | None = None
    for each in left:
        if topic != each.record.event.TOPIC or not each.says("member", request.get("member") or ""):
            continue
        if each.stream.kind == stream_kind(request.act) == "commitment":
            texts = texts or texts_of(recording, taskforce, request)
            matches = each.stream.reference in texts
        else:
            matches = True
        said = {field: request.text_of(n, codes) for n, field in names}
        named = all(each.says(field, value) for field, value in said.items())
        if matches and named:
            found.setdefault(each.stream.id, each)
    return list(found.values())


def texts_of(recording: Recording, taskforce: str, request: ActRequest) -> list[str]:
    """Return the commitments that a row names, alone or by their instrument."""
    reference = request.get("commitment") or request.values["instrument"]
    if recording.taskforce(taskforce).has_text(reference):
        return list(recording.commitments_of(taskforce, reference))
    return [reference]


def text_if_known(field: str, value: str) -> str:
    """Return a value as text; "" where it says that a kind is not known."""
    return "" if field == "kind" and value in (KIND_NOT_KNOWN, "unknown") else value


def is_retracted(old: Sequence[ImportedEntry]) -> bool:
    """Say whether all that a row recorded was retracted; what ended since was not."""
    own = [each for each in old if each.is_entry_of_its_own]
    return bool(own) and all(each.entry.retracted for each in own)


def has_another_note(before: Sequence[ImportedEntry], context: Context) -> bool:
    """Say whether a row has another note than it had, which an import does not change."""
    return bool(context.note) and any(e.record.envelope.note != context.note for e in before)


def uncompared(
    number: int, requests: Sequence[ActRequest], old: Sequence[ImportedEntry], *, blanks: bool
) -> Iterator[str]:
    """Tell of columns that are not compared; of blank cells only if asked for."""
    if is_retracted(old):
        yield worded(
            "Row {number} is not as it was imported, and what was imported from it was retracted. "
            "To record what it says now: --changed new.",
            number=number,
        )
        return
    found: dict[str, None] = {}
    for request in requests:
        compared: set[str] = set()
        if request.act.MAKES:
            compared |= {*identifying(request.act), *IDENTIFYING}
            compared.update(*amendable(request.act).values())
        for name, column in request.columns.items():
            if name not in compared and (blanks or request.get(name)):
                found[column] = None
    if found:
        yield worded(
            "Row {number} is not as it was imported. What changed in {columns}, if anything, was "
            "not recorded. Correct what it was imported as (depositary correct @… FIELD=VALUE) or, "
            "where that is refused, retract it and record it by hand: {entries}.",
            number=number,
            columns=", ".join(found),
            entries=_listed({each.entry.order: each.entry.number for each in old}),
        )


def _listed(numbers: Mapping[int, str]) -> str:
    """Name entries in their order: each of a few, or the first and the last."""
    named = [f"@{numbers[each]}" for each in sorted(numbers)]
    return ", ".join(named) if len(named) <= _FEW else f"{named[0]} … {named[-1]}"
