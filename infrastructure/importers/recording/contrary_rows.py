"""Rows that say otherwise than what stands, before a file or when all of it is recorded."""

from collections.abc import Collection, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from application.recording.recording import Recording
from domain.entry import Entry, descriptions
from domain.values import UNKNOWN
from domain.words import worded
from infrastructure.importers.recording.cell_changes import DAY
from infrastructure.importers.recording.earlier_imports import ImportedEntry
from infrastructure.importers.recording.entries_on_record import (
    day_of_end,
    held,
    standing,
)
from infrastructure.importers.recording.pending_rows import PendingRows
from infrastructure.importers.recording.row_recording import RecordingPass
from infrastructure.importers.rows.act_request import ACTS, ActRequest, required
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import ActOfRow
from infrastructure.importers.rows.member_lookup import MemberLookup
from infrastructure.importers.tables.problems import CellFault, RowFaults
from infrastructure.importers.tables.table import TableRow

_DENIED = (
    "By what is on record it was done, and holds: {entries}. Correct the row; or, if the register "
    "is wrong, retract that (depositary retract @{number} --reason WHY), or record its end."
)
_HOLDS = (
    "The row says that it is over; by what is on record it holds: {entries}. Correct the row; or, "
    "if it is over, record its end by hand."
)
_ENDED = (
    "The row says what was imported from it before, but a row that said otherwise came between: "
    "{entries}. If that was wrong, retract it (depositary retract @{number} --reason WHY); if it "
    "began anew, record that by hand."
)
_ANEW = (
    "Row {number} says that it is over, as is on record. What was recorded by hand beside that "
    "holds: {entries}. If it is over, too, record its end by hand."
)
_MAY_BE_ONE = (
    "The row says that it is over; by what is on record it holds: {entries}. If it is the same, "
    "correct its day first: depositary correct @{number} on={day}. If it is another, record this "
    "row by hand."
)


def reject_denials(
    recording: Recording, taskforce: str, mapped: MappedFile, given: PendingRows
) -> None:
    """Reject rows that were not imported before, and say no of what holds.

    "Not signed" would be taken for a row that says nothing yet, and who signed would go on to be a
    signatory.
    """
    parties = MemberLookup(recording, taskforce)
    silent = {*given.silent}
    rows = [row for row in mapped.rows if row.number in silent]
    rows += [each.row for each in given.rows if each.before is None]
    for row in rows:
        faults = [
            _fault(row, column, _DENIED, [each.entry for each in holding])
            for act in mapped.mapping.act
            if (column := _denying(mapped, act, row))
            for request in _as_done(mapped, act, row)
            if (told := _resolved(parties, request))
            if (holding := standing(recording, taskforce, told))
        ]
        if faults:
            given.reject(row.number, faults, ())
    given.silent = [number for number in given.silent if number not in given.bad]
    given.rows = [each for each in given.rows if each.number not in given.bad]


def reject_contrary(
    run: RecordingPass, given: PendingRows, bad: MutableMapping[int, Sequence[CellFault]]
) -> set[int]:
    """Add to the `bad` rows those that say otherwise than what stands when all is recorded.

    A row that says that something is over may not leave it, and where the state is in the key of a
    list, a row that says what it said in March is no unchanged one if another one, which is gone
    from the file, said in April that it is over. The numbers of those that are added are returned.
    """
    mapping = run.mapped.mapping
    ends = [act for act in mapping.act if day_of_end([ActRequest(ACTS[act.record], {})])]
    if mapping.use_all or not ends:
        return set()
    states = {column for act in mapping.act for column in act.when.cells}
    state = next((each for each in mapping.key if each in states), "")
    rows = [(each.key, each.row) for each in run.rows if each.number in run.done] + given.alike
    outcome = _Outcome(run, given.keys, state, rows, given.notes)
    found = {
        row.number: faults
        for key, row in rows
        if row.number not in bad and (state or any(act.applies(row.cells) for act in ends))
        if (faults := outcome.faults(key, row))
    }
    bad.update(found)
    return set(found)


@dataclass(frozen=True)
class _Outcome:
    """What stands when all of a file is recorded.

    `keys` are those of its rows, `state` is the column of a state that is in the key of the list,
    `rows` are those that were recorded or are unchanged, with their keys. What is told of them,
    and makes none of them a bad one, is added to `notes`.
    """

    run: RecordingPass
    keys: frozenset[str]
    state: str
    rows: Sequence[tuple[str, TableRow]]
    notes: list[str]

    def faults(self, key: str, row: TableRow) -> list[CellFault]:
        """Return what is wrong with what a row says."""
        told = self._told(row)
        acts = [each for request in told for each in self._held(request)]
        if (over := day_of_end(told)) is not None:
            if over == str(UNKNOWN) and _was_over(told, acts):
                acts = [*self._without_typed(row, acts)]
            others = self.keys - {key} if over == str(UNKNOWN) else None
            return self._still_holding(row, told, [e for e in acts if _is_meant(e, key, others)])
        return self._over_since(key, row, acts) if self.state else []

    def _without_typed(
        self, row: TableRow, acts: Sequence[ImportedEntry]
    ) -> Iterator[ImportedEntry]:
        """Yield what came of rows; tell of what was typed, and holds beside what is over."""
        typed = [each for each in acts if each.entry.first.envelope.row_key is None]
        if anew := [each.entry for each in typed if each.stands]:
            note = worded(_ANEW, number=row.number, entries=descriptions(anew))
            self.notes.extend([note] if note not in self.notes else [])
        yield from (each for each in acts if each not in typed)

    def _still_holding(
        self, row: TableRow, told: Sequence[ActRequest], acts: Sequence[ImportedEntry]
    ) -> list[CellFault]:
        """Return a fault where something holds that the row says is over."""
        holding = [each.entry for each in acts if each.stands]
        if not holding or {each.id for each in holding} <= self._told_of:
            return []
        begun = next((each for each in told if not day_of_end([each])), None)
        day = begun and begun.get(DAY)
        is_known = day not in (None, str(UNKNOWN), str(holding[0].begins))
        if begun and day and is_known and holding[0].first.position:
            column = begun.columns.get(DAY, "")
            return [_fault(row, column, _MAY_BE_ONE, holding, day=day)]
        return [_fault(row, self.state, _HOLDS, holding)]

    def _over_since(
        self, key: str, row: TableRow, acts: Sequence[ImportedEntry]
    ) -> list[CellFault]:
        """Return a fault where a row that is gone from the file had ended what this row says."""
        if any(each.stands and not _is_new_without_day(each) for each in acts):
            return []
        others = self.keys - {key}
        before = [each for each in acts if each.entry.first.position]
        last = {e.stream.id: e for e in before if e.entry.first.envelope.row_key not in others}
        ends = [
            end
            for each in last.values()
            if (end := each.history.end_of(each.entry))
            and end.first.envelope.row_key not in (None, *self.keys)
        ]
        return [_fault(row, self.state, _ENDED, ends)] if ends else []

    @cached_property
    def _told_of(self) -> frozenset[UUID]:
        """What the rows say that holds, from their days, whoever recorded it."""
        asked = [told for _, row in self.rows if day_of_end(told := self._told(row)) is None]
        return frozenset(
            each.entry.id
            for told in asked
            for request in told
            for each in self._held(request)
            if request.get(DAY) in (None, str(UNKNOWN), each.value(DAY))
        )

    def _held(self, request: ActRequest) -> list[ImportedEntry]:
        return held(self.run.recording, self.run.taskforce, request)

    def _told(self, row: TableRow) -> list[ActRequest]:
        requests, _ = self.run.mapped.read(row)
        return [each for each in (_resolved(self.run.parties, r) for r in requests) if each]


def _is_new_without_day(each: ImportedEntry) -> bool:
    """Say whether this file makes an entry that may be an act which is over."""
    return not each.entry.first.position and each.value(DAY) in ("", str(UNKNOWN))


def _was_over(told: Sequence[ActRequest], acts: Sequence[ImportedEntry]) -> bool:
    """Say whether what a row names by its day was over before this file."""
    days = {day for each in told if (day := each.get(DAY)) and not day_of_end([each])}
    ends = [e.history.end_of(e.entry) for e in acts if e.value(DAY) in days - {str(UNKNOWN)}]
    return any(end is not None and end.first.position for end in ends)


def _is_meant(each: ImportedEntry, key: str, others: Collection[str] | None) -> bool:
    """Say whether an entry is meant by a row: it is of no other one of the file, or of that row.

    A row that says on which day it was over says nothing of what is of no row: `others` is None.
    """
    first, latest = (e.envelope.row_key for e in (each.entry.first, each.entry.latest))
    return key in (first, latest) if others is None else first not in others


def _resolved(parties: MemberLookup, request: ActRequest) -> ActRequest | None:
    try:
        return parties.resolved(request)
    except RowFaults:  # whom it names is not known, so nothing stands
        return None


def _denying(mapped: MappedFile, act: ActOfRow, row: TableRow) -> str:
    """Return the column that says in words that an act was not done, "" where none does."""
    words = mapped.mapping.nothing.cells
    for column in act.when.columns:
        cell = row.cells[column]
        if cell in words.get(column, ()) and any(map(str.isalpha, cell)):
            return column
    return ""


def _as_done(mapped: MappedFile, act: ActOfRow, row: TableRow) -> list[ActRequest]:
    """Return what the row would ask for if it said that the act was done."""
    words = {column: each[0] for column, each in act.when.cells.items() if each}
    as_done = row.meaning({column: {row.cells[column]: word} for column, word in words.items()})
    requests, _ = mapped.read(as_done)
    return [
        each
        for each in requests
        if act.record == each.act.ROW and all(map(each.get, required(each.act)))
    ]


def _fault(
    row: TableRow, column: str, sentence: str, entries: Iterable[Entry], *, day: str = ""
) -> CellFault:
    found = list({each.id: each for each in entries}.values())
    told = worded(sentence, entries=descriptions(found), number=found[0].number, day=day)
    return CellFault(column, row.cells[column] if column else "", told)
