"""Tables in a Word document: their heads repeat, and each column has room for its words."""

from docx.document import Document as Writing
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell

from application.questions.asking.answer import Column, Json
from application.reports.document import Table
from infrastructure.render.cells import found
from infrastructure.render.days import cell_in_words, in_words
from infrastructure.render.prose import cell_passages
from infrastructure.render.word_prose import add_to_cell, clean
from infrastructure.render.workbook import TONES

MOST = 40  # letters, by which the width of a page is shared out
LETTER, EDGES = Mm(1.9), Mm(5)  # how wide a letter is, and what is left free beside a text


def add_table(writing: Writing, table: Table) -> None:
    """Add a table with its caption above it."""
    caption = writing.add_paragraph(clean(in_words(table.caption)), style="Caption")
    caption.paragraph_format.keep_with_next = True
    if not table.rows:
        writing.add_paragraph(clean(table.empty))
        return
    grid = writing.add_table(len(table.rows) + 1, len(table.columns), style="Table Grid")
    _repeat(grid)
    grid.autofit = False
    for column, wide in zip(grid.columns, _widths(table, writing), strict=True):
        column.width = wide
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit", {}))  # noqa: SLF001  # no other way
    above, *below = grid.rows
    for place, column in zip(above.cells, table.columns, strict=True):
        _fill(place, column.label, "#EEF2F7", bold=True)
    for places, row in zip(below, table.rows, strict=True):
        for place, column in zip(places.cells, table.columns, strict=True):
            _write(writing, place, found(row, column.key), (table, column))
    writing.add_paragraph()


def _write(writing: Writing, place: _Cell, value: Json, of: tuple[Table, Column]) -> None:
    table, column = of
    tone = table.tones.get(value) if isinstance(value, str) else None
    _fill(place, cell_in_words(value, column), TONES.get(tone) if tone else None)
    place.paragraphs[0].alignment = _alignment(value)
    if passages := cell_passages(value, column):
        add_to_cell(writing, place, passages)


def _widths(table: Table, writing: Writing) -> list[int]:
    """Give each column its longest word, and share the rest by the longest texts."""
    texts = [
        [column.label, *(cell_in_words(found(row, column.key), column) for row in table.rows)]
        for column in table.columns
    ]
    page = writing.sections[0]
    room = Mm(170) if page.orientation == WD_ORIENT.PORTRAIT else Mm(257)
    words = [
        max(
            [
                *(_letters(word) + 1 for word in label.split()),
                *map(_letters, " ".join(said).split()),
            ]
            or [1]
        )
        for label, *said in texts
    ]
    least = [EDGES + LETTER * word for word in words]
    left = room - sum(least)
    if left < 0:
        return [room * each // sum(least) for each in least]
    more = [
        max(0, min(max(map(len, each)), MOST) - word)
        for each, word in zip(texts, words, strict=True)
    ]
    return [
        each + left * wanted // max(1, sum(more)) for each, wanted in zip(least, more, strict=True)
    ]


def _alignment(value: Json) -> WD_ALIGN_PARAGRAPH | None:
    """Return that numbers stand on the right; everything else as its style has it."""
    number = isinstance(value, int) and not isinstance(value, bool)
    return WD_ALIGN_PARAGRAPH.RIGHT if number else None


def _letters(word: str) -> int:
    """Return how many letters wide a word is; capitals are wider by half."""
    return len(word) + sum(letter.isupper() for letter in word) // 2


def _fill(place: _Cell, text: str, colour: str | None, *, bold: bool = False) -> None:
    run = place.paragraphs[0].add_run(clean(text))
    run.font.size, run.bold = Pt(9), bold
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
