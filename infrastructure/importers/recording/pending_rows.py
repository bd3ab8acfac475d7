"""Sort the rows of a file: new or changed, unchanged, and those that cannot be used."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias, cast

from pydantic import ValidationError

from application.context import Context
from application.entries.entry_names import entry_named
from application.entries.named import entry_of
from application.model_rows import ImportedRow
from application.recording.recording import Recording
from domain.errors import Malformed, Refused
from domain.words import worded
from infrastructure.importers.recording.cell_changes import DECISIONS, SKIP, Changed
from infrastructure.importers.recording.ordering import Order, begun, order_of
from infrastructure.importers.rows.act_request import ActRequest
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.refused_cells import refused_cell
from infrastructure.importers.tables.date_formats import day_or_text
from infrastructure.importers.tables.header_rows import CHANGED
from infrastructure.importers.tables.problems import CellFault, RowFaults
from infrastructure.importers.tables.table import TableRow

_ASKED_AT_ONCE = 500


Said: TypeAlias = tuple[Sequence[ActRequest], Context]
"""The acts that a row asks for, and the context in which they are recorded."""


@dataclass(slots=True, kw_only=True)
class PendingRow:
    """One row that is to be recorded; `place` is that of its first act among all.

    `changed` is what the row says of itself, if it changed since it was imported. What it says
    is `known`, or read again.
    """

    row: TableRow
    key: str
    read: Callable[[TableRow, str], Said]
    before: ImportedRow | None
    place: Order
    changed: Changed | None
    known: Said | None

    @property
    def said(self) -> Said:
        """What the row says."""
        self.known = self.known or self.read(self.row, self.key)
        return self.known

    @property
    def requests(self) -> Sequence[ActRequest]:
        """The acts that the row asks for."""
        return self.said[0]

    @property
    def order(self) -> tuple[Order, int]:
        """Its place among all rows."""
        return self.place, self.number

    @property
    def number(self) -> int:
        """The number that a spreadsheet shows."""
        return self.row.number

    def forget(self) -> None:
        """Free the memory of what the row says, once that is recorded."""
        self.known = None


@dataclass(slots=True)
class PendingRows:
    """The rows of a file: to be recorded, unchanged, or bad whatever the others say.

    `read` says what a row says. `blank` counts forms in which nothing was ever said. `silent` has
    the numbers of rows that say nothing yet, `alike` the rows that say what was imported from them,
    with their keys, and `keys` are those of all rows. `begun` has the numbers of bad rows by the
    codes and references that they would have begun, `duplicates` those of rows that say the same as
    an earlier one, with its number. `places` has each place once, since many rows share one.
    """

    read: Callable[[TableRow, str], Said]
    rows: list[PendingRow] = field(default_factory=list)
    unchanged: int = 0
    blank: int = 0
    silent: list[int] = field(default_factory=list)
    alike: list[tuple[str, TableRow]] = field(default_factory=list)
    keys: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    bad: dict[int, Sequence[CellFault]] = field(default_factory=dict)
    begun: dict[str, list[int]] = field(default_factory=dict)
    duplicates: dict[int, int] = field(default_factory=dict)
    places: dict[Order, Order] = field(default_factory=dict)

    def reject(
        self, number: int, faults: Sequence[CellFault], requests: Sequence[ActRequest]
    ) -> None:
        """Note that a row is bad."""
        self.bad[number] = faults
        for name in begun(requests):
            self.begun.setdefault(name, []).append(number)


def pending_rows(recording: Recording, mapped: MappedFile, base: Context) -> PendingRows:
    """Read the rows of a file; what is known already is counted, and not read further."""
    given = PendingRows(partial(_said, mapped, base))
    keyed = list(_keyed(mapped, given))
    given.keys = frozenset(key for key, _ in keyed)
    imported = _imported(recording, [key for key, _ in keyed])
    for key, row in keyed:
        before = imported.get(key)
        if mapped.change_of(row) == SKIP:
            given.unchanged += 1
        elif before and before.expunged:
            given.unchanged += 1
            given.notes.append(
                worded(
                    "Row {number} made entries of which texts were removed, so it is not compared "
                    "and nothing of it is recorded; take them out of the file, and record by hand "
                    "what else has changed.",
                    number=row.number,
                )
            )
        elif before is None and mapped.mapping.nothing.applies(row.cells):
            given.silent.append(row.number)
        elif before is None and mapped.is_left_blank(row):
            given.blank += 1
        elif mapped.is_left_blank(row):
            given.unchanged += 1
        elif before is not None and before.row_sha256 == mapped.row_sha256(row):
            given.unchanged += 1
            given.alike.append((key, row))
        else:
            _read(recording, mapped, base, given, row, key, before)
    given.rows.sort(key=lambda each: each.order)
    return given


def _read(
    recording: Recording,
    mapped: MappedFile,
    base: Context,
    given: PendingRows,
    row: TableRow,
    key: str,
    before: ImportedRow | None,
) -> None:
    requests, faults = mapped.read(row)
    told = mapped.change_of(row)
    changed = cast("Changed", told) if told in DECISIONS else None
    if told and changed is None:
        reason = worded("Expected one of {words}.", words=", ".join(DECISIONS))
        faults.append(CellFault(CHANGED, told, reason))
    try:
        context = mapped.context(base, row, key)
    except RowFaults as error:
        faults.extend(error.faults)
    except ValidationError as error:
        faults.append(refused_cell(error, requests, base))
    if faults:
        given.reject(row.number, faults, requests)
        return
    order = order_of(requests, untrue=_retracts_act_of_member(recording, requests))
    given.rows.append(
        PendingRow(
            row=row,
            key=key,
            read=given.read,
            before=before,
            place=given.places.setdefault(order, order),
            changed=changed,
            known=(requests, context),
        )
    )


def _said(mapped: MappedFile, base: Context, row: TableRow, key: str) -> Said:
    return mapped.read(row)[0], mapped.context(base, row, key)


def _retracts_act_of_member(recording: Recording, requests: Sequence[ActRequest]) -> bool:
    """Say whether a row retracts an act of a member; that of a text or body is retracted last."""
    cells = [request.values["entry"] for request in requests if request.act.ROW == "retract"]
    entries = [name for cell in cells for name in cell.replace(";", " ").split()]
    try:
        found = [entry_of(recording, entry_named(name)) for name in entries]
    except (Refused, Malformed):
        return False  # it is refused with its reason when its turn comes
    return any(entry.event.subject for _, entry in found)


def _keyed(mapped: MappedFile, given: PendingRows) -> Iterator[tuple[str, TableRow]]:
    """Yield the rows with their keys; of those that say the same with one key, the first."""
    by_key: dict[str, list[TableRow]] = {}
    for row in mapped.rows:
        try:
            by_key.setdefault(mapped.row_key(row), []).append(row)
        except RowFaults as error:
            given.reject(row.number, error.faults, mapped.read(row)[0])
    for key, rows in by_key.items():
        if not _say_the_same(mapped, rows):
            for row in rows:
                requests, faults = mapped.read(row)
                if all(fault.value for fault in faults):  # or what is blank may tell them apart
                    faults.append(_alike(mapped, row, rows))
                given.reject(row.number, faults, requests)
            continue
        given.unchanged += len(rows) - 1
        given.duplicates |= {row.number: rows[0].number for row in rows[1:]}
        yield key, rows[0]


def _say_the_same(mapped: MappedFile, rows: Sequence[TableRow]) -> bool:
    """Say whether rows are one: in somebody else's table, also in columns that are not used."""
    if not mapped.mapping.use_all:
        return all(_days_told(mapped, row) == _days_told(mapped, rows[0]) for row in rows[1:])
    return len(rows) == 1 or len(set(map(mapped.row_sha256, rows))) == 1


def _days_told(mapped: MappedFile, row: TableRow) -> Mapping[str, str]:
    """Return the cells of a row, with one form for the days, which people write in several."""
    formats = mapped.mapping.formats_of
    return {column: day_or_text(cell, formats(column)) for column, cell in row.cells.items()}


def _alike(mapped: MappedFile, row: TableRow, rows: Sequence[TableRow]) -> CellFault:
    """Say which row has the same key, and in what it differs."""
    other = rows[1] if row is rows[0] else rows[0]
    key = [column for column in mapped.key_of(row) if row.cells[column]]
    cells = ", ".join(row.cells[column] for column in key)
    columns = (
        c
        for c in (*mapped.columns, *mapped.table.header)
        if c not in key and row.cells[c] != other.cells[c]
    )
    differing = next(columns, "")
    values = {
        "row": worded("Row {number}", number=other.number),
        "key": ", ".join(key),
        "cells": cells,
        "how": mapped.how_to_tell_apart,
    }
    if others := len(rows) - 2:
        values["row"] = worded(
            "Row {number} (and {others:,} more)", number=other.number, others=others
        )
    if not differing:
        reason = worded(
            "{row} says the same in {key} ({cells}). Leave one of them, or, if each is an act of "
            "its own, {how}.",
            **values,
        )
    else:
        reason = worded(
            "{row} says the same in {key} ({cells}) but not in {differing}. Leave one of them, or, "
            "if each is an act of its own, {how}.",
            **values,
            differing=differing,
        )
    return CellFault(differing, row.cells.get(differing, ""), reason)


def _imported(recording: Recording, keys: Sequence[str]) -> dict[str, ImportedRow]:
    found: dict[str, ImportedRow] = {}
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        found |= recording.read_model.imported(keys[start : start + _ASKED_AT_ONCE])
    return found
