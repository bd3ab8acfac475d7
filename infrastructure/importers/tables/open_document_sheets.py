"""The sheets of an OpenDocument spreadsheet: their cells, and what is read of merged ones."""

from dataclasses import dataclass, field

from domain.normal_form import normal_form
from infrastructure.importers.tables.raw_records import MOST_COLUMNS, RawRecords, Record
from infrastructure.importers.tables.sheet_cells import CoveredCells
from infrastructure.importers.tables.struck_through import RuledCells
from infrastructure.importers.tables.table import fitting
from infrastructure.importers.tables.workbooks import TITLE, UNDER_MERGED, notes_of_sheet


@dataclass(slots=True)
class OdsCell:
    """A cell: its text, why it cannot be used, and over how many rows and columns it reaches."""

    text: str = ""
    fault: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class OdsSheet:
    """The rows of a sheet by number, from 1; blank ones are not kept."""

    name: str
    is_shown: bool
    rows: dict[int, dict[int, OdsCell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    commented: set[int] = field(default_factory=set)
    ruled: RuledCells = field(default_factory=RuledCells)

    @property
    def size(self) -> tuple[int, int]:
        """The number of the last row, and how many columns the values reach over."""
        width = max((max(row) + 1 for row in self.rows.values()), default=0)
        return max(self.rows, default=0), width


def records_of_sheet(sheet: OdsSheet, filled: list[int], name: str) -> RawRecords:
    """Return the rows of a sheet, of which some were filled from merged cells."""
    height, width = sheet.size
    records: list[Record] = []
    for number in range(1, height + 1):
        row = sheet.rows.get(number, {})
        cells = [""] * width
        for place, cell in row.items():
            cells[place] = fitting(normal_form(cell.text), number, name)
        faults = sheet.ruled.faults(number, cells)
        faults |= {place: cell.fault for place, cell in row.items() if cell.fault}
        records.append(Record(number, cells, faults))
    hidden = [row for row in sheet.hidden_rows if row in sheet.rows]
    notes = tuple(notes_of_sheet(hidden, filled, sorted(sheet.commented)))
    return RawRecords(records, sheet.name, frozenset(sheet.hidden_columns), notes)


def fill_down(sheet: OdsSheet, covered: CoveredCells) -> list[int]:
    """Fill cells that are merged downwards; others under a merged cell cannot be used."""
    filled: list[int] = []
    _, width = sheet.size
    rows, last = dict(sheet.rows), max(sheet.rows, default=0)
    for number, row in rows.items():
        for place, cell in row.items():
            if cell.rows == cell.columns == 1:
                continue
            reach = range(number, min(number + cell.rows - 1, last) + 1)
            columns = range(place, min(place + cell.columns, MOST_COLUMNS))
            covered.add(reach, columns)
            if cell.columns == 1:
                for each in reach[1:]:
                    _own_row(sheet, rows, each)[place] = OdsCell(cell.text, cell.fault)
                filled.extend(reach[1:])
                continue
            is_title = cell.rows == 1 and len(columns) >= width >= TITLE
            for each in () if is_title else reach:
                own = _own_row(sheet, rows, each)
                for column in columns:
                    own.setdefault(column, OdsCell(fault=UNDER_MERGED))
    return filled


def _own_row(
    sheet: OdsSheet, rows: dict[int, dict[int, OdsCell]], number: int
) -> dict[int, OdsCell]:
    """Return a row that is no other one, copied once: repeated rows were read as one."""
    row = sheet.rows.setdefault(number, {})
    if row is rows.get(number):
        row = sheet.rows[number] = dict(row)
    return row
