"""The cells of a sheet, whatever program wrote it, and its rows as records of text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.errors import Malformed
from domain.normal_form import normal_form
from domain.words import Words, worded
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.raw_records import RawRecords, Record
from infrastructure.importers.tables.table import MOST_COLUMNS, ROW_LIMIT, fitting
from infrastructure.importers.tables.xlsx_package import corrupt

ERROR = worded("The spreadsheet shows an error here; correct the formula, or write the value.")
NEVER = worded(
    "This formula was never calculated; open the file in a spreadsheet and save it again."
)
UNDER_MERGED = worded("The cell is part of a merged one; unmerge it, and fill each cell.")
_LARGEST = 50_000_000  # cells of the rectangle that holds all values
_MOST_COVERED = 1_000_000  # cells under merged ones


@dataclass(slots=True)
class SheetCells:
    """The cells that hold something, by row, from 1 as a spreadsheet shows it, and column, from 0.

    `faults` has in the same way the reasons why cells cannot be used. `merged` has the first and
    the last row, and the first and the last column, of cells that were made one.
    """

    name: str = ""
    is_shown: bool = True
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    faults: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.rows or self.faults)

    @property
    def first_row(self) -> list[str]:
        """The texts in its first row."""
        return [text.strip() for text in self.rows.get(1, {}).values()]

    def put(self, row: int, columns: range, text: str, fault: str, file: str) -> None:
        """Let cells of a row hold a text, or a reason why it cannot be used.

        Raises:
            Malformed: they are too far down, or on the right.
        """
        if row > ROW_LIMIT + 1:
            raise spread_too_far(file)
        if columns.stop > MOST_COLUMNS:
            raise corrupt(file, "it has more than {most:,} columns", most=MOST_COLUMNS)
        if text.strip():
            self.rows.setdefault(row, {}).update(dict.fromkeys(columns, text))
        if fault:
            self.faults.setdefault(row, {}).update(dict.fromkeys(columns, fault))

    def records(self, file: str) -> RawRecords:
        """Return the rows of the table, up to the last value or bad cell in its columns.

        Raises:
            Malformed: its values, or merged cells, reach too far to fit into memory.
        """
        width = max((max(row) + 1 for row in self.rows.values()), default=0)
        bad = (row for row, places in self.faults.items() if min(places) < width)
        last = max(max(self.rows, default=0), max(bad, default=0))
        if last * width > _LARGEST:
            raise spread_too_far(file)
        filled = self._filled_down(last, width, file)
        records: list[Record] = []
        for number in range(1, last + 1):
            cells = [""] * width
            for place, text in self.rows.get(number, {}).items():
                cells[place] = fitting(normal_form(text), number, file)
            faults = self.faults.get(number, {})
            records.append(Record(number, cells, {n: w for n, w in faults.items() if n < width}))
        notes = tuple(self._notes(filled))
        return RawRecords(records, self.name, frozenset(self.hidden_columns), notes)

    def _filled_down(self, last: int, width: int, file: str) -> list[int]:
        """Fill cells that are merged downwards, and return the rows; note others as bad.

        Where cells of several columns are merged, it is not known to which of them the value
        belongs.
        """
        filled: list[int] = []
        covered = 0
        for top, bottom, left, right in self.merged:
            text, fault = (kept.get(top, {}).get(left, "") for kept in (self.rows, self.faults))
            if not (text or fault):
                continue
            rows, columns = range(top, min(bottom, last) + 1), range(left, min(right + 1, width))
            covered += len(rows) * len(columns)
            if covered > _MOST_COVERED:
                raise corrupt(file, "its merged cells reach too far")
            if left == right:
                filled.extend(rows[1:])
                self._fill(rows[1:], left, text, fault)
                continue
            for row in rows:
                under = {n: UNDER_MERGED for n in columns if (row, n) != (top, left)}
                self.faults[row] = self.faults.get(row, {}) | under
        return filled

    def _fill(self, rows: range, column: int, text: str, fault: str) -> None:
        for row in rows:
            for kept, said in ((self.rows, text), (self.faults, fault)):
                if said:  # rows that are repeated are one and the same
                    kept[row] = kept.get(row, {}) | {column: said}

    def _notes(self, filled: list[int]) -> Iterator[Words]:
        if hidden := [row for row in self.hidden_rows if row in self.rows]:
            yield worded("Hidden, and read all the same: {rows}.", rows=listed(hidden))
        if filled:
            yield worded(
                "Merged cells were read as filled in each row: {rows}.", rows=listed(filled)
            )


def spread_too_far(file: str) -> Malformed:
    """Return the refusal of a file with a sheet that would not fit into memory."""
    why = "its values reach beyond row {limit:,}, or are spread too far"
    return corrupt(file, why, limit=ROW_LIMIT)
