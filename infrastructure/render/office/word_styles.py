"""The styles of a Word document, from the secretariat's own `report.docx` where there is one."""

from copy import deepcopy
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Writing
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from domain.errors import Malformed, Unavailable
from infrastructure.files.bounded_work import bounded_reading
from infrastructure.files.reading import TEMPLATE_UNREADABLE, read_bounded
from infrastructure.files.store_path import file_in
from infrastructure.render.forms import WORD
from infrastructure.render.letterhead import CheckedLetterhead
from infrastructure.render.office.word_letterhead import leave_out_the_rest

CAPTION, GRID, CELL = "Caption", "Table Grid", "Report Table Text"
BANNER, POSITION, FINE = "Report Banner", "Report Position", "Report Fine Print"
OWN = (CELL, BANNER, POSITION, FINE)
"""Styles of our own, which a template has when it was made from a report."""
NEEDED = (
    *("Title", "Heading 1", "Heading 2", "Heading 3", "Normal", CAPTION, GRID),
    *("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "Quote"),
)
LARGEST = 20_000_000  # bytes of a template
BLUE, BROWN = RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x8C, 0x1D, 0x18)


def begin(templates: Path | None, letterhead: CheckedLetterhead) -> Writing:
    """Return an empty document with all styles; head, foot and page of a template stay.

    The letterhead is printed where there is no template, which has its own.

    Raises:
        Malformed: the template lacks a style, is no document, or takes too long to be read.
        Unavailable: it cannot be read.
    """
    own = templates and file_in(templates, WORD)
    if own is None:
        return _plain(letterhead)
    try:
        content = read_bounded(own, LARGEST)
        with bounded_reading(WORD, len(content)), BytesIO(content) as file:
            return _emptied(Document(file))
    except Malformed:
        raise
    except OSError as error:
        raise Unavailable(TEMPLATE_UNREADABLE, path=own, strerror=error.strerror) from error
    except Exception as error:  # the library raises many kinds on damaged parts
        raise Malformed("The template {name} is no Word document.", name=WORD) from error


def _emptied(writing: Writing) -> Writing:
    """Return a template without its words, after looking at all that a report takes from it.

    Raises:
        Malformed: it lacks a style, or is not whole in itself.
    """
    known = {style.name: style.type for style in writing.styles}
    for style in NEEDED:
        if known.get(style) != _kind(style):
            raise Malformed(
                "The template {name} has no style {style!r}. Begin with a report as DOCX, which "
                "has all of them.",
                name=WORD,
                style=style,
            )
    for style in {*OWN} & {*known}:
        if known[style] != _kind(style):
            raise Malformed(
                "The style {style!r} of the template {name} is no style of paragraphs.",
                name=WORD,
                style=style,
            )
    leave_out_the_rest(writing)
    _empty(writing)
    _add_own(writing)
    return writing


def _kind(style: str) -> WD_STYLE_TYPE:
    return WD_STYLE_TYPE.TABLE if style == GRID else WD_STYLE_TYPE.PARAGRAPH


def _plain(letterhead: CheckedLetterhead) -> Writing:
    """Return a document in the looks that it has without a template."""
    writing = Document()
    for language in writing.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    page = writing.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.different_first_page_header_footer = True  # on it, banners stand above the title
    _add_own(writing)
    told = letterhead.colour
    colour = RGBColor.from_string(told.removeprefix("#").upper()) if told else BLUE
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", CAPTION):
        _style(writing, name).font.color.rgb = colour
    _style(writing, "Title").font.size = Pt(22)
    for rule in _style(writing, "Title").element.iter(qn("w:bottom")):
        rule.set(qn("w:color"), str(colour))
        rule.attrib.pop(qn("w:themeColor"), None)  # which Word would take instead
    _style(writing, "Normal").font.size = Pt(10.5)
    _style(writing, "Normal").paragraph_format.space_after = Pt(6)
    above = page.first_page_header.paragraphs[0]
    if letterhead.logo:
        above.add_run().add_picture(
            BytesIO(letterhead.logo), width=Mm(16 * letterhead.breadth), height=Mm(16)
        )
    if letterhead.line:
        above.add_run(f"  {letterhead.line}" if letterhead.logo else letterhead.line)
    return writing


def _add_own(writing: Writing) -> None:
    """Add the styles of our own that are missing."""
    known = {style.name for style in writing.styles}
    for name in OWN:
        if name not in known:
            made = writing.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            assert isinstance(made, ParagraphStyle)
            made.base_style = writing.styles["Normal"]
            made.paragraph_format.space_after = Pt(0)
            made.font.size = Pt({BANNER: 10.5, POSITION: 7}.get(name, 9))
            if name == BANNER:
                made.font.bold, made.font.color.rgb = True, BROWN


def _empty(writing: Writing) -> None:
    """Take away what is written in a template, and what an earlier report left above and below.

    The page is that of its first section, which has the letterhead.
    """
    body, page = writing.element.body, writing.sections[0]
    first = deepcopy(page._sectPr)  # noqa: SLF001  # the library has no word for moving a section
    for each in list(body):
        body.remove(each)
    body.append(first)
    (page,) = writing.sections
    for place in (
        *(page.header, page.first_page_header, page.even_page_header),
        *(page.footer, page.first_page_footer, page.even_page_footer),
    ):
        for line in place.paragraphs:
            if line.style is not None and line.style.name in OWN:
                line.clear()


def _style(writing: Writing, name: str) -> ParagraphStyle:
    found = writing.styles[name]
    assert isinstance(found, ParagraphStyle)
    return found
