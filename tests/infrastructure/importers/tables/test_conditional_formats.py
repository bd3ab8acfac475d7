"""Cells that a rule of their sheet strikes through are as those that a person does."""

import pytest
import xlsxwriter

from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.struck_through import RULED
from infrastructure.importers.tables.table import InputTable
from tests.infrastructure.importers.sheets import changed, made
from tests.infrastructure.importers.tables.test_open_document import cell, row
from tests.infrastructure.importers.tables.test_struck_through import LINE, document, style

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*areas: str, rule: str = '=$C2="gone"', **look: object) -> bytes:
    """Return one of two rows, whose cells in some areas a rule shows in another way."""

    def fill(book: xlsxwriter.Workbook) -> None:
        page, other = book.add_worksheet(), book.add_format(look or {"font_strikeout": True})
        for number, cells in enumerate((["a", "b", "c"], ["x", 1, "gone"], ["y", 2, ""])):
            page.write_row(number, 0, cells)
        for area in areas:
            page.conditional_format(area, {"type": "formula", "criteria": rule, "format": other})

    return made(fill)


def places(table: InputTable) -> list[tuple[int, str]]:
    """Return the rows and columns that a rule may strike through."""
    assert {each.reason for each in table.problems} <= {RULED}
    return [(each.row, each.column) for each in table.problems]


@pytest.mark.parametrize(
    ("areas", "found"),
    [
        (["A2:C9"], [(2, "a"), (3, "a")]),
        (["C1:C9"], [(2, "c")]),
        (["B3", "E1:E9"], [(3, "b")]),
        (["D1:XFD1048576"], []),
        ([], []),
    ],
)
def test_filled_cells_of_workbooks_that_it_may_strike_are_bad(
    areas: list[str], found: list[tuple[int, str]]
) -> None:
    """A member whose row is struck through by its remark was recorded in silence."""
    assert places(read_table(workbook(*areas), "f.xlsx")) == found


def test_rules_that_show_in_another_way_do_not_count() -> None:
    """Most rules colour cells."""
    assert places(read_table(workbook("A2:C9", bold=True), "f.xlsx")) == []


@pytest.mark.parametrize("areas", ["A:C", "a2", ""])
def test_areas_that_cannot_be_read_are_the_whole_sheet(areas: str) -> None:
    content = changed(workbook("B3:C9"), SHEET, 'sqref="B3:C9"', f'sqref="{areas}"')

    assert places(read_table(content, "f.xlsx")) == [(2, "a"), (3, "a")]


def test_a_format_may_stand_in_the_rule_itself() -> None:
    """So it is in rules that look at other sheets."""
    space = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    rule = "<x:cfRule><x:dxf><font><strike/></font></x:dxf></x:cfRule>"
    rules = f"<x:conditionalFormatting>{rule}</x:conditionalFormatting>"
    ext = f"<extLst><ext xmlns:x='{space}'>{rules}</ext></extLst></worksheet>"
    content = changed(workbook(), SHEET, "</worksheet>", ext)

    assert places(read_table(content, "f.xlsx")) == [(2, "a"), (3, "a")]


CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
STYLES = style("Gone_5f_1", LINE).replace("><", ' style:display-name="Gone_1"><', 1) + style("Red")


def _rules(area: str, name: str) -> str:
    kind = f'<c:condition c:apply-style-name="{name}" c:value="contains-text(1)"/>'
    date = f'<c:date-is c:style="{name}" c:date="today"/>'
    formats = "".join(
        f'<c:conditional-format c:target-range-address="{area}">{each}</c:conditional-format>'
        for each in (kind, date)
    )
    return f"<c:conditional-formats xmlns:c='{CALC}'>{formats}</c:conditional-formats>"


@pytest.mark.parametrize(
    ("area", "name", "found"),
    [
        ("List.A2:List.B9", "Gone_1", [(2, "a"), (3, "a")]),
        ("'A. B''s'.B3 'A. B''s'.E1:.F9", "Gone_1", [(3, "b")]),
        ("List.A2:List.B9", "Red", []),
    ],
)
def test_filled_cells_of_open_documents_that_it_may_strike_are_bad(
    area: str, name: str, found: list[tuple[int, str]]
) -> None:
    """LibreOffice keeps its rules below the cells."""
    rows = (row(cell("x"), cell("1")), row(cell("y"), cell("2")), _rules(area, name))

    assert places(document(*rows, styles="", of_people=STYLES)) == found


def test_a_style_may_have_a_rule() -> None:
    """So it is in the format itself, and cells have the styles of their columns."""
    rule = '<style:map style:condition="x" style:apply-style-name="Gone_5f_1"/></style:style>'
    styles = style("ruled").replace("</style:style>", rule)
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="ruled"/>'
    rows = row(cell("x"), cell("1"))

    table = document(rows, styles=styles, of_people=STYLES, columns=columns)

    assert places(table) == [(2, "b")]
