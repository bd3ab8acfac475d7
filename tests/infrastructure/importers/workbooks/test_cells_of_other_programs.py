"""Cells of workbooks as other programs than ours write them."""

from datetime import date, datetime

import pytest
import xlsxwriter

from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.importers.sheets import book, changed, made

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
DAY = date(2022, 6, 1)


def read(content: bytes) -> dict[str, str]:
    return dict(read_table(content, "f.xlsx").rows[0].cells)


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    """Old programs of Apple did."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "on")
        sheet.write_number(1, 0, 1.5, workbook.add_format({"num_format": "yyyy-mm-dd"}))

    plain = made(fill)
    other = changed(plain, "xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"')

    assert read(plain) == {"on": "1900-01-01 12:00:00"}
    assert read(other) == {"on": "1904-01-02 12:00:00"}


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)])
def test_the_leap_day_of_1900_that_there_was_not_moves_no_day(day: date) -> None:
    """Spreadsheets count it, and always did."""
    assert read(book(["on"], [day])) == {"on": day.isoformat()}


def test_a_moment_is_exact_to_a_thousandth_of_a_second() -> None:
    """Of days in parts, no more is meant."""
    moment = datetime(2022, 6, 1, 2, 57, 46, 598_000)  # noqa: DTZ001  # a spreadsheet knows no zones

    assert read(book(["on"], [moment])) == {"on": "2022-06-01 02:57:46.598000"}


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("<c r='A2' t='d'><v>2022-06-01T00:00:00</v></c>", "2022-06-01"),
        ("<c r='A2' t='d' s='1'><v>2022-06-01T10:40:00</v></c>", "2022-06-01 10:40:00"),
        ("<c r='A2' t='b'><v>1</v></c>", "yes"),
        (
            "<c r='A2' t='inlineStr'><is><r><t>a</t></r><r><t> b</t></r></is></c>",
            "a b",
        ),
        ("<c t='str'><f>A1</f><v>x_x000A_y_x005F_x000A_</v></c>", "x\ny_x000A_"),
        ("<c r='A2' t='b'><v/></c><c r='B2'><v>7</v></c>", ""),
    ],
)
def test_a_cell_is_what_it_shows(given: str, read_as: str) -> None:
    """Whatever the way in which it stands in the file."""
    whole = '<c r="A2" s="1"><v>44713</v></c>'
    content = changed(book(["a", "b"], [DAY, "c"]), SHEET, whole, given)

    assert read(content).get("a", "") == read_as


def test_readings_of_words_are_no_words() -> None:
    """Japanese programs keep beside a name how it is said."""
    said = "<t>\u6771\u4eac</t><rPh sb='0' eb='2'><t>tokyo</t></rPh>"
    content = changed(book(["a"], ["b"]), TEXTS, "<t>b</t>", said)

    assert read(content) == {"a": "\u6771\u4eac"}
