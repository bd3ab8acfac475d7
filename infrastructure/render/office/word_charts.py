"""Reports as bars in a Word document: cells as wide as counts, with words, colours and patterns."""

from collections.abc import Iterator
from typing import NamedTuple

from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm
from docx.table import _Cell

from application.reports.document import Chart
from domain.words import worded
from infrastructure.language import translated
from infrastructure.render.cells import cell
from infrastructure.render.charts import BarPart, bar_parts, reported_of
from infrastructure.render.days import in_words
from infrastructure.render.office.word_prose import clean
from infrastructure.render.office.word_styles import CAPTION, CELL
from infrastructure.render.office.word_tables import begin_table, element

ROOM, LETTER = Mm(120), Mm(1.9)  # what the longest bar takes, and how wide a letter is
PATTERNS = ("diagStripe", "horzStripe", "reverseDiagStripe", "diagCross")
"""Of the parts of a bar that are not plain, as Word calls them."""


class BarCell(NamedTuple):
    """A part of one bar: what it is, how it is filled, how many it counts."""

    part: BarPart
    pattern: str
    members: int


def add_chart(writing: Writing, chart: Chart) -> None:
    """Add a bar for each commitment that somebody is bound by; its table is for the rest."""
    caption = writing.add_paragraph(clean(in_words(chart.caption)), style=CAPTION)
    caption.paragraph_format.keep_with_next = True
    most = max([1, *chart.whole])
    for number, category in enumerate(chart.categories):
        said = f"{cell(category)} ({reported_of(chart, number)})"
        label = writing.add_paragraph(clean(said), style=CELL)
        label.paragraph_format.keep_with_next = True
        bar = [*_bar(chart, number)]
        if bar:
            _draw(writing, bar, most)
    names = ", ".join(part.name for part in bar_parts(chart))
    parts = translated(worded("The parts of a bar, from the left: {names}.", names=names))
    writing.add_paragraph(clean(parts), style=CELL)
    writing.add_paragraph(style=CELL)


def _bar(chart: Chart, number: int) -> Iterator[BarCell]:
    for place, part in enumerate(bar_parts(chart)):
        pattern = PATTERNS[place % len(PATTERNS)] if part.strokes else "clear"
        if part.counts[number]:
            yield BarCell(part, pattern, part.counts[number])


def _draw(writing: Writing, bar: list[BarCell], most: int) -> None:
    """Draw a bar, and below each of its parts what it counts, which no pattern hides there."""
    grid = begin_table(writing, 2, len(bar))
    for column, each in zip(grid.columns, bar, strict=True):
        column.width = Emu(ROOM * each.members // most)
        drawn, below = column.cells
        for place in (drawn, below):
            place.width, place.paragraphs[0].style = column.width, CELL
        _shade(drawn, each)
        drawn.paragraphs[0].paragraph_format.keep_with_next = True
        said = f"{each.members} {each.part.name}"
        fits = len(said) * LETTER < column.width
        below.paragraphs[0].add_run(clean(said if fits else str(each.members)))
        below.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _unframe(below)


def _unframe(place: _Cell) -> None:
    """Take away the lines around a cell, but for that above it."""
    lines = element("w:tcBorders", {})
    for side in ("left", "bottom", "right"):
        lines.append(element(f"w:{side}", {"w:val": "nil"}))
    place._tc.get_or_add_tcPr().append(lines)  # noqa: SLF001  # the library has no word for it


def _shade(place: _Cell, each: BarCell) -> None:
    colour = each.part.colour.removeprefix("#").upper()
    shade = {"w:val": each.pattern, "w:color": "FFFFFF", "w:fill": colour}
    place._tc.get_or_add_tcPr().append(element("w:shd", shade))  # noqa: SLF001  # as above
