"""Templates that people fill in, and copies of their files in which bad cells are marked."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from domain.errors import Malformed
from infrastructure.importers.rows.act_request import ACTS, choices_of
from infrastructure.importers.rows.standard_columns import COLUMNS
from infrastructure.importers.tables.problems import BadRows, RowProblem
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.workbooks.error_workbook import error_workbook
from infrastructure.importers.workbooks.sheet_writer import LONGEST
from infrastructure.importers.workbooks.templates import template_workbook
from tests.infrastructure.importers.every import (
    FOUNDING,
    OF_BODIES,
    OF_MEETINGS,
    OF_PROGRESS,
    OF_VOTING,
)
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.sheets import Cell, book, in_full


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def marked(folder: Path, content: bytes, *problems: RowProblem, name: str = "f.csv") -> bytes:
    path = folder / name
    path.write_bytes(content)
    return error_workbook(path, problems, None, None)


def told(table: InputTable) -> list[list[str]]:
    return [list(row.values()) for row in in_full(table)]


class TestTemplate:
    def test_has_every_column_and_no_row(self) -> None:
        """What staff fill in is what the importer reads."""
        table = read_table(template_workbook(), "rows.xlsx")

        assert table.header == COLUMNS
        assert table.rows == ()

    def test_is_the_same_on_every_day(self) -> None:
        """Two people who compare their templates must see no difference."""
        assert template_workbook() == template_workbook()

    def test_offers_words_and_explains_the_acts(self) -> None:
        """Nobody has to know our words by heart."""
        content = template_workbook({"member": ("ATL", "ERE")})

        assert part(content, "xl/worksheets/sheet1.xml").count('<dataValidation type="list"') > 10
        texts = part(content, "xl/sharedStrings.xml")
        assert all(word in texts for word in ("ERE", "ad_referendum", ACTS["chair"].summary()))
        assert 'name="Words" sheetId="5" state="hidden"' in part(content, "xl/workbook.xml")
        assert "Needed by: " in part(content, "xl/comments1.xml")

    def test_cells_are_texts(self) -> None:
        """A spreadsheet makes the first of June of 2022-06 wherever it may."""
        assert '<xf numFmtId="49"' in part(template_workbook(), "xl/styles.xml")

    def test_offers_every_word_that_an_act_takes(self) -> None:
        """A list that lacks one would keep people from writing what is right."""
        for row in [*FOUNDING, *OF_BODIES, *OF_MEETINGS, *OF_VOTING, *OF_PROGRESS]:
            for column, cell in row.items():
                assert cell in (choices_of(column) or (cell,)), column

    def test_offers_the_words_of_our_own_columns(self) -> None:
        """Some are words of no event."""
        assert choices_of("founding") == ("yes", "no")
        assert choices_of("visibility") == ("public", "members", "secretariat")
        assert "sign" in choices_of("act")
        assert choices_of("narrative") == ()


class TestErrorWorkbook:
    def test_marks_the_cell_and_says_why(self, tmp_path: Path) -> None:
        """Whoever mends it sees where, and needs nothing else open."""
        csv = b"a,b\nx,1\n\ny,2\nz,\n"
        problems = [RowProblem(4, "b", "2", "Too few."), RowProblem(5, "", "", "Not such a row.")]

        content = marked(tmp_path, csv, *problems, RowProblem(4, "a", "y", "Not y."))

        table = read_table(content, "out.xlsx")
        assert table.header == ("problem", "a", "b")
        assert told(table) == [
            ["", "x", "1"],
            ["b: Too few.\na: Not y.", "y", "2"],
            ["Not such a row.", "z", ""],
        ]
        notes = part(content, "xl/comments1.xml")
        assert all(each in notes for each in ('ref="C3"', "Too few.", 'ref="A3"', 'ref="A4"'))

    def test_can_be_mended_and_imported(self, ready: Office, tmp_path: Path) -> None:
        """The way back is the point of it; rows that were recorded before are known."""
        header = "act,member,instrument,on\n"
        rows = "sign,KEN,I,2022-06-02\nsign,KEN,T,last June\n"
        ready.do(header + rows, skip_bad_rows=True)
        with pytest.raises(BadRows) as refused:
            ready.do(header + rows)
        content = marked(tmp_path, (header + rows).encode(), *refused.value.problems)
        marks = read_table(content, "out.xlsx")
        with pytest.raises(BadRows):
            ready.do(marks)

        mended: list[list[Cell]] = [list(row) for row in told(marks)]
        mended[1][-1] = "2022-06"
        report = ready.do(read_table(book(marks.header, *mended), "out.xlsx"))

        assert (report.unchanged, dict(report.acts)) == (1, {"sign": 1})

    def test_what_was_doubtful_stays_so_until_it_is_mended(self, tmp_path: Path) -> None:
        """A month that a spreadsheet made a day of would pass as that day otherwise."""
        content = book(["on"], [date(2022, 6, 1)], shown="mmm-yy")

        out = marked(tmp_path, content, RowProblem(2, "on", "", "Shown as a month."), name="f.xlsx")

        (problem,) = read_table(out, "out.xlsx").problems
        assert problem.value == "CORRECT: 2022-06-01"
        assert problem.reason == "Write the value that is meant here, without 'CORRECT:'."

    def test_marks_a_copy_again(self, tmp_path: Path) -> None:
        """Nobody mends everything at once."""
        once = marked(tmp_path, b"a\nx\n", RowProblem(2, "a", "x", "Not x."))

        twice = marked(tmp_path, once, RowProblem(2, "a", "x", "Still not x."), name="f.xlsx")

        table = read_table(twice, "out.xlsx")
        assert table.header == ("problem", "a")
        assert told(table) == [["a: Still not x.", "x"]]

    def test_short_rows_are_filled_up(self, tmp_path: Path) -> None:
        """They are bad for just that reason, and must not be lost."""
        content = marked(tmp_path, b"a,b\nx\n", RowProblem(2, "", "", "The row has 1 cell."))

        assert told(read_table(content, "out.xlsx")) == [["The row has 1 cell.", "x", ""]]

    def test_a_cell_that_no_workbook_holds_is_said(self, tmp_path: Path) -> None:
        """To cut it off in silence would change the record."""
        csv = f"a\n{'x' * (LONGEST + 1)}\n".encode()

        with pytest.raises(Malformed, match=r"Row 2 of f\.csv has a cell of more than 32,767"):
            marked(tmp_path, csv, RowProblem(2, "a", "x", "No."))
