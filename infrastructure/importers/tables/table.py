"""A table that was read: its header, its rows of stripped cells, and what is wrong with them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.disguise import FORMULA_SIGNS, head
from domain.errors import Malformed, UnfitText
from domain.guard import check_text
from domain.words import Words, worded
from infrastructure.customary_names.tables import typed_words
from infrastructure.importers.tables.header_rows import in_small_letters
from infrastructure.importers.tables.layout import TableLayout, laid_out
from infrastructure.importers.tables.problems import CellFault, RowProblem
from infrastructure.importers.tables.raw_records import RawRecords, Record, must_be_narrow

CELL_LIMIT = 100_000
ROW_LIMIT = 1_000_000
TO_CORRECT = "CORRECT:"
"""Prefix of a doubtful value in the copy of a workbook that is to be corrected."""
ERROR = worded("The spreadsheet shows an error here; correct the formula, or write the value.")
_BEGIN_ERRORS = ("#", "Err:")
_ERROR = re.compile(
    r"#[\N{INVERTED EXCLAMATION MARK}\N{INVERTED QUESTION MARK}]?(?:(?![a-z])[^\W\d_]){2,14}"
    r"(?:/0)?[!?]|Err:\d{3}"
)
"""What spreadsheets show in most languages where a formula has no value, also in CSV."""
_TELEPHONE = re.compile(
    r"\+\d[\d\s()/.\u2010-\u2015-]{1,30}(?:\s?(?:ext\.?|x)\s?\d{1,6})?", re.IGNORECASE
)


class FilledCells(dict[str, str]):
    """The cells of a row that are filled, by column; all others are blank."""

    __slots__ = ()

    def __missing__(self, _: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the file; `number` is what a spreadsheet shows, the header being 1."""

    number: int
    cells: FilledCells

    def meaning(self, meant: Mapping[str, Mapping[str, str]]) -> "TableRow":
        """Return the row with other texts in the place of cells, by column."""
        other = {
            column: texts[cell]
            for column, texts in meant.items()
            if (cell := self.cells[column]) in texts
        }
        if not other:
            return self
        cells = {**self.cells, **other}
        return TableRow(self.number, FilledCells((c, text) for c, text in cells.items() if text))


@dataclass(frozen=True, slots=True, kw_only=True)
class InputTable:
    """A file that was read: its rows in order, without blank and bad ones; the bad are problems.

    `bad_rows` are the bad ones, without the cells of which it is not known where they belong.
    `sha256` is of the file's bytes. `layout` says where in the file, or in the `sheet`, the table
    is, `notes` what was read in another way than it stands there, and `unread` which other sheets
    are shown. `sheet_rows` is how many rows the sheet has that these were made of, 0 where they
    are its own. Rows with the same value in the column `whole_by` are recorded together or not at
    all.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    problems: tuple[RowProblem, ...]
    bad_rows: tuple[TableRow, ...] = ()
    layout: TableLayout
    sheet: str = ""
    notes: tuple[Words, ...] = ()
    unread: Sequence[str] = ()
    sheet_rows: int = 0
    whole_by: str = ""

    def seen(self) -> Iterator[Words]:
        """Say what was read: the sheet, the header, the rows, and what was left out."""
        values = {
            "name": self.name,
            "header": self.layout.last,
            "rows": self.sheet_rows or self.row_count,
        }
        if self.sheet:
            yield worded(
                "{name}, sheet {sheet!r}: the header is in row {header}; rows below it: {rows:,}.",
                sheet=self.sheet,
                **values,
            )
        else:
            yield worded(
                "{name}: the header is in row {header}; rows below it: {rows:,}.", **values
            )
        yield from self.layout.sentences()
        yield from self.notes

    @property
    def is_plain(self) -> bool:
        """Whether all was read as it stands there."""
        return self.layout.is_plain and not self.notes

    @property
    def every_row(self) -> Sequence[TableRow]:
        """All rows in order, with the bad ones."""
        return sorted((*self.rows, *self.bad_rows), key=lambda row: row.number)

    @property
    def row_count(self) -> int:
        """How many rows there are, with the bad ones."""
        return len(self.rows) + len({problem.counted for problem in self.problems})


def table_of(raw: RawRecords, name: str, digest: str) -> InputTable:
    """Make a table of what was read, in which the header is found.

    Raises:
        Malformed: the header does not name each column once, or there are too many rows.
    """
    layout, lines = laid_out(raw, name)
    header = header_of(layout.header, name)
    known: dict[str, str] = {}  # most texts stand in many cells, and are held once
    rows: list[TableRow] = []
    bad: list[TableRow] = []
    problems: list[RowProblem] = []
    for record in lines:
        if not any(record.cells) and not record.faults:
            continue
        faults = _faults(header, record, layout.width)
        problems.extend(fault.at(record.number) for fault in faults)
        is_known = all(fault.column for fault in faults)
        pairs = zip(header, record.cells, strict=True) if is_known else ()
        cells = FilledCells((column, known.setdefault(c, c)) for column, c in pairs if c)
        (bad if faults else rows).append(TableRow(record.number, cells))
        if len(rows) + len(problems) > ROW_LIMIT:
            raise Malformed(
                "{name} has more than {limit:,} rows; divide it.", name=name, limit=ROW_LIMIT
            )
    return InputTable(
        name=name,
        sha256=digest,
        header=header,
        rows=tuple(rows),
        problems=tuple(problems),
        bad_rows=tuple(bad),
        layout=layout,
        sheet=raw.sheet,
        notes=raw.notes,
        unread=raw.unread,
    )


def header_of(cells: Sequence[str], name: str) -> tuple[str, ...]:
    """Return the names of the columns.

    Raises:
        Malformed: one has no name, two have the same, or there are too many.
    """
    cells = in_small_letters(cells)
    if "" in cells:
        number = cells.index("") + 1
        raise Malformed(
            "Column {number} of {name} has no name in the first row.", number=number, name=name
        )
    must_be_narrow(cells, name)
    twice = sorted(cell for cell, number in Counter(cells).items() if number > 1)
    if twice:
        raise Malformed(
            "{name} has more than one column named {column!r}; rename one.",
            name=name,
            column=twice[0],
        )
    return tuple(cells)


def one_cell_alone(name: str) -> Malformed:
    """Return the refusal of a file whose first row seems to be a title."""
    return Malformed(
        "The first row of {name} has one cell alone, which is no list of columns; if it is a "
        "title, remove it: the first row names the columns.",
        name=name,
    )


def fitting(cell: str, number: int, name: str) -> str:
    """Return a cell without blanks around it.

    Raises:
        Malformed: it is longer than any text of people.
    """
    if len(cell) > CELL_LIMIT:
        raise too_long(number, name)
    return cell.strip().replace("\r\n", "\n")


def too_long(number: int, name: str) -> Malformed:
    """Return the refusal of a file with a cell that is longer than any text of people."""
    return Malformed(
        "Row {number} of {name} has a cell of more than {limit:,} characters; shorten it.",
        number=number,
        name=name,
        limit=CELL_LIMIT,
    )


def _faults(header: tuple[str, ...], record: Record, width: int) -> list[CellFault]:
    cells = record.cells
    if record.ragged and len(cells) == width:
        return [CellFault("", "", worded("The row has a value in a column without a name."))]
    if len(cells) != len(header):
        reason = worded(
            "The row has {cells} cells, but the header names {columns} columns.",
            cells=len(cells),
            columns=width,
        )
        return [CellFault("", "", reason)]
    return [
        CellFault(column, cell, why)
        for n, (column, cell) in enumerate(zip(header, cells, strict=True))
        if (cell or n in record.faults) and (why := record.faults.get(n) or _why_not(cell))
    ]


def _why_not(cell: str) -> str:
    """Say why a cell cannot stand: it is still to be corrected, an error, or a formula."""
    if cell.startswith(TO_CORRECT):
        return worded("Write the value that is meant here, without {mark!r}.", mark=TO_CORRECT)
    if cell.startswith(_BEGIN_ERRORS) and (
        _ERROR.fullmatch(cell) or cell.lower() in typed_words("errors")
    ):
        return ERROR
    return _formula(cell)


def _formula(cell: str) -> str:
    """Say that a spreadsheet would run a cell, if so."""
    if cell[:1].isascii() and cell[:1].isalnum():
        return ""  # as most cells begin
    start = head(cell)
    if start[:1] not in FORMULA_SIGNS or _is_number(start.strip()):
        return ""
    try:
        check_text(start, field="cell")
    except Malformed:
        return worded(
            "A spreadsheet would run this as a formula, since it begins with {sign!r}.",
            sign=start[0],
        )
    except UnfitText:
        return ""  # judged again, with its column, if the text is to be recorded
    return ""


def _is_number(start: str) -> bool:
    """Say whether it is a plain number, a position such as @9, or a telephone number."""
    plain = start[0] in "+-@" and start[1:].replace(".", "").replace(",", "").isdecimal()
    return plain or _TELEPHONE.fullmatch(start) is not None
