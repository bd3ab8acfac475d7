"""Texts in Markdown in a Word document, and lists whose numbers begin anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count

from docx.document import Document as Writing
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.numbering import CT_Num, CT_Numbering
from docx.oxml.styles import CT_Styles
from docx.shared import Pt
from docx.styles import BabelFish
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from infrastructure.render.prose import Passage, Span

DEEPEST = 9  # levels of headings that Word has
LISTS = 3  # levels of lists that its styles have
_NOT_IN_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE = re.compile(r"(?<=\b\d{4})-(?=\d{1,3}\b(?!-))")
NUMBERS, BULLETS, QUOTATION = "List Number", "List Bullet", "Quote"


def add_prose(writing: Writing, passages: Sequence[Passage], level: int) -> None:
    """Add passages at the end, with headings below those of the section that they are in."""
    for passage in passages:
        if passage.kind == "heading":
            deep = min(level + passage.level, DEEPEST)
            add_spans(writing.add_heading("", level=deep), passage.spans)
        else:
            _add(writing, writing, passage, 1)


def add_to_cell(writing: Writing, place: _Cell, passages: Sequence[Passage]) -> None:
    """Write passages into a cell, in place of the paragraph that is in it, and in its style."""
    (first,) = place.paragraphs
    style, plain = first.style, (None, _style_id(writing, "Normal"))
    name, after, size = style.style_id, style.paragraph_format.space_after, style.font.size
    for passage in passages:
        _add(writing, place, passage, 1)
    place._tc.remove(first._p)  # noqa: SLF001  # the library has no word for taking it away
    for line in place.paragraphs:
        if line._p.style in plain:  # noqa: SLF001  # it would look through all styles
            line._p.style = name  # noqa: SLF001  # likewise
        line.paragraph_format.space_after = after
        for run in line.runs:
            run.font.size = size


def add_spans(line: Line, spans: Sequence[Span]) -> None:
    """Add the spans of a line."""
    for span in spans:
        run = line.add_run(clean(span.text))
        run.bold, run.italic = span.strong or None, span.emphasis or None
        if span.code:
            run.font.name = "Courier New"


def begin_list(writing: Writing, start: int = 1) -> int:
    """Return the number of a new list, whose items are counted from `start`."""
    numbering = writing.part.numbering_part.element
    style = writing.styles[NUMBERS].element
    kind, unused = _numbers(numbering, style.find(f".//{qn('w:numId')}").get(qn("w:val")))
    new = CT_Num.new(next(unused), kind)  # type: ignore[no-untyped-call]  # it has no types
    new.add_lvlOverride(ilvl=0).add_startOverride(start)
    numbering.insert_element_before(new, "w:numIdMacAtCleanup")
    return int(new.numId)


@lru_cache(maxsize=1)
def _numbers(numbering: CT_Numbering, of_style: str) -> tuple[int, Iterator[int]]:
    """Return the kind of the lists of a style, and numbers for new ones, for one document.

    The library looks for them among all lists, for each new one.
    """
    known = {str(each.numId): int(each.abstractNumId.val) for each in numbering.num_lst}
    return known[of_style], count(max(map(int, known)) + 1)


def in_list(writing: Writing, line: Line, number: int | None, depth: int = 1) -> None:
    """Make a paragraph an item: of the list with that number, or of one with bullets."""
    name = BULLETS if number is None else NUMBERS
    deep = min(depth, LISTS)
    style = name if deep == 1 or number is not None else f"{name} {deep}"
    line._p.style = _style_id(writing, style)  # noqa: SLF001  # it would look through all styles
    if number is not None:
        properties = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # no other way
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number
    if number is not None and deep > 1:
        line.paragraph_format.left_indent = Pt(18 * deep)


def _style_id(writing: Writing, name: str) -> str:
    return _ids_of_styles(writing.styles.element)[name]


@lru_cache(maxsize=1)
def _ids_of_styles(styles: CT_Styles) -> Mapping[str, str]:
    """Return the ids of the styles of one document by their names, as the library calls them."""
    named = (each for each in styles.style_lst if each.name_val)
    return {BabelFish.internal2ui(str(each.name_val)): str(each.styleId) for each in named}


def clean(text: str) -> str:
    """Return a text without characters that a document, which is XML, cannot contain."""
    return _NOT_IN_XML.sub("", text)


def _add(writing: Writing, place: Writing | _Cell, passage: Passage, depth: int) -> None:
    """Add a passage; `depth` is how many lists it would be in if it were one."""
    if passage.spans:
        line = place.add_paragraph()
        add_spans(line, passage.spans)
    number = begin_list(writing, passage.start) if passage.kind == "numbers" else None
    for item in passage.items:
        for place_in_item, inner in enumerate(item):
            if inner.kind != "paragraph":
                _add(writing, place, inner, depth + 1)
                continue
            line = place.add_paragraph()
            add_spans(line, inner.spans)
            if passage.kind == "quotation":
                line.style = QUOTATION
            elif place_in_item == 0:
                in_list(writing, line, number, depth)
            else:
                line.paragraph_format.left_indent = Pt(18 * depth)


def keep_codes(line: Line) -> None:
    """Let no line end within a code such as 2026-1."""
    for run in line.runs:
        first, *rest = _CODE.split(run.text)
        run.text = first
        for part in rest:
            run.element.append(OxmlElement("w:noBreakHyphen"))
            run.add_text(part)
