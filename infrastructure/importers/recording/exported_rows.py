"""Rows of `export rows` that are imported where they came from."""

import re
from collections.abc import Sequence

from application.aggregates import AGGREGATES
from application.declarations.text_parsing import parts_of
from application.entries.named import entry_of
from application.recording.recording import Recording
from domain.errors import Refused
from domain.words import worded
from infrastructure.importers.recording.earlier_imports import ImportedEntry, same_entries
from infrastructure.importers.recording.pending_rows import PendingRow, PendingRows
from infrastructure.importers.rows.act_request import ActRequest, amendable
from infrastructure.importers.rows.body_rows import BodyRows
from infrastructure.importers.rows.event_cells import Cells
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.member_lookup import MemberLookup
from infrastructure.importers.rows.row_faults import SHARED
from infrastructure.importers.tables.problems import CellFault, RowFaults
from infrastructure.importers.tables.table import FilledCells, TableRow

_POSITION = re.compile(r"@[1-9]\d*")
_ALL_BUT = "excepting"
"""Where this is blank, or no column, a row says that all of a text is meant."""
_OTHERWISE = (
    "By its row_id it is {entry}, which has {there!r} here. If the row is right, correct that "
    "(depositary correct @{number} FIELD=VALUE); if it is an act of its own, leave its row_id "
    "blank; if neither, leave the row out."
)
_MORE = (
    "By its row_id it is {entry}, which has nothing here. If the row is right, record that by "
    "hand; if it is an act of its own, leave its row_id blank; if neither, leave the row out."
)
_AROUND = (
    "By its row_id it is {entry}, which has {there!r} here, and an import does not change that. "
    "If it is an act of its own, leave its row_id blank; if not, leave the row out."
)
_ELSE = (
    "By its row_id it is {entry}. If it is an act of its own, leave its row_id blank; if not, "
    "leave the row out: a row does not change what an act is about."
)
_NOT_ALL = (
    "By its row_id it is {entry}, which excepts {there}, and an import does not change that. If it "
    "is an act of its own, leave its row_id blank; if not, leave the row out."
)
_GONE = (
    "By its row_id it is {entry}, which was retracted or changed since. If it is an act of its "
    "own, leave its row_id blank; if not, leave the row out."
)


def set_exported_aside(
    recording: Recording, taskforce: str, mapped: MappedFile, given: PendingRows
) -> list[int]:
    """Set aside rows that are as this register exports them, and return their numbers.

    A row of an entry that is otherwise by now is a bad one: what was corrected or retracted would
    be recorded again beside it.
    """
    rows = [each for each in given.rows if _POSITION.fullmatch(each.row.cells[mapped.by_id])]
    if not rows:
        return []
    file = _ExportedFile(recording, taskforce, mapped)
    changed = {each.number: file.changed_in(each) for each in rows}
    known = [number for number, column in changed.items() if column is None]
    file.is_ours = 2 * len(known) >= len(rows)
    for each in rows:
        column = changed[each.number]
        if column is not None and (fault := file.fault(each, column)):
            given.reject(each.number, [fault], each.requests)
    given.rows = [e for e in given.rows if e.number not in given.bad and e.number not in {*known}]
    given.unchanged += len(known)
    return known


class _ExportedFile:
    """A file of which rows have positions for ids, beside the rows that are exported today.

    `is_ours` says that it was surely exported here, and by no register from which rows were
    imported under the same ids.
    """

    def __init__(self, recording: Recording, taskforce: str, mapped: MappedFile) -> None:
        self._recording, self._taskforce, self._mapped = recording, taskforce, mapped
        rows = BodyRows(recording.read_model, taskforce).rows()
        self._exported = {row["row_id"]: row for row in rows}
        self._parties = MemberLookup(recording, taskforce)
        self.is_ours = False

    def changed_in(self, given: PendingRow) -> str | None:
        """Return a column that says otherwise than an entry does today, None where none does.

        It is "" where no row says the entry by now. What is blank around an act says nothing.
        """
        row, header = given.row, self._mapped.table.header
        if not (there := self._there(row)):
            return ""
        exported = FilledCells((c, cell) for c, cell in there.items() if c in header)
        for column in SHARED:
            if row.cells[column] not in ("", exported[column]) and column in header:
                return column
        if there.get(_ALL_BUT) and not row.cells[_ALL_BUT]:
            return _ALL_BUT
        was, _ = self._mapped.read(TableRow(row.number, exported))
        for told, before in zip(self._resolved(given.requests), self._resolved(was), strict=True):
            for name in told.values:
                if _parts(told, name) != _parts(before, name):
                    return told.columns.get(name, name)
        return None

    def fault(self, given: PendingRow, column: str) -> CellFault | None:
        """Return what is wrong with a row; nothing where it is one of another register."""
        if (found := self._named(given)) is None:
            return None
        before = given.before
        if before and str(found.entry.id) in before.entry_ids:
            return None
        topic = found.record.event.TOPIC
        alike = [e for e in self._resolved(given.requests) if topic in amendable(e.act)]
        same = any(
            same_entries(self._recording, self._taskforce, each, topic, [found]) for each in alike
        )
        if not alike or (before and not (same or self.is_ours)):
            return None
        there = self._there(given.row).get(column, "")
        sentence = (_OTHERWISE if there else _MORE) if same else _ELSE
        if not column:
            sentence = _GONE
        elif column in SHARED:
            sentence = _AROUND
        elif column == _ALL_BUT and there:
            sentence = _NOT_ALL
        told = worded(
            sentence,
            entry=found.entry.description,
            there=there,
            number=found.entry.first.position,
        )
        shown = column if column in self._mapped.table.header else ""
        return CellFault(shown, given.row.cells[shown], told)

    def _there(self, row: TableRow) -> Cells:
        return self._exported.get(row.cells[self._mapped.by_id], {})

    def _named(self, given: PendingRow) -> ImportedEntry | None:
        position = given.row.cells[self._mapped.by_id]
        try:
            stream, entry = entry_of(self._recording, position)
        except Refused:
            return None
        if stream.taskforce != self._taskforce or f"@{entry.first.position}" != position:
            return None
        history = self._recording.load(stream, AGGREGATES[stream.kind]).history
        return ImportedEntry(stream, entry.latest, entry, history)

    def _resolved(self, requests: Sequence[ActRequest]) -> Sequence[ActRequest]:
        try:
            return [self._parties.resolved(each) for each in requests]
        except RowFaults:
            return requests


def _parts(told: ActRequest, name: str) -> Sequence[str]:
    """Return the parts of a value, in an order of ours where it lists references."""
    value, field = told.values[name], told.act.fields()[name]
    return sorted(parts_of(field, value)) if field.many and field.kind.is_word else [value]
