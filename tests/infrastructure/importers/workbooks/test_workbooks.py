"""Workbooks: what a person sees in a cell is what is read, or the row says why not."""

from datetime import date, datetime, time

import pytest
import xlsxwriter

from domain.errors import Malformed
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.table import InputTable
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.sheets import Cell, book, changed, made

SHEET = "xl/worksheets/sheet1.xml"
DAY = date(2022, 6, 1)


def cells(*row: Cell, shown: str = "yyyy-mm-dd") -> list[str]:
    header = [f"c{number}" for number, _ in enumerate(row)]
    (read,) = read_table(book(header, row, shown=shown), "f.xlsx").rows
    return [read.cells[column] for column in header]


def problem(table: InputTable) -> str:
    (told,) = table.problems
    return str(told)


def test_cells_become_the_text_that_is_seen() -> None:
    """A spreadsheet keeps 7 as 7.0 and a date as a number of days."""
    row: list[Cell] = ["  Côte\r\nd'Ivoire ", 7, 7.5, 1e-7, 1e20, DAY, *(True, False)]

    assert cells(*row) == [
        "Côte\nd'Ivoire",
        *("7", "7.5", "0.0000001", "1" + 20 * "0"),
        *("2022-06-01", "yes", "no"),
    ]


def test_a_moment_keeps_its_time() -> None:
    """To cut it off would be a guess."""
    moment = datetime(2022, 6, 1, 14, 5)  # noqa: DTZ001  # a spreadsheet knows no zones

    assert cells(moment, shown="yyyy-mm-dd hh:mm") == ["2022-06-01 14:05:00"]
    assert cells(DAY, shown='yyyy". gada "d. mmmm') == ["2022-06-01"]  # the form of a country


def test_a_workbook_is_the_same_table_as_its_csv(ready: Office) -> None:
    """A row that came as CSV is known when it comes as a workbook."""
    header = ["act", "member", "instrument", "on"]
    row = ["sign", "KEN", "T", "2022-06-02"]
    ready.do(",".join(header) + "\n" + ",".join(row))

    report = ready.do(read_table(book(header, [*row[:3], date(2022, 6, 2)]), "file.xlsx"))

    assert (report.unchanged, len(report.records)) == (1, 0)


def test_rows_are_counted_as_the_sheet_shows_them() -> None:
    """Blank rows and columns to the right are none, wherever the sheet was touched."""
    table = read_table(book(["a", "b", ""], ["1", "2"], [None], ["3", "4"]), "f.xlsx")

    assert [(row.number, row.cells["a"]) for row in table.rows] == [(2, "1"), (4, "3")]


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        ('yyyy-mm-dd" (withdrawn)"', "This cell shows more than a day, by its format; write it"),
        ('"<="yyyy-mm-dd', "This cell shows more than a day, by its format; write it"),
        ('"c. "yyyy-mm-dd', "This cell shows more than a day, by its format; write it"),
        ('"not "yyyy-mm-dd', "This cell shows more than a day, by its format; write it"),
        ("mmm-yy", "This cell is shown as a month, but holds a day; write it as a text such as"),
        ("yyyy", "This cell is shown as a year, but holds a day"),
        ('yyyy "d"', "This cell is shown as a year"),
        ("d mmm", "This cell is shown without its year"),
        ("dddd, yyyy", "This cell is shown as a year"),
        ("hh:mm", "This cell is shown as a time of day"),
    ],
)
def test_a_date_that_is_shown_as_less_than_a_day_is_questioned(shown: str, reason: str) -> None:
    """Somebody typed 2022-06, and the spreadsheet made the first of June of it."""
    told = problem(read_table(book(["on"], [DAY], shown=shown), "f.xlsx"))

    assert told.startswith("Row 2, column 'on', value '2022-06-01': ")
    assert reason in told


@pytest.mark.parametrize(
    ("cell", "shown", "read"),
    [
        (time(14, 5), "hh:mm", "14:05"),
        (time(0, 0), "hh:mm", "00:00"),
        (time(9, 5, 7), "hh:mm:ss", "09:05:07"),
        (time(14, 5), "[h]:mm", "14:05"),
        (time(23, 59, 59, 500_000), "hh:mm:ss", "23:59:59"),
        (time(10, 39, 59, 999_900), "hh:mm", "10:40"),
    ],
)
def test_a_time_of_day_is_an_hour(cell: time, shown: str, read: str) -> None:
    """A spreadsheet makes one of what is typed as 14:05."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["on", "x"])
        sheet.write_datetime(1, 0, cell, workbook.add_format({"num_format": shown}))
        sheet.write(1, 1, "x")

    assert read_table(made(fill), "f.xlsx").rows[0].cells["on"] == read


def test_a_duration_is_no_hour() -> None:
    """More than a day was hardly meant."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "on")
        sheet.write_number(1, 0, 1.5, workbook.add_format({"num_format": "[h]:mm"}))

    assert "This cell is a duration" in problem(read_table(made(fill), "f.xlsx"))


def test_errors_and_formulas_without_a_value_are_problems() -> None:
    """They would be read as blanks, and a blank means something else."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_formula(1, 0, "=1/0", value="#DIV/0!")
        sheet.write_formula(1, 1, "=1+1", value=2)
        sheet.write_formula(1, 2, "=1+2", value=4711)

    content = changed(made(fill), SHEET, "<v>4711</v>", "")
    table = read_table(content, "f.xlsx")

    assert [(p.column, p.reason.split(";")[0]) for p in table.problems] == [
        ("a", "The spreadsheet shows an error here"),
        ("c", "This formula was never calculated"),
    ]


@pytest.mark.parametrize("empty", ["<v/>", "<v></v>", "<v> </v>"])
def test_a_formula_with_an_empty_value_was_never_calculated(empty: str) -> None:
    """Programs that cannot calculate write it so; a row of such formulas is no blank row."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["x", "y"])
        sheet.write_formula(2, 1, "=1+2", value=4711)

    table = read_table(changed(made(fill), SHEET, "<v>4711</v>", empty), "f.xlsx")

    assert [(p.row, p.column, p.reason.split(";")[0]) for p in table.problems] == [
        (3, "b", "This formula was never calculated")
    ]


def test_a_last_row_of_formulas_without_values_is_a_bad_one() -> None:
    """The library does not tell of rows below the last value."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(3, 0, "=1+2", value=4711)
        sheet.write_formula(8, 2, "=1+2", value=4711)

    table = read_table(changed(made(fill), SHEET, "<v>4711</v>", ""), "f.xlsx")

    assert [(p.row, p.column) for p in table.problems] == [(4, "a")]


def test_a_formula_that_gives_an_empty_text_is_a_blank() -> None:
    """Many a template has cells such as =IF(A2="","",…) that wait for others."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write(1, 0, "x")
        sheet.write_formula(1, 1, '=""', value="text")

    table = read_table(changed(made(fill), SHEET, "<v>text</v>", "<v></v>"), "f.xlsx")

    assert (table.problems, table.rows[0].cells) == ((), {"a": "x"})


class TestSheets:
    @staticmethod
    def many(*names: str, hidden: int = 0, ours: str = "") -> bytes:
        def fill(workbook: xlsxwriter.Workbook) -> None:
            for number, name in enumerate(names):
                sheet = workbook.add_worksheet(name)
                sheet.write_row(0, 0, ["act" if name == ours else "x"])
                sheet.write_row(1, 0, [name])
                if number >= len(names) - hidden:
                    sheet.hide()

        return made(fill)

    def test_the_only_one_that_is_shown_is_meant(self) -> None:
        """Lists of words stand on hidden sheets."""
        table = read_table(self.many("One", "Words", hidden=1), "f.xlsx")

        assert table.rows[0].cells == {"x": "One"}

    def test_the_only_one_with_acts_is_meant(self) -> None:
        """Our template explains itself on another sheet."""
        table = read_table(self.many("Guide", "Two", ours="Two"), "f.xlsx")

        assert table.rows[0].cells == {"act": "Two"}

    def test_otherwise_it_has_to_be_named(self) -> None:
        """To take the first would be a guess."""
        content = self.many("One", "Two")

        with pytest.raises(Malformed, match=r"several sheets: One, Two\. Say which one is meant"):
            read_table(content, "f.xlsx")
        assert read_table(content, "f.xlsx", sheet="Two").rows[0].cells == {"x": "Two"}
        with pytest.raises(Malformed, match=r"has no sheet 'Tow'\. Did you mean 'Two'"):
            read_table(content, "f.xlsx", sheet="Tow")
        with pytest.raises(Malformed, match="It has One, Two"):
            read_table(content, "f.xlsx", sheet="Something")
        accents = self.many("Été", "É"), "f.xlsx"
        assert read_table(*accents, sheet="E\u0301").rows[0].cells == {"x": "É"}

    def test_of_several_with_a_column_act_each_must_be_ours(self) -> None:
        """A list of laws has acts, too."""

        def fill(workbook: xlsxwriter.Workbook) -> None:
            workbook.add_worksheet("Rows").write_row(0, 0, ["act", "member"])
            workbook.add_worksheet("Laws").write_row(0, 0, ["act", "In force"])

        with pytest.raises(Malformed, match=r"several sheets: Rows, Laws\. Say which one"):
            read_table(made(fill), "f.xlsx")

    def test_a_csv_file_has_none(self) -> None:
        """Whoever names a sheet has another file in mind."""
        with pytest.raises(Malformed, match="is no workbook, so it has no sheet 'One'"):
            read_table(b"a\n1\n", "f.csv", sheet="One")

    def test_none_is_shown(self) -> None:
        """What nobody sees is not imported unasked."""
        content = changed(
            self.many("One"),
            "xl/workbook.xml",
            '<sheet name="One"',
            '<sheet name="One" state="hidden"',
        )

        with pytest.raises(Malformed, match="has no sheet that is shown"):
            read_table(content, "f.xlsx")


def test_cells_without_a_reference_follow_each_other() -> None:
    """Some programs leave out what can be counted."""
    content = book(["a", "b"], ["x", date(2022, 6, 1)], shown="yyyy")
    for reference in ("A1", "B1", "A2", "B2"):
        content = changed(content, SHEET, f'<c r="{reference}"', "<c")

    assert "column 'b'" in problem(read_table(content, "f.xlsx"))


def test_a_row_that_is_longer_than_the_header_is_a_bad_one() -> None:
    """A value without a column would be lost, or, in a foreign table, gets a column."""
    told = problem(read_table(book(["act"], ["1", "2"]), "f.xlsx"))
    foreign = read_table(book(["a"], ["1", "2"]), "f.xlsx")

    assert told == "Row 2: The row has 2 cells, but the header names 1 columns."
    assert foreign.rows[0].cells == {"a": "1", "Column 2": "2"}
    assert "Columns without a name were given one: 'Column 2'." in list(foreign.seen())


def test_a_text_that_is_not_there_is_damage() -> None:
    """Half a file must not be read as a whole one."""
    content = changed(book(["a"], ["x"]), SHEET, "<v>1</v>", "<v>99</v>")

    with pytest.raises(Malformed, match="damaged"):
        read_table(content, "f.xlsx")
