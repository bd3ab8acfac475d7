"""A report in Markdown, to put into a page or a document of one's own."""

import re
from collections.abc import Iterator, Sequence

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
from infrastructure.render.cells import escaped, found, piped
from infrastructure.render.days import cell_in_words, in_words
from infrastructure.render.forms import ReportStyle
from infrastructure.render.heading import ABOUT, checkpoint, foot, head
from infrastructure.render.prose import Passage, read
from infrastructure.translation import chart_table


def as_markdown(report: Report, style: ReportStyle) -> bytes:
    """Return the report in Markdown, UTF-8; text that would be taken as markup is escaped."""
    above = (*report.banners, *head(report, style))
    lines = [f"# {escaped(report.title)}", "", *(f"{_said(line)}  " for line in above)]
    for section in report.sections:
        lines.extend(_section(section, 2))
    lines.extend(("", f"## {escaped(translated(ABOUT))}"))
    for line in foot(report, style):
        lines.extend(("", _said(line)))
    if signed := checkpoint(style):
        lines.extend(
            ("", escaped(translated(CHECKPOINT)), "", *(f"    {line}".rstrip() for line in signed))
        )
    return ("\n".join(lines) + "\n").encode()


def _section(section: Section, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {escaped(section.title)}")
    for block in section.blocks:
        yield ""
        yield from _block(block, level)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block, level: int) -> Sequence[str]:
    match block:
        case Markdown():
            return list(_prose(read(block.text), level))
        case Paragraph():
            return [_line(line) for line in in_words(block.text).split("\n")]
        case Points():
            return [
                f"{f'{n}.' if block.numbered else '-'} {escaped(' '.join(in_words(line).split()))}"
                for n, line in enumerate(block.lines, start=1)
            ]
        case Table():
            return list(_table(block))
        case Chart():
            return list(_table(chart_table(block)))


def _said(line: str) -> str:
    return escaped(in_words(line))


def _prose(passages: Sequence[Passage], level: int) -> Iterator[str]:
    """Yield passages with headings below those of the section that they are in."""
    for number, passage in enumerate(passages):
        if number:
            yield ""
        match passage.kind:
            case "heading":
                yield f"{'#' * (level + passage.level)} {_spans(passage)}"
            case "paragraph":
                yield from (_started(line) for line in _spans(passage).split("\n"))
            case "code":
                text = passage.spans[0].text
                fence = _fence(text, 3)
                yield from (fence, *(line.rstrip() for line in text.split("\n")), fence)
            case _:
                for place, item in enumerate(passage.items, start=passage.start):
                    mark = {"bullets": "- ", "numbers": f"{place}. "}.get(passage.kind, "> ")
                    margin = mark if mark == "> " else " " * len(mark)
                    for line, text in enumerate(_prose(item, level)):
                        yield f"{margin if line else mark}{text}".rstrip()


def _fence(code: str, least: int) -> str:
    """Return more backticks than the code has in a row, which nothing in it can close.

    Source: CommonMark 0.31, 4.5 (fenced code blocks) and 6.1 (code spans).
    """
    return "`" * max(least, 1 + max(map(len, re.findall("`+", code)), default=0))


def _code(text: str) -> str:
    """Return a span of code on one line; the spaces within its fence are no part of it."""
    fence, inside = _fence(text, 1), text.replace("\n", " ")
    room = " " if "`" in inside else ""
    return f"{fence}{room}{inside}{room}{fence}"


def _spans(passage: Passage) -> str:
    marks = ((2, "*"), (1, "**"))
    found = []
    for span in passage.spans:
        text = _code(span.text) if span.code else escaped(span.text)
        for place, mark in marks:
            text = f"{mark}{text}{mark}" if span[place] else text
        found.append(text)
    return "".join(found).replace("\n", "  \n")


def _line(text: str) -> str:
    """Return a line that begins no list and no quotation."""
    return _started(escaped(text.strip()))


def _started(line: str) -> str:
    """Return escaped text that does not begin as a list, a heading or a line across."""
    number = line.partition(".")[0]
    if line[:1] in {"-", "+", "="}:
        return f"\\{line}"
    return line.replace(".", "\\.", 1) if number.isdecimal() else line


def _table(block: Table) -> Iterator[str]:
    yield from (f"**{_said(block.caption)}**", "")
    rows = ([cell_in_words(found(row, c.key), c) for c in block.columns] for row in block.rows)
    yield from piped((column.label for column in block.columns), rows)
