"""A report as a Word document with real headings and tables, for those who go on writing in it."""

import re
import struct
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Writing
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer, _Header
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph as Line

from application.checkpoint_words import CHECKPOINT
from application.reports.document import Block, Chart, Markdown, Paragraph, Points, Report, Table
from domain.errors import DepositaryError, Malformed, Unavailable
from domain.words import worded
from infrastructure.files.office_files import MADE
from infrastructure.files.store_path import file_in
from infrastructure.language import spoken_now, translated
from infrastructure.render.cells import parts, position
from infrastructure.render.days import in_words
from infrastructure.render.forms import WORD, ReportStyle
from infrastructure.render.heading import ABOUT, checkpoint, foot, has_cover, head
from infrastructure.render.layout import paper_parts
from infrastructure.render.office.word_charts import add_chart
from infrastructure.render.office.word_prose import (
    DEEPEST,
    add_prose,
    begin_list,
    clean,
    in_list,
    keep_codes,
)
from infrastructure.render.office.word_styles import BANNER, FINE, POSITION, begin
from infrastructure.render.office.word_tables import add_table, element
from infrastructure.render.prose import read
from infrastructure.translation import chart_table

_LONGEST_PROPERTY = 255  # letters that Office keeps of the title of a file, and the like


def as_docx(report: Report, style: ReportStyle) -> bytes:
    """Return the report as a document; the data of a chart stand below its bars.

    Raises:
        Malformed: the secretariat's `report.docx` is no document, or lacks something.
        Unavailable: it cannot be read, or the clock of the machine is far off.
    """
    try:
        return _made(report, style)
    except DepositaryError:
        raise
    except Exception as error:
        if style.templates is None or not file_in(style.templates, WORD):
            raise
        _made(report, replace(style, templates=None))  # or else the mistake is the program's
        raise Malformed(
            "No report can be made with the template {name}: a part of it is damaged or missing. "
            "Begin with a report as DOCX.",
            name=WORD,
        ) from error


def _made(report: Report, style: ReportStyle) -> bytes:
    writing = begin(style.templates, style.letterhead)
    _set_properties(writing, report)
    if _set_margins(writing, report):
        for banner in report.banners:
            writing.add_paragraph(clean(banner), style=BANNER)
    covered = has_cover(report)
    titled = writing.add_heading(clean(report.title), level=0)
    keep_codes(titled)
    titled.paragraph_format.space_before = Pt(160) if covered else None
    for line in head(report, style):
        writing.add_paragraph(clean(in_words(line)), style=FINE)
    for part in paper_parts(report):
        _turn(writing, aside=part.aside)
        if isinstance(part.content, str):
            begun = writing.add_heading(clean(part.content), level=min(part.level, DEEPEST))
            keep_codes(begun)
            begun.paragraph_format.page_break_before = covered or None
            covered = False
        else:
            _block(writing, part.content, part.level)
    _turn(writing, aside=False)
    writing.add_heading(clean(translated(ABOUT)), level=1)
    *lines, last = foot(report, style)
    for line in lines:
        said = writing.add_paragraph(clean(in_words(line)), style=FINE)
        said.paragraph_format.keep_with_next = True
    writing.add_paragraph(clean(in_words(last)), style=FINE)
    _checkpoint(writing, checkpoint(style))
    return _timeless(_saved(writing))


def _checkpoint(writing: Writing, signed: Sequence[str]) -> None:
    """Write a checkpoint, a paragraph a line, as it can be copied from every program."""
    if signed:
        writing.add_paragraph(translated(CHECKPOINT), style=FINE)
    for line in signed:
        said = writing.add_paragraph(style=FINE).add_run(clean(line))
        said.font.name, said.font.size = "Courier New", Pt(8)


def _set_properties(writing: Writing, report: Report) -> None:
    about = writing.core_properties
    title, body, banners = (
        clean(text)[:_LONGEST_PROPERTY]
        for text in (report.title, report.body, " ".join(report.banners))
    )
    about.title, about.subject, about.author = title, body, ""
    about.comments, about.language = banners, spoken_now()
    about.created = about.modified = MADE
    about.last_modified_by, about.revision = "", 1


def _set_margins(writing: Writing, report: Report) -> bool:
    """Write banners above the pages and the position below; return whether page 1 has no banner.

    The first page has a head and a foot of its own, unless a template has the same on all pages.
    """
    page = writing.sections[0]
    headers, footers = [page.header], [page.footer]
    if writing.settings.odd_and_even_pages_header_footer:
        headers.append(page.even_page_header)
        footers.append(page.even_page_footer)
    if page.different_first_page_header_footer:
        footers.append(page.first_page_footer)
    for above in headers if report.banners else ():
        line = _last(above)
        line.style = BANNER
        line.add_run(clean(" ".join(report.banners)))
    for below in footers:
        line = _last(below)
        line.style = POSITION
        line.add_run(f"{clean(in_words(position(report.as_of)))}\t")
        wide = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        line.paragraph_format.tab_stops.add_tab_stop(Emu(wide), WD_TAB_ALIGNMENT.RIGHT)
        _add_number(line)
    return bool(page.different_first_page_header_footer)


def _add_number(line: Line) -> None:
    """Add the number of the page, and how many there are."""
    number, all_of_them = "{page}", "{pages}"
    said = translated(worded("{page} of {pages}", page=number, pages=all_of_them))
    for part in re.split("({pages?})", said):
        if part in (number, all_of_them):
            field = _field("PAGE" if part == number else "NUMPAGES")
            line._p.append(field)  # noqa: SLF001  # the library has no word for it
        elif part:
            line.add_run(clean(part))


def _last(place: _Header | _Footer) -> Line:
    """Return the last line of a head or a foot, a new one where it is written on."""
    last = place.paragraphs[-1]
    written = last.text or last.style is None or last._p.findall(f".//{qn('w:drawing')}")  # noqa: SLF001  # it has no word for pictures
    return place.add_paragraph() if written else last


def _turn(writing: Writing, *, aside: bool) -> None:
    """Go on with a page that lies on its side, or stands, if the last one does not."""
    page = writing.sections[-1]
    if aside == (page.orientation == WD_ORIENT.LANDSCAPE):
        return
    wide, high = page.page_width, page.page_height
    new = writing.add_section(WD_SECTION.NEW_PAGE)
    new.orientation = WD_ORIENT.LANDSCAPE if aside else WD_ORIENT.PORTRAIT
    new.page_width, new.page_height = high, wide
    new.different_first_page_header_footer = False  # that is for the first page of all


def _block(writing: Writing, block: Block, level: int) -> None:
    match block:
        case Markdown():
            add_prose(writing, read(block.text), level)
        case Paragraph():
            for part in parts(in_words(block.text)):
                keep_codes(writing.add_paragraph(clean(part)))
        case Points():
            number = begin_list(writing) if block.numbered else None
            for line in block.lines:
                in_list(writing, writing.add_paragraph(clean(in_words(line))), number)
        case Table():
            add_table(writing, block)
        case Chart():
            add_chart(writing, block)
            add_table(writing, chart_table(block), captioned=False)


def _field(name: str) -> BaseOxmlElement:
    field = element("w:fldSimple", {"w:instr": name})
    run, text = element("w:r", {}), element("w:t", {})
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


def _saved(writing: Writing) -> bytes:
    out = BytesIO()
    try:
        writing.save(out)
    except (ValueError, struct.error) as error:  # each part gets the year, of which zip knows 128
        raise Unavailable(
            "A Word document can be made only where the clock of the machine is between 1980 and "
            "2107. Set it right."
        ) from error
    return out.getvalue()


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
