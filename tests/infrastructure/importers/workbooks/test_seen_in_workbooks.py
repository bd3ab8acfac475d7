"""What a workbook shows and hides: merged cells, hidden rows and columns."""

import xlsxwriter

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.importers.sheets import made


def test_cells_that_are_merged_downwards_are_filled_and_others_are_problems() -> None:
    """The spreadsheet shows one value for them all, and keeps it in the first."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.merge_range(1, 0, 2, 0, "x")
        sheet.merge.append([900, 0, 1_000_000, 5])  # as merge_range, which goes through all cells
        sheet._check_dimensions(1_000_000, 5)
        sheet.write(2, 1, "y")
        sheet.merge_range(3, 0, 3, 1, "z")
        sheet.write_row(4, 0, ["u", "v"])

    table = read_table(made(fill), "f.xlsx")

    assert [row.cells for row in table.rows[:2]] == [{"a": "x", "b": ""}, {"a": "x", "b": "y"}]
    assert "Row 4, column 'b': The cell is part of a merged one" in str(table.problems[0])
    assert table.notes == ("Merged cells were read as filled in each row: row 3.",)


def test_what_is_hidden_is_told() -> None:
    """A filter hides rows that are true all the same; hidden columns are not for us."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["x", "y"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    table = read_table(made(fill), "f.xlsx")

    assert table.rows[0].cells == {"a": "x", "b": "y"}
    assert list(table.seen()) == [
        "f.xlsx, sheet 'Sheet1': the header is in row 1; rows below it: 1.",
        "Hidden columns, read only where a mapping names them: 'b'.",
        "Hidden, and read all the same: row 2.",
    ]
