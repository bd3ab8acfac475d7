"""Comments on cells: they are not read, and that is said."""

import pytest
import xlsxwriter

from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.table import InputTable
from tests.infrastructure.importers.sheets import changed, made
from tests.infrastructure.importers.tables.test_open_document import cell, read, row


def _commented(*comments: tuple[int, str]) -> bytes:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Members")
        for number, cells in enumerate((("Code", "Name"), ("KEN", "Kenya"), ("ATL", "Atlantis"))):
            sheet.write_row(number, 0, cells)
        for number, author in comments:
            sheet.write_comment(number, 1, "Left on 30 June!", {"author": author})

    return made(fill)


def _told(table: InputTable) -> list[str]:
    return [str(note) for note in table.notes]


def test_that_are_not_read_are_told_with_their_rows() -> None:
    """“Left on 30 June!” was dropped without a word."""
    table = read_table(_commented((1, "Ada"), (2, "")), "members.xlsx")

    assert _told(table) == ["Comments on cells are not read: rows 2 to 3."]


def test_of_our_own_are_not_told() -> None:
    """They say what to write in a cell."""
    assert _told(read_table(_commented((1, "Depositary")), "members.xlsx")) == []


@pytest.mark.parametrize(
    ("old", "new"), [('authorId="0"', 'authorId="99"'), ('ref="B2"', 'ref="B"')]
)
def test_that_are_damaged_stop_nothing(old: str, new: str) -> None:
    """What cannot be placed is left out."""
    table = read_table(
        changed(_commented((1, "Ada")), "xl/comments1.xml", old, new), "members.xlsx"
    )

    assert len(table.rows) == 2
    assert len(_told(table)) == int("ref" not in old)


def test_of_open_documents_are_told_too() -> None:
    """They are elements within the cell."""
    commented = cell("Kenya").replace(
        "<text:p>", "<office:annotation><text:p>Left!</text:p></office:annotation><text:p>"
    )

    table = read(row(cell("Code"), cell("Name")), row(cell("KEN"), commented))

    assert _told(table) == ["Comments on cells are not read: row 2."]
    assert table.rows[0].cells["Name"] == "Kenya"
