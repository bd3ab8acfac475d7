"""Records the rows of a file in order, and retries a refused row when what it had read changed."""

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from pydantic import ValidationError

from application.acts.members.joining import admit_if_unknown
from application.context import Context
from application.recording.recording import Recording
from application.recording.unit_of_work import key_of_commitments
from domain.entry import Entry
from domain.errors import Malformed, Refused
from domain.event import Recorded
from domain.events.members import MemberEvent
from domain.events.texts import Adopted
from domain.words import worded
from infrastructure.importers.recording.cell_changes import Changed
from infrastructure.importers.recording.earlier_imports import (
    ImportedEntry,
    RecordedRows,
    called_otherwise,
    has_another_note,
    is_retracted,
    last_imported,
    uncompared,
)
from infrastructure.importers.recording.known_acts import over_by_now, recorded_as
from infrastructure.importers.recording.ordering import Order
from infrastructure.importers.recording.pending_rows import PendingRow
from infrastructure.importers.recording.reimport_comparison import (
    compare,
    must_be_shown_alike,
)
from infrastructure.importers.recording.row_results import RefusedRow, RowResult
from infrastructure.importers.rows.act_request import ActRequest, is_on_text
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.member_lookup import MemberLookup
from infrastructure.importers.rows.row_bounds import EntryCount
from infrastructure.importers.tables.problems import CellFault, RowFaults

Place = tuple[Order, bool, int, bool]
_NAMES = "names"


@dataclass(slots=True, kw_only=True)
class RecordingPass:
    """One pass over the rows of a file, with what came of each by its number.

    `expected` are codes of members that bad rows of this file would have admitted.
    """

    rows: Sequence[PendingRow]
    recording: Recording
    recorded: RecordedRows
    mapped: MappedFile
    taskforce: str
    changed: Changed
    base: Context
    parties: MemberLookup
    expected: Collection[str]
    entries: EntryCount
    done: dict[int, RowResult] = field(default_factory=dict)
    refused: dict[int, RefusedRow] = field(default_factory=dict)
    _plain: dict[tuple[str, ...], RowResult] = field(default_factory=dict)
    _changed: dict[UUID | str, int] = field(default_factory=dict)
    _of_text: set[int] = field(default_factory=set)

    def record_all(
        self, moved: Mapping[int, tuple[Order, int]], on_progress: Callable[[int], object]
    ) -> None:
        """Try all rows in their order; those in `moved` come just before another place.

        Of one day, what ends on a whole text comes after what ends on one of its commitments.
        """

        def place(given: PendingRow) -> Place:
            order, number = moved.get(given.number, given.order)
            return order, number in self._of_text, number, given.number not in moved

        for _, each in groupby(sorted(self.rows, key=place), lambda given: place(given)[0][0]):
            stage = list(each)
            self._of_text |= {given.number for given in stage if self._is_of_text(given)}
            for given in sorted(stage, key=place):
                self._try(given)
                on_progress(1)
            while self._retry(place):
                pass

    def asked_by(self, numbers: Container[int]) -> Iterator[tuple[int, Sequence[ActRequest]]]:
        """Yield the acts of rows that were recorded, with the codes of members."""
        for given in self.rows:
            if given.number in numbers:
                yield given.number, self.done[given.number].resolved or given.requests
                given.forget()

    def _is_of_text(self, given: PendingRow) -> bool:
        ends = (each for each in given.requests if each.act.ROW == "withdraw")
        named = (each.get("instrument") or each.get("commitment") or "" for each in ends)
        return any(self.recording.commitments_of(self.taskforce, name) for name in named)

    def _retry(self, place: Callable[[PendingRow], Place]) -> bool:
        """Try those again that had read what has changed, and say whether one is recorded now."""
        before = len(self.refused)
        for refusal in sorted(self.refused.values(), key=lambda each: place(each.given)):
            if any(self._changed.get(each, 0) > refusal.after for each in refusal.seen):
                self._try(refusal.given)
        return len(self.refused) < before

    def _try(self, given: PendingRow) -> None:
        recording, result = self.recording, RowResult()
        mark = recording.savepoint()
        try:
            self._record(given, result)
        except (RowFaults, Refused, Malformed, ValidationError) as error:
            seen = frozenset([*recording.seen, _NAMES])
            self.entries.add(given.row, len(recording.since(mark)))
            recording.restore(mark)
            bare = error.with_traceback(None)  # which would keep all that was read in memory
            self.refused[given.number] = RefusedRow(given, bare, result, seen, len(self.done))
            return
        self.done[given.number] = self._alike(result)
        self.refused.pop(given.number, None)
        given.forget()
        made = recording.since(mark)
        self.entries.add(given.row, len(made))
        self._note_changes(made)
        recording.discard_savepoints()

    def _alike(self, result: RowResult) -> RowResult:
        """Return one object for all rows of which acts were recorded, and nothing else is told."""
        plain = RowResult(acts=result.acts)
        return self._plain.setdefault(plain.acts, plain) if result == plain else result

    def _note_changes(self, records: Sequence[Recorded]) -> None:
        """Note what changed, since refused rows that had read it are tried again."""
        for record in records:
            self._changed[record.stream_id] = len(self.done)
            if isinstance(record.event, Adopted):
                listed = key_of_commitments(self.taskforce, record.event.instrument)
                self._changed[listed] = len(self.done)
            if isinstance(record.event, MemberEvent):
                self._changed[_NAMES] = len(self.done)

    def _record(self, given: PendingRow, result: RowResult) -> None:
        """Record what a row says, as new acts or as amendments, and note what came of it.

        Raises:
            RowFaults: cells of it cannot be used, or it has to be said what a change is.
            Refused: a rule says no.
            Malformed: a value is not of its form.
        """
        recording, changed = self.recording, given.changed or self.changed
        told, context = given.said
        recording.begin(context, given.number)
        requests = list(map(self.parties.resolved, told))
        if given.before is None:
            requests = list(map(self.parties.with_kind, requests))
        if requests != told:
            result.resolved = requests
        if given.before is None:
            ours = self.mapped.mapping.use_all
            new = requests if ours else self._not_recorded(given.number, requests, result)
            self._do(given, result, list(new))
            return
        old = last_imported(
            recording, self.recorded, self.taskforce, requests, given.before, given.key
        )
        must_be_shown_alike(old, recording.context)
        if changed == "new" and is_retracted(old):
            self._do(given, result, requests)
        else:
            self._record_change(given, result, requests, old)

    def _record_change(
        self,
        given: PendingRow,
        result: RowResult,
        requests: Sequence[ActRequest],
        old: Sequence[ImportedEntry],
    ) -> None:
        recording, changed = self.recording, given.changed or self.changed
        if has_another_note(old, recording.context):
            self._tell_of_note(given, result)
        comparison = compare(recording, self.taskforce, requests, old)
        comparison.must_be_decided(changed, by_row=given.changed is not None)
        if changed in ("completed", "error"):
            context = recording.context
            recording.context = context._replace(visibility=None)  # it stays as it is
            comparison.amend(recording, changed)
            recording.context = context
        asked = list(comparison.requests(changed))
        if changed == "new":
            if not self.mapped.mapping.use_all:
                asked = list(self._not_recorded(given.number, asked, result))
            result.again = {d.before.record.event.TOPIC for d in comparison.differences}
        elif comparison.known:
            asked = list(self._not_recorded(given.number, requests, result))
        elif not comparison.new:
            notes = uncompared(given.number, requests, old, blanks=not comparison.differences)
            result.notes = (*result.notes, *notes)
        self._do(given, result, asked)
        result.amended = bool(comparison.differences) and changed != "new"

    def _tell_of_note(self, given: PendingRow, result: RowResult) -> None:
        """Tell that the remark of a row is another one; in our columns, that is refused.

        Raises:
            RowFaults: it is a note in our columns.
        """
        if self.mapped.mapping.use_all:
            reason = worded("An import does not change the note of an act; correct it by hand.")
            raise RowFaults(CellFault("note", self.recording.context.note or "", reason))
        note = worded(
            "Row {number}: its remark is not the one that was imported. The note of the act "
            "stays as it was.",
            number=given.number,
        )
        result.notes = (*result.notes, note)

    def _not_recorded(
        self, number: int, requests: Sequence[ActRequest], result: RowResult
    ) -> Iterator[ActRequest]:
        """Yield what does not stand already, whoever recorded it, in somebody else's table.

        What a row says of an act that stands beside that is not recorded, and noted.
        """
        context, result.known = self.recording.context, True
        for request in requests:
            found = recorded_as(self.recording, self.taskforce, request, requests)
            result.notes = (*result.notes, *called_otherwise(number, request, found))
            result.notes = (*result.notes, *over_by_now(number, request, requests, found))
            if not found:
                result.known = False
                yield request
            shown = context.visibility
            result.is_shown_otherwise |= any(shown not in (None, e.entry.visibility) for e in found)
            result.lost_note |= any(not _has_note(each.entry, context.note) for each in found)

    def _do(self, given: PendingRow, result: RowResult, requests: Sequence[ActRequest]) -> None:
        for request in requests:
            if request.is_needed(self.recording, self.taskforce):
                self.recording.correlation = None  # each is an act of its own
                result.admitted = (*result.admitted, *self._admit(given, request))
                request.record(self.recording, self.taskforce)
                result.acts = (*result.acts, request.act.ROW)

    def _admit(self, given: PendingRow, request: ActRequest) -> Iterator[tuple[str, str]]:
        """Admit a party that acts on a text and is no member; the admission is not the row's.

        A party that a bad row of the file admits is not, or the better row would come too late.
        """
        code = request.get("member")
        if code is None or not is_on_text(request.act) or code in self.expected:
            return
        if not (party := self.mapped.party(given.row, code)):
            return
        recording, context = self.recording, self.recording.context
        recording.context = context._replace(row_key=None, row_sha256=None, note=self.base.note)
        if admit_if_unknown(recording, self.taskforce, code, *party):
            yield code, party[0]
        recording.context = context


def _has_note(entry: Entry, note: str | None) -> bool:
    return note in (None, entry.first.envelope.note, entry.latest.envelope.note)
