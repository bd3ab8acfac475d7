"""Rows of `export rows` that are imported where they came from."""

import re

from application.aggregates import AGGREGATES
from application.entries.named import entry_of
from application.recording.recording import Recording
from domain.errors import Refused
from domain.words import worded
from infrastructure.importers.recording.earlier_imports import ImportedEntry, same_entries
from infrastructure.importers.recording.pending_rows import PendingRow, PendingRows
from infrastructure.importers.rows.act_request import amendable
from infrastructure.importers.rows.body_rows import BodyRows
from infrastructure.importers.rows.event_cells import Cells
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.member_lookup import MemberLookup
from infrastructure.importers.rows.row_faults import SHARED
from infrastructure.importers.tables.problems import CellFault, RowFaults
from infrastructure.importers.tables.table import FilledCells, TableRow

_POSITION = re.compile(r"@[1-9]\d*")
_OTHERWISE = (
    "By its row_id it is {entry}, which has {there!r} here. If the row is right, correct that "
    "(depositary correct @{number} FIELD=VALUE); if it is an act of its own, leave its row_id "
    "blank; if neither, leave the row out."
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
    by_position = [e for e in given.rows if _POSITION.fullmatch(e.row.cells[mapped.by_id])]
    if not by_position:
        return []
    rows = BodyRows(recording.read_model, taskforce).rows()
    exported, known = {row["row_id"]: row for row in rows}, list[int]()
    parties = MemberLookup(recording, taskforce)
    for each in by_position:
        position = each.row.cells[mapped.by_id]
        there = exported.get(position, {})
        column = _changed_in(mapped, each, there) if there else ""
        if column is None:
            known.append(each.number)
        elif each.before is not None:  # imported from another register, where that was its id
            continue
        elif found := _named(recording, taskforce, parties, each, position):
            fault = _fault(found, each.row, column, there)
            given.reject(each.number, [fault], each.requests)
    given.rows = [e for e in given.rows if e.number not in given.bad and e.number not in {*known}]
    given.unchanged += len(known)
    return known


def _changed_in(mapped: MappedFile, given: PendingRow, there: Cells) -> str | None:
    """Return a column that says otherwise than an entry does today, None where none does."""
    row = given.row
    header = mapped.table.header
    exported = FilledCells((c, cell) for c, cell in there.items() if c in header)
    ours = next((c for c in SHARED if c in header and row.cells[c] != exported[c]), None)
    if ours is not None or exported == row.cells:
        return ours
    requests, _ = mapped.read(TableRow(row.number, exported))
    for told, was in zip(given.requests, requests, strict=True):
        for name, value in told.values.items():
            if value != was.values[name]:
                return told.columns.get(name, name)
    return None


def _named(
    recording: Recording, taskforce: str, parties: MemberLookup, given: PendingRow, position: str
) -> ImportedEntry | None:
    """Return the entry at a position, if it is of the act, member and text that the row names.

    Any other one is of another register, from which the rows were exported.
    """
    try:
        stream, entry = entry_of(recording, position)
        requests = list(map(parties.resolved, given.requests))
    except (Refused, RowFaults):
        return None
    if stream.taskforce != taskforce or f"@{entry.first.position}" != position:
        return None
    history = recording.load(stream, AGGREGATES[stream.kind]).history
    found = ImportedEntry(stream, entry.latest, entry, history)
    same = (
        same_entries(recording, taskforce, request, topic, [found])
        for request in requests
        for topic in amendable(request.act)
    )
    return found if any(same) else None


def _fault(found: ImportedEntry, row: TableRow, column: str, there: Cells) -> CellFault:
    sentence = _OTHERWISE if there else _GONE
    entry = found.entry
    told = worded(
        sentence,
        entry=entry.description,
        there=there.get(column, ""),
        number=entry.first.position,
    )
    return CellFault(column, row.cells[column] if column else "", told)
