"""A report as a Word document with real headings and tables, for those who go on writing in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Writing
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from application.evidence import CHECKPOINT
from application.questions.asking.answer import Json
from application.reports.document import (
    Block,
    Chart,
    Paragraph,
    Points,
    Report,
    Section,
    Table,
    as_table,
)
from infrastructure.language import ENGLISH, said, spoken_now
from infrastructure.render.cells import found, parts
from infrastructure.render.days import cell_in_words, in_words
from infrastructure.render.forms import ReportStyle
from infrastructure.render.heading import checkpoint, foot, head, position
from infrastructure.render.workbook import TONES

MADE = datetime(2000, 1, 1, tzinfo=UTC)
DEEPEST = 9  # levels of headings that Word has
MOST = 40  # letters, by which the width of a page is shared out
LETTER, EDGES = Mm(1.9), Mm(5)  # how wide a letter is, and what is left free beside a text
MANY = 7  # columns; a document with more of them lies on its side
BLUE, BROWN = RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x8C, 0x1D, 0x18)


def as_docx(report: Report, style: ReportStyle) -> bytes:
    """Return the report as a document; the data of a chart stand in it as a table."""
    writing = Document()
    _begin(writing, report)
    for banner in report.banners:
        _marked(writing.add_paragraph(), banner)
    writing.add_heading(_clean(report.title), level=0)
    for line in head(report)[len(report.banners) :]:
        writing.add_paragraph(_clean(in_words(line))).paragraph_format.space_after = Pt(0)
    for section in report.sections:
        _section(writing, section, 1, report)
    for line in foot(report, style):
        writing.add_paragraph().add_run(_clean(line)).italic = True
    _checkpoint(writing, checkpoint(style))
    out = BytesIO()
    writing.save(out)
    return _timeless(out.getvalue())


def _checkpoint(writing: Writing, signed: Sequence[str]) -> None:
    """Write a checkpoint, a paragraph a line, as it can be copied from every program."""
    if signed:
        writing.add_paragraph().add_run(said(CHECKPOINT)).italic = True
    for line in signed:
        paragraph = writing.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(_clean(line))
        run.font.name, run.font.size = "Courier New", Pt(8)


def _begin(writing: Writing, report: Report) -> None:
    """Set what is true of the whole document: its properties, language, page, head and foot."""
    about = writing.core_properties
    about.title, about.subject, about.author = _clean(report.title), _clean(report.body), ""
    about.comments, about.language = _clean(" ".join(report.banners)), spoken_now()
    about.created = about.modified = MADE
    about.last_modified_by, about.revision = "", 1
    for language in writing.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), spoken_now() if spoken_now() != ENGLISH else "en-GB")
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        writing.styles[name].font.color.rgb = BLUE
    page = writing.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    if any(len(table.columns) > MANY for table in report.tables()):
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(20)
    _marked(page.header.paragraphs[0], " ".join(report.banners))
    below = page.footer.paragraphs[0]
    below.add_run(f"{_clean(report.title)}. {in_words(position(report.as_of))} ")
    below._p.append(_field("PAGE"))  # noqa: SLF001  # the library has no word for a page's number


def _marked(line: Line, banner: str) -> None:
    run = line.add_run(_clean(banner))
    run.bold = True
    run.font.color.rgb = BROWN


def _section(writing: Writing, section: Section, level: int, report: Report) -> None:
    writing.add_heading(_clean(section.title), level=min(level, DEEPEST))
    for block in section.blocks:
        _block(writing, block, report)
    for inner in section.sections:
        _section(writing, inner, level + 1, report)


def _block(writing: Writing, block: Block, report: Report) -> None:
    match block:
        case Paragraph():
            for part in parts(in_words(block.text)):
                writing.add_paragraph(_clean(part))
        case Points():
            style = "List Number" if block.numbered else "List Bullet"
            for line in block.lines:
                writing.add_paragraph(_clean(in_words(line)), style=style)
        case Table():
            _table(writing, block, report)
        case Chart():
            _table(writing, as_table(block), report)


def _table(writing: Writing, table: Table, report: Report) -> None:
    caption = writing.add_paragraph(_clean(in_words(table.caption)), style="Caption")
    caption.paragraph_format.keep_with_next = True
    if report.banners:
        _marked(caption, " " + " ".join(report.banners))
    if not table.rows:
        writing.add_paragraph(_clean(table.empty))
        return
    grid = writing.add_table(len(table.rows) + 1, len(table.columns), style="Table Grid")
    _repeat(grid)
    grid.autofit = False
    for column, wide in zip(grid.columns, _widths(table, writing), strict=True):
        column.width = wide
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {}))  # noqa: SLF001  # no other way
    above, *below = grid.rows
    for place, column in zip(above.cells, table.columns, strict=True):
        _fill(place, column.label, "#EEF2F7", bold=True)
    for places, row in zip(below, table.rows, strict=True):
        for place, column in zip(places.cells, table.columns, strict=True):
            value = found(row, column.key)
            tone = table.tones.get(value) if isinstance(value, str) else None
            _fill(place, cell_in_words(value, column), TONES.get(tone) if tone else None)
            place.paragraphs[0].alignment = _alignment(value)
    writing.add_paragraph()


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
    run = place.paragraphs[0].add_run(_clean(text))
    run.font.size, run.bold = Pt(9), bold
    if colour:
        shade = {"w:val": "clear", "w:color": "auto", "w:fill": colour.removeprefix("#")}
        place._tc.get_or_add_tcPr().append(_element("w:shd", shade))  # noqa: SLF001  # no other way


def _repeat(grid: Grid) -> None:
    """Mark the first row as the head, which screen readers tell and every page repeats."""
    properties = grid.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  # the library has no word for it
    properties.append(_element("w:tblHeader", {"w:val": "true"}))


def _field(name: str) -> BaseOxmlElement:
    field = _element("w:fldSimple", {"w:instr": name})
    run, text = _element("w:r", {}), _element("w:t", {})
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element


def _clean(text: str) -> str:
    """Return a text without characters that a document cannot contain."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")


def _timeless(made: bytes) -> bytes:
    """Return the same file without timestamps."""
    out = BytesIO()
    with ZipFile(BytesIO(made)) as before, ZipFile(out, "w") as after:
        for name in sorted(
            before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type, part.create_system = ZIP_DEFLATED, 3
            after.writestr(part, before.read(name))
    return out.getvalue()
