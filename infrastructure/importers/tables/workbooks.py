"""Reads a workbook (.xlsx) as records of text, or says why a cell cannot be used.

The values come from python-calamine. What it does not report is read from the parts: cells with
errors, formulas that were never calculated, dates that are shown as a month or a year.
"""

import io
from collections.abc import Iterator
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
from domain.words import worded
from infrastructure.importers.tables.number_formats import ADVICE, styles_without_day
from infrastructure.importers.tables.problems import with_suggestion
from infrastructure.importers.tables.sheet_cells import Place, ScannedCells, scan_cells
from infrastructure.importers.tables.table import Record, fitting
from infrastructure.importers.tables.xlsx_package import XlsxPackage, corrupt

Value = int | float | str | bool | time | date | datetime | timedelta
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def is_workbook(content: bytes) -> bool:
    """Say whether these bytes begin as a workbook does."""
    return content.startswith((_ZIP, _OLE))


def workbook_records(content: bytes, name: str, sheet: str | None) -> Iterator[Record]:
    """Yield the rows of a sheet, with the reasons why cells of it cannot be used.

    All sheets are looked through first: the library takes memory for every cell that a sheet
    reaches to, and the program would end where there is not enough.

    Raises:
        Malformed: it is no workbook that can be read, or it is not clear which sheet is meant.
    """
    _must_be_xlsx(content, name)
    parts = XlsxPackage.of(content, name)
    parts.must_hold_its_texts()
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            seen = {each: scan_cells(part, name) for each, part in parts.sheets().items()}
            found = _sheet_named(book, name, sheet)
            read = book.get_sheet_by_name(found)
            yield from _records(
                read, seen.get(found, ScannedCells()), styles_without_day(parts), name
            )
    except (CalamineError, ValueError, OverflowError) as error:
        raise corrupt(name, "it is damaged") from error


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
    if _OPEN_DOCUMENT in content[:200]:
        raise Malformed(
            "{name} is an OpenDocument file, which cannot be read. Save it as 'Excel Workbook "
            "(.xlsx)'.",
            name=name,
        )


def _sheet_named(book: CalamineWorkbook, name: str, sheet: str | None) -> str:
    """Return the sheet that is named, or the only visible one, or the only one with our `act`."""
    kinds = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    names = [each.name for each in kinds]
    if sheet is not None:
        if sheet not in names:
            sentence = worded("{name} has no sheet {sheet!r}.", name=name, sheet=sheet)
            others = worded("It has {names}.", names=", ".join(names))
            raise Malformed(with_suggestion(sentence, sheet, names, others))
        return sheet
    visible = [each.name for each in kinds if each.visible == SheetVisibleEnum.Visible]
    ours = [each for each in visible if "act" in _first_row(book.get_sheet_by_name(each))]
    for candidates in (visible, ours):
        if len(candidates) == 1:
            return candidates[0]
    if not visible:
        raise Malformed("{name} has no sheet that is shown.", name=name)
    raise Malformed(
        "{name} has several sheets: {visible}. Say which one is meant, with --sheet.",
        name=name,
        visible=", ".join(visible),
    )


def _first_row(sheet: CalamineSheet) -> list[Value]:
    rows: list[list[Value]] = list(sheet.to_python(skip_empty_area=False, nrows=1))
    return rows[0] if rows else []


def _records(
    sheet: CalamineSheet, seen: ScannedCells, doubtful: dict[int, str], name: str
) -> Iterator[Record]:
    hidden = _under_merged(sheet, seen)
    rows: list[list[Value]] = list(sheet.to_python(skip_empty_area=False))
    width = len(_trimmed([_text(cell) for cell in rows[0]])) if rows else 0
    last = max((row for row, column in seen.bad if column < width), default=0)
    rows += [[""] * width] * (last - len(rows))  # the library ends where the values do
    for number, values in enumerate(rows, start=1):
        texts = [fitting(normal_form(_text(value)), number, name) for value in values]
        if not any(texts[width:]):
            texts = (texts + [""] * width)[:width]
        faults = {
            column: reason
            for column, value in enumerate(values[: len(texts)])
            if (reason := _fault(value, (number, column), seen, doubtful, hidden))
        }
        yield Record(number, texts, faults if number > 1 else {})


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _under_merged(sheet: CalamineSheet, seen: ScannedCells) -> set[Place]:
    """Return the cells that lie under a merged one, as far as there are values."""
    found: set[Place] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        rows = range(top, min(bottom, seen.rows - 1) + 1)
        columns = range(left, min(right, seen.columns - 1) + 1)
        found.update((row + 1, column) for row in rows for column in columns)
        found.discard((top + 1, left))
    return found


def _fault(
    value: Value, place: Place, seen: ScannedCells, doubtful: dict[int, str], merged: set[Place]
) -> str:
    if place in merged:
        return worded("The cell is part of a merged one; unmerge it, and fill each cell.")
    if place in seen.bad:
        return seen.bad[place]
    if isinstance(value, time | timedelta):
        return worded("This cell is a time of day; {advice}.", advice=ADVICE)
    if isinstance(value, date):
        return doubtful.get(seen.styles.get(place, 0), "")
    return ""


def _text(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
        case datetime():
            on_the_day = value.time() == time()
            return value.date().isoformat() if on_the_day else value.isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)
