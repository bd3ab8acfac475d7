"""A report as a Word document with real headings and tables, for those who go on writing in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Writing
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from application.evidence import CHECKPOINT
from application.reports.document import (
    Block,
    Chart,
    Markdown,
    Paragraph,
    Points,
    Report,
    Section,
    Table,
    as_table,
)
from infrastructure.render.cells import parts
from infrastructure.render.days import in_words
from infrastructure.render.forms import ReportStyle
from infrastructure.render.heading import ABOUT, checkpoint, foot, head, position
from infrastructure.render.prose import read
from infrastructure.render.word_prose import add_prose, begin_list, clean, in_list
from infrastructure.render.word_tables import add_table, element

MADE = datetime(2000, 1, 1, tzinfo=UTC)
DEEPEST = 9  # levels of headings that Word has
MANY = 7  # columns; a document with more of them lies on its side
BLUE, BROWN = RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x8C, 0x1D, 0x18)


def as_docx(report: Report, style: ReportStyle) -> bytes:
    """Return the report as a document; the data of a chart stand in it as a table."""
    writing = Document()
    _begin(writing, report)
    for banner in report.banners:
        _marked(writing.add_paragraph(), banner)
    writing.add_heading(clean(report.title), level=0)
    for line in head(report, style):
        writing.add_paragraph(clean(in_words(line))).paragraph_format.space_after = Pt(0)
    for section in report.sections:
        _section(writing, section, 1)
    writing.add_heading(clean(ABOUT), level=1)
    for line in foot(report, style):
        writing.add_paragraph(clean(in_words(line)))
    _checkpoint(writing, checkpoint(style))
    out = BytesIO()
    writing.save(out)
    return _timeless(out.getvalue())


def _checkpoint(writing: Writing, signed: Sequence[str]) -> None:
    """Write a checkpoint, a paragraph a line, as it can be copied from every program."""
    if signed:
        writing.add_paragraph(CHECKPOINT)
    for line in signed:
        paragraph = writing.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        said = paragraph.add_run(clean(line))
        said.font.name, said.font.size = "Courier New", Pt(8)


def _begin(writing: Writing, report: Report) -> None:
    """Set what is true of the whole document: its properties, language, page, head and foot."""
    about = writing.core_properties
    about.title, about.subject, about.author = clean(report.title), clean(report.body), ""
    about.comments, about.language = clean(" ".join(report.banners)), "en"
    about.created = about.modified = MADE
    about.last_modified_by, about.revision = "", 1
    for language in writing.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        writing.styles[name].font.color.rgb = BLUE
    page = writing.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    if any(len(table.columns) > MANY for table in report.tables()):
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(20)
    page.different_first_page_header_footer = True  # on it, banners stand above the title
    _marked(page.header.paragraphs[0], " ".join(report.banners))
    for below in (page.first_page_footer.paragraphs[0], page.footer.paragraphs[0]):
        below.add_run(f"{clean(in_words(position(report.as_of)))} ")
        below._p.append(_field("PAGE"))  # noqa: SLF001  # the library has no word for its number


def _marked(line: Line, banner: str) -> None:
    said = line.add_run(clean(banner))
    said.bold = True
    said.font.color.rgb = BROWN


def _section(writing: Writing, section: Section, level: int) -> None:
    writing.add_heading(clean(section.title), level=min(level, DEEPEST))
    for block in section.blocks:
        _block(writing, block, level)
    for inner in section.sections:
        _section(writing, inner, level + 1)


def _block(writing: Writing, block: Block, level: int) -> None:
    match block:
        case Markdown():
            add_prose(writing, read(block.text), level)
        case Paragraph():
            for part in parts(in_words(block.text)):
                writing.add_paragraph(clean(part))
        case Points():
            number = begin_list(writing) if block.numbered else None
            for line in block.lines:
                in_list(writing.add_paragraph(clean(in_words(line))), number)
        case Table():
            add_table(writing, block)
        case Chart():
            add_table(writing, as_table(block))


def _field(name: str) -> BaseOxmlElement:
    field = element("w:fldSimple", {"w:instr": name})
    run, text = element("w:r", {}), element("w:t", {})
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


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
