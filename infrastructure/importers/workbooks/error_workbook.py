"""The rows of a file with the bad cells marked, to be corrected and imported again."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.rows.mapped_file import PROBLEM
from infrastructure.importers.rows.standard_columns import COLUMNS
from infrastructure.importers.tables.layout import laid_out
from infrastructure.importers.tables.problems import RowProblem
from infrastructure.importers.tables.raw_records import Record
from infrastructure.importers.tables.reading import read_named, records_of
from infrastructure.importers.tables.table import TO_CORRECT, header_of
from infrastructure.importers.workbooks.column_choices import choices_of
from infrastructure.importers.workbooks.sheet_writer import (
    LONGEST,
    MarkedCell,
    Sheet,
    SheetColumn,
    workbook,
)
from infrastructure.importers.workbooks.templates import ROWS_SHEET


def error_workbook(
    path: Path, problems: Sequence[RowProblem], delimiter: str | None, sheet: str | None
) -> bytes:
    """Return a copy of a file in which bad cells have a colour, and a note with the reason.

    Its first column says in words what is wrong with a row; an import ignores it.

    Raises:
        Malformed: the file cannot be read, or has a cell that no workbook can hold.
    """
    content, name = read_named(path)
    layout, records = laid_out(records_of(content, name, delimiter, sheet), name)
    header = header_of(layout.header, name)
    kept = [n for n, column in enumerate(header) if column != PROBLEM]
    names = [header[n] for n in kept]
    problems_by_row = _by_row(problems)
    rows: list[list[str]] = []
    marked: list[MarkedCell] = []
    for record in records:
        cells = _cells(record, kept, name)
        if not any(cells) and record.number not in problems_by_row:
            continue
        wrong = problems_by_row.get(record.number, [])
        marked.extend(_marks(len(rows), names, wrong))
        rows.append(["; ".join(map(_said, wrong)), *cells])
    columns = [
        SheetColumn(
            PROBLEM, worded("What is wrong. An import does not read this column."), width=50
        ),
        *(_column(each) for each in names),
    ]
    return workbook(Sheet(name=ROWS_SHEET, columns=columns, rows=rows, marked=marked, extra_rows=0))


def _by_row(problems: Iterable[RowProblem]) -> dict[int, list[RowProblem]]:
    problems_by_row: dict[int, list[RowProblem]] = {}
    for problem in problems:
        problems_by_row.setdefault(problem.row, []).append(problem)
    return problems_by_row


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


def _marks(row: int, names: Sequence[str], problems: Sequence[RowProblem]) -> list[MarkedCell]:
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        at = names.index(problem.column) + 1 if problem.column in names else 0
        reasons.setdefault(at, []).append(problem.reason)
    marked = [MarkedCell(row, at, "\n".join(texts)) for at, texts in reasons.items()]
    return (
        marked
        if 0 in reasons or not problems
        else [*marked, MarkedCell(row, 0, worded("See the row."))]
    )


def _said(problem: RowProblem) -> str:
    return f"{problem.column}: {problem.reason}" if problem.column else problem.reason


def _column(name: str) -> SheetColumn:
    words = choices_of(name) if name in COLUMNS else ()
    return SheetColumn(name, words=words, width=18)
