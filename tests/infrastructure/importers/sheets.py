"""Workbooks that tests read: written with XlsxWriter, or put together part by part."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

import xlsxwriter

from infrastructure.importers.tables.table import InputTable

Cell = str | int | float | bool | date | None


def book(*rows: Sequence[Cell], sheet: str = "Rows", shown: str = "yyyy-mm-dd") -> bytes:
    """Return a workbook of one sheet, in which dates are shown in a format."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        style = workbook.add_format({"num_format": shown})
        worksheet = workbook.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    worksheet.write_datetime(number, column, cell, style)
                elif cell is not None:
                    worksheet.write(number, column, cell)

    return made(fill)


def in_full(table: InputTable) -> list[dict[str, str]]:
    """Return the cells of each row by column, with those that are blank."""
    return [{column: row.cells[column] for column in table.header} for row in table.rows]


def made(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """Return the workbook that a function fills."""
    target = io.BytesIO()
    options = {"strings_to_formulas": False, "in_memory": True}
    with xlsxwriter.Workbook(target, options) as workbook:
        fill(workbook)
    return target.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook with other text in one of its parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(target, "w") as other:
        for info in file.infolist():
            data = file.read(info)
            if info.filename == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            other.writestr(info, data)
    return target.getvalue()
