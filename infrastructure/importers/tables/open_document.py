"""Reads an OpenDocument spreadsheet (.ods) as records of text, with limits on its size."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from domain.errors import Malformed
from infrastructure.importers.tables.number_formats import DURATION, MORE
from infrastructure.importers.tables.open_document_sheets import (
    OdsCell,
    OdsSheet,
    fill_down,
    records_of_sheet,
)
from infrastructure.importers.tables.open_document_styles import OpenStyles
from infrastructure.importers.tables.open_document_values import (
    hour_of,
    number_of,
    shown_number,
    why_no_day,
)
from infrastructure.importers.tables.raw_records import MOST_COLUMNS, RawRecords
from infrastructure.importers.tables.sheet_cells import (
    LARGEST,
    NEVER,
    CoveredCells,
    must_fit,
    too_far,
)
from infrastructure.importers.tables.sheet_choice import chosen_sheets, together
from infrastructure.importers.tables.shown_numbers import NOT_SHOWN
from infrastructure.importers.tables.table import ERROR, ROW_LIMIT
from infrastructure.importers.tables.xlsx_package import XlsxPackage
from infrastructure.importers.xml_elements import corrupt, elements

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_HIDDEN = ("collapse", "filter")
_SPACES = frozenset(
    f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "table", "text")
) | {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"}
"""Namespaces of what stands in cells; what is drawn above them has others."""


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
    filled = {each: fill_down(sheets[each], covered) for each in found}
    must_fit([sheets[each].size for each in found], name)
    return together(
        [records_of_sheet(sheets[each], filled[each], name) for each in found], name, unread
    )


def _first_row(sheet: OdsSheet) -> list[str]:
    return [cell.text.strip() for cell in sheet.rows.get(1, {}).values()]


class _Reading:
    """Goes through the elements of a document's content once."""

    def __init__(self, name: str, styles: OpenStyles) -> None:
        self._name, self._styles = name, styles
        self._row_style, self._column_styles, self._has_struck = "", dict[int, str](), False
        self._sheet = OdsSheet("", is_shown=False)
        self._row = self._column = self._cells = 0
        self._repeated_row, self._hidden_row = 1, False
        self._attributes: dict[str, str] = {}
        self._texts: list[str] = []
        self._in_cell = False
        self._annotations = 0

    def sheets(self, content: bytes) -> Iterator[OdsSheet]:
        """Yield each sheet when it was read."""
        for tag, attributes, begins in elements(content, self._name, "p", _SPACES):
            if tag == "annotation":
                self._annotations += 1 if begins else -1
                self._sheet.commented.add(self._row + 1)
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
                self._column_styles.clear()
                self._sheet = OdsSheet(attributes.get("name", ""), shown)
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
                self._begin_rule(tag, attributes)

    def _begin_rule(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "conditional-format":
            self._sheet.ruled.last = attributes.get("target-range-address", "")
        elif tag in ("condition", "date-is"):
            style = attributes.get("apply-style-name") or attributes.get("style", "")
            if self._styles.is_struck("table-cell", style):
                self._sheet.ruled.add()

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
        style = attributes.get("default-cell-style-name", "")
        if self._styles.is_special(style):
            self._column_styles.update(dict.fromkeys(columns, style))
        self._column += count

    def _take_cell(self, *, is_covered: bool) -> None:
        count = self._count(self._attributes, "number-columns-repeated")
        cell = OdsCell() if is_covered else self._cell()
        if cell.text or cell.fault:
            if self._column + count > MOST_COLUMNS:
                raise corrupt(self._name, "it has more than {most:,} columns", most=MOST_COLUMNS)
            self._must_fit(count)
            row = self._sheet.rows.setdefault(self._row + 1, {})
            columns = range(self._column, self._column + count)
            row.update((column, self._judged(cell, column)) for column in columns)
        self._column += count

    def _judged(self, cell: OdsCell, column: int) -> OdsCell:
        """Return a cell as its style, or that of its row or column, shows it, or with its fault."""
        style = self._attributes.get("style-name", "") or self._row_style
        style = style or self._column_styles.get(column, "")
        is_plain = not (self._has_struck or self._styles.is_special(style))
        if is_plain or not cell.text or cell.fault:
            return cell
        kind = self._attributes.get("value-type")
        fault = self._styles.fault(style, is_struck=self._has_struck)
        if kind == "date" and not fault and self._styles.shows_more(style):
            fault = MORE
        shown = self._styles.shown(style, cell.text) if kind == "string" else cell.text
        return replace(cell, text=shown, fault=fault)

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
        text = attributes.get(name)
        if text is None:
            return 1
        whole = text.isascii() and text.isdecimal()
        if not whole or not text.strip("0") or len(text) > len(str(ROW_LIMIT * 10)):
            raise corrupt(self._name, "it repeats a cell or a row too often, or never")
        return int(text)

    def _cell(self) -> OdsCell:
        attributes = self._attributes
        reach = self._count(attributes, "number-rows-spanned")
        cell = OdsCell(rows=reach, columns=self._count(attributes, "number-columns-spanned"))
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
