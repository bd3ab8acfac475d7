"""A report in Markdown, to put into a page or a document of one's own."""

from collections.abc import Iterator, Sequence

from application.evidence import CHECKPOINT
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
from infrastructure.language import said
from infrastructure.render.cells import cell, escaped, found, piped
from infrastructure.render.forms import ReportStyle
from infrastructure.render.heading import checkpoint, foot, head


def as_markdown(report: Report, style: ReportStyle) -> bytes:
    """Return the report in Markdown, UTF-8; text that would be taken as markup is escaped."""
    lines = [f"# {escaped(report.title)}", "", *(f"{escaped(line)}  " for line in head(report))]
    for section in report.sections:
        lines.extend(_section(section, 2))
    for line in foot(report, style):
        lines.extend(("", escaped(line)))
    if signed := checkpoint(style):
        lines.extend(
            ("", escaped(said(CHECKPOINT)), "", *(f"    {line}".rstrip() for line in signed))
        )
    return ("\n".join(lines) + "\n").encode()


def _section(section: Section, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {escaped(section.title)}")
    for block in section.blocks:
        yield ""
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Sequence[str]:
    match block:
        case Paragraph():
            return [_line(line) for line in block.text.split("\n")]
        case Points():
            return [
                f"{f'{n}.' if block.numbered else '-'} {escaped(' '.join(line.split()))}"
                for n, line in enumerate(block.lines, start=1)
            ]
        case Table():
            return list(_table(block))
        case Chart():
            return list(_table(as_table(block)))


def _line(text: str) -> str:
    """Return a line that begins no list and no quotation."""
    line = escaped(text.strip())
    number = line.partition(".")[0]
    if line[:1] in {"-", "+", "="}:
        return f"\\{line}"
    return line.replace(".", "\\.", 1) if number.isdecimal() else line


def _table(block: Table) -> Iterator[str]:
    yield from (f"**{escaped(block.caption)}**", "")
    if not block.rows:
        yield escaped(block.empty)
        return
    rows = ([cell(found(row, c.key)) for c in block.columns] for row in block.rows)
    yield from piped((column.label for column in block.columns), rows)
