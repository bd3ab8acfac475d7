"""Evidence of a table in several pieces, as a list below it: in a cell it leaves no room."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Json, Row
from application.reports.document import Block, Paragraph, Points, Section, Table
from domain.words import worded

_SEVERAL = 2


def evidence_below(sections: Sequence[Section]) -> list[Section]:
    """Return sections in which tables with a member that has several pieces have them below."""
    return [
        replace(
            section,
            blocks=[part for block in section.blocks for part in _parts(block)],
            sections=evidence_below(section.sections),
        )
        for section in sections
    ]


def _parts(block: Block) -> Iterator[Block]:
    if (
        not isinstance(block, Table)
        or max(map(len, map(_pieces, block.rows)), default=0) < _SEVERAL
    ):
        yield block
        return
    columns = [each for each in block.columns if each.key != fields.EVIDENCE.key]
    yield replace(block, columns=columns)
    yield Paragraph(worded("Evidence:"))
    yield Points(
        [
            worded("{name}, {evidence}", name=row[fields.NAME.key], evidence=piece)
            for row in block.rows
            for piece in _pieces(row)
        ]
    )


def _pieces(row: Row) -> Sequence[Json]:
    """Return the evidence of a row, if the row is of one member."""
    found = row.get(fields.EVIDENCE.key)
    return found if isinstance(found, list) and fields.NAME.key in row else ()
