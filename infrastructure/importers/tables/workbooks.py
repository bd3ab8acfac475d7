"""Reads a workbook (.xlsx) as records of text, or says why a cell cannot be used.

The values come from python-calamine. What it does not report is read from the parts: cells with
errors, formulas that were never calculated, dates that are shown as a month or a year, and what is
struck through.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from domain.errors import Malformed
from domain.normal_form import normal_form
from domain.words import Words, worded
from infrastructure.importers.tables.number_formats import (
    DURATION,
    formats_of_styles,
    hour_text,
    why_not_a_day,
)
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.raw_records import RawRecords, Record
from infrastructure.importers.tables.sheet_cells import (
    CoveredCells,
    Place,
    ScannedCells,
    must_fit,
    scan_cells,
)
from infrastructure.importers.tables.sheet_choice import chosen_sheets, together
from infrastructure.importers.tables.shown_numbers import NOT_SHOWN, shown, shown_text
from infrastructure.importers.tables.struck_through import STRUCK, struck_numbers
from infrastructure.importers.tables.table import fitting
from infrastructure.importers.tables.xlsx_package import XlsxPackage
from infrastructure.importers.xml_elements import corrupt

TITLE = 3
"""Columns of a table in which one merged cell over all of them is a title between the rows."""
UNDER_MERGED = worded("The cell is part of a merged one; unmerge it, and fill each cell.")
Value = int | float | str | bool | time | date | datetime | timedelta
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(content: bytes) -> bool:
    """Say whether these bytes begin as a workbook does."""
    return content.startswith((_ZIP, _OLE))


def workbook_records(parts: XlsxPackage, sheet: str | None) -> RawRecords:
    """Return the rows of the sheet that is meant, with the reasons why cells cannot be used.

    All sheets are looked through first: the library takes memory for every cell that a sheet
    reaches to, and the program would end where there is not enough.

    Raises:
        Malformed: it is no workbook that can be read, or it is not clear which sheet is meant.
    """
    name = parts.name
    if not parts.read("xl/workbook.xml"):
        raise corrupt(name, "it is damaged, or of another kind, such as .xlsb")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(parts.for_library())) as book:
            struck = struck_numbers(parts)
            seen = {each: scan_cells(part, name, struck) for each, part in parts.sheets().items()}
            formats = formats_of_styles(parts)
            found, unread = _sheets_meant(book, name, sheet, seen)
            meant = {each: seen.get(each, ScannedCells()) for each in found}
            must_fit([(cells.rows, cells.columns) for cells in meant.values()], name)
            covered = CoveredCells(name)
            records = [
                _records(
                    book.get_sheet_by_name(each), cells, formats, covered, parts.commented(each)
                )
                for each, cells in meant.items()
            ]
            return together(records, name, unread)
    except (CalamineError, ValueError, OverflowError) as error:
        raise corrupt(name, "it is damaged") from error


def unpacked(content: bytes, name: str) -> XlsxPackage:
    """Unpack a workbook.

    Raises:
        Malformed: it has a password, or is of an older kind, or damaged.
    """
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
    return XlsxPackage.of(content, name)


def _sheets_meant(
    book: CalamineWorkbook, name: str, sheet: str | None, seen: Mapping[str, ScannedCells]
) -> tuple[Sequence[str], Sequence[str]]:
    kinds = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    shown = [
        each.name
        for each in kinds
        if each.visible == SheetVisibleEnum.Visible
        and (each.name not in seen or seen[each.name].rows)
    ]
    return chosen_sheets(
        name,
        sheet,
        [each.name for each in kinds],
        shown,
        lambda each: _first_row(book.get_sheet_by_name(each)),
    )


def _first_row(sheet: CalamineSheet) -> list[str]:
    rows: list[list[Value]] = list(sheet.to_python(skip_empty_area=False, nrows=1))
    return [_text(cell).strip() for cell in rows[0]] if rows else []


def _records(
    sheet: CalamineSheet,
    seen: ScannedCells,
    formats: Sequence[str | int],
    covered: CoveredCells,
    commented: Sequence[int],
) -> RawRecords:
    rows: list[list[Value]] = list(sheet.to_python(skip_empty_area=False))
    merged, filled = _unmerged(sheet, seen, rows, covered)
    width = max((len(_trimmed([_text(cell) for cell in row])) for row in rows), default=0)
    last = max((row for row, column in seen.bad if column < width), default=0)
    rows += [[""] * width] * (last - len(rows))  # the library ends where the values do
    records: list[Record] = []
    for number, values in enumerate(rows, start=1):
        codes = [_format(formats, seen, (number, column)) for column in range(len(values))]
        said = [_shown(value, code) for value, code in zip(values, codes, strict=True)]
        texts = [_text(v) if text is None else text for v, text in zip(values, said, strict=True)]
        texts = [fitting(normal_form(text), number, covered.name) for text in texts]
        texts = (texts + [""] * width)[:width]
        struck = seen.struck.get(number, ())
        faults = seen.ruled.faults(number, texts)
        faults |= {column: STRUCK for column in struck if column < width and texts[column]} | {
            column: reason
            for column, value in enumerate(values[:width])
            if (reason := _fault(value, (number, column), seen, codes[column], merged))
            or (reason := "" if said[column] is not None else NOT_SHOWN)
        }
        records.append(Record(number, texts, faults))
    hidden = [row for row in seen.hidden_rows if row <= seen.rows]
    notes = tuple(notes_of_sheet(hidden, filled, commented))
    return RawRecords(records, sheet.name, frozenset(seen.hidden_columns), notes)


def notes_of_sheet(
    hidden: Sequence[int], filled: Sequence[int], commented: Sequence[int]
) -> Iterator[Words]:
    """Yield what was read in another way than it stands there, and what was not, by rows."""
    if hidden:
        yield worded("Hidden, and read all the same: {rows}.", rows=listed(hidden))
    if filled:
        yield worded("Merged cells were read as filled in each row: {rows}.", rows=listed(filled))
    if commented:
        yield worded("Comments on cells are not read: {rows}.", rows=listed(commented))


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _unmerged(
    sheet: CalamineSheet, seen: ScannedCells, rows: list[list[Value]], covered: CoveredCells
) -> tuple[set[Place], list[int]]:
    """Fill cells that are merged downwards, and return the others, and the rows that were filled.

    Where cells of several columns are merged, it is not known to which of them the value belongs,
    but where it is a title over all of them. What is beside all values is not looked at.
    """
    wide: set[Place] = set()
    filled: list[int] = []
    width = len(rows[0]) if rows else 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        columns = range(left, min(right, width - 1) + 1)
        lines = range(top, min(bottom, seen.rows - 1) + 1)
        covered.add(lines, columns)
        if left == right < width:
            below = range(top + 1, min(bottom, len(rows) - 1) + 1)
            for row in below:
                rows[row][left] = rows[top][left]
                seen.fill((top + 1, left), (row + 1, left))
            filled.extend(row + 1 for row in below)
        elif not (top == bottom and len(columns) == width >= TITLE):
            wide.update((row + 1, column) for column in columns for row in lines)
            wide.discard((top + 1, left))
    return wide, filled


def _fault(
    value: Value, place: Place, seen: ScannedCells, code: str | int, merged: set[Place]
) -> str:
    if place in merged:
        return UNDER_MERGED
    if place in seen.bad:
        return seen.bad[place]
    if isinstance(value, timedelta) and _hour(value) is None:
        return DURATION
    if isinstance(value, date):
        return why_not_a_day(code)
    return ""


def _format(formats: Sequence[str | int], seen: ScannedCells, place: Place) -> str | int:
    """Return the number format of a cell; 0 is the one that shows a number as it is."""
    style = seen.styles.get(place, 0)
    return formats[style] if style < len(formats) else 0


def _shown(value: Value, code: str | int) -> str | None:
    """Return a value as its cell shows it, None of a number that is shown in an unknown way."""
    text = _text(value)
    if code and isinstance(value, int | float) and not isinstance(value, bool):
        return shown(Decimal(text), text, code)
    return shown_text(text, code) if code and isinstance(value, str) else text


def _hour(value: time | timedelta) -> str | None:
    if isinstance(value, time):
        value = datetime.combine(date.min, value) - datetime.combine(date.min, time())
    return hour_text(value.total_seconds())


def _text(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
        case datetime() if value.time() != time():
            return value.isoformat(" ")
        case date():
            return value.isoformat()[:10]
        case _:
            return _hour(value) or str(value)
