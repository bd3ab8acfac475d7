"""Reads an OpenDocument spreadsheet (.ods) as records of text, with limits on its size."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.tables.number_formats import ADVICE, DURATION, hour_text
from infrastructure.importers.tables.raw_records import RawRecords
from infrastructure.importers.tables.sheet_cells import ERROR, NEVER, SheetCells, spread_too_far
from infrastructure.importers.tables.sheet_choice import records_meant
from infrastructure.importers.tables.table import MOST_COLUMNS, ROW_LIMIT
from infrastructure.importers.tables.xlsx_package import XlsxPackage, corrupt, elements

_MARK = b"mimetypeapplication/vnd.oasis.opendocument"
_LARGEST = 20_000_000  # cells, with those that are repeated
_MOST_DIGITS = 100  # before or behind the point of a number
_HIDDEN = ("collapse", "filter")
_NUMBERS = re.compile(r"\d{1,9}")
_DATE = re.compile(r"(\d{4})-\d\d-(\d\d)(?: .*)?", re.ASCII)
_TIME = re.compile(r"PT(\d{1,4})H(?:(\d\d?)M)?(?:(\d\d?(?:[.,]\d+)?)S)?", re.ASCII)
_DAY_MONTH_YEAR = 3


def is_open_document(content: bytes) -> bool:
    """Say whether these bytes begin as an OpenDocument file does."""
    return _MARK in content[:200]


def open_document_records(content: bytes, name: str, sheet: str | None) -> RawRecords:
    """Return the rows of the sheet that is meant, with the reasons why cells cannot be used.

    Raises:
        Malformed: it is no spreadsheet that can be read, or it is not clear which sheet is meant.
    """
    package = XlsxPackage.of(content, name)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Malformed(
            "{name} is protected by a password, which cannot be read. Save it without a password.",
            name=name,
        )
    return records_meant(name, sheet, list(_Reading(name).sheets(package.read("content.xml"))))


class _Reading:
    """Goes through the elements of a document's content once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._not_shown: set[str] = set()
        self._style = ""
        self._sheet = SheetCells()
        self._row = self._column = self._cells = 0
        self._repeated_row, self._hidden_row = 1, False
        self._attributes: dict[str, str] = {}
        self._texts: list[str] = []
        self._in_cell = False
        self._annotations = 0

    def sheets(self, content: bytes) -> Iterator[SheetCells]:
        """Yield each sheet when it was read."""
        for tag, attributes, begins in elements(content, self._name, text_of=("p",)):
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
            case "style":
                self._style = attributes.get("name", "")
            case "table-properties" if attributes.get("display") == "false":
                self._not_shown.add(self._style)
            case "table":
                shown = attributes.get("style-name") not in self._not_shown
                self._sheet = SheetCells(attributes.get("name", ""), shown)
                self._row = self._column = 0
            case "table-column":
                self._take_column(attributes)
            case "table-row":
                self._repeated_row = self._count(attributes, "number-rows-repeated")
                self._hidden_row = attributes.get("visibility") in _HIDDEN
                self._column = 0
            case "table-cell" | "covered-table-cell":
                self._attributes, self._in_cell = attributes, True
                self._texts.clear()
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
        if attributes.get("visibility") in _HIDDEN:
            last = min(self._column + count, MOST_COLUMNS)
            self._sheet.hidden_columns.update(range(self._column, last))
        self._column += count

    def _take_cell(self, *, is_covered: bool) -> None:
        count = self._count(self._attributes, "number-columns-repeated")
        text, fault = ("", "") if is_covered else self._cell()
        if text or fault:
            self._must_fit(count)
            row, columns = self._row + 1, range(self._column, self._column + count)
            self._sheet.put(row, columns, text, fault, self._name)
            down, across = (
                self._count(self._attributes, f"number-{each}-spanned")
                for each in ("rows", "columns")
            )
            if down > 1 or across > 1:
                reach = ((row, row + down - 1, left, left + across - 1) for left in columns)
                self._sheet.merged.extend(reach)
        self._column += count

    def _repeat_row(self) -> None:
        row = self._row + 1
        repeated = range(row, row + self._repeated_row)
        for kept in (self._sheet.rows, self._sheet.faults):
            if row in kept:
                self._must_fit(len(kept[row]) * self._repeated_row)
                kept.update(dict.fromkeys(repeated, kept[row]))
        if self._hidden_row and row in self._sheet.rows:
            self._sheet.hidden_rows.update(repeated)

    def _must_fit(self, cells: int) -> None:
        self._cells += cells
        last = self._row + self._repeated_row
        if self._cells > _LARGEST or last > ROW_LIMIT + 1:
            raise spread_too_far(self._name)

    def _count(self, attributes: Mapping[str, str], name: str) -> int:
        text = attributes.get(name, "1")
        whole = text.isascii() and text.isdecimal()
        if not whole or not text.strip("0") or len(text) > len(str(ROW_LIMIT * 10)):
            raise corrupt(self._name, "it repeats a cell or a row too often, or never")
        return int(text)

    def _cell(self) -> tuple[str, str]:
        """Return the text of a cell, and why it cannot be used."""
        attributes = self._attributes
        shown = "\n".join(self._texts)
        text = fault = ""
        match attributes.get("value-type", ""):
            case "error":
                text, fault = shown, ERROR
            case "float" | "percentage" | "currency":
                text = _number(attributes.get("value", ""))
            case "boolean":
                text = "yes" if attributes.get("boolean-value") == "true" else "no"
            case "date":
                text = attributes.get("date-value", "").removesuffix("T00:00:00").replace("T", " ")
                fault = _why_no_day(shown, text)
            case "time":
                hour = _hour(attributes.get("time-value", ""))
                text, fault = hour or shown, "" if hour else DURATION
            case "string":
                text = attributes.get("string-value", shown) or shown
            case _:
                fault = NEVER if "formula" in attributes else ""
        return text, fault


def _hour(duration: str) -> str | None:
    found = _TIME.fullmatch(duration)
    if not found:
        return None
    hours, minutes, seconds = (float((each or "0").replace(",", ".")) for each in found.groups())
    return hour_text((hours * 60 + minutes) * 60 + seconds)


def _number(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return text
    return f"{number.to_integral_value() if number == number.to_integral_value() else number:f}"


def _why_no_day(shown: str, date: str) -> str:
    """Say why a date is no day, as it is shown: it has no day, or no year."""
    numbers = [int(each) for each in _NUMBERS.findall(shown)]
    words = any(letter.isalpha() for letter in shown)
    found = _DATE.fullmatch(date)
    year, day = (int(found[1]), int(found[2])) if found else (0, 0)
    has_year = year in numbers or year % 100 in numbers
    if found and has_year and day in numbers and len(numbers) + words >= _DAY_MONTH_YEAR:
        return ""
    return worded("This date is not shown with its day and its year; {advice}.", advice=ADVICE)
