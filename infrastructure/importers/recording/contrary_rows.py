"""Rows that say that something was not done, or is over, where it holds by what is on record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from application.recording.recording import Recording
from domain.entry import Entry, descriptions
from domain.values import UNKNOWN
from domain.words import worded
from infrastructure.importers.recording.cell_changes import DAY
from infrastructure.importers.recording.earlier_imports import (
    ImportedEntry,
)
from infrastructure.importers.recording.entries_on_record import (
    day_of_end,
    entries_of_act,
    still_standing,
)
from infrastructure.importers.recording.pending_rows import PendingRows
from infrastructure.importers.rows.act_request import ActRequest
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
    "The row says that it is over, as it did before; by what was recorded since, it holds: "
    "{entries}. Correct the row; or, if it is over again, record its end by hand."
)
_ENDED = (
    "The row says what was imported from it before, but a row that said otherwise came between: "
    "{entries}. If that was wrong, retract it (depositary retract @{number} --reason WHY); if it "
    "began anew, record that by hand."
)
Found = Iterator[tuple[TableRow, list[CellFault]]]


def reject_contrary(
    recording: Recording, taskforce: str, mapped: MappedFile, given: PendingRows
) -> None:
    """Reject rows that say otherwise than what holds, where comparing them alone does not show it.

    "Not signed" would be taken for a row that says nothing yet. Where the state is in the key of a
    list, a row that says what it said in March would be taken for unchanged, although another one
    said in April that it is over.
    """
    contrary = _Contrary(recording, taskforce, mapped, given, MemberLookup(recording, taskforce))
    for row, faults in contrary.denials():
        given.reject(row.number, faults, ())
    given.silent = [number for number in given.silent if number not in given.bad]
    given.rows = [each for each in given.rows if each.number not in given.bad]
    for row, faults in contrary.outdated():
        given.reject(row.number, faults, ())
        given.unchanged -= 1


@dataclass(frozen=True, slots=True)
class _Contrary:
    """What the rows of somebody else's table say against what was recorded before them."""

    recording: Recording
    taskforce: str
    mapped: MappedFile
    given: PendingRows
    parties: MemberLookup

    def denials(self) -> Found:
        """Yield rows that were not imported before, and say no of what holds."""
        silent = {*self.given.silent}
        rows = [row for row in self.mapped.rows if row.number in silent]
        rows += [each.row for each in self.given.rows if each.before is None]
        for row in rows:
            faults = [
                _fault(column, row, _DENIED, [each.entry for each in standing])
                for act in self.mapped.mapping.act
                if (column := _denying(self.mapped, act, row))
                for request in _as_done(self.mapped, act, row)
                if (standing := self._standing(request))
            ]
            if faults:
                yield row, faults

    def outdated(self) -> Found:
        """Yield rows that say what they said before, where a row of another state came between."""
        mapping = self.mapped.mapping
        states = {column for act in mapping.act for column in act.when.cells}
        column = next((each for each in mapping.key if each in states), "")
        for key, row in self.given.alike if column and not mapping.use_all else ():
            requests, _ = self.mapped.read(row)
            is_over = day_of_end(requests) is not None
            against = self._still_holding if is_over else self._over_since
            sentence = _HOLDS if is_over else _ENDED
            faults = [
                _fault(column, row, sentence, entries)
                for request in requests
                if (entries := against(key, request))
            ]
            if faults:
                yield row, faults

    def _still_holding(self, key: str, request: ActRequest) -> list[Entry]:
        """Return what holds, and is of no row of the file, of what a row says is over."""
        del key
        standing = [each.entry for each in self._standing(request)]
        return [each for each in standing if not self._is_of_file(each)]

    def _over_since(self, key: str, request: ActRequest) -> list[Entry]:
        """Return the ends, by rows that are gone from the file, of what a row says holds."""
        if self._standing(request):
            return []
        ends = [
            end
            for each in entries_of_act(self.recording, self.taskforce, self._resolved(request))
            if each.entry.first.envelope.row_key == key
            and (end := each.history.end_of(each.entry))
            and end.first.envelope.row_key is not None
        ]
        return [each for each in ends if not self._is_of_file(each)]

    def _is_of_file(self, entry: Entry) -> bool:
        return entry.first.envelope.row_key in self.given.keys

    def _resolved(self, request: ActRequest) -> ActRequest:
        return self.parties.resolved(request)

    def _standing(self, request: ActRequest) -> list[ImportedEntry]:
        try:
            return still_standing(self.recording, self.taskforce, self._resolved(request))
        except RowFaults:  # whom it names is not known, so nothing stands
            return []


def must_be_over(recording: Recording, taskforce: str, requests: Sequence[ActRequest]) -> None:
    """Refuse a new row on what ended on an unknown day, where it holds from another day.

    They may be one act with two days. If they are recorded as two, it would go on to hold.

    Raises:
        RowFaults: it holds by what was recorded before this file.
    """
    if day_of_end(requests) != str(UNKNOWN):
        return
    for request in requests:
        for standing in still_standing(recording, taskforce, request):
            day = request.get(DAY)
            if day and day != standing.value(DAY):
                raise request.fault(DAY, _may_be_one(standing.entry, day))


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
    return [each for each in requests if act.record == each.act.ROW]


def _fault(column: str, row: TableRow, sentence: str, entries: Sequence[Entry]) -> CellFault:
    entry, told = entries[0].number, descriptions(entries)
    return CellFault(column, row.cells[column], worded(sentence, entries=told, number=entry))


def _may_be_one(standing: Entry, day: str) -> str:
    return worded(
        "The row says that it is over, and by what is on record it holds: {entry}. If it is the "
        "same, correct its day first: depositary correct @{number} on={day}. If it is another, "
        "record this row by hand.",
        entry=standing.description,
        number=standing.number,
        day=day,
    )
