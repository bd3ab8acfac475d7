"""Numbers of a spreadsheet are read as their cells show them, by the format or by what is shown."""

from decimal import Decimal

import pytest
import xlsxwriter

from infrastructure.importers.tables.open_document_values import shown_number
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.shown_numbers import shown, shown_text
from tests.infrastructure.importers.sheets import made
from tests.infrastructure.importers.tables.test_open_document import cell, read, row


@pytest.mark.parametrize(
    ("held", "code", "said"),
    [
        *((7, "000", "007"), (7, '"D-"000', "D-007"), (7, '"2026-"000', "2026-007")),
        *((0.5, "0%", "50%"), (0.505, "0%", "51%"), (0.505, "0.0%", "50.5%"), (5, 9, "500%")),
        *((1234567, "#,##0", "1234567"), (7, "0.00", "7"), (2.0000000001, "0", "2")),
        *((1234.5, "[$€-407] #,##0.00", "1234.5"), (5, "#,##0\\ [$CHF]", "5"), (5, 3, "5")),
        *((-5, "0;(0)", "-5"), (-5, "0", "-5"), (-7, '"D-"000', "-D-007"), (5, "@", "5")),
        *((5, ";;;", ""), (0, "0;-0;;@", ""), (0, '"yes";;"no"', "no"), (3, "0\\.", "3.")),
        *((0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-', "0"), (5, '"No "General', "No 5")),
        *((1e20, "0.00E+00", "100000000000000000000"), (1e-7, "General", "0.0000001")),
        *((50, '0"%"', "50%"), (50, "0\\%", "50%"), (0.5, '0%"of all"', "50%of all")),
        *((0, '[=1]"Yes";[=0]"No";General', None), (-5, '[<100]"low";"high"', None)),
        *((12345, "0,.0", None), (1234567, '#,##0,.00"k"', None), (1, "[" * 50_000, "")),
        *((1e300, "0." + "0" * 253, f"1{'0' * 300}"), (7, "[Red]0", "7")),
        *((0.25, "# ?/?", None), (0.25, 12, None), (3, '[=3]"three"', None)),
        *((1500, "0,", None), (1500, '0.0,"k"', None), (5551234, "000-0000", None)),
    ],
)
def test_a_number_is_read_as_it_is_shown(held: float, code: str | int, said: str | None) -> None:
    """A reference such as 007 is not 7, and where nobody can say what is shown, nothing is."""
    plain = f"{Decimal(repr(held)):f}"

    assert shown(Decimal(plain), plain, code) == said


@pytest.mark.parametrize("code", ["0.00", "0%", "General", 9])
@pytest.mark.parametrize("held", ["NaN", "sNaN", "-Infinity", "1E+400", "9" * 310, "1E+999999"])
def test_what_no_spreadsheet_can_hold_is_read_as_it_is_held(held: str, code: str | int) -> None:
    """Programs that write workbooks without Excel write NaN and the like."""
    assert shown(Decimal(held), held, code) == held


def test_a_number_that_is_shown_in_an_odd_way_makes_its_row_a_bad_one() -> None:
    """A quarter that is shown as 1/4 was recorded as 0.25."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["reference", "share"])
        sheet.write_number(1, 0, 7, workbook.add_format({"num_format": '"D-"000'}))
        sheet.write_number(2, 1, 0.25, workbook.add_format({"num_format": "# ?/?"}))

    table = read_table(made(fill), "f.xlsx")

    assert [row.cells["reference"] for row in table.rows] == ["D-007"]
    assert "column 'share', value '0.25': This cell holds a number that is shown" in str(
        table.problems[0]
    )


@pytest.mark.parametrize(
    ("held", "seen", "said"),
    [
        *(("7", "007", "007"), ("7", "2026-007", "2026-007"), ("7", "D-7", "D-7")),
        *(("0.5", "50 %", "50 %"), ("1234.5", "1.234,50 €", "1234.5"), ("5", "6", None)),
        *(("1234.5", "1,235", "1235"), ("1.5", "1,500", "1.5"), ("-5", "(5)", "-5")),
        *(("1000000", "1\u2019000\u2019000", "1000000"), ("0", "-", "0"), ("0", "", "")),
        ("100000000000000000000", "1,00E+20", "100000000000000000000"),
    ],
)
def test_a_number_of_an_open_document_is_told_by_what_is_shown(
    held: str, seen: str, said: str | None
) -> None:
    """The file has both, the number and what its cell shows in the language of its author."""
    assert shown_number(held, seen) == said


def test_open_documents_are_read_as_they_are_shown() -> None:
    """A share of 50 % was recorded as 0.5."""
    kinds = {"float": ("7", "D-007"), "percentage": ("0.5", "50%"), "currency": ("5", "5,00 €")}
    cells = [
        cell(seen, f'office:value-type="{kind}" office:value="{held}"')
        for kind, (held, seen) in kinds.items()
    ]
    odd = cell("6", 'office:value-type="float" office:value="5"')

    table = read(row(cell("a"), cell("b"), cell("c")), row(*cells), row(odd, cell("x"), cell("y")))

    assert [*table.rows[0].cells.values()] == ["D-007", "50%", "5"]
    assert "shown in another way" in table.problems[0].reason


@pytest.mark.parametrize(
    ("code", "said"),
    [
        *(('"D-"@', "D-7"), (";;;", ""), ('0;0;0;"hidden"', "hidden"), ("@", "7"), (49, "7")),
        *(("_-* #,##0_-;-* #,##0_-;_-@_-", "7"), ("[$-409]d-mmm-yy;@", "7"), ("0;-0", "7")),
        *(("General", "7"), ('0;-0;0;@" (text)"', "7 (text)"), ("yyyy-mm-dd", "7")),
    ],
)
def test_a_text_is_read_as_its_format_shows_it(code: str | int, said: str) -> None:
    """People hide remarks by three semicolons, and add what all references begin with."""
    assert shown_text("7", code) == said
