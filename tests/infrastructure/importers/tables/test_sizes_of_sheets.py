"""A small file whose values are far apart is refused before it fills the memory of the machine."""

from collections.abc import Sequence

import pytest
import xlsxwriter

from domain.errors import Malformed
from infrastructure.importers.tables import sheet_cells
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.sheet_cells import scan_cells
from infrastructure.importers.tables.struck_through import StruckNumbers
from tests.infrastructure.importers.sheets import Cell, changed, made
from tests.infrastructure.importers.tables.test_open_document import cell, document, row, sheet
from tests.infrastructure.importers.test_xlsx_package import SHEET

LIMIT = 20
TOO_FAR = "its values reach beyond row 1,000,000, or are spread too far"
Sheet = Sequence[Sequence[Cell]]


def xlsx(*sheets: Sheet, merged: str = "") -> bytes:
    """Return a workbook with these sheets, in each of which cells may be merged."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        for rows in sheets:
            worksheet = workbook.add_worksheet()
            for number, cells in enumerate(rows):
                worksheet.write_row(number, 0, cells)
            if merged:
                worksheet.merge_range(merged, "x")

    return made(fill)


def ods(*sheets: Sheet) -> bytes:
    filled = [[row(*(cell(str(each or "")) for each in cells)) for cells in s] for s in sheets]
    return document(*(sheet(*rows, name=f"S{place}") for place, rows in enumerate(filled)))


FORMS = {"f.xlsx": xlsx, "f.ods": ods}
WIDE_AND_LONG: Sheet = [["act", *[None] * 5, "name"], ["join"], [None], ["join"]]
SMALL: Sheet = [["act", "name"], ["join", "Ada"], ["join", "Bo"], ["join", "Cem"]]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let little fit into memory."""
    monkeypatch.setattr(sheet_cells, "LARGEST", LIMIT)


@pytest.mark.parametrize("name", FORMS)
class TestSheetsThatAreTooLarge:
    def test_by_their_rows_and_columns(self, name: str) -> None:
        """Five filled cells are kept as many as their rectangle has."""
        with pytest.raises(Malformed, match=TOO_FAR):
            read_table(FORMS[name](WIDE_AND_LONG), name)

    def test_together(self, name: str) -> None:
        """Each fits, and all are read."""
        assert len(list(read_table(FORMS[name](SMALL, SMALL), name).rows)) == 6
        with pytest.raises(Malformed, match=TOO_FAR):
            read_table(FORMS[name](SMALL, SMALL, SMALL), name)

    def test_but_not_by_those_that_are_not_meant(self, name: str) -> None:
        """A workbook may have much beside the list."""
        content = FORMS[name](SMALL, SMALL, SMALL)
        first = "Sheet1" if name == "f.xlsx" else "S0"

        assert len(list(read_table(content, name, sheet=first).rows)) == 3

    def test_as_one_table(self, name: str) -> None:
        """Each row of it has the columns of all sheets."""
        other: Sheet = [["act", "member", "on", "note"], ["join", "KEN"], ["join", "ATL"]]
        with pytest.raises(Malformed, match=TOO_FAR):
            read_table(FORMS[name]([*SMALL[:3]], other), name)

    def test_by_all_their_rows(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A row takes more memory than its cells."""
        monkeypatch.setattr(sheet_cells, "ROW_LIMIT", 5)
        assert len(list(read_table(FORMS[name](SMALL), name).rows)) == 3
        with pytest.raises(Malformed, match="reach beyond row 5"):
            read_table(FORMS[name](SMALL, SMALL), name)


def test_merged_cells_that_reach_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell under a merged one is remembered."""
    monkeypatch.setattr(sheet_cells, "MOST_COVERED", 5)
    rows = [["act", "name", "on"], ["join"], ["join"], ["join", "Ada", "2026"]]
    assert read_table(xlsx(rows, merged="A2:B3"), "f.xlsx").header == ("act", "name", "on")

    with pytest.raises(Malformed, match="its merged cells reach too far"):
        read_table(xlsx(rows, merged="A2:C3"), "f.xlsx")


@pytest.mark.parametrize("name", FORMS)
def test_merged_cells_that_reach_too_far_together(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of each sheet are few."""
    monkeypatch.setattr(sheet_cells, "MOST_COVERED", 5)
    span = 'office:value-type="string" table:number-rows-spanned="3"'
    rows: Sheet = [["act", "on"], *[[None, "x"]] * 3]
    head, *below = (row(cell(str(each[0] or "")), cell("on")) for each in rows)
    below[0] = row(cell("x", span), cell("x"))

    def merged(count: int) -> bytes:
        if name == "f.xlsx":
            return xlsx(*[rows] * count, merged="A2:A4")
        return document(*(sheet(head, *below, name=f"S{each}") for each in range(count)))

    assert read_table(merged(1), name).header == ("act", "on")

    with pytest.raises(Malformed, match="its merged cells reach too far"):
        read_table(merged(2), name)


def test_a_formula_that_was_never_calculated_in_merged_cells_beside_the_table() -> None:
    """The library has no such column: the file was an unexpected error."""
    content = xlsx([["act"], ["join"], ["leave"]], merged="C1:C3")
    formula = '<c r="C1"><f>COUNTA(A2:A3)</f><v></v></c>'
    content = changed(content, SHEET, '<c r="C1" t="s"><v>3</v></c>', formula)

    assert [each.cells for each in read_table(content, "f.xlsx").rows] == [
        {"act": "join"},
        {"act": "leave"},
    ]


@pytest.mark.slow
def test_more_columns_are_described_than_a_sheet_can_have() -> None:
    """Each costs time, and a small file can hold millions."""
    columns = '<col min="1" max="1000" hidden="1"/>' * 16_385
    part = f"<worksheet>{columns}</worksheet>"

    with pytest.raises(Malformed, match="describes more columns than a sheet can have"):
        scan_cells(part.encode(), "f.xlsx", StruckNumbers(frozenset(), frozenset()))


def test_cells_of_one_row_that_are_merged_over_columns_are_all_named() -> None:
    """Two of them reach over the same rows, and nothing below them can be used."""
    wide = (
        'office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="2"'
    )
    covered = "<table:covered-table-cell/>"
    head = row(*map(cell, "abcd"))
    pair = row(cell("x", wide), covered, cell("y", wide), covered)
    below = row(*[covered] * 4)

    table = read_table(document(sheet(head, pair, below, row(*map(cell, "wxyz")))), "f.ods")

    assert [each.number for each in table.rows] == [4]
