"""Says a report or an answer in the language that is spoken now, for the forms that people read.

Data for programs, and what is hashed, are made from the report as it is: they stay English.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from application.questions.asking.answer import Answer, ByName, Column, Json, MadeAnew, Row
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
from domain.names import alphabetical, is_customary
from domain.words import Words, listed, worded
from infrastructure.language import (
    decimal_said,
    label_translated,
    speech,
    translated,
    value_translated,
)

SHARE = "percent"
"""The column of a number with a decimal, as text."""


def report_translated(report: Report) -> Report:
    """Return the report in the language that is spoken now."""
    if speech().is_as_written:
        return report
    return replace(
        report,
        title=label_translated(report.title),
        body=str(value_translated("name", report.body)),
        sections=list(map(_section, report.sections)),
        banners=list(map(label_translated, report.banners)),
        notes=[*map(label_translated, report.notes), *map(translated, customary_said())],
    )


def answer_translated(answer: Answer) -> Answer:
    """Return the answer in the language that is spoken now; stored words stay as they are."""
    if speech().is_as_written:
        return answer
    counts = answer.counts
    rows = answer.rows if answer.raw else _each_row(answer.rows)
    return replace(
        answer,
        title=label_translated(answer.title),
        columns=list(map(_column, answer.columns)),
        rows=rows,
        counted=translated(answer.counted),
        counts=counts and {_name(name): number for name, number in counts.items()},
        banners=list(map(label_translated, answer.banners)),
        notes=[
            *map(label_translated, answer.notes),
            *map(translated, customary_said(all_of_them=isinstance(rows, MadeAnew))),
        ],
    )


def customary_said(*, all_of_them: bool = False) -> Sequence[str]:
    """Return the sentence about customary names that were said so far, or may be; none if none."""
    spoken = speech()
    names = spoken.customary
    if all_of_them:
        names = {said for name, said in spoken.names.items() if is_customary(said, name)}
    if not names:
        return []
    return [
        worded(
            "No name in this language is recorded for {names}; the customary name is used.",
            names=listed(sorted(names, key=alphabetical)),
        )
    ]


def _each_row(rows: Sequence[Row]) -> Sequence[Row]:
    anew = isinstance(rows, MadeAnew)
    return MadeAnew(lambda: map(_row, rows)) if anew else _rows(rows)


def _silent(block: Block) -> Block:
    """Return the list of what says nothing, each of which is a title."""
    assert isinstance(block, Points)  # the paper has nothing else there
    return replace(block, lines=list(map(label_translated, block.lines)))


def _section(section: Section) -> Section:
    blocks = section.blocks
    return replace(
        section,
        title=label_translated(section.title),
        blocks=[_silent(block) if section.key == "nothing" else _block(block) for block in blocks],
        sections=list(map(_section, section.sections)),
    )


def _block(block: Block) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=label_translated(block.text))
        case Markdown():
            return block
        case Points():
            return replace(block, lines=list(map(translated, block.lines)))
        case Table():
            return _table(block)
        case Chart():
            return replace(
                block,
                caption=label_translated(block.caption),
                categories=list(map(_name, block.categories)),
                silence=label_translated(block.silence),
                series=[(_name(name), tone, counts) for name, tone, counts in block.series],
            )


def _table(table: Table) -> Table:
    return replace(
        table,
        caption=label_translated(table.caption),
        columns=list(map(_column, table.columns)),
        rows=_rows(table.rows),
        tones={_name(name): tone for name, tone in table.tones.items()},
    )


def chart_table(chart: Chart) -> Table:
    """Return the data of a chart, which is in the language spoken now, as a table in it."""
    table = as_table(chart)
    ours = ("category", "bound")
    columns = [_column(each) if each.key in ours else each for each in table.columns]
    return replace(table, columns=columns)


def _column(column: Column) -> Column:
    return replace(column, label=label_translated(column.label))


def _name(name: str) -> str:
    """Return the name of a count or of a part of a chart."""
    return str(_value("", name))


def _rows(rows: Sequence[Row]) -> list[Row]:
    """Return rows in words; those in the order of names are in the order of the names then."""
    made = list(map(_row, rows))
    return rows.sorted_anew(made, _name_of) if isinstance(rows, ByName) else made


def _name_of(row: Row) -> tuple[str, str]:
    return _place(row.get("name") or "")


def _place(name: Json) -> tuple[str, str]:
    return alphabetical(str(name))


def _row(row: Row) -> Row:
    return {key: _value(key, value) for key, value in row.items()}


def _value(key: str, value: Json) -> Json:
    match value:
        case Words():
            return translated(value)
        case str():
            return decimal_said(value) if key == SHARE else str(value_translated(key, value))
        case bool():
            return translated(worded("yes") if value else worded("no"))
        case Mapping():
            return _row(value)
        case Sequence():
            made = [_value(key, each) for each in value]
            return value.sorted_anew(made, _place) if isinstance(value, ByName) else made
        case _:
            return value
