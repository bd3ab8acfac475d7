"""A report as plain text, to read in a terminal or to send in a message."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from application.checkpoint_words import CHECKPOINT
from application.reports.document import (
    Block,
    Chart,
    Markdown,
    Paragraph,
    Points,
    Report,
    Section,
    Table,
)
from infrastructure.language import translated
from infrastructure.render.cells import aligned, found
from infrastructure.render.days import cell_in_words, in_words
from infrastructure.render.fitting import fitted
from infrastructure.render.forms import ReportStyle
from infrastructure.render.heading import ABOUT, checkpoint, foot, head
from infrastructure.render.prose import as_lines, read
from infrastructure.translation import chart_table

WIDTH = 100
WIDEST = 40  # letters of one cell in a line; more goes into lines below


def as_text(report: Report, style: ReportStyle) -> bytes:
    """Return the report as text in UTF-8."""
    lines = [
        report.title,
        "=" * len(report.title),
        *_heading([*report.banners, *map(in_words, head(report, style))], style.width),
    ]
    for section in report.sections:
        lines.extend(_section(section, "-", style.width))
    about = translated(ABOUT)
    lines.extend(
        (
            "",
            about,
            "-" * len(about),
            "",
            *_wrapped(map(in_words, foot(report, style)), style.width),
        )
    )
    if signed := checkpoint(style):
        lines.extend(("", *_wrapped([translated(CHECKPOINT)], style.width), "", *signed))
    return ("\n".join(lines) + "\n").encode()


def _heading(lines: Sequence[str], width: int | None) -> Iterable[str]:
    return _wrapped(lines, width) if width else lines


def _section(section: Section, underline: str, width: int | None) -> Iterator[str]:
    yield from ("", section.title, underline * len(section.title))
    for block in section.blocks:
        yield ""
        yield from _block(block, width)
    for inner in section.sections:
        yield from _section(inner, ".", width)


def _block(block: Block, width: int | None) -> Sequence[str]:
    match block:
        case Paragraph():
            return list(_wrapped(in_words(block.text).split("\n"), width))
        case Markdown():
            return list(_wrapped(as_lines(read(block.text)), width))
        case Points():
            return list(_points(block, width))
        case Table():
            return list(table(block, width))
        case Chart():
            return list(table(chart_table(block), width))


def _wrapped(paragraphs: Iterable[str], width: int | None) -> Iterator[str]:
    for paragraph in paragraphs:
        margin = " " * (len(paragraph) - len(paragraph.lstrip()))
        if len(paragraph) <= (width or WIDTH) and paragraph.isprintable():
            yield paragraph.rstrip()  # as most are, and wrapping takes long
            continue
        lines = wrap(
            paragraph.lstrip(),
            width or WIDTH,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        yield from lines or [""]


def _points(points: Points, width: int | None) -> Iterator[str]:
    for number, line in enumerate(points.lines, start=1):
        mark = f"{number}. " if points.numbered else "- "
        yield from wrap(
            in_words(line), width or WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark)
        )


def table(block: Table, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a table with its caption; long cells go over several lines.

    It is as wide as it is where `width` is None; see `fitted`.
    """
    yield from _heading([in_words(block.caption)], width)
    yield ""
    if width:
        cells = [[cell_in_words(found(r, c.key), c) for c in block.columns] for r in block.rows]
        yield from fitted([column.label for column in block.columns], cells, width)
        return
    rows = [
        [_lines(cell_in_words(found(row, c.key), c)) for c in block.columns] for row in block.rows
    ]
    yield from aligned([[column.label] for column in block.columns], rows)


def _lines(text: str) -> list[str]:
    if len(text) <= WIDEST:
        return [text.rstrip(" ")]  # as most are, and wrapping takes long
    return wrap(text, WIDEST, break_long_words=False, break_on_hyphens=False) or [""]
