"""A table that was read: its header, its rows of stripped cells, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.disguise import FORMULA_SIGNS, head
from domain.errors import Malformed, UnfitText
from domain.guard import check_text
from domain.words import worded
from infrastructure.importers.tables.problems import CellFault, RowProblem

MOST_COLUMNS = 1_000
CELL_LIMIT = 100_000
ROW_LIMIT = 1_000_000
TO_CORRECT = "CORRECT:"
"""Prefix of a doubtful value in the copy of a workbook that is to be corrected."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the file; `number` is what a spreadsheet shows, the header being 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputTable:
    """A file that was read: its rows in order, without blank and bad ones; the bad are problems.

    `sha256` is of the file's bytes.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file; `faults` has the reason why a cell cannot be used, by its number."""

    number: int
    cells: list[str]
    faults: Mapping[int, str]


def table_of(records: Iterable[Record], name: str, digest: str) -> InputTable:
    """Make a table of records, of which the first is the header.

    Raises:
        Malformed: the header does not name each column once, or there are too many rows.
    """
    lines = iter(records)
    header = header_of(next(lines, Record(1, [], {})).cells, name)
    rows: list[TableRow] = []
    problems: list[RowProblem] = []
    for record in lines:
        if not any(record.cells) and not record.faults:
            continue
        faults = _faults(header, record)
        problems.extend(fault.at(record.number) for fault in faults)
        if not faults:
            rows.append(TableRow(record.number, dict(zip(header, record.cells, strict=True))))
        if len(rows) + len(problems) > ROW_LIMIT:
            raise Malformed(
                "{name} has more than {limit:,} rows; divide it.",
                name=name,
                limit=ROW_LIMIT,
            )
    return InputTable(
        name=name, sha256=digest, header=header, rows=tuple(rows), problems=tuple(problems)
    )


def header_of(cells: list[str], name: str) -> tuple[str, ...]:
    """Return the names of the columns.

    Raises:
        Malformed: one has no name, two have the same, or there are too many.
    """
    if not any(cells):
        raise Malformed("The first row of {name} is empty; it must name the columns.", name=name)
    if len(cells) > sum(map(bool, cells)) == 1:
        raise one_cell_alone(name)
    if "" in cells:
        number = cells.index("") + 1
        raise Malformed(
            "Column {number} of {name} has no name in the first row.", number=number, name=name
        )
    if len(cells) > MOST_COLUMNS:
        raise Malformed("{name} has more than {most:,} columns.", name=name, most=MOST_COLUMNS)
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


def _faults(header: tuple[str, ...], record: Record) -> list[CellFault]:
    cells = record.cells
    if len(cells) != len(header):
        reason = worded(
            "The row has {cells} cells, but the first row names {columns} columns.",
            cells=len(cells),
            columns=len(header),
        )
        return [CellFault("", "", reason)]
    pairs = enumerate(zip(header, cells, strict=True))
    told = ((c, cell, record.faults.get(n) or _formula(cell)) for n, (c, cell) in pairs)
    return [CellFault(column, cell, reason) for column, cell, reason in told if reason]


def _formula(cell: str) -> str:
    """Say why a cell cannot stand: it is still to be corrected, or a spreadsheet would run it."""
    if cell.startswith(TO_CORRECT):
        return worded("Write the value that is meant here, without {mark!r}.", mark=TO_CORRECT)
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
    """Say whether it is a plain number, or a position such as @9."""
    return start[0] in "+-@" and start[1:].replace(".", "").replace(",", "").isdecimal()
