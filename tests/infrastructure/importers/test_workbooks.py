"""Workbooks: what a person sees in a cell is what is read, or the row says why not."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DepositaryError, Malformed
from infrastructure.importers import parts
from infrastructure.importers.number_formats import doubts
from infrastructure.importers.reading import read_table
from infrastructure.importers.table import Table
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.sheets import Cell, book, changed, made

SHEET = "xl/worksheets/sheet1.xml"
DAY = date(2022, 6, 1)


def cells(*row: Cell, shown: str = "yyyy-mm-dd") -> list[str]:
    header = [f"c{number}" for number, _ in enumerate(row)]
    (read,) = read_table(book(header, row, shown=shown), "f.xlsx").rows
    return list(read.cells.values())


def problem(table: Table) -> str:
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
    ("code", "reason"),
    [
        (14, ""),
        (22, ""),
        (0, ""),
        (16, "without its year"),
        (17, "as a month"),
        (20, "a time of day"),
        (31, "differs from country to country"),
        ('[$-409]d\\-mmm\\-yyyy;@"x"', ""),
    ],
)
def test_formats_that_every_workbook_has(code: int | str, reason: str) -> None:
    """They are told by number only, and some by another in each country."""
    assert reason in doubts(code)
    assert bool(reason) == bool(doubts(code))


def test_a_time_of_day_is_no_date() -> None:
    """Nor is it a text that anybody wrote."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "on")
        sheet.write_datetime(1, 0, time(14, 5), workbook.add_format({"num_format": "hh:mm"}))

    assert "a time of day" in problem(read_table(made(fill), "f.xlsx"))


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


def test_cells_under_a_merged_one_are_problems() -> None:
    """The spreadsheet shows one value for them all, and keeps it in the first."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.merge_range(1, 0, 2, 0, "x")
        sheet.merge_range(900, 0, 1_000_000, 5, "")
        sheet.write(2, 1, "y")

    table = read_table(made(fill), "f.xlsx")

    assert [row.number for row in table.rows] == [2]
    assert "Row 3, column 'a': The cell is part of a merged one" in str(table.problems[0])


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


class TestFilesThatAreRefused:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"PK\x03\x04rest", "cannot be read as a workbook: it is damaged"),
            (b"\xd0\xcf\x11\xe0rest", "is a workbook of an older kind, which cannot be read. Save"),
            (
                b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
                "is protected by a password, which cannot be read. Save it as",
            ),
            (
                b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                "is an OpenDocument file",
            ),
            (book(["a"])[:-400], "it is damaged"),
            (book([None]), "The first row of f is empty"),
        ],
    )
    def test_with_a_sentence(self, content: bytes, sentence: str) -> None:
        """Staff must know what to do next, not what a decoder thinks."""
        with pytest.raises(Malformed) as refused:
            read_table(content, "f")

        assert sentence in str(refused.value)

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', "declarations that no"),
            ("</sheetData>", "", "cannot be read as a workbook"),
            ('r="A2"', 'r="XFD1048576"', "reach beyond row 1,000,000"),
            ('r="A2"', 'r="XFD9"', "more than 1,000 columns"),
            ('r="A2"', 'r="AAA999999"', "spread too far"),
        ],
    )
    def test_before_they_fill_the_memory(self, old: str, new: str, sentence: str) -> None:
        """A small file can say that it is a very large one."""
        content = changed(book(["a"], ["x"]), SHEET, old, new)

        with pytest.raises(Malformed, match=sentence):
            read_table(content, "f.xlsx")

    def test_that_unpack_to_too_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A bomb is refused by what it says of itself, before it is unpacked."""
        monkeypatch.setattr(parts, "LARGEST", 100)

        with pytest.raises(Malformed, match="unpacks to more than 100 bytes"):
            read_table(book(["a"]), "f.xlsx")

    def test_with_two_parts_of_one_name(self) -> None:
        """Two readers would see two different tables."""
        content = io.BytesIO(book(["a"]))
        with (
            pytest.warns(UserWarning, match="Duplicate"),
            zipfile.ZipFile(content, "a") as file,
        ):
            file.writestr(SHEET, b"<x/>")

        with pytest.raises(Malformed, match="two of its parts have one name"):
            read_table(content.getvalue(), "f.xlsx")

    def test_with_locked_parts(self) -> None:
        """A lock inside the file is told apart from damage."""
        content = bytearray(book(["a"]))
        at = content.index(b"PK\x01\x02")
        content[at + 8] |= 1

        with pytest.raises(Malformed, match="parts of it are locked"):
            read_table(bytes(content), "f.xlsx")


def test_cells_without_a_reference_follow_each_other() -> None:
    """Some programs leave out what can be counted."""
    content = book(["a", "b"], ["x", date(2022, 6, 1)], shown="yyyy")
    for reference in ("A1", "B1", "A2", "B2"):
        content = changed(content, SHEET, f'<c r="{reference}"', "<c")

    assert "column 'b'" in problem(read_table(content, "f.xlsx"))


@given(st.integers(0, 5000), st.integers(0, 255))
def test_no_damage_ever_gives_a_traceback(at: int, byte: int) -> None:
    """Whatever is sent, the answer is a table or a sentence."""
    content = bytearray(book(["act", "on"], ["join", DAY]))
    content[at % len(content)] = byte

    try:
        read_table(bytes(content), "f.xlsx")
    except DepositaryError as error:
        sentence = str(error)
    else:
        sentence = "It was read."
    assert sentence.endswith((".", "?"))
