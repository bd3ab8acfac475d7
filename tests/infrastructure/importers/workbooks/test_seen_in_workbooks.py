"""What a workbook shows and hides: merged cells, hidden rows and columns."""

import pytest
import xlsxwriter

from domain.errors import Malformed
from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.importers.sheets import made


@pytest.mark.slow
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

    assert [row.cells for row in table.rows[:2]] == [{"a": "x"}, {"a": "x", "b": "y"}]
    assert "Row 4, column 'b': The cell is part of a merged one" in str(table.problems[0])
    assert table.notes == ("Merged cells were read as filled in each row: row 3.",)


def test_below_a_bad_cell_that_is_merged_downwards_all_are_bad() -> None:
    """Only the first row was: the others had a day from a month, or a blank from an error."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_column(1, 2, ["x", "y", "z"])
        sheet.merge_range(1, 0, 2, 0, 44713, workbook.add_format({"num_format": "mmm yyyy"}))
        sheet.merge_range(1, 1, 2, 1, "")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    table = read_table(made(fill), "f.xlsx")

    assert [(problem.row, problem.column) for problem in table.problems] == [
        *((2, "a"), (2, "b"), (3, "a"), (3, "b"))
    ]
    assert [row.cells for row in table.rows] == [{"c": "z"}]


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


def test_all_with_acts_are_read_as_one() -> None:
    """A sheet an act is easier to read, and is one decision all the same."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        for name, *rows in (
            ("sign", ["act", "member", "on"], ["sign", "KEN", "2022"], ["sign", "", "x", "y"]),
            ("guide", ["What", "How"], ["a", "b"]),
            ("join", ["", "act", "name", "member"], ["", "join", "=1", "ATL"], ["z", "join"]),
            ("empty", ["act"]),
        ):
            sheet = workbook.add_worksheet(str(name))
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell)

    table = read_table(made(fill), "f.xlsx")

    assert table.header == ("act", "member", "on", "name")
    cells = {"act": "sign", "member": "KEN", "on": "2022"}
    assert [(str(row.number), row.cells) for row in table.rows] == [("2 (sign)", cells)]
    assert [str(each).split(".")[0] for each in table.problems] == [
        "Row 3 (sign): The row has a value in a column without a name",
        (
            "Row 2 (join), column 'name', value '=1': A spreadsheet would run this as a "
            "formula, since it begins with '='"
        ),
        "Row 3 (join): The row has a value in a column without a name",
    ]
    assert table.notes == ("Read as one: sheets sign, join, empty.",)


def test_of_two_columns_with_one_name_none_is_taken() -> None:
    """The second would be read for the first, and nobody would see it."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        header = ["act", "member", "name", "member", "on"]
        workbook.add_worksheet("leave").write_row(0, 0, ["act", "member", "on"])
        workbook.add_worksheet("join").write_row(0, 0, header)

    with pytest.raises(
        Malformed, match=r"f\.xlsx \(join\) has more than one column named 'member'"
    ):
        read_table(made(fill), "f.xlsx")


def test_cells_that_were_only_touched_are_none() -> None:
    """Whoever gave a whole column a colour has filled in nothing."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["1", "2"])
        for row in range(3):
            sheet.write_blank(row, 2, None, workbook.add_format({"bold": True}))

    table = read_table(made(fill), "f.xlsx")

    assert table.header == ("a", "b")
    assert [row.cells for row in table.rows] == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("header", "hidden"),
    [
        (["act", "member", "until"], "until"),
        (["votes", "D-1", "D-2"], "D-2"),
        (["meeting", "on", "Left", "member", "presence"], "Left"),
    ],
)
def test_hidden_columns_of_ours_are_read_and_told(header: list[str], hidden: str) -> None:
    """Of a sheet of attendance it was said that they are not read, of others nothing."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, header)
        sheet.write_row(1, 0, ["x"] * len(header))
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.set_column(9, 9, None, None, {"hidden": True})

    table = read_table(made(fill), "f.xlsx")

    assert list(table.rows[0].cells.values()) == ["x"] * len(header)
    assert [*table.seen()][1:] == [f"Hidden columns, read all the same: '{hidden}'."]
