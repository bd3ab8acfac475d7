"""The rows of a file with the bad cells marked, to be corrected and imported again."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from domain.errors import Malformed
from domain.grouping import grouped
from domain.names import AsSaid
from domain.words import joined, worded
from infrastructure.importers.recording.cell_changes import DECISIONS
from infrastructure.importers.rows.act_request import choices_of
from infrastructure.importers.rows.standard_columns import COLUMNS
from infrastructure.importers.tables.header_rows import CHANGED, PROBLEM, is_attendance
from infrastructure.importers.tables.layout import laid_out
from infrastructure.importers.tables.problems import RowProblem, by_row
from infrastructure.importers.tables.raw_records import Record
from infrastructure.importers.tables.reading import read_named, records_of
from infrastructure.importers.tables.table import TO_CORRECT, header_of
from infrastructure.importers.workbooks.filled_form import SHOWN, is_form
from infrastructure.importers.workbooks.sheet_writer import (
    LONGEST,
    MarkedCell,
    Sheet,
    SheetColumn,
    workbook,
)
from infrastructure.importers.workbooks.templates import ROWS_SHEET

_PROBLEMS = SheetColumn(
    PROBLEM, worded("What is wrong. An import does not read this column."), width=50
)
_WIDE = {"kind": 30, "answer": 50, "title": 40}
_CHANGES = SheetColumn(
    CHANGED,
    worded(
        "What changed: completed (a blank was filled), error (the record was wrong), new (a new "
        "act), or skip (leave it as it was imported)."
    ),
    words=DECISIONS,
)


def error_workbook(
    path: Path, problems: Sequence[RowProblem], delimiter: str | None, sheet: str | None
) -> bytes:
    """Return a copy of a file in which bad cells have a colour, and a note with the reason.

    Its first column says in words what is wrong with a row; an import ignores it. If rows changed
    since they were imported, they come first, with a column in which to say what the change is; the
    lines of a member's workbook, and those of attendance, stay in their order. What is hidden in a
    member's workbook is hidden here.

    Raises:
        Malformed: the file cannot be read, or has a cell that no workbook can hold.
    """
    content, name = read_named(path)
    layout, records = laid_out(records_of(content, name, delimiter, sheet), name)
    header = header_of(layout.header, name)
    ours = {PROBLEM, CHANGED} if header[:2] == (PROBLEM, CHANGED) else {PROBLEM}
    kept = [n for n, column in enumerate(header) if column not in ours]
    names = [header[n] for n in kept]
    wrong_in = by_row(problems)
    found = [
        (wrong_in.get(record.number, []), _cells(record, kept, name))
        for record in records
        if any(record.cells) or record.number in wrong_in
    ]
    first = [_PROBLEMS]
    if any(problem.asks for problem in problems):
        if not (is_form(names) or is_attendance(names)):  # where rows below a first belong to it
            found.sort(key=lambda row: not any(problem.asks for problem in row[0]))
        first.append(_CHANGES)
    blank = [""] * (len(first) - 1)
    rows = [[joined("\n", map(_said, wrong)), *blank, *cells] for wrong, cells in found]
    at = {column: place for place, column in enumerate(names, start=len(first))}
    marked = [mark for n, (wrong, _) in enumerate(found) for mark in _marks(n, at, wrong)]
    columns = [*first, *(map(_of_form, names) if is_form(names) else map(_column, names))]
    return workbook(Sheet(name=ROWS_SHEET, columns=columns, rows=rows, marked=marked, extra_rows=0))


def _cells(record: Record, kept: Sequence[int], name: str) -> list[str]:
    given = [f"{TO_CORRECT} {c}" if n in record.faults else c for n, c in enumerate(record.cells)]
    cells = [given[n] if n < len(given) else "" for n in kept]
    if any(len(cell) > LONGEST for cell in cells):
        raise Malformed(
            "Row {number} of {name} has a cell of more than {longest:,} characters, which "
            "no workbook can hold; correct the file itself.",
            number=record.number,
            name=name,
            longest=LONGEST,
        )
    return cells


def _marks(row: int, places: Mapping[str, int], problems: Sequence[RowProblem]) -> list[MarkedCell]:
    reasons = grouped((places.get(each.column, 0), each.reason) for each in problems)
    marked = [MarkedCell(row, at, joined("\n", texts)) for at, texts in reasons.items()]
    return (
        marked
        if 0 in reasons or not problems
        else [*marked, MarkedCell(row, 0, worded("See the row."))]
    )


def _said(problem: RowProblem) -> str:
    if not problem.column:
        return problem.reason
    return worded("{column}: {reason}", column=AsSaid(problem.column), reason=problem.reason)


def _column(name: str) -> SheetColumn:
    words = choices_of(name) if name in COLUMNS else ()
    return SheetColumn(name, words=words, width=18)


def _of_form(name: str) -> SheetColumn:
    """Return a column of a member's workbook, hidden as it is there."""
    return SheetColumn(name, width=_WIDE.get(name, 18), is_hidden=name not in SHOWN)
