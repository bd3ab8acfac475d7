"""What a spreadsheet or Word passes over is not read, and nothing reaches the library unseen."""

import io
import zipfile

import pytest

from domain.errors import Malformed
from infrastructure.importers.documents.document_words import words_of
from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.importers.documents.test_word_words import document as word_document
from tests.infrastructure.importers.sheets import book, changed, in_full
from tests.infrastructure.importers.tables.test_open_document import cell, document, row, sheet

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
TEXTS, RELATED = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
FAR = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
"""A sheet for which the library would take more memory than there is, and end the program."""
OTHER = 'xmlns:x="urn:other" '
CONTENT = book(["a"], ["b"])
CELLS = [{"a": "b"}]


def with_part(content: bytes, path: str, part: str) -> bytes:
    """Return a workbook with one more part."""
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as parts:
        parts.writestr(zipfile.ZipInfo(path), part)
    return file.getvalue()


@pytest.mark.parametrize(
    "path",
    ["xl\\worksheets\\sheet1.xml", "xl/./worksheets/sheet1.xml", "xl/worksheets//sheet1.xml"],
)
def test_a_part_that_looks_like_that_of_a_sheet_is_not_read(path: str) -> None:
    """The library ended the program, without a word."""
    assert in_full(read_table(with_part(CONTENT, path, FAR), "f.xlsx")) == CELLS


def test_a_sheet_is_the_one_that_its_relationship_names() -> None:
    related = "xl/_rels/workbook.xml.rels"
    content = changed(CONTENT, related, '"worksheets/sheet1', '"./worksheets/sheet1')

    table = read_table(with_part(content, "xl/./worksheets/sheet1.xml", FAR), "f.xlsx")

    assert in_full(table) == CELLS


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("_rels/.rels", "xl/workbook.xml", "xl/book2.xml"),
        ("xl/_rels/workbook.xml.rels", "sharedStrings.xml", "texts.xml"),
        ("xl/_rels/workbook.xml.rels", "styles.xml", "looks.xml"),
    ],
)
def test_parts_elsewhere_than_usual_are_refused(part: str, old: str, new: str) -> None:
    """Others show the one that is named, and the usual one was read."""
    with pytest.raises(Malformed, match="its parts are elsewhere than a spreadsheet puts them"):
        read_table(changed(CONTENT, part, old, new), "f.xlsx")


def test_two_sheets_of_one_name_are_refused() -> None:
    sheets = '<sheet name="Rows" sheetId="1" r:id="rId1"/>'

    with pytest.raises(Malformed, match="two of its sheets have one name"):
        read_table(changed(CONTENT, BOOK, sheets, sheets * 2), "f.xlsx")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c r="A2"', f'<c r="A2" {OTHER}x:r="A9"'),
        ('<c r="A2"', f'<c {OTHER}x:r="XFD1048576" r="A2"'),
        ('<row r="2"', f'<row {OTHER}x:hidden="1" r="2"'),
    ],
)
def test_attributes_of_another_namespace_are_passed_over(old: str, new: str) -> None:
    """A struck cell was read as if it were not, where a second style was one of no spreadsheet."""
    table = read_table(changed(CONTENT, SHEET, old, new), "f.xlsx")

    assert in_full(table) == CELLS
    assert not table.notes


ROW = '<row r="3"><c r="A3"><v>1</v></c></row>'
CHOICES = 'xmlns:x="http://schemas.openxmlformats.org/markup-compatibility/2006" '


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, "</sheetData>", f'<x:row {OTHER}r="3"><c r="A3"><v>1</v></c></x:row></sheetData>'),
        (SHEET, "</sheetData>", f'<row r="3"><x:c {OTHER}r="A3"><v>1</v></x:c></row></sheetData>'),
        (SHEET, "</sheetData>", f"<x:y {OTHER}>{ROW}</x:y></sheetData>"),
        (SHEET, "</sheetData>", f"<extLst><ext>{ROW}</ext></extLst></sheetData>"),
        (
            SHEET,
            "</worksheet>",
            f"<controls><x:anchor {OTHER}><x:row>1</x:row></x:anchor></controls></worksheet>",
        ),
        (SHEET, "<row", f"<x:y {OTHER}/><row"),
        (SHEET, '<c r="A2"', f'<x:y {OTHER}/><c {OTHER}x:r="A9" r="A2"'),
        (TEXTS, "</sst>", f"<x:si {OTHER}><t>c</t></x:si></sst>"),
        (TEXTS, "<si>", "<extLst><ext><si><t>c</t></si></ext></extLst><si>"),
        (TEXTS, "</t>", f"<x:g {OTHER}>c</x:g></t><x:t {OTHER}>d</x:t>"),
        (BOOK, "<sheets>", f'<sheets><x:sheet {OTHER}name="Other" sheetId="9" r:id="rId1"/>'),
        (
            BOOK,
            "</workbook>",
            '<extLst><ext><sheet name="O" r:id="rId1"/></ext></extLst></workbook>',
        ),
        (BOOK, "<workbookPr", f'<x:workbookPr {OTHER}date1904="1"/><workbookPr'),
        (RELATED, "<Relationship ", '<Relationship Id="o" TargetMode="External"/><Relationship '),
        (RELATED, "<Relationship ", f'<x:Relationship {OTHER}Id="rId1" Target="x"/><Relationship '),
    ],
)
def test_what_no_spreadsheet_shows_is_left_out(part: str, old: str, new: str) -> None:
    """The library knows elements by their names alone; more was recorded than anybody saw."""
    assert in_full(read_table(changed(CONTENT, part, old, new), "f.xlsx")) == CELLS


def test_elements_in_one_another_without_end_are_refused_beside_others() -> None:
    """Each takes time, whatever else stands in the part."""
    deep = f"<x:y {OTHER}/>{'<b>' * 300}{'</b>' * 300}</sheetData>"

    with pytest.raises(Malformed, match="its elements stand too deep in one another"):
        read_table(changed(CONTENT, SHEET, "</sheetData>", deep), "f.xlsx")


@pytest.mark.slow
def test_no_time_goes_into_much_that_no_spreadsheet_shows() -> None:
    """A workbook of 2 MB with 63 million of them held the program for 51 seconds."""
    many = f"<x:y {OTHER}>{'<x:b/>' * 1_000_000}</x:y></sheetData>"

    with pytest.raises(Malformed, match="most of it is nothing that spreadsheets show"):
        read_table(changed(CONTENT, SHEET, "</sheetData>", many), "f.xlsx")


def test_of_several_choices_of_cells_none_is_taken() -> None:
    """Each program shows another one."""
    rows = f"<x:AlternateContent {CHOICES}><x:Choice>{ROW}</x:Choice></x:AlternateContent>"

    with pytest.raises(Malformed, match="it holds several choices of what it shows"):
        read_table(changed(CONTENT, SHEET, "</sheetData>", f"{rows}</sheetData>"), "f.xlsx")


@pytest.mark.parametrize(
    ("part", "old", "new", "sentence"),
    [
        (BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>', "twice what it counts days from"),
        (RELATED, "<Relationship ", '<Relationship Id="rId1"/><Relationship ', "parts have one na"),
    ],
)
def test_what_is_said_twice_is_refused(part: str, old: str, new: str, sentence: str) -> None:
    """One program takes the first, another the last."""
    with pytest.raises(Malformed, match=sentence):
        read_table(changed(CONTENT, part, old, new), "f.xlsx")


def test_a_count_of_texts_stands_in_their_own_element() -> None:
    """The count below another element was not looked at, and the library took it for true."""
    content = changed(CONTENT, TEXTS, "<sst", "<y><sst")

    with pytest.raises(Malformed, match="it says that it holds more texts than it does"):
        read_table(changed(content, TEXTS, "</sst>", "</sst></y>"), "f.xlsx")


@pytest.mark.parametrize("of", ["x", "table", "calcext"])
def test_of_an_open_document_values_are_those_of_its_own_names(of: str) -> None:
    """A list had other words than its sheet shows."""
    shown = cell("Dorland", f'office:value-type="string" {of}:string-value="Evilland"')
    content = document(sheet(row(cell("a")), row(shown)))

    assert in_full(read_table(content, "f.ods")) == [{"a": "Dorland"}]


@pytest.mark.parametrize(
    "beside",
    [
        "<text:ruby><text:ruby-base/><text:ruby-text>c</text:ruby-text></text:ruby>",
        '<text:hidden-text text:is-hidden="true">c</text:hidden-text>',
        "<office:annotation><text:p>c</text:p></office:annotation>",
    ],
)
def test_what_stands_beside_the_words_of_a_cell_is_no_part_of_them(beside: str) -> None:
    content = document(sheet(row(cell("a")), row(cell(f"A{beside}B"))))

    table = read_table(content, "f.ods")

    assert in_full(table) == [{"a": "AB"}]
    assert not table.notes


@pytest.mark.parametrize("around", ["text:x", "text:table-row"])
def test_rows_and_cells_of_a_text_are_none(around: str) -> None:
    hidden = f"<{around}>{row(cell('c'))}</{around}>"
    other = (
        "<text:table-row><office:table-cell><text:p>c</text:p></office:table-cell></text:table-row>"
    )
    content = document(sheet(row(cell("a")), row(cell("b")), hidden, other))

    assert in_full(read_table(content, "f.ods")) == CELLS


@pytest.mark.parametrize(
    ("said", "is_shown"),
    [
        ('<w:vanish w:val="0" x:val="1"/>', True),
        ('<w:vanish x:val="0"/>', False),
        ('<w:vanish w:val="1" x:val="0"/>', False),
    ],
)
def test_of_a_word_document_words_are_hidden_as_word_hides_them(
    said: str, *, is_shown: bool
) -> None:
    """Words that everybody sees were not among those of the text."""
    run = f"<w:r><w:rPr {OTHER}>{said}</w:rPr><w:t>We may.</w:t></w:r>"
    content = word_document(f"<w:p><w:r><w:t>We act. </w:t></w:r>{run}</w:p>")

    assert ("We may." in str(words_of(content, "a.docx"))) == is_shown
