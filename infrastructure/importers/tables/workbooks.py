"""Reads a workbook (.xlsx) as records of text, or says why a cell cannot be used.

A value is read as it is seen; a cell with an error, a formula that was never calculated, and a date
that is shown as a month or a year cannot be used.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from math import isfinite

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.tables.number_formats import (
    DURATION,
    DateStyle,
    date_styles,
    hour_text,
)
from infrastructure.importers.tables.raw_records import RawRecords
from infrastructure.importers.tables.sheet_cells import ERROR, NEVER, SheetCells
from infrastructure.importers.tables.sheet_choice import records_meant
from infrastructure.importers.tables.table import MOST_COLUMNS
from infrastructure.importers.tables.xlsx_package import XlsxPackage, corrupt, elements

ENDLESS = worded("This cell holds no number that can be written; write the value.")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BOOK, _TEXTS = "xl/workbook.xml", "xl/sharedStrings.xml"
_ESCAPED = re.compile(r"_x((?![dD][89a-fA-F])[0-9a-fA-F]{4})_")
"""A sign that XML cannot have, such as a line end of Windows, or `_` before what looks like one."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_ON = ("1", "true")
_LEAP_DAY = 60  # of 1900, which there was not: the days before it have one number less
_DAY_0, _DAY_0_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # without zones
_MS = 24 * 60 * 60 * 1000  # of a day


def is_workbook(content: bytes) -> bool:
    """Say whether these bytes begin as a workbook does."""
    return content.startswith((_ZIP, _OLE))


def workbook_records(content: bytes, name: str, sheet: str | None) -> RawRecords:
    """Return the rows of the sheet that is meant, with the reasons why cells cannot be used.

    Raises:
        Malformed: it is no workbook that can be read, or it is not clear which sheet is meant.
    """
    _must_be_xlsx(content, name)
    return records_meant(name, sheet, list(_sheets(XlsxPackage.of(content, name), sheet)))


def _must_be_xlsx(content: bytes, name: str) -> None:
    if content.startswith(_OLE) and _LOCKED in content:
        raise Malformed(
            "{name} is protected by a password, which cannot be read. Save it as 'Excel Workbook "
            "(.xlsx)' without a password.",
            name=name,
        )
    if content.startswith(_OLE):
        raise Malformed(
            "{name} is a workbook of an older kind, which cannot be read. Save it as 'Excel "
            "Workbook (.xlsx)'.",
            name=name,
        )


def _sheets(package: XlsxPackage, wanted: str | None) -> Iterator[SheetCells]:
    """Yield the sheets in their order; where one is wanted, of the others their names alone."""
    targets, texts, styles = package.related(_BOOK), _texts(package), date_styles(package)
    day_0 = _DAY_0
    for tag, said, begins in elements(package.read(_BOOK), package.name):
        if begins and tag == "workbookPr" and said.get("date1904") in _ON:
            day_0 = _DAY_0_OF_1904
        elif begins and tag == "sheet":
            kind, path = targets.get(said.get("id", ""), ("", ""))
            cells = SheetCells(said.get("name", ""), said.get("state", "visible") == "visible")
            if kind != "worksheet":
                continue
            if wanted in (None, cells.name):
                _Reading(package.name, texts, styles, day_0, cells).all(package.read(path))
            yield cells


def _texts(package: XlsxPackage) -> Sequence[str]:
    """Return the texts that cells name by number, without readings of Japanese words."""
    found: list[str] = []
    parts: list[str] = []
    reading = False
    for tag, said, begins in elements(package.read(_TEXTS), package.name, text_of=("t",)):
        if tag == "rPh":
            reading = begins
        elif tag == "t" and not (begins or reading):
            parts.append(said[""])
        elif tag == "si" and not begins:
            found.append(_unescaped("".join(parts)))
            parts.clear()
    return found


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    type: str
    style: int
    has_formula: bool = False
    is_calculated: bool = False
    text: str = ""


@dataclass(slots=True)
class _Reading:
    """Goes through the elements of a sheet once, and fills its `cells`."""

    file: str
    texts: Sequence[str]
    styles: Mapping[int, DateStyle]
    day_0: datetime
    cells: SheetCells
    row: int = 0
    column: int = 0
    cell: _Cell | None = None

    def all(self, part: bytes) -> None:
        """Take the cells, what is merged and what is hidden.

        Raises:
            Malformed: it is damaged, or its values reach too far.
        """
        for tag, said, begins in elements(part, self.file, text_of=("v", "t")):
            if begins:
                self._begin(tag, said)
            elif self.cell and tag in ("v", "t"):
                self.cell.text += said[""]
                is_text = tag == "t" or self.cell.type == "str"
                self.cell.is_calculated = is_text or bool(said[""].strip())
            elif self.cell and tag == "c":
                self._take(self.cell)
                self.cell = None

    def _begin(self, tag: str, said: Mapping[str, str]) -> None:
        if tag == "c":
            row, column = self._place(said.get("r", ""), (self.row, self.column))
            self.cell = _Cell(row, column, said.get("t", "n"), _whole(said.get("s", ""), 0))
            self.column = column + 1
        elif tag == "row":
            self.row, self.column = _whole(said.get("r", ""), self.row + 1), 0
            if said.get("hidden") in _ON:
                self.cells.hidden_rows.add(self.row)
        elif tag == "f" and self.cell:
            self.cell.has_formula = True
        elif tag in ("col", "mergeCell"):
            self._take_layout(tag, said)

    def _take_layout(self, tag: str, said: Mapping[str, str]) -> None:
        if tag == "mergeCell":
            first_cell, _, last_cell = said.get("ref", "").partition(":")
            top, left = self._place(first_cell, (1, 0))
            bottom, right = self._place(last_cell, (top, left))
            self.cells.merged.append((top, bottom, left, right))
        elif said.get("hidden") in _ON:
            first, last = (_whole(said.get(name, ""), 1) for name in ("min", "max"))
            self.cells.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _take(self, cell: _Cell) -> None:
        text, fault = self._read(cell)
        if cell.has_formula and not cell.is_calculated:
            fault = NEVER
        if text or fault:
            self.cells.put(cell.row, range(cell.column, cell.column + 1), text, fault, self.file)

    def _read(self, cell: _Cell) -> tuple[str, str]:
        """Return the text that is seen in a cell, and why it cannot be used."""
        match cell.type:
            case "e":
                return "", ERROR
            case "b":
                return ("yes" if cell.text == "1" else "no") if cell.text else "", ""
            case "s":
                return self._text(cell), ""
            case "d":
                style = self.styles.get(cell.style)
                text = cell.text.removesuffix("T00:00:00").replace("T", " ")
                return text, style.fault if style else ""
            case "n":
                return self._number(cell)
            case _:
                return _unescaped(cell.text), ""

    def _text(self, cell: _Cell) -> str:
        whole = cell.text.isascii() and cell.text.isdigit()
        if cell.text and not (whole and int(cell.text) < len(self.texts)):
            raise corrupt(
                self.file, "a cell of row {row} names a text that there cannot be", row=cell.row
            )
        return self.texts[int(cell.text)] if cell.text else ""

    def _number(self, cell: _Cell) -> tuple[str, str]:
        try:
            number = float(cell.text)
        except ValueError:
            return cell.text, ""  # it is a text
        if not isfinite(number):
            return cell.text, ENDLESS
        if style := self.styles.get(cell.style):
            return self._day(number, style) or (_written(number), ENDLESS)
        return _written(number), ""

    def _day(self, days: float, style: DateStyle) -> tuple[str, str] | None:
        """Return an hour, a moment or a day, and why it is none; None where there is none."""
        hour = hour_text(days * _MS / 1000)
        if hour or style.is_duration:
            return hour or _written(days), "" if hour else DURATION
        if days < 0:
            return None
        before = self.day_0 is _DAY_0 and days < _LEAP_DAY
        try:
            moment = self.day_0 + timedelta(milliseconds=round((days + before) * _MS))
        except OverflowError:
            return None
        is_day = moment.time() == time()
        return moment.date().isoformat() if is_day else moment.isoformat(" "), style.fault

    def _place(self, reference: str, otherwise: tuple[int, int]) -> tuple[int, int]:
        """Return the row, and the column from 0, of a cell."""
        if not reference:
            return otherwise
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            why = "a cell of row {row} says that it is in an impossible place"
            raise corrupt(self.file, why, row=otherwise[0])
        return int(match[2]), _column(match[1])


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise


def _written(number: float) -> str:
    return str(int(number)) if number.is_integer() else f"{Decimal(repr(number)):f}"
