"""Tables in a Word document: their heads repeat, and each column has room for its words."""

from collections.abc import Iterator, Sequence

from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, Twips
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.run import Run

from application.questions.asking.answer import Column, Row
from application.reports.document import Table
from infrastructure.render.cells import found, is_number, is_of_numbers
from infrastructure.render.days import in_words
from infrastructure.render.layout import column_widths, paper_cell
from infrastructure.render.office.word_prose import add_to_cell, clean
from infrastructure.render.office.word_styles import CAPTION, CELL, GRID
from infrastructure.render.office.workbook_looks import TONES
from infrastructure.render.prose import cell_passages

SIZE, SMALLEST = 9, 5  # points of letters in a table, and where that does not fit
LETTER, EDGES, BESIDE = Mm(1.72), Mm(4.2), Twips(108)
"""How wide a letter is, what is free beside a text, and how much of that is on its left."""


def add_table(writing: Writing, table: Table, *, captioned: bool = True) -> None:
    """Add a table, as wide as its content up to the page's width.

    Its caption stands above it, unless that is said above already.
    """
    if captioned:
        caption = writing.add_paragraph(clean(in_words(table.caption)), style=CAPTION)
        caption.paragraph_format.keep_with_next = True
    grid = begin_table(writing, len(table.rows) + 1, len(table.columns))
    _repeat(grid)
    wide, size = _set_widths(grid, table, writing)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit", {}))  # noqa: SLF001  # no other way
    _fill_rows(writing, grid, table, wide)
    for run in _runs(grid) if size < SIZE else ():
        run.font.size = Pt(size)
    writing.add_paragraph(style=CELL)


def begin_table(writing: Writing, rows: int, columns: int) -> Grid:
    """Add a table whose edge is in one line with the text above it."""
    grid: Grid = writing.add_table(rows, columns, style=GRID)
    grid.autofit = False
    indent = element("w:tblInd", {"w:w": str(BESIDE.twips), "w:type": "dxa"})
    grid._tblPr.find(qn("w:tblW")).addnext(indent)  # noqa: SLF001  # the library has no word for it
    return grid


def _fill_rows(writing: Writing, grid: Grid, table: Table, wide: Sequence[int]) -> None:
    above, *below = grid.rows
    for place, column in zip(above.cells, table.columns, strict=True):
        _fill(place, column.label, "#EEF2F7", bold=True)
        if is_of_numbers(column, table.rows):
            place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for places, row in zip(below, table.rows, strict=True):
        for place, column, letters in zip(places.cells, table.columns, wide, strict=True):
            text = paper_cell(found(row, column.key), column, letters)
            _write(writing, place, text, (table, column, row))


def _runs(grid: Grid) -> Iterator[Run]:
    for row in grid.rows:
        for place in row.cells:
            for line in place.paragraphs:
                yield from line.runs


def _set_widths(grid: Grid, table: Table, writing: Writing) -> tuple[Sequence[int], int]:
    """Give each column its width; return how many letters that is, in the size that fits."""
    page = writing.sections[-1]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    room -= EDGES * len(table.columns)
    wide = column_widths(table, room // LETTER)
    size = min(SIZE, max(SMALLEST, SIZE * room // (LETTER * max(1, sum(wide)))))
    for number, letters in enumerate(wide):
        each = LETTER * letters * size // SIZE + EDGES
        grid.columns[number].width = each
        for place in grid.columns[number].cells:
            place.width = each
    return wide, size


def _write(writing: Writing, place: _Cell, text: str, of: tuple[Table, Column, Row]) -> None:
    table, column, row = of
    value = found(row, column.key)
    tone = table.tones.get(value) if isinstance(value, str) else None
    _fill(place, text, TONES.get(tone) if tone else None)
    place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number(value) else None
    if passages := cell_passages(value, column):
        add_to_cell(writing, place, passages)


def _fill(place: _Cell, text: str, colour: str | None, *, bold: bool = False) -> None:
    line = place.paragraphs[0]
    line.style = CELL
    line.add_run(clean(text)).bold = bold or None
    if colour:
        shade = {"w:val": "clear", "w:color": "auto", "w:fill": colour.removeprefix("#")}
        place._tc.get_or_add_tcPr().append(element("w:shd", shade))  # noqa: SLF001  # no other way


def _repeat(grid: Grid) -> None:
    """Mark the first row as the head, which screen readers tell and every page repeats."""
    properties = grid.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  # the library has no word for it
    properties.append(element("w:tblHeader", {"w:val": "true"}))


def element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    """Return an element of the document that the library has no word for."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
