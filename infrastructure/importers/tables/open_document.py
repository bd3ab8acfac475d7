"""Reads an OpenDocument spreadsheet (.ods) as records of text, with limits on its size."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from domain.errors import Malformed
from domain.normal_form import normal_form
from domain.words import Words, worded
from infrastructure.importers.tables.number_formats import DURATION
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.open_document_styles import OpenStyles
from infrastructure.importers.tables.open_document_values import (
    hour_of,
    number_of,
    shown_number,
    why_no_day,
)
from infrastructure.importers.tables.raw_records import RawRecords, Record
from infrastructure.importers.tables.sheet_cells import (
    ERROR,
    LARGEST,
    NEVER,
    CoveredCells,
    must_fit,
    too_far,
)
from infrastructure.importers.tables.sheet_choice import chosen_sheets, together
from infrastructure.importers.tables.shown_numbers import NOT_SHOWN
from infrastructure.importers.tables.struck_through import STRUCK
from infrastructure.importers.tables.table import MOST_COLUMNS, ROW_LIMIT, fitting
from infrastructure.importers.tables.workbooks import UNDER_MERGED
from infrastructure.importers.tables.xlsx_package import XlsxPackage, corrupt, elements

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_HIDDEN = ("collapse", "filter")
_SPACES = frozenset(
    f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "table", "text")
)
"""Namespaces of what stands in cells; what is drawn above them has others."""


@dataclass(slots=True)
class _OdsCell:
    """A cell: its text, why it cannot be used, and over how many rows and columns it reaches."""

    text: str = ""
    fault: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class _OdsSheet:
    """The rows of a sheet by number, from 1; blank ones are not kept."""

    name: str
    is_shown: bool
    rows: dict[int, dict[int, _OdsCell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def size(self) -> tuple[int, int]:
        """The number of the last row, and how many columns the values reach over."""
        width = max((max(row) + 1 for row in self.rows.values()), default=0)
        return max(self.rows, default=0), width


def is_open_document(package: XlsxPackage) -> bool:
    """Say whether these parts are of an OpenDocument spreadsheet, however they were packed."""
    return package.read("mimetype").startswith(_KIND)


def open_document_records(package: XlsxPackage, sheet: str | None) -> RawRecords:
    """Return the rows of the sheet that is meant, with the reasons why cells cannot be used.

    Raises:
        Malformed: it is no spreadsheet that can be read, or it is not clear which sheet is meant.
    """
    name = package.name
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Malformed(
            "{name} is protected by a password, which cannot be read. Save it without a password.",
            name=name,
        )
    sheets = {
        each.name: each
        for each in _Reading(name, OpenStyles.of(package)).sheets(package.read("content.xml"))
    }
    shown = [each.name for each in sheets.values() if each.is_shown and each.rows]
    found, unread = chosen_sheets(
        name, sheet, [*sheets], shown, lambda each: _first_row(sheets[each])
    )
    covered = CoveredCells(name)
    filled = {each: _fill_down(sheets[each], covered) for each in found}
    must_fit([sheets[each].size for each in found], name)
    return together([_records(sheets[each], filled[each], name) for each in found], name, unread)


def _first_row(sheet: _OdsSheet) -> list[str]:
    return [cell.text.strip() for cell in sheet.rows.get(1, {}).values()]


class _Reading:
    """Goes through the elements of a document's content once."""

    def __init__(self, name: str, styles: OpenStyles) -> None:
        self._name, self._styles = name, styles
        self._row_style, self._struck_columns, self._has_struck = "", set[int](), False
        self._sheet = _OdsSheet("", is_shown=False)
        self._row = self._column = self._cells = 0
        self._repeated_row, self._hidden_row = 1, False
        self._attributes: dict[str, str] = {}
        self._texts: list[str] = []
        self._in_cell = False
        self._annotations = 0

    def sheets(self, content: bytes) -> Iterator[_OdsSheet]:
        """Yield each sheet when it was read."""
        for tag, attributes, begins in elements(content, self._name, "p", _SPACES):
            if tag == "annotation":
                self._annotations += 1 if begins else -1
            elif self._annotations:
                continue
            elif begins:
                self._begin(tag, attributes)
            elif tag == "table":
                yield self._sheet
            else:
                self._end(tag, attributes)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "table":
                shown = attributes.get("style-name") not in self._styles.hiding
                self._struck_columns.clear()
                self._sheet = _OdsSheet(attributes.get("name", ""), shown)
                self._row = self._column = 0
            case "table-column":
                self._take_column(attributes)
            case "table-row":
                self._repeated_row = self._count(attributes, "number-rows-repeated")
                self._hidden_row = attributes.get("visibility") in _HIDDEN
                self._row_style = attributes.get("default-cell-style-name", "")
                self._column = 0
            case "table-cell" | "covered-table-cell":
                self._attributes, self._in_cell, self._has_struck = attributes, True, False
                self._texts.clear()
            case "span" if self._styles.is_struck("text", attributes.get("style-name", "")):
                self._has_struck = True
            case _:
                pass

    def _end(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "p" if self._in_cell:
                self._texts.append(attributes[""])
            case "table-cell" | "covered-table-cell":
                self._in_cell = False
                self._take_cell(is_covered=tag == "covered-table-cell")
            case "table-row":
                self._repeat_row()
                self._row += self._repeated_row
            case _:
                pass

    def _take_column(self, attributes: dict[str, str]) -> None:
        count = self._count(attributes, "number-columns-repeated")
        columns = range(self._column, min(self._column + count, MOST_COLUMNS))
        if attributes.get("visibility") in _HIDDEN:
            self._sheet.hidden_columns.update(columns)
        if self._styles.is_struck("table-cell", attributes.get("default-cell-style-name", "")):
            self._struck_columns.update(columns)
        self._column += count

    def _take_cell(self, *, is_covered: bool) -> None:
        count = self._count(self._attributes, "number-columns-repeated")
        cell = _OdsCell() if is_covered else self._cell()
        if cell.text or cell.fault:
            if self._column + count > MOST_COLUMNS:
                raise corrupt(self._name, "it has more than {most:,} columns", most=MOST_COLUMNS)
            self._must_fit(count)
            row = self._sheet.rows.setdefault(self._row + 1, {})
            columns = range(self._column, self._column + count)
            row.update((column, self._judged(cell, column)) for column in columns)
        self._column += count

    def _judged(self, cell: _OdsCell, column: int) -> _OdsCell:
        """Return a cell with its fault if it, its row or its column is struck through, in part."""
        style = self._attributes.get("style-name", "") or self._row_style
        is_struck = self._has_struck or (
            self._styles.is_struck("table-cell", style) if style else column in self._struck_columns
        )
        return replace(cell, fault=STRUCK) if cell.text and not cell.fault and is_struck else cell

    def _repeat_row(self) -> None:
        row = self._sheet.rows.get(self._row + 1)
        if row:
            self._must_fit(len(row) * self._repeated_row)
            repeated = range(self._row + 1, self._row + 1 + self._repeated_row)
            self._sheet.rows.update(dict.fromkeys(repeated, row))
            if self._hidden_row:
                self._sheet.hidden_rows.update(repeated)

    def _must_fit(self, cells: int) -> None:
        self._cells += cells
        last = self._row + self._repeated_row
        if self._cells > LARGEST or last > ROW_LIMIT + 1:
            raise too_far(self._name)

    def _count(self, attributes: Mapping[str, str], name: str) -> int:
        text = attributes.get(name, "1")
        whole = text.isascii() and text.isdecimal()
        if not whole or not text.strip("0") or len(text) > len(str(ROW_LIMIT * 10)):
            raise corrupt(self._name, "it repeats a cell or a row too often, or never")
        return int(text)

    def _cell(self) -> _OdsCell:
        attributes = self._attributes
        reach = self._count(attributes, "number-rows-spanned")
        cell = _OdsCell(rows=reach, columns=self._count(attributes, "number-columns-spanned"))
        shown = "\n".join(self._texts)
        match attributes.get("value-type", ""):
            case "error":
                cell.text, cell.fault = shown, ERROR
            case "float" | "percentage" | "currency":
                held = number_of(attributes.get("value", ""))
                said = shown_number(held, shown.strip()) if self._texts else held
                cell.text, cell.fault = (held, NOT_SHOWN) if said is None else (said, "")
            case "boolean":
                cell.text = "yes" if attributes.get("boolean-value") == "true" else "no"
            case "date":
                cell.text = attributes.get("date-value", "").removesuffix("T00:00:00")
                cell.text = cell.text.replace("T", " ")
                cell.fault = why_no_day(shown, cell.text)
            case "time":
                hour = hour_of(attributes.get("time-value", ""))
                cell.text, cell.fault = hour or shown, "" if hour else DURATION
            case "string":
                cell.text = attributes.get("string-value", shown) or shown
            case _:
                cell.fault = NEVER if "formula" in attributes else ""
        return cell


def _records(sheet: _OdsSheet, filled: list[int], name: str) -> RawRecords:
    height, width = sheet.size
    records: list[Record] = []
    for number in range(1, height + 1):
        row = sheet.rows.get(number, {})
        cells = [""] * width
        for place, cell in row.items():
            cells[place] = fitting(normal_form(cell.text), number, name)
        faults = {place: cell.fault for place, cell in row.items() if cell.fault}
        records.append(Record(number, cells, faults))
    notes = tuple(_notes(sheet, filled))
    return RawRecords(records, sheet.name, frozenset(sheet.hidden_columns), notes)


def _notes(sheet: _OdsSheet, filled: list[int]) -> Iterator[Words]:
    hidden = [row for row in sheet.hidden_rows if row in sheet.rows]
    if hidden:
        yield worded("Hidden, and read all the same: {rows}.", rows=listed(hidden))
    if filled:
        yield worded("Merged cells were read as filled in each row: {rows}.", rows=listed(filled))


def _fill_down(sheet: _OdsSheet, covered: CoveredCells) -> list[int]:
    """Fill cells that are merged downwards; others under a merged cell cannot be used."""
    filled: list[int] = []
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
                    _own_row(sheet, rows, each)[place] = _OdsCell(cell.text, cell.fault)
                filled.extend(reach[1:])
                continue
            for each in reach:
                own = _own_row(sheet, rows, each)
                for column in columns:
                    own.setdefault(column, _OdsCell(fault=UNDER_MERGED))
    return filled


def _own_row(
    sheet: _OdsSheet, rows: dict[int, dict[int, _OdsCell]], number: int
) -> dict[int, _OdsCell]:
    """Return a row that is no other one, copied once: repeated rows were read as one."""
    row = sheet.rows.setdefault(number, {})
    if row is rows.get(number):
        row = sheet.rows[number] = dict(row)
    return row
