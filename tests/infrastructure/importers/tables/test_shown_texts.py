"""What the format of a cell of an .ods adds to a text, or hides of it, is read as it is shown."""

import pytest

from infrastructure.importers.tables.number_formats import MORE
from tests.infrastructure.importers.tables.test_open_document import cell, row
from tests.infrastructure.importers.tables.test_struck_through import document, styled

CONTENT = "<number:text-content/>"
NUMBERS = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"


def _of_texts(name: str, parts: str, kind: str = "text") -> str:
    tag = f"number:{kind}-style"
    return f'<{tag} xmlns:number="{NUMBERS}" style:name="{name}">{parts}</{tag}>'


def _style(name: str, its_format: str = "", parent: str = "") -> str:
    data = f'style:data-style-name="{its_format}"' if its_format else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" '
        f'style:parent-style-name="{parent}" {data}/>'
    )


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (f"<number:text>x </number:text>{CONTENT}", "x abc"),
        (f"<number:text> </number:text>{CONTENT}<number:text> </number:text>", "abc"),
        (f"{CONTENT}<number:text>-</number:text>{CONTENT}", "abc-abc"),
        (CONTENT, "abc"),
        ("<number:text/>", ""),
        ("", ""),
        ("<number:text>secret</number:text>", "secret"),
    ],
)
def test_a_text_is_what_its_cell_shows(parts: str, shown: str) -> None:
    """An .xlsx of the same was read so, and the .ods as what the cell holds."""
    cells = row(cell("abc", styled("own")), cell("z"))

    table = document(cells, styles=_of_texts("N1", parts) + _style("own", "N1"))

    assert [each.cells["a"] for each in table.rows] == [shown]


def test_styles_of_parents_rows_and_columns_count_where_cells_have_none() -> None:
    """A spreadsheet writes what many cells share once."""
    styles = _of_texts("N1", f"<number:text>x </number:text>{CONTENT}") + _style("own", "N1")
    styles += _style("child", parent="own")
    columns = '<table:table-column table:default-cell-style-name="child"/>'
    in_row = row(cell("p"), cell("q"), attributes='table:default-cell-style-name="own"')

    table = document(row(cell("p"), cell("q")), in_row, styles=styles, columns=columns)

    assert [list(each.cells.values()) for each in table.rows] == [["x p", "q"], ["x p", "x q"]]


def test_formats_of_numbers_say_nothing_of_texts() -> None:
    """One may have the name that another part of the file gives to a format of texts."""
    words = "<number:text>x </number:text>"
    first = _of_texts("N1", words + CONTENT)
    styles = _of_texts("N1", words, "number") + _style("own", "N1")
    number = 'office:value-type="float" office:value="7" table:style-name="own"'

    table = document(
        row(cell("abc", styled("own")), cell("7", number)), styles=styles, of_people=first
    )

    assert [list(each.cells.values()) for each in table.rows] == [["abc", "7"]]


@pytest.mark.parametrize("by_condition", [False, True])
@pytest.mark.parametrize(
    ("before", "between", "behind", "is_day"),
    [
        ("", "-", "", True),
        ("den ", ". ", " \u0433.", True),
        ("", " (", ")", True),
        ("c. ", "-", "", False),
        ("~", "-", "", False),
        ("", "-", "\N{MINUS SIGN}", False),
        ("", " bis ", "", False),
        ("", "-", " d", False),
    ],
)
def test_a_date_that_its_cell_shows_as_more_than_a_day_is_a_problem(
    before: str, between: str, behind: str, *, is_day: bool, by_condition: bool
) -> None:
    """An .xlsx of the same was refused, and the .ods read as that very day."""
    words = [f"<number:text>{each}</number:text>" for each in (before, between, between, behind)]
    parts = ("<number:year/>", "<number:month/>", "<number:day/>", "")
    found = "".join(f"{word}{part}" for word, part in zip(words, parts, strict=True))
    plain = "<number:year/><number:text>-</number:text><number:month/>"
    mapped = f'{plain}<style:map style:condition="value()&lt;50000" style:apply-style-name="N2"/>'
    styles = {
        False: _of_texts("N1", found, "date"),
        True: _of_texts("N2", found, "date") + _of_texts("N1", mapped, "date"),
    }[by_condition] + _style("own", "N1")
    day = 'office:value-type="date" office:date-value="2026-02-12" table:style-name="own"'
    shown = f"{before}2026{between}02{between}12{behind}"

    table = document(row(cell(shown, day), cell("z")), styles=styles)

    assert [each.cells["a"] for each in table.rows] == ["2026-02-12"] * is_day
    assert [MORE in str(each) for each in table.problems] == [True] * (not is_day)
