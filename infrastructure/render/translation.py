"""Says a report or an answer in the language that is spoken now, for the forms that people read.

Data for programs, and what is hashed, are made from the report as it is: they stay English.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from application.questions.asking.answer import Answer, Column, Json, Row
from application.reports.document import Block, Chart, Paragraph, Points, Report, Section, Table
from domain.words import Words, worded
from infrastructure.language import ENGLISH, label_said, said, spoken_now, value_said


def report_said(report: Report) -> Report:
    """Return the report in the language that is spoken now."""
    if spoken_now() == ENGLISH:
        return report
    return replace(
        report,
        title=label_said(report.title),
        sections=list(map(_section, report.sections)),
        banners=list(map(label_said, report.banners)),
        notes=list(map(label_said, report.notes)),
    )


def answer_said(answer: Answer) -> Answer:
    """Return the answer in the language that is spoken now; stored words stay as they are."""
    if spoken_now() == ENGLISH:
        return answer
    counts = answer.counts
    return replace(
        answer,
        title=label_said(answer.title),
        columns=list(map(_column, answer.columns)),
        rows=answer.rows if answer.raw else list(map(_row, answer.rows)),
        counts=counts and {_name(name): number for name, number in counts.items()},
        banners=list(map(label_said, answer.banners)),
        notes=list(map(label_said, answer.notes)),
    )


def _section(section: Section) -> Section:
    return replace(
        section,
        title=label_said(section.title),
        blocks=list(map(_block, section.blocks)),
        sections=list(map(_section, section.sections)),
    )


def _block(block: Block) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=label_said(block.text))
        case Points():
            return replace(block, lines=list(map(said, block.lines)))
        case Table():
            return replace(
                block,
                caption=label_said(block.caption),
                columns=list(map(_column, block.columns)),
                rows=list(map(_row, block.rows)),
                tones={_name(name): tone for name, tone in block.tones.items()},
                empty=label_said(block.empty),
            )
        case Chart():
            return replace(
                block,
                caption=label_said(block.caption),
                categories=list(map(_name, block.categories)),
                series=[(_name(name), tone, counts) for name, tone, counts in block.series],
            )


def _column(column: Column) -> Column:
    return replace(column, label=label_said(column.label))


def _name(name: str) -> str:
    """Return the name of a count or of a part of a chart."""
    return str(_value("", name))


def _row(row: Row) -> Row:
    return {key: _value(key, value) for key, value in row.items()}


def _value(key: str, value: Json) -> Json:
    match value:
        case Words():
            return said(value)
        case str():
            return str(value_said(key, value))
        case bool():
            return said(worded("yes") if value else worded("no"))
        case Mapping():
            return _row(value)
        case Sequence():
            return [_value(key, each) for each in value]
        case _:
            return value
